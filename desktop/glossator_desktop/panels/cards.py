"""What the cards of the right panel say, as data: events with their participants, spans by label. Without Qt."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from glossator.annotation import AttributeValue, Event, Fragments, Layer, Span
from glossator.schema import Schema
from glossator_desktop.panels.details import Details

Tone: TypeAlias = Literal["ink", "muted", "trigger", "warning"]

Listed: TypeAlias = Literal["events", "spans"]

ARROW = " → "
NOBODY = "—"
SIDES = ("actor", "recipient")
LONGEST_FILLER = 90


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a card's line in one tone."""

    text: str
    tone: Tone = "ink"
    bold: bool = False


Line: TypeAlias = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class EventCard:
    """One event: lines to show, the same in words for a screen reader, and the number of its parts in the text."""

    id: int
    start: int
    lines: tuple[Line, ...]
    number: int = 0

    @property
    def spoken(self) -> str:
        """The card as plain text."""
        return "; ".join("".join(piece.text for piece in line) for line in self.lines)


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


def event_cards(layer: Layer, schema: Schema, *, current: int | None = None) -> list[EventCard]:
    """A card for each event of a layer, in the order of the text."""
    texts = {span.id: span.text for span in layer.spans}
    texts.update({event.id: f"{event.type} “{event.text}”" if event.text else event.type for event in layer.events})
    numbers = event_numbers(layer.events)
    cards = (event_card(event, texts, schema, building=event.id == current) for event in layer.events)
    details = Details(layer)
    return [
        replace(card, number=numbers[card.id], lines=(*card.lines, *_note_lines(details.notes(card.id))))
        for card in cards
    ]


def _note_lines(notes: Iterable[str]) -> Iterable[Line]:
    return ((Piece("note  ", "warning"), Piece(shortened(note), "muted")) for note in notes)


def event_numbers(events: Iterable[Event]) -> dict[int, int]:
    """The number of each event, as on the page: by trigger, then those without one."""
    ordered = sorted(events, key=lambda event: (not event.trigger, *_place_of(event.trigger), event.id))
    return {event.id: number for number, event in enumerate(ordered, 1)}


def _place_of(trigger: Fragments) -> tuple[int, int]:
    return (trigger[0][0], -trigger[-1][1]) if trigger else (0, 0)


def event_card(event: Event, texts: Mapping[int, str], schema: Schema, *, building: bool = False) -> EventCard:
    """The card of one event. `texts` has the surface of every possible filler by id."""
    lines = [_head(event, schema, building=building)]
    lines.append(_sides(event, texts))
    others = _others(event, texts, schema)
    if others:
        lines.append(others)
    features = _features(event.attributes, event.contexts)
    if features:
        lines.append((Piece(features, "muted"),))
    return EventCard(event.id, event.start, tuple(line for line in lines if line))


def _head(event: Event, schema: Schema, *, building: bool) -> Line:
    titles = [_mode_title(schema, event.type, mode) for mode in event.modes]
    name = " / ".join((event.type, *titles))
    pieces = [Piece(name, "trigger", bold=True)]
    pieces.append(Piece(f"  “{event.text}”" if event.text else "  no trigger", "muted"))
    if event.draft:
        pieces.append(Piece(" · building" if building else " · draft", "warning" if not building else "muted"))
    return tuple(pieces)


def _mode_title(schema: Schema, event_type: str, mode: str) -> str:
    known = schema.mode(event_type, mode)
    return known.title.lower() if known else mode


def _sides(event: Event, texts: Mapping[int, str]) -> Line:
    """Who did it to whom; the first role of the schema's two sides that is filled at all."""
    actor, recipient = (_names(event.fillers(role), texts) for role in SIDES)
    if not actor and not recipient:
        return ()
    return (
        Piece(actor or NOBODY, "ink" if actor else "muted"),
        Piece(ARROW, "muted"),
        Piece(recipient or NOBODY, "ink" if recipient else "muted"),
    )


def _others(event: Event, texts: Mapping[int, str], schema: Schema) -> Line:
    pieces: list[Piece] = []
    for role in dict.fromkeys(argument.role for argument in event.arguments):
        if role in SIDES:
            continue
        known = schema.role(role)
        lead = "   " if pieces else ""
        pieces.append(Piece(f"{lead}{(known.title if known else role).lower()} ", "muted"))
        pieces.append(Piece(_names(event.fillers(role), texts)))
    return tuple(pieces)


def _names(fillers: Iterable[int], texts: Mapping[int, str]) -> str:
    return ", ".join(shortened(texts.get(filler, "?")) for filler in fillers)


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
