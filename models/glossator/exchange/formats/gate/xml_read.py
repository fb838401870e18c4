"""GATE's XML as a document: text with numbered nodes, sets of annotations between nodes, features of many classes.

Part of `exchange`. The place of a node in the text counts, not its number: that is a UTF-16 offset by convention, and
line ends may have changed on the way.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from glossator.errors import FormatError
from glossator.exchange.formats.gate.raw import GateAnnotation, GateDocument, Value
from glossator.exchange.xmlscan import XmlScan

WRAPPER = "gate.corpora.ObjectWrapper"
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_LISTS = ("list", "set", "linked-list", "tree-set", "linked-hash-set")


def read_xml(data: bytes, where: str) -> GateDocument:
    """The document in a file of GATE's. Raises FormatError with the line."""
    return _Reader(where).read(data)


class _Reader:
    def __init__(self, where: str) -> None:
        self._scan = XmlScan(where, start=self._start, end=self._end, characters=self._characters)
        self._root = ""
        self._text: list[str] = []
        self._length = 0
        self._in_text = False
        self._nodes: dict[str, int] = {}
        self._buffer: list[str] | None = None
        self._class = ""
        self._name = ""
        self._value: Value | None = None
        self._document_features: dict[str, Value] = {}
        self._features = self._document_features
        self._sets: dict[str, list[tuple[dict[str, str], dict[str, Value], int]]] = {}
        self._set = ""
        self._complicated: Counter[str] = Counter()

    def read(self, data: bytes) -> GateDocument:
        self._scan.run(data)
        sets = {name: tuple(self._annotations(found)) for name, found in self._sets.items()}
        return GateDocument("".join(self._text), self._document_features, sets, self._complicated)

    def _annotations(self, found: list[tuple[dict[str, str], dict[str, Value], int]]) -> Iterator[GateAnnotation]:
        for attributes, features, line in found:
            try:
                start, end = self._nodes[attributes["StartNode"]], self._nodes[attributes["EndNode"]]
                found_id, type_ = attributes["Id"], attributes["Type"]
            except KeyError as error:
                raise self._scan.error(f"the annotation in line {line} names no node or attribute {error}") from error
            if end < start:
                raise self._scan.error(f"the annotation in line {line} ends before it begins")
            yield GateAnnotation(found_id, type_, start, end, features)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if not self._root:
            self._root = name
            if name != "GateDocument":
                raise self._scan.error(f"the file holds <{name}>, not a <GateDocument>")
        match name:
            case "TextWithNodes":
                self._in_text = True
            case "Node":
                self._nodes[attributes.get("id", "")] = self._length
            case "AnnotationSet":
                self._set = attributes.get("Name", "")
                self._sets.setdefault(self._set, [])
            case "Annotation":
                self._features = {}
                self._sets.setdefault(self._set, []).append((attributes, self._features, self._scan.line))
            case "Feature":
                self._name, self._value = "", None
            case "Name" | "Value":
                self._class = attributes.get("className", "")
                self._buffer = []

    def _end(self, name: str) -> None:
        match name:
            case "TextWithNodes":
                self._in_text = False
            case "Name":
                self._name = "".join(self._buffer or ())
                self._buffer = None
            case "Value":
                self._value = self._decoded("".join(self._buffer or ()))
                self._buffer = None
            case "Feature":
                if self._value is None:
                    self._complicated[self._name] += 1
                else:
                    self._features[self._name] = self._value

    def _characters(self, piece: str) -> None:
        if self._in_text:
            self._text.append(piece)
            self._length += len(piece)
        elif self._buffer is not None:
            self._buffer.append(piece)

    def _decoded(self, text: str) -> Value | None:
        """A value as its Java class writes it; None for one that is neither single nor a flat list."""
        if self._class != WRAPPER:
            return text
        return _Wrapped(text).value


class _Wrapped:
    """A value that XStream wrote: a flat list, or something complicated (then `value` is None)."""

    def __init__(self, text: str) -> None:
        self.value: Value | None = None
        self._items: list[str] = []
        self._path: list[str] = []
        self._buffer: list[str] = []
        self._flat = True
        try:
            XmlScan("", start=self._start, end=self._end, characters=self._buffer.append).run(
                _DECLARATION.sub("", text, count=1)
            )
        except FormatError:
            # Its text may be of XML 1.1, whose control characters this parser does not take.
            self._flat = False
        if self._flat:
            self.value = tuple(self._items)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._path.append(name)
        self._buffer.clear()
        depth = len(self._path)
        kind = attributes.get("class", "")
        if depth == 2 and not (kind in _LISTS or kind.endswith("-array")):
            self._flat = False
        if 3 < depth or "reference" in attributes:
            self._flat = False

    def _end(self, name: str) -> None:
        if len(self._path) == 3:
            self._items.append("".join(self._buffer))
        self._path.pop()
        self._buffer.clear()
