"""Spans of Prodigy tasks that nobody has accepted: suggestions, pending or rejected.

Part of `exchange`; see `read`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from glossator.annotation import Decision, Document, Suggestion, SuggestionState
from glossator.exchange.fields import Fields
from glossator.exchange.formats.prodigy.marks import marks_of
from glossator.text.sourcemap import SourceMap

SOURCE = "prodigy"
VERSION = "import"


@dataclass(frozen=True, slots=True)
class Answered:
    """A suggestion that somebody rejected."""

    suggestion: int
    annotator: str

    def decision(self, thing: int) -> Decision:
        """The decision, with its own id."""
        return Decision(thing, self.suggestion, self.annotator, "rejected")


class Prepared:
    """Gathers the suggestions of one text."""

    def __init__(self, document: Document, ids: Iterator[int]) -> None:
        self._document = document
        self._ids = ids
        self.suggestions: list[Suggestion] = []

    def propose(self, task: Fields, map_: SourceMap) -> None:
        """A task without an answer: its spans wait for one."""
        self._add(task, map_, "pending")

    def reject(self, task: Fields, annotator: str, map_: SourceMap) -> list[Answered]:
        """A rejected task: its spans are wrong."""
        return [Answered(one.id, annotator) for one in self._add(task, map_, "rejected")]

    def _add(self, task: Fields, map_: SourceMap, state: SuggestionState) -> list[Suggestion]:
        added = [
            Suggestion(
                id=next(self._ids),
                document_id=self._document.id,
                kind="span",
                label=mark.label,
                fragments=(mark.fragment,),
                text=self._document.text[slice(*mark.fragment)],
                score=mark.score,
                source=mark.source or SOURCE,
                version=VERSION,
                state=state,
            )
            for mark in marks_of(task, self._document, map_)
        ]
        self.suggestions += added
        return added
