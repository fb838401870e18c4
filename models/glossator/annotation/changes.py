"""Change sets: what a step changed, by kind and id; what every verb returns or broadcasts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from glossator.annotation.identity import Kind

ELSEWHERE = "elsewhere"
"""The verb of a change set that sums up what other programs wrote."""


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """Which things were added, changed or deleted, and in which documents.

    `step` is None for what suggesters write: that is no step of a person. `notices` are sentences for the user,
    such as which texts were skipped because the project already has them. `everything`: so much has changed, by other
    programs, that it is not listed; only new documents are.
    """

    verb: str
    step: int | None = None
    annotator: str | None = None
    added: Mapping[Kind, tuple[int, ...]] = field(default_factory=dict)
    updated: Mapping[Kind, tuple[int, ...]] = field(default_factory=dict)
    deleted: Mapping[Kind, tuple[int, ...]] = field(default_factory=dict)
    touched: tuple[int, ...] = ()
    notices: tuple[str, ...] = ()
    everything: bool = False

    def ids(self, kind: Kind) -> tuple[int, ...]:
        """Every id of this kind that was added, changed or deleted, in that order."""
        return self.added.get(kind, ()) + self.updated.get(kind, ()) + self.deleted.get(kind, ())

    @property
    def kinds(self) -> frozenset[Kind]:
        """The kinds of thing that changed."""
        return frozenset((*self.added, *self.updated, *self.deleted))

    @property
    def documents(self) -> tuple[int, ...]:
        """The documents that were themselves added, changed (metadata) or deleted."""
        return self.ids("document")

    @property
    def spans(self) -> tuple[int, ...]:
        """The spans that changed."""
        return self.ids("span")

    @property
    def events(self) -> tuple[int, ...]:
        """The events that changed."""
        return self.ids("event")

    @property
    def suggestions(self) -> tuple[int, ...]:
        """The suggestions that were written, or decided."""
        return self.ids("suggestion")
