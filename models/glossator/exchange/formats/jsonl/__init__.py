"""Glossator JSONL: everything a project knows of its documents, one document a line, nothing lost.

Part of `exchange`. The first line is the header with the schema; ids are the file's own, uids stay.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol, TypeVar

from glossator.annotation import Agreed, Bundle, LossReport
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
from glossator.exchange.formats.jsonl.references import anchored
from glossator.schema import Schema

__all__ = ["FORMAT", "VERSION", "GlossatorJsonl", "Header", "read_header"]


class _Owned(Protocol):
    @property
    def annotator(self) -> str: ...


Owned = TypeVar("Owned", bound=_Owned)


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
            file.write(encode_header(replace(source, agreed=_agreed_by(source.agreed, source.layer))))
            for bundle in source.bundles():
                file.write(encode_line(anchored(_narrowed(bundle, source.layer))))
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

    def agreed(self, path: Path) -> Agreed:
        """What people agreed on that concerns no document."""
        return read_header(path).agreed

    def sniff(self, path: Path, head: bytes) -> bool:
        """Whether the first line is the header."""
        return MARK.search(head.split(b"\n", 1)[0]) is not None


def _narrowed(bundle: Bundle, annotator: str | None) -> Bundle:
    """Only the layer asked for, if one was."""
    if annotator is None:
        return bundle
    return replace(
        bundle,
        layers=_by(bundle.layers, annotator),
        decisions=_by(bundle.decisions, annotator),
        same_events=_by(bundle.same_events, annotator),
        exemptions=_by(bundle.exemptions, annotator),
        rulings=_by(bundle.rulings, annotator),
    )


def _agreed_by(agreed: Agreed, annotator: str | None) -> Agreed:
    if annotator is None:
        return agreed
    return Agreed(_by(agreed.exemptions, annotator), _by(agreed.rulings, annotator))


def _by(items: tuple[Owned, ...], annotator: str) -> tuple[Owned, ...]:
    return tuple(item for item in items if item.annotator == annotator)


FORMAT = GlossatorJsonl()
