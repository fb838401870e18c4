"""Validation finds exactly what was planted, whatever the schema."""

from __future__ import annotations

from hypothesis import given, settings

from glossator.insight.problems import Checker, Material, Problem, find_problems
from support.planting import TEXT, Planted, planted

ROLES = {"missing_role", "too_few_fillers", "too_many_fillers", "wrong_filler", "foreign_role", "draft"}


def found(problems: list[Problem]) -> list[tuple[str, int | None, str]]:
    return sorted((one.code, one.target, one.key.partition(":")[2]) for one in problems if one.code in ROLES)


@settings(max_examples=120)
@given(planted())
def test_exactly_what_was_planted_is_found(made: Planted) -> None:
    problems = find_problems(made.material())
    assert found(problems) == sorted(made.expected)
    assert len({(one.code, one.key) for one in problems}) == len(problems)


@given(planted())
def test_what_was_remembered_changes_nothing(made: Planted) -> None:
    checker = Checker(TEXT, made.schema)
    material = made.material()
    first = _all(checker, material)
    assert _all(checker, material) == first == find_problems(material)


def _all(checker: Checker, material: Material) -> list[Problem]:
    scan = checker.scan(material)
    while True:
        try:
            next(scan)
        except StopIteration as ended:
            return list(ended.value)
