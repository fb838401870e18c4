"""Label Studio's tasks, and beside them its labelling configuration, `labelling.xml`.

Part of `exchange`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from glossator.annotation import Bundle, LossReport
from glossator.errors import ExportError, FormatError, SchemaError
from glossator.exchange.base import ExportOptions, ExportSource
from glossator.exchange.formats.labelstudio.controls import TRIGGER, labelling_config
from glossator.exchange.formats.labelstudio.read import read_tasks
from glossator.exchange.formats.labelstudio.sources import CONFIG, config_path
from glossator.exchange.formats.labelstudio.write import task_of, used_labels
from glossator.exchange.losses import LossLog
from glossator.exchange.records import json_bytes
from glossator.schema import Schema
from glossator.schema.foreign.labelstudio import read_labelling_config
from glossator.schema.foreign.labelstudio.tree import read_tree
from glossator.schema.types import EventType

__all__ = ["FORMAT", "LabelStudio"]

_MARK = "<!-- Written by Glossator -->"
_OWN_KEYS = (b'"annotations"', b'"predictions"', b'"completions"', b'"from_name"')


@dataclass(frozen=True, slots=True)
class LabelStudio:
    """Tasks for, and from, Label Studio."""

    name: str = "labelstudio"
    title: str = "Label Studio JSON"
    folder: bool = False
    reads: bool = True
    writes: bool = True
    suffixes: tuple[str, ...] = (".json",)

    def write(self, source: ExportSource, out: Path, options: ExportOptions) -> LossReport:
        """Write one task a document, and the labelling configuration beside them."""
        log, target = LossLog(), options.destination or out
        further: dict[str, None] = {}
        config = _config_for(target)
        with out.open("wb") as file:
            for place, bundle in enumerate(source.bundles()):
                task = task_of(bundle, source.schema, log, layer_name=source.layer)
                file.write((b",\n" if place else b"[\n") + json_bytes(task))
                further |= dict.fromkeys(used_labels(bundle.layers, source.schema))
            file.write(b"\n]\n" if log.documents else b"[]\n")
        unfinished = out.with_name(f"{out.name}.config")
        text = f"{_MARK}\n{labelling_config(source.schema, further=further)}"
        unfinished.write_text(text, encoding="utf-8", newline="\n")
        unfinished.replace(config)
        return log.report(self.name, files=(target.name, config.name), notices=_notices(source))

    def preflight(self, source: ExportSource, options: ExportOptions) -> LossReport:
        """The report alone."""
        log = LossLog()
        for bundle in source.bundles():
            task_of(bundle, source.schema, log, layer_name=source.layer)
        return log.report(self.name, notices=_notices(source))

    def read(self, path: Path) -> Iterator[Bundle]:
        """The documents of a file. Raises FormatError with the line and what is wrong there."""
        return read_tasks(path, [])

    def notices(self, path: Path) -> tuple[str, ...]:
        """What was converted or left out in reading."""
        found: list[str] = []
        for _ in read_tasks(path, found):
            pass
        return tuple(found)

    def schema(self, path: Path) -> Schema:
        """The schema that the labelling configuration beside a file is; an empty one where there is none."""
        found = config_path(path)
        if found is None:
            return Schema("labelstudio", "Label Studio")
        try:
            text = found.read_bytes().decode("utf-8", "replace")
            schema = read_labelling_config(text, where=str(found))
            return _with_events(schema, text, where=str(found)) if _MARK in text else schema
        except SchemaError as error:
            raise FormatError(f"{error}. Mend it, or take the file away to import without it.") from error

    def sniff(self, path: Path, head: bytes) -> bool:
        """Whether the first records are objects with data and annotations or predictions of it."""
        start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
        return start in (b"[", b"{") and b'"data"' in head and any(key in head for key in _OWN_KEYS)


def _notices(source: ExportSource) -> tuple[str, ...]:
    said = "In Label Studio, set up a project with the labelling configuration first; then import the tasks."
    return (said,) if source.schema.entity_types else ()


def _config_for(target: Path) -> Path:
    """Where the configuration goes: never over one that somebody else wrote."""
    found = target
    for name in (CONFIG, f"{target.stem}.{CONFIG}"):
        found = target.with_name(name)
        if not found.exists():
            return found
        if found.is_file() and found.read_bytes()[:200].startswith(_MARK.encode()):
            return found
    raise ExportError(f"{found} is in the way, and no export has made it. Choose another name for the export.")


def _with_events(schema: Schema, text: str, *, where: str) -> Schema:
    """Our own configuration again: the labels of triggers are event types; what are roles is not said."""
    tags = [tag for tag in read_tree(text, where=where).walk() if tag.name == "labels" and tag.get("name") == TRIGGER]
    names = {label.get("value") or "" for tag in tags for label in tag.children}
    return replace(
        schema,
        entity_types=tuple(one for one in schema.entity_types if one.name not in names),
        event_types=tuple(EventType(name, name) for name in sorted(names) if name),
        relation_types=(),
        attributes=(),
    )


FORMAT = LabelStudio()
