"""Which names of the schema annotations bear, of whatever annotator."""

from __future__ import annotations

from sqlite_utils import Database

_SQL = """
SELECT 'entity type', label FROM span WHERE label IS NOT NULL
UNION SELECT 'event type', type FROM event
UNION SELECT 'role', role FROM argument
UNION SELECT 'attribute', j.key FROM span, json_each(span.attributes) j
UNION SELECT 'attribute', j.key FROM event, json_each(event.attributes) j
UNION SELECT 'context', j.value FROM event, json_each(event.contexts) j
UNION SELECT 'context', j.value FROM layer, json_each(layer.contexts) j
UNION SELECT 'relation type', type FROM relation
UNION SELECT 'mode', event.type || '/' || j.value FROM event, json_each(event.modes) j
"""


def names_in_use(database: Database) -> list[tuple[str, str]]:
    """What kind of name, and the name; a mode's as type/mode."""
    return [(kind, name) for kind, name in database.execute(_SQL).fetchall()]
