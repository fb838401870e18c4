"""The spans of one Prodigy task, with checked offsets into the normalised text.

Part of `exchange`; see `read`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from glossator.annotation import Document, Fragment
from glossator.exchange.fields import Fields
from glossator.text.sourcemap import SourceMap

UNNAMED = "SPAN"
"""The label of a span that Prodigy shows without one."""


class Mark(NamedTuple):
    """One span of a task. `key` is the short name that our own exports give; the rest as Prodigy has it."""

    fragment: Fragment
    label: str
    key: str | None
    score: float
    source: str | None


def marks_of(task: Fields, document: Document, map_: SourceMap) -> Iterator[Mark]:
    """Every span of a task. Raises FormatError for one that is outside the text, or whose stated text differs."""
    for fields in task.objects("spans"):
        fragment = read_fragment(fields, document, map_)
        stated = fields.optional("text")
        if stated is not None and stated != document.text[slice(*fragment)]:
            found = document.text[slice(*fragment)]
            raise fields.error(f"the text says {found!r} at {list(fragment)}, the span {stated!r}")
        key = fields.optional("id") if _is_text(fields, "id") else None
        score = fields.number("score") if "score" in fields else 1.0
        source = fields.optional("source") if _is_text(fields, "source") else None
        yield Mark(fragment, fields.optional("label") or UNNAMED, key, score, source)


def read_fragment(fields: Fields, document: Document, map_: SourceMap) -> Fragment:
    """`start` and `end`, characters of the text as it stands in the file."""
    start, end = fields.integer("start"), fields.integer("end")
    if not 0 <= start < end <= map_.source_starts[-1]:
        raise fields.error(f"[{start}, {end}) is not within the text, which has {map_.source_starts[-1]} characters")
    return map_.from_source(start), map_.from_source(end)


def _is_text(fields: Fields, key: str) -> bool:
    return isinstance(fields.peek(key), str)
