"""What is remarked on the things of a document, and what links its spans: the look-ups of a session. Without Qt."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from glossator.annotation import Entity, Note, Relation


class Remarks:
    """Notes and flags by what they are on. Kept by the session as they come and go."""

    def __init__(self, notes: Iterable[Note] = ()) -> None:
        self._notes: dict[int, Note] = {}
        self._on: dict[int, list[int]] = {}
        for note in notes:
            self._enter(note)

    def __bool__(self) -> bool:
        return bool(self._notes)

    @property
    def flags(self) -> dict[int, int]:
        """The flags by id, each with what it is on."""
        return {note.id: note.target for note in self._notes.values() if note.flag}

    def is_flagged(self, target: int) -> bool:
        """Whether somebody is to look at it again."""
        return any(self._notes[number].flag for number in self._on.get(target, ()))

    def on(self, target: int) -> tuple[Note, ...]:
        """The notes on a thing, the oldest first; flags without words are none."""
        found = (self._notes[number] for number in sorted(self._on.get(target, ())))
        return tuple(note for note in found if note.text)

    def take(self, number: int, note: Note | None) -> set[int]:
        """A note came, changed or (None) is gone; returns what may look different."""
        touched: set[int] = set()
        old = self._notes.pop(number, None)
        if old:
            self._on[old.target].remove(number)
            touched.add(old.target)
        if note:
            self._enter(note)
            touched.add(note.target)
        return touched

    def _enter(self, note: Note) -> None:
        self._notes[note.id] = note
        self._on.setdefault(note.target, []).append(note.id)


class Links:
    """Entities by their mentions, relations by their ends. Kept by the session as they come and go."""

    def __init__(self, entities: Iterable[Entity] = (), relations: Iterable[Relation] = ()) -> None:
        self._entities = {entity.id: entity for entity in entities}
        self._relations = {relation.id: relation for relation in relations}
        self._entity_of = {span: entity.id for entity in self._entities.values() for span in entity.mentions}
        self._ends: dict[int, list[int]] = {}
        for relation in self._relations.values():
            self._tie(relation)

    @property
    def entities(self) -> Mapping[int, Entity]:
        """The entities by id."""
        return self._entities

    @property
    def relations(self) -> Mapping[int, Relation]:
        """The relations by id."""
        return self._relations

    def entity_of(self, span: int | None) -> Entity | None:
        """What a span mentions, as far as anybody has said."""
        number = self._entity_of.get(span) if span is not None else None
        return self._entities.get(number) if number is not None else None

    def relations_of(self, span: int | None) -> tuple[Relation, ...]:
        """The relations that start from a span, then those that lead to it."""
        found = [self._relations[number] for number in self._ends.get(span, ())] if span is not None else []
        return tuple(sorted(found, key=lambda relation: (relation.source != span, relation.id)))

    def take_entity(self, number: int, entity: Entity | None) -> None:
        """An entity came, changed or (None) is gone."""
        old = self._entities.pop(number, None)
        for span in old.mentions if old else ():
            if self._entity_of.get(span) == number:
                del self._entity_of[span]
        if entity:
            self._entities[number] = entity
            self._entity_of.update(dict.fromkeys(entity.mentions, number))

    def take_relation(self, number: int, relation: Relation | None) -> None:
        """A relation came, changed or (None) is gone."""
        old = self._relations.pop(number, None)
        for span in {old.source, old.target} if old else ():
            self._ends[span].remove(number)
        if relation:
            self._relations[number] = relation
            self._tie(relation)

    def _tie(self, relation: Relation) -> None:
        for span in {relation.source, relation.target}:
            self._ends.setdefault(span, []).append(relation.id)
