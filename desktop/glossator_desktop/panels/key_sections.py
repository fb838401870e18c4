"""The table of actions as the sheet of all keys shows it: sections of rows, long runs of keys folded. Without Qt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from glossator_desktop.actions import Action

RUN = 4
"""So many keys in a row ("1" to "4") and more are shown as one range."""


@dataclass(frozen=True, slots=True)
class KeyRow:
    """What some keys do."""

    keys: tuple[str, ...]
    title: str


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with its rows."""

    title: str
    rows: tuple[KeyRow, ...]


def sections(actions: Iterable[Action]) -> list[Section]:
    """One section for each group, in the order of the table; actions without a key are left out."""
    rows: dict[str, list[KeyRow]] = {}
    for action in actions:
        if action.keys:
            rows.setdefault(action.group, []).append(KeyRow(folded(action.keys), action.title))
    return [Section(title, tuple(found)) for title, found in rows.items()]


def filtered(all_sections: Sequence[Section], query: str) -> list[Section]:
    """Only the rows that have every word of the query in their title, keys or heading."""
    words = query.casefold().split()
    found: list[Section] = []
    for section in all_sections:
        rows = tuple(
            row for row in section.rows if _has_all(words, f"{row.title} {' '.join(row.keys)} {section.title}")
        )
        if rows:
            found.append(Section(section.title, rows))
    return found


def _has_all(words: Sequence[str], text: str) -> bool:
    hay = text.casefold()
    return all(word in hay for word in words)


def folded(keys: tuple[str, ...]) -> tuple[str, ...]:
    """Keys with runs of digits or letters folded: "1" … "9" become "1–9"."""
    shown: list[str] = []
    start = 0
    while start < len(keys):
        end = start + 1
        while end < len(keys) and _follows(keys[end - 1], keys[end]):
            end += 1
        shown += [f"{keys[start]}–{keys[end - 1][-1]}"] if end - start >= RUN else list(keys[start:end])
        start = end
    return tuple(shown)


def _follows(one: str, other: str) -> bool:
    """Whether a key is the next of a run, with the same modifiers."""
    if one[:-1] != other[:-1] or (one[:-1] and not one[:-1].endswith("+")):
        return False
    return one[-1].isalnum() and ord(other[-1]) == ord(one[-1]) + 1


def columns(all_sections: Sequence[Section], count: int) -> list[list[Section]]:
    """The sections dealt into columns of about the same length, in order."""
    weight = [len(section.rows) + 2 for section in all_sections]
    share = sum(weight) / max(1, count)
    dealt: list[list[Section]] = [[] for _ in range(count)]
    column, filled = 0, 0.0
    for section, lines in zip(all_sections, weight, strict=True):
        if dealt[column] and column < count - 1 and filled + lines / 2 > share * (column + 1):
            column += 1
        dealt[column].append(section)
        filled += lines
    return [column for column in dealt if column]
