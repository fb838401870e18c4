"""Who with whom: the people, states and bodies of many events, and what they did to each other.

Part of the insight layer. A filler is known by the entity that it mentions (its KB id, else its name), and where it
mentions none by its own words; case and a leading article make no difference.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import regex

from glossator.annotation import Entity, Event, Layer, Span
from glossator.insight.summaries import elided, sides
from glossator.schema import Schema

_ARTICLE = regex.compile(r"(?:the|a|an)\s+(?=\S)", regex.IGNORECASE)
_POSSESSIVE = regex.compile(r"['’]s$", regex.IGNORECASE)
LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class ActorNode:
    """Somebody who acts or is acted on. `key` tells them from all others, `events` are all they take part in."""

    key: str
    name: str
    label: str | None = None
    events: tuple[int, ...] = ()

    @property
    def weight(self) -> int:
        """How many events."""
        return len(self.events)


@dataclass(frozen=True, slots=True)
class ActorEdge:
    """What one did to the other: events by type, oldest id first."""

    source: str
    target: str
    events: tuple[int, ...] = ()
    types: Mapping[str, int] = field(default_factory=dict)

    @property
    def weight(self) -> int:
        """How many events."""
        return len(self.events)


@dataclass(frozen=True, slots=True)
class ActorGraph:
    """Nodes by weight, the heaviest first; edges between them. Drafts are left out."""

    nodes: tuple[ActorNode, ...] = ()
    edges: tuple[ActorEdge, ...] = ()

    def top(self, most: int) -> ActorGraph:
        """The heaviest nodes only, and what is between those."""
        kept = self.nodes[:most]
        keys = {node.key for node in kept}
        return ActorGraph(kept, tuple(edge for edge in self.edges if edge.source in keys and edge.target in keys))


@dataclass(slots=True)
class _Found:
    names: dict[str, int] = field(default_factory=dict)
    labels: dict[str, int] = field(default_factory=dict)
    events: list[int] = field(default_factory=list)


class ActorCensus:
    """Takes in layer after layer; `graph` is what has been found so far."""

    def __init__(self, schema: Schema) -> None:
        self._schema = schema
        self._sides: dict[str, tuple[str, str]] = {}
        self._bared: dict[str, str] = {}
        self._found: dict[str, _Found] = {}
        self._edges: dict[tuple[str, str], list[tuple[int, str]]] = {}

    def take(self, layer: Layer) -> None:
        """Take in the events of a layer."""
        spans = {span.id: span for span in layer.spans}
        entities = {span: entity for entity in layer.entities for span in entity.mentions}
        for event in layer.events:
            if not event.draft:
                self._take_event(event, spans, entities)

    def _take_event(self, event: Event, spans: Mapping[int, Span], entities: Mapping[int, Entity]) -> None:
        if event.type not in self._sides:
            self._sides[event.type] = sides(self._schema, event.type)
        actors, recipients = (
            list(dict.fromkeys(
                self._meet(spans[item], entities.get(item)) for item in event.fillers(role) if item in spans
            ))
            for role in self._sides[event.type]
        )  # fmt: skip
        for key in dict.fromkeys((*actors, *recipients)):
            self._found[key].events.append(event.id)
        # Where everybody is an actor (they met, they signed) it is between them all.
        pairs = (
            [(one, other) for one in actors for other in recipients]
            if recipients
            else [(one, other) for at, one in enumerate(actors) for other in actors[at + 1 :]]
        )
        for one, other in pairs:
            if one != other:
                self._edges.setdefault((one, other), []).append((event.id, event.type))

    def _meet(self, span: Span, entity: Entity | None) -> str:
        name = entity.name if entity else self._bare(span.text)
        key = f"kb:{entity.kb_id}" if entity and entity.kb_id else self._bare(name).casefold()
        found = self._found.setdefault(key, _Found())
        found.names[name] = found.names.get(name, 0) + 1
        if span.label:
            found.labels[span.label] = found.labels.get(span.label, 0) + 1
        return key

    def _bare(self, text: str) -> str:
        # The same names come thousands of times.
        if text not in self._bared:
            self._bared[text] = bare_name(text)
        return self._bared[text]

    def graph(self) -> ActorGraph:
        """Everybody, and everything between them."""
        nodes = [
            ActorNode(key, elided(_commonest(found.names), LONGEST_NAME), _commonest(found.labels) or None,
                      tuple(found.events))
            for key, found in self._found.items()
        ]  # fmt: skip
        edges = [
            ActorEdge(one, other, tuple(number for number, _ in events), _counted(name for _, name in events))
            for (one, other), events in self._edges.items()
        ]
        nodes.sort(key=lambda node: (-node.weight, node.key))
        edges.sort(key=lambda edge: (-edge.weight, edge.source, edge.target))
        return ActorGraph(tuple(nodes), tuple(edges))


def actor_graph(layers: Iterable[Layer], schema: Schema) -> ActorGraph:
    """The graph of these layers."""
    census = ActorCensus(schema)
    for layer in layers:
        census.take(layer)
    return census.graph()


def bare_name(text: str) -> str:
    """A name on one line, without a leading article and a possessive 's."""
    text = " ".join(text.split())
    return _POSSESSIVE.sub("", _ARTICLE.sub("", text, count=1) if _ARTICLE.match(text) else text) or text


def _commonest(counts: Mapping[str, int]) -> str:
    return max(counts, key=lambda name: (counts[name], -len(name), name), default="")


def _counted(names: Iterable[str]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for name in names:
        counts[name] = counts.get(name, 0) + 1
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
