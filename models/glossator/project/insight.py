"""The façade's looking over all documents: events as sentences, in time, between actors; examples of names in use.

Queries only, of one annotator's work, in a few statements each however many documents there are.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Iterator, Mapping
from types import MappingProxyType

from glossator.annotation import Entity, Event, Layer, ReviewTask, Span, Status
from glossator.errors import VerbError
from glossator.insight.actors import ActorCensus, ActorGraph
from glossator.insight.examples import Candidate, Example, Subject, chosen, in_context, subject_of
from glossator.insight.summaries import Telling, elided, sides
from glossator.insight.timeline import TimelineEntry, entry, in_order
from glossator.project.reading import Reading
from glossator.schema import Schema
from glossator.store import Store
from glossator.store.rows import to_json
from glossator.store.summaries import statuses

POOL = 240
"""So many of the latest things are looked at for examples."""
_NESTED = 3
"""How deep events that fill roles of events are followed for a sentence."""
NOTHING: Mapping[int, str] = MappingProxyType({})
_THESE = "t.id IN (SELECT value FROM json_each(?))"
_LATEST = f"t.id DESC LIMIT {POOL}"


class Insights(ABC):
    """What there is to learn from a project. `Project` mixes it in."""

    annotator: str
    _store: Store
    _reading: Reading

    @property
    @abstractmethod
    def schema(self) -> Schema:
        """The schema in force."""

    @abstractmethod
    def layer(self, document_id: int) -> Layer:
        """This annotator's annotations of a document."""

    @abstractmethod
    def tasks(self) -> tuple[ReviewTask, ...]:
        """What there is to do in a document."""

    # Sentences

    def summary(self, event_id: int) -> str:
        """Who did what to whom, in one sentence. Raises VerbError if there is no such event."""
        event = self._store.events.get(event_id)
        if event is None:
            raise VerbError(f"There is no event with the id {event_id}.")
        return Telling(self._surroundings(event), self.schema).sentence(event)

    def summaries(self, document_id: int) -> dict[int, str]:
        """The sentence of every event of a document, by its id, in the order of the text."""
        layer = self.layer(document_id)
        telling = Telling(layer, self.schema)
        return {event.id: telling.sentence(event) for event in layer.events}

    def _surroundings(self, event: Event) -> Layer:
        """As much of a layer as the event's sentence needs."""
        events, spans = {event.id: event}, list[Span]()
        waiting = [event]
        for _ in range(_NESTED):
            ids = to_json([argument.filler for one in waiting for argument in one.arguments])
            spans += self._store.spans.where(_THESE, (ids,))
            waiting = [one for one in self._store.events.where(_THESE, (ids,)) if one.id not in events]
            events.update((one.id, one) for one in waiting)
        entities = self._store.entities.where(
            "t.id IN (SELECT entity_id FROM mention WHERE span_id IN (SELECT value FROM json_each(?)))",
            (to_json([span.id for span in spans]),),
        )
        return Layer(
            event.document_id, event.annotator, None, tuple(spans), tuple(events.values()), (), tuple(entities)
        )

    # Over all documents

    def timeline(self) -> list[TimelineEntry]:
        """Every event by the first day of its time; where nothing gives it one, last.

        An event is dated by the normalised value of what fills its role of time, else by its article's publication.
        """
        rows = self._store.database.execute("SELECT id, published FROM document").fetchall()
        published = {row[0]: row[1] for row in rows}
        values = {
            span.id: value
            for span in self._fillers("AND a.role LIKE 'time%'")
            if isinstance(value := span.attributes.get("value"), str)
        }
        return in_order(entry(event, values.get, published.get(event.document_id)) for event in self._events())

    def actor_graph(self) -> ActorGraph:
        """Who did how much to whom, over all documents; drafts are left out."""
        census = ActorCensus(self.schema)
        for layer in self._event_layers():
            census.take(layer)
        return census.graph()

    def _event_layers(self) -> Iterator[Layer]:
        """The events of each document with what fills their roles and what that mentions."""
        events: dict[int, list[Event]] = {}
        for event in self._events():
            events.setdefault(event.document_id, []).append(event)
        # Only who acts and who is acted on: the other fillers are most of them.
        roles = sorted({role for type_ in {e.type for some in events.values() for e in some}
                        for role in sides(self.schema, type_)})  # fmt: skip
        spans: dict[int, list[Span]] = {}
        for span in self._fillers("AND a.role IN (SELECT value FROM json_each(?))", to_json(roles)):
            spans.setdefault(span.document_id, []).append(span)
        entities: dict[int, list[Entity]] = {}
        for entity in self._store.entities.where("t.annotator_id = ?", (self._me,)):
            entities.setdefault(entity.document_id, []).append(entity)
        for number, some in events.items():
            found = tuple(spans.get(number, ())), tuple(some), (), tuple(entities.get(number, ()))
            yield Layer(number, self.annotator, None, *found)

    @property
    def _me(self) -> int:
        return self._store.annotators.known_id(self.annotator)

    def _events(self) -> list[Event]:
        return self._store.events.where("t.annotator_id = ?", (self._me,), order="t.document_id, t.start, t.id")

    def _fillers(self, condition: str, *parameters: str) -> list[Span]:
        """The spans that fill roles of this annotator's events."""
        return self._store.spans.where(
            "t.id IN (SELECT a.filler_id FROM argument a JOIN event e ON e.id = a.event_id"
            f" WHERE e.annotator_id = ? {condition})",
            (self._me, *parameters),
        )

    # Examples

    def examples(self, subject: str, *, limit: int = 5, leave_out: Collection[int] = ()) -> list[Example]:
        """How a name of the schema has been used so far, in context: the few examples that show most.

        `subject` is a schema path, such as `entity_types.ORG`, `event_types.REQUEST.modes.change`, `roles.actor` or
        `attributes.polarity`; for one that nothing can be an example of there are none. `leave_out`: ids of things.
        Finished documents come first, then different values, words and documents. Drafts are no examples.
        """
        known = subject_of(subject)
        if known is None:
            return []
        candidates = [one for one in self._candidates(known) if one.thing_id not in leave_out]
        texts: dict[int, str] = {}
        found: list[Example] = []
        for one in chosen(candidates, limit):
            if one.document_id not in texts:
                texts[one.document_id] = self._store.documents.text(one.document_id) or ""
            found.append(in_context(one, texts[one.document_id]))
        return found

    def _candidates(self, subject: Subject) -> Iterator[Candidate]:
        if subject.group == "entity_types":
            return self._of_spans(self._spans("t.label = ?", subject.name))
        if subject.group == "event_types":
            return self._of_events(self._finished("t.type = ?", subject.name))
        if subject.group == "modes":
            mode = "t.type = ? AND ? IN (SELECT value FROM json_each(t.modes))"
            return self._of_events(self._finished(mode, subject.of, subject.name))
        if subject.group == "roles":
            return self._of_role(subject.name)
        if subject.group == "attributes":
            return self._of_attribute(subject.name)
        return self._of_relations(subject.name)

    def _spans(self, condition: str, *parameters: str) -> list[Span]:
        return self._store.spans.where(f"t.annotator_id = ? AND {condition}", (self._me, *parameters), order=_LATEST)

    def _finished(self, condition: str, *parameters: str) -> list[Event]:
        where = f"t.annotator_id = ? AND NOT t.draft AND {condition}"
        return self._store.events.where(where, (self._me, *parameters), order=_LATEST)

    def _of_spans(self, spans: Iterable[Span], kinds: Mapping[int, str] = NOTHING) -> Iterator[Candidate]:
        status = self._statuses()
        for span in spans:
            yield Candidate(span.document_id, span.id, span.fragments, span.text, status[span.document_id],
                            kinds.get(span.id, ""))  # fmt: skip

    def _of_events(self, events: Iterable[Event], kinds: Mapping[int, str] = NOTHING) -> Iterator[Candidate]:
        """Each at its trigger; those without one at their first filler that stands in the text."""
        status, events = self._statuses(), list(events)
        bare = [argument.filler for event in events if not event.trigger for argument in event.arguments]
        places = {span.id: span.fragments for span in self._store.spans.where(_THESE, (to_json(bare),))}
        for event in events:
            fillers = (places[argument.filler] for argument in event.arguments if argument.filler in places)
            place = event.trigger or next(fillers, ())
            yield Candidate(event.document_id, event.id, place, event.text, status[event.document_id],
                            kinds.get(event.id, ""))  # fmt: skip

    def _of_role(self, role: str) -> Iterator[Candidate]:
        """The fillers; what an example leads to is the event."""
        events = self._finished("t.id IN (SELECT event_id FROM argument WHERE role = ?)", role)
        ids = to_json([filler for event in events for filler in event.fillers(role)])
        places = {span.id: (span.fragments, span.text) for span in self._store.spans.where(_THESE, (ids,))}
        places.update((one.id, (one.trigger, one.text)) for one in self._store.events.where(_THESE, (ids,)))
        status = self._statuses()
        for event in events:
            for filler in event.fillers(role)[:1]:
                place, words = places.get(filler, ((), ""))
                if place:
                    yield Candidate(event.document_id, event.id, place, words, status[event.document_id], event.type)

    def _of_attribute(self, name: str) -> Iterator[Candidate]:
        """Things that bear the attribute; its values are the kinds, so that each is shown."""
        known = self.schema.attribute(name)
        path = f"$.{to_json(name)}"
        for value in (known.values if known else ()) or (None,):
            condition = "json_extract(t.attributes, ?) IS NOT NULL"
            parameters: tuple[str, ...] = (path,)
            if value is not None:
                condition = "EXISTS (SELECT 1 FROM json_each(t.attributes, ?) j WHERE j.value = ?)"
                parameters = (path, value)
            events, spans = self._finished(condition, *parameters), self._spans(condition, *parameters)
            yield from self._of_events(events, {event.id: value or "" for event in events})
            yield from self._of_spans(spans, {span.id: _value(span, name) for span in spans})

    def _of_relations(self, relation_type: str) -> Iterator[Candidate]:
        found = self._store.relations.where(
            "t.annotator_id = ? AND t.type = ?", (self._me, relation_type), order=_LATEST
        )
        ids = to_json([end for relation in found for end in (relation.source, relation.target)])
        spans = {span.id: span for span in self._store.spans.where(_THESE, (ids,))}
        status = self._statuses()
        for relation in found:
            source, target = spans.get(relation.source), spans.get(relation.target)
            if source and target:
                words = f"{source.text} → {target.text}"
                yield Candidate(relation.document_id, relation.id, source.fragments, words,
                                status[relation.document_id], elided(words))  # fmt: skip

    def _statuses(self) -> dict[int, Status]:
        return statuses(self._store.database, self._me, self.tasks())


def _value(span: Span, name: str) -> str:
    value = span.attributes.get(name, "")
    return value if isinstance(value, str) else ", ".join(value)
