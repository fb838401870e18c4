"""The rows of the history tab as data: steps under their days, with time, who, and what became of them. Without Qt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from glossator_desktop.past import date_words, deed, moment

if TYPE_CHECKING:
    from glossator.steps.history import HistoryStep

RowKind: TypeAlias = Literal["now", "day", "step"]

WEEKDAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One row: now, the heading of a day, or a step. `facts` stand below the title, `who` beside it.

    `undone`: it has been taken back, and not been done again. `turn`: it did nothing but take back, or do again.
    """

    kind: RowKind
    title: str
    step: HistoryStep | None = None
    time: str = ""
    who: str = ""
    facts: tuple[str, ...] = ()
    undone: bool = False
    turn: bool = False

    @property
    def spoken(self) -> str:
        """The row for a screen reader."""
        return ", ".join(filter(None, (self.time, self.title, self.who, *self.facts)))


NOW: Final = HistoryRow("now", "Now")


@dataclass(frozen=True, slots=True)
class Telling:
    """What rows say besides time and title. `who`: names, for there are several people.

    `titles` has the documents' by id where the steps of all of them are listed; `zone` is this place's where None.
    """

    now: datetime
    who: bool = False
    titles: Mapping[int, str] | None = None
    zone: tzinfo | None = None


def history_rows(
    steps: Sequence[HistoryStep], telling: Telling, *, after: HistoryStep | None = None
) -> list[HistoryRow]:
    """The rows of some steps, newest first; `after` is the last one listed before them, if any."""
    rows: list[HistoryRow] = []
    day = moment(after.time, telling.zone).date() if after else None
    for step in steps:
        when = moment(step.time, telling.zone)
        if when.date() != day:
            day = when.date()
            rows.append(HistoryRow("day", day_words(when, telling.now)))
        rows.append(_step_row(step, when, telling))
    return rows


def _step_row(step: HistoryStep, when: datetime, telling: Telling) -> HistoryRow:
    words = " ".join(deed(step).split())
    return HistoryRow(
        "step",
        words[:1].upper() + words[1:],
        step,
        f"{when:%H:%M}",
        step.annotator if telling.who else "",
        tuple(_facts(step, telling)),
        undone=step.undone,
        turn=step.verb in ("undo", "redo"),
    )


def _facts(step: HistoryStep, telling: Telling) -> list[str]:
    facts = ["undone"] if step.undone else []
    count = len(step.documents)
    if 1 < count and f"{count} document" not in step.title:
        facts.append(f"{count} documents")
    elif telling.titles is not None and count < 2:
        document = step.documents[0] if step.documents else step.document_id
        if document is not None:
            facts.append(telling.titles.get(document, "not in the project"))
    return facts


def day_words(day: datetime, now: datetime) -> str:
    """The heading of a day: "Today", "Yesterday", "Wed 19 Nov", with the year where it is another one."""
    if day.date() == now.date():
        return "Today"
    if day.date() == now.date() - timedelta(days=1):
        return "Yesterday"
    return f"{WEEKDAYS[day.weekday()]} {date_words(day, now)}"
