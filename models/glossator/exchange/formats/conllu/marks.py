"""The spans of one layer as brackets on the tokens of a text.

Part of `exchange`. Every span belongs to an entity with a number, most of them alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from glossator.annotation import AttributeValue, Entity, Layer, Span
from glossator.exchange import losses
from glossator.exchange.chosen import labelled_spans
from glossator.exchange.formats.conllu.brackets import OWN, brackets_at, encode_field, key_of, opening
from glossator.exchange.losses import LossLog
from glossator.exchange.placement import Placement


@dataclass(slots=True)
class _Written:
    """A span with the tokens of its parts, `[start, end)` each, and the number of its entity."""

    span: Span
    parts: list[tuple[int, int]]
    number: int = 0


@dataclass(frozen=True, slots=True)
class Marks:
    """What stands on the tokens. `flat` are the spans of one part, in order; `fields` those of `# global.Entity`."""

    fields: tuple[str, ...]
    flat: tuple[tuple[Span, int, int], ...]
    _opened: Mapping[int, Sequence[tuple[int, str, str]]] = field(default_factory=dict)
    _closed: Mapping[int, Sequence[str]] = field(default_factory=dict)

    def at(self, token: int) -> str:
        """The value of `Entity=` on a token, "" for none."""
        return "".join(brackets_at(self._opened.get(token, ()), self._closed.get(token, ()), token))


def marks_of(layer: Layer, placement: Placement, log: LossLog) -> Marks:
    """The brackets of a layer's labelled spans; what they cannot say is logged."""
    written = _placed(layer, placement, log)
    entities = _number(layer, written, log)
    names = sorted({name for one in written for name in one.span.attributes if _is_field(name)})
    opened: dict[int, list[tuple[int, str, str]]] = defaultdict(list)
    closing: dict[int, list[tuple[int, int, str]]] = defaultdict(list)
    for order, one in enumerate(written):
        entity = entities.get(one.span.id)
        values = [_values(one.span, name, log) for name in names]
        fields = [encode_field(one.span.label or ""), encode_field((entity and entity.kb_id) or ""), *values]
        _log_unnamed(one.span, log)
        for part, (start, end) in enumerate(one.parts, start=1):
            key = key_of(one.number, part, len(one.parts))
            opened[start].append((end, opening(one.number, part, len(one.parts), fields), key))
            if start + 1 < end:
                closing[end - 1].append((start, order, key))
    return Marks(
        (*OWN, *map(encode_field, names)),
        tuple((one.span, *one.parts[0]) for one in written if len(one.parts) == 1),
        {token: sorted(found, key=lambda one: -one[0]) for token, found in opened.items()},
        {token: [key for _, _, key in sorted(found, reverse=True)] for token, found in closing.items()},
    )


def _placed(layer: Layer, placement: Placement, log: LossLog) -> list[_Written]:
    """The spans on the tokens, in order of the text: what begins first, the longer before the shorter."""
    found: list[_Written] = []
    for span in labelled_spans(layer):
        parts: list[tuple[int, int]] = []
        for place in placement.place(span.fragments, thing=span.id, what=span.label or ""):
            if parts and place.start < parts[-1][1]:
                parts[-1] = (parts[-1][0], max(place.end, parts[-1][1]))
            else:
                parts.append((place.start, place.end))
        if parts and not encode_field(span.label or ""):
            log.add(losses.FREE_FILLER, thing=span.id, fragments=span.fragments, detail="the label is empty")
        elif parts:
            found.append(_Written(span, parts))
    return sorted(found, key=lambda one: (one.parts[0][0], -one.parts[-1][1], one.span.label or "", one.span.id))


def _number(layer: Layer, written: list[_Written], log: LossLog) -> dict[int, Entity]:
    """Give every entity its number, in order of the text; which span mentions which entity, by the span's id.

    A bracket closes the last one open with its number. So two mentions of one entity that cross, or two divided ones,
    cannot both have its number.
    """
    by_span = _mentions(layer, {one.span.id for one in written}, log)
    numbers: dict[int, int] = {}
    grouped: dict[int, list[_Written]] = defaultdict(list)
    highest = 0
    for one in written:
        entity = by_span.get(one.span.id)
        if entity is not None and any(_unclear(one, other) for other in grouped[entity.id]):
            log.add(
                losses.ENTITY,
                thing=entity.id,
                fragments=one.span.fragments,
                detail=f"{entity.name}: mentions cross",
            )
            del by_span[one.span.id]
            entity = None
        if entity is not None and entity.id in numbers:
            one.number = numbers[entity.id]
        else:
            highest += 1
            one.number = highest
        if entity is not None:
            numbers[entity.id] = one.number
            grouped[entity.id].append(one)
    return by_span


def _mentions(layer: Layer, known: set[int], log: LossLog) -> dict[int, Entity]:
    """Which entity each span mentions. What brackets do not say of entities is logged."""
    by_span: dict[int, Entity] = {}
    spans = {span.id: span for span in layer.spans}
    for entity in layer.entities:
        mine = [span for span in dict.fromkeys(entity.mentions) if span in known]
        taken = [span for span in mine if span in by_span]
        by_span |= {span: entity for span in mine if span not in by_span}
        lost = [
            *(["a mention of two entities"] if taken else []),
            *(["a mention that is not written"] if len(mine) < len(set(entity.mentions)) else []),
            *(["alone and not linked"] if len(mine) - len(taken) < 2 and not entity.kb_id else []),
            *(["country or sectors"] if entity.country is not None or entity.sectors else []),
            *(["attributes"] if entity.attributes else []),
            *(["its name"] if entity.name != _first_text([spans[span] for span in mine]) else []),
        ]
        if lost:
            log.add(losses.ENTITY, thing=entity.id, detail=f"{entity.name}: {', '.join(lost)}")
    return by_span


def _first_text(mentions: Sequence[Span]) -> str | None:
    """What a reader would call the entity: its first mention's words."""
    first = min(mentions, key=lambda span: (span.start, -span.end), default=None)
    return None if first is None else first.text


def _unclear(one: _Written, other: _Written) -> bool:
    """Whether brackets with the same number would not tell these two apart."""
    if 1 < len(one.parts) and len(one.parts) == len(other.parts):
        return True
    if 1 < len(one.parts) or 1 < len(other.parts):
        return False
    (start, end), (first, last) = one.parts[0], other.parts[0]
    return first < start < last < end


def _is_field(name: str) -> bool:
    return bool(name) and name not in (*OWN, "type", "entity")


def _values(span: Span, name: str, log: LossLog) -> str:
    value: AttributeValue | None = span.attributes.get(name)
    if value is None:
        return ""
    found = encode_field(value) if isinstance(value, str) else ",".join(map(encode_field, value))
    if not value or (not isinstance(value, str) and len(value) < 2):
        log.add(
            losses.ATTRIBUTE,
            thing=span.id,
            fragments=span.fragments,
            detail=f"{name}: {value!r} as {found!r}",
        )
    return found


def _log_unnamed(span: Span, log: LossLog) -> None:
    for name in span.attributes:
        if not _is_field(name):
            log.add(losses.ATTRIBUTE, thing=span.id, fragments=span.fragments, detail=name)
