"""brat's annotation.conf as a schema. Part of the schema layer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from glossator.errors import SchemaError
from glossator.schema.checks import check_schema
from glossator.schema.colours import ColourPair, spare_colour
from glossator.schema.foreign.brat.attributes import attribute_types
from glossator.schema.foreign.brat.lines import Argument, Conf, Line, read_lines
from glossator.schema.foreign.brat.relations import relation_types
from glossator.schema.foreign.brat.roles import Slot, counts_that_differ, fillers_that_differ, roles_of_slots
from glossator.schema.foreign.imported import Imported, Letters
from glossator.schema.keys import ENTITY_KEYS
from glossator.schema.model import Schema
from glossator.schema.roles import ANY, ENTITY, EVENT, Cardinality, event_filler
from glossator.schema.types import EntityType, EventType

_WILD: Final = {"<ANY>": ANY, "<ENTITY>": ENTITY, "<EVENT>": EVENT}


def read_annotation_conf(text: str, *, name: str = "brat", where: str = "annotation.conf") -> Schema:
    """The schema that an annotation.conf is; see `import_annotation_conf` for what it leaves out."""
    return import_annotation_conf(text, name=name, where=where).schema


def import_annotation_conf(text: str, *, name: str = "brat", where: str = "annotation.conf") -> Imported:
    """The schema that an annotation.conf is, with notices on whatever in it has no counterpart.

    `name` becomes the schema's. Titles, colours and keys, which brat keeps in other files, are given.
    Raises SchemaError, `where:line: what is wrong`.
    """
    conf = read_lines(text, where=where)
    entities = _without_doubles(conf, conf.sections["entities"])
    events = _without_doubles(conf, conf.sections["events"])
    names = _Names([line.name for line in entities], [line.name for line in events])
    slots = {line.name: _slots(conf, line, names) for line in events}
    relations = relation_types(conf, names.entities, names.events)
    letters = Letters()
    roles = roles_of_slots((slot for several in slots.values() for slot in several), letters)
    schema = Schema(
        name,
        name,
        entity_types=tuple(_entity_types(conf, entities)),
        roles=roles,
        event_types=tuple(
            EventType(
                line.name,
                line.name.replace("_", " "),
                roles=tuple(slot.role for slot in slots[line.name]),
                roleless=not slots[line.name],
                cardinalities=counts_that_differ(slots[line.name], roles),
                fillers=fillers_that_differ(slots[line.name], roles),
                enabled=not line.unused,
                parent=line.parent,
            )
            for line in events
        ),
        relation_types=relations,
        attributes=attribute_types(conf, names.entities, names.events, [one.name for one in relations], letters),
    )
    try:
        check_schema(schema)
    except SchemaError as error:
        raise SchemaError(f"{where}: {error}") from None
    return Imported(schema, conf.all_notices())


@dataclass(frozen=True, slots=True)
class _Names:
    """The types that a file defines."""

    entities: Sequence[str]
    events: Sequence[str]


def _without_doubles(conf: Conf, lines: Iterable[Line]) -> list[Line]:
    found: dict[str, Line] = {}
    for line in lines:
        if line.name in found:
            conf.note(line.number, f"{line.name} is there a second time; the line {found[line.name].number} counts")
        found.setdefault(line.name, line)
    return list(found.values())


def _entity_types(conf: Conf, lines: Iterable[Line]) -> Iterable[EntityType]:
    keys = iter(ENTITY_KEYS)
    colours: list[ColourPair] = []
    for line in lines:
        for argument in line.arguments:
            conf.note(line.number, f"{line.name}: {argument.key} is left out; entity types take no arguments here")
        colours.append(spare_colour(colours))
        yield EntityType(
            line.name,
            line.name.replace("_", " "),
            colours[-1],
            key=None if line.unused else next(keys, None),
            hidden=line.unused,
            model_labels=line.others,
            parent=line.parent,
        )


def _slots(conf: Conf, line: Line, names: _Names) -> tuple[Slot, ...]:
    if line.others:
        conf.note(line.number, f"{line.name}: its other names ({', '.join(line.others)}) are left out")
    found: dict[str, Slot] = {}
    for argument in line.arguments:
        if argument.is_special:
            conf.note(line.number, f"{line.name}: {argument.key} is left out; it has no counterpart")
        elif argument.key in found:
            raise conf.error(line.number, f"{line.name} has the role {argument.key} twice; keep one")
        else:
            allowed = _allowed(conf, line, argument, names)
            found[argument.key] = Slot(argument.key, allowed, _cardinality(conf, line, argument))
    return tuple(found.values())


def _allowed(conf: Conf, line: Line, argument: Argument, names: _Names) -> tuple[str, ...]:
    allowed: list[str] = []
    for name in argument.types:
        known = [_WILD[name]] if name in _WILD else []
        known += [name] if name in names.entities else []
        known += [event_filler(name)] if name in names.events else []
        allowed += known
        if not known:
            conf.note_undefined(line.number, name)
    if not allowed:
        conf.note(line.number, f"{line.name}, {argument.key}: anything may fill it, since no type is left that could")
    return tuple(dict.fromkeys(allowed)) or (ANY,)


def _cardinality(conf: Conf, line: Line, argument: Argument) -> Cardinality:
    sign = argument.count.strip("{}") or "1"
    try:
        return Cardinality.parse(sign)
    except ValueError:
        raise conf.error(
            line.number, f"{argument.key}{argument.count}: write how many as {{2}} or {{1-3}}, the lower number first"
        ) from None
