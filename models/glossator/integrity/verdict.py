"""What a check found: findings for people, summed up by kind. Part of integrity."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from glossator.integrity.codes import ADVICE

MOST_IDS: Final = 100
"""So many ids a finding names; its sentence says how many there are in all."""
_MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class Finding:
    """One kind of fault: `what` is a sentence for a person, `advice` what to do, `ids` the first rows that have it."""

    code: str
    what: str
    advice: str
    table: str | None = None
    ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """All findings of a check, and how many documents, spans, steps … it looked at."""

    findings: tuple[Finding, ...]
    counts: Mapping[str, int] = field(default_factory=dict)

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong."""
        return not self.findings


@dataclass(slots=True)
class _Kind:
    """Faults of one code in one table so far: the first sentence, the first ids, and how many."""

    what: str
    ids: list[int]
    count: int = 1


class Report:
    """Takes in faults one by one, and sums up those of one kind: a bad disk makes thousands of them."""

    def __init__(self) -> None:
        self._kinds: dict[tuple[str, str | None], _Kind] = {}

    def add(self, code: str, what: str, *, table: str | None = None, id: int | None = None) -> None:  # noqa: A002
        """Note a fault; `what` is a whole sentence."""
        known = self._kinds.get((code, table))
        if known is None:
            self._kinds[code, table] = _Kind(what, [] if id is None else [id])
            return
        known.count += 1
        if id is not None and len(known.ids) < MOST_IDS:
            known.ids.append(id)

    def knows(self, code: str, table: str | None) -> bool:
        """Whether there is a fault of this kind already: its sentence is the one that is shown."""
        return (code, table) in self._kinds

    def has(self, *codes: str) -> bool:
        """Whether any of these codes was noted."""
        return any(code in codes for code, _ in self._kinds)

    def findings(self) -> tuple[Finding, ...]:
        """One finding for each kind of fault, in the order of their first."""
        return tuple(
            Finding(code, _summed_up(kind), ADVICE[code], table, tuple(kind.ids))
            for (code, table), kind in self._kinds.items()
        )


def _summed_up(kind: _Kind) -> str:
    if kind.count == 1:
        return kind.what
    further = kind.count - 1
    named = listed(kind.ids[1:], further)
    where = f" ({named})" if named else ""
    return f"{kind.what} The same is wrong {further} more time{'' if further == 1 else 's'}{where}."


def listed(ids: Iterable[int], count: int) -> str:
    """The first few ids of `count`, in words."""
    shown = [str(number) for number in ids][:_MOST_NAMED]
    return ", ".join(shown) + (" …" if shown and len(shown) < count else "")


class Ledger(Report):
    """A report that also keeps every row at fault: what a repair goes by."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: dict[tuple[str, str], set[int]] = {}

    def add(self, code: str, what: str, *, table: str | None = None, id: int | None = None) -> None:  # noqa: A002
        """As in a report."""
        super().add(code, what, table=table, id=id)
        self.rows.setdefault((code, table or ""), set())
        if id is not None:
            self.rows[code, table or ""].add(id)

    def at_fault(self, table: str) -> set[int]:
        """Every row of a table that anything is wrong with."""
        return {number for (_, name), ids in self.rows.items() if name == table for number in ids}
