"""JSON lines with an article in each line, by whatever program. Part of `exchange`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from glossator.exchange.readers.given import Extracted, Given
from glossator.exchange.readers.tables.columns import choose_columns, documents_of, looks_like_articles
from glossator.text.abbreviations import words
from glossator.text.decode import decode

ANNOTATED = words(
    "spans span tokens label labels entities relations events annotations annotation answer _task_hash _input_hash",
    "pattern layers sha256 ner sentences clusters predicted_ner accept data cats glossator",
)
"""Keys of programs that annotate: their files are read by those who know them."""


def is_plain_articles(first_line: bytes) -> bool:
    """Whether the first line of a file is an article and what is known of it, and no annotation."""
    try:
        record = json.loads(first_line)
    except (ValueError, RecursionError):
        return False
    return isinstance(record, dict) and ANNOTATED.isdisjoint(record) and looks_like_articles(record)


def read_records(given: Given) -> Iterator[Extracted]:
    """The documents of a file with a JSON object in each line; values that are no plain ones stay as JSON."""
    decoded = decode(given.data, name=given.shown, encoding=given.encoding)
    records = [_record(line, number, given) for number, line in enumerate(decoded.text.split("\n"), 1) if line.strip()]
    names = list(dict.fromkeys(name for _, record in records for name in record))
    columns = choose_columns(names, given)
    yield from documents_of(((number, _row(record, names)) for number, record in records), columns, given)


def _record(line: str, number: int, given: Given) -> tuple[int, dict[str, Any]]:
    try:
        record = json.loads(line)
    except RecursionError:
        raise given.error(f", line {number}: too many brackets in each other.") from None
    except ValueError as error:
        raise given.error(f", line {number} is no JSON: {error}. Look whether the file is whole.") from None
    if not isinstance(record, dict):
        raise given.error(f', line {number}: an object such as {{"text": …}} is expected.')
    return number, record


def _row(record: dict[str, Any], names: Sequence[str]) -> list[object]:
    return [_plain(record.get(name)) for name in names]


def _plain(value: object) -> object:
    if isinstance(value, list) and value and all(isinstance(item, str) for item in value):
        return ", ".join(value)
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict | bool) else value
