"""How the graph of actors is drawn: arrows as wide as there are events, names that do not cover each other. No Qt."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from glossator.insight.actors import ActorEdge, ActorGraph, ActorNode
from glossator_desktop.colours import mix
from glossator_desktop.panels.actor_graph_layout import Place
from glossator_desktop.panels.drawing import Box, Dot, Drawing, Shape, Stroke, Words, width_of
from glossator_desktop.theme import Theme

EDGE_X, EDGE_Y = 76.0, 40.0
SMALLEST, LARGEST = 5.0, 17.0
WIDEST = 7.0
BEND = 0.07
"""How far an arrow bends, of its length, so that the one back stands beside it."""
FADED = 0.18
TEXT = 12


@dataclass(frozen=True, slots=True)
class GraphLook:
    """How a graph is drawn: its size, and the colours of event types and of labels."""

    width: float
    height: float
    theme: Theme
    type_colour: Callable[[str], str]
    label_colour: Callable[[str | None], str]

    def at(self, place: Place) -> tuple[float, float]:
        """A place of the unit square in pixels."""
        wide, high = max(1.0, self.width - 2 * EDGE_X), max(1.0, self.height - 2 * EDGE_Y)
        return EDGE_X + place.x * wide, EDGE_Y + place.y * high


def radius_of(node: ActorNode, heaviest: int) -> float:
    """A node's radius in pixels: its area tells how many events."""
    return SMALLEST + (LARGEST - SMALLEST) * math.sqrt(node.weight / max(1, heaviest))


def neighbours(graph: ActorGraph, key: str | None) -> set[str]:
    """Who has to do with a node."""
    return {
        other
        for edge in graph.edges
        if key in (edge.source, edge.target)
        for other in (edge.source, edge.target)
        if other != key
    }


def graph_drawing(
    graph: ActorGraph, places: Mapping[str, Place], look: GraphLook, *, selected: str | None, title: str = ""
) -> Drawing:
    """The drawing; what has nothing to do with the node that is selected is faint."""
    near = neighbours(graph, selected)
    heaviest = max((node.weight for node in graph.nodes), default=1)
    widest = max((edge.weight for edge in graph.edges), default=1)
    nodes = {node.key: node for node in graph.nodes}
    radii = {key: radius_of(node, heaviest) for key, node in nodes.items()}
    shapes: list[Shape] = []
    edges = sorted(graph.edges, key=lambda edge: (selected in (edge.source, edge.target), edge.weight))
    for edge in edges:
        faint = selected is not None and selected not in (edge.source, edge.target)
        shapes.append(_arrow(edge, places, radii, look, widest, faint=faint))
    for node in reversed(graph.nodes):
        faint = selected is not None and node.key != selected and node.key not in near
        shapes += _node(node, radii[node.key], look.at(places[node.key]), look, faint=faint,
                        selected=node.key == selected)  # fmt: skip
    shapes += _names(graph, places, radii, look, selected, near)
    return Drawing(look.width, look.height, look.theme.raised, tuple(shapes), title)


def _arrow(
    edge: ActorEdge,
    places: Mapping[str, Place],
    radii: Mapping[str, float],
    look: GraphLook,
    widest: int,
    *,
    faint: bool,
) -> Stroke:
    (x1, y1), (x2, y2) = look.at(places[edge.source]), look.at(places[edge.target])
    length = math.hypot(x2 - x1, y2 - y1) or 1.0
    out, into = (radii[edge.source] + 2) / length, (radii[edge.target] + 3) / length
    bend = BEND * length
    width = 1.0 + (WIDEST - 1.0) * math.sqrt((edge.weight - 1) / max(1, widest - 1)) if 1 < widest else 1.0
    colour = look.type_colour(next(iter(edge.types), ""))
    shade = FADED if faint else 0.78
    # The ends lie on the circles, towards the side that the arrow bends to.
    side_x, side_y = (y2 - y1) / length * bend * 0.35 / length, -(x2 - x1) / length * bend * 0.35 / length
    return Stroke(
        x1 + (x2 - x1) * out + side_x * radii[edge.source],
        y1 + (y2 - y1) * out + side_y * radii[edge.source],
        x2 - (x2 - x1) * into + side_x * radii[edge.target],
        y2 - (y2 - y1) * into + side_y * radii[edge.target],
        mix(colour, look.theme.raised, shade),
        width,
        bend,
        arrow=True,
    )


def _node(
    node: ActorNode, radius: float, at: tuple[float, float], look: GraphLook, *, faint: bool, selected: bool
) -> list[Shape]:
    colour = look.label_colour(node.label)
    fill = mix(colour, look.theme.raised, 0.35 if faint else 0.92)
    shapes: list[Shape] = [Dot(*at, radius, fill, look.theme.raised, 1.5)]
    if selected:
        shapes.append(Dot(*at, radius + 3.5, None, look.theme.accent, 2.2))
    return shapes


def _names(
    graph: ActorGraph,
    places: Mapping[str, Place],
    radii: Mapping[str, float],
    look: GraphLook,
    selected: str | None,
    near: set[str],
) -> list[Shape]:
    """The names of the selected one and its neighbours first, then by weight; none over another."""
    taken: list[tuple[float, float, float, float]] = []
    shapes: list[Shape] = []
    order = sorted(graph.nodes, key=lambda node: (node.key != selected, node.key not in near, -node.weight, node.key))
    for node in order:
        x, y = look.at(places[node.key])
        size = TEXT if node.key == selected or 9 < radii[node.key] else TEXT - 1
        half = width_of(node.name, size) / 2 + 2
        x = min(max(x, half + 4), look.width - half - 4)
        faint = selected is not None and node.key != selected and node.key not in near
        for line in (y + radii[node.key] + 10, y - radii[node.key] - 9):
            box = (x - half, line - 8, x + half, line + 8)
            if not any(_cross(box, other) for other in taken):
                taken.append(box)
                ink = look.theme.ink if not faint else mix(look.theme.muted, look.theme.raised, 0.6)
                shapes.append(Words(x, line, node.name, ink, size, node.key == selected, "middle", look.theme.raised))
                break
    return shapes


def _cross(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def node_at(graph: ActorGraph, places: Mapping[str, Place], look: GraphLook, x: float, y: float) -> str | None:
    """The node at a point, or the nearest within a finger's width."""
    heaviest = max((node.weight for node in graph.nodes), default=1)
    near = [
        (far, node.key)
        for node in graph.nodes
        if (far := math.dist((x, y), look.at(places[node.key]))) <= radius_of(node, heaviest) + 6
    ]
    return min(near)[1] if near else None


def legend_of(graph: ActorGraph, look: GraphLook, most: int = 8) -> list[Shape]:
    """The colours of the commonest types between them."""
    counts: dict[str, int] = {}
    for edge in graph.edges:
        for name, count in edge.types.items():
            counts[name] = counts.get(name, 0) + count
    shapes: list[Shape] = []
    left = 26.0
    for name, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:most]:
        words = f"{name} {count}"
        if look.width - 26 < left + width_of(words, 11) + 20:
            break
        shapes.append(Box(left, 11, 14, 4, look.type_colour(name), None, 2))
        shapes.append(Words(left + 20, 13, words, look.theme.muted))
        left += width_of(words, 11) + 40
    return shapes
