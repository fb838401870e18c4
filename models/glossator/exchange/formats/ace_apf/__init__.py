"""ACE 2005 APF: annotations in XML beside a text in SGML. Read only.

Part of `exchange`. Offsets are of the text without its tags, the end is the last character itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from glossator.annotation import Bundle, LossReport
from glossator.errors import ExportError
from glossator.exchange.base import ExportOptions, ExportSource
from glossator.exchange.formats.ace_apf.read import read_pair


@dataclass(frozen=True, slots=True)
class AceApf:
    """Pairs of X.apf.xml and X.sgm."""

    name: str = "ace-apf"
    title: str = "ACE 2005 APF"
    folder: bool = False
    reads: bool = True
    writes: bool = False
    suffixes: tuple[str, ...] = (".xml",)

    def write(self, source: ExportSource, out: Path, options: ExportOptions) -> LossReport:
        """Never."""
        raise ExportError("ACE APF can be read but not written. Export to oneie or omnievent, which its readers take.")

    def preflight(self, source: ExportSource, options: ExportOptions) -> LossReport:
        """Never."""
        raise ExportError("ACE APF can be read but not written. Export to oneie or omnievent, which its readers take.")

    def read(self, path: Path) -> Iterator[Bundle]:
        """The document of one pair, given by its .apf.xml. Raises FormatError, and ReadError without the text."""
        yield read_pair(path)

    def sniff(self, path: Path, head: bytes) -> bool:
        """Whether it is the XML of a pair."""
        return b"<source_file" in head and b"DOCID" in head


FORMAT = AceApf()
