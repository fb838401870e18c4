"""From the model's labels to those of the project's schema. Part of the suggest layer."""

from __future__ import annotations

from glossator.schema import Schema

_ALIASES: dict[str, tuple[str, ...]] = {
    "PERSON": ("PER", "PERS", "PEOPLE"),
    "ORG": ("ORGANIZATION", "ORGANISATION"),
    "GPE": ("COUNTRY", "LOC", "LOCATION", "PLACE"),
    "LOC": ("LOCATION", "PLACE"),
    "FAC": ("FACILITY", "LOC", "LOCATION", "PLACE"),
    "NORP": ("NATIONALITY", "GROUP", "MISC"),
    "EVENT": ("MISC",),
    "LAW": ("MISC",),
    "PRODUCT": ("MISC",),
    "WORK_OF_ART": ("WORK", "MISC"),
    "LANGUAGE": ("MISC",),
}


class LabelMap:
    """Which entity type a model's label becomes: the schema's own word, else a usual alias, else none.

    Hidden types are not proposed.
    """

    def __init__(self, schema: Schema) -> None:
        self._schema = schema
        self._by_case = {type_.name.upper(): type_.name for type_ in reversed(schema.entity_types)}
        self._known: dict[str, str | None] = {}

    def __call__(self, label: str) -> str | None:
        """The entity type's name, or None where the schema has none or hides it."""
        if label not in self._known:
            self._known[label] = self._look_up(label)
        return self._known[label]

    def _look_up(self, label: str) -> str | None:
        found = self._schema.for_model_label(label)
        if found is None:
            candidates = (label, *_ALIASES.get(label, ()))
            names = (self._by_case[name] for name in candidates if name in self._by_case)
            found = self._schema.entity_type(next(names, None))
        if found is None:
            found = self._schema.entity_type(self._by_convention(label))
        return None if found is None or found.hidden else found.name

    def _by_convention(self, label: str) -> str | None:
        conventions = self._schema.conventions
        return {"GPE": conventions.country_label, "ORG": conventions.institution_label}.get(label)
