"""What there is to list of a document in the right panel, as data; and the rows of spans by label. Without Qt."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from glossator.annotation import AttributeValue, Event, Fragments, Layer, Span
from glossator.schema import Schema
from glossator_desktop.panels.details import Details

Listed: TypeAlias = Literal["events", "spans"]

LONGEST_FILLER = 90


@dataclass(frozen=True, slots=True)
class SpanRow:
    """One span of the spans tab, or the heading of a label (`id` 0)."""

    id: int
    label: str | None
    text: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """What there is to list of a document. Equal `version`: no change.

    `layer` is asked once somebody looks: for the events and their fillers, or for the labelled spans.
    """

    version: object
    events: int
    spans: int
    layer: Callable[[Listed], Layer]


def listing_of(layer: Layer) -> Listing:
    """A layer that is there already."""
    labelled = sum(span.label is not None for span in layer.spans)
    return Listing(layer, len(layer.events), labelled, lambda _: layer)


def event_numbers(events: Iterable[Event]) -> dict[int, int]:
    """The number of each event, as on the page: by trigger, then those without one."""
    ordered = sorted(events, key=lambda event: (not event.trigger, *_place_of(event.trigger), event.id))
    return {event.id: number for number, event in enumerate(ordered, 1)}


def _place_of(trigger: Fragments) -> tuple[int, int]:
    return (trigger[0][0], -trigger[-1][1]) if trigger else (0, 0)


def shortened(text: str, limit: int = LONGEST_FILLER) -> str:
    """A filler's text on one line, cut between words where it is long."""
    text = " ".join(text.split())
    if len(text) <= limit:
        return text
    return text[:limit].rsplit(" ", 1)[0].rstrip(" ,;") + " …"


def _features(attributes: Mapping[str, AttributeValue], contexts: Iterable[str]) -> str:
    values = [value if isinstance(value, str) else ", ".join(value) for value in attributes.values()]
    return " · ".join([*(value for value in values if value), *(context.replace("_", " ") for context in contexts)])


def span_rows(layer: Layer, schema: Schema) -> list[SpanRow]:
    """The labelled spans under their labels, labels in the schema's order, spans in the order of the text."""
    order = {item.name: index for index, item in enumerate(schema.entity_types)}
    by_label: dict[str, list[Span]] = {}
    for span in layer.spans:
        if span.label is not None:
            by_label.setdefault(span.label, []).append(span)
    rows: list[SpanRow] = []
    details = Details(layer)
    for label in sorted(by_label, key=lambda name: (order.get(name, len(order)), name)):
        spans = by_label[label]
        rows.append(SpanRow(0, label, label, str(len(spans))))
        for span in spans:
            detail = " · ".join(filter(None, (_span_detail(span), *details.of_span(span))))
            rows.append(SpanRow(span.id, label, shortened(span.text), detail))
            rows += [SpanRow(number, label, shortened(text)) for number, text in details.relations(span)]
    return rows


def _span_detail(span: Span) -> str:
    return _features(span.attributes, ())
