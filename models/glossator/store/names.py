"""Which names of the schema annotations bear, of whatever annotator."""

from __future__ import annotations

from collections import Counter
from typing import TypeAlias

from sqlite_utils import Database

Name: TypeAlias = tuple[str, str]
"""What kind of name, and the name: a mode's as type/mode, a value's as attribute=value."""

_BORNE = """
SELECT 'entity type' AS kind, label AS name FROM span WHERE label IS NOT NULL
UNION ALL SELECT 'event type', type FROM event
UNION ALL SELECT 'role', role FROM argument
UNION ALL SELECT 'attribute', j.key FROM span, json_each(span.attributes) j
UNION ALL SELECT 'attribute', j.key FROM event, json_each(event.attributes) j
UNION ALL SELECT 'attribute', j.key FROM entity, json_each(entity.attributes) j
UNION ALL SELECT 'context', j.value FROM event, json_each(event.contexts) j
UNION ALL SELECT 'context', j.value FROM layer, json_each(layer.contexts) j
UNION ALL SELECT 'relation type', type FROM relation
UNION ALL SELECT 'mode', event.type || '/' || j.value FROM event, json_each(event.modes) j
"""
_VALUES = " ".join(
    f"UNION ALL SELECT 'value', j.key || '=' || v.value FROM {table}, json_each({table}.attributes) j,"
    " json_each(CASE j.type WHEN 'array' THEN j.value ELSE json_array(j.value) END) v"
    for table in ("span", "event", "entity")
)


def names_in_use(database: Database) -> list[Name]:
    """The names that annotations bear; no values."""
    return [(kind, name) for kind, name in database.execute(f"SELECT DISTINCT kind, name FROM ({_BORNE})").fetchall()]


def count_of_names(database: Database) -> Counter[Name]:
    """How often annotations bear each name, and each value of an attribute."""
    rows = database.execute(f"SELECT kind, name, count(*) FROM ({_BORNE} {_VALUES}) GROUP BY kind, name")
    return Counter({(kind, name): count for kind, name, count in rows.fetchall()})
