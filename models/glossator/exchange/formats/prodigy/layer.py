"""What one annotator answered to the tasks of one text, as a layer.

Part of `exchange`; see `read`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any, cast, get_args

from glossator.annotation import (
    Argument,
    AttributeValue,
    Document,
    Entity,
    Event,
    Fragment,
    Fragments,
    Layer,
    LayerState,
    Note,
    Origin,
    Relation,
    ReviewState,
    ReviewTask,
    Span,
    text_of,
)
from glossator.exchange.fields import Fields
from glossator.exchange.formats.prodigy.marks import Mark, marks_of, read_fragment
from glossator.exchange.formats.prodigy.task import FILLER
from glossator.text.sourcemap import SourceMap

IMPORTED = Origin("imported", "prodigy")
SPAN_VIEWS = ("", "ner", "ner_manual", "spans", "spans_manual", "relations", "blocks")
"""The interfaces in which somebody marks spans: an accepted task without any says that there are none."""


class LayerReader:
    """Gathers the layer of one annotator, task by task."""

    def __init__(self, document: Document, annotator: str, ids: Iterator[int], map_: SourceMap) -> None:
        self._document = document
        self._annotator = annotator
        self._ids = ids
        self._map = map_
        self._spans: dict[tuple[Fragments, str | None], Span] = {}
        self._events: list[Event] = []
        self._relations: list[Relation] = []
        self._entities: list[Entity] = []
        self._notes: list[Note] = []
        self._contexts: dict[str, None] = {}
        self._reviews: dict[ReviewTask, ReviewState] = {}

    def layer(self) -> Layer:
        """Everything gathered, in the order of the text."""
        state = LayerState(
            next(self._ids), self._document.id, self._annotator, tuple(self._contexts), dict(self._reviews)
        )
        return Layer(
            self._document.id,
            self._annotator,
            state=state,
            spans=tuple(sorted(self._spans.values(), key=lambda span: (span.start, -span.end, span.id))),
            events=tuple(sorted(self._events, key=lambda event: (event.start, -event.end, event.id))),
            relations=tuple(self._relations),
            entities=tuple(self._entities),
            notes=tuple(self._notes),
        )

    def ignore(self) -> None:
        """An ignored task: nobody could say, so somebody should look again."""
        note = Note(next(self._ids), self._document.id, self._annotator, self._document.id, "ignored in Prodigy", True)
        self._notes.append(note)

    def accept(self, task: Fields) -> None:
        """An accepted task: its spans, relations, events and choices are annotations."""
        meta = task.mapping("meta")
        events = _own_events(meta)
        triggers: dict[str, list[Mark]] = defaultdict(list)
        things: dict[str, list[Mark]] = defaultdict(list)
        for number, mark in enumerate(marks_of(task, self._document, self._map)):
            if mark.key in events:
                triggers[mark.key].append(mark)
            else:
                things[mark.key if mark.key is not None and "reviews" in meta else f"#{number}"].append(mark)
        fillers = {key: self._add_span(marks, own="reviews" in meta) for key, marks in things.items()}
        self._add_events(events, triggers, fillers)
        places = {(mark.fragment, mark.label): fillers[key] for key, marks in things.items() for mark in marks}
        self._add_relations(task, triggers, places)
        self._take_choices(task, list(fillers.values()))
        for context in meta.get("contexts", []) if "reviews" in meta else []:
            self._contexts[str(context)] = None
        self._review(task, meta)

    def _add_span(self, marks: list[Mark], *, own: bool) -> int:
        label = None if own and marks[0].label == FILLER else marks[0].label
        return self._span(tuple(sorted(mark.fragment for mark in marks)), label).id

    def _span(self, fragments: Fragments, label: str | None) -> Span:
        """The span at that place with that label; several tasks of one text may repeat it."""
        found = self._spans.get((fragments, label))
        if found is None:
            surface = text_of(self._document.text, fragments)
            thing = next(self._ids)
            found = Span(thing, self._document.id, self._annotator, label, fragments, surface, origin=IMPORTED)
            self._spans[fragments, label] = found
        return found

    def _add_events(
        self, events: Mapping[str, dict[str, Any]], triggers: Mapping[str, list[Mark]], fillers: Mapping[str, int]
    ) -> None:
        ids = dict(fillers) | {key: next(self._ids) for key in events}
        for key, record in events.items():
            fields = Fields(record, f"meta.events {key}")
            trigger = tuple(sorted(mark.fragment for mark in triggers.get(key, ())))
            arguments = tuple(
                Argument(one.string("role"), ids[one.string("filler")])
                for one in fields.objects("arguments")
                if one.string("filler") in ids
            )
            event = Event(
                ids[key],
                self._document.id,
                self._annotator,
                fields.string("type"),
                trigger,
                text_of(self._document.text, trigger),
                fields.strings("modes"),
                fields.strings("contexts"),
                arguments,
                _attributes(fields),
                origin=IMPORTED,
            )
            self._events.append(event)

    def _add_relations(
        self, task: Fields, triggers: Mapping[str, list[Mark]], places: Mapping[tuple[Fragment, str], int]
    ) -> None:
        """Relations that are not the arguments of our own events."""
        heads = {(mark.fragment, mark.label) for marks in triggers.values() for mark in marks}
        for fields in task.objects("relations"):
            source, target = self._end(fields.object("head_span")), self._end(fields.object("child_span"))
            if source in heads:
                continue
            relation = Relation(
                next(self._ids),
                self._document.id,
                self._annotator,
                fields.string("label"),
                self._end_span(source, places),
                self._end_span(target, places),
            )
            self._relations.append(relation)

    def _end(self, fields: Fields) -> tuple[Fragment, str]:
        return read_fragment(fields, self._document, self._map), fields.optional("label") or ""

    def _end_span(self, end: tuple[Fragment, str], places: Mapping[tuple[Fragment, str], int]) -> int:
        """The span at one end of a relation. Where none was marked there, the words become one."""
        fragment, label = end
        return places[end] if end in places else self._span((fragment,), label or None).id

    def _take_choices(self, task: Fields, spans: list[int]) -> None:
        """A choice about one span is what it refers to; a choice about the text is a context."""
        chosen = [choice for choice in task.peek("accept") or [] if isinstance(choice, str)]
        if "options" in task and len(spans) == 1:
            for choice in chosen:
                if not choice.startswith("NIL"):
                    self._entities.append(self._entity(spans[0], choice))
        elif "spans" not in task:
            label = task.peek("label")
            self._contexts |= dict.fromkeys([*chosen, *([label] if isinstance(label, str) else [])])

    def _entity(self, span: int, kb_id: str) -> Entity:
        name = next(one.text for one in self._spans.values() if one.id == span)
        return Entity(next(self._ids), self._document.id, self._annotator, name, kb_id=kb_id, mentions=(span,))

    def _review(self, task: Fields, meta: Mapping[str, Any]) -> None:
        stated = meta.get("reviews")
        if isinstance(stated, dict):
            for name, state in stated.items():
                if name in get_args(ReviewTask) and state in get_args(ReviewState):
                    self._reviews[cast(ReviewTask, name)] = cast(ReviewState, state)
        elif (task.optional("_view_id") or "") in SPAN_VIEWS:
            self._reviews["entities"] = "done"


def _own_events(meta: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """The events that our own exports keep in `meta`, by their short names; none in other people's files."""
    events = meta.get("events")
    if "reviews" not in meta or not isinstance(events, list):
        return {}
    return {one["id"]: one for one in events if isinstance(one, dict) and isinstance(one.get("id"), str)}


def _attributes(fields: Fields) -> dict[str, AttributeValue]:
    found: dict[str, AttributeValue] = {}
    for name, value in fields.mapping("attributes").items():
        found[name] = tuple(map(str, value)) if isinstance(value, list) else str(value)
    return found
