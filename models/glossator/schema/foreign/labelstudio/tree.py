"""XML from strangers as a small tree. Part of the schema layer.

A document type is refused, and with it every entity, its own or another file's: a labelling configuration has none, and
they are what XML attacks are made of. Depth and size are limited too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, NoReturn
from xml.parsers import expat

from glossator.errors import SchemaError

_DEEPEST: Final = 64
_LONGEST: Final = 5_000_000
_MOST: Final = 100_000


@dataclass(slots=True)
class Tag:
    """An element: its name and its attributes' names in lower case, since Label Studio takes them in any."""

    name: str
    written: str
    attributes: dict[str, str]
    line: int
    children: list[Tag] = field(default_factory=list)

    def get(self, name: str) -> str | None:
        """An attribute's value without space around it; None where there is none, or it is empty."""
        return (self.attributes.get(name.lower()) or "").strip() or None

    def walk(self) -> Iterator[Tag]:
        """This tag and all below it, in the file's order."""
        yield self
        for child in self.children:
            yield from child.walk()


def read_tree(text: str, *, where: str) -> Tag:
    """The root of an XML text. Raises SchemaError, `where:line: what is wrong`."""
    if _LONGEST < len(text):
        raise SchemaError(f"{where}: {len(text):,} characters are no labelling configuration; give the file's own text")
    return _Builder(where).run(text)


class _Builder:
    def __init__(self, where: str) -> None:
        self._where = where
        self._open: list[Tag] = []
        self._root: Tag | None = None
        self._count = 0
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.StartDoctypeDeclHandler = self._refuse_document_type
        self._parser.EntityDeclHandler = self._refuse_document_type

    def run(self, text: str) -> Tag:
        """Read all of it."""
        try:
            # Bytes of our own: whatever encoding the text says it is in, it has been decoded.
            self._parser.Parse(_without_declaration(text).encode("utf-8", errors="replace"), True)
        except expat.ExpatError as error:
            what = expat.errors.messages.get(error.code, str(error.code))
            raise SchemaError(f"{self._where}:{error.lineno}: no XML: {what}") from None
        if self._root is None:
            raise SchemaError(f"{self._where}: there is nothing in it")
        return self._root

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._count += 1
        if _DEEPEST <= len(self._open) or _MOST < self._count:
            self._refuse("it is nested too deep, or too long, for a labelling configuration")
        lowered = {key.lower(): value for key, value in attributes.items()}
        tag = Tag(name.lower(), name, lowered, self._parser.CurrentLineNumber)
        if self._open:
            self._open[-1].children.append(tag)
        else:
            self._root = tag
        self._open.append(tag)

    def _end(self, _: str) -> None:
        self._open.pop()

    def _refuse_document_type(self, *_: object) -> None:
        self._refuse("a document type or entity is not allowed here; take the <!DOCTYPE …> out")

    def _refuse(self, message: str) -> NoReturn:
        raise SchemaError(f"{self._where}:{self._parser.CurrentLineNumber}: {message}")


def _without_declaration(text: str) -> str:
    """Without <?xml … ?>: what it says of the encoding was true of the file, not of the text."""
    text = text.removeprefix("\ufeff").lstrip()
    if not text.startswith("<?xml"):
        return text
    declaration, _, rest = text.partition("?>")
    return "\n" * declaration.count("\n") + rest
