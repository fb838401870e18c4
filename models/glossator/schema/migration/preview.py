"""What a migration would do, for people to look at before it is done. Part of the schema layer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from glossator.schema.migration.changes import Change, words_of
from glossator.schema.model import Schema


@dataclass(frozen=True, slots=True)
class Example:
    """One thing that would change: its document, its id, and the words that it is on."""

    document_id: int | None
    id: int
    text: str


@dataclass(frozen=True, slots=True)
class ChangePreview:
    """What one change would do.

    `counts` says by kind ("span", "event", "suggestion" …) how many things would change, and `deleted` how many would
    go. `undecided` of them would get a flag, for a person to decide. `problems` are why the change cannot be made.
    """

    change: Change
    counts: Mapping[str, int] = field(default_factory=dict)
    deleted: Mapping[str, int] = field(default_factory=dict)
    undecided: int = 0
    examples: tuple[Example, ...] = ()
    problems: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """The change in words."""
        return words_of(self.change)

    @property
    def effect(self) -> str:
        """What it would change, in words, such as "1,204 spans, 3 events; 2 notes deleted"."""
        deleted = counts_in_words(self.deleted)
        parts = [counts_in_words(self.counts), f"{deleted} deleted" if deleted else ""]
        return "; ".join(part for part in parts if part) or "nothing bears it"


_WORDS = {"entity": ("entity", "entities"), "layer": ("document", "documents")}


def counts_in_words(counts: Mapping[str, int]) -> str:
    """Counts by kind in words, such as "1,204 spans, 3 events"."""
    return ", ".join(f"{count:,} {_kind_words(kind, count)}" for kind, count in counts.items())


def _kind_words(kind: str, count: int) -> str:
    one, several = _WORDS.get(kind, (kind.replace("_", " "), f"{kind.replace('_', ' ')}s"))
    return one if count == 1 else several


@dataclass(frozen=True, slots=True)
class MigrationPreview:
    """What a migration would do, change by change; `schema` is what would come of it, None where it cannot be made."""

    changes: tuple[ChangePreview, ...]
    schema: Schema | None

    @property
    def problems(self) -> tuple[str, ...]:
        """Why it cannot be made; none: it can."""
        return tuple(problem for change in self.changes for problem in change.problems)
