"""What becomes of one name that one thing bears. Part of the schema layer; pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from glossator.errors import SchemaError
from glossator.schema.checks import unknown
from glossator.schema.migration.changes import (
    ByAttribute,
    Change,
    Delete,
    Merge,
    Rename,
    Retype,
    Rule,
)
from glossator.schema.model import Schema

_LONGEST_PATTERN = 500


@dataclass(frozen=True, slots=True)
class Bearer:
    """What a rule looks at: the words in the text, and the attributes."""

    text: str = ""
    attributes: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Verdict:
    """The name that a thing bears from now on; None: none. `decide` are the names that a person has to choose from."""

    name: str | None
    decide: tuple[str, ...] = ()


def names_of_change(change: Change) -> tuple[str, ...]:
    """The names whose bearers a change is about."""
    if isinstance(change, Merge):
        return tuple(name for name in dict.fromkeys(change.names) if name != change.into)
    return (change.name,)


def verdict_of(change: Change, bearer: Bearer) -> Verdict:
    """What becomes of a name that the change is about, where this bears it."""
    if isinstance(change, Rename):
        return Verdict(change.to)
    if isinstance(change, Merge):
        return Verdict(change.into)
    if isinstance(change, Delete):
        return Verdict(None)
    ruled = _ruled(change.by, bearer) if change.by is not None else None
    if isinstance(change, Retype):
        return Verdict(change.to if change.by is None else ruled or change.name)
    return Verdict(ruled) if ruled is not None else Verdict(change.into[0], tuple(dict.fromkeys(change.into)))


def _ruled(rule: Rule, bearer: Bearer) -> str | None:
    if isinstance(rule, ByAttribute):
        value = bearer.attributes.get(rule.attribute)
        values = (value,) if isinstance(value, str) else value or ()
        return next((name for wanted, name in rule.names if wanted in values), None)
    return next((name for pattern, name in rule.names if _pattern(pattern).search(bearer.text)), None)


@lru_cache(maxsize=256)
def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text)


def check_rule(schema: Schema, rule: Rule, names: Iterable[str]) -> None:
    """Raise SchemaError where a rule gives other names, looks at no attribute, or has a pattern that is none."""
    known = list(names)
    if not rule.names:
        raise SchemaError("the rule decides nothing; leave it out to decide by hand")
    for _, name in rule.names:
        if name not in known:
            raise SchemaError(f"the rule: {unknown('name', name, known)}")
    if isinstance(rule, ByAttribute):
        if schema.attribute(rule.attribute) is None:
            raise SchemaError(f"the rule: {unknown('attribute', rule.attribute, (a.name for a in schema.attributes))}")
        return
    for pattern, _ in rule.names:
        _check_pattern(pattern)


def _check_pattern(pattern: str) -> None:
    if _LONGEST_PATTERN < len(pattern):
        raise SchemaError(f"the rule: a pattern has at most {_LONGEST_PATTERN} characters")
    try:
        _pattern(pattern)
    except (re.error, RecursionError, OverflowError) as error:
        raise SchemaError(f"the rule: {pattern!r} is no pattern: {error}") from None
