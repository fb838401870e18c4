"""Event hints: candidate triggers with ranked types, proposed fillers and attributes. Part of the suggest layer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from glossator.annotation import EventHint, Proposal, ProposedArgument
from glossator.schema import Schema
from glossator.suggest.events import stretches
from glossator.suggest.events.actors import names_actor
from glossator.suggest.events.circumstances import find_circumstances
from glossator.suggest.events.cues import find_attributes, fitted
from glossator.suggest.events.lexicon import EventLexicon
from glossator.suggest.events.parse import Parse
from glossator.suggest.events.participants import Filler, find_participants
from glossator.suggest.events.ranking import ranked_types
from glossator.suggest.events.sides import same_side
from glossator.suggest.events.triggers import Trigger, find_triggers

_TO_COME = "planned"


def event_hints(parse: Parse, lexicon: EventLexicon, schema: Schema) -> Iterator[Proposal]:
    """The hints of a parsed line, in order."""
    for trigger in find_triggers(parse, lexicon):
        yield _hint(parse, trigger, lexicon, schema)


def _hint(parse: Parse, trigger: Trigger, lexicon: EventLexicon, schema: Schema) -> Proposal:
    participants = find_participants(parse, trigger)
    fillers = [
        *participants,
        *_from_others(parse, participants, find_circumstances(parse, trigger, happenings=lexicon.nouns)),
    ]
    cues = find_attributes(parse, trigger)
    modality = cues.get("modality")
    types = ranked_types(
        parse,
        trigger,
        lexicon,
        actor=_has_name(parse, fillers, "actor"),
        recipient=_has_name(parse, fillers, "recipient"),
        planned=modality is not None and modality.value == _TO_COME,
    )
    arguments = tuple(_arguments(parse, trigger, fillers, lexicon, schema, types[0].type))
    hint = EventHint(types, arguments, fitted(parse, cues, schema))
    return Proposal("event", types[0].type, trigger.fragments(parse), types[0].score, hint)


def _from_others(parse: Parse, participants: Sequence[Filler], found: Iterable[Filler]) -> Iterator[Filler]:
    """Circumstances without a source that speaks for the actor itself: what it says of itself is claimed, no more."""
    actors = [filler.token for filler in participants if filler.slot == "actor"]
    for filler in found:
        if filler.slot != "source" or not any(same_side(parse, filler.token, actor) for actor in actors):
            yield filler


def _has_name(parse: Parse, fillers: Iterable[Filler], slot: str) -> bool:
    return any(filler.slot == slot and names_actor(parse, filler.token) for filler in fillers)


def _arguments(
    parse: Parse, trigger: Trigger, fillers: Iterable[Filler], lexicon: EventLexicon, schema: Schema, type_: str
) -> Iterator[ProposedArgument]:
    """Each filler once a role, in the roles that the likeliest type has."""
    seen: set[tuple[str, int, int]] = set()
    for filler in fillers:
        role = lexicon.role(type_, filler.slot)
        if role is None or schema.cardinality(type_, role) is None:
            continue
        first, last = _reach(parse, filler)
        if (role, first, last) in seen or any(first <= token < last for token in trigger.tokens):
            continue
        seen.add((role, first, last))
        yield ProposedArgument(role, (parse.place(first, last),), filler.score)


def _reach(parse: Parse, filler: Filler) -> tuple[int, int]:
    if filler.slot == "topic":
        if parse.is_verb(filler.token) or parse.deps[filler.token] in ("ccomp", "xcomp"):
            return stretches.core_clause(parse, filler.token)
        return stretches.long(parse, filler.token)
    if filler.slot == "time":
        mention = parse.mention(filler.token)
        if mention is not None:
            return mention.first, mention.last
    if filler.slot in ("actor", "recipient"):
        return stretches.with_group(parse, filler.token)
    return stretches.base(parse, filler.token)
