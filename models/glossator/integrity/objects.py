"""Objects written to plain tables as images say they are: the inverse of `present_images`. Part of integrity."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from glossator.integrity.images import Row
from glossator.integrity.reference import STEPPED, Layout


class Writer:
    """Writes images into the tables of a file: with their parts, and their ids and uids."""

    def __init__(self, connection: sqlite3.Connection, layout: Layout) -> None:
        self._connection = connection
        self._columns = {kind: tuple(layout.tables[table].columns) for kind, table in layout.stepped.items()}

    def write(self, kind: str, image: Row) -> None:
        """Write one object."""
        columns = self._columns[kind]
        names = ", ".join(f'"{name}"' for name in columns)
        values = [self._value(name, image[name]) for name in columns]
        self._connection.execute(
            "INSERT OR REPLACE INTO thing (id, kind, uid) VALUES (?, ?, ?)",
            (image["id"], kind, bytes.fromhex(image["uid"])),
        )
        self._connection.execute(
            f"INSERT INTO {STEPPED[kind]} ({names}) VALUES ({', '.join('?' * len(columns))})",
            values,
        )
        self._write_parts(kind, image)

    def _value(self, name: str, value: Any) -> Any:
        return bytes.fromhex(value) if name == "source_map" and value is not None else value

    def _write_parts(self, kind: str, image: Row) -> None:
        if kind == "event":
            self._connection.executemany(
                "INSERT INTO argument (event_id, position, role, filler_id, country, sectors)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                [
                    (image["id"], position, role, filler, country, _json(sectors))
                    for position, (role, filler, country, sectors) in enumerate(image["arguments"])
                ],
            )
        elif kind == "entity":
            self._connection.executemany(
                "INSERT INTO mention (entity_id, position, span_id) VALUES (?, ?, ?)",
                [(image["id"], position, span) for position, span in enumerate(image["mentions"])],
            )
        elif kind == "same_event":
            self._connection.executemany(
                "INSERT INTO same_event_member (same_event_id, position, event_id, document_id) VALUES (?, ?, ?, ?)",
                [(image["id"], place, event, document) for place, (event, document) in enumerate(image["events"])],
            )


def _json(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, separators=(",", ":"))
