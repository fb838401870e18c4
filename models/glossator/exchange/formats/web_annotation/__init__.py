"""W3C Web Annotations in JSON-LD: an array of pages, one a document.

Part of `exchange`. Words are found by offsets in code points and by quotation, as the model wants it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from glossator.annotation import Bundle, LossReport
from glossator.exchange.base import ExportOptions, ExportSource
from glossator.exchange.formats.web_annotation.model import CONTEXT
from glossator.exchange.formats.web_annotation.read import read_pages
from glossator.exchange.formats.web_annotation.write import log_empty, page_of
from glossator.exchange.losses import LossLog
from glossator.exchange.records import json_bytes

__all__ = ["FORMAT", "WebAnnotation"]


@dataclass(frozen=True, slots=True)
class WebAnnotation:
    """Annotations for, and from, programs that keep to the W3C's model."""

    name: str = "web-annotation"
    title: str = "W3C Web Annotation (JSON-LD)"
    folder: bool = False
    reads: bool = True
    writes: bool = True
    suffixes: tuple[str, ...] = (".jsonld", ".json")

    def write(self, source: ExportSource, out: Path, options: ExportOptions) -> LossReport:
        """Write one page a document."""
        log = LossLog()
        with out.open("wb") as file:
            for place, page in enumerate(_pages(source, log)):
                file.write((b",\n" if place else b"[\n") + page)
            file.write(b"\n]\n" if log.documents else b"[]\n")
        return log.report(self.name, files=((options.destination or out).name,))

    def preflight(self, source: ExportSource, options: ExportOptions) -> LossReport:
        """The report alone."""
        log = LossLog()
        for _ in _pages(source, log):
            pass
        return log.report(self.name)

    def read(self, path: Path) -> Iterator[Bundle]:
        """The documents of a file. Raises FormatError with the line and what is wrong there."""
        return read_pages(path, [])

    def notices(self, path: Path) -> tuple[str, ...]:
        """What was found again by its words, since its offsets were wrong, or left out."""
        found: list[str] = []
        for _ in read_pages(path, found):
            pass
        return tuple(found)

    def sniff(self, path: Path, head: bytes) -> bool:
        """Whether the file names the W3C's context."""
        return head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"[", b"{") and CONTEXT.encode() in head


def _pages(source: ExportSource, log: LossLog) -> Iterator[bytes]:
    for place, bundle in enumerate(source.bundles(), start=1):
        page = page_of(bundle, log, layer_name=source.layer, place=place)
        for layer in bundle.layers:
            log_empty(log, layer)
        yield json_bytes(page)


FORMAT = WebAnnotation()
