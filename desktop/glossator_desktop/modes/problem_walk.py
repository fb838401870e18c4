"""Which problem comes next: pure, over a list in the order of the text."""

from __future__ import annotations

from collections.abc import Sequence

from glossator.insight.problems import Problem


def index_of(problems: Sequence[Problem], problem: Problem | None) -> int | None:
    """Where a problem stands in a list, also one that was made anew; None where it is not there."""
    if problem is None:
        return None
    same = (problem.code, problem.key)
    return next((at for at, one in enumerate(problems) if (one.code, one.key) == same), None)


def next_index(problems: Sequence[Problem], current: Problem | None, place: int, by: int) -> tuple[int, bool]:
    """The problem after (`by` 1) or before (-1) the current one, else that nearest to a place; and whether it wraps.

    Raises ValueError where there is none at all.
    """
    if not problems:
        raise ValueError("no problems")
    here = index_of(problems, current)
    if here is not None:
        there = here + by
        return there % len(problems), not 0 <= there < len(problems)
    if 0 < by:
        found = next((at for at, one in enumerate(problems) if place <= start_of(one)), None)
        return (0, True) if found is None else (found, False)
    found = next((at for at in range(len(problems) - 1, -1, -1) if start_of(problems[at]) < place), None)
    return (len(problems) - 1, True) if found is None else (found, False)


def start_of(problem: Problem) -> int:
    """Where a problem begins in the text; 0 for one without a place."""
    return problem.place[0][0] if problem.place else 0
