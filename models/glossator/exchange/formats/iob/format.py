"""The format of one token a line, whatever prefixes its tags are written with.

Part of `exchange`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from glossator.annotation import Bundle, LossReport
from glossator.exchange.base import ExportOptions, ExportSource
from glossator.exchange.formats.iob.columns import column, document_lines
from glossator.exchange.formats.iob.layout import DOCUMENT_MARK, find_layout
from glossator.exchange.formats.iob.reading import notices_of, read_bundles
from glossator.exchange.formats.tokens.lines import lines_of_head
from glossator.exchange.formats.tokens.tags import Found, Scheme
from glossator.exchange.losses import LossLog
from glossator.schema import Schema

_SUFFIXES = (".conll", ".iob", ".iob1", ".iob2", ".bio", ".bioes", ".bilou", ".nersuite")
_OTHERS = ("# global.columns", "#FORMAT=", "#id=")
"""How files of CoNLL-U Plus and of WebAnno (versions 3 and 2) begin: their columns may look the same."""
_MOST_SEEN = 500
"""Lines of a head that are looked at."""
_FEWEST_SEEN = 0.9
"""So many of a head's lines must be rows of the layout found in it."""


@dataclass(frozen=True, slots=True)
class TokenColumns:
    """One flat layer of labels. `recognised` are the schemes in whose name this format claims a file."""

    name: Scheme
    title: str
    recognised: tuple[Found, ...]
    folder: bool = False
    reads: bool = True
    writes: bool = True
    suffixes: tuple[str, ...] = _SUFFIXES

    def write(self, source: ExportSource, out: Path, options: ExportOptions) -> LossReport:
        """Write all documents to one file."""
        log = LossLog()
        with out.open("w", encoding="utf-8", newline="\n") as file:
            for bundle in source.bundles():
                file.write(document_lines(bundle, source.schema, log, layer_name=source.layer, scheme=self.name))
        return log.report(self.name, files=((options.destination or out).name,), notices=_notices(source.schema))

    def preflight(self, source: ExportSource, options: ExportOptions) -> LossReport:
        """The report alone."""
        log = LossLog()
        for bundle in source.bundles():
            document_lines(bundle, source.schema, log, layer_name=source.layer, scheme=self.name)
        return log.report(self.name, notices=_notices(source.schema))

    def read(self, path: Path) -> Iterator[Bundle]:
        """The documents of a file in any of the schemes. Raises FormatError with the line and what is wrong there."""
        return read_bundles(path, self.name)

    def notices(self, path: Path) -> tuple[str, ...]:
        """What reading takes for granted in this file. Raises FormatError as `read` does."""
        return notices_of(path)

    def sniff(self, path: Path, head: bytes) -> bool:
        """Whether nearly every line is a token with a tag, and the tags follow this scheme."""
        lines = lines_of_head(head)[:_MOST_SEEN]
        layout = None if lines and lines[0].startswith(_OTHERS) else find_layout(lines)
        if layout is None or not layout.prefixed or layout.scheme not in self.recognised:
            return False
        filled = [line for line in lines if line.strip() and not line.startswith(("#", DOCUMENT_MARK))]
        marked = any(line.startswith(DOCUMENT_MARK) for line in lines)
        if layout.scheme == "none" and not marked:
            return False
        return layout.separator == "pipe" or _FEWEST_SEEN * len(filled) <= layout.rows


def _notices(schema: Schema) -> list[str]:
    renamed = [one.name for one in schema.entity_types if column(one.name) != one.name]
    return [f"Labels are written without white space: {', '.join(renamed)}."] if renamed else []
