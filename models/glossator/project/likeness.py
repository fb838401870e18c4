"""Which other events may tell of the same happening: same type, shared participants, a near date. Reads only."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from glossator.annotation import Event
from glossator.errors import VerbError
from glossator.store import Store
from glossator.store.rows import to_json

NEAR = 21
"""Days between the publication of two articles that may tell of one happening."""
MOST = 300
"""So many events of other documents are compared: the latest."""

_TYPE, _PARTICIPANT, _WORD = 3.0, 2.0, 1.0
_NEAR_DOCUMENTS = """
    SELECT d.id FROM document d, document here WHERE here.id = ? AND d.id <> here.id
    AND coalesce(abs(julianday(d.published) - julianday(here.published)), 0) <= ?"""


@dataclass(frozen=True, slots=True)
class LikeEvent:
    """An event that may be the same as another, where it stands, and in a few words what speaks for it.

    `group` is the group of same events that it is in.
    """

    event: Event
    document_name: str
    why: str
    score: float
    group: int | None = None


class Likeness(ABC):
    """Comparing events. `Project` mixes it in."""

    annotator: str
    _store: Store

    @abstractmethod
    def event(self, event_id: int) -> Event | None:
        """The event with this id."""

    def like_events(self, event_id: int, *, limit: int = 50) -> list[LikeEvent]:
        """This annotator's events that may tell of the same happening, the likeliest first; not those known to be.

        Of this document all events come in question, of others those of the same type that came out within three
        weeks. Raises VerbError where there is no such event.
        """
        event = self.event(event_id)
        if event is None:
            raise VerbError(f"There is no event with the id {event_id}.")
        mine = self._store.same_events.of_event(event_id)
        known = set(mine.events) if mine else {event_id}
        others = [one for one in self._in_question(event) if one.id not in known]
        parts, documents = self._participants([event, *others]), self._documents([event, *others])
        groups = self._store.same_events.of_events([one.id for one in others])
        group_of = {number: group.id for group in groups for number in group.events}
        found = []
        for other in others:
            first, last = documents[event.document_id][1], documents[other.document_id][1]
            score, why = _compared(event, other, parts, abs((last - first).days) if first and last else 0)
            found.append(LikeEvent(other, documents[other.document_id][0], why, score, group_of.get(other.id)))
        return sorted(found, key=lambda like: (-like.score, like.event.document_id, like.event.start))[:limit]

    def _in_question(self, event: Event) -> list[Event]:
        """Events to compare with: of this document, then the latest of the articles published near."""
        person = self._store.annotators.known_id(self.annotator)
        here = self._store.events.where("t.document_id = ? AND t.annotator_id = ?", (event.document_id, person))
        there = self._store.events.where(
            f"t.type = ? AND t.annotator_id = ? AND t.document_id IN ({_NEAR_DOCUMENTS})",
            (event.type, person, event.document_id, NEAR),
            order=f"t.id DESC LIMIT {MOST}",
        )
        return [*here, *there]

    def _documents(self, events: Iterable[Event]) -> dict[int, tuple[str, date | None]]:
        """The title (else the name) and the day of publication of each event's document."""
        wanted = to_json(sorted({event.document_id for event in events}))
        rows = self._store.database.execute(
            "SELECT id, coalesce(nullif(title, ''), name), published FROM document"
            " WHERE id IN (SELECT value FROM json_each(?))",
            (wanted,),
        )
        return {number: (str(name), _day(published)) for number, name, published in rows}

    def _participants(self, events: Iterable[Event]) -> dict[int, dict[str, str]]:
        """For each event what its fillers stand for: from a key that is the same for the same one to its name."""
        from glossator.knowledge.names import key_of

        fillers = {one.id: [argument.filler for argument in one.arguments] for one in events}
        these = (to_json(sorted({filler for found in fillers.values() for filler in found})),)
        spans = self._store.spans.where("t.id IN (SELECT value FROM json_each(?))", these)
        called = {span.id: (key_of(span.text), " ".join(span.text.split())) for span in spans}
        within = "t.id IN (SELECT entity_id FROM mention WHERE span_id IN (SELECT value FROM json_each(?)))"
        for entity in self._store.entities.where(within, these):
            called.update(dict.fromkeys(entity.mentions, (entity.kb_id or key_of(entity.name), entity.name)))
        return {
            number: dict(called[filler] for filler in found if filler in called) for number, found in fillers.items()
        }


def _compared(event: Event, other: Event, parts: dict[int, dict[str, str]], days: int) -> tuple[float, str]:
    """How much speaks for two events being the same, as a number and in words."""
    shared = [name for key, name in parts[event.id].items() if key in parts[other.id]]
    same_type = other.type == event.type
    same_word = bool(event.text) and event.text.casefold() == other.text.casefold()
    score = _TYPE * same_type + _PARTICIPANT * len(shared) + _WORD * same_word - days / NEAR
    told = ["same type" if same_type else other.type, *shared[:2], *([f"“{other.text}” too"] if same_word else ())]
    return score, ", ".join(told)


def _day(published: object) -> date | None:
    try:
        return date.fromisoformat(published) if isinstance(published, str) else None
    except ValueError:
        return None
