"""brat's relations: several lines of one name are one relation type here. Part of the schema layer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from glossator.schema.foreign.brat.lines import Argument, Conf, Line
from glossator.schema.types import RelationType

NESTING: Final = "ENTITY-NESTING"
REL_TYPE: Final = "<REL-TYPE>"
_OLD_EQUIVALENCE: Final = "Equiv"
"""brat takes a relation of this name for symmetric and transitive, said or not."""

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class _Signature:
    """What one line allows at the two ends; None: any label."""

    source: tuple[str, ...] | None
    target: tuple[str, ...] | None


def relation_types(conf: Conf, entities: Sequence[str], events: Sequence[str]) -> tuple[RelationType, ...]:
    """The relation types of a file."""
    found: dict[str, RelationType] = {}
    signatures: dict[str, list[_Signature]] = {}
    for line in conf.sections["relations"]:
        if line.name == NESTING or line.name.startswith("<"):
            conf.note(line.number, f"{line.name} is left out: spans may always overlap and nest here")
            continue
        signature = _signature(conf, line, entities, events)
        if signature is None:
            continue
        _mind_odd_parts(conf, line)
        present = _bare(conf, line)
        known = found.setdefault(line.name, present)
        if known.ends != present.ends:
            conf.note(line.number, f"{line.name}: its ends are called {' and '.join(known.ends)}, as in the first line")
        found[line.name] = replace(
            known,
            symmetric=known.symmetric or present.symmetric,
            transitive=known.transitive or present.transitive,
        )
        signatures.setdefault(line.name, []).append(signature)
    return tuple(_with_ends(type_, signatures[name], entities) for name, type_ in found.items())


def _signature(conf: Conf, line: Line, entities: Sequence[str], events: Sequence[str]) -> _Signature | None:
    ends = [argument for argument in line.arguments if not argument.is_special]
    if len(ends) != 2:
        conf.note(line.number, f"{line.name} is left out: a relation has two ends, this one {len(ends)}")
        return None
    labels = [_labels(conf, line, end, entities, events) for end in ends]
    if () in labels:
        conf.note(line.number, f"{line.name} is left out here: at one of its ends nothing could stand")
        return None
    return _Signature(labels[0], labels[1])


def _labels(
    conf: Conf, line: Line, end: Argument, entities: Sequence[str], events: Sequence[str]
) -> tuple[str, ...] | None:
    labels: list[str] = []
    for name in end.types:
        if name in ("<ENTITY>", "<ANY>"):
            if name == "<ANY>" and events:
                conf.note(line.number, f"{line.name} goes between spans only, not to events")
            return None
        if name in entities:
            labels.append(name)
        elif name == "<EVENT>" or name in events:
            conf.note(line.number, f"{line.name}: relations go between spans, so {name} cannot stand at an end")
        else:
            conf.note_undefined(line.number, name)
    return tuple(dict.fromkeys(labels))


def _bare(conf: Conf, line: Line) -> RelationType:
    """The relation without what may stand at its ends."""
    kinds = {kind for argument in line.arguments if argument.key == REL_TYPE for kind in argument.types[0].split("-")}
    if line.name == _OLD_EQUIVALENCE and not kinds:
        kinds = {"symmetric", "transitive"}
    for kind in sorted(kinds - {"symmetric", "transitive"}):
        conf.note(line.number, f"{line.name}: {kind} is left out; a relation can be symmetric or transitive")
    first, second = (argument.key for argument in line.arguments if not argument.is_special)
    return RelationType(
        line.name,
        line.name.replace("_", " "),
        symmetric="symmetric" in kinds,
        transitive="transitive" in kinds,
        ends=(first, second),
    )


def _mind_odd_parts(conf: Conf, line: Line) -> None:
    for argument in line.arguments:
        if argument.is_special and argument.key != REL_TYPE:
            conf.note(line.number, f"{line.name}: {argument.key} is left out; it has no counterpart")
        if argument.count:
            conf.note(line.number, f"{line.name}: {argument.count} at {argument.key} is left out; an end is one span")
    if line.unused:
        conf.note(line.number, f"{line.name}: its ! is left out; the relation is offered")
    if line.parent:
        conf.note(line.number, f"{line.name}: relations have no hierarchy, so it does not stand under {line.parent}")
    if line.others:
        conf.note(line.number, f"{line.name}: its other names ({', '.join(line.others)}) are left out")


def _with_ends(type_: RelationType, several: Sequence[_Signature], entities: Sequence[str]) -> RelationType:
    if any((one.source, one.target) == (None, None) for one in several):
        return type_
    if len(several) == 1:
        return replace(type_, source=several[0].source or (), target=several[0].target or ())
    pairs = list(grouped(pair for one in several for pair in _pairs(one, entities)))
    source = tuple(dict.fromkeys(first for first, _ in pairs))
    target = tuple(dict.fromkeys(second for _, second in pairs))
    if len(pairs) == len(source) * len(target):
        return replace(type_, source=source, target=target)
    return replace(type_, source=source, target=target, pairs=tuple(pairs))


def _pairs(one: _Signature, entities: Sequence[str]) -> Iterable[Pair]:
    sources = entities if one.source is None else one.source
    targets = entities if one.target is None else one.target
    return ((source, target) for source in sources for target in targets)


def grouped(pairs: Iterable[Pair]) -> Iterable[Pair]:
    """Pairs by their first parts, none twice."""
    for source, targets in by_source(pairs).items():
        for target in targets:
            yield source, target


def by_source(pairs: Iterable[Pair]) -> Mapping[str, Sequence[str]]:
    """The second parts of pairs by the first, none twice, in order of appearance."""
    found: dict[str, dict[str, None]] = {}
    for source, target in pairs:
        found.setdefault(source, {})[target] = None
    return {source: list(targets) for source, targets in found.items()}
