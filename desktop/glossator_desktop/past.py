"""A document as it was just after a step: what the page shows of it, what differs from now, and the words for it.

Pure functions over frozen values; without Qt.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING, Final, TypeAlias

from glossator.annotation import Event, Fragments, Layer, Span, Suggestion
from glossator.schema import Schema
from glossator_desktop.marks import FLAGGED, event_mark, span_mark, suggestion_mark
from glossator_desktop.modes.order import key_of
from glossator_desktop.page.content import Mark, PageContent
from glossator_desktop.places import Places
from glossator_desktop.session import BULK, MarkChanges

if TYPE_CHECKING:
    from glossator.steps.history import HistoryStep, Past

MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
LONGEST_TITLE: Final = 90
_SINGLE: Final = str.maketrans("“”", "‘’")

_Thing: TypeAlias = object


@dataclass(frozen=True, slots=True)
class Difference:
    """How the present differs from a moment of the past, in things counted."""

    gone: int = 0
    changed: int = 0
    added: int = 0
    decided: int = 0
    document: bool = False

    def __bool__(self) -> bool:
        return any((self.gone, self.changed, self.added, self.decided, self.document))

    @property
    def sentence(self) -> str:
        """What has happened since, in a few words."""
        if not self:
            return "Nothing is different now."
        counts = ((self.gone, "gone"), (self.changed, "changed"), (self.added, "added"))
        parts = [f"{count} {word}" for count, word in counts if count]
        if self.decided:
            parts.append(f"{self.decided} suggestion{'' if self.decided == 1 else 's'} decided otherwise")
        if self.document:
            parts.append("review or contexts changed")
        return f"Since then: {', '.join(parts)}."


@dataclass(frozen=True, slots=True)
class PastPage:
    """A moment of a document, ready to be shown.

    `current` is what the step before that moment made or changed, if it can be shown; `place` is where that
    happened.
    """

    step: HistoryStep
    document_id: int
    content: PageContent
    difference: Difference
    current: int | None = None
    place: Fragments = ()


@dataclass(frozen=True, slots=True)
class Present:
    """What the past is compared with: the layer as it is now, and the suggestions with their states."""

    layer: Layer
    suggestions: tuple[Suggestion, ...]


def past_page(past: Past, earlier: Past | None, present: Present, content: PageContent, schema: Schema) -> PastPage:
    """The page for a moment. `earlier` is the moment one step before, `content` the page of the same document now."""
    badges = {**_badges(past.layer.spans, present.layer.spans), **_badges(past.layer.events, present.layer.events)}
    marks = sorted(_marks(past, schema, badges), key=lambda mark: key_of(mark.fragments, mark.id))
    current, place = _what_happened(past, earlier)
    shown = {mark.id for mark in marks}
    return PastPage(
        step=past.step,
        document_id=past.layer.document_id,
        content=replace(content, marks=tuple(marks)),
        difference=_difference(past, present),
        current=current if current in shown else None,
        place=place,
    )


# Marks


def _marks(past: Past, schema: Schema, badges: Mapping[int, str]) -> Iterator[Mark]:
    layer = past.layer
    pending = [suggestion for suggestion in past.suggestions if suggestion.state == "pending"]
    places = Places(layer.spans, layer.events, pending)
    flagged = {note.target for note in layer.notes if note.flag}
    labelled = {span.fragments for span in layer.spans if span.label is not None}
    for span in layer.spans:
        roles = _role_titles(places.roles_of(span.id), schema)
        fills = places.events_of(span.id)
        yield _badged(span_mark(span, roles, fills=fills, remarks=(FLAGGED,) * (span.id in flagged)), badges)
    for event in layer.events:
        if event.trigger:
            roles = _role_titles(places.roles_of(event.id), schema)
            fills = places.events_of(event.id)
            yield _badged(event_mark(event, roles, fills=fills, remarks=(FLAGGED,) * (event.id in flagged)), badges)
    for suggestion in pending:
        at = suggestion.fragments
        covered = bool(places.events_at(at)) if suggestion.kind == "event" else at in labelled
        if at and not covered:
            yield suggestion_mark(suggestion)


def _role_titles(names: Iterable[str], schema: Schema) -> tuple[str, ...]:
    return tuple(role.title.lower() if (role := schema.role(name)) else name for name in names)


def _badged(mark: Mark, badges: Mapping[int, str]) -> Mark:
    """With what became of it before the roles: where there is no room for all, that is what must be read."""
    badge = badges.get(mark.id)
    return replace(mark, badges=(badge, *mark.badges)) if badge else mark


def _badges(then: Iterable[Span | Event], now: Iterable[Span | Event]) -> dict[int, str]:
    """What became of each thing that is no longer as it was, in a word or two."""
    present = {thing.id: thing for thing in now}
    return {thing.id: _fate(thing, present.get(thing.id)) for thing in then if thing != present.get(thing.id)}


def _fate(then: Span | Event, now: Span | Event | None) -> str:
    if now is None:
        return "gone"
    before, after = _label(then), _label(now)
    if before != after:
        return f"now {after or 'a filler'}"
    return "moved" if _fragments(then) != _fragments(now) else "changed"


def _label(thing: Span | Event) -> str | None:
    return thing.label if isinstance(thing, Span) else thing.type


def _fragments(thing: Span | Event) -> Fragments:
    return thing.fragments if isinstance(thing, Span) else thing.trigger


def mark_changes(before: Mapping[int, Mark], after: Mapping[int, Mark]) -> MarkChanges:
    """What the page has to show anew to go from some marks to others."""
    changed = tuple(mark for item, mark in after.items() if mark != before.get(item))
    removed = tuple(item for item in before if item not in after)
    return MarkChanges(changed, removed, everything=BULK <= len(changed) + len(removed))


# Differences


def _difference(past: Past, present: Present) -> Difference:
    then, now = _things(past.layer), _things(present.layer)
    states = {suggestion.id: suggestion.state for suggestion in present.suggestions}
    return Difference(
        gone=len(then.keys() - now.keys()),
        changed=sum(then[item] != now[item] for item in then.keys() & now.keys()),
        added=len(now.keys() - then.keys()),
        decided=sum(states.get(one.id, one.state) != one.state for one in past.suggestions),
        document=_said_of_document(past.layer) != _said_of_document(present.layer),
    )


def _things(layer: Layer) -> dict[int, _Thing]:
    groups: tuple[Iterable[Span | Event], ...] = (layer.spans, layer.events)
    things: dict[int, _Thing] = {thing.id: thing for group in groups for thing in group}
    things.update({relation.id: relation for relation in layer.relations})
    things.update({entity.id: entity for entity in layer.entities})
    things.update({note.id: note for note in layer.notes})
    return things


def _said_of_document(layer: Layer) -> tuple[tuple[str, ...], dict[str, str]]:
    reviews = dict(layer.state.reviews) if layer.state else {}
    return layer.contexts, {task: state for task, state in reviews.items() if state != "not_looked_at"}


def _what_happened(past: Past, earlier: Past | None) -> tuple[int | None, Fragments]:
    """What the step made or changed, events first, and where; else where something that it took away stood."""
    if earlier is None:
        return None, ()
    for then, before in ((past.layer.events, earlier.layer.events), (past.layer.spans, earlier.layer.spans)):
        old, new = {thing.id: thing for thing in before}, {thing.id: thing for thing in then}
        made = [thing for thing in new.values() if _fragments(thing) and thing != old.get(thing.id)]
        lost = [thing for thing in old.values() if _fragments(thing) and thing.id not in new]
        if made or lost:
            first = min(made or lost, key=lambda thing: key_of(_fragments(thing), thing.id))
            return (first.id if made else None), _fragments(first)
    states = {suggestion.id: suggestion.state for suggestion in earlier.suggestions}
    decided = [one for one in past.suggestions if one.fragments and states.get(one.id, one.state) != one.state]
    return None, decided[0].fragments if decided else ()


# Words


def deed(step: HistoryStep) -> str:
    """What a step did, for people."""
    turn = {"undo": "took back: ", "redo": "did again: "}.get(step.verb, "")
    return f"{turn}{step.title}"


def quoted(title: str) -> str:
    """A title in quotation marks; those inside it become single ones."""
    inside = title.translate(_SINGLE)
    return f"“{inside if len(inside) <= LONGEST_TITLE else inside[:LONGEST_TITLE].rstrip() + '…'}”"


def moment(time: str, zone: tzinfo | None = None) -> datetime:
    """A journal's time (ISO 8601, UTC) as it was on the clock of this place; `zone`: of another one."""
    return datetime.fromisoformat(time).astimezone(zone)


def date_words(day: datetime, now: datetime) -> str:
    """Day and month; with the year where it is another one."""
    words = f"{day.day} {MONTHS[day.month - 1]}"
    return words if day.year == now.year else f"{words} {day.year}"


def moment_words(step: HistoryStep, *, now: datetime, zone: tzinfo | None = None) -> str:
    """When a step was: "21 Nov 14:32"."""
    when = moment(step.time, zone)
    return f"{date_words(when, now)} {when:%H:%M}"


def notice_words(page: PastPage, me: str, *, now: datetime, zone: tzinfo | None = None) -> str:
    """What the strip above the page says while it shows a moment of the past. `me`: whose name need not be said."""
    step = page.step
    whose = "" if step.annotator == me else f"{step.annotator}’s "
    turn = {"undo": " was taken back", "redo": " was done again"}.get(step.verb, "")
    when = moment_words(step, now=now, zone=zone)
    return f"As it was on {when}, after {whose}{quoted(step.title)}{turn}. {page.difference.sentence}"
