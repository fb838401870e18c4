"""Names that the schema does not have, after an import or another schema; ends of relations. Insight layer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from glossator.annotation import Attributes, Entity, Event, Relation, Span
from glossator.insight.problems.model import (
    SEVERITIES,
    Fix,
    Problem,
    Thing,
    in_words,
    place_of,
    problem,
    quoted,
    stable,
)
from glossator.schema import Schema
from glossator.schema.types import Target


def unknown_in_span(span: Span, schema: Schema) -> Iterator[Problem]:
    """The label of a span and its attributes."""
    if span.label is not None and schema.entity_type(span.label) is None:
        message = f"{in_words(span)} has the label {span.label}, which the schema does not have."
        yield problem("unknown_name", message, span, about="label",
                      fixes=_alike(span, span.label, (type_.name for type_ in schema.entity_types)))  # fmt: skip
        return
    yield from _attributes(span, span.attributes, schema, "span", span.label)


def unknown_in_event(event: Event, schema: Schema) -> Iterator[Problem]:
    """The type of an event, its modes, contexts and attributes."""
    type_ = schema.event_type(event.type)
    if type_ is None:
        message = f"{quoted(event.text)} has the event type {event.type}, which the schema does not have."
        yield problem("unknown_name", message, event, about="type",
                      fixes=_alike(event, event.type, (type_.name for type_ in schema.event_types)))  # fmt: skip
        return
    modes = tuple(mode for mode in event.modes if type_.mode(mode) is not None)
    contexts = tuple(context for context in event.contexts if schema.context(context) is not None)
    if modes != event.modes:
        fix = Fix("Take it away", "set_modes", {"event_id": event.id, "modes": modes})
        lost = _lost("mode", event.modes, modes)
        message = f"{in_words(event)} has the {lost}, which {event.type} does not have."
        yield problem("unknown_name", message, event, about="modes", fixes=(fix,))
    if contexts != event.contexts:
        fix = Fix("Take it away", "set_contexts", {"thing_id": event.id, "contexts": contexts})
        lost = _lost("context", event.contexts, contexts)
        message = f"{in_words(event)} has the {lost}, which the schema does not have."
        yield problem("unknown_name", message, event, about="contexts", fixes=(fix,))
    yield from _attributes(event, event.attributes, schema, "event", event.type)


def _attributes(
    thing: Thing, values: Attributes, schema: Schema, target: Target, name: str | None
) -> Iterator[Problem]:
    for attribute, value in values.items():
        found = schema.attribute(attribute)
        if found is None or not found.fits(target, name):
            what = f"the attribute {attribute}"
        else:
            choices = (value,) if isinstance(value, str) else value
            wrong = [choice for choice in choices if found.values and choice not in found.values]
            if not wrong:
                continue
            what = f"the value {wrong[0]} of {attribute}"
        message = f"{in_words(thing)} has {what}, which the schema does not have{'' if found is None else ' there'}."
        fix = Fix(f"Take {attribute} away", "set_attributes", {"thing_id": thing.id, "values": {attribute: None}})
        yield problem("unknown_name", message, thing, about=f"attribute:{attribute}", fixes=(fix,))


def _alike(thing: Thing, name: str, known: Iterable[str]) -> tuple[Fix, ...]:
    """The names of the schema that differ from an unknown one in case and signs only."""
    plain = _plain(name)
    return tuple(
        Fix(f"Make it {other}", "set_label", {"thing_id": thing.id, "label": other})
        for other in known
        if _plain(other) == plain
    )


def _plain(name: str) -> str:
    return "".join(character for character in name.casefold() if character.isalnum())


def relation_problems(relations: Iterable[Relation], schema: Schema, things: Mapping[int, Thing]) -> Iterator[Problem]:
    """Relations of a type that the schema lacks, or between labels that the type does not link."""
    for relation in relations:
        source, target = things.get(relation.source), things.get(relation.target)
        if not isinstance(source, Span) or not isinstance(target, Span):
            continue
        place = (*place_of(source), *place_of(target))
        type_ = schema.relation_type(relation.type)
        delete = Fix("Delete the relation", "delete", {"thing_id": relation.id})
        words = f"{in_words(source)} {type_.title if type_ else relation.type} {in_words(target)}"
        if type_ is None:
            message = f"{words}: the schema has no relation type {relation.type}."
            yield _of_relation("unknown_name", message, relation, place, (delete,))
        elif not type_.fits(source.label, target.label):
            message = f"{words}: {relation.type} does not link {_label(source)} to {_label(target)}."
            swap = Fix("Turn it round", "set_relation",
                       {"relation_id": relation.id, "source": target.id, "target": source.id})  # fmt: skip
            turned = (swap,) if type_.fits(target.label, source.label) else ()
            yield _of_relation("relation_ends", message, relation, place, (*turned, delete))


def _of_relation(
    code: str, message: str, relation: Relation, place: tuple[tuple[int, int], ...], fixes: tuple[Fix, ...]
) -> Problem:
    return Problem(code, SEVERITIES[code], message, relation.document_id, relation.id, place, stable(relation), fixes)


def _label(span: Span) -> str:
    return span.label or "free text"


def sector_problems(entities: Iterable[Entity], schema: Schema, things: Mapping[int, Thing]) -> Iterator[Problem]:
    """Sectors of an entity that the schema does not have."""
    if not schema.sectors:
        return
    for entity in entities:
        kept = tuple(sector for sector in entity.sectors if schema.sector(sector) is not None)
        if kept == entity.sectors:
            continue
        first = next((things[span] for span in entity.mentions if span in things), None)
        fix = Fix("Take it away", "set_value", {"entity_id": entity.id, "sectors": kept})
        lost = _lost("sector", entity.sectors, kept)
        message = f"{quoted(entity.name)} has the {lost}, which the schema does not have."
        yield Problem("unknown_name", SEVERITIES["unknown_name"], message, entity.document_id,
                      first.id if first else None, place_of(first) if first else (),
                      f"{stable(entity)}:sectors", (fix,))  # fmt: skip


def _lost(what: str, names: tuple[str, ...], kept: tuple[str, ...]) -> str:
    gone = [name for name in names if name not in kept]
    return f"{what}{'' if len(gone) == 1 else 's'} {', '.join(gone)}"
