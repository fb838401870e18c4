"""Prodigy's JSONL: one task a line, spans with tokens, events as relations from trigger to filler.

Part of `exchange`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from glossator.annotation import Bundle, LossReport
from glossator.exchange.base import ExportOptions, ExportSource
from glossator.exchange.formats.prodigy.read import read_tasks
from glossator.exchange.formats.prodigy.task import task_of
from glossator.exchange.losses import LossLog

__all__ = ["FORMAT", "Prodigy"]

OTHER_KEYS = {
    *("label", "labels", "entities", "annotations", "pattern", "data", "format", "layers", "sha256"),
    *("events", "event_mentions", "entity_mentions"),
}
"""Keys that Prodigy's tasks of spans do not have, but other programs' lines do."""
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


@dataclass(frozen=True, slots=True)
class Prodigy:
    """Tasks for, and from, Prodigy."""

    name: str = "prodigy"
    title: str = "Prodigy JSONL"
    folder: bool = False
    reads: bool = True
    writes: bool = True

    def write(self, source: ExportSource, out: Path, options: ExportOptions) -> LossReport:
        """Write one task a document."""
        log = LossLog()
        with out.open("wb") as file:
            for bundle in source.bundles():
                task = task_of(bundle, log, layer_name=source.layer)
                file.write(_encode(task).encode("utf-8", "backslashreplace") + b"\n")
        return log.report(self.name, files=((options.destination or out).name,))

    def preflight(self, source: ExportSource, options: ExportOptions) -> LossReport:
        """The report alone."""
        log = LossLog()
        for bundle in source.bundles():
            task_of(bundle, log, layer_name=source.layer)
        return log.report(self.name)

    def read(self, path: Path) -> Iterator[Bundle]:
        """The documents of a file. Raises FormatError with the line and what is wrong there."""
        return read_tasks(path)

    def sniff(self, path: Path, head: bytes) -> bool:
        """Whether the first line is an object with a text and nothing that other programs put there."""
        first = head.lstrip(b"\xef\xbb\xbf").split(b"\n", 1)[0]
        try:
            record = json.loads(first)
        except ValueError:
            # A long first line is cut off; Prodigy writes the text first.
            return first.startswith((b'{"text":', b'{"text" :')) and b'"_input_hash"' in head
        if not isinstance(record, dict) or not isinstance(record.get("text"), str):
            return False
        return "answer" in record or "_task_hash" in record or not OTHER_KEYS & record.keys()


FORMAT = Prodigy()
