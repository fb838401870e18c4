"""The card of a list to choose from: types, modes, labels, contexts. Pure."""

from __future__ import annotations

from typing import Final

from glossator_desktop.builder.sheet import Cell, Line, Sheet, keyed
from glossator_desktop.modes.choices import Choice, Choices

SHOWN: Final = 9
"""Entries shown at a time; the arrows scroll through the others."""

CHOICE_WIDTH: Final = 500


def choice_sheet(choices: Choices, *, about: str = "", foot: tuple[Cell, ...] = ()) -> Sheet:
    """The list as a card: what it is about, what was typed, the entries that match, the keys."""
    matching = choices.matching
    first = window_start(choices.index, len(matching))
    lines = [_head(choices, about)]
    for position, entry in enumerate(matching[first : first + SHOWN], start=first):
        lines.append(_entry_line(choices, entry, position))
    if first + SHOWN < len(matching):
        lines.append(Line((Cell(f"and {len(matching) - first - SHOWN} more: type some letters", "faint"),)))
    lines.append(_foot(choices, foot))
    return Sheet(tuple(lines), wide=CHOICE_WIDTH, name=choices.title)


def window_start(index: int, count: int) -> int:
    """The first entry to show so that the marked one is in view."""
    return max(0, min(index - SHOWN + 1, count - SHOWN)) if SHOWN <= index else 0


def _head(choices: Choices, about: str) -> Line:
    title = (Cell(choices.title, "title"), *((Cell(about, "muted"),) if about else ()))
    typed = Cell(choices.typed, "caret") if choices.typed else Cell("type to filter", "faint")
    return Line(title, (typed,))


def _entry_line(choices: Choices, entry: Choice, position: int) -> Line:
    number = str(position + 1) if position < choices.numbered else ""
    command = f"choose:{entry.value}"
    ticked = choices.many and entry.value in choices.ticked
    name = Cell(entry.title, "label" if entry.colour else "strong", command, colour=entry.colour)
    detail = (Cell(entry.detail, "muted", command, tight=True),) if entry.detail else ()
    column = Cell(number, "key", command) if number else Cell(" ", "plain", command)
    right = (Cell("✓", "proposed", command),) if ticked else ()
    return Line((name, *detail), right, column, current=position == choices.index, command=command)


def _foot(choices: Choices, foot: tuple[Cell, ...]) -> Line:
    done = keyed("Enter", choices.enter_means if choices.many or choices.marked else "none of them")
    tick = keyed("Space", "tick") if choices.many else ()
    return Line(foot, (*tick, *done, *keyed("Esc", "back")), gap=True)
