"""What the cards of the right panel say of a thing besides itself: notes, what it mentions, relations. Without Qt."""

from __future__ import annotations

from glossator.annotation import Layer, Relation, Span


class Details:
    """The remarks and links of a layer, by what they are on."""

    def __init__(self, layer: Layer) -> None:
        self._texts = {span.id: " ".join(span.text.split()) for span in layer.spans}
        self._entities = {span: entity for entity in layer.entities for span in entity.mentions}
        self._notes: dict[int, list[str]] = {}
        self._relations: dict[int, list[Relation]] = {}
        for note in layer.notes:
            if note.text:
                self._notes.setdefault(note.target, []).append(" ".join(note.text.split()))
        for relation in layer.relations:
            self._relations.setdefault(relation.source, []).append(relation)

    def notes(self, item: int) -> tuple[str, ...]:
        """The notes on a span or an event."""
        return tuple(self._notes.get(item, ()))

    def of_span(self, span: Span) -> tuple[str, ...]:
        """What a span mentions, where that has another name; what is known of it; the notes on it."""
        entity = self._entities.get(span.id)
        known = (entity.kb_id, entity.country, *entity.sectors) if entity else ()
        name = (f"= {entity.name}",) if entity and entity.name != span.text else ()
        return (*name, *(value for value in known if value), *self.notes(span.id))

    def relations(self, span: Span) -> tuple[tuple[int, str], ...]:
        """The relations that start from a span: id, type and target."""
        return tuple(
            (relation.id, f"{relation.type} → {self._texts.get(relation.target, '?')}")
            for relation in self._relations.get(span.id, ())
        )
