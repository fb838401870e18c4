"""WebAnno TSV 3: what WebAnno and INCEpTION export one token a line, read only.

Part of `exchange`. Documented in INCEpTION's user guide under "WebAnno TSV v3.3 File format". Offsets are UTF-16 units.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from glossator.annotation import Bundle, LossReport
from glossator.errors import ExportError
from glossator.exchange.base import ExportOptions, ExportSource
from glossator.exchange.formats.webanno_tsv.reading import notices_of, read_bundle
from glossator.exchange.formats.webanno_tsv.rows import MARK
from glossator.exchange.lines import BYTE_ORDER_MARK

__all__ = ["FORMAT", "WebAnnoTsv", "notices"]


@dataclass(frozen=True, slots=True)
class WebAnnoTsv:
    """One document a file: spans, relations, chains, and spans with slots, which become events."""

    name: str = "webanno-tsv"
    title: str = "WebAnno TSV 3 (INCEpTION)"
    folder: bool = False
    reads: bool = True
    writes: bool = False
    suffixes: tuple[str, ...] = (".tsv",)

    def write(self, source: ExportSource, out: Path, options: ExportOptions) -> LossReport:
        """Never: the format is deprecated where it comes from. Raises ExportError."""
        raise ExportError("WebAnno TSV can be read but not written. INCEpTION imports UIMA CAS: export that.")

    def preflight(self, source: ExportSource, options: ExportOptions) -> LossReport:
        """Raises ExportError, as `write` does."""
        return self.write(source, Path(), options)

    def read(self, path: Path) -> Iterator[Bundle]:
        """The document of a file. Raises FormatError with the line and what is wrong there."""
        yield read_bundle(path)

    def notices(self, path: Path) -> tuple[str, ...]:
        """What of this file is not kept. Raises FormatError as `read` does."""
        return notices_of(path)

    def sniff(self, path: Path, head: bytes) -> bool:
        """Whether the first line says so."""
        return head.removeprefix(BYTE_ORDER_MARK).startswith(MARK.encode())


FORMAT = WebAnnoTsv()


def notices(path: Path) -> tuple[str, ...]:
    """What of a file is not kept. Raises FormatError as reading does."""
    return FORMAT.notices(path)
