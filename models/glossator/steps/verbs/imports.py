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
from glossator.steps.step import Annotation, Step, surface_of
from glossator.steps.verbs.checks import check_suggestion
from glossator.steps.verbs.documents import add_document
from glossator.steps.verbs.import_agreed import ImportedAgreements
from glossator.steps.versions import names_of

T = TypeVar("T")


def import_bundle(step: Step, bundle: Bundle, agreements: ImportedAgreements) -> int | None:
    """Add a document and all its layers; returns its id, or None where its text is there already.

    `agreements` takes in what may concern further documents, and writes it when all of them are there.
    """
    document_id = add_document(step, bundle.document)
    if document_id is None:
        return None
    job = _Import(step, bundle, document_id)
    job.run()
    agreements.take(bundle, document_id, job.ids)
    return document_id


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
        self.ids: dict[int, int] = {bundle.document.id: document_id}
        self._results: set[int] = set()
        items = list(_things_of(bundle))
        self._identities = iter(step.new_ids(len(items)))
        self._taken = step.store.things.taken({item.uid for item in items if len(item.uid) == 16})

    def run(self) -> None:
        """Write everything; `ids` then leads from every id of the file to the one here."""
        for suggestion in self._bundle.suggestions:
            self._suggestion(suggestion)
        for layer in self._bundle.layers:
            self._step.add_all(list(self._layer(layer)))
        self._step.add_all(list(self._decisions()))

    def _identity(self, uid: bytes) -> tuple[int, bytes]:
        number, fresh = next(self._identities)
        if len(uid) != 16 or uid in self._taken:
            return number, fresh
        self._taken.add(uid)
        return number, uid

    def _new(self, old: int, uid: bytes) -> tuple[int, bytes]:
        number, uid = self._identity(uid)
        self.ids[old] = number
        return number, uid

    def _mapped(self, old: int) -> int:
        if old not in self.ids:
            raise FormatError(f"{self._bundle.document.name}: something refers to {old}, which the file does not hold.")
        return self.ids[old]

    def _origin(self, origin: Origin) -> Origin:
        suggestion = self.ids.get(origin.suggestion) if origin.suggestion is not None else None
        return origin if suggestion == origin.suggestion else replace(origin, suggestion=suggestion)

    def _suggestion(self, item: Suggestion) -> None:
        check_suggestion(self._text, item)
        # One that a removed document of the same text left behind is still there, and is taken up again.
        known = self._left_behind.get(item.uid or _proposed(item))
        if known is not None:
            self.ids[item.id] = known
            return
        for place in (item.fragments, *(part.fragments for part in (item.hint.arguments if item.hint else ()))):
            self._step.surface(self._document_id, place)
        number, uid = self._new(item.id, item.uid)
        self._step.store.suggestions.insert(replace(item, id=number, uid=uid, document_id=self._document_id))

    def _layer(self, layer: Layer) -> Iterator[Annotation]:
        annotator = layer.annotator or self._step.annotator
        for span in layer.spans:
            yield self._span(span, annotator)
        yield from self._events(layer.events, annotator)
        for relation in layer.relations:
            number, uid = self._new(relation.id, relation.uid)
            source, target = self._mapped(relation.source), self._mapped(relation.target)
            yield replace(
                relation, id=number, uid=uid, document_id=self._document_id, annotator=annotator,
                source=source, target=target,
            )  # fmt: skip
        for entity in layer.entities:
            yield self._entity(entity, annotator)
        if layer.state is not None:
            yield self._state(layer.state, annotator)
        for note in layer.notes:
            yield self._note(note, annotator)

    def _span(self, span: Span, annotator: str) -> Span:
        number, uid = self._new(span.id, span.uid)
        self._results.add(number)
        surface = surface_of(self._text, span.fragments)
        return replace(
            span, id=number, uid=uid, document_id=self._document_id, annotator=annotator, text=surface,
            origin=self._origin(span.origin),
        )  # fmt: skip

    def _events(self, events: tuple[Event, ...], annotator: str) -> Iterator[Event]:
        self._refuse_circles(events)
        identities = [self._new(event.id, event.uid) for event in events]
        self._results.update(number for number, _ in identities)
        for event, (number, uid) in zip(events, identities, strict=True):
            if event.trigger:
                surface_of(self._text, event.trigger)
            arguments = tuple(
                Argument(item.role, self._mapped(item.filler), item.country, item.sectors) for item in event.arguments
            )
            yield replace(
                event, id=number, uid=uid, document_id=self._document_id, annotator=annotator,
                text=text_of(self._text, event.trigger), arguments=arguments, origin=self._origin(event.origin),
            )  # fmt: skip

    def _refuse_circles(self, events: tuple[Event, ...]) -> None:
        """No event takes part in itself, not even through others."""
        fillers = {event.id: [argument.filler for argument in event.arguments] for event in events}
        try:
            TopologicalSorter(fillers).prepare()
        except CycleError as error:
            circle = ", ".join(map(str, error.args[1][1:]))
            raise FormatError(f"{self._bundle.document.name}: an event takes part in itself ({circle}).") from error

    def _entity(self, entity: Entity, annotator: str) -> Entity:
        number, uid = self._new(entity.id, entity.uid)
        mentions = tuple(self._mapped(mention) for mention in entity.mentions)
        return replace(
            entity, id=number, uid=uid, document_id=self._document_id, annotator=annotator, mentions=mentions
        )

    def _state(self, state: LayerState, annotator: str) -> LayerState:
        if annotator in self._stated:
            raise FormatError(f"{self._bundle.document.name}: there are two layers by {annotator}.")
        self._stated.add(annotator)
        number, uid = self._new(state.id, state.uid)
        return replace(state, id=number, uid=uid, document_id=self._document_id, annotator=annotator)

    def _note(self, note: Note, annotator: str) -> Note:
        number, uid = self._new(note.id, note.uid)
        target = self._mapped(note.target)
        return replace(note, id=number, uid=uid, document_id=self._document_id, annotator=annotator, target=target)

    def _decisions(self) -> Iterator[Decision]:
        # A decision, too, can have been left behind: what somebody has decided here since goes before the file.
        decided = {
            (decision.suggestion, decision.annotator)
            for decision in self._step.store.decisions.where(
                "t.suggestion_id IN (SELECT id FROM suggestion WHERE document_id = ?)", (self._document_id,)
            )
        }
        for decision in self._bundle.decisions:
            annotator = decision.annotator or self._step.annotator
            suggestion = self._mapped(decision.suggestion)
            if (suggestion, annotator) not in decided:
                decided.add((suggestion, annotator))
                yield self._decision(decision, suggestion, annotator)

    def _decision(self, decision: Decision, suggestion: int, annotator: str) -> Decision:
        number, uid = self._identity(decision.uid)
        result = self._mapped(decision.result) if decision.result is not None else None
        if result is not None and result not in self._results:
            raise FormatError(
                f"{self._bundle.document.name}: the result of a decision is a span or an event, not {decision.result}."
            )
        return replace(decision, id=number, uid=uid, annotator=annotator, suggestion=suggestion, result=result)


def _things_of(bundle: Bundle) -> Iterator[Annotation | Suggestion]:
    """Everything of a bundle that gets an id."""
    yield from bundle.suggestions
    for layer in bundle.layers:
        for kind in (layer.spans, layer.events, layer.relations, layer.entities, layer.notes):
            yield from kind
        if layer.state is not None:
            yield layer.state
    yield from bundle.decisions


def _proposed(item: Suggestion) -> tuple[object, ...]:
    """What a suggestion without a uid is known by."""
    return item.kind, item.label, item.fragments, item.source, item.version


def widened_for(adoption: Adoption, bundle: Bundle) -> Adoption:
    """A schema with every name that a bundle uses: labels, types, modes, roles, contexts, attributes, relations.

    Labels and roles come first, because event types say which roles go with them.
    """
    spans = [span for layer in bundle.layers for span in layer.spans]
    events = [event for layer in bundle.layers for event in layer.events]
    entities = [entity for layer in bundle.layers for entity in layer.entities]
    for label in _distinct(span.label for span in spans if span.label is not None):
        adoption = adoption.entity_type(label)
    for role in _distinct(argument.role for event in events for argument in event.arguments):
        adoption = adoption.role(role)
    for name in _distinct(event.type for event in events):
        adoption = adoption.event_type(name)
    for name, mode in _distinct((event.type, mode) for event in events for mode in event.modes):
        adoption = adoption.mode(name, mode)
    values = [*_values_of(spans, "span"), *_values_of(events, "event"), *_values_of(entities, "entity")]
    for name, value, of in _distinct(values):
        adoption = adoption.attribute(name, value, of=of)
    contexts = [*(event.contexts for event in events), *(layer.contexts for layer in bundle.layers)]
    for context in _distinct(context for found in contexts for context in found):
        adoption = adoption.context(context)
    for name in _distinct(relation.type for layer in bundle.layers for relation in layer.relations):
        adoption = adoption.relation_type(name)
    return adoption


def _distinct(found: Iterable[T]) -> list[T]:
    return list(dict.fromkeys(found))


def _values_of(items: Iterable[Span | Event | Entity], of: str) -> Iterator[tuple[str, str | None, str]]:
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
