"""One open document as the window works on it: its annotations and suggestions, their marks, and their order.

Loaded once and then kept up to date from change sets, so that a key costs no more than what it changed. Without Qt.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from glossator import Project
from glossator.annotation import ChangeSet, Document, Event, Fragment, Fragments, Phrase, Span, Suggestion
from glossator.text.boilerplate import boilerplate_lines
from glossator.text.sentences import paragraphs, sentences
from glossator.text.tokens import TokenIndex
from glossator_desktop.marks import event_mark, span_mark, suggestion_mark
from glossator_desktop.modes.order import Order, key_of
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


@dataclass(slots=True)
class _Touched:
    """The ids whose marks may look different after a change."""

    items: set[int] = field(default_factory=set)


class DocumentSession:
    """A document with this annotator's layer and the pending suggestions. Changes only through `apply`."""

    def __init__(self, project: Project, document_id: int) -> None:
        self._project = project
        self.document: Document = project.document(document_id)
        self.tokens = TokenIndex(self.document.text)
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

    def pending_at(self, fragments: Fragments) -> int | None:
        """A pending span suggestion with exactly these fragments, hidden or not."""
        return next((item for item in self._pending_places.get(fragments, ()) if item in self.suggestions), None)

    def hint_at(self, fragments: Fragments) -> Suggestion | None:
        """The pending trigger hint that shares a word with these fragments; one in the same place first."""
        if not fragments:
            return None
        start, end = fragments[0][0], fragments[-1][1]
        near = [self.suggestions[item] for item in self.hints.starting_in(max(0, start - 40), end)]
        hits = [hint for hint in near if any(_overlap(a, b) for a in hint.fragments for b in fragments)]
        return min(hits, key=lambda hint: hint.fragments != fragments, default=None)

    @cached_property
    def paragraph_starts(self) -> list[Fragment]:
        """The paragraphs of the text."""
        return list(paragraphs(self.text))

    @cached_property
    def boilerplate(self) -> tuple[Fragment, ...]:
        """Lines of menus and footers."""
        return tuple(boilerplate_lines(self.text))

    def line(self, offset: int) -> Fragment:
        """The line of text, without its line break, that an offset stands in."""
        end = self.text.find("\n", offset)
        return (self.text.rfind("\n", 0, offset) + 1, end if 0 <= end else len(self.text))

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
        touched = _Touched()
        for item in changes.spans:
            self._put_span(item, self._project.span(item), touched)
        for item in changes.events:
            self._put_event(item, self._project.event(item), touched)
        for item in changes.suggestions:
            self._put_suggestion(item, self._project.suggestion(item), touched)
        for note in changes.ids("note"):
            self._put_flag(note)
        delta = self._remark(touched.items)
        return MarkChanges(delta.changed, delta.removed, everything=self.id in changes.documents)

    def _load(self) -> None:
        layer = self._project.layer(self.id)
        self.state = layer.state
        self.spans: dict[int, Span] = {span.id: span for span in layer.spans}
        self.events: dict[int, Event] = {event.id: event for event in layer.events}
        pending = self._project.suggestions(self.id, state="pending")
        self.suggestions: dict[int, Suggestion] = {suggestion.id: suggestion for suggestion in pending}
        self.flags: dict[int, int] = {note.id: note.target for note in layer.notes if note.flag}
        self._phrases: tuple[Phrase, ...] | None = None
        self._sentences: dict[Fragment, list[Fragment]] = {}
        self._places: dict[Fragments, list[int]] = {}
        self._trigger_places: dict[Fragment, int] = {}
        self._pending_places: dict[Fragments, list[int]] = {}
        self._roles: dict[int, dict[int, tuple[str, ...]]] = {}
        for event in layer.events:
            self._enter_event(event)
        for span in layer.spans:
            self._places.setdefault(span.fragments, []).append(span.id)
        for suggestion in pending:
            self._pending_places.setdefault(suggestion.fragments, []).append(suggestion.id)
        self.marks: dict[int, Mark] = {}
        for item in (*self.spans, *self.events, *self.suggestions):
            if mark := self._mark_of(item):
                self.marks[item] = mark
        self.pending = Order(self._keys("suggestion"))
        self.hints = Order(self._keys("hint"))
        self.annotations = Order(
            key_of(mark.fragments, mark.id)
            for mark in self.marks.values()
            if mark.kind == "event" or (mark.kind == "span" and mark.label is not None)
        )

    def _keys(self, kind: str) -> Iterable[tuple[int, int, int]]:
        return (key_of(mark.fragments, mark.id) for mark in self.marks.values() if mark.kind == kind)

    def _order_of(self, mark: Mark) -> Order | None:
        if mark.kind == "suggestion":
            return self.pending
        if mark.kind == "hint":
            return self.hints
        return self.annotations if mark.kind == "event" or mark.label is not None else None

    def _put_span(self, item: int, span: Span | None, touched: _Touched) -> None:
        touched.items.add(item)
        old = self.spans.pop(item, None)
        if old:
            _discard(self._places, old.fragments, item)
            touched.items.update(self._pending_places.get(old.fragments, ()))
        if span and self._is_mine(span):
            self.spans[item] = span
            self._places.setdefault(span.fragments, []).append(item)
            touched.items.update(self._pending_places.get(span.fragments, ()))

    def _put_event(self, item: int, event: Event | None, touched: _Touched) -> None:
        touched.items.add(item)
        old = self.events.pop(item, None)
        if old:
            self._leave_event(old)
            touched.items.update(argument.filler for argument in old.arguments)
            touched.items.update(self._hints_near(old.trigger))
        if event and self._is_mine(event):
            self.events[item] = event
            self._enter_event(event)
            touched.items.update(argument.filler for argument in event.arguments)
            touched.items.update(self._hints_near(event.trigger))

    def _put_suggestion(self, item: int, suggestion: Suggestion | None, touched: _Touched) -> None:
        touched.items.add(item)
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
            if old and (order := self._order_of(old)) is not None:
                order.remove(key_of(old.fragments, item))
            if new is None:
                del self.marks[item]
                removed.append(item)
                continue
            self.marks[item] = new
            changed.append(new)
            if (order := self._order_of(new)) is not None:
                order.add(key_of(new.fragments, item))
        return MarkChanges(tuple(changed), tuple(removed))

    def _mark_of(self, item: int) -> Mark | None:
        """The mark that an item should have now; None for what is gone, placeless, or covered by an annotation."""
        schema = self._project.schema
        if item in self.spans:
            return span_mark(schema, self.spans[item], self._role_titles(item))
        if item in self.events:
            event = self.events[item]
            return event_mark(schema, event, self._role_titles(item)) if event.trigger else None
        suggestion = self.suggestions.get(item)
        if suggestion is None or not suggestion.fragments or self._is_covered(suggestion):
            return None
        return suggestion_mark(schema, suggestion)

    def _is_covered(self, suggestion: Suggestion) -> bool:
        """Whether I have annotated the very same place: then the suggestion has nothing more to say."""
        if suggestion.kind == "event":
            return all(0 < self._trigger_places.get(fragment, 0) for fragment in suggestion.fragments)
        return any(self.spans[item].label is not None for item in self._places.get(suggestion.fragments, ()))

    def _role_titles(self, item: int) -> tuple[str, ...]:
        if item not in self._roles:
            return ()
        schema = self._project.schema
        return tuple(role.title if (role := schema.role(name)) else name for name in self.roles_filled(item))


def _discard(places: Mapping[Fragments, list[int]], fragments: Fragments, item: int) -> None:
    items = places.get(fragments)
    if items and item in items:
        items.remove(item)


def _overlap(a: Fragment, b: Fragment) -> bool:
    return a[0] < b[1] and b[0] < a[1]
