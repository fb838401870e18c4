"""A colour for every event type: one hue for each class of the schema, a shade of it for each type. Without Qt."""

from __future__ import annotations

from functools import lru_cache

from glossator.schema import Schema
from glossator_desktop.colours import mix
from glossator_desktop.theme import Theme

HUES = {
    "verbal cooperation": ("#56a0d3", "#7cc0ee"),
    "material cooperation": ("#14608f", "#3d97d1"),
    "verbal conflict": ("#e0a030", "#f0bd5e"),
    "material conflict": ("#c4500a", "#ff8a3d"),
}
"""Blues cooperate, warm colours fight, the stronger in deeds: told apart by the colour-blind too. Light, dark."""
_SPREAD = 0.42
"""How far the last type of a class goes towards the page."""


def event_colour(theme: Theme, schema: Schema | None, name: str) -> str:
    """The colour of an event type, as `#rrggbb`; a steady one of the palette where the schema has no classes."""
    return _colour(theme, _places(schema).get(name, ("", 0, 1)) if schema else ("", 0, 1))


def class_colour(theme: Theme, name: str) -> str | None:
    """The hue of a class of event types; None for one without."""
    hue = HUES.get(name.casefold())
    return hue[theme.dark] if hue else None


@lru_cache(maxsize=256)
def _colour(theme: Theme, place: tuple[str, int, int]) -> str:
    quad_class, at, count = place
    hue = class_colour(theme, quad_class)
    if hue is None:
        return theme.labels[at % len(theme.labels)]
    return mix(hue, theme.page, 1 - _SPREAD * at / max(1, count - 1)) if at else hue


@lru_cache(maxsize=4)
def _cached(types: tuple[tuple[str, str], ...]) -> dict[str, tuple[str, int, int]]:
    members: dict[str, list[str]] = {}
    for name, quad_class in types:
        members.setdefault(quad_class if quad_class.casefold() in HUES else "", []).append(name)
    return {
        name: (quad_class, at, len(names)) for quad_class, names in members.items() for at, name in enumerate(names)
    }


def _places(schema: Schema) -> dict[str, tuple[str, int, int]]:
    return _cached(tuple((item.name, item.quad_class or "") for item in schema.event_types))
