"""brat's attributes. One without values is set or not; here it has the one value "true". Part of the schema layer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from glossator.schema.foreign.brat.lines import Argument, Conf, Line
from glossator.schema.foreign.imported import Letters
from glossator.schema.types import AttributeType, Target

SET: Final = ("true",)
"""The values of an attribute that is set or not."""
DEFAULT: Final = "<DEFAULT>"
WILD: Final[dict[str, tuple[Target, ...]]] = {
    "<EVENT>": ("event",),
    "<ENTITY>": ("span",),
    "<RELATION>": ("relation",),
    "<ANY>": ("event", "span", "relation"),
}


def attribute_types(
    conf: Conf, entities: Sequence[str], events: Sequence[str], relations: Sequence[str], letters: Letters
) -> tuple[AttributeType, ...]:
    """The attributes of a file. Two lines of one name are one attribute, if they have the same values."""
    kinds: dict[Target, Sequence[str]] = {"event": events, "span": entities, "relation": relations}
    found: dict[str, AttributeType] = {}
    for line in conf.sections["attributes"]:
        read = _attribute(conf, line, kinds)
        if read is None:
            continue
        known = found.get(read.name)
        if known is None:
            found[read.name] = read
        elif known.values == read.values:
            found[read.name] = _joined(known, read, kinds)
        else:
            conf.note(line.number, f"{read.name} is there a second time with other values; the first line counts")
    return tuple(replace(one, key=letters.take(one.name)) if "event" in one.targets else one for one in found.values())


def _attribute(conf: Conf, line: Line, kinds: dict[Target, Sequence[str]]) -> AttributeType | None:
    arguments = {argument.key: argument for argument in line.arguments}
    for key in arguments.keys() - {"Arg", "Value", DEFAULT}:
        conf.note(line.number, f"{line.name}: {key} is left out; it has no counterpart")
    if line.unused or line.parent or line.others:
        conf.note(line.number, f"{line.name}: attributes have no hierarchy, no ! and no other names; that is left out")
    if "Arg" not in arguments:
        raise conf.error(line.number, f"{line.name} does not say of what it is; write Arg:<EVENT> or Arg:<ENTITY>")
    targets, only_for = _targets(conf, line, arguments["Arg"], kinds)
    if not targets:
        conf.note(line.number, f"{line.name} is left out: there is nothing that could have it")
        return None
    values = tuple(dict.fromkeys(arguments["Value"].types)) if "Value" in arguments else SET
    default = arguments[DEFAULT].types[0] if DEFAULT in arguments else None
    if default is not None and default not in values:
        conf.note(line.number, f"{line.name}: its default {default} is left out, for it is none of its values")
        default = None
    return AttributeType(
        line.name,
        line.name.replace("_", " "),
        values=values,
        default=default,
        applies_to=targets[0],
        also=targets[1:],
        only_for=only_for,
    )


def _targets(
    conf: Conf, line: Line, argument: Argument, kinds: dict[Target, Sequence[str]]
) -> tuple[tuple[Target, ...], tuple[str, ...]]:
    targets: list[Target] = []
    named: list[str] = []
    is_narrowed = False
    for name in argument.types:
        wild = WILD.get(name, ())
        own: tuple[Target, ...] = wild or tuple(target for target, names in kinds.items() if name in names)
        is_narrowed = is_narrowed or not wild
        targets += own
        named += [one for target in wild for one in kinds[target]] if wild else [name] if own else []
        if not own:
            conf.note_undefined(line.number, name)
    return tuple(dict.fromkeys(targets)), tuple(dict.fromkeys(named)) if is_narrowed else ()


def _joined(one: AttributeType, other: AttributeType, kinds: dict[Target, Sequence[str]]) -> AttributeType:
    targets = tuple(dict.fromkeys((*one.targets, *other.targets)))
    named = [name for part in (one, other) for name in part.only_for or _all_of(part, kinds)]
    is_narrowed = bool(one.only_for or other.only_for)
    only_for = tuple(dict.fromkeys(named)) if is_narrowed else ()
    return replace(one, also=targets[1:], only_for=only_for, default=one.default or other.default)


def _all_of(attribute: AttributeType, kinds: dict[Target, Sequence[str]]) -> list[str]:
    return [name for target in attribute.targets for name in kinds.get(target, ())]
