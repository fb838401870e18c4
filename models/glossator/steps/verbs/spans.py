"""Verbs on spans: add, label, edges, fragments, attributes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from glossator.annotation import Attributes, AttributeValue, Entity, Event, Fragments, Origin, Relation, Span
from glossator.errors import VerbError
from glossator.steps.step import Step, surface_of
from glossator.steps.verbs.checks import check_attributes, check_event_type, check_label, plain_attributes
from glossator.steps.verbs.hints import update_all_marked, update_marked

_BY_HAND = Origin()


def add_span(
    step: Step,
    document_id: int,
    fragments: Fragments,
    label: str | None,
    *,
    attributes: Attributes | None = None,
    origin: Origin = _BY_HAND,
) -> int:
    """Add a span at exactly these fragments; returns its id."""
    check_label(step.schema, label)
    if not fragments:
        raise VerbError("A span needs at least one fragment of text.")
    surface = step.surface(document_id, fragments)
    values = check_attributes(step.schema, attributes or {})
    number, uid = step.new_id()
    step.add(Span(number, document_id, step.annotator, label, fragments, surface, values, origin, uid))
    return number


def add_spans(step: Step, document_id: int, places: Iterable[tuple[Fragments, str | None]]) -> list[int]:
    """Add several spans to a document; returns their ids."""
    wanted = list(places)
    for label in dict.fromkeys(label for _, label in wanted):
        check_label(step.schema, label)
    if not all(fragments for fragments, _ in wanted):
        raise VerbError("A span needs at least one fragment of text.")
    text = step.text(document_id)
    identities = step.new_ids(len(wanted))
    step.add_all(
        [
            Span(number, document_id, step.annotator, label, fragments, surface_of(text, fragments), uid=uid)
            for (number, uid), (fragments, label) in zip(identities, wanted, strict=True)
        ]
    )
    return [number for number, _ in identities]


def set_labels(step: Step, thing_ids: Sequence[int], label: str | None) -> None:
    """Give several spans another label, or several events another type."""
    wanted = list(dict.fromkeys(thing_ids))
    found = step.spans(wanted)
    for number in wanted:
        if number not in found:
            set_label(step, number, label)
    if found:
        check_label(step.schema, label)
    update_all_marked(step, [(span, replace(span, label=label)) for span in found.values()])


def set_label(step: Step, thing_id: int, label: str | None) -> None:
    """Give a span another label, or an event another type (its modes go, unless the new type has them too)."""
    if step.store.things.kind_of(thing_id) == "event":
        if label is None:
            raise VerbError("An event needs a type.")
        _set_type(step, step.event(thing_id), label)
        return
    check_label(step.schema, label)
    before = step.span(thing_id)
    update_marked(step, before, replace(before, label=label))


def _set_type(step: Step, before: Event, name: str) -> None:
    check_event_type(step.schema, name)
    found = step.schema.event_type(name)
    allowed = {mode.name for mode in found.modes} if found else set()
    modes = tuple(mode for mode in before.modes if mode in allowed)
    update_marked(step, before, replace(before, type=name, modes=modes))


def set_edges(step: Step, thing_id: int, fragments: Fragments) -> None:
    """Move a span, or an event's trigger, to exactly these fragments."""
    if step.store.things.kind_of(thing_id) == "event":
        event = step.event(thing_id)
        surface = step.surface(event.document_id, fragments)
        update_marked(step, event, replace(event, trigger=fragments, text=surface))
        return
    before = step.span(thing_id)
    if not fragments:
        raise VerbError("A span needs at least one fragment of text.")
    surface = step.surface(before.document_id, fragments)
    update_marked(step, before, replace(before, fragments=fragments, text=surface))


def add_fragment(step: Step, thing_id: int, start: int, end: int) -> None:
    """Add a further fragment to a span or a trigger; one that touches another is joined to it."""
    if step.store.things.kind_of(thing_id) == "event":
        set_edges(step, thing_id, merged((*step.event(thing_id).trigger, (start, end))))
    else:
        set_edges(step, thing_id, merged((*step.span(thing_id).fragments, (start, end))))


def merged(fragments: Fragments) -> Fragments:
    """Fragments in order; those that overlap or touch become one."""
    result: list[tuple[int, int]] = []
    for start, end in sorted(fragments):
        if result and start <= result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((start, end))
    return tuple(result)


def set_attributes(step: Step, thing_id: int, values: Mapping[str, AttributeValue | None]) -> None:
    """Set attributes of a span, event, entity or relation; a value of None removes the attribute.

    Those of relations are free: a schema has none for them.
    """
    before = _bearer(step, thing_id)
    free = isinstance(before, Relation)
    given = plain_attributes(values) if free else check_attributes(step.schema, values)
    gone = {name for name, value in values.items() if value is None}
    changed = {name: value for name, value in {**before.attributes, **given}.items() if name not in gone}
    step.update(before, replace(before, attributes=changed))


def _bearer(step: Step, thing_id: int) -> Span | Event | Entity | Relation:
    kind = step.store.things.kind_of(thing_id)
    if kind == "event":
        return step.event(thing_id)
    if kind == "entity":
        return step.entity(thing_id)
    return step.relation(thing_id) if kind == "relation" else step.span(thing_id)
