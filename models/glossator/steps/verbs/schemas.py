"""Putting another version of the schema in force."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from glossator.errors import SchemaError
from glossator.schema import Schema, check_schema, dump_schema
from glossator.steps.step import Step
from glossator.steps.versions import names_of
from glossator.store import SchemaVersion
from glossator.store.names import Name, count_of_names

_MOST_NAMED = 8


def put_in_force(step: Step, schema: Schema) -> Schema:
    """Make a schema the next version in force, whatever number it bears; returns it with its number.

    Nothing happens where it says what the present one says. What annotations bear is not looked at.

    Raises:
        SchemaError: it is none.
    """
    following = replace(schema, version=step.schema.version + 1)
    if replace(schema, version=step.schema.version) == step.schema:
        return step.schema
    check_schema(following)
    number, uid = step.new_id()
    step.add(SchemaVersion(number, following.name, str(following.version), dump_schema(following), uid))
    step.schema = following
    return following


def set_schema(step: Step, schema: Schema) -> None:
    """Make a schema the next version in force.

    Raises:
        SchemaError: it is none, or it lacks names that annotations bear.
    """
    lost = lost_names(count_of_names(step.store.database), step.schema, schema)
    if lost:
        raise SchemaError(
            f"The new schema lacks what annotations bear: {_listed(lost)}. Nothing was changed. Migrate the schema "
            "instead: that renames, merges or deletes in the annotations, too."
        )
    put_in_force(step, schema)


def lost_names(used: Counter[Name], before: Schema, after: Schema) -> dict[Name, int]:
    """How many annotations bear each name, or value of an attribute, that `before` has and `after` has not."""
    known, kept = _Names(before), _Names(after)
    return {name: count for name, count in used.items() if name in known and name not in kept}


class _Names:
    """All names of a schema, and the values of its attributes: every one where the choice is open."""

    def __init__(self, schema: Schema) -> None:
        self._names = {*names_of(schema)}
        self._attributes = {item.name: item.values for item in schema.attributes}

    def __contains__(self, name: Name) -> bool:
        kind, words = name
        if kind != "value":
            return name in self._names
        attribute, _, value = words.partition("=")
        values = self._attributes.get(attribute)
        return values is not None and (not values or value in values)


def _listed(lost: dict[Name, int]) -> str:
    named = [f"{kind} {name} ({count:,})" for (kind, name), count in lost.items()]
    more = f" and {len(named) - _MOST_NAMED} more" if _MOST_NAMED < len(named) else ""
    return ", ".join(named[:_MOST_NAMED]) + more
