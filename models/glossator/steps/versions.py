"""The versions of a project's schema: which one is in force, and what the names in it are."""

from __future__ import annotations

from glossator.schema import Schema, parse_schema
from glossator.store import Store
from glossator.store.strict import damaged


class SchemaInForce:
    """The project's schema, parsed once and again only where another version has come into force."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._version = 0
        self._schema: Schema | None = None

    def known(self) -> Schema:
        """The schema as it was when last looked at."""
        return self._schema or self.present()

    def present(self) -> Schema:
        """The schema as it is now: another program may have changed it."""
        version = self._store.schema_version()
        if self._schema is None or version != self._version:
            self._version, self._schema = version, latest_schema(self._store)
        return self._schema


def latest_schema(store: Store) -> Schema:
    """The schema in force, read from the file."""
    latest = store.schemas.where("1", order="t.id DESC LIMIT 1")
    if not latest:
        raise damaged(store.path, "schema", 0, "there is none")
    try:
        return parse_schema(latest[0].toml, where=f"the schema in {store.path}")
    except (RecursionError, ValueError, TypeError, KeyError) as error:
        raise damaged(store.path, "schema", latest[0].id, "its toml cannot be read") from error


def names_of(schema: Schema) -> list[tuple[str, str]]:
    """Every name that annotations can bear: what kind of name, and the name; a mode's as type/mode."""
    groups = (
        ("entity type", schema.entity_types),
        ("event type", schema.event_types),
        ("role", schema.roles),
        ("attribute", schema.attributes),
        ("context", schema.contexts),
        ("relation type", schema.relation_types),
    )
    names = [(kind, item.name) for kind, items in groups for item in items]
    return names + [("mode", f"{type_.name}/{mode.name}") for type_ in schema.event_types for mode in type_.modes]
