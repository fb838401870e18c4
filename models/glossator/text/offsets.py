"""Code points to and from UTF-16 units and UTF-8 bytes: the only module of the house that converts between them.

The house counts code points; Qt counts UTF-16 units, some file formats count bytes. Part of the text layer.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterator

from glossator.text.sourcemap import Run, SourceMap

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
_UTF8_WIDTHS = re.compile("([\0-\x7f]+)|([\x80-\u07ff]+)|([\u0800-\uffff]+)|([\U00010000-\U0010ffff]+)")
_UTF16_UNITS = re.compile("([\0-\uffff]+)|([\U00010000-\U0010ffff]+)")


def utf16_length(text: str) -> int:
    """How many UTF-16 units a text takes."""
    return len(text) if text.isascii() else len(text) + sum(1 for _ in _ASTRAL.finditer(text))


def utf8_runs(text: str) -> Iterator[Run]:
    """The bytes that each code point takes in UTF-8, as runs of a `SourceMap`."""
    for match in _UTF8_WIDTHS.finditer(text):
        yield match.end() - match.start(), match.lastindex or 1


def utf16_runs(text: str) -> Iterator[Run]:
    """The units that each code point takes in UTF-16, as runs of a `SourceMap`."""
    for match in _UTF16_UNITS.finditer(text):
        yield match.end() - match.start(), match.lastindex or 1


class Utf16Index:
    """Offsets of one text in code points and in UTF-16 units.

    Only the astral code points (two units each) are kept, so that a text without any costs nothing to convert.
    Both directions raise ValueError for an offset outside the text.
    """

    __slots__ = ("_astral", "_astral_units", "length", "utf16_length")

    def __init__(self, text: str) -> None:
        found = [] if text.isascii() else [match.start() for match in _ASTRAL.finditer(text)]
        self._astral = array("Q", found)
        self._astral_units = array("Q", (position + before for before, position in enumerate(found)))
        self.length = len(text)
        self.utf16_length = len(text) + len(found)

    @property
    def is_identity(self) -> bool:
        """Whether the text has no astral code point: both counts are the same."""
        return not self._astral

    def to_utf16(self, offset: int) -> int:
        """The UTF-16 unit at which the code point at `offset` begins."""
        if not 0 <= offset <= self.length:
            raise ValueError(f"offset {offset} is outside a text of {self.length} code points")
        return offset + bisect_left(self._astral, offset)

    def to_code_point(self, unit: int) -> int:
        """The code point that the UTF-16 unit belongs to: inside a surrogate pair, the pair's code point."""
        if not 0 <= unit <= self.utf16_length:
            raise ValueError(f"unit {unit} is outside a text of {self.utf16_length} UTF-16 units")
        pairs = bisect_left(self._astral_units, unit)
        if pairs and unit == self._astral_units[pairs - 1] + 1:
            return self._astral[pairs - 1]
        return unit - pairs


class Utf8Index:
    """Offsets of one text in code points and in UTF-8 bytes. Both directions raise ValueError outside the text."""

    __slots__ = ("_map", "byte_length")

    def __init__(self, text: str) -> None:
        self._map = SourceMap.from_runs(utf8_runs(text))
        self.byte_length = self._map.to_source(len(text))

    @property
    def is_identity(self) -> bool:
        """Whether the text is plain ASCII: both counts are the same."""
        return self._map.is_identity

    def to_utf8(self, offset: int) -> int:
        """The byte at which the code point at `offset` begins."""
        return self._map.to_source(offset)

    def to_code_point(self, byte: int) -> int:
        """The code point that the byte belongs to."""
        if not 0 <= byte <= self.byte_length:
            raise ValueError(f"byte {byte} is outside a text of {self.byte_length} bytes")
        return self._map.from_source(byte)
