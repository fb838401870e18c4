"""An APF file as a tree. Its DOCTYPE line may stand, as long as it only names a file, which nobody opens.

Part of `exchange`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from glossator.errors import FormatError, ReadError
from glossator.exchange.xmlscan import MOST_BYTES, XmlScan

_PROLOG = rb"\A(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}\?>)?(?:\s|<!--(?:[^-]|-[^-]){0,2000}-->)*"
_DOCTYPE = re.compile(_PROLOG + rb"(<!DOCTYPE[^<>\[\]]{0,500}>)")


@dataclass(slots=True)
class Node:
    """One element. `text` is what stands in it directly."""

    tag: str
    attributes: dict[str, str]
    line: int
    parts: list[str] = field(default_factory=list)
    children: list[Node] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The characters in it, those of its children left out."""
        return "".join(self.parts)

    def all(self, tag: str) -> Iterator[Node]:
        """The children of that name."""
        return (child for child in self.children if child.tag == tag)

    def first(self, tag: str) -> Node | None:
        """The first child of that name."""
        return next(self.all(tag), None)


def read_tree(path: Path) -> Node:
    """The root of a file. Raises ReadError, and FormatError where it is no XML or declares entities."""
    try:
        if MOST_BYTES < path.stat().st_size:
            raise FormatError(f"{path}: too long for one document.")
        data = path.read_bytes()
    except OSError as error:
        raise ReadError(f"{path}: cannot be read: {error.strerror or error}.") from error
    found = _DOCTYPE.match(data)
    if found is not None:
        # A blank of the same length: lines keep their numbers. One with entities in it stays, and is refused.
        start, end = found.span(1)
        data = data[:start] + re.sub(rb"[^\n]", b" ", data[start:end]) + data[end:]
    return _Builder(str(path)).build(data)


class _Builder:
    def __init__(self, where: str) -> None:
        self._root = Node("", {}, 0)
        self._open = [self._root]
        self._scan = XmlScan(where, start=self._start, end=self._end, characters=self._characters)

    def build(self, data: bytes) -> Node:
        self._scan.run(data)
        return self._root.children[0]

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        node = Node(tag, attributes, self._scan.line)
        self._open[-1].children.append(node)
        self._open.append(node)

    def _end(self, tag: str) -> None:
        self._open.pop()

    def _characters(self, text: str) -> None:
        self._open[-1].parts.append(text)
