"""What rows of event data lack, and what such data has no room for, thing by thing.

Part of `exchange`.
"""

from __future__ import annotations

from glossator.annotation import Bundle, Event, Layer
from glossator.exchange import losses
from glossator.exchange.chosen import rejected_suggestions, review_of
from glossator.exchange.formats.plover.mention import BODIES, DEFAULTS, PEOPLE, PLACES, Told
from glossator.exchange.losses import LossLog
from glossator.schema import Schema

KNOWN_ROLES = ("actor", "recipient", "topic", "instrument", "place", "time", "source")
SPANS_ONLY = ("actor", "recipient", "place", "time")
"""Roles whose fillers a row wants as names or dates: an event has none."""


def log_missing(log: LossLog, several: list[Told], schema: Schema) -> None:
    """What a row lacks; of a group over documents, what its events of one document lack."""
    first = several[0].event
    missing = [
        (losses.NO_ACTOR, not any(one.actors for one in several)),
        (losses.NO_RECIPIENT, _needs_recipient(schema, first.type) and not any(one.recipients for one in several)),
        (losses.UNDATED, not any(one.day for one in several)),
        (losses.UNLOCATED, not any(one.places for one in several)),
    ]
    for what, holds in missing:
        if holds:
            log.add(what, thing=first.id, fragments=first.trigger, detail=f"{first.type}: {first.text}")
    for one in several:
        event = one.event
        if one.attributes["polarity"] == "negated":
            log.add(losses.NEGATED, thing=event.id, fragments=event.trigger, detail=f"{event.type}: {event.text}")
        if one.day is not None and one.day != one.date:
            detail = f"{event.type}: {one.date}, written as {one.day}"
            log.add(losses.INEXACT_DATE, thing=event.id, fragments=event.trigger, detail=detail)
        if event.type != first.type:
            detail = f"{event.type} goes as {first.type}"
            log.add(losses.OTHER_TYPE, thing=event.id, fragments=event.trigger, detail=detail)


def _needs_recipient(schema: Schema, type_: str) -> bool:
    cardinality = schema.cardinality(type_, "recipient")
    return cardinality is not None and 0 < cardinality.minimum


def log_unsaid(log: LossLog, bundle: Bundle, layer: Layer) -> None:
    """Everything of a layer that no row has a column for."""
    losses.log_drafts(log, layer)
    losses.log_relations(log, layer)
    losses.log_notes(log, layer)
    losses.log_rejected(log, bundle, rejected_suggestions(bundle, layer))
    spans = {span.id for span in layer.spans}
    used: set[int] = set()
    for event in layer.events:
        if not event.draft:
            used |= {argument.filler for argument in event.arguments}
            _log_event(log, event, spans)
    listed = {*PEOPLE, *BODIES, *PLACES}
    for span in layer.spans:
        if span.id not in used and span.label not in listed:
            detail = f"{span.label or 'filler'}: {span.text!r}"
            log.add(losses.NOT_IN_EVENT, thing=span.id, fragments=span.fragments, detail=detail)
    events = review_of(bundle, layer, "events")
    if events != "done":
        log.add(losses.EVENTS_UNSEEN if events == "not_looked_at" else losses.EVENTS_UNFINISHED)


def _log_event(log: LossLog, event: Event, spans: set[int]) -> None:
    for argument in event.arguments:
        detail = f"{argument.role} of {event.type}"
        if argument.role not in KNOWN_ROLES:
            log.add(losses.ARGUMENT, thing=event.id, fragments=event.trigger, detail=detail)
        elif argument.role in SPANS_ONLY and argument.filler not in spans:
            log.add(losses.EVENT_FILLER, thing=event.id, fragments=event.trigger, detail=detail)
    for name in event.attributes:
        if name not in DEFAULTS:
            log.add(losses.ATTRIBUTE, thing=event.id, fragments=event.trigger, detail=name)
