"""Plans as `.spacy` files: the one module of the format that needs spaCy, imported only where documents are written.

Part of `exchange`. What `Doc`, `SpanGroup.to_bytes` and `DocBin.add` would make is made here directly: those look up
nine strings for every token and the plug-ins of the encoder for every group, which takes longer than all the rest.
Formats: spacy.tokens.DocBin, version 0.1, and spacy.tokens.SpanGroup, as of spaCy 3.8.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any

import numpy
from spacy.strings import StringStore
from spacy.tokens import DocBin
from srsly.msgpack import Packer as MessagePacker  # type: ignore[import-untyped]

from glossator.exchange.formats.spacy_docbin.plan import USER_DATA, DocPlan, GroupSpan
from glossator.text.spacing import SpacedText

ATTRIBUTES = ("ENT_IOB", "ENT_TYPE")
INSIDE, OUTSIDE, BEGIN, UNKNOWN = 1, 2, 3, 0
"""The codes of ENT_IOB."""
_SPAN = struct.Struct(">QQQllll")
"""A span of a group: id, kb_id, label; start and end in words; start and end in characters."""


@dataclass(frozen=True, slots=True)
class PackedDoc:
    """One document as DocBin stores it."""

    tokens: numpy.ndarray[Any, Any]
    spaces: numpy.ndarray[Any, Any]
    cats: dict[str, float]
    groups: bytes
    user_data: bytes
    strings: frozenset[str]


class Packer:
    """Packs plans, all with one store of strings."""

    def __init__(self) -> None:
        self._strings = StringStore()
        self._encode = MessagePacker(use_bin_type=True).pack

    def pack(self, plan: DocPlan) -> PackedDoc:
        """One document, ready to be written."""
        details = {"document": plan.name, "sha256": plan.sha256, "entities": plan.entities, "events": plan.events}
        strings = {one.label for one in plan.ents}
        for group in plan.groups.values():
            for one in group:
                strings.update((one.label, one.id, one.kb_id))
        strings.discard("")
        return PackedDoc(
            tokens=self._tokens(plan),
            spaces=numpy.asarray(plan.spaced.spaces, dtype=bool).reshape((-1, 1)),
            cats=plan.cats,
            groups=self._groups(plan),
            user_data=self._encode({USER_DATA: details}),
            strings=frozenset(strings),
        )

    def write(self, docs: Iterable[PackedDoc], path: Path) -> None:
        """Write documents to one file. Equal documents give equal bytes."""
        container = DocBin(attrs=ATTRIBUTES, store_user_data=True)
        for doc in docs:
            container.tokens.append(doc.tokens)
            container.spaces.append(doc.spaces)
            container.cats.append(doc.cats)
            container.flags.append({"has_unknown_spaces": False})
            container.span_groups.append(doc.groups)
            container.user_data.append(doc.user_data)
            container.strings.update(doc.strings)
        words = numpy.unique(numpy.concatenate([tokens[:, 0] for tokens in container.tokens]))
        container.strings.update(self._strings[word] for word in words.tolist())
        container.to_disk(path)

    def _tokens(self, plan: DocPlan) -> numpy.ndarray[Any, Any]:
        """The columns ORTH, ENT_IOB, ENT_TYPE of every word."""
        words = plan.spaced.words
        tokens = numpy.empty((len(words), 1 + len(ATTRIBUTES)), dtype=numpy.uint64)
        tokens[:, 0] = [self._strings.add(word) for word in words]
        tokens[:, 1] = OUTSIDE if plan.complete else UNKNOWN
        tokens[:, 2] = 0
        for start, end in plan.unknown:
            tokens[start:end, 1] = UNKNOWN
        for one in plan.ents:
            tokens[one.start, 1] = BEGIN
            tokens[one.start + 1 : one.end, 1] = INSIDE
            tokens[one.start : one.end, 2] = self._strings.add(one.label)
        return tokens

    def _groups(self, plan: DocPlan) -> bytes:
        """`doc.spans` in bytes: each group by itself, and under which name it is known."""
        if not plan.groups:
            return bytes(self._encode([]))
        offsets = _offsets(plan.spaced)
        groups: dict[bytes, list[str]] = {}
        for name, group in plan.groups.items():
            spans = [self._span(one, offsets, plan.spaced.words) for one in group]
            groups[self._encode({"name": name, "attrs": {}, "spans": spans})] = [name]
        return bytes(self._encode(groups))

    def _span(self, one: GroupSpan, offsets: list[int], words: list[str]) -> bytes:
        last = one.end - 1
        return _SPAN.pack(
            self._strings.add(one.id) if one.id else 0,
            self._strings.add(one.kb_id) if one.kb_id else 0,
            self._strings.add(one.label),
            one.start,
            one.end,
            offsets[one.start],
            offsets[last] + len(words[last]),
        )


def _offsets(spaced: SpacedText) -> list[int]:
    """Where each word begins, in code points."""
    lengths = (len(word) + space for word, space in zip(spaced.words, spaced.spaces, strict=True))
    return list(accumulate(lengths, initial=0))
