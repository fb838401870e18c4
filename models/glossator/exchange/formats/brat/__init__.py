"""brat's standoff: a folder with X.txt and X.ann for each document, and annotation.conf and visual.conf for all.

Part of `exchange`. Reads .ann, and .a1 with .a2, beside the .txt they belong to; a folder stands for all files in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from glossator.annotation import Bundle, LossReport
from glossator.exchange.base import ExportOptions, ExportSource
from glossator.exchange.chosen import choose_layer
from glossator.exchange.filenames import FileNames
from glossator.exchange.formats.brat.conf import Configuration, configuration
from glossator.exchange.formats.brat.folder import ANNOTATION_CONF, VISUAL_CONF, looks_like, read_path, schema_of
from glossator.exchange.formats.brat.used import UsedNames
from glossator.exchange.formats.brat.write import annotation_lines
from glossator.exchange.losses import LossLog
from glossator.schema import Schema

__all__ = ["FORMAT", "Brat"]


@dataclass(frozen=True, slots=True)
class Brat:
    """Folders for, and from, brat."""

    name: str = "brat"
    title: str = "brat standoff"
    folder: bool = True
    reads: bool = True
    writes: bool = True
    suffixes: tuple[str, ...] = (".ann", ".a1")

    def write(self, source: ExportSource, out: Path, options: ExportOptions) -> LossReport:
        """Write a folder."""
        out.mkdir()
        log, names, files = LossLog(), FileNames(suffix=".txt"), [ANNOTATION_CONF, VISUAL_CONF]
        found = _configured(source)
        (out / ANNOTATION_CONF).write_text(found.annotation_conf, encoding="utf-8", newline="\n")
        (out / VISUAL_CONF).write_text(found.visual_conf, encoding="utf-8", newline="\n")
        for bundle in source.bundles():
            stem = names.take(bundle.document.name)
            text = annotation_lines(bundle, found, log, layer_name=source.layer)
            (out / f"{stem}.txt").write_text(bundle.document.text, encoding="utf-8", newline="\n")
            (out / f"{stem}.ann").write_text(text, encoding="utf-8", newline="\n")
            files += f"{stem}.txt", f"{stem}.ann"
        return log.report(self.name, files=files, notices=(*found.notices, *names.notices()))

    def preflight(self, source: ExportSource, options: ExportOptions) -> LossReport:
        """The report alone."""
        log, names = LossLog(), FileNames(suffix=".txt")
        found = _configured(source)
        for bundle in source.bundles():
            names.take(bundle.document.name)
            annotation_lines(bundle, found, log, layer_name=source.layer)
        return log.report(self.name, notices=(*found.notices, *names.notices()))

    def read(self, path: Path) -> Iterator[Bundle]:
        """The document of an .ann or .a1 file, or those of a folder. Raises FormatError with the line."""
        return (bundle for bundle, _ in read_path(path))

    def notices(self, path: Path) -> tuple[str, ...]:
        """What was converted in reading: offsets that were not characters."""
        return tuple(notice for _, notices in read_path(path) for notice in notices)

    def schema(self, path: Path) -> Schema:
        """The schema that annotation.conf beside a file is; an empty one where there is none."""
        return schema_of(path)

    def sniff(self, path: Path, head: bytes) -> bool:
        """Whether this is an .ann or .a1 beside the .txt it belongs to, or begins like one."""
        return looks_like(path, head)


def _configured(source: ExportSource) -> Configuration:
    used = UsedNames(source.schema)
    for bundle in source.bundles():
        used.add(choose_layer(bundle, source.layer))
    return configuration(used)


FORMAT = Brat()
