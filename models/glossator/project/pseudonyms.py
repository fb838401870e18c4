"""Pseudonyms for annotators in exports: who did what stays visible, who they are does not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

from glossator.annotation import (
    Agreed,
    Bundle,
    Decision,
    Entity,
    Event,
    Exemption,
    Layer,
    LayerState,
    Note,
    Relation,
    Ruling,
    SameEventPart,
    Span,
)
from glossator.exchange.chosen import GOLD

Owned = TypeVar(
    "Owned", Layer, LayerState, Span, Event, Relation, Entity, Note, Decision, SameEventPart, Exemption, Ruling
)
Names = Mapping[str, str]


def pseudonyms(names: Iterable[str]) -> dict[str, str]:
    """`annotator-1` … for people, in the order in which they are given; gold is nobody and keeps its name."""
    people = (name for name in dict.fromkeys(names) if name != GOLD)
    return {name: f"annotator-{number}" for number, name in enumerate(people, start=1)}


def pseudonymised(bundle: Bundle, names: Names) -> Bundle:
    """The bundle with every annotator's name replaced. What people wrote in notes and rulings stays."""
    return replace(
        bundle,
        layers=tuple(_layer(layer, names) for layer in bundle.layers),
        decisions=_all(bundle.decisions, names),
        same_events=_all(bundle.same_events, names),
        exemptions=_all(bundle.exemptions, names),
        rulings=_all(bundle.rulings, names),
    )


def pseudonymised_agreed(agreed: Agreed, names: Names) -> Agreed:
    """What concerns no document in particular, with every annotator's name replaced."""
    return Agreed(_all(agreed.exemptions, names), _all(agreed.rulings, names))


def _layer(layer: Layer, names: Names) -> Layer:
    return replace(
        _renamed(layer, names),
        state=None if layer.state is None else _renamed(layer.state, names),
        spans=_all(layer.spans, names),
        events=_all(layer.events, names),
        relations=_all(layer.relations, names),
        entities=_all(layer.entities, names),
        notes=_all(layer.notes, names),
    )


def _all(items: Iterable[Owned], names: Names) -> tuple[Owned, ...]:
    return tuple(_renamed(item, names) for item in items)


def _renamed(item: Owned, names: Names) -> Owned:
    return replace(item, annotator=names.get(item.annotator, item.annotator))
