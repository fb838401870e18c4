"""What the builder proposes before anybody has pressed a key: fillers from the hint, or from the syntax. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from glossator.annotation import EventHint
from glossator.schema.roles import EVENT, Role
from glossator_desktop.builder.candidates import Candidate, Surroundings, find_place, fits, score

SURE: Final = 5.5
"""From this score on a candidate hangs on the trigger as the role's fillers do, and is proposed without a hint."""


def from_hint(
    hint: EventHint, roles: Sequence[Role], pool: Sequence[Candidate], text: str
) -> Mapping[str, tuple[Candidate, ...]]:
    """The hint's fillers by role, each as the span or suggestion that stands in its place, if one does."""
    by_name = {role.name: role for role in roles}
    found: dict[str, list[Candidate]] = {}
    for argument in sorted(hint.arguments, key=lambda argument: -argument.score):
        if argument.role not in by_name or not argument.fragments:
            continue
        candidate = _event_of(find_place(pool, argument.fragments, text), by_name[argument.role], pool)
        taken = found.setdefault(argument.role, [])
        if candidate.place not in {other.place for other in taken}:
            taken.append(candidate)
    return {role: tuple(candidates) for role, candidates in found.items()}


def from_syntax(
    roles: Iterable[Role], pool: Sequence[Candidate], around: Surroundings
) -> Mapping[str, tuple[Candidate, ...]]:
    """For each role the best candidate that the parse hangs on the trigger in the way the role wants."""
    found: dict[str, tuple[Candidate, ...]] = {}
    for role in roles:
        likely = [c for c in pool if c.governor is not None and fits(c, role, around.trigger)]
        best = max(likely, key=lambda c: score(c, role, around), default=None)
        if best and SURE <= score(best, role, around):
            found[role.name] = (_event_of(best, role, pool),)
    return found


def _event_of(candidate: Candidate, role: Role, pool: Iterable[Candidate]) -> Candidate:
    """The event that a phrase tells of, where its trigger is marked and the role takes events; else the phrase.

    The trigger is the phrase's first words (a clause, "visit to …") or a noun phrase's last ones.
    """
    if candidate.source != "phrase" or not role.accepts(EVENT):
        return candidate
    ends = candidate.kind == "noun_chunk"
    events = (one for one in pool if one.source == "event")
    heads = (e for e in events if e.start == candidate.start or (ends and e.end == candidate.end))
    return next((e for e in heads if candidate.start <= e.start and e.end <= candidate.end), candidate)
