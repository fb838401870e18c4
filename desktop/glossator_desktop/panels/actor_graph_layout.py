"""Where the nodes of a graph stand: forces pull what is linked together and push all apart. Pure, without Qt.

After Fruchterman and Reingold (1991), with a pull to the middle so that loose parts stay near. It begins on a spiral
in the order of weight and uses no chance: the same graph is always laid out the same.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from glossator.insight.actors import ActorGraph

GOLDEN = math.pi * (3 - math.sqrt(5))
"""The angle between two neighbours of a sunflower."""
STEPS = 140
WORK = 900_000
"""So many pairs are looked at in all: large graphs get fewer steps."""
GRAVITY = 0.055
ROUNDS = 24
"""How often what is too near is moved apart."""


@dataclass(frozen=True, slots=True)
class Place:
    """A point of the unit square."""

    x: float
    y: float


def placed(graph: ActorGraph) -> dict[str, Place]:
    """A place in the unit square for every node, by key."""
    keys = [node.key for node in graph.nodes]
    if len(keys) < 2:
        return {key: Place(0.5, 0.5) for key in keys}
    number = {key: at for at, key in enumerate(keys)}
    links: dict[tuple[int, int], float] = {}
    for edge in graph.edges:
        one, other = sorted((number[edge.source], number[edge.target]))
        links[one, other] = links.get((one, other), 0.0) + edge.weight
    xs, ys = _settled(len(keys), links)
    return dict(zip(keys, _fitted(xs, ys), strict=True))


def _settled(count: int, links: Mapping[tuple[int, int], float]) -> tuple[list[float], list[float]]:
    """Coordinates after all forces have done their work."""
    xs = [math.sqrt(at + 0.5) * math.cos(at * GOLDEN) for at in range(count)]
    ys = [math.sqrt(at + 0.5) * math.sin(at * GOLDEN) for at in range(count)]
    pulls = [(one, other, 0.5 + math.log1p(weight)) for (one, other), weight in links.items()]
    steps = max(24, min(STEPS, WORK // (count * count)))
    heat = math.sqrt(count) / 4
    for step in range(steps):
        dx, dy = _pushes(xs, ys)
        for one, other, strength in pulls:
            x, y = xs[one] - xs[other], ys[one] - ys[other]
            pull = strength * math.sqrt(x * x + y * y) * 0.5
            dx[one] -= x * pull
            dy[one] -= y * pull
            dx[other] += x * pull
            dy[other] += y * pull
        limit = heat * (1 - step / steps) + 0.01
        for at in range(count):
            x, y = dx[at] - GRAVITY * count * xs[at] / 4, dy[at] - GRAVITY * count * ys[at] / 4
            length = math.sqrt(x * x + y * y) or 1.0
            share = min(limit, length) / length
            xs[at] += x * share
            ys[at] += y * share
    return xs, ys


def _pushes(xs: Sequence[float], ys: Sequence[float]) -> tuple[list[float], list[float]]:
    """How hard everything is pushed by everything else."""
    count = len(xs)
    dx, dy = [0.0] * count, [0.0] * count
    for one in range(count):
        x1, y1, px, py = xs[one], ys[one], 0.0, 0.0
        for other in range(one + 1, count):
            x, y = x1 - xs[other], y1 - ys[other]
            push = 1.6 / (x * x + y * y + 0.01)
            px += x * push
            py += y * push
            dx[other] -= x * push
            dy[other] -= y * push
        dx[one] += px
        dy[one] += py
    return dx, dy


def _fitted(xs: Sequence[float], ys: Sequence[float]) -> list[Place]:
    """The same in the unit square; where much is close together it is drawn apart, and the outskirts come nearer."""
    wide, high = _spread(xs), _spread(ys)
    for _ in range(ROUNDS):
        _part(wide, high)
    low_x, high_x, low_y, high_y = min(wide), max(wide), min(high), max(high)
    return [
        Place((x - low_x) / max(high_x - low_x, 1e-6), (y - low_y) / max(high_y - low_y, 1e-6))
        for x, y in zip(wide, high, strict=True)
    ]


def _spread(values: Sequence[float]) -> list[float]:
    """From 0 to 1: half by how far, half by how many lie before."""
    low, high = min(values), max(values)
    order = sorted(range(len(values)), key=lambda at: (values[at], at))
    rank = {at: number / (len(values) - 1) for number, at in enumerate(order)}
    return [(value - low) / max(high - low, 1e-6) * 0.4 + rank[at] * 0.6 for at, value in enumerate(values)]


def _part(xs: list[float], ys: list[float]) -> None:
    """Move apart what is nearer than names have room."""
    near = min(0.16, 0.72 / math.sqrt(len(xs)))
    for one in range(len(xs)):
        for other in range(one + 1, len(xs)):
            x, y = xs[one] - xs[other], (ys[one] - ys[other]) * 1.15
            far = math.sqrt(x * x + y * y)
            if far < near:
                share = (near - far) / (far + 1e-6) * 0.25
                xs[one] += x * share
                xs[other] -= x * share
                ys[one] += y * share
                ys[other] -= y * share


def towards(places: Mapping[str, Place], here: str | None, dx: int, dy: int) -> str | None:
    """The nearest node in a direction: far aside counts double. The one itself where there is none."""
    if here is None or here not in places:
        return next(iter(places), None)
    start = places[here]
    best: tuple[float, str] | None = None
    for key, place in places.items():
        along = (place.x - start.x) * dx + (place.y - start.y) * dy
        aside = abs((place.x - start.x) * dy) + abs((place.y - start.y) * dx)
        if 1e-9 < along and aside <= 2.5 * along:
            far = along + 2 * aside
            if best is None or (far, key) < best:
                best = (far, key)
    return best[1] if best else here
