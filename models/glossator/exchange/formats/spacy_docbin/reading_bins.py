"""`.spacy` files taken apart: words, entity codes and span groups of every document, without making a `Doc` of them.

Part of `exchange`; imports spaCy's strings and its msgpack, so only where a file is read. A `Doc` is not made because
a file from elsewhere may hold numbers that spaCy's compiled code does not check, and arrays that are pickles inside.
Format: spacy.tokens.DocBin, version 0.1, as of spaCy 3.8 and before.
"""

from __future__ import annotations

import struct
from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from spacy.strings import get_string_id
from srsly.msgpack import unpackb  # type: ignore[import-untyped]
from srsly.msgpack.exceptions import UnpackException  # type: ignore[import-untyped]

from glossator.errors import FormatError, ReadError
from glossator.text.inflate import inflate

_SPAN = struct.Struct(">QQQllll")
_OLDER_SPAN = struct.Struct(">QQllll")
"""Without the span's own id: spaCy 3.1 to 3.3."""
_ORTH, _ENT_IOB, _ENT_TYPE = 65, 77, 78
"""The numbers of `spacy.attrs` that files name their columns by."""
_OUTSIDE, _BEGIN, _INSIDE = 2, 3, 1
_BAD = (ValueError, TypeError, KeyError, IndexError, OverflowError, AttributeError, struct.error, UnpackException)


class StoredSpan(NamedTuple):
    """A span of a group, in words: half-open."""

    start: int
    end: int
    label: str
    id: str
    kb_id: str


@dataclass(frozen=True, slots=True)
class StoredDoc:
    """What one document of a file says. `iob` and `types` are None where the file has no entities."""

    words: Sequence[str]
    spaces: Sequence[bool]
    iob: Sequence[int] | None
    types: Sequence[str] | None
    groups: Mapping[str, Sequence[StoredSpan]]
    cats: Mapping[str, float]
    user_data: Mapping[Any, Any]


def read_docs(path: Path) -> Iterator[StoredDoc]:
    """The documents of a file. Raises ReadError, and FormatError where it is no DocBin, or a damaged one."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ReadError(f"{path}: cannot be read: {error.strerror or error}.") from error
    try:
        box = _Box(_unpack(inflate(data)))
    except _BAD as error:
        raise FormatError(f"{path}: this is no .spacy file, or it is damaged ({error}).") from error
    for number in range(len(box.lengths)):
        try:
            yield box.doc(number)
        except _BAD as error:
            raise FormatError(f"{path}: document {number + 1} is damaged ({error}).") from error


def _unpack(data: bytes) -> Any:
    """A value of msgpack, with none of the hooks that would make arrays or pickles of it."""
    return unpackb(data, raw=False, use_list=False, strict_map_key=False, object_pairs_hook=dict)


class _Box:
    """All documents of a file: columns of numbers, and the strings that the numbers stand for."""

    def __init__(self, content: Mapping[str, Any]) -> None:
        attributes = [int(one) for one in content["attrs"]]
        self._width = len(attributes)
        self._orth = attributes.index(_ORTH)
        self._iob = attributes.index(_ENT_IOB) if _ENT_IOB in attributes else None
        self._type = attributes.index(_ENT_TYPE) if _ENT_TYPE in attributes else None
        self.lengths = array("i", content["lengths"])
        self._tokens = array("Q", content["tokens"])
        self._spaces = content["spaces"]
        self._check()
        if not all(isinstance(one, str) for one in content["strings"]):
            raise ValueError("its strings are no strings")
        self._strings: dict[int, str] = {get_string_id(one): one for one in content["strings"]} | {0: ""}
        self._content = content
        self._starts = [0]
        for length in self.lengths:
            self._starts.append(self._starts[-1] + length)

    def _check(self) -> None:
        words = len(self._tokens) // self._width
        if any(length < 0 for length in self.lengths) or sum(self.lengths) != words:
            raise ValueError("the lengths of its documents do not add up")
        if not isinstance(self._spaces, bytes) or len(self._spaces) != words:
            raise ValueError("it does not say of every word whether a space follows")

    def doc(self, number: int) -> StoredDoc:
        """One document."""
        start, end = self._starts[number], self._starts[number + 1]
        groups = self._of("span_groups", number) or b""
        user_data = self._of("user_data", number)
        flags = self._of("flags", number) or {}
        unknown = bool(flags.get("has_unknown_spaces"))
        return StoredDoc(
            words=self._column(self._orth, start, end),
            spaces=[True] * (end - start) if unknown else [bool(one) for one in self._spaces[start:end]],
            iob=None if self._iob is None else self._numbers(self._iob, start, end),
            types=None if self._type is None else self._column(self._type, start, end),
            groups=dict(self._groups(_unpack(groups), end - start)) if groups else {},
            cats={str(name): float(value) for name, value in (self._of("cats", number) or {}).items()},
            user_data=_mapping(_unpack(user_data)) if user_data else {},
        )

    def _of(self, name: str, number: int) -> Any:
        values = self._content.get(name) or ()
        return values[number] if number < len(values) else None

    def _numbers(self, column: int, start: int, end: int) -> Sequence[int]:
        return self._tokens[start * self._width + column : end * self._width : self._width]

    def _column(self, column: int, start: int, end: int) -> list[str]:
        return [self._string(one) for one in self._numbers(column, start, end)]

    def _string(self, number: int) -> str:
        found: str | None = self._strings.get(number)
        if found is None:
            raise ValueError(f"the string {number} is missing")
        return found

    def _groups(self, content: Any, length: int) -> Iterator[tuple[str, list[StoredSpan]]]:
        """`doc.spans`: a list of groups, or of every group's bytes the names it goes by."""
        named = content.items() if isinstance(content, dict) else ((one, ()) for one in content)
        for packed, names in named:
            group = _unpack(packed)
            spans = [self._span(one, length) for one in group["spans"]]
            for name in names or (group["name"],):
                yield str(name), spans

    def _span(self, packed: bytes, length: int) -> StoredSpan:
        if len(packed) == _OLDER_SPAN.size:
            kb_id, label, start, end, _, _ = _OLDER_SPAN.unpack(packed)
            thing = 0
        else:
            thing, kb_id, label, start, end, _, _ = _SPAN.unpack(packed)
        if not 0 <= start < end <= length:
            raise ValueError(f"a span of the words {start} to {end} is not within its {length} words")
        return StoredSpan(start, end, self._string(label), self._strings.get(thing, ""), self._strings.get(kb_id, ""))


def _mapping(value: Any) -> Mapping[Any, Any]:
    return value if isinstance(value, dict) else {}


def entities_of(doc: StoredDoc) -> Iterator[StoredSpan]:
    """`doc.ents`: what begins, what goes on; a file without codes has one entity wherever types are the same."""
    if doc.types is None:
        return
    start, label = 0, ""
    for place in range(len(doc.types) + 1):
        kind = doc.types[place] if place < len(doc.types) else ""
        code = _OUTSIDE if not kind else _INSIDE if doc.iob is None else doc.iob[place]
        goes_on = code == _INSIDE and kind == label
        if label and not goes_on:
            yield StoredSpan(start, place, label, "", "")
            label = ""
        if not goes_on and code in (_BEGIN, _INSIDE) and kind:
            start, label = place, kind
