"""Short names for the spans and events of one document, for formats whose parts refer to each other.

Part of `exchange`. "S1", "S2" … and "E1", "E2" … in the order of the text: they depend on what was annotated alone, not
on ids, so equal annotations give equal files.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from glossator.annotation import Entity, Event, Layer, Span
from glossator.exchange.chosen import finished_events


@dataclass(frozen=True, slots=True)
class Numbering:
    """The spans (free fillers too) and finished events of a layer under their short names, in order of the text.

    `keys` leads from an id to the short name; drafts have none. `entities` leads from a span's id to what it mentions.
    """

    spans: tuple[tuple[str, Span], ...]
    events: tuple[tuple[str, Event], ...]
    keys: Mapping[int, str]
    entities: Mapping[int, Entity]


def number(layer: Layer) -> Numbering:
    """Give every span and finished event of a layer its short name."""
    spans = sorted(layer.spans, key=_span_order)
    events = sorted(finished_events(layer), key=_event_order)
    named_spans = tuple((f"S{place}", span) for place, span in enumerate(spans, start=1))
    named_events = tuple((f"E{place}", event) for place, event in enumerate(events, start=1))
    keys = {thing.id: key for named in (named_spans, named_events) for key, thing in named}
    entities = {mention: entity for entity in layer.entities for mention in entity.mentions}
    return Numbering(named_spans, named_events, keys, entities)


def _span_order(span: Span) -> tuple[object, ...]:
    return (span.start, -span.end, span.fragments, span.label or "", span.id)


def _event_order(event: Event) -> tuple[object, ...]:
    return (event.start, -event.end, event.trigger, event.type, event.modes, event.id)
