"""`.spacy` files as bundles: entities, span groups, what is unknown, and known-wrong spans as rejected suggestions.

Part of `exchange`. Our own files say more (`Doc.user_data`): names, how far both tasks were looked at, which parts are
one span, which spans are the triggers and arguments of which event.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import count
from pathlib import Path
from typing import Any, cast, get_args

from glossator.annotation import (
    Argument,
    Bundle,
    Decision,
    Document,
    Fragment,
    Fragments,
    ReviewState,
    ReviewTask,
    Suggestion,
    SuggestionKind,
)
from glossator.exchange.building import LayerBuilder, document_of
from glossator.exchange.formats.spacy_docbin.plan import (
    ARGUMENTS,
    INCORRECT_SPANS,
    INCORRECT_TRIGGERS,
    SPANS,
    TRIGGERS,
    USER_DATA,
)
from glossator.exchange.formats.spacy_docbin.reading_bins import StoredDoc, StoredSpan, entities_of, read_docs
from glossator.exchange.formats.tokens.rebuilding import TextBuilder

SOURCE = "spacy"
VERSION = "import"
_HALF = 0.5


def read_bundles(path: Path) -> Iterator[Bundle]:
    """The documents of a file. Raises FormatError naming the document that is damaged."""
    for position, doc in enumerate(read_docs(path)):
        yield _Reading(doc, path, position).bundle()


def notices_of(path: Path) -> tuple[str, ...]:
    """What of a file is not kept, in sentences."""
    said = ["Lemmas, parts of speech, dependencies and vectors are not kept."]
    own = False
    names: dict[str, int] = {}
    for doc in read_docs(path):
        own |= USER_DATA in doc.user_data
        for name, spans in doc.groups.items():
            names[name] = names.get(name, 0) + len(spans)
    others = [
        f"{name} ({number})" for name, number in names.items() if not own and name not in (SPANS, INCORRECT_SPANS)
    ]
    if others:
        said.append(f"Span groups are taken as spans, whatever they are for: {', '.join(others)}.")
    if own:
        said.append("Modes, attributes and fillers without words of events are in events.jsonl beside it: not read.")
    return tuple(said)


class _Reading:
    """One document on its way."""

    def __init__(self, doc: StoredDoc, path: Path, position: int) -> None:
        self._doc = doc
        own = doc.user_data.get(USER_DATA)
        self._own: Mapping[str, Any] | None = own if isinstance(own, dict) else None
        text, self._places = _rebuilt(doc)
        name = str((self._own or {}).get("document") or f"{path.stem}-{position + 1}")
        self._document: Document = document_of(name, text, position=position)
        self._ids = count(2)
        self._builder = LayerBuilder(self._document, "", self._ids, SOURCE)

    def bundle(self) -> Bundle:
        """The document with its layer, and what was known to be wrong."""
        if self._own is None:
            self._foreign_spans()
        else:
            self._own_spans()
        for task, state in self._reviews().items():
            self._builder.review(task, state)
        for name, value in self._doc.cats.items():
            if _HALF <= value:
                self._builder.context(name)
        suggestions = [
            *self._wrong("span", self._doc.groups.get(INCORRECT_SPANS, ())),
            *(self._wrong("event", self._doc.groups.get(INCORRECT_TRIGGERS, ())) if self._own is not None else ()),
        ]
        decisions = tuple(Decision(next(self._ids), one.id, "", "rejected") for one in suggestions)
        return Bundle(self._document, (self._builder.layer(),), tuple(suggestions), decisions)

    def _foreign_spans(self) -> None:
        """Entities and all groups. What stands in two of them with one label is one span."""
        found: dict[tuple[Fragment, str], None] = {}
        groups = [spans for name, spans in self._doc.groups.items() if name != INCORRECT_SPANS]
        for spans in (list(entities_of(self._doc)), *groups):
            for one in spans:
                found[self._fragment(one), one.label or "SPAN"] = None
        for fragment, label in found:
            if fragment[0] < fragment[1]:
                self._builder.span(label, (fragment,))

    def _own_spans(self) -> None:
        """Spans whose parts share a name, then events with their triggers and arguments."""
        things: dict[str, int] = {}
        for key, label, fragments in self._joined(self._doc.groups.get(SPANS, ())):
            things[key] = self._builder.span(label, fragments)
        triggers = {key: (label, parts) for key, label, parts in self._joined(self._doc.groups.get(TRIGGERS, ()))}
        things |= {key: self._builder.new_id() for key in triggers}
        arguments = self._doc.groups.get(ARGUMENTS, ())
        fillers: dict[str, list[Fragment]] = {}
        for one in arguments:
            if one.kb_id and one.kb_id not in things:
                fillers.setdefault(one.kb_id, []).append(self._fragment(one))
        for key, parts in fillers.items():
            written = tuple(sorted({one for one in parts if one[0] < one[1]}))
            if written:
                things[key] = self._builder.span(None, written)
        roles: dict[str, dict[Argument, None]] = {}
        for one in arguments:
            if one.kb_id in things:
                roles.setdefault(one.id, {})[Argument(one.label, things[one.kb_id])] = None
        for key, (label, trigger) in triggers.items():
            self._builder.event(label, trigger, thing=things[key], arguments=roles.get(key, ()))

    def _joined(self, group: Iterable[StoredSpan]) -> Iterator[tuple[str, str, Fragments]]:
        """The things of a group by their short names: several spans of one name are its parts."""
        parts: dict[str, list[StoredSpan]] = {}
        for number, one in enumerate(group):
            parts.setdefault(one.id or f"#{number}", []).append(one)
        for key, found in parts.items():
            fragments = sorted({self._fragment(one) for one in found})
            written = tuple(one for one in fragments if one[0] < one[1])
            if written:
                yield key, found[0].label, written

    def _fragment(self, one: StoredSpan) -> Fragment:
        return self._places[one.start][0], self._places[one.end - 1][1]

    def _reviews(self) -> Mapping[ReviewTask, ReviewState]:
        """How far somebody has looked: as the file says, or as far as it leaves nothing unknown."""
        if self._own is not None:
            stated = {task: self._own.get(task) for task in ("entities", "events")}
            return {
                cast(ReviewTask, task): cast(ReviewState, state)
                for task, state in stated.items()
                if state in get_args(ReviewState)
            }
        if SPANS in self._doc.groups:
            return {"entities": "done"}
        codes = self._doc.iob
        if self._doc.types is None or (codes is not None and not any(codes)):
            return {}
        return {"entities": "done" if codes is None or all(codes) else "in_progress"}

    def _wrong(self, kind: SuggestionKind, group: Iterable[StoredSpan]) -> Iterator[Suggestion]:
        for one in group:
            start, end = self._fragment(one)
            if start < end:
                yield Suggestion(
                    id=next(self._ids),
                    document_id=self._document.id,
                    kind=kind,
                    label=one.label or "SPAN",
                    fragments=((start, end),),
                    text=self._document.text[start:end],
                    score=1.0,
                    source=SOURCE,
                    version=VERSION,
                    state="rejected",
                )


def _rebuilt(doc: StoredDoc) -> tuple[str, list[Fragment]]:
    """The text, and where each word stands in it."""
    builder = TextBuilder()
    places: list[Fragment] = []
    for word, space in zip(doc.words, doc.spaces, strict=True):
        places.append(builder.add(word))
        if space:
            builder.add(" ")
    return builder.text(), places
