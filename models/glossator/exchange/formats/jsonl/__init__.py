"""Glossator JSONL: everything a project knows of its documents, one document a line, nothing lost.

Part of `exchange`. The first line is the header with the schema; ids are the file's own, uids stay.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from glossator.annotation import Bundle, LossReport
from glossator.exchange.base import ExportOptions, ExportSource
from glossator.exchange.formats.jsonl.file import (
    MARK,
    VERSION,
    Header,
    encode_header,
    encode_line,
    read_bundles,
    read_header,
)
from glossator.schema import Schema

__all__ = ["FORMAT", "VERSION", "GlossatorJsonl", "Header", "read_header"]


@dataclass(frozen=True, slots=True)
class GlossatorJsonl:
    """The lossless format."""

    name: str = "jsonl"
    title: str = "Glossator JSONL (everything)"
    folder: bool = False
    reads: bool = True
    writes: bool = True

    def write(self, source: ExportSource, out: Path, options: ExportOptions) -> LossReport:
        """Write a project, document by document."""
        documents = 0
        with out.open("wb") as file:
            file.write(encode_header(source))
            for bundle in source.bundles():
                file.write(encode_line(_narrowed(bundle, source.layer)))
                documents += 1
        return LossReport(self.name, documents, files=((options.destination or out).name,))

    def preflight(self, source: ExportSource, options: ExportOptions) -> LossReport:
        """Nothing is ever lost."""
        return LossReport(self.name, sum(1 for _ in source.bundles()))

    def read(self, path: Path) -> Iterator[Bundle]:
        """The documents of a file. Raises FormatError with the line and what is wrong there."""
        return read_bundles(path)

    def schema(self, path: Path) -> Schema:
        """The schema of the project that a file comes from."""
        return read_header(path).schema

    def sniff(self, path: Path, head: bytes) -> bool:
        """Whether the first line is the header."""
        return MARK.search(head.split(b"\n", 1)[0]) is not None


def _narrowed(bundle: Bundle, annotator: str | None) -> Bundle:
    """Only the layer asked for, if one was."""
    if annotator is None:
        return bundle
    layers = tuple(layer for layer in bundle.layers if layer.annotator == annotator)
    decisions = tuple(decision for decision in bundle.decisions if decision.annotator == annotator)
    return replace(bundle, layers=layers, decisions=decisions)


FORMAT = GlossatorJsonl()
