"""Event data after PLOVER, in the columns of POLECAT: a row for each group of same events.

Part of `exchange`. PLOVER's gold standard records are read; a table of events has no texts, so it is not.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from glossator.annotation import Bundle, LossReport
from glossator.exchange.base import ExportOptions, ExportSource
from glossator.exchange.formats.plover.columns import header, line
from glossator.exchange.formats.plover.gather import rows
from glossator.exchange.formats.plover.gsr import is_gsr, read_gsr
from glossator.exchange.formats.plover.rows import dyads
from glossator.exchange.losses import LossLog


@dataclass(frozen=True, slots=True)
class Plover:
    """A table, tab-separated, with a header line."""

    name: str = "plover"
    title: str = "Event data (PLOVER, POLECAT columns)"
    folder: bool = False
    reads: bool = True
    writes: bool = True
    suffixes: tuple[str, ...] = (".json", ".txt")

    def write(self, source: ExportSource, out: Path, options: ExportOptions) -> LossReport:
        """Write the table: in the order of the text, a group of several documents where its last event is."""
        log = LossLog()
        with out.open("w", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
            file.write(header())
            for told, row in rows(source, log):
                for one in dyads(row, told) if options.dyads else (row,):
                    file.write(line(one))
        return log.report(self.name, files=((options.destination or out).name,))

    def preflight(self, source: ExportSource, options: ExportOptions) -> LossReport:
        """The report alone: what is missing in rows, and what event data has no room for."""
        log = LossLog()
        for _ in rows(source, log):
            pass
        return log.report(self.name)

    def read(self, path: Path) -> Iterator[Bundle]:
        """The documents of a file of gold standard records. Raises FormatError."""
        return read_gsr(path)

    def sniff(self, path: Path, head: bytes) -> bool:
        """Whether it begins as gold standard records do."""
        return is_gsr(head)


FORMAT = Plover()
