"""The state of the event builder: rows of roles, what fills them, what is proposed, which candidates have numbers.

Frozen, and derived anew after every key from the event as it is stored and from the builder's memory. Without Qt.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from glossator.annotation import AttributeValue, Event, Fragments, ProposedValue
from glossator.schema import Schema
from glossator.schema.roles import FREE, Role
from glossator.schema.types import AttributeType
from glossator_desktop.builder.candidates import Candidate, Source, Surroundings, filtered, page_of, pages, ranked
from glossator_desktop.builder.memory import Memory


@dataclass(frozen=True, slots=True)
class Filler:
    """Something that fills a role: the id of a span or an event, its label (None: free), its words and place.

    `acts_for` names the country and sectors that it has in this event alone.
    """

    id: int
    text: str
    label: str | None
    fragments: Fragments
    is_event: bool = False
    acts_for: str = ""

    @property
    def is_free(self) -> bool:
        """Whether these are free words, not an annotation that has a label of its own."""
        return self.label is None and not self.is_event


@dataclass(frozen=True, slots=True)
class RoleRow:
    """A role with what fills it and what waits to be confirmed."""

    role: Role
    fillers: tuple[Filler, ...]
    proposed: tuple[Candidate, ...]

    @property
    def missing(self) -> bool:
        """Whether the role needs a filler and has none, not even a proposed one."""
        return self.role.cardinality.required and not self.fillers and not self.proposed


@dataclass(frozen=True, slots=True)
class Feature:
    """An attribute with the value shown. `cue` is the word that speaks for it; `stored`: it is saved already."""

    attribute: AttributeType
    value: AttributeValue | None
    cue: str = ""
    stored: bool = False


@dataclass(frozen=True, slots=True)
class Numbered:
    """A candidate that a digit toggles. `filler` is the id it fills the current role as; `proposed`: it waits."""

    digit: int
    candidate: Candidate
    filler: int | None = None
    proposed: bool = False


@dataclass(frozen=True, slots=True)
class BuilderState:
    """All that the card and the page show of an event being built."""

    event: Event
    title: str
    modes: tuple[str, ...]
    rows: tuple[RoleRow, ...]
    current: int
    numbered: tuple[Numbered, ...]
    features: tuple[Feature, ...]
    contexts: tuple[str, ...]
    page: int = 0
    pages: int = 1
    filter: str = ""
    typing: bool = False
    template: str = ""

    @property
    def row(self) -> RoleRow:
        """The row of the current role."""
        return self.rows[self.current]

    def digit(self, digit: int) -> Numbered | None:
        """The candidate with this number."""
        return next((entry for entry in self.numbered if entry.digit == digit), None)


def build_state(
    schema: Schema,
    event: Event,
    memory: Memory,
    pool: Iterable[Candidate],
    around: Surroundings,
    filler_of: Callable[[int], Filler | None],
) -> BuilderState:
    """The state to show. `pool` are all candidates near the event, `filler_of` says what an id stands for."""
    rows = role_rows(schema, event, memory, filler_of)
    current = next((index for index, row in enumerate(rows) if row.role.name == memory.role), 0)
    row = rows[current]
    fillers = [_candidate_of(filler) for filler in row.fillers]
    others = [other for other in rows if other is not row]
    taken = {filler.fragments for other in others for filler in other.fillers}
    taken |= {candidate.fragments for other in others for candidate in other.proposed}
    found = ranked(pool, row.role, around, (*fillers, *row.proposed), taken=taken)
    if memory.filter:
        found = filtered(found, memory.filter)
    count = pages(found)
    page = memory.page % count
    return BuilderState(
        event=event,
        title=event.type,
        modes=event.modes,
        rows=rows,
        current=current,
        numbered=_number(page_of(found, page), row),
        features=features(schema, event, memory.values),
        contexts=tuple(context.title if (context := schema.context(name)) else name for name in event.contexts),
        page=page,
        pages=count,
        filter=memory.filter,
        typing=memory.typing,
        template=memory.template,
    )


def role_rows(
    schema: Schema, event: Event, memory: Memory, filler_of: Callable[[int], Filler | None]
) -> tuple[RoleRow, ...]:
    """The roles of the event's type in the builder's order, and after them those it has fillers in besides."""
    roles = list(schema.roles_of(event.type))
    known = {role.name for role in roles}
    for argument in event.arguments:
        if argument.role not in known:
            known.add(argument.role)
            roles.append(schema.role(argument.role) or Role(argument.role, argument.role))
    rows = []
    for role in roles:
        fillers = tuple(_fillers(event, role.name, filler_of))
        places = {filler.fragments for filler in fillers}
        waiting = tuple(c for c in memory.proposals(role.name) if c.fragments not in places)
        rows.append(RoleRow(role, fillers, waiting))
    return tuple(rows)


def _fillers(event: Event, role: str, filler_of: Callable[[int], Filler | None]) -> Iterator[Filler]:
    for argument in event.arguments:
        filler = filler_of(argument.filler) if argument.role == role else None
        if filler is not None:
            yield replace(filler, acts_for=" ".join(filter(None, (argument.country, *argument.sectors))))


def features(schema: Schema, event: Event, proposed: Mapping[str, ProposedValue]) -> tuple[Feature, ...]:
    """The event's attributes: the value stored, else the one a cue speaks for, else the default."""
    found = []
    for attribute in schema.attributes_of("event", event.type):
        if attribute.name in event.attributes:
            found.append(Feature(attribute, event.attributes[attribute.name], stored=True))
        elif attribute.name in proposed:
            found.append(Feature(attribute, proposed[attribute.name].value, cue=proposed[attribute.name].cue))
        else:
            found.append(Feature(attribute, attribute.default))
    return tuple(found)


def shares_words(one: Fragments, other: Fragments) -> bool:
    """Whether two places have words in common."""
    return any(start < end_b and start_b < end for start, end in one for start_b, end_b in other)


def can_be_reshaped(row: RoleRow) -> bool:
    """Whether a role holds free words, proposed or filled in, and nothing else: the edge keys then mean those."""
    if row.proposed:
        return not row.fillers and len(row.proposed) == 1 and row.proposed[0].source == "phrase"
    return len(row.fillers) == 1 and row.fillers[0].is_free


def next_value(feature: Feature) -> str | None:
    """The value that a feature's key sets next: the one after the value shown, round the end. None for open values."""
    values = feature.attribute.values
    if not values:
        return None
    if not isinstance(feature.value, str) or feature.value not in values:
        return values[0]
    return values[(values.index(feature.value) + 1) % len(values)]


def unsaved_values(state: BuilderState) -> dict[str, AttributeValue | None]:
    """The attribute values that are shown and not yet stored: what accepting all writes."""
    return {f.attribute.name: f.value for f in state.features if not f.stored and f.value is not None}


def _number(candidates: Iterable[Candidate], row: RoleRow) -> tuple[Numbered, ...]:
    by_place = {(filler.fragments, filler.is_event): filler.id for filler in row.fillers}
    waiting = {candidate.place for candidate in row.proposed}
    return tuple(
        Numbered(index + 1, candidate, by_place.get(candidate.place), candidate.place in waiting)
        for index, candidate in enumerate(candidates)
    )


def _candidate_of(filler: Filler) -> Candidate:
    source: Source = "event" if filler.is_event else "span"
    return Candidate(source, filler.id, filler.fragments, filler.text, filler.label or FREE)
