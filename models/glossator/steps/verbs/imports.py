"""Adding documents together with the annotations that a file brings: ids are given anew, uids kept where free."""

from __future__ import annotations

from dataclasses import replace

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
from glossator.steps.step import Step
from glossator.steps.verbs.documents import add_document


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
        known = self._step.store.things.id_of_uid(item.uid) if item.uid else None
        if known is not None and self._step.store.suggestions.document_of(known) == self._document_id:
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

    def _entity(self, entity: Entity, annotator: str) -> None:
        number, uid = self._new(entity.id, entity.uid)
        mentions = tuple(self._mapped(mention) for mention in entity.mentions)
        self._step.add(
            replace(entity, id=number, uid=uid, document_id=self._document_id, annotator=annotator, mentions=mentions)
        )

    def _state(self, state: LayerState, annotator: str) -> None:
        number, uid = self._new(state.id, state.uid)
        self._step.add(replace(state, id=number, uid=uid, document_id=self._document_id, annotator=annotator))

    def _note(self, note: Note, annotator: str) -> None:
        number, uid = self._new(note.id, note.uid)
        target = self._mapped(note.target)
        self._step.add(
            replace(note, id=number, uid=uid, document_id=self._document_id, annotator=annotator, target=target)
        )

    def _decision(self, decision: Decision) -> None:
        number, uid = self._identity(decision.uid)
        result = self._mapped(decision.result) if decision.result is not None else None
        annotator = decision.annotator or self._step.annotator
        self._step.add(
            replace(
                decision, id=number, uid=uid, annotator=annotator, suggestion=self._mapped(decision.suggestion),
                result=result,
            )
        )  # fmt: skip


def schema_for(schema: Schema, bundle: Bundle) -> Schema:
    """The schema with every name that a bundle uses: labels, types, modes, roles, contexts, attributes, relations."""
    for layer in bundle.layers:
        for span in layer.spans:
            if span.label is not None:
                schema = schema.with_entity_type(span.label)
            schema = _with_attributes(schema, span)
        for event in layer.events:
            schema = schema.with_event_type(event.type)
            for mode in event.modes:
                schema = schema.with_mode(event.type, mode)
            for argument in event.arguments:
                schema = schema.with_role(argument.role)
            for context in event.contexts:
                schema = schema.with_context(context)
            schema = _with_attributes(schema, event)
        for context in layer.contexts:
            schema = schema.with_context(context)
        for relation in layer.relations:
            schema = schema.with_relation_type(relation.type)
    return schema


def _with_attributes(schema: Schema, item: Span | Event) -> Schema:
    target = "event" if isinstance(item, Event) else "span"
    for name, value in item.attributes.items():
        for choice in (value,) if isinstance(value, str) else value:
            schema = schema.with_attribute_value(name, choice, applies_to=target)  # type: ignore[arg-type]
    return schema


def names_added(before: Schema, after: Schema) -> list[str]:
    """What `after` has that `before` has not, as words for a notice."""
    added: list[str] = []
    for title, old, new in (
        ("entity type", before.entity_types, after.entity_types),
        ("event type", before.event_types, after.event_types),
        ("role", before.roles, after.roles),
        ("attribute", before.attributes, after.attributes),
        ("context", before.contexts, after.contexts),
        ("relation type", before.relation_types, after.relation_types),
    ):
        known = {item.name for item in old}
        added.extend(f"{title} {item.name}" for item in new if item.name not in known)
    modes = {(kind.name, mode.name) for kind in before.event_types for mode in kind.modes}
    added.extend(
        f"mode {kind.name}/{mode.name}"
        for kind in after.event_types
        for mode in kind.modes
        if (kind.name, mode.name) not in modes
    )
    return added
