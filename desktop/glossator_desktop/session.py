"""One open document as the window works on it: its annotations and suggestions, their marks, and their order.

Loaded once and then kept up to date from change sets, so that a key costs no more than what it changed. Without Qt.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from glossator import Project
from glossator.annotation import ChangeSet, Document, Event, Fragment, Fragments, LayerState, Phrase, Span, Suggestion
from glossator.text.boilerplate import boilerplate_lines
from glossator.text.sentences import sentences
from glossator.text.tokens import TokenIndex
from glossator_desktop.marks import event_mark, span_mark, suggestion_mark
from glossator_desktop.modes.order import Key, Order, key_of
from glossator_desktop.page.content import Mark, PageContent

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
    """A document with this annotator's layer and the pending suggestions. Changes only through `apply`."""

    def __init__(self, project: Project, document_id: int) -> None:
        self._project = project
        self.document: Document = project.document(document_id)
        self.tokens = TokenIndex(self.document.text)
        self.state: LayerState | None
        self.flags: dict[int, int]
        self.spans: dict[int, Span]
        self.events: dict[int, Event]
        self.suggestions: dict[int, Suggestion]
        self.marks: dict[int, Mark]
        self._phrases: tuple[Phrase, ...] | None
        self._sentences: dict[Fragment, list[Fragment]] = {}
        self._places: dict[Fragments, list[int]]
        self._pending_places: dict[Fragments, list[int]]
        self._trigger_places: dict[Fragment, int]
        self._roles: dict[int, dict[int, tuple[str, ...]]]
        self._load()

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
        return self.suggestions[item].fragments if item in self.suggestions else ()

    def text_at(self, fragments: Fragments) -> str:
        """The words of some fragments."""
        return " ".join(self.text[start:end] for start, end in fragments)

    def roles_filled(self, item: int) -> tuple[str, ...]:
        """The roles that a span or an event fills, each once."""
        return tuple(dict.fromkeys(role for roles in self._roles.get(item, {}).values() for role in roles))

    def annotated(self, fragments: Fragments, label: str | None = None) -> int | None:
        """A labelled span of mine with exactly these fragments, and with this label if one is given."""
        for item in self._places.get(fragments, ()):
            if item in self.spans and label in (None, self.spans[item].label):
                return item
        return None

    def item_at(self, fragments: Fragments) -> int | None:
        """What is shown with exactly these fragments: a labelled span, a trigger, else a suggestion or hint."""
        events = [event.id for event in self.events.values() if event.trigger == fragments]
        found = (self.annotated(fragments), *events, *self._pending_places.get(fragments, ()))
        return next((item for item in found if item in self.marks), None)

    def pending_at(self, fragments: Fragments) -> int | None:
        """A pending span suggestion with exactly these fragments, hidden or not."""
        found = self._pending_places.get(fragments, ())
        return next((item for item in found if self.suggestions[item].kind == "span"), None)

    def hint_at(self, fragments: Fragments) -> Suggestion | None:
        """The pending trigger hint that shares a word with these fragments; one in the same place first."""
        if not fragments:
            return None
        start, end = fragments[0][0], fragments[-1][1]
        near = [self.suggestions[item] for item in self.hints.starting_in(max(0, start - 40), end)]
        hits = [hint for hint in near if any(_overlap(a, b) for a in hint.fragments for b in fragments)]
        return min(hits, key=lambda hint: hint.fragments != fragments, default=None)

    @cached_property
    def boilerplate(self) -> tuple[Fragment, ...]:
        """Lines of menus and footers."""
        return tuple(boilerplate_lines(self.text))

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
        ordered = sorted(self.marks.values(), key=lambda mark: key_of(mark.fragments, mark.id))
        return PageContent(
            text=self.text,
            title=metadata.title or self.document.name,
            subtitle=" · ".join(part for part in (metadata.source, metadata.author, metadata.published) if part),
            marks=tuple(ordered),
            boilerplate=self.boilerplate,
            language=metadata.language,
        )

    # Keeping up

    def apply(self, changes: ChangeSet) -> MarkChanges:
        """Takes in what a step changed; what it returns the page has to show anew."""
        if self.id in changes.documents:
            self.document = self._project.document(self.id)
        elif changes.touched and self.id not in changes.touched and "schema" not in changes.kinds:
            return MarkChanges()
        if changes.step is None:
            self._phrases = None
        ids = (*changes.spans, *changes.events, *changes.suggestions, *changes.ids("decision"))
        if "schema" in changes.kinds or "layer" in changes.kinds:
            self.state = self._project.layer(self.id).state
        if "schema" in changes.kinds or BULK <= len(ids):
            self._load()
            return MarkChanges(everything=True)
        touched: set[int] = set()
        for item in changes.spans:
            self._put_span(item, self._project.span(item), touched)
        for item in changes.events:
            self._put_event(item, self._project.event(item), touched)
        for item in changes.suggestions:
            self._put_suggestion(item, self._project.suggestion(item), touched)
        for note in changes.ids("note"):
            self._put_flag(note)
        delta = self._remark(touched)
        return MarkChanges(delta.changed, delta.removed, everything=self.id in changes.documents)

    def _load(self) -> None:
        layer = self._project.layer(self.id)
        self.state = layer.state
        self.flags = {note.id: note.target for note in layer.notes if note.flag}
        self.spans = {span.id: span for span in layer.spans}
        self.events = {event.id: event for event in layer.events}
        pending = self._project.suggestions(self.id, state="pending")
        self.suggestions = {suggestion.id: suggestion for suggestion in pending}
        self._phrases = None
        self._index()
        marks = ((item, self._mark_of(item)) for item in (*self.spans, *self.events, *self.suggestions))
        self.marks = {item: mark for item, mark in marks if mark}
        self.pending, self.hints = Order(self._keys("suggestion")), Order(self._keys("hint"))
        self.annotations, self.fillers = Order(self._keys("annotation")), Order(self._keys("filler"))

    def _index(self) -> None:
        """What stands exactly where, and which roles everything fills."""
        self._places, self._pending_places, self._trigger_places, self._roles = {}, {}, {}, {}
        for event in self.events.values():
            self._enter_event(event)
        for span in self.spans.values():
            self._places.setdefault(span.fragments, []).append(span.id)
        for suggestion in self.suggestions.values():
            self._pending_places.setdefault(suggestion.fragments, []).append(suggestion.id)

    def _keys(self, kind: str) -> Iterable[Key]:
        return (key_of(mark.fragments, mark.id) for mark in self.marks.values() if _order_name(mark) == kind)

    def _order_of(self, mark: Mark) -> Order:
        name = _order_name(mark)
        if name == "suggestion":
            return self.pending
        if name == "hint":
            return self.hints
        return self.fillers if name == "filler" else self.annotations

    def _put_span(self, item: int, span: Span | None, touched: set[int]) -> None:
        touched.add(item)
        old = self.spans.pop(item, None)
        if old:
            _discard(self._places, old.fragments, item)
            touched.update(self._pending_places.get(old.fragments, ()))
        if span and self._is_mine(span):
            self.spans[item] = span
            self._places.setdefault(span.fragments, []).append(item)
            touched.update(self._pending_places.get(span.fragments, ()))

    def _put_event(self, item: int, event: Event | None, touched: set[int]) -> None:
        touched.add(item)
        old = self.events.pop(item, None)
        if old:
            self._leave_event(old)
            touched.update(argument.filler for argument in old.arguments)
            touched.update(self._hints_near(old.trigger))
        if event and self._is_mine(event):
            self.events[item] = event
            self._enter_event(event)
            touched.update(argument.filler for argument in event.arguments)
            touched.update(self._hints_near(event.trigger))

    def _put_suggestion(self, item: int, suggestion: Suggestion | None, touched: set[int]) -> None:
        touched.add(item)
        old = self.suggestions.pop(item, None)
        if old:
            _discard(self._pending_places, old.fragments, item)
        if suggestion and suggestion.document_id == self.id and suggestion.state == "pending":
            self.suggestions[item] = suggestion
            self._pending_places.setdefault(suggestion.fragments, []).append(item)

    def _put_flag(self, note_id: int) -> None:
        note = self._project.note(note_id)
        self.flags.pop(note_id, None)
        if note and note.flag and note.document_id == self.id:
            self.flags[note_id] = note.target

    def _is_mine(self, thing: Span | Event) -> bool:
        return thing.document_id == self.id and thing.annotator == self._project.annotator

    def _hints_near(self, trigger: Fragments) -> Iterable[int]:
        return [item for fragment in trigger for item in self._pending_places.get((fragment,), ())]

    def _enter_event(self, event: Event) -> None:
        for fragment in event.trigger:
            self._trigger_places[fragment] = self._trigger_places.get(fragment, 0) + 1
        for argument in event.arguments:
            roles = self._roles.setdefault(argument.filler, {})
            roles[event.id] = (*roles.get(event.id, ()), argument.role)

    def _leave_event(self, event: Event) -> None:
        for fragment in event.trigger:
            self._trigger_places[fragment] -= 1
        for argument in event.arguments:
            self._roles.get(argument.filler, {}).pop(event.id, None)

    def _remark(self, items: Iterable[int]) -> MarkChanges:
        changed: list[Mark] = []
        removed: list[int] = []
        for item in items:
            old, new = self.marks.get(item), self._mark_of(item)
            if old == new:
                continue
            if old:
                self._order_of(old).remove(key_of(old.fragments, item))
            if new is None:
                del self.marks[item]
                removed.append(item)
                continue
            self.marks[item] = new
            changed.append(new)
            self._order_of(new).add(key_of(new.fragments, item))
        return MarkChanges(tuple(changed), tuple(removed))

    def _mark_of(self, item: int) -> Mark | None:
        """The mark that an item should have now; None for what is gone, placeless, or covered by an annotation."""
        if item in self.spans:
            return span_mark(self.spans[item], self._role_titles(item))
        if item in self.events:
            event = self.events[item]
            return event_mark(event, self._role_titles(item)) if event.trigger else None
        suggestion = self.suggestions.get(item)
        if suggestion is None or not suggestion.fragments or self._is_covered(suggestion):
            return None
        return suggestion_mark(suggestion)

    def _is_covered(self, suggestion: Suggestion) -> bool:
        """Whether I have annotated the very same place: then the suggestion has nothing more to say."""
        if suggestion.kind == "event":
            return all(0 < self._trigger_places.get(fragment, 0) for fragment in suggestion.fragments)
        return any(self.spans[item].label is not None for item in self._places.get(suggestion.fragments, ()))

    def _role_titles(self, item: int) -> tuple[str, ...]:
        if item not in self._roles:
            return ()
        schema = self._project.schema
        return tuple(role.title.lower() if (role := schema.role(name)) else name for name in self.roles_filled(item))


def _order_name(mark: Mark) -> str:
    if mark.kind in ("suggestion", "hint"):
        return mark.kind
    return "filler" if mark.kind == "span" and mark.label is None else "annotation"


def _phrase_start(phrase: Phrase) -> int:
    return phrase.start


def _discard(places: Mapping[Fragments, list[int]], fragments: Fragments, item: int) -> None:
    items = places.get(fragments)
    if items and item in items:
        items.remove(item)


def _overlap(a: Fragment, b: Fragment) -> bool:
    return a[0] < b[1] and b[0] < a[1]
