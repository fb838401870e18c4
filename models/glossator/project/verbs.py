"""The façade's verbs on annotations: each one durable, undoable step."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

from glossator.annotation import (
    KEEP,
    Attributes,
    AttributeValue,
    ChangeSet,
    Fragment,
    Keep,
    ReviewState,
    ReviewTask,
    Suggestion,
    as_fragments,
)
from glossator.project.reading import Reading
from glossator.steps import Group, Step
from glossator.steps.verbs import decisions, deletion, documents, events, links, propagation, review, spans

R = TypeVar("R")


class Verbs(ABC):
    """What a person can do to annotations. `Project` runs the steps; offsets are code points, taken exactly."""

    _reading: Reading
    _group: Group | None

    @abstractmethod
    def suggestion(self, suggestion_id: int) -> Suggestion | None:
        """The suggestion with this id."""

    @abstractmethod
    def _record(
        self, verb: str, title: str, document_id: int | None, work: Callable[[Step], R], *, closes: bool = False
    ) -> tuple[R, ChangeSet]: ...

    @abstractmethod
    def _reopened(self, event_id: int) -> Group: ...

    @abstractmethod
    def _is_draft(self, event_id: int) -> bool: ...

    def _make(self, verb: str, title: str, document_id: int | None, work: Callable[[Step], int]) -> int:
        return self._record(verb, title, document_id, work)[0]

    def _change(
        self, verb: str, title: str, document_id: int | None, work: Callable[[Step], Any], *, closes: bool = False
    ) -> ChangeSet:
        return self._record(verb, title, document_id, work, closes=closes)[1]

    def _document_of(self, *thing_ids: int) -> int | None:
        return self._reading.document_of(thing_ids[0]) if thing_ids else None

    def _title(self, verb: str, thing_id: int) -> str:
        return f"{verb} {self._reading.words_for(thing_id)}"

    # On documents

    def set_metadata(self, document_id: int, **values: str | None) -> ChangeSet:
        """Set title, source, author, published (ISO 8601), language, or fields of one's own. None: absent."""
        return self._change(
            "set_metadata", f"set {', '.join(values)}", document_id,
            lambda step: documents.set_metadata(step, document_id, values),
        )  # fmt: skip

    # On suggestions

    def accept(
        self,
        suggestion_id: int,
        *,
        label: str | None = None,
        fragments: Fragment | Iterable[Fragment] | None = None,
    ) -> int:
        """Accept a suggestion, as it is or with another label or edges; returns the annotation's id."""
        place = as_fragments(fragments) or None
        return self._make(
            "accept", self._title("accept", suggestion_id), self._document_of(suggestion_id),
            lambda step: decisions.accept(step, suggestion_id, label=label, fragments=place),
        )  # fmt: skip

    def reject(self, suggestion_id: int) -> ChangeSet:
        """Say that a suggestion is wrong."""
        return self._change(
            "reject", self._title("reject", suggestion_id), self._document_of(suggestion_id),
            lambda step: decisions.reject(step, suggestion_id),
        )  # fmt: skip

    def undecide(self, suggestion_id: int) -> ChangeSet:
        """Make a rejected suggestion pending again."""
        return self._change(
            "undecide", self._title("reconsider", suggestion_id), self._document_of(suggestion_id),
            lambda step: decisions.undecide(step, suggestion_id),
        )  # fmt: skip

    def accept_all(self, suggestion_ids: Sequence[int]) -> ChangeSet:
        """Accept several suggestions as one step."""
        return self._change(
            "accept_all", f"accept {len(suggestion_ids)} suggestions", self._document_of(*suggestion_ids[:1]),
            lambda step: decisions.accept_all(step, suggestion_ids),
        )  # fmt: skip

    def reject_all(self, suggestion_ids: Sequence[int]) -> ChangeSet:
        """Reject several suggestions as one step."""
        return self._change(
            "reject_all", f"reject {len(suggestion_ids)} suggestions", self._document_of(*suggestion_ids[:1]),
            lambda step: decisions.reject_all(step, suggestion_ids),
        )  # fmt: skip

    # On spans and events

    def add_span(
        self,
        document_id: int,
        start: int | None = None,
        end: int | None = None,
        label: str | None = None,
        *,
        fragments: Iterable[Fragment] | None = None,
        attributes: Attributes | None = None,
    ) -> int:
        """Add a span from `start` to `end`, or of several `fragments`; returns its id."""
        place = as_fragments(fragments if start is None or end is None else (start, end))
        title = f"label {label or 'a filler'}{self._reading.quoted(document_id, place)}"
        return self._make(
            "add_span", title, document_id,
            lambda step: spans.add_span(step, document_id, place, label, attributes=attributes),
        )  # fmt: skip

    def add_spans(
        self, document_id: int, spans_: Iterable[tuple[Fragment | Iterable[Fragment], str | None]]
    ) -> ChangeSet:
        """Add several spans, each given as place and label, as one step."""
        places = [(as_fragments(place), label) for place, label in spans_]
        return self._change(
            "add_spans", f"label {_counted(len(places), 'span')}", document_id,
            lambda step: spans.add_spans(step, document_id, places),
        )  # fmt: skip

    def propagate(self, span_id: int) -> ChangeSet:
        """Label every other occurrence of a span's text in its document, as one step."""
        return self._change(
            "propagate", self._title("label all", span_id), self._document_of(span_id),
            lambda step: propagation.propagate(step, span_id),
        )  # fmt: skip

    def set_label(self, thing_id: int, label: str | None) -> ChangeSet:
        """Give a span another label, or an event another type."""
        return self._change(
            "set_label", self._title("relabel", thing_id), self._document_of(thing_id),
            lambda step: spans.set_label(step, thing_id, label),
        )  # fmt: skip

    def set_labels(self, thing_ids: Iterable[int], label: str | None) -> ChangeSet:
        """Give several spans another label, or several events another type, as one step."""
        wanted = list(thing_ids)
        return self._change(
            "set_labels", f"relabel {_counted(len(wanted), 'annotation')} as {label or 'fillers'}",
            self._document_of(*wanted[:1]), lambda step: spans.set_labels(step, wanted, label),
        )  # fmt: skip

    def set_edges(
        self, thing_id: int, start: int | None = None, end: int | None = None, *,
        fragments: Iterable[Fragment] | None = None,
    ) -> ChangeSet:  # fmt: skip
        """Move a span, or an event's trigger, to exactly this place. No place at all takes a trigger away."""
        place = as_fragments(fragments if start is None or end is None else (start, end))
        return self._change(
            "set_edges", self._title("move", thing_id), self._document_of(thing_id),
            lambda step: spans.set_edges(step, thing_id, place),
        )  # fmt: skip

    def add_fragment(self, thing_id: int, start: int, end: int) -> ChangeSet:
        """Add a further fragment to a span or trigger."""
        return self._change(
            "add_fragment", self._title("extend", thing_id), self._document_of(thing_id),
            lambda step: spans.add_fragment(step, thing_id, start, end),
        )  # fmt: skip

    def set_attributes(self, thing_id: int, values: Mapping[str, AttributeValue | None]) -> ChangeSet:
        """Set attributes of a span, event, entity or relation; None removes one."""
        words = ", ".join(f"{name} {value}" for name, value in values.items())
        return self._change(
            "set_attributes", f"set {words}", self._document_of(thing_id),
            lambda step: spans.set_attributes(step, thing_id, values),
        )  # fmt: skip

    def add_event(
        self,
        document_id: int,
        event_type: str,
        *,
        trigger: Fragment | Iterable[Fragment] | None = None,
        modes: Iterable[str] = (),
        contexts: Iterable[str] = (),
        arguments: Iterable[tuple[str, events.Filler]] = (),
        attributes: Attributes | None = None,
        draft: bool = False,
        suggestion: int | None = None,
    ) -> int:
        """Add an event with all its parts as one step; returns its id. `suggestion` is the hint that it came of."""
        hint = self.suggestion(suggestion) if suggestion is not None else None
        place = as_fragments(trigger)
        return self._make(
            "add_event", f"mark {event_type}{self._reading.quoted(document_id, place)}", document_id,
            lambda step: events.add_event(
                step, document_id, event_type, place, modes=modes, contexts=contexts,
                arguments=arguments, attributes=attributes, draft=draft, suggestion=hint,
            ),
        )  # fmt: skip

    def set_modes(self, event_id: int, modes: Iterable[str]) -> ChangeSet:
        """Give an event these modes and no others."""
        return self._change(
            "set_modes", self._title("set the mode of", event_id), self._document_of(event_id),
            lambda step: events.set_modes(step, event_id, modes),
        )  # fmt: skip

    def set_contexts(self, thing_id: int, contexts: Iterable[str]) -> ChangeSet:
        """Give an event, or a document as a whole, these contexts and no others."""
        return self._change(
            "set_contexts", "set contexts", self._document_of(thing_id),
            lambda step: events.set_contexts(step, thing_id, contexts),
        )  # fmt: skip

    def add_argument(self, event_id: int, role: str, filler: events.Filler) -> ChangeSet:
        """Give a role a further filler: a span or event by id, or a place in the text."""
        return self._change(
            "add_argument", f"add {role}", self._document_of(event_id),
            lambda step: events.add_argument(step, event_id, role, filler),
        )  # fmt: skip

    def remove_argument(self, event_id: int, role: str, filler: int | None = None) -> ChangeSet:
        """Take one filler, or all, out of a role."""
        return self._change(
            "remove_argument", f"empty {role}", self._document_of(event_id),
            lambda step: events.remove_argument(step, event_id, role, filler),
        )  # fmt: skip

    def finish_event(self, event_id: int) -> ChangeSet:
        """Turn a draft into a finished event, and close the open group: one undo then takes back all of it."""
        title = self._title(self._finishing(event_id), event_id)
        changes = self._change(
            "finish_event", title, self._document_of(event_id),
            lambda step: events.finish_event(step, event_id), closes=True,
        )  # fmt: skip
        self._group = None
        return changes

    def _finishing(self, event_id: int) -> str:
        """What undo will take back once an event is finished: all of it, its being finished, or what was changed."""
        if self._group is not None and event_id in self._group.events:
            return "mark"
        return "finish" if self._is_draft(event_id) else "change"

    def begin_group(self, event_id: int | None = None) -> None:
        """From now on steps belong together: undone one by one until the group is closed, as one afterwards.

        With the id of a draft, the group in which it was begun goes on, if it was left open and no other step of this
        annotator has come since.
        """
        self._group = Group() if event_id is None else self._reopened(event_id)

    def leave_group(self) -> None:
        """Stop grouping without closing: the steps made so far stay single ones."""
        self._group = None

    def end_group(self, title: str) -> ChangeSet:
        """Close the open group under this title: one undo takes back all of it. Nothing happens without steps."""
        document_id = self._group.document_id if self._group is not None else None
        changes = self._change("end_group", title, document_id, lambda step: None, closes=True)
        self._group = None
        return changes

    def delete(self, thing_id: int) -> ChangeSet:
        """Delete a span, event, relation, entity, note, exemption, ruling, or what makes events the same.

        Whatever cannot be without it goes too.
        """
        return self._change(
            "delete", self._title("delete", thing_id), self._document_of(thing_id),
            lambda step: deletion.delete(step, thing_id),
        )  # fmt: skip

    # That link spans

    def add_relation(
        self, relation_type: str, source: int, target: int, *, attributes: Attributes | None = None
    ) -> int:
        """Link one span to another; returns the relation's id."""
        return self._make(
            "add_relation", f"relate by {relation_type}", self._document_of(source),
            lambda step: links.add_relation(step, relation_type, source, target, attributes=attributes),
        )  # fmt: skip

    def set_relation(
        self,
        relation_id: int,
        *,
        type: str | None = None,  # noqa: A002 - what a relation calls it
        source: int | None = None,
        target: int | None = None,
    ) -> ChangeSet:
        """Give a relation another type, source or target; what is left out stays."""
        return self._change(
            "set_relation", self._title("change", relation_id), self._document_of(relation_id),
            lambda step: links.set_relation(step, relation_id, relation_type=type, source=source, target=target),
        )  # fmt: skip

    def link(self, span_ids: Sequence[int], *, name: str | None = None) -> int:
        """Say that spans mention one entity; returns its id."""
        called = name or self._reading.name_of_mentions(span_ids)
        title = f"link {_counted(len(span_ids), 'mention')}{f' of “{called}”' if called else ''}"
        return self._make(
            "link", title, self._document_of(*span_ids[:1]),
            lambda step: links.link(step, span_ids, name=name),
        )  # fmt: skip

    def set_value(
        self,
        entity_id: int,
        *,
        name: str | Keep | None = KEEP,
        kb_id: str | Keep | None = KEEP,
        country: str | Keep | None = KEEP,
        sectors: Sequence[str] | Keep | None = KEEP,
    ) -> ChangeSet:
        """Set an entity's name, KB id, country or sectors; what is left out stays, None takes it away.

        Without a name an entity is called by its longest mention.
        """
        return self._change(
            "set_value", self._title("set what is known of", entity_id), self._document_of(entity_id),
            lambda step: links.set_value(
                step, entity_id, name=name, kb_id=kb_id, country=country, sectors=sectors
            ),
        )  # fmt: skip

    # On a document as a whole

    def set_review(self, document_id: int, task: ReviewTask, state: ReviewState) -> ChangeSet:
        """Say how far a task has come in a document."""
        return self._change(
            "set_review", f"{task}: {state.replace('_', ' ')}", document_id,
            lambda step: review.set_review(step, document_id, task, state),
        )  # fmt: skip

    def finish(
        self, document_id: int, tasks: Iterable[ReviewTask], *, undecided: review.Undecided = "leave"
    ) -> ChangeSet:
        """Finish tasks of a document; pending suggestions are rejected or left unseen, as one step."""
        tasks = tuple(tasks)
        return self._change(
            "finish", f"finish {' and '.join(tasks)}", document_id,
            lambda step: review.finish(step, document_id, tasks, undecided),
        )  # fmt: skip

    def add_note(self, target: int, text: str) -> int:
        """Add a remark to anything; returns the note's id."""
        return self._make(
            "add_note", "add a note", self._document_of(target), lambda step: review.add_note(step, target, text)
        )

    def set_note(self, note_id: int, text: str) -> ChangeSet:
        """Give a note another text."""
        return self._change(
            "set_note", "change a note", self._document_of(note_id), lambda step: review.set_note(step, note_id, text)
        )

    def set_flag(self, target: int, on: bool = True) -> ChangeSet:
        """Mark a document or thing for attention, or take the mark away."""
        return self._change(
            "set_flag", "flag" if on else "take the flag off", self._document_of(target),
            lambda step: review.set_flag(step, target, on),
        )  # fmt: skip


def _counted(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"
