"""Plans as `.spacy` files: the one module of the format that needs spaCy, imported only where documents are written.

Part of `exchange`. The arrays that `DocBin.add` would make are made here in bulk: it looks up nine strings for every
token, which takes longer than everything else together. Format: spacy.tokens.DocBin, version 0.1.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy
from spacy.tokens import Doc, DocBin, Span, SpanGroup
from spacy.vocab import Vocab
from srsly import msgpack_dumps  # type: ignore[import-untyped]

from glossator.exchange.formats.spacy_docbin.plan import USER_DATA, DocPlan

ATTRIBUTES = ("ENT_IOB", "ENT_TYPE")
INSIDE, OUTSIDE, BEGIN, UNKNOWN = 1, 2, 3, 0
"""The codes of ENT_IOB."""


@dataclass(frozen=True, slots=True)
class PackedDoc:
    """One document as DocBin stores it."""

    tokens: numpy.ndarray[Any, Any]
    spaces: numpy.ndarray[Any, Any]
    cats: dict[str, float]
    groups: bytes
    user_data: bytes
    strings: frozenset[str]


@dataclass(slots=True)
class Packer:
    """Packs plans, all with one vocabulary."""

    vocab: Vocab = field(default_factory=Vocab)

    def pack(self, plan: DocPlan) -> PackedDoc:
        """One document, ready to be written."""
        spaced = plan.spaced
        doc = Doc(self.vocab, words=spaced.words, spaces=spaced.spaces)
        for name, group in plan.groups.items():
            spans = [Span(doc, one.start, one.end, one.label, kb_id=one.kb_id, span_id=one.id) for one in group]
            doc.spans[name] = SpanGroup(doc, name=name, spans=spans)
        strings = {one.label for one in plan.ents}
        for group in plan.groups.values():
            for one in group:
                strings.update((one.label, one.id, one.kb_id))
        strings.discard("")
        details = {
            "document": plan.name,
            "sha256": plan.sha256,
            "entities": plan.entities,
            "events": plan.events,
        }
        return PackedDoc(
            tokens=self._tokens(doc, plan),
            spaces=numpy.asarray(spaced.spaces, dtype=bool).reshape((-1, 1)),
            cats=plan.cats,
            groups=doc.spans.to_bytes(),
            user_data=msgpack_dumps({USER_DATA: details}),
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
        if container.tokens:
            words = numpy.unique(numpy.concatenate([tokens[:, 0] for tokens in container.tokens]))
            container.strings.update(self.vocab.strings[word] for word in words.tolist())
        container.to_disk(path)

    def _tokens(self, doc: Doc, plan: DocPlan) -> numpy.ndarray[Any, Any]:
        """The columns ORTH, ENT_IOB, ENT_TYPE of every word."""
        tokens = numpy.zeros((len(doc), 1 + len(ATTRIBUTES)), dtype=numpy.uint64)
        tokens[:, 0] = doc.to_array("ORTH")
        tokens[:, 1] = OUTSIDE if plan.complete else UNKNOWN
        for start, end in plan.unknown:
            tokens[start:end, 1] = UNKNOWN
        for one in plan.ents:
            tokens[one.start, 1] = BEGIN
            tokens[one.start + 1 : one.end, 1] = INSIDE
            tokens[one.start : one.end, 2] = self.vocab.strings.add(one.label)
        return tokens
