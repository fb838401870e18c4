"""Migrations as text: a plan in TOML, or one change a word for the command line. Part of the schema layer."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable
from typing import Any, Final

from glossator.errors import SchemaError
from glossator.schema.migration.changes import (
    ByAttribute,
    BySurface,
    Change,
    Delete,
    Merge,
    Rename,
    Retype,
    Rule,
    Split,
)
from glossator.schema.migration.groups import GROUPS
from glossator.schema.model import Schema

_WHAT: Final = ("refuse", "drop", "free")
_KEYS: Final = ("rename", "merge", "split", "retype", "delete")


def read_plan(text: str, schema: Schema, *, where: str = "plan") -> tuple[Change, ...]:
    """The changes of a plan: tables [[change]], done in their order. Raises SchemaError, `where: what is wrong`."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SchemaError(f"{where}: {error}") from None
    tables = data.pop("change", [])
    if data or not isinstance(tables, list) or not tables or not all(isinstance(one, dict) for one in tables):
        raise SchemaError(f"{where}: a plan is a list of changes, each beginning with the line [[change]]")
    changes = []
    for number, table in enumerate(tables, start=1):
        try:
            changes.append(_change(dict(table), schema))
        except SchemaError as error:
            raise SchemaError(f"{where}, change {number}: {error}") from None
    return tuple(changes)


def _change(table: dict[str, Any], schema: Schema) -> Change:
    kinds = [key for key in _KEYS if key in table]
    if len(kinds) != 1:
        raise SchemaError(f"say one of {', '.join(_KEYS)}")
    kind = kinds[0]
    group, name = _address(_text(table, kind), schema)
    change: Change
    if kind == "rename":
        change = Rename(group, name, _text(table, "to"))
    elif kind == "merge":
        change = Merge(group, tuple(part.strip() for part in name.split(",")), _text(table, "into"))
    elif kind == "split":
        change = Split(group, name, _texts(table, "into"), _rule(table))
    elif kind == "retype":
        change = Retype(group, name, _text(table, "to"), _rule(table))
    else:
        change = Delete(group, name, _what(table.pop("what", "refuse")))
    if table:
        raise SchemaError(f"unknown key {next(iter(table))!r}")
    return change


def _text(table: dict[str, Any], key: str) -> str:
    found = table.pop(key, None)
    if not isinstance(found, str) or not found:
        raise SchemaError(f'{key} is missing; write {key} = "…"')
    return found


def _texts(table: dict[str, Any], key: str) -> tuple[str, ...]:
    found = table.pop(key, None)
    if not isinstance(found, list) or not all(isinstance(item, str) for item in found):
        raise SchemaError(f'{key} is a list of texts such as ["COMPANY", "MINISTRY"]')
    return tuple(found)


def _rule(table: dict[str, Any]) -> Rule | None:
    """`by_text` is name → pattern, `by_value` value → name, of the attribute `attribute`."""
    patterns, values, attribute = (table.pop(key, None) for key in ("by_text", "by_value", "attribute"))
    if patterns is not None:
        return BySurface(tuple((pattern, name) for name, pattern in _pairs(patterns, "by_text")))
    if values is None and attribute is None:
        return None
    if not isinstance(attribute, str):
        raise SchemaError('by_value needs the attribute: attribute = "…"')
    return ByAttribute(attribute, tuple(_pairs(values, "by_value")))


def _pairs(found: object, key: str) -> Iterable[tuple[str, str]]:
    if not isinstance(found, dict) or not all(isinstance(item, str) for item in found.values()):
        raise SchemaError(f"{key} is a table of texts")
    return found.items()


def _what(found: object) -> Any:
    if found not in _WHAT:
        raise SchemaError(f"what is one of {', '.join(_WHAT)}, not {found!r}")
    return found


def change_of(kind: str, text: str, schema: Schema) -> Change:
    """A change as the command line has it: `GROUP.NAME=NEW`. Raises SchemaError.

    merge: `GROUP.A,B=INTO`; split: `GROUP.NAME=A,B`; delete: `GROUP.NAME`, or `GROUP.NAME=drop` or `=free`.
    """
    left, sign, right = text.partition("=")
    group, name = _address(left.strip(), schema)
    right = right.strip()
    if kind == "delete":
        return Delete(group, name, _what(right or "refuse"))
    if not sign or not right:
        raise SchemaError(f"{text!r}: write GROUP.NAME=NEW, such as entity_types.ORG=ORGANISATION")
    makers: dict[str, Callable[[], Change]] = {
        "rename": lambda: Rename(group, name, right),
        "merge": lambda: Merge(group, _listed(name), right),
        "split": lambda: Split(group, name, _listed(right)),
        "retype": lambda: Retype(group, name, right),
    }
    return makers[kind]()


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(","))


def _address(text: str, schema: Schema) -> tuple[str, str]:
    """The group and the name of `GROUP.NAME`; the types of events may have dots in their own names."""
    kind, _, rest = text.partition(":")
    if kind in ("modes", "values") and rest:
        owners = schema.event_types if kind == "modes" else schema.attributes
        names = sorted((one.name for one in owners), key=len, reverse=True)
        owner = next((name for name in names if rest.startswith(f"{name}.")), rest.rpartition(".")[0])
        return f"{kind}:{owner}", rest[len(owner) + 1 :]
    group, dot, name = text.partition(".")
    if not dot or not name or group not in GROUPS:
        raise SchemaError(f"{text!r}: write GROUP.NAME, where GROUP is one of {', '.join(GROUPS)}")
    return group, name
