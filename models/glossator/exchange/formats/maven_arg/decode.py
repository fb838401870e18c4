"""MAVEN-Arg records as bundles. The arguments of a cluster of events are given to its first mention.

Part of `exchange`. A role that an entity fills is filled by its mention nearest to the trigger.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from glossator.annotation import Bundle, Fragment, ReviewState
from glossator.exchange.fields import Fields
from glossator.exchange.formats.event_json.building import LayerBuilder
from glossator.exchange.formats.event_json.characters import Characters, characters_of


def decode(records: Sequence[Fields], path: Path, position: int) -> Bundle:
    """The document of one record."""
    fields = records[0]
    name = fields.optional("title") or fields.optional("id") or f"{path.stem}-{position + 1}"
    found = characters_of(fields.string("document"), name, position)
    builder = LayerBuilder(found.document, "maven-arg")
    entities = {one.name("id"): _entity(one, found, builder) for one in fields.objects("entities")}
    for one in fields.objects("events"):
        _event(one, found, builder, entities)
    for one in fields.objects("negative_triggers"):
        found.place(one, "offset", one.optional("trigger_word"))
    known: ReviewState = "done" if fields.items("negative_triggers") else "in_progress"
    # A document of the hidden test part has candidates only: nobody has said what they are.
    return builder.bundle({} if "events" not in fields else {"entities": "in_progress", "events": known})


def _entity(fields: Fields, found: Characters, builder: LayerBuilder) -> list[int]:
    label = fields.name("type")
    mentions = [
        builder.span((found.place(one, "offset", one.optional("mention")),), label) for one in fields.objects("mention")
    ]
    if 1 < len(mentions):
        builder.entity(mentions)
    return mentions


def _event(fields: Fields, found: Characters, builder: LayerBuilder, entities: dict[str, list[int]]) -> None:
    type_ = fields.name("type")
    triggers = [found.place(one, "offset", one.optional("trigger_word")) for one in fields.objects("mention")]
    if not triggers:
        raise fields.error("'mention' is missing or empty: an event has a trigger")
    arguments = list(_arguments(fields, found, builder, entities, triggers[0]))
    events = [builder.event(type_, (place,), () if number else arguments) for number, place in enumerate(triggers)]
    if 1 < len(events):
        builder.same_events(events)


def _arguments(
    fields: Fields, found: Characters, builder: LayerBuilder, entities: dict[str, list[int]], trigger: Fragment
) -> Iterator[tuple[str, int]]:
    roles = fields.object("argument") if "argument" in fields else Fields({}, fields.where)
    for role in fields.mapping("argument") if "argument" in fields else ():
        for one in roles.objects(role):
            if "entity_id" not in one:
                place = found.place(one, "offset", one.optional("content"))
                yield role, builder.labelled((place,), None)
                continue
            mentions = entities.get(one.string("entity_id"))
            if not mentions:
                raise one.error(f"there is no entity {one.string('entity_id')!r} with a mention")
            yield role, min(mentions, key=lambda span: abs(builder.spans[span].start - trigger[0]))
