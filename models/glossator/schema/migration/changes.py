"""The changes that a migration is made of, as data. Part of the schema layer.

`group` says which names are meant: "entity_types", "event_types", "modes:TYPE", "roles", "attributes",
"values:ATTRIBUTE", "contexts", "sectors" or "relation_types".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias


@dataclass(frozen=True, slots=True)
class ByAttribute:
    """A rule: the value of a thing's attribute decides. `names` are (value, name) pairs."""

    attribute: str
    names: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class BySurface:
    """A rule: the words in the text decide. `names` are (regular expression, name) pairs; the first that is found."""

    names: tuple[tuple[str, str], ...]


Rule: TypeAlias = ByAttribute | BySurface


@dataclass(frozen=True, slots=True)
class Rename:
    """A name becomes one that nothing has yet."""

    group: str
    name: str
    to: str


@dataclass(frozen=True, slots=True)
class Merge:
    """Several names become one: one of them, another that there is, or a new one."""

    group: str
    names: tuple[str, ...]
    into: str


@dataclass(frozen=True, slots=True)
class Split:
    """A name becomes several, of which it may be one. What no rule decides takes the first, with a flag on it."""

    group: str
    name: str
    into: tuple[str, ...]
    by: Rule | None = None


@dataclass(frozen=True, slots=True)
class Delete:
    """A name goes. `what` is to be done with what bears it: refuse; drop it too; or, of spans, free them of a label."""

    group: str
    name: str
    what: Literal["refuse", "drop", "free"] = "refuse"


@dataclass(frozen=True, slots=True)
class Retype:
    """What bears a name gets another that there is, all of it or what a rule gives that name. The schema stays."""

    group: str
    name: str
    to: str
    by: Rule | None = None


Change: TypeAlias = Rename | Merge | Split | Delete | Retype

_SINGULAR = {
    "entity_types": "entity type",
    "event_types": "event type",
    "roles": "role",
    "attributes": "attribute",
    "contexts": "context",
    "sectors": "sector",
    "relation_types": "relation type",
}


def words_of(change: Change) -> str:
    """A change in words, such as "rename entity type ORG to ORGANISATION"."""
    what = group_words(change.group)
    if isinstance(change, Rename):
        return f"rename {what} {change.name} to {change.to}"
    if isinstance(change, Merge):
        return f"merge {what} {', '.join(change.names)} into {change.into}"
    if isinstance(change, Split):
        return f"split {what} {change.name} into {', '.join(change.into)}"
    if isinstance(change, Delete):
        return f"delete {what} {change.name}"
    return f"turn {what} {change.name} into {change.to}"


def group_words(group: str) -> str:
    """What one of a group is called, such as "mode of CONSULT"."""
    kind, _, of = group.partition(":")
    if kind == "modes":
        return f"mode of {of}"
    return f"value of {of}" if kind == "values" else _SINGULAR.get(kind, kind)
