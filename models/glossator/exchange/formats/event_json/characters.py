"""A document of characters as a record gives it, and the places in it, checked.

Part of `exchange`; MAVEN-Arg and OmniEvent share it.
"""

from __future__ import annotations

from dataclasses import dataclass

from glossator.annotation import Document, Fragment, Metadata
from glossator.exchange.fields import Fields
from glossator.exchange.formats.event_json.building import document_of
from glossator.text.normalise import normalise
from glossator.text.sourcemap import SourceMap


@dataclass(frozen=True, slots=True)
class Characters:
    """A document, and the way from the file's offsets to those of its text."""

    document: Document
    map: SourceMap

    def place(self, fields: Fields, key: str, stated: str | None) -> Fragment:
        """`[start, end)` under a key, in code points of the file's text. Raises FormatError where the text differs."""
        pair = fields.integers(key)
        if len(pair) != 2:
            raise fields.error(f"{key!r} must be [start, end], not {list(pair)}")
        return self.between(fields, pair[0], pair[1], stated)

    def between(self, fields: Fields, start: int, end: int, stated: str | None) -> Fragment:
        """The same for two numbers."""
        size = self.map.source_starts[-1]
        if not 0 <= start < end <= size:
            raise fields.error(f"[{start}, {end}) is not within the text, which has {size} characters")
        place = self.map.from_source(start), self.map.from_source(end)
        found = self.document.text[slice(*place)]
        if not found:
            raise fields.error(f"at [{start}, {end}) stands nothing that a text keeps")
        if stated is not None and normalise(stated).text != found:
            raise fields.error(
                f"the text says {found!r} at [{start}, {end}), the annotation {stated!r}. Offsets count code points of "
                "the text"
            )
        return place


def characters_of(raw: str, name: str, position: int) -> Characters:
    """The document of a text as a file has it."""
    normalised = normalise(raw)
    return Characters(document_of(normalised.text, name, position, Metadata()), normalised.map)
