"""What is written can be read: parse(dump(schema)) == schema."""

from __future__ import annotations

import tomllib
from pathlib import Path

from hypothesis import given

from glossator.schema import Schema, dump_schema, load_schema, parse_schema, problems_in
from support.schemas import schemas


@given(schema=schemas())
def test_what_is_written_is_read(schema: Schema) -> None:
    assert parse_schema(dump_schema(schema)) == schema
    assert problems_in(dump_schema(schema)) == []


@given(schema=schemas())
def test_what_is_written_twice_is_the_same(schema: Schema) -> None:
    text = dump_schema(schema)
    assert dump_schema(parse_schema(text)) == text


def test_the_schemas_that_ship_are_written_and_read(builtin: Schema, tmp_path: Path) -> None:
    path = tmp_path / "copy.toml"
    path.write_text(dump_schema(builtin), encoding="utf-8")
    assert load_schema(path) == builtin


def test_long_texts_stay_readable(builtin: Schema) -> None:
    text = dump_schema(builtin)
    assert builtin.guideline in text
    assert tomllib.loads(text)["schema"]["name"] == builtin.name
