"""The records of a file of one JSON object a line, or of one list of them; and those that belong to one document.

Part of `exchange`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

from glossator.errors import FormatError
from glossator.exchange.formats.event_json.own import KEY
from glossator.exchange.records import json_records

Record: TypeAlias = dict[str, Any]
MOST_RECORDS = 100_000
"""So many records, sentences for instance, may one document have."""


class Found(NamedTuple):
    """A record, and where it stands."""

    where: str
    record: Record


def records_of(path: Path) -> Iterator[Found]:
    """Every record of a file, in order. Raises ReadError, and FormatError where it is no JSON or no object."""
    for where, value in json_records(path):
        if not isinstance(value, dict):
            raise FormatError(f"{where}: an object is expected. Every record of this format is one.")
        yield Found(where, value)


def grouped(records: Iterator[Found], same: Callable[[Record], object]) -> Iterator[list[Found]]:
    """The records document by document: neighbours for which `same` gives the same are of one document.

    What it gives as None is a document by itself, and our own key begins a new one.
    """
    group: list[Found] = []
    for found in records:
        key = same(found.record)
        if group and (KEY in found.record or key is None or key != same(group[0].record)):
            yield group
            group = []
        if len(group) == MOST_RECORDS:
            raise FormatError(f"{found.where}: more than {MOST_RECORDS} records of one document. Split the file.")
        group.append(found)
    if group:
        yield group


def alone(record: Record) -> object:
    """For `grouped`: every record is a document."""
    return None
