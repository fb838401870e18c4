"""CoNLL-U: one word a line in ten columns, entities as brackets (`Entity=`, as CorefUD and GUM write them) in the last.

Part of `exchange`. Documented at universaldependencies.org/format.html and ufal.mff.cuni.cz/corefud.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from glossator.annotation import Bundle, LossReport
from glossator.exchange.base import ExportOptions, ExportSource
from glossator.exchange.formats.conllu.reading import notices_of, read_bundles
from glossator.exchange.formats.conllu.rows import looks_like
from glossator.exchange.formats.conllu.writing import document_lines
from glossator.exchange.formats.tokens.lines import lines_of_head
from glossator.exchange.losses import LossLog

__all__ = ["FORMAT", "ConllU", "notices"]


@dataclass(frozen=True, slots=True)
class ConllU:
    """Words with the spaces between them, spans of any shape, and what they mention together."""

    name: str = "conllu"
    title: str = "CoNLL-U with entities (CorefUD)"
    folder: bool = False
    reads: bool = True
    writes: bool = True
    suffixes: tuple[str, ...] = (".conllu", ".conllup")

    def write(self, source: ExportSource, out: Path, options: ExportOptions) -> LossReport:
        """Write all documents to one file."""
        log = LossLog()
        with out.open("w", encoding="utf-8", newline="\n") as file:
            for number, bundle in enumerate(source.bundles(), start=1):
                lines = document_lines(bundle, source.schema, log, layer_name=source.layer, number=number)
                file.writelines(lines)
        return log.report(self.name, files=((options.destination or out).name,))

    def preflight(self, source: ExportSource, options: ExportOptions) -> LossReport:
        """The report alone."""
        log = LossLog()
        for number, bundle in enumerate(source.bundles(), start=1):
            document_lines(bundle, source.schema, log, layer_name=source.layer, number=number)
        return log.report(self.name)

    def read(self, path: Path) -> Iterator[Bundle]:
        """The documents of a file. Raises FormatError with the line and what is wrong there."""
        return read_bundles(path)

    def notices(self, path: Path) -> tuple[str, ...]:
        """What of this file is not kept. Raises FormatError as `read` does."""
        return notices_of(path)

    def sniff(self, path: Path, head: bytes) -> bool:
        """Whether the first word stands in a line of CoNLL-U, or the first line names the columns."""
        return looks_like(lines_of_head(head))


FORMAT = ConllU()


def notices(path: Path) -> tuple[str, ...]:
    """What of a file is not kept. Raises FormatError as reading does."""
    return FORMAT.notices(path)
