"""Documents, their texts and the full-text index over them.

A text is kept by its content and stays when its document is removed, so that undoing and redoing an import is exact,
suggestions made for it are still there, and the journal need not repeat it. The index is kept here, not by triggers.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

from sqlite_utils import Database

from glossator.annotation import Document
from glossator.store.rows import Row
from glossator.store.strict import whole
from glossator.store.tables import Codec, Names, Table, rows_of

_REMEMBERED_TEXTS = 4


def text_sha256(text: str) -> str:
    """The content address of a text."""
    return hashlib.sha256(text.encode()).hexdigest()


class DocumentTable(Table[Document]):
    """Documents that are present in the project; `text` remembers those that were removed as well."""

    def __init__(self, database: Database, codec: Codec[Document], names: Names) -> None:
        super().__init__(database, codec, names)
        self._texts: dict[int, str] = {}

    def id_of_text(self, sha256: str) -> tuple[int, bytes, bool] | None:
        """The id and uid that this text has or had, and whether a document with it is present."""
        row = self._database.execute(
            "SELECT x.document_id, thing.uid, t.id IS NOT NULL FROM text x JOIN thing ON thing.id = x.document_id"
            " LEFT JOIN document t ON t.id = x.document_id WHERE x.sha256 = ?",
            (sha256,),
        ).fetchone()
        return None if row is None else (row[0], row[1], bool(row[2]))

    def next_position(self) -> int:
        """One past the last document's position."""
        row = self._database.execute("SELECT coalesce(max(position), -1) FROM document").fetchone()
        if row[0] == -1:
            return 0
        return whole(row[0], "position") + 1

    def text(self, document_id: int) -> str | None:
        """A document's text, also of one that was removed. Texts never change, so a few are remembered."""
        if document_id not in self._texts:
            row = self._database.execute("SELECT body FROM text WHERE document_id = ?", (document_id,)).fetchone()
            if row is None:
                return None
            while _REMEMBERED_TEXTS <= len(self._texts):
                self._texts.pop(next(iter(self._texts)))
            self._texts[document_id] = str(row[0])
        return self._texts[document_id]

    def forget(self) -> None:
        """Drop the remembered texts: a transaction was rolled back, and their ids may be given out again."""
        self._texts.clear()

    def ids(self) -> list[int]:
        """The documents' ids, in their order."""
        return [row[0] for row in self._database.execute("SELECT id FROM document ORDER BY position, id").fetchall()]

    def lengths(self) -> list[tuple[int, int]]:
        """The documents' ids and the code points of their texts, in order."""
        return self._database.execute("SELECT id, length FROM document ORDER BY position, id").fetchall()

    def insert(self, item: Document) -> None:
        """Write a document, and its text unless the project remembers it, and index it."""
        if self.text(item.id) is None:
            self._database.execute("INSERT INTO thing (id, kind, uid) VALUES (?, 'document', ?)", (item.id, item.uid))
            self._database.execute(
                "INSERT INTO text (document_id, sha256, body) VALUES (?, ?, ?)", (item.id, item.sha256, item.text)
            )
        super().insert(item)

    def insert_images(self, images: Sequence[Row]) -> None:
        """Write documents whose texts the project has, and index them."""
        super().insert_images(images)
        self._many(
            "INSERT INTO text_index (rowid, body) SELECT document_id, body FROM text WHERE document_id = ?",
            [(image["id"],) for image in images],
        )

    def delete_all(self, ids: Sequence[int]) -> None:
        """Remove documents from the project and the index. Their texts and ids are remembered."""
        self._delete_from("document", "id", ids)
        self._many(
            "INSERT INTO text_index (text_index, rowid, body)"
            " SELECT 'delete', document_id, body FROM text WHERE document_id = ?",
            [(number,) for number in ids],
        )

    def is_present(self, document_id: int) -> bool:
        """Whether the project has this document now."""
        return bool(self._database.execute("SELECT 1 FROM document WHERE id = ?", (document_id,)).fetchone())

    def is_known(self, document_id: int) -> bool:
        """Whether the project has, or had, a document with this id."""
        return bool(self._database.execute("SELECT 1 FROM text WHERE document_id = ?", (document_id,)).fetchone())

    def image(self, item: Document) -> Row:
        """The row without the text; bytes as hex."""
        image = super().image(item)
        return {**image, "source_map": item.source_map.hex() if item.source_map is not None else None}

    def from_image(self, image: Row) -> Document:
        """The inverse of `image`; the text comes from `text`."""
        row = rows_of(self._database, "SELECT body, sha256 FROM text WHERE document_id = ?", (image["id"],))[0]
        source_map = image["source_map"]
        return super().from_image(
            {**image, **row, "source_map": bytes.fromhex(source_map) if source_map is not None else None}
        )

    def _select(self) -> str:
        return (
            "SELECT t.*, thing.uid AS uid, x.body, x.sha256 FROM document t"
            " LEFT JOIN thing ON thing.id = t.id LEFT JOIN text x ON x.document_id = t.id"
        )

    def _images(self, rows: list[Row]) -> dict[int, Row]:
        return {
            number: {**image, "source_map": image["source_map"].hex() if image["source_map"] is not None else None}
            for number, image in super()._images(rows).items()
        }

    def _register(self, images: Sequence[Row]) -> None:
        """Nothing to do: a document's entry in `thing` came with its text, and stays with it."""

    def _values(self, image: Row) -> tuple[Any, ...]:
        source_map = image["source_map"]
        return super()._values({**image, "source_map": bytes.fromhex(source_map) if source_map is not None else None})
