"""What the list of events says, as data: a heading for each type, under it its events, each with its sentence. No Qt.

A sentence is made when it is first asked for, and kept while nothing that it tells of changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from glossator.annotation import Event, Layer
from glossator.insight.summaries import Summary, Telling
from glossator.schema import Schema
from glossator_desktop.panels.cards import event_numbers, shortened

Looks: TypeAlias = tuple[int, bool, tuple[str, ...], tuple[object, ...]]
"""Number, whether it is being built, notes, and what the sentence tells of."""

UNFINISHED = "Unfinished"
NO_TRIGGER = "no trigger"


class Told:
    """An event's sentence, made when somebody looks."""

    __slots__ = ("_event", "_summary", "_telling")

    def __init__(self, telling: Telling, event: Event) -> None:
        self._telling: Telling | None = telling
        self._event = event
        self._summary = Summary("", "")

    @property
    def is_made(self) -> bool:
        """Whether somebody has looked."""
        return self._telling is None

    @property
    def summary(self) -> Summary:
        """The sentence in its parts."""
        if self._telling is not None:
            # Let go of: it holds the whole layer.
            self._summary, self._telling = self._telling.parts(self._event), None
        return self._summary


@dataclass(frozen=True, slots=True)
class EventRow:
    """A heading (`event` None) with its title and count, or one event.

    Equal rows look the same: `depends` is all that the sentence tells of, besides the event itself.
    """

    title: str
    count: int = 0
    event: Event | None = None
    number: int = 0
    head: str = ""
    building: bool = False
    notes: tuple[str, ...] = ()
    depends: tuple[object, ...] = ()
    told: Told | None = field(default=None, compare=False)

    @property
    def id(self) -> int:
        """The event's id; 0 for a heading."""
        return self.event.id if self.event else 0

    @property
    def draft(self) -> str:
        """What is to be said of an event that is not finished."""
        return "" if self.event is None or not self.event.draft else "building" if self.building else "unfinished"

    @property
    def sentence(self) -> str:
        """Who did what to whom."""
        return self.told.summary.sentence if self.told else ""

    @property
    def words(self) -> str:
        """Where the letters of a filter are looked for."""
        return " ".join((self.title, self.head, self.draft, self.sentence, *self.notes)).casefold()

    @property
    def spoken(self) -> str:
        """The row as a screen reader says it."""
        if self.event is None:
            return f"{self.title}, {self.count}"
        notes = tuple(f"note: {note}" for note in self.notes)
        return "; ".join(part for part in (self.event.type, self.head, self.draft, self.sentence, *notes) if part)


def event_rows(
    layer: Layer, schema: Schema, *, current: int | None = None, before: Sequence[EventRow] = ()
) -> list[EventRow]:
    """Unfinished events first, then type by type in the schema's order, each in the order of the text.

    `before`: rows that were shown; those that would look the same are given back as they are, sentence and all.
    """
    telling, notes, depends = Telling(layer, schema), _notes(layer), _Depends(layer)
    numbers, kept = event_numbers(layer.events), {row.id: row for row in before if row.id}
    groups: dict[str, list[EventRow]] = {}
    for event in layer.events:
        old, building = kept.get(event.id), event.draft and event.id == current
        looks = numbers[event.id], building, notes.get(event.id, ()), depends.of(event)
        # Thousands of rows, of which one has changed: what is the very same object is not looked at.
        if old is None or old.event is not event or looks != (old.number, old.building, old.notes, old.depends):
            old = _row(event, schema, looks, Told(telling, event))
        groups.setdefault(UNFINISHED if event.draft else event.type, []).append(old)
    return [row for title in _ordered(groups, schema) for row in (EventRow(title, len(groups[title])), *groups[title])]


def _row(event: Event, schema: Schema, looks: Looks, told: Told) -> EventRow:
    number, building, notes, depends = looks
    return EventRow(
        event.type,
        event=event,
        number=number,
        head=_head(event, schema),
        building=building,
        notes=notes,
        depends=depends,
        told=told,
    )


def _notes(layer: Layer) -> dict[int, tuple[str, ...]]:
    """The notes by what they are on, each on one line."""
    found: dict[int, tuple[str, ...]] = {}
    for note in layer.notes:
        if note.text:
            found[note.target] = (*found.get(note.target, ()), shortened(note.text))
    return found


def filtered(rows: Sequence[EventRow], text: str) -> list[EventRow]:
    """The events that hold every word of the text, under the headings that are left."""
    wanted = text.casefold().split()
    if not wanted:
        return list(rows)
    found: list[EventRow] = []
    heading: EventRow | None = None
    group: list[EventRow] = []
    for row in (*rows, EventRow("")):
        if row.event is not None:
            if all(word in row.words for word in wanted):
                group.append(row)
            continue
        if heading is not None and group:
            found += [EventRow(heading.title, len(group)), *group]
        heading, group = row, []
    return found


class _Depends:
    """What a sentence tells of: what fills the roles, and what fills the roles of events among that."""

    def __init__(self, layer: Layer) -> None:
        self._things: dict[int, object] = {span.id: span for span in layer.spans}
        self._things.update((event.id, event) for event in layer.events)
        self._names: Mapping[int, str] = {span: entity.name for entity in layer.entities for span in entity.mentions}

    def of(self, event: Event) -> tuple[object, ...]:
        """The very objects, so that comparing them costs nothing where nothing has changed."""
        return tuple(self._all(event, 3))

    def _all(self, event: Event, deep: int) -> Iterable[object]:
        for argument in event.arguments:
            thing = self._things.get(argument.filler)
            yield thing
            name = self._names.get(argument.filler)
            if name is not None:
                yield name
            if isinstance(thing, Event) and 1 < deep:
                yield from self._all(thing, deep - 1)


def _head(event: Event, schema: Schema) -> str:
    modes = (schema.mode(event.type, name) for name in event.modes)
    titles = [mode.title.lower() if mode else name for mode, name in zip(modes, event.modes, strict=True)]
    name = (event.type,) if event.draft else ()
    return " · ".join((*name, f"“{shortened(event.text, 40)}”" if event.text else NO_TRIGGER, *titles))


def _ordered(groups: Iterable[str], schema: Schema) -> list[str]:
    order = {UNFINISHED: -1, **{item.name: index for index, item in enumerate(schema.event_types)}}
    return sorted(groups, key=lambda name: (order.get(name, len(order)), name))
