"""One open document as the window works on it: its annotations and suggestions, their marks, and their order.

Loaded once and then kept up to date from change sets, so that a key costs no more than what it changed. Of a long text
the stretch around one place can be loaded first, to be shown at once, and the rest in parts. Without Qt.
"""

from __future__ import annotations

import gc
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from glossator import Project
from glossator.annotation import (
    ChangeSet,
    Document,
    Entity,
    Event,
    Fragment,
    Fragments,
    Layer,
    LayerState,
    Note,
    Phrase,
    Relation,
    Span,
    Suggestion,
)
from glossator.text.sentences import sentences
from glossator.text.tokens import TokenIndex
from glossator_desktop.boilerplate import Boilerplate
from glossator_desktop.marks import FLAGGED, NOTED, event_mark, span_mark, suggestion_mark
from glossator_desktop.modes.order import Key, Order, OrderName, key_of
from glossator_desktop.page.content import Mark, PageContent
from glossator_desktop.places import Places
from glossator_desktop.remarks import Links, Remarks
from glossator_desktop.stretch import Stretch, around, whole

BULK = 500
"""From so many changes at once it is quicker to load the document anew than to ask for each thing."""


@dataclass(frozen=True, slots=True)
class MarkChanges:
    """What the page has to show anew. `everything` says that the whole content is to be set again."""

    changed: tuple[Mark, ...] = ()
    removed: tuple[int, ...] = ()
    everything: bool = False

    def __bool__(self) -> bool:
        return bool(self.changed or self.removed or self.everything)


class DocumentSession:
    """A document with this annotator's layer and the pending suggestions. Changes only through `apply`.

    `place`: of a long text only what begins around this offset is loaded; `load_more` or `load_rest` bring the rest.
    """

    def __init__(self, project: Project, document_id: int, *, place: int | None = None) -> None:
        self._project = project
        self.version = 0
        """Another one after everything that may look different in a list."""
        self.document: Document = project.document(document_id)
        self.tokens = TokenIndex(self.document.text)
        self.state: LayerState | None
        self._remarks: Remarks
        self.links: Links
        self.spans: dict[int, Span]
        self.events: dict[int, Event]
        self.suggestions: dict[int, Suggestion]
        self.marks: dict[int, Mark]
        self._phrases: tuple[Phrase, ...] | None
        self._sentences: dict[Fragment, list[Fragment]] = {}
        self._places: Places
        self._boilerplate = Boilerplate(self.text)
        self._stretch: Stretch
        self._load(whole(len(self.text)) if place is None else around(place, len(self.text)))

    @property
    def id(self) -> int:
        """The document's id."""
        return self.document.id

    @property
    def text(self) -> str:
        """The document's text."""
        return self.document.text

    # What there is

    def mark(self, item: int) -> Mark | None:
        """The mark of an annotation or a suggestion; None where it is not shown."""
        return self.marks.get(item)

    def fragments(self, item: int | None) -> Fragments:
        """Where an annotation or a pending suggestion stands; empty for what is unknown or has no place."""
        if item in self.spans:
            return self.spans[item].fragments
        if item in self.events:
            return self.events[item].trigger
        if item in self.suggestions:
            return self.suggestions[item].fragments
        relation = self.links.relations.get(item) if item is not None else None
        return (*self.fragments(relation.source), *self.fragments(relation.target)) if relation else ()

    def holds(self, item: int) -> bool:
        """Whether this can be current: what has a mark, events without a place, relations."""
        return item in self.marks or item in self.events or item in self.links.relations

    def text_at(self, fragments: Fragments) -> str:
        """The words of some fragments."""
        return " ".join(self.text[start:end] for start, end in fragments)

    def summary(self, event: int) -> str:
        """Who did what to whom, in one sentence; nothing for an event that is not here now."""
        return self._project.summary(event) if event in self.events else ""

    def roles_filled(self, item: int) -> tuple[str, ...]:
        """The roles that a span or an event fills, each once."""
        return self._places.roles_of(item)

    def fills(self, item: int) -> tuple[tuple[Event, str], ...]:
        """The events that a span or an event fills a role of, each with the role."""
        return tuple((self.events[event], role) for event, role in self._places.fills(item) if event in self.events)

    def is_flagged(self, item: int) -> bool:
        """Whether somebody is to look at it again."""
        return any(self._remarks.is_flagged(one) for one in self._borne_by(item))

    @property
    def flags(self) -> dict[int, int]:
        """The flags by id, each with what it is on."""
        return self._remarks.flags

    def notes_on(self, item: int) -> tuple[Note, ...]:
        """The notes on a thing; an annotation bears those on the suggestion that it came of."""
        return tuple(note for one in self._borne_by(item) for note in self._remarks.on(one))

    def _borne_by(self, item: int) -> tuple[int, ...]:
        thing = self.spans.get(item) or self.events.get(item)
        came_of = thing.origin.suggestion if thing else None
        return (item,) if came_of is None else (came_of, item)

    def annotated(self, fragments: Fragments, label: str | None = None) -> int | None:
        """A labelled span of mine with exactly these fragments, and with this label if one is given."""
        labelled = {item: self.spans[item].label for item in self._places.spans_at(fragments)}
        return next((i for i, found in labelled.items() if found is not None and label in (None, found)), None)

    def item_at(self, fragments: Fragments) -> int | None:
        """What is shown with exactly these fragments: a labelled span, a trigger, else a suggestion or hint."""
        events = (item for item in self._places.events_at(fragments) if self.events[item].trigger == fragments)
        found = (self.annotated(fragments), *events, *self._places.pending_at(fragments))
        return next((item for item in found if item in self.marks), None)

    def pending_at(self, fragments: Fragments) -> int | None:
        """A pending span suggestion with exactly these fragments, hidden or not."""
        found = self._places.pending_at(fragments)
        return next((item for item in found if self.suggestions[item].kind == "span"), None)

    def hint_at(self, fragments: Fragments) -> Suggestion | None:
        """The pending trigger hint that shares a word with these fragments; one in the same place first."""
        if not fragments:
            return None
        start, end = fragments[0][0], fragments[-1][1]
        near = [self.suggestions[item] for item in self.hints.starting_in(max(0, start - 40), end)]
        hits = [hint for hint in near if any(_overlap(a, b) for a in hint.fragments for b in fragments)]
        return min(hits, key=lambda hint: hint.fragments != fragments, default=None)

    @property
    def complete(self) -> bool:
        """Whether all of the document has been loaded."""
        return self._stretch.complete

    def covers(self, start: int, end: int) -> bool:
        """Whether all that begins in `[start, end]` has been loaded."""
        return self._stretch.covers(start, end)

    @property
    def boilerplate(self) -> tuple[Fragment, ...]:
        """Lines of menus and footers, in what has been loaded."""
        return self._boilerplate.within(self._stretch)

    def line(self, offset: int) -> Fragment:
        """The line of text, without its line break, that an offset stands in."""
        end = self.text.find("\n", offset)
        return (self.text.rfind("\n", 0, offset) + 1, end if 0 <= end else len(self.text))

    def line_before(self, line_start: int) -> Fragment:
        """The line before that is not empty; the first line where there is none."""
        line = self.line(line_start)
        while 0 < line[0]:
            line = self.line(line[0] - 1)
            if self.text[line[0] : line[1]].strip():
                break
        return line

    def line_after(self, line_end: int) -> Fragment:
        """The next line that is not empty; the last line where there is none."""
        line = self.line(line_end)
        while line[1] < len(self.text):
            line = self.line(line[1] + 1)
            if self.text[line[0] : line[1]].strip():
                break
        return line

    def sentences_of(self, line: Fragment) -> list[Fragment]:
        """The sentences of a line, remembered."""
        if line not in self._sentences:
            self._sentences[line] = list(sentences(self.text, *line))
        return self._sentences[line]

    def sentence(self, offset: int) -> Fragment:
        """The sentence that an offset stands in; its line where there is none."""
        line = self.line(offset)
        return next((s for s in self.sentences_of(line) if s[0] <= offset <= s[1]), line)

    @property
    def phrases(self) -> tuple[Phrase, ...]:
        """The stretches that can fill roles, in the order of the text."""
        if self._phrases is None:
            self._phrases = tuple(sorted(self._project.phrases(self.id), key=lambda phrase: (phrase.start, phrase.end)))
        return self._phrases

    def phrases_between(self, start: int, end: int) -> tuple[Phrase, ...]:
        """The phrases that start in `[start, end)`."""
        phrases = self.phrases
        low = bisect_left(phrases, start, key=_phrase_start)
        return phrases[low : bisect_left(phrases, end, key=_phrase_start)]

    def items_between(self, start: int, end: int) -> list[int]:
        """The spans, events and pending span suggestions that start in `[start, end)`; no trigger hints."""
        orders = (self.annotations, self.fillers, self.pending)
        return [item for order in orders for item in order.starting_in(start, end)]

    # For the page

    def content(self) -> PageContent:
        """Everything the page shows of this document."""
        metadata = self.document.metadata
        with no_collection():
            ordered = sorted(self.marks.values(), key=_mark_key)
        return PageContent(
            text=self.text,
            title=metadata.title or self.document.name,
            subtitle=" · ".join(part for part in (metadata.source, metadata.author, metadata.published) if part),
            marks=tuple(ordered),
            boilerplate=self.boilerplate,
            language=metadata.language,
        )

    # Keeping up

    def apply(self, changes: ChangeSet, *, place: int | None = None) -> MarkChanges:
        """Takes in what a step changed; what it returns the page has to show anew.

        `place`: where something very large has changed, only what is around this offset is loaded anew.
        """
        if self.id in changes.documents or changes.everything:
            self.document = self._project.document(self.id)
        elif changes.touched and self.id not in changes.touched and "schema" not in changes.kinds:
            return MarkChanges()
        if changes.step is None:
            self._phrases = None
        ids = (*changes.spans, *changes.events, *changes.suggestions, *changes.ids("decision"))
        if "schema" in changes.kinds or "layer" in changes.kinds:
            self.state = self._project.layer_state(self.id)
        if "schema" in changes.kinds or changes.everything or BULK <= len(ids):
            self._load(whole(len(self.text)) if place is None else around(place, len(self.text)))
            return MarkChanges(everything=True)
        touched: set[int] = set()
        for item in changes.spans:
            self._put_span(item, self._project.span(item), touched)
        for item in changes.events:
            self._put_event(item, self._project.event(item), touched)
        for item in changes.suggestions:
            self._put_suggestion(item, self._project.suggestion(item), touched)
        for note in changes.ids("note"):
            self._put_note(note, touched)
        self._put_links(changes)
        delta = self._remark(touched)
        return MarkChanges(delta.changed, delta.removed, everything=self.id in changes.documents)

    def load_more(self, size: int) -> MarkChanges:
        """Loads a further part of about so many code points; what it returns the page has to show."""
        if self.complete:
            return MarkChanges()
        part = self._stretch.next_part(size)
        touched: set[int] = set()
        with no_collection():
            layer, pending = self._read(part)
            for span in layer.spans:
                self._put_span(span.id, span, touched)
            for event in layer.events:
                self._put_event(event.id, event, touched)
            for suggestion in pending:
                self._put_suggestion(suggestion.id, suggestion, touched)
            self._put_far_fillers(layer.events, touched)
            self._stretch = self._stretch.grown(part)
            return self._remark(touched)

    def load_rest(self) -> MarkChanges:
        """Loads all that is missing, now."""
        if self.complete:
            return MarkChanges()
        self._load(whole(len(self.text)))
        return MarkChanges(everything=True)

    def _load(self, stretch: Stretch) -> None:
        with no_collection():
            layer, pending = self._read(None if stretch.complete else (stretch.start, stretch.end))
            self._stretch = stretch
            self.version += 1
            self.state = layer.state
            self._remarks = Remarks(layer.notes)
            self.links = Links(layer.entities, layer.relations)
            self.spans = {span.id: span for span in layer.spans}
            self.events = {event.id: event for event in layer.events}
            self.suggestions = {suggestion.id: suggestion for suggestion in pending}
            self._phrases = None
            self._places = Places(layer.spans, layer.events, pending)
            self._mark_all()
            if not stretch.complete:
                touched: set[int] = set()
                self._put_far_fillers(layer.events, touched)
                self._remark(touched)

    def _read(self, between: Fragment | None) -> tuple[Layer, list[Suggestion]]:
        layer = self._project.layer(self.id, between=between)
        return layer, self._project.suggestions(self.id, state="pending", between=between)

    def _put_far_fillers(self, events: Iterable[Event], touched: set[int]) -> None:
        """Fillers of these events that begin outside of what has been loaded: whoever sees the event needs them."""
        fillers = {argument.filler for event in events for argument in event.arguments}
        for item in fillers:
            if item in self.spans or item in self.events:
                continue
            span = self._project.span(item)
            if span is not None:
                self._put_span(item, span, touched)
            else:
                self._put_event(item, self._project.event(item), touched)

    def _mark_all(self) -> None:
        """Makes all marks and puts them in order, in one go."""
        made = (self._mark_of(item) for item in (*self.spans, *self.events, *self.suggestions))
        ordered = sorted((key_of(mark.fragments, mark.id), mark) for mark in made if mark)
        self.marks = {key[2]: mark for key, mark in ordered}
        keys: dict[OrderName, list[Key]] = {"suggestion": [], "hint": [], "annotation": [], "filler": []}
        for key, mark in ordered:
            keys[_order_name(mark)].append(key)
        self.pending, self.hints = Order(keys["suggestion"]), Order(keys["hint"])
        self.annotations, self.fillers = Order(keys["annotation"]), Order(keys["filler"])

    def order(self, name: OrderName) -> Order:
        """What there is of one kind, in the order of the text."""
        if name == "suggestion":
            return self.pending
        if name == "hint":
            return self.hints
        return self.fillers if name == "filler" else self.annotations

    def _put_span(self, item: int, span: Span | None, touched: set[int]) -> None:
        touched.add(item)
        self.version += 1
        old = self.spans.pop(item, None)
        if old:
            self._places.leave_span(old)
            touched.update(self._places.pending_at(old.fragments))
        if span and self._is_mine(span):
            self.spans[item] = span
            self._places.enter_span(span)
            touched.update(self._places.pending_at(span.fragments))

    def _put_event(self, item: int, event: Event | None, touched: set[int]) -> None:
        touched.add(item)
        self.version += 1
        old = self.events.pop(item, None)
        if old:
            self._places.leave_event(old)
            touched.update(self._places.near_event(old))
        if event and self._is_mine(event):
            self.events[item] = event
            self._places.enter_event(event)
            touched.update(self._places.near_event(event))

    def _put_suggestion(self, item: int, suggestion: Suggestion | None, touched: set[int]) -> None:
        touched.add(item)
        old = self.suggestions.pop(item, None)
        if old:
            self._places.leave_pending(old)
        if suggestion and suggestion.document_id == self.id and suggestion.state == "pending":
            self.suggestions[item] = suggestion
            self._places.enter_pending(suggestion)

    def _put_note(self, note_id: int, touched: set[int]) -> None:
        note = self._project.note(note_id)
        self.version += 1
        for target in self._remarks.take(note_id, note if note and self._is_mine(note) else None):
            touched.add(target)
            if target not in self.marks:
                things: Iterable[Span | Event] = (*self.spans.values(), *self.events.values())
                touched.update(thing.id for thing in things if thing.origin.suggestion == target)

    def _put_links(self, changes: ChangeSet) -> None:
        self.version += bool(changes.ids("entity") or changes.ids("relation"))
        for item in changes.ids("entity"):
            entity = self._project.entity(item)
            self.links.take_entity(item, entity if entity and self._is_mine(entity) else None)
        for item in changes.ids("relation"):
            relation = self._project.relation(item)
            self.links.take_relation(item, relation if relation and self._is_mine(relation) else None)

    def _is_mine(self, thing: Span | Event | Note | Entity | Relation) -> bool:
        return thing.document_id == self.id and thing.annotator == self._project.annotator

    def _remark(self, items: Iterable[int]) -> MarkChanges:
        changed: list[Mark] = []
        removed: list[int] = []
        for item in items:
            old, new = self.marks.get(item), self._mark_of(item)
            if old == new:
                continue
            if old:
                self.order(_order_name(old)).remove(key_of(old.fragments, item))
            if new is None:
                del self.marks[item]
                removed.append(item)
                continue
            self.marks[item] = new
            changed.append(new)
            self.order(_order_name(new)).add(key_of(new.fragments, item))
        return MarkChanges(tuple(changed), tuple(removed))

    def _mark_of(self, item: int) -> Mark | None:
        """The mark that an item should have now; None for what is gone, placeless, or covered by an annotation."""
        if item in self.spans:
            roles, fills = self._role_titles(item), self._places.events_of(item)
            return span_mark(self.spans[item], roles, fills=fills, remarks=self._remarks_in_chip(item))
        if item in self.events:
            event = self.events[item]
            roles, fills = self._role_titles(item), self._places.events_of(item)
            return event_mark(event, roles, fills=fills, remarks=self._remarks_in_chip(item)) if event.trigger else None
        suggestion = self.suggestions.get(item)
        if suggestion is None or not suggestion.fragments or self._is_covered(suggestion):
            return None
        return suggestion_mark(suggestion, remarks=self._remarks_in_chip(item))

    def _remarks_in_chip(self, item: int) -> tuple[str, ...]:
        if not self._remarks:
            return ()
        return (FLAGGED,) * self.is_flagged(item) + (NOTED,) * bool(self.notes_on(item))

    def _is_covered(self, suggestion: Suggestion) -> bool:
        """Whether I have annotated the very same place: then the suggestion has nothing more to say."""
        if suggestion.kind == "event":
            return bool(self._places.events_at(suggestion.fragments))
        return any(self.spans[item].label is not None for item in self._places.spans_at(suggestion.fragments))

    def _role_titles(self, item: int) -> tuple[str, ...]:
        schema = self._project.schema
        names = self._places.roles_of(item)
        return tuple(role.title.lower() if (role := schema.role(name)) else name for name in names)


def _order_name(mark: Mark) -> OrderName:
    if mark.kind == "suggestion" or mark.kind == "hint":
        return mark.kind
    return "filler" if mark.kind == "span" and mark.label is None else "annotation"


def _mark_key(mark: Mark) -> Key:
    return key_of(mark.fragments, mark.id)


@contextmanager
def no_collection() -> Iterator[None]:
    """Holds the cycle collector while very many small things are made: it would look at all of them, several times."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _phrase_start(phrase: Phrase) -> int:
    return phrase.start


def _overlap(a: Fragment, b: Fragment) -> bool:
    return a[0] < b[1] and b[0] < a[1]
