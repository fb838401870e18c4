"""From the labels of a schema back to the model's: what a marked stretch is to be called in training.

Part of the suggest layer; no spaCy. Several of the model's labels may stand for one of the schema's: then what the
model itself says of the place is kept, and only where it says something else one is chosen.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from glossator.schema import Schema
from glossator.suggest.entities.labels import LabelMap
from glossator.suggest.learning.material import Place

_USUAL = ("PERSON", "ORG", "GPE", "NORP", "LOC", "FAC", "EVENT", "PRODUCT", "WORK_OF_ART", "LAW", "DATE", "TIME")
"""The model's labels, the frequent ones first."""


class Targets:
    """What the model is to say where people said a label of the schema."""

    def __init__(self, schema: Schema, model_labels: Iterable[str]) -> None:
        self._map = LabelMap(schema)
        known = set(model_labels)
        ordered = [label for label in _USUAL if label in known]
        ordered += sorted(known.difference(ordered))
        self._candidates: dict[str, list[str]] = {}
        for label in ordered:
            said = self._map(label)
            if said is not None:
                self._candidates.setdefault(said, []).append(label)

    def is_new(self, label: str) -> bool:
        """Whether the model has no label that stands for this one."""
        return label not in self._candidates

    def of(self, span: Place, model_says: Sequence[Place] = ()) -> str:
        """The model's label for what people marked; a new one is called as in the schema."""
        candidates = self._candidates.get(span.label)
        if candidates is None:
            return span.label
        touching = [one for one in model_says if one.start < span.end and span.start < one.end]
        said = next((one.label for one in touching if one.label in candidates), None)
        if said is not None:
            return said
        return span.label if span.label in candidates else candidates[0]

    def all_of(self, label: str) -> tuple[str, ...]:
        """Every label of the model that stands for this one: what is refused is none of them."""
        return tuple(self._candidates.get(label, (label,)))
