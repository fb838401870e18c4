"""One definition made of several, for a merge: the first one's, widened by what only the others have.

Part of the schema layer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import product
from typing import Any

from glossator.schema.roles import Role
from glossator.schema.types import AttributeType, EntityType, EventType, Mode, RelationType


def joined(base: Any, others: Sequence[Any]) -> Any:
    """The definition of `base`, such that whatever was right under one of the others is right under it."""
    for other in others:
        base = _join(base, other)
    return base


def _join(one: Any, other: Any) -> Any:
    if isinstance(one, EntityType):
        return replace(
            one,
            country_sectors=one.country_sectors or other.country_sectors,
            hidden=one.hidden and other.hidden,
            model_labels=_both(one.model_labels, other.model_labels),
        )
    if isinstance(one, EventType):
        return _join_event_types(one, other)
    if isinstance(one, Role):
        return replace(
            one,
            allowed=_both(one.allowed, other.allowed),
            general=one.general or other.general,
            model_labels=_both(one.model_labels, other.model_labels),
        )
    if isinstance(one, Mode):
        return replace(one, model_labels=_both(one.model_labels, other.model_labels))
    if isinstance(one, AttributeType):
        return replace(
            one,
            values=_both(one.values, other.values) if one.values and other.values else (),
            many=one.many or other.many,
            also=tuple(dict.fromkeys(target for target in (*one.also, *other.targets) if target != one.applies_to)),
            only_for=_both(one.only_for, other.only_for) if one.only_for and other.only_for else (),
        )
    return _join_relation_types(one, other) if isinstance(one, RelationType) else one


def _join_event_types(one: EventType, other: EventType) -> EventType:
    known = {mode.name for mode in one.modes}
    takes_all = any(not type_.roles and not type_.roleless for type_ in (one, other))
    roles = () if takes_all else _both(one.roles, other.roles)
    return replace(
        one,
        modes=(*one.modes, *(mode for mode in other.modes if mode.name not in known)),
        roles=roles,
        roleless=one.roleless and other.roleless,
        cardinalities=tuple({**dict(other.cardinalities), **dict(one.cardinalities)}.items()),
        fillers=_joined_fillers(one, other),
        enabled=one.enabled or other.enabled,
        model_labels=_both(one.model_labels, other.model_labels),
    )


def _joined_fillers(one: EventType, other: EventType) -> tuple[tuple[str, tuple[str, ...]], ...]:
    first, second = dict(one.fillers), dict(other.fillers)
    return tuple((role, _both(first.get(role, ()), second.get(role, ()))) for role in dict.fromkeys((*first, *second)))


def _join_relation_types(one: RelationType, other: RelationType) -> RelationType:
    source = _both(one.source, other.source) if one.source and other.source else ()
    target = _both(one.target, other.target) if one.target and other.target else ()
    pairs: tuple[tuple[str, str], ...] = ()
    if (one.pairs or other.pairs) and source and target:
        pairs = tuple(dict.fromkeys((*_pairs(one), *_pairs(other))))
    return replace(
        one,
        source=source,
        target=target,
        pairs=pairs,
        symmetric=one.symmetric and other.symmetric,
        transitive=one.transitive and other.transitive,
    )


def _pairs(relation: RelationType) -> Sequence[tuple[str, str]]:
    return relation.pairs or list(product(relation.source, relation.target))


def _both(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*one, *other)))
