"""The one form that all formats of event corpora in JSON have; each is an `EventJson` with its own functions.

Part of `exchange`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, TypeAlias

from glossator.annotation import Bundle, LossReport
from glossator.exchange.base import ExportOptions, ExportSource
from glossator.exchange.chosen import choose_layer
from glossator.exchange.fields import Fields
from glossator.exchange.formats.event_json.own import KEY, digest, own_bundle, with_own
from glossator.exchange.formats.event_json.sources import Found, grouped, records_of
from glossator.exchange.formats.event_json.telling import Telling, tell
from glossator.exchange.losses import LossLog

Record: TypeAlias = dict[str, Any]
KEPT = (
    f"What is listed as lost stands in the key {KEY!r} of each document's first record: Glossator reads it back, other "
    "programs pass over it."
)
_compact = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class Encode(Protocol):
    """Writes the records of one document, and logs what they cannot say."""

    def __call__(self, telling: Telling) -> list[Record]: ...


class Decode(Protocol):
    """Reads the document that some records are of. Raises FormatError."""

    def __call__(self, records: Sequence[Fields], path: Path, position: int) -> Bundle: ...


@dataclass(frozen=True, slots=True)
class EventJson:
    """One object of JSON a line. `looks` tells by the keys of a record, or of its beginning, if it is of the format.

    `same` gives what the records of one document have in common.
    """

    name: str
    title: str
    encode: Encode
    decode: Decode
    same: Callable[[Record], object]
    looks: Callable[[frozenset[str]], bool]
    folder: bool = False
    reads: bool = True
    writes: bool = True
    suffixes: tuple[str, ...] = (".json", ".jsonl")

    def write(self, source: ExportSource, out: Path, options: ExportOptions) -> LossReport:
        """Write all documents to one file."""
        log = LossLog()
        with out.open("wb") as file:
            for bundle in source.bundles():
                for record in self.records(bundle, source, log):
                    file.write(line_of(record))
        return log.report(self.name, files=((options.destination or out).name,), notices=notices_of(log))

    def preflight(self, source: ExportSource, options: ExportOptions) -> LossReport:
        """The report alone."""
        log = LossLog()
        for bundle in source.bundles():
            self.encode(tell(bundle, choose_layer(bundle, source.layer), source.schema, log))
        return log.report(self.name, notices=notices_of(log))

    def records(self, bundle: Bundle, source: ExportSource, log: LossLog) -> list[Record]:
        """The records of one document, our own key in the first."""
        telling = tell(bundle, choose_layer(bundle, source.layer), source.schema, log)
        return with_own(self.encode(telling), telling.bundle)

    def read(self, path: Path) -> Iterator[Bundle]:
        """The documents of a file. Raises FormatError with the record and what is wrong there."""
        for position, group in enumerate(grouped(records_of(path), self.same)):
            own = own_bundle([found.record for found in group], group[0].where)
            yield own or self.decode([Fields(found.record, found.where) for found in group], path, position)

    def sniff(self, path: Path, head: bytes) -> bool:
        """Whether the first record has the keys of this format. A long record is cut off; what is seen of it counts."""
        return self.looks(keys_of(head))


def changed_since(path: Path, same: Callable[[Record], object]) -> list[str]:
    """What an import of the file should tell: documents that another program changed after Glossator wrote them."""
    changed = [group[0].where for group in grouped(records_of(path), same) if _is_changed(group)]
    if not changed:
        return []
    return [
        f"{changed[0]}{f' and {len(changed) - 1} more' if 1 < len(changed) else ''}: changed since Glossator wrote it. "
        f"Only what the format itself says was taken; the key {KEY!r} was passed over."
    ]


def line_of(record: Record) -> bytes:
    """A record as a line. A lone surrogate, as in the name of a file that is not UTF-8, is escaped."""
    return _compact(record).encode("utf-8", "backslashreplace") + b"\n"


def _is_changed(group: Sequence[Found]) -> bool:
    own = group[0].record.get(KEY)
    return isinstance(own, dict) and own.get("sha256") != digest([found.record for found in group])


def notices_of(log: LossLog) -> list[str]:
    """What a report says beside its losses."""
    return [KEPT] if log.losses else []


def keys_of(head: bytes) -> frozenset[str]:
    """The keys of the first record; where it is cut off, whatever may be one of them."""
    text = head.decode("utf-8", "ignore").lstrip("\ufeff \t\r\n[")
    if not text.startswith("{"):
        return frozenset()
    try:
        value, _ = json.JSONDecoder().raw_decode(text)
    except (ValueError, RecursionError):
        return frozenset(_seen(text))
    return frozenset(value)


def _seen(text: str) -> Iterator[str]:
    """The keys of an object that is cut off somewhere: names at depth one that a colon follows."""
    depth, start, escaped, quoted = 0, 0, False, False
    for place, letter in enumerate(text):
        if quoted:
            if escaped:
                escaped = False
            elif letter == "\\":
                escaped = True
            elif letter == '"':
                quoted = False
                if depth == 1 and text[place + 1 : place + 20].lstrip().startswith(":"):
                    yield text[start + 1 : place]
        elif letter == '"':
            quoted, start = True, place
        elif letter in "{[":
            depth += 1
        elif letter in "}]":
            depth -= 1
