"""What of a schema has no place in an annotation.conf, in sentences. Part of the schema layer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from glossator.schema.conventions import USUAL
from glossator.schema.model import Schema
from glossator.schema.roles import FREE
from glossator.schema.types import EntityType, EventType

_SHOWN = 6


def left_out(schema: Schema) -> Iterator[str]:
    """A sentence for each thing that brat does not know."""
    yield from _of_types(schema)
    yield from _of_roles(schema)
    yield from _of_attributes(schema)
    if schema.contexts:
        yield f"contexts are left out: {some([one.name for one in schema.contexts])}"
    if schema.sectors:
        yield f"sectors are left out: {some([one.name for one in schema.sectors])}"
    if schema.conventions != USUAL:
        yield "conventions are left out"
    if any(_guidelines(schema)):
        yield "guidelines are left out"


def _of_types(schema: Schema) -> Iterator[str]:
    types: list[EntityType | EventType] = [*schema.entity_types, *schema.event_types]
    if types:
        yield "titles, colours and keys are left out: brat keeps them in visual.conf and kb_shortcuts.conf"
    modes = [f"{type_.name}/{mode.name}" for type_ in schema.event_types for mode in type_.modes]
    if modes:
        yield f"modes are left out: {some(modes)}"
    facts = [one.name for one in schema.event_types if one.gloss or one.quad_class or one.intensity is not None]
    if facts:
        yield f"glosses, quad classes and intensities are left out: {some(facts)}"
    carriers = [one.name for one in schema.entity_types if one.country_sectors]
    if carriers:
        yield f"that entities carry a country and sectors is left out: {some(carriers)}"


def _of_roles(schema: Schema) -> Iterator[str]:
    used = [role for type_ in schema.event_types for role in schema.roles_of(type_, hidden=True)]
    free = list(dict.fromkeys(role.name for role in used if FREE in role.allowed))
    if free:
        yield f"fillers without a label are left out, since every span has one in brat: {some(free)}"
    more = list(
        dict.fromkeys(r.name for r in used if r.cardinality.maximum is None and 1 < r.cardinality.minimum)
    )  # fmt: skip
    if more:
        yield f"“at least so many” is written + (one or more): {some(more)}"
    unused = [role.name for role in schema.roles if role.name not in {one.name for one in used}]
    if unused:
        yield f"roles that no event type has are left out: {some(unused)}"


def _of_attributes(schema: Schema) -> Iterator[str]:
    of_entities = [one.name for one in schema.attributes if "entity" in one.targets]
    if of_entities:
        yield f"brat has no attributes of entities that several spans mention: {some(of_entities)}"
    opened = [one.name for one in schema.attributes if not one.values]
    if opened:
        yield f"attributes with an open value are left out: {some(opened)}"
    several = [one.name for one in schema.attributes if one.many and one.values]
    if several:
        yield f"in brat these attributes take one value only: {some(several)}"


def _guidelines(schema: Schema) -> Iterator[str]:
    yield schema.guideline
    for things in (schema.entity_types, schema.event_types, schema.roles, schema.attributes, schema.relation_types):
        for thing in things:
            yield thing.guideline


def some(names: Sequence[str]) -> str:
    """Names for a sentence: the first few, and how many more there are."""
    shown = ", ".join(names[:_SHOWN])
    return shown if len(names) <= _SHOWN else f"{shown} and {len(names) - _SHOWN} more"
