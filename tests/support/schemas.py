"""Strategies for schemas: any schema with nothing wrong in it. Shared by the schema tests."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeVar

from hypothesis import strategies as st

from glossator.schema import (
    ANY,
    BUILDER_KEYS,
    ENTITY,
    ENTITY_KEYS,
    EVENT,
    FREE,
    AttributeType,
    Cardinality,
    ColourPair,
    Context,
    Conventions,
    EntityType,
    EventType,
    Mode,
    RelationType,
    Role,
    Schema,
    Sector,
    event_filler,
)

_T = TypeVar("_T")
_P = TypeVar("_P", EntityType, EventType)
TARGETS = ["event", "span", "entity", "relation"]

nasty = st.sampled_from(["'''", '"""', "\\", "a\nb", "\r\n", "\t", "\x00\x7f", "=", "[x]", "#", "é🇰🇵", "'", " x "])
texts = st.one_of(nasty, st.text(max_size=12), st.lists(nasty, max_size=4).map("".join))
names = st.one_of(
    st.sampled_from(["PER", "Life.Die", "martial-law", "a b", 'say "x"']), st.text(min_size=1, max_size=6)
)
colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")
cardinalities = st.builds(
    lambda low, more: Cardinality(low, None if more is None else max(1, low + more)),
    st.integers(0, 9),
    st.none() | st.integers(0, 9),
)
LETTERS = sorted(set("ABCDEFGHIJKLMNOPQRSTUVWXYZ") - set(BUILDER_KEYS))


def several(make: Callable[[str], st.SearchStrategy[_T]], *, most: int = 3) -> st.SearchStrategy[tuple[_T, ...]]:
    """A few things with different names."""
    lists = st.lists(names, max_size=most, unique=True)
    return lists.flatmap(lambda chosen: st.tuples(*map(make, chosen)))


def some(choices: list[str]) -> st.SearchStrategy[tuple[Any, ...]]:
    """A few of these names, in some order, none twice."""
    if not choices:
        return st.just(())
    return st.lists(st.sampled_from(choices), unique=True, max_size=3).map(tuple)


def modes() -> st.SearchStrategy[tuple[Mode, ...]]:
    return several(lambda name: st.builds(Mode, st.just(name), texts, texts))


@st.composite
def schemas(draw: st.DrawFn) -> Schema:
    """Any schema with nothing wrong in it."""
    entity_types = draw(several(lambda name: entity_type(name)))
    keys = draw(st.permutations([*ENTITY_KEYS, None, None]))
    entity_types = tuple(replace(type_, key=key) for type_, key in zip(entity_types, keys, strict=False))
    entity_types = draw(parented(entity_types))
    labels = [type_.name for type_ in entity_types]
    letters = iter(draw(st.permutations(LETTERS)))
    roles = draw(several(lambda name: role(name, labels)))
    roles = tuple(replace(one, key=draw(st.sampled_from([None, next(letters)]))) for one in roles)
    event_types = draw(several(lambda name: event_type(name, [one.name for one in roles], labels)))
    event_types = draw(parented(event_types))
    types = [event_filler(type_.name) for type_ in event_types]
    roles = tuple(replace(one, allowed=(*one.allowed, *draw(some(types)))) for one in roles)
    attributes = draw(several(lambda name: attribute(name)))
    attributes = tuple(
        replace(one, key=next(letters), also=draw(some([t for t in TARGETS if t != "event"])))
        if one.applies_to == "event"
        else replace(one, only_for=draw(some(labels)) if one.applies_to != "relation" else ())
        for one in attributes
    )
    return Schema(
        name=draw(texts),
        title=draw(texts),
        version=draw(st.integers(0, 10**6)),
        language=draw(texts),
        guideline=draw(texts),
        entity_types=entity_types,
        event_types=event_types,
        roles=roles,
        attributes=attributes,
        contexts=draw(several(lambda name: st.builds(Context, st.just(name), texts, texts))),
        sectors=draw(several(lambda name: st.builds(Sector, st.just(name), texts))),
        relation_types=draw(several(lambda name: relation(name, labels))),
        conventions=draw(conventions(labels)),
    )


def entity_type(name: str) -> st.SearchStrategy[EntityType]:
    return st.builds(
        EntityType,
        name=st.just(name),
        title=texts,
        colour=st.builds(ColourPair, colours, colours),
        hidden=st.booleans(),
        country_sectors=st.booleans(),
        model_labels=st.lists(texts, max_size=2).map(tuple),
        guideline=texts,
    )


def fillers(labels: list[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return some([ANY, EVENT, FREE, ENTITY, *labels]).filter(bool)


def role(name: str, labels: list[str]) -> st.SearchStrategy[Role]:
    return st.builds(
        Role,
        name=st.just(name),
        title=texts,
        allowed=fillers(labels),
        cardinality=cardinalities,
        general=st.booleans(),
        hidden=st.booleans(),
        guideline=texts,
    )


def parented(types: tuple[_P, ...]) -> st.SearchStrategy[tuple[_P, ...]]:
    """Some of them under one that comes before."""
    earlier: list[list[str | None]] = [[None, *(one.name for one in types[:at])] for at in range(len(types))]
    chosen = st.tuples(*(st.sampled_from(names) for names in earlier))
    return chosen.map(lambda up: tuple(replace(one, parent=name) for one, name in zip(types, up, strict=True)))


def event_type(name: str, roles: list[str], labels: list[str]) -> st.SearchStrategy[EventType]:
    own = some(roles)
    return own.flatmap(
        lambda chosen: st.builds(
            EventType,
            name=st.just(name),
            title=texts,
            gloss=texts.filter(lambda text: len(text) <= 60),
            quad_class=st.none() | texts,
            intensity=st.none() | st.floats(-10, 10),
            modes=modes(),
            roles=st.just(chosen),
            cardinalities=st.tuples(*(st.tuples(st.just(role), cardinalities) for role in chosen)),
            fillers=st.tuples(*(st.tuples(st.just(role), fillers(labels)) for role in chosen[:1])),
            roleless=st.just(False) if chosen else st.booleans(),
            enabled=st.booleans(),
            guideline=texts,
        )
    )


def attribute(name: str) -> st.SearchStrategy[AttributeType]:
    values = st.lists(texts, max_size=3, unique=True).map(tuple)
    return values.flatmap(
        lambda chosen: st.builds(
            AttributeType,
            name=st.just(name),
            title=texts,
            values=st.just(chosen),
            default=st.none() | (st.sampled_from(chosen) if chosen else texts),
            many=st.booleans(),
            applies_to=st.sampled_from(TARGETS),
            guideline=texts,
        )
    )


def relation(name: str, labels: list[str]) -> st.SearchStrategy[RelationType]:
    pairs = st.lists(st.tuples(st.sampled_from(labels), st.sampled_from(labels)), max_size=2) if labels else st.just([])
    return st.builds(
        RelationType, st.just(name), texts, some(labels), some(labels), st.booleans(), texts, st.booleans(),
        pairs.map(tuple), st.tuples(names, names),
    )  # fmt: skip


def conventions(labels: list[str]) -> st.SearchStrategy[Conventions]:
    label: st.SearchStrategy[Any] = st.sampled_from([None, *labels])
    return st.builds(Conventions, country_label=label, institution_label=label, guideline=texts)
