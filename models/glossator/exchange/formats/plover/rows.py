"""Rows of event data: one for what some events tell of together, or one for every pair of who acts and who receives.

Part of `exchange`; pure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from glossator.annotation import Metadata
from glossator.exchange.formats.plover.columns import NONE, cell, items
from glossator.exchange.formats.plover.mention import GEONAMES, Party, Told
from glossator.schema import Schema

RECIPROCAL = ("AGREE", "CONSULT", "COOPERATE")
"""Types in which all who take part may be actors: each is then the recipient of the others."""
VERSION = "Glossator"
T = TypeVar("T")
Row = dict[str, str]


def row_of(key: str, told: Sequence[Told], schema: Schema, story: Row) -> Row:
    """The row of some mentions of one happening; what the first of them says comes first. `story` is its document's."""
    first = told[0]
    type_ = schema.event_type(first.event.type)
    intensity = type_.intensity if type_ is not None else None
    row = {
        "Event ID": cell(key),
        "Event Date": cell(next((one.day for one in told if one.day), None)),
        "Event Type": cell(first.event.type),
        "Event Mode": items(_each(told, lambda one: one.modes)),
        "Intensity": NONE if intensity is None else f"{intensity:g}",
        "Quad Code": cell(((type_.quad_class or "") if type_ is not None else "").upper()),
        "Contexts": items(_each(told, lambda one: one.contexts)),
    }
    row |= _party("Actor", parties(told, lambda one: one.actors))
    row |= _party("Recipient", parties(told, lambda one: one.recipients))
    row |= _place(parties(told, lambda one: one.places))
    return row | story | _own(key, told)


def parties(told: Iterable[Told], of: Callable[[Told], Iterable[Party]]) -> list[Party]:
    """Everybody in a role, each once: who has one name and acts for the same is the same."""
    found: dict[tuple[object, ...], Party] = {}
    for party in _each(told, of):
        known = found.setdefault((party.name, party.country, party.sectors), party)
        if known.kb_id is None and party.kb_id is not None:
            found[party.name, party.country, party.sectors] = replace(known, kb_id=party.kb_id)
    return list(found.values())


def story_of(metadata: Metadata, people: Iterable[str], bodies: Iterable[str], places: Iterable[str]) -> Row:
    """The cells that are of the document."""
    return {
        "Source": cell(metadata.source),
        "Publication Date": cell((metadata.published or "")[:10]),
        "Story People": items(people),
        "Story Organizations": items(bodies),
        "Story Locations": items(places),
        "Language": cell(metadata.language),
        "Version": VERSION,
    }


def dyads(row: Row, told: Sequence[Told]) -> Iterator[Row]:
    """The row once for every pair. Without a recipient, or an actor, that one stays empty."""
    actors = parties(told, lambda one: one.actors)
    recipients = parties(told, lambda one: one.recipients)
    if not recipients and 1 < len(actors) and told[0].event.type in RECIPROCAL:
        pairs: list[tuple[list[Party], list[Party]]] = [([a], [b]) for a in actors for b in actors if a != b]
    else:
        left = [[one] for one in actors] or [[]]
        right = [[one] for one in recipients] or [[]]
        pairs = [(a, b) for a in left for b in right]
    for number, (actor, recipient) in enumerate(pairs, start=1):
        key = f"{row['Event ID']}.{number}" if 1 < len(pairs) else row["Event ID"]
        yield row | {"Event ID": key} | _party("Actor", actor) | _party("Recipient", recipient)


def _party(who: str, found: Sequence[Party]) -> Row:
    return {
        f"{who} Name": items(one.name for one in found),
        f"{who} Country": items(one.country for one in found),
        f"Primary {who} Sector": items(one.sectors[0] if one.sectors else None for one in found),
        f"{who} Sectors": items(", ".join(one.sectors) for one in found),
        f"{who} Name Raw": items(one.raw for one in found),
        f"Wikipedia {who} ID": items(one.kb_id for one in found) if any(one.kb_id for one in found) else NONE,
    }


def _place(found: Sequence[Party]) -> Row:
    known = next((one.kb_id for one in found if one.kb_id and one.kb_id.startswith(GEONAMES)), "")
    return {
        "Placename": items(one.name for one in found),
        "Country": items(one.country for one in found),
        "GeoNames ID": cell(known.removeprefix(GEONAMES)),
        "Raw Placename": items(one.raw for one in found),
    }


def _own(key: str, told: Sequence[Told]) -> Row:
    triggers = (
        f"{one.document}:{','.join(f'{start}-{end}' for start, end in one.event.trigger)} {one.event.text}"
        for one in told
    )
    said = {name: items(dict.fromkeys(one.attributes[name] for one in told)) for name in told[0].attributes}
    return {
        "x_event": cell(key),
        "x_documents": items(dict.fromkeys(one.document for one in told)),
        "x_mentions": str(len(told)),
        "x_triggers": items(triggers),
        "x_text": cell(" | ".join(dict.fromkeys(one.words for one in told if one.words))),
        "x_date": items(dict.fromkeys(one.date for one in told if one.date)),
        "x_topic": items(_each(told, lambda one: one.topics)),
        "x_source": items(_each(told, lambda one: one.sources)),
        "x_instrument": items(_each(told, lambda one: one.instruments)),
        "x_annotator": cell(told[0].annotator),
    } | {f"x_{name}": value for name, value in said.items()}


def _each(told: Iterable[Told], of: Callable[[Told], Iterable[T]]) -> list[T]:
    """What each of them says, in order, nothing twice."""
    return list(dict.fromkeys(value for one in told for value in of(one)))
