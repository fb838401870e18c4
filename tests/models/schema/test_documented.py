"""The page on schemas shows what can be read."""

from __future__ import annotations

import re
from pathlib import Path

from glossator.schema import load_schema, parse_schema, problems_in
from glossator.schema.migration.plan import read_plan

PAGE = Path(__file__).parents[3] / "docs" / "schema.md"


def blocks() -> list[str]:
    return re.findall(r"```toml\n(.*?)```", PAGE.read_text(encoding="utf-8"), flags=re.DOTALL)


def test_the_example_is_a_schema() -> None:
    assert problems_in(blocks()[0]) == []
    schema = parse_schema(blocks()[0])
    assert schema.roles_of("CONFLICT") == ()
    assert [role.allowed for role in schema.roles_of("PROTEST")] == [("PERSON", "ORG", "<FREE>"), ("ORG",)]


def test_the_plan_is_one() -> None:
    assert len(read_plan(blocks()[1], load_schema("plover"))) == 4
