"""Strategies for events that fit a schema, and for what is planted into them: each violation with what finds it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from hypothesis import strategies as st

from glossator.annotation import Argument, Event, Span
from glossator.insight.problems import Material
from glossator.schema import ANY, ENTITY, EVENT, FREE, Role, Schema
from glossator.schema.roles import event_type_of
from support.schemas import schemas

WORDS = 90
TEXT = " ".join(f"w{number:02d}x" for number in range(WORDS))
"""Every thing stands on a word of its own, so that nothing is wrong with it but its roles."""
NO_ROLE = "no role of any schema"


@dataclass
class Planted:
    """A layer in the making, and what is to be found in it: (code, id of the event, what it is about)."""

    schema: Schema
    spans: list[Span] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    expected: list[tuple[str, int, str]] = field(default_factory=list)

    @property
    def number(self) -> int:
        return len(self.spans) + len(self.events) + 1

    def span(self, label: str | None) -> int:
        at = self.number
        start = 5 * at
        self.spans.append(Span(at, 1, "ada", label, ((start, start + 4),), TEXT[start : start + 4]))
        return at

    def event(self, type_: str) -> int:
        """An event that is no more than a filler: a draft, which is found for that."""
        at = self.number
        start = 5 * at
        self.events.append(Event(at, 1, "ada", type_, ((start, start + 4),), TEXT[start : start + 4], draft=True))
        self.expected.append(("draft", at, ""))
        return at

    def material(self) -> Material:
        return Material(1, TEXT, self.schema, spans=tuple(self.spans), events=tuple(self.events))


@st.composite
def planted(draw: st.DrawFn) -> Planted:
    """Some events of a schema, right in every role but for what has been planted."""
    schema = draw(schemas().filter(lambda schema: any(schema.roles_of(one, hidden=True) for one in schema.event_types)))
    made = Planted(schema)
    types = [one.name for one in schema.event_types if schema.roles_of(one, hidden=True)]
    for _ in range(draw(st.integers(1, 2))):
        _plant_event(draw, made, draw(st.sampled_from(types)))
    return made


def _plant_event(draw: st.DrawFn, made: Planted, type_: str) -> None:
    arguments: list[Argument] = []
    found: list[tuple[str, str]] = []
    roles = made.schema.roles_of(type_, hidden=True)
    for role in roles:
        fillers, wrong = _filled(draw, made, role)
        arguments += [Argument(role.name, filler) for filler in fillers]
        found += wrong
    if draw(st.booleans()):
        arguments.append(Argument(NO_ROLE, made.span(None)))
        found.append(("foreign_role", NO_ROLE))
    number = made.event(type_)
    made.expected.pop()
    made.events[-1] = replace(made.events[-1], arguments=tuple(arguments), draft=False)
    made.expected += [(code, number, about) for code, about in found]


def _filled(draw: st.DrawFn, made: Planted, role: Role) -> tuple[list[int], list[tuple[str, str]]]:
    """Fillers for a role: right ones, too few, too many, or one of a kind that may not stand there."""
    limits, way = role.cardinality, draw(st.sampled_from(["right", "few", "many", "kind"]))
    least, most = limits.minimum, limits.minimum if limits.maximum is None else min(limits.maximum, limits.minimum + 1)
    count = draw(st.integers(least, max(least, most)))
    if way == "few" and least:
        count = draw(st.integers(0, least - 1))
    elif way == "many" and limits.maximum is not None:
        count = limits.maximum + draw(st.integers(1, 2))
    fillers: list[int] = []
    for _ in range(count):
        filler = _right(draw, made, role)
        if filler is None:
            return [], [("missing_role", role.name)] if least else []
        fillers.append(filler)
    wrong = _counted(role, fillers)
    if way == "kind" and fillers:
        odd = _odd(made, role)
        if odd is not None:
            wrong = [(code, about) for code, about in wrong if about != f"{role.name}:{fillers[-1]}"]
            fillers[-1] = odd
            wrong += [("wrong_filler", f"{role.name}:{odd}")]
            wrong += [one for one in _counted(role, fillers) if one not in wrong and one[1].endswith(f":{odd}")]
    return fillers, wrong


def _counted(role: Role, fillers: list[int]) -> list[tuple[str, str]]:
    limits = role.cardinality
    if len(fillers) < limits.minimum:
        return [("too_few_fillers" if fillers else "missing_role", role.name)]
    extra = fillers[limits.maximum :] if limits.maximum is not None else []
    return [("too_many_fillers", f"{role.name}:{filler}") for filler in extra]


def _right(draw: st.DrawFn, made: Planted, role: Role) -> int | None:
    """A filler that a role allows; None where the schema has nothing of that kind, or the text no more words."""
    kind = draw(st.sampled_from(role.allowed))
    labels = [type_.name for type_ in made.schema.entity_types]
    if WORDS - 4 < made.number:
        return None
    if kind in (ANY, FREE):
        return made.span(None)
    if kind == EVENT:
        return made.event(made.schema.event_types[0].name)
    if (only := event_type_of(kind)) is not None:
        return made.event(only)
    if kind == ENTITY:
        return made.span(labels[0]) if labels else None
    return made.span(kind)


def _odd(made: Planted, role: Role) -> int | None:
    """A filler that a role does not allow, if there is any."""
    if ANY in role.allowed or WORDS - 4 < made.number:
        return None
    if FREE not in role.allowed:
        return made.span(None)
    labels = [one.name for one in made.schema.entity_types if one.name not in role.allowed]
    return made.span(labels[0]) if labels and ENTITY not in role.allowed else None
