"""The schema that comes of a migration. Part of the schema layer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from glossator.errors import SchemaError
from glossator.schema.checks import check_schema, unknown
from glossator.schema.colours import spare_colour
from glossator.schema.keys import spare_digit
from glossator.schema.migration.changes import (
    Change,
    Delete,
    Merge,
    Rename,
    Retype,
    Split,
    group_words,
    words_of,
)
from glossator.schema.migration.groups import names_in, things_in, with_things
from glossator.schema.migration.joining import joined
from glossator.schema.migration.references import Follow, followed, with_parents
from glossator.schema.migration.verdicts import check_rule
from glossator.schema.model import Schema
from glossator.schema.roles import Role
from glossator.schema.types import AttributeType, EntityType, EventType, Mode

LABELLED = (EntityType, EventType, Mode, Role)
"""What models and lexicons know by a name of theirs: a name that goes stays with it as one of these."""


def migrated(schema: Schema, changes: Iterable[Change]) -> Schema:
    """The schema after these changes, one after the other; its version stays.

    Raises SchemaError, which names the change, where one cannot be.
    """
    for change in changes:
        try:
            schema = _changed(schema, change)
            check_schema(schema)
        except SchemaError as error:
            raise SchemaError(f"cannot {words_of(change)}: {error}") from None
    return schema


def _changed(schema: Schema, change: Change) -> Schema:
    if isinstance(change, Rename):
        if change.to in names_in(schema, change.group):
            raise SchemaError(f"{change.to} is there already; merge the two instead")
        return _merged(schema, change.group, (change.name,), change.to)
    if isinstance(change, Merge):
        return _merged(schema, change.group, change.names, change.into)
    if isinstance(change, Split):
        return _split(schema, change)
    if isinstance(change, Retype):
        _require(schema, change.group, (change.name, change.to))
        if change.name == change.to:
            raise SchemaError("that is the same name twice")
        if change.by is not None:
            check_rule(schema, change.by, (change.name, change.to))
        return schema
    return _without(schema, change)


def _require(schema: Schema, group: str, names: Iterable[str]) -> None:
    known = names_in(schema, group)
    for name in names:
        if name not in known:
            raise SchemaError(unknown(group_words(group), name, known))


def _merged(schema: Schema, group: str, names: tuple[str, ...], into: str) -> Schema:
    _require(schema, group, names)
    if not into or not names or set(names) == {into}:
        raise SchemaError("it has to become another name")
    things = {thing.name: thing for thing in things_in(schema, group)}
    gone = [name for name in dict.fromkeys(names) if name != into]
    base = things[into] if into in things else things[gone[0]]
    whole = joined(replace(base, name=into), [things[name] for name in gone if name != base.name])
    if base.name != into and hasattr(base, "title") and base.title == base.name:
        whole = replace(whole, title=into)
    if isinstance(whole, LABELLED):
        kept = {name for name in things if name not in gone} | {into}
        whole = replace(whole, model_labels=_labels((*whole.model_labels, *gone), kept))
    order = [whole if thing.name == base.name else thing for thing in things.values() if thing.name not in gone
             or thing.name == base.name]  # fmt: skip
    return _with_changed(schema, group, order, dict.fromkeys(gone, (into,)))


def _labels(labels: Iterable[str], taken: set[str]) -> tuple[str, ...]:
    """Labels of models, without those that a type is called by itself."""
    return tuple(label for label in dict.fromkeys(labels) if label not in taken)


def _split(schema: Schema, change: Split) -> Schema:
    _require(schema, change.group, (change.name,))
    into = tuple(dict.fromkeys(change.into))
    if len(into) < 2 or not all(into):
        raise SchemaError("give at least two names that it becomes")
    if change.by is not None:
        check_rule(schema, change.by, into)
    things = list(things_in(schema, change.group))
    known = {thing.name for thing in things}
    place = [thing.name for thing in things].index(change.name)
    base = things[place]
    fresh = [_copy(schema, base, name, is_first=name == into[0] and change.name not in into)
             for name in into if name not in known]  # fmt: skip
    kept = [base] if change.name in into else []
    order = [*things[:place], *kept, *_with_keys_and_colours(schema, fresh), *things[place + 1 :]]
    follow: dict[str, tuple[str, ...]] = {change.name: into}
    return _with_changed(schema, change.group, order, follow)


def _copy(schema: Schema, base: Any, name: str, *, is_first: bool) -> Any:
    """A definition like another one's. The first keeps what only one can have: key, colour, labels of models."""
    copy = replace(base, name=name, **({"title": name} if hasattr(base, "title") else {}))
    if is_first:
        return replace(copy, model_labels=(*base.model_labels, base.name)) if isinstance(base, LABELLED) else copy
    if isinstance(base, LABELLED):
        copy = replace(copy, model_labels=())
    if isinstance(base, EntityType):
        return replace(copy, key="")
    return replace(copy, key=None) if isinstance(base, Role | AttributeType) else copy


def _with_keys_and_colours(schema: Schema, fresh: list[Any]) -> list[Any]:
    """Those that are marked to need it get a key and a colour of their own."""
    keys = [type_.key for type_ in schema.entity_types]
    colours = [type_.colour for type_ in schema.entity_types]
    done: list[Any] = []
    for thing in fresh:
        if isinstance(thing, EntityType) and thing.key == "":
            key, colour = None if thing.hidden else spare_digit(keys), spare_colour(colours)
            keys.append(key)
            colours.append(colour)
            thing = replace(thing, key=key, colour=colour)
        done.append(thing)
    return done


def _without(schema: Schema, change: Delete) -> Schema:
    _require(schema, change.group, (change.name,))
    if change.what == "free" and change.group != "entity_types":
        raise SchemaError("only spans can be freed of their label; refuse, or drop what bears it")
    kept = [thing for thing in things_in(schema, change.group) if thing.name != change.name]
    if not kept and change.group.startswith("values:"):
        raise SchemaError("an attribute without values would take any; delete the attribute instead")
    return _with_changed(schema, change.group, kept, {change.name: ()}, free=change.what == "free")


def _with_changed(schema: Schema, group: str, things: list[Any], follow: Follow, *, free: bool = False) -> Schema:
    if group in ("entity_types", "event_types"):
        things = list(with_parents(things, follow))
    return with_things(followed(schema, group, follow, free=free), group, _refreshed(schema, group, things, follow))


def _refreshed(schema: Schema, group: str, things: list[Any], follow: Follow) -> list[Any]:
    """Things of a group, which may refer to names of their own group, with those references changed."""
    base = with_things(schema, group, things)
    return list(things_in(followed(base, group, follow), group))
