"""The names that annotations may bear: those of every version of the schema that there ever was. Part of integrity.

Not only those of the version in force: where two people work on one project, undoing a change of the schema and redoing
annotations made before it leaves, rightly, names that only an earlier version has.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256

from glossator.errors import SchemaError
from glossator.integrity.values import Name, Used
from glossator.integrity.verdict import Report
from glossator.integrity.words import note
from glossator.integrity.workbench import Workbench, shortened
from glossator.schema import parse_schema
from glossator.steps.versions import names_of


@dataclass(frozen=True, slots=True)
class _Names:
    """The names of one schema. `open` are attributes that any value fits."""

    names: frozenset[Name]
    open: frozenset[str]


@lru_cache(maxsize=16)
def _names_in(toml: str) -> _Names | None:
    """The names of a schema; None where it is none. The same few are asked for again and again."""
    try:
        schema = parse_schema(toml)
    except (SchemaError, RecursionError):
        return None
    values = [("value", f"{one.name}={value}") for one in schema.attributes for value in one.values]
    return _Names(frozenset([*names_of(schema), *values]), frozenset(o.name for o in schema.attributes if not o.values))


class KnownNames:
    """Takes in schemas, and says which names none of them has."""

    def __init__(self) -> None:
        self._names: set[Name] = set()
        self._open: set[str] = set()
        self._seen: dict[bytes, bool] = {}

    def take(self, toml: str) -> bool:
        """Whether this is a schema; its names are known from now on."""
        key = sha256(toml.encode(errors="surrogatepass")).digest()
        if key not in self._seen:
            found = _names_in(toml)
            self._seen[key] = found is not None
            if found is not None:
                self._names |= found.names
                self._open |= found.open
        return self._seen[key]

    def __contains__(self, name: Name) -> bool:
        return name in self._names or (name[0] == "value" and self._is_open(name[1]))

    def _is_open(self, value: str) -> bool:
        # An attribute's own name may hold the sign as well.
        return any(value.startswith(f"{name}=") for name in self._open)

    def unknown(self, used: Used) -> Iterator[Name]:
        """The names that no schema has."""
        return (name for name in used.names if name not in self)


def check_schemas(bench: Workbench, known: KnownNames, report: Report) -> None:
    """The versions of the schema that the project has."""
    versions = bench.connection.execute("SELECT id, toml FROM schema ORDER BY id").fetchall()
    for number, toml in versions:
        if not known.take(toml):
            what = f"A version of the schema ({number}) cannot be read."
            report.add("project.schema", what, table="schema", id=number)
    if not versions:
        report.add("project.schema", "The project has no schema.", table="schema")


def check_names(bench: Workbench, used: Used, known: KnownNames, report: Report) -> None:
    """Every name that annotations bear, once all schemas have been taken in."""
    for kind, name in known.unknown(used):
        said = f"has the {kind} “{shortened(name)}”, which no version of the schema has had"
        for table, number in used.names[kind, name]:
            note(report, bench, "name.unknown", table, number, said)
