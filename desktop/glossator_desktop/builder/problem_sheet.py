"""The card of a problem, and what the hint bar says of it. Pure."""

from __future__ import annotations

from typing import Final

from glossator.insight.problems import Problem
from glossator_desktop.builder.sheet import Cell, Line, Sheet, key, keyed
from glossator_desktop.modes.mode import KeyHint

PROBLEM_WIDTH: Final = 520
SIGNS: Final = {"error": "●", "warning": "▲", "hint": "○"}
LONGEST: Final = 62
"""Characters of a sentence that one line of the card holds."""
SEVERITY_WORDS: Final = {"error": "Error", "warning": "Check", "hint": "Missing"}
OPEN: Final = "open it"
"""What Enter does where no verb would mend it."""


def problem_sheet(problem: Problem, position: tuple[int, int], *, read_only: bool = False) -> Sheet:
    """The sentence, the ways to mend it with their keys, and where one is among all of them."""
    at, count = position
    sentence = _lines(problem.message)
    sign = Cell(SIGNS[problem.severity], "muted" if problem.severity == "hint" else "warning")
    lines = [Line((sign, Cell(sentence[0], "plain")), (Cell(f"{at} of {count}", "faint"),))]
    lines += [Line((Cell(rest, "plain"),)) for rest in sentence[1:]]
    if not read_only:
        for number, fix in enumerate(problem.fixes[:9], 1):
            name = "Enter" if number == 1 else str(number)
            lines.append(Line((Cell(fix.title, "strong", f"key:{name}"),), column=key(name), command=f"key:{name}"))
    right = (*(() if read_only else keyed("X", "this is right")), *keyed("F8", "next"), *keyed("Esc", "back"))
    left = () if problem.fixes or read_only or problem.target is None else keyed("Enter", OPEN)
    lines.append(Line(left, right, gap=True))
    return Sheet(tuple(lines), wide=PROBLEM_WIDTH, name=f"Problem: {SEVERITY_WORDS[problem.severity]}")


def problem_hints(problem: Problem, *, read_only: bool = False) -> list[KeyHint]:
    """The next keys, the likeliest first."""
    last = [KeyHint(("F8",), "next problem"), KeyHint(("Shift+F8",), "previous"), KeyHint(("Esc",), "back")]
    if read_only:
        return last
    first = KeyHint(("Enter",), _began_small(problem.fixes[0].title) if problem.fixes else OPEN)
    others = [KeyHint((str(at),), _began_small(fix.title)) for at, fix in enumerate(problem.fixes[1:3], 2)]
    return [first, *others, KeyHint(("X",), "this is right"), *last]


def _began_small(title: str) -> str:
    return title[:1].lower() + title[1:]


def _lines(sentence: str) -> list[str]:
    """A sentence cut between words into lines of the card."""
    lines = [""]
    for word in sentence.split():
        if lines[-1] and LONGEST < len(lines[-1]) + 1 + len(word):
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return lines
