"""The façade's verbs on what people agree on: exemptions from problems, rulings, and the schema itself."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Any

from glossator.annotation import Agreed, ChangeSet, Exemption, Ruling
from glossator.project.reading import Reading
from glossator.schema import Schema
from glossator.steps import Step
from glossator.steps.verbs import rulings, schemas


class Agreements(ABC):
    """What is right although a check reports it, how a guideline is to be read, and what things may be called."""

    annotator: str
    _reading: Reading

    @abstractmethod
    def _make(self, verb: str, title: str, document_id: int | None, work: Callable[[Step], int]) -> int: ...

    @abstractmethod
    def _change(
        self, verb: str, title: str, document_id: int | None, work: Callable[[Step], Any], *, closes: bool = False
    ) -> ChangeSet: ...

    @abstractmethod
    def _document_of(self, *thing_ids: int) -> int | None: ...

    def exempt(self, code: str, key: str, *, document_id: int | None = None) -> int:
        """Say that the problem `code` on `key` is none, in one document or in all; returns the exemption's id."""
        return self._make(
            "exempt", "leave a problem as it is", document_id,
            lambda step: rulings.exempt(step, code, key, document_id=document_id),
        )  # fmt: skip

    def unexempt(self, exemption_id: int) -> ChangeSet:
        """Let a problem be reported again."""
        return self._change(
            "unexempt", "report a problem again", self._document_of(exemption_id),
            lambda step: rulings.unexempt(step, exemption_id),
        )  # fmt: skip

    def exemptions(self, document_id: int | None = None, *, annotator: str | None = None) -> list[Exemption]:
        """An annotator's exemptions (by default one's own): all, or those that hold in a document.

        In a document hold its own and those that name none.
        """
        return self._reading.exemptions(annotator or self.annotator, document_id)

    def record_ruling(
        self, subject: str, text: str, *, document_id: int | None = None, target: int | None = None, quote: str = ""
    ) -> int:
        """Add a dated decision to a guideline; returns the ruling's id.

        `subject` says to which: "entity_types.ORG", "event_types.REQUEST.modes.change", "roles.actor", "conventions" …
        `target` is the annotation that it was made on, `quote` the words there.
        """
        home = document_id if document_id is not None or target is None else self._document_of(target)
        return self._make(
            "record_ruling", f"rule on {subject.partition('.')[2] or subject}", home,
            lambda step: rulings.record_ruling(
                step, subject, text, document_id=document_id, target=target, quote=quote
            ),
        )  # fmt: skip

    def rulings(self, subject: str | None = None) -> list[Ruling]:
        """Everybody's rulings, the oldest first: all, or those on exactly this subject."""
        return self._reading.rulings(subject)

    def agreed(self) -> Agreed:
        """Everybody's exemptions and rulings that concern no document in particular, for exporters."""
        return self._reading.agreed()

    def set_schema(self, schema: Schema, *, title: str) -> ChangeSet:
        """Make a schema the next version in force, as one step; nothing happens where it says the same as before.

        Raises:
            SchemaError: it is none, or annotations bear names that it lacks; the message says which, and how many.
        """
        return self._change("set_schema", title, None, lambda step: schemas.set_schema(step, schema))
