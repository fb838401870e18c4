"""GATE documents of gatenlp in MessagePack and YAML, as the same record that its JSON is.

Part of `exchange`. Both libraries come with spaCy, in the package srsly, which is imported only here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from glossator.errors import FormatError
from glossator.exchange.fields import Fields

_VERSION = "sm2"
_MOST_YAML = 16 * 2**20
_MERGE = re.compile(rb"<<[\"']?\s*:")
"""A merge key: a few of them can be made to unfold without end, and gatenlp writes none."""


def read_msgpack(data: bytes, where: str) -> Fields:
    """The record of a MessagePack file: one value after the other, in a fixed order. Raises FormatError."""
    from srsly.msgpack import Unpacker  # type: ignore[import-untyped]

    try:
        values: Iterator[Any] = iter(Unpacker(BytesIO(data), raw=False, strict_map_key=False))
        if next(values) != _VERSION:
            raise FormatError(f"{where}: not a GATE document in MessagePack of the kind {_VERSION!r}.")
        unit, text, name, features, sets = (next(values) for _ in range(5))
        found = dict(_read_set(values) for _ in range(_count(sets)))
    except (StopIteration, RuntimeError) as error:
        raise FormatError(f"{where}: the file ends too early.") from error
    except (ValueError, TypeError, RecursionError) as error:
        raise FormatError(f"{where}: not sound MessagePack ({error}).") from error
    record = {"text": text, "offset_type": unit, "name": name, "features": features, "annotation_sets": found}
    return Fields(record, where)


def _read_set(values: Iterator[Any]) -> tuple[str, dict[str, Any]]:
    name, _, length = (next(values) for _ in range(3))
    keys = ("type", "start", "end", "id", "features")
    annotations = [{key: next(values) for key in keys} for _ in range(_count(length))]
    return str(name or ""), {"annotations": annotations}


def _count(value: Any) -> int:
    if not isinstance(value, int) or value < 0:
        raise ValueError(f"{value!r} is no number of things")
    return value


def read_yaml(data: bytes, where: str) -> Fields:
    """The record of a YAML file. Raises FormatError."""
    from srsly import yaml_loads  # type: ignore[import-untyped]

    if _MOST_YAML < len(data):
        raise FormatError(f"{where}: {len(data):,} bytes are too many for YAML. Save the document as .bdocjs.")
    if _MERGE.search(data):
        raise FormatError(f"{where}: the file has merge keys (<<), which are refused. Save the document as .bdocjs.")
    try:
        value = yaml_loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise FormatError(f"{where}: not YAML that can be read ({str(error).splitlines()[0]}).") from error
    return Fields(value, where)
