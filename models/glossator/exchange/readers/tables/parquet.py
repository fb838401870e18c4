"""Parquet tables with an article in each row, by pyarrow. Part of `exchange`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from glossator.exchange.readers.given import Extracted, Given, needed
from glossator.exchange.readers.tables.columns import MOST_ROWS, choose_columns, documents_of

_MOST_BYTES = 1 << 30
_AT_ONCE = 64
"""Rows that are unpacked together."""


def read_parquet(given: Given) -> Iterator[Extracted]:
    """The documents of a Parquet file."""
    needed("pyarrow", given, kind="a Parquet table")
    parquet = needed("pyarrow.parquet", given, kind="a Parquet table")
    buffer = needed("pyarrow", given, kind="a Parquet table").BufferReader(given.data)
    try:
        table = parquet.ParquetFile(buffer)
        _refuse_huge(table.metadata, given)
        names = list(table.schema_arrow.names)
    except (OSError, ValueError, RuntimeError, NotImplementedError, MemoryError, KeyError, TypeError) as error:
        raise given.damaged(type(error).__name__) from error
    yield from documents_of(_rows(table, names, given), choose_columns(names, given), given)


def _refuse_huge(metadata: Any, given: Given) -> None:
    size = sum(metadata.row_group(number).total_byte_size for number in range(metadata.num_row_groups))
    if MOST_ROWS < metadata.num_rows or _MOST_BYTES < size:
        raise given.error(f" has {metadata.num_rows:,} rows of {size:,} bytes: divide it into parts.")


def _rows(table: Any, names: Sequence[str], given: Given) -> Iterator[tuple[int, Sequence[object]]]:
    number = 0
    try:
        for batch in table.iter_batches(batch_size=_AT_ONCE):
            columns = [batch.column(place).to_pylist() for place in range(len(names))]
            for row in zip(*columns, strict=True):
                number += 1
                yield number, [_plain(value) for value in row]
    except (OSError, ValueError, RuntimeError, NotImplementedError, MemoryError, KeyError, TypeError) as error:
        raise given.damaged(type(error).__name__) from error


def _plain(value: object) -> object:
    if isinstance(value, bytes):
        return value.decode("utf-8", "backslashreplace")
    return json.dumps(value, ensure_ascii=False, default=str) if isinstance(value, list | dict) else value
