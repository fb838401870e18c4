"""Adding documents together with the annotations that a file brings: ids are given anew, uids kept where free."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from graphlib import CycleError, TopologicalSorter
from typing import TypeVar

from glossator.annotation import (
    Argument,
    Bundle,
    Decision,
    Entity,
    Event,
    Layer,
    LayerState,
    Note,
    Origin,
    Span,
    Suggestion,
    text_of,
)
from glossator.errors import FormatError
from glossator.schema import Schema
from glossator.schema.adopting import Adoption
from glossator.steps.step import Step
from glossator.steps.verbs.documents import add_document
from glossator.steps.versions import names_of

T = TypeVar("T")


def import_bundle(step: Step, bundle: Bundle) -> int | None:
    """Add a document and all its layers; returns its id, or None where its text is there already."""
    document_id = add_document(step, bundle.document)
    if document_id is None:
        return None
    return _Import(step, bundle, document_id).run()


class _Import:
    """The import of one bundle: a map from the file's ids to the project's."""

    def __init__(self, step: Step, bundle: Bundle, document_id: int) -> None:
        self._step = step
        self._bundle = bundle
        self._document_id = document_id
        self._text = bundle.document.text
        self._stated: set[str] = set()
        left = step.store.suggestions.of_document(document_id, 0) if bundle.suggestions else ()
        self._left_behind = {key: item.id for item in left for key in (item.uid, _proposed(item))}
        self._ids: dict[int, int] = {bundle.document.id: document_id}

    def run(self) -> int:
        """Write everything; returns the document's id."""
        for suggestion in self._bundle.suggestions:
            self._suggestion(suggestion)
        for layer in self._bundle.layers:
            self._layer(layer)
        for decision in self._bundle.decisions:
            self._decision(decision)
        return self._document_id

    def _identity(self, uid: bytes) -> tuple[int, bytes]:
        number, fresh = self._step.new_id()
        free = len(uid) == 16 and self._step.store.things.id_of_uid(uid) is None
        return number, uid if free else fresh

    def _new(self, old: int, uid: bytes) -> tuple[int, bytes]:
        number, uid = self._identity(uid)
        self._ids[old] = number
        return number, uid

    def _mapped(self, old: int) -> int:
        if old not in self._ids:
            raise FormatError(f"{self._bundle.document.name}: something refers to {old}, which the file does not hold.")
        return self._ids[old]

    def _origin(self, origin: Origin) -> Origin:
        suggestion = self._ids.get(origin.suggestion) if origin.suggestion is not None else None
        return replace(origin, suggestion=suggestion)

    def _suggestion(self, item: Suggestion) -> None:
        # One that a removed document of the same text left behind is still there, and is taken up again.
        known = self._left_behind.get(item.uid or _proposed(item))
        if known is not None:
            self._ids[item.id] = known
            return
        number, uid = self._new(item.id, item.uid)
        self._step.store.suggestions.insert(replace(item, id=number, uid=uid, document_id=self._document_id))

    def _layer(self, layer: Layer) -> None:
        annotator = layer.annotator or self._step.annotator
        for span in layer.spans:
            self._span(span, annotator)
        self._events(layer.events, annotator)
        for relation in layer.relations:
            number, uid = self._new(relation.id, relation.uid)
            source, target = self._mapped(relation.source), self._mapped(relation.target)
            self._step.add(
                replace(
                    relation, id=number, uid=uid, document_id=self._document_id, annotator=annotator,
                    source=source, target=target,
                )
            )  # fmt: skip
        for entity in layer.entities:
            self._entity(entity, annotator)
        if layer.state is not None:
            self._state(layer.state, annotator)
        for note in layer.notes:
            self._note(note, annotator)

    def _span(self, span: Span, annotator: str) -> None:
        number, uid = self._new(span.id, span.uid)
        surface = self._step.surface(self._document_id, span.fragments)
        self._step.add(
            replace(
                span, id=number, uid=uid, document_id=self._document_id, annotator=annotator, text=surface,
                origin=self._origin(span.origin),
            )
        )  # fmt: skip

    def _events(self, events: tuple[Event, ...], annotator: str) -> None:
        self._refuse_circles(events)
        identities = [self._new(event.id, event.uid) for event in events]
        for event, (number, uid) in zip(events, identities, strict=True):
            if event.trigger:
                self._step.surface(self._document_id, event.trigger)
            arguments = tuple(
                Argument(item.role, self._mapped(item.filler), item.country, item.sectors) for item in event.arguments
            )
            self._step.add(
                replace(
                    event, id=number, uid=uid, document_id=self._document_id, annotator=annotator,
                    text=text_of(self._text, event.trigger), arguments=arguments, origin=self._origin(event.origin),
                )
            )  # fmt: skip

    def _refuse_circles(self, events: tuple[Event, ...]) -> None:
        """No event takes part in itself, not even through others."""
        fillers = {event.id: [argument.filler for argument in event.arguments] for event in events}
        try:
            TopologicalSorter(fillers).prepare()
        except CycleError as error:
            circle = ", ".join(map(str, error.args[1][1:]))
            raise FormatError(f"{self._bundle.document.name}: an event takes part in itself ({circle}).") from error

    def _entity(self, entity: Entity, annotator: str) -> None:
        number, uid = self._new(entity.id, entity.uid)
        mentions = tuple(self._mapped(mention) for mention in entity.mentions)
        self._step.add(
            replace(entity, id=number, uid=uid, document_id=self._document_id, annotator=annotator, mentions=mentions)
        )

    def _state(self, state: LayerState, annotator: str) -> None:
        if annotator in self._stated:
            raise FormatError(f"{self._bundle.document.name}: there are two layers by {annotator}.")
        self._stated.add(annotator)
        number, uid = self._new(state.id, state.uid)
        self._step.add(replace(state, id=number, uid=uid, document_id=self._document_id, annotator=annotator))

    def _note(self, note: Note, annotator: str) -> None:
        number, uid = self._new(note.id, note.uid)
        target = self._mapped(note.target)
        self._step.add(
            replace(note, id=number, uid=uid, document_id=self._document_id, annotator=annotator, target=target)
        )

    def _decision(self, decision: Decision) -> None:
        annotator = decision.annotator or self._step.annotator
        if self._is_decided(self._mapped(decision.suggestion), annotator):
            return
        number, uid = self._identity(decision.uid)
        result = self._mapped(decision.result) if decision.result is not None else None
        if result is not None and self._step.store.things.kind_of(result) not in ("span", "event"):
            raise FormatError(
                f"{self._bundle.document.name}: the result of a decision is a span or an event, not {decision.result}."
            )
        self._step.add(
            replace(
                decision, id=number, uid=uid, annotator=annotator, suggestion=self._mapped(decision.suggestion),
                result=result,
            )
        )  # fmt: skip

    def _is_decided(self, suggestion: int, annotator: str) -> bool:
        """Whether a decision, too, was left behind: what somebody has decided here since goes before the file."""
        key = (suggestion, self._step.store.annotators.known_id(annotator))
        return bool(self._step.store.decisions.where("t.suggestion_id = ? AND t.annotator_id = ?", key))


def _proposed(item: Suggestion) -> tuple[object, ...]:
    """What a suggestion without a uid is known by."""
    return item.kind, item.label, item.fragments, item.source, item.version


def widened_for(adoption: Adoption, bundle: Bundle) -> Adoption:
    """A schema with every name that a bundle uses: labels, types, modes, roles, contexts, attributes, relations.

    Labels and roles come first, because event types say which roles go with them.
    """
    spans = [span for layer in bundle.layers for span in layer.spans]
    events = [event for layer in bundle.layers for event in layer.events]
    for label in _distinct(span.label for span in spans if span.label is not None):
        adoption = adoption.entity_type(label)
    for role in _distinct(argument.role for event in events for argument in event.arguments):
        adoption = adoption.role(role)
    for name in _distinct(event.type for event in events):
        adoption = adoption.event_type(name)
    for name, mode in _distinct((event.type, mode) for event in events for mode in event.modes):
        adoption = adoption.mode(name, mode)
    for name, value, of in _distinct(_values_of(spans, "span")) + _distinct(_values_of(events, "event")):
        adoption = adoption.attribute(name, value, of=of)
    contexts = [*(event.contexts for event in events), *(layer.contexts for layer in bundle.layers)]
    for context in _distinct(context for found in contexts for context in found):
        adoption = adoption.context(context)
    for name in _distinct(relation.type for layer in bundle.layers for relation in layer.relations):
        adoption = adoption.relation_type(name)
    return adoption


def _distinct(found: Iterable[T]) -> list[T]:
    return list(dict.fromkeys(found))


def _values_of(items: Iterable[Span | Event], of: str) -> Iterator[tuple[str, str | None, str]]:
    for item in items:
        for name, value in item.attributes.items():
            for choice in (value,) if isinstance(value, str) else value or (None,):
                yield name, choice, of


def names_added(before: Schema, after: Schema) -> list[str]:
    """What `after` has that `before` has not, as words for a notice."""
    known = {*names_of(before)}
    added = [f"{kind} {name}" for kind, name in names_of(after) if (kind, name) not in known]
    choices = {item.name: item.values for item in before.attributes}
    return added + [
        f"value {item.name}={value}"
        for item in after.attributes
        for value in item.values
        if item.name in choices and value not in choices[item.name]
    ]
