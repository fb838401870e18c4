"""Documents, their texts and the full-text index over them.

A text is kept by its content and stays when its document is removed, so that undoing and redoing an import is exact,
suggestions made for it are still there, and the journal need not repeat it. The index is kept here, not by triggers.
"""

from __future__ import annotations

import hashlib

from sqlite_utils import Database

from glossator.annotation import Document
from glossator.store.rows import Row
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
        return int(self._database.execute("SELECT coalesce(max(position), -1) + 1 FROM document").fetchone()[0])

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
        row = {"id": item.id, **self._codec.to_row(item, self._names.id_of)}
        self._database.execute(
            f"INSERT INTO document ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})", tuple(row.values())
        )
        self._database.execute("INSERT INTO text_index (rowid, body) VALUES (?, ?)", (item.id, item.text))

    def delete(self, object_id: int) -> None:
        """Remove a document from the project and the index. Its text and its id are remembered."""
        self._database.execute("DELETE FROM document WHERE id = ?", (object_id,))
        self._database.execute(
            "INSERT INTO text_index (text_index, rowid, body) VALUES ('delete', ?, ?)",
            (object_id, self.text(object_id)),
        )

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
            " JOIN thing ON thing.id = t.id JOIN text x ON x.document_id = t.id"
        )
