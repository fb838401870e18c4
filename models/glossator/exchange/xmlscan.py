"""XML that may be hostile, read as a stream of tags and text: no DOCTYPE, so no entities; bounded in size and depth.

Part of `exchange`; readers of XML formats use it. What this parser takes is safe for any other.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import TypeAlias
from xml.parsers import expat

from glossator.errors import FormatError

MOST_BYTES = 256 * 2**20
"""Of one XML file: more is no document, but an attack or a mistake."""
MOST_DEPTH = 100
_PIECE = 2**20
ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold, even escaped."""

Start: TypeAlias = Callable[[str, dict[str, str]], None]
End: TypeAlias = Callable[[str], None]
Characters: TypeAlias = Callable[[str], None]


class XmlScan:
    """One pass over an XML text. Names of a namespace are "address|name". `line` is where the pass is."""

    def __init__(self, where: str, *, start: Start, end: End | None = None, characters: Characters | None = None):
        self._where = where
        self._start = start
        self._end = end
        self._depth = 0
        self._parser = expat.ParserCreate(namespace_separator="|")
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._open
        self._parser.EndElementHandler = self._close
        self._parser.StartDoctypeDeclHandler = self._refuse
        self._parser.EntityDeclHandler = self._refuse
        if characters is not None:
            self._parser.CharacterDataHandler = characters

    @property
    def line(self) -> int:
        """The line of the file, from 1."""
        return self._parser.CurrentLineNumber

    def error(self, what: str) -> FormatError:
        """An error that says where it is, and what is wrong."""
        return FormatError(f"{self._where}:{self.line}: {what}.")

    def run(self, data: bytes | str) -> None:
        """Go through the whole text. Raises FormatError where it is no XML, or has a DOCTYPE."""
        if MOST_BYTES < len(data):
            raise FormatError(f"{self._where}: {len(data):,} bytes are too many for one document.")
        try:
            for piece in _pieces(data):
                self._parser.Parse(piece, False)
            self._parser.Parse(b"", True)
        except expat.ExpatError as error:
            raise self.error(f"not well-formed XML ({expat.ErrorString(error.code)})") from error
        except (ValueError, LookupError) as error:
            raise self.error(f"not XML that can be read ({error})") from error

    def _open(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if MOST_DEPTH < self._depth:
            raise self.error("tags are nested too deep")
        self._start(name, attributes)

    def _close(self, name: str) -> None:
        self._depth -= 1
        if self._end is not None:
            self._end(name)

    def _refuse(self, *_: object) -> None:
        raise self.error("the file declares a DOCTYPE or entities, which is refused: take that declaration out")


def _pieces(data: bytes | str) -> Iterable[bytes | str]:
    return (data[place : place + _PIECE] for place in range(0, len(data), _PIECE))


def is_xml_text(text: str) -> bool:
    """Whether XML 1.0 can hold every character of a text."""
    return ILLEGAL.search(text) is None


def xml_text(text: str, replacement: str = "\ufffd") -> str:
    """The text with each character that XML 1.0 cannot hold replaced by one other, so that offsets stay."""
    return ILLEGAL.sub(replacement, text)
