"""What people agreed on, as records of the Glossator JSONL and back: same events, exemptions, rulings.

Part of `exchange`; see `encode` and `decode`.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, TypeAlias

from glossator.annotation import Agreed, Exemption, Ruling, SameEventPart
from glossator.exchange.fields import Fields

Record: TypeAlias = dict[str, Any]


def encode_part(part: SameEventPart) -> Record:
    """What a group of same events has in a document. `places` are left out where they are 0, 1, 2 …"""
    record: Record = {"id": part.id, "annotator": part.annotator}
    if part.name:
        record["name"] = part.name
    record["events"] = part.events
    if part.places != tuple(range(len(part.events))):
        record["places"] = part.places
    return _with_uid(record, part.uid)


def decode_part(fields: Fields) -> SameEventPart:
    """The inverse of `encode_part`."""
    events = fields.integers("events")
    places = fields.integers("places") if "places" in fields else tuple(range(len(events)))
    if not events or len(set(events)) != len(events):
        raise fields.error("'events' must name at least one event, and each once")
    if len(places) != len(events) or sorted(set(places)) != list(places) or any(place < 0 for place in places):
        raise fields.error("'places' must be one rising number from 0 for each event")
    part = SameEventPart(
        id=fields.integer("id"),
        annotator=fields.string("annotator"),
        name=fields.string("name", ""),
        events=events,
        places=places,
        uid=fields.uid("uid"),
    )
    fields.done()
    return part


def encode_exemption(exemption: Exemption) -> Record:
    """What somebody has said is right."""
    record: Record = {"id": exemption.id, "annotator": exemption.annotator, "code": exemption.code}
    return _with_uid(record | {"key": exemption.key}, exemption.uid)


def decode_exemption(fields: Fields, document_id: int | None) -> Exemption:
    """The inverse of `encode_exemption`."""
    exemption = Exemption(
        id=fields.integer("id"),
        annotator=fields.string("annotator"),
        document_id=document_id,
        code=fields.name("code"),
        key=fields.name("key"),
        uid=fields.uid("uid"),
    )
    fields.done()
    return exemption


def encode_ruling(ruling: Ruling) -> Record:
    """A decision that was added to a guideline."""
    record: Record = {"id": ruling.id, "annotator": ruling.annotator, "time": ruling.time, "subject": ruling.subject}
    record["text"] = ruling.text
    if ruling.target is not None:
        record["target"] = ruling.target
    if ruling.quote:
        record["quote"] = ruling.quote
    return _with_uid(record, ruling.uid)


def decode_ruling(fields: Fields, document_id: int | None) -> Ruling:
    """The inverse of `encode_ruling`."""
    ruling = Ruling(
        id=fields.integer("id"),
        annotator=fields.string("annotator"),
        time=_time(fields),
        subject=fields.name("subject"),
        text=fields.string("text"),
        document_id=document_id,
        target=fields.optional_integer("target"),
        quote=fields.string("quote", ""),
        uid=fields.uid("uid"),
    )
    fields.done()
    return ruling


def _time(fields: Fields) -> str:
    text = fields.string("time")
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        found = None
    if found is None or found.tzinfo is None or not 1 < found.year < 9999:
        raise fields.error(f"'time' must be a time with its zone, such as 2025-01-31T12:00:00+00:00, not {text!r}")
    return text


def encode_agreed(agreed: Agreed) -> Record:
    """What concerns no document in particular, for the header."""
    optional = {
        "exemptions": [encode_exemption(item) for item in agreed.exemptions],
        "rulings": [encode_ruling(item) for item in agreed.rulings],
    }
    return {key: value for key, value in optional.items() if value}


def decode_agreed(fields: Fields) -> Agreed:
    """The inverse of `encode_agreed`."""
    rulings = tuple(decode_ruling(one, None) for one in fields.objects("rulings"))
    if any(ruling.target is not None for ruling in rulings):
        raise fields.error("a ruling of no document has no target")
    return Agreed(tuple(decode_exemption(one, None) for one in fields.objects("exemptions")), rulings)


def _with_uid(record: Record, uid: bytes) -> Record:
    if uid:
        record["uid"] = uid.hex()
    return record
