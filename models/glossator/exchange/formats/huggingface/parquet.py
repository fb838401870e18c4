"""Parquet files, written in pieces and read in pieces. The library, pyarrow, is an extra, imported only when needed.

Part of `exchange`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any

from glossator.errors import ExportError, FormatError, ReadError
from glossator.exchange.formats.huggingface.columns import Feature, arrow_schema, class_names

MAGIC = b"PAR1"
_AT_ONCE = 100
"""Documents that are held before they are written, and rows that are read at a time."""
_MOST_BYTES = 2**31
"""Of one row group, unpacked."""
_ADVICE = "needs the package pyarrow, which is not installed: install glossator[parquet]."


class Writer:
    """Writes the rows of one file."""

    def __init__(self, path: Path, features: Mapping[str, Feature]) -> None:
        try:
            import pyarrow.parquet as pq  # type: ignore[import-untyped]
        except ImportError as error:
            raise ExportError(f"An export to Hugging Face {_ADVICE}") from error
        self._schema = arrow_schema(features)
        self._writer = pq.ParquetWriter(path, self._schema, compression="snappy")
        self._rows: list[Mapping[str, Any]] = []

    def add(self, row: Mapping[str, Any]) -> None:
        """One more row."""
        self._rows.append(row)
        if _AT_ONCE <= len(self._rows):
            self._flush()

    def _flush(self) -> None:
        import pyarrow as pa

        if self._rows:
            self._writer.write_table(pa.Table.from_pylist(self._rows, schema=self._schema))
            self._rows.clear()

    def __enter__(self) -> Writer:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self._flush()
        self._writer.close()


class Table:
    """One file to be read: its columns, and the names that numbers in them stand for."""

    def __init__(self, path: Path) -> None:
        try:
            import pyarrow.parquet as pq
        except ImportError as error:
            raise FormatError(f"{path}: a Parquet file {_ADVICE}") from error
        self.path = path
        self._open = pq.ParquetFile
        with self._file() as file:
            schema = file.schema_arrow
            self.names: tuple[str, ...] = tuple(schema.names)
            self.classes = class_names(schema.metadata)
            groups = (file.metadata.row_group(place) for place in range(file.metadata.num_row_groups))
            if any(_MOST_BYTES < group.total_byte_size for group in groups):
                raise FormatError(f"{path}: a part of the file would unpack to too much: it is refused.")

    def rows(self) -> Iterator[dict[str, Any]]:
        """Every row. Raises FormatError where the file is damaged."""
        with self._file() as file:
            try:
                for batch in file.iter_batches(batch_size=_AT_ONCE):
                    yield from batch.to_pylist()
            except (ValueError, OSError, NotImplementedError) as error:
                raise FormatError(f"{self.path}: the Parquet file is damaged ({_first_line(error)}).") from error

    def _file(self) -> Any:
        try:
            return self._open(self.path, memory_map=False)
        except (FileNotFoundError, PermissionError, IsADirectoryError) as error:
            raise ReadError(f"{self.path}: cannot be read: {error.strerror or error}.") from error
        except (ValueError, OSError, NotImplementedError) as error:
            raise FormatError(f"{self.path}: not a Parquet file that can be read ({_first_line(error)}).") from error


def _first_line(error: Exception) -> str:
    return str(error).split("\n", 1)[0].rstrip(".")
