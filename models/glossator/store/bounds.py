"""Refuses annotations that end beyond their text: no page, export or model ever sees one. Part of the store."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from sqlite_utils import Database

from glossator.annotation import Event, Layer, Span, Suggestion
from glossator.errors import ProjectDamagedError
from glossator.store.strict import damaged, path_of


def length_of(database: Database, document_id: int) -> int | None:
    """The code points of a document's text; None where there is no such document."""
    row = database.execute("SELECT length FROM document WHERE id = ?", (document_id,)).fetchone()
    return row[0] if row is not None and type(row[0]) is int else None


def require_layer_within(database: Database, layer: Layer, length: int | None) -> None:
    """Refuse a layer of a text of `length` code points that reaches beyond it; None: there is no text to compare.

    Raises ProjectDamagedError.
    """
    if length is None:
        return
    for span in layer.spans:
        if length < span.fragments[-1][1]:
            raise _beyond(path_of(database), "span", span, length)
    for event in layer.events:
        if event.trigger and length < event.trigger[-1][1]:
            raise _beyond(path_of(database), "event", event, length)


def require_within(database: Database, suggestions: Iterable[Suggestion], length: int | None) -> None:
    """As `require_layer_within`, for suggestions and what their hints propose."""
    if length is None:
        return
    for item in suggestions:
        if length < item.fragments[-1][1]:
            raise _beyond(path_of(database), "suggestion", item, length)
        if item.hint is not None and any(length < part.fragments[-1][1] for part in item.hint.arguments):
            raise _beyond(path_of(database), "suggestion", item, length)


def _beyond(path: Path, kind: str, item: Span | Event | Suggestion, length: int) -> ProjectDamagedError:
    return damaged(path, kind, item.id, f"it reaches beyond the end of its text, which is at {length}")
