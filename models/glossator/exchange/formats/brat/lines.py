"""The lines of brat's annotation files, taken apart: .ann, or .a1 and .a2 together.

Part of `exchange`. After brat's page on its standoff format and its own reader, `server/src/annotation.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias, TypeVar

from glossator.annotation import Fragments
from glossator.errors import FormatError

_PLACES = re.compile(r"(\S+) (\d{1,9} \d{1,9}(?:;\d{1,9} \d{1,9})*)\s*")
_NORMALISED = re.compile(r"(\S+) (?:Annotation:)?(\S+) (?:Referent:)?(\S+?:\S+)\s*")
_ID = re.compile(r"[TERAMN#]\S*|\*")
EQUIVALENT = "Equiv"


@dataclass(frozen=True, slots=True)
class TextBound:
    """`T`: a type and its words. `places` are as the file has them, in any order, in whatever it counts."""

    where: str
    type: str
    places: Fragments
    surface: str


@dataclass(frozen=True, slots=True)
class Happening:
    """`E`: a type, its trigger, and arguments as (role, id)."""

    where: str
    type: str
    trigger: str
    arguments: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Link:
    """`R`: a type and its two ends as (name, id)."""

    where: str
    type: str
    ends: tuple[tuple[str, str], tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Group:
    """`*`: a type and its members."""

    where: str
    type: str
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Feature:
    """`A` or `M`: an attribute of something; no value: it is set."""

    where: str
    type: str
    target: str
    value: str | None


@dataclass(frozen=True, slots=True)
class Reference:
    """`N`: what something refers to, as "DATABASE:ID", and its name there."""

    where: str
    type: str
    target: str
    kb_id: str
    name: str


@dataclass(frozen=True, slots=True)
class Remark:
    """`#`: a note on something."""

    where: str
    type: str
    target: str
    text: str


_L = TypeVar("_L", TextBound, Happening, Link, Feature)
Line: TypeAlias = TextBound | Happening | Link | Group | Feature | Reference | Remark


@dataclass(slots=True)
class Annotations:
    """All lines of the files that belong to one text, by kind, those with ids by id."""

    texts: dict[str, TextBound] = field(default_factory=dict)
    events: dict[str, Happening] = field(default_factory=dict)
    links: dict[str, Link] = field(default_factory=dict)
    groups: list[Group] = field(default_factory=list)
    features: dict[str, Feature] = field(default_factory=dict)
    references: list[Reference] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)

    def take(self, text: str, *, where: str) -> None:
        """Take in the lines of one more file. Raises FormatError with the line."""
        for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), start=1):
            if line.strip():
                self._take(line.removesuffix("\r"), f"{where}:{number}")

    def _take(self, line: str, where: str) -> None:
        thing, tab, rest = line.partition("\t")
        if not tab or _ID.fullmatch(thing) is None:
            raise FormatError(
                f"{where}: {_shown(line)} is no line of brat's. It should begin with an id such as T1, E1, R1, A1, "
                "N1 or #1, or with *, and a tab after it."
            )
        data, _, tail = rest.partition("\t")
        found = _PARSERS[thing[0]](data, tail, where)
        match found:
            case TextBound():
                _once(self.texts, thing, found)
            case Happening():
                _once(self.events, thing, found)
            case Link():
                _once(self.links, thing, found)
            case Feature():
                _once(self.features, thing, found)
            case Group():
                self.groups.append(found)
            case Reference():
                self.references.append(found)
            case Remark():
                self.remarks.append(found)


def _once(things: dict[str, _L], thing: str, found: _L) -> None:
    if thing in things:
        raise FormatError(f"{found.where}: the id {thing} is given twice. Give one of the two another number.")
    things[thing] = found


def _shown(line: str) -> str:
    return repr(line if len(line) <= 60 else f"{line[:60]}…")


def _wrong(where: str, what: str, data: str) -> FormatError:
    return FormatError(f"{where}: {_shown(data)} is not {what}.")


def _text_bound(data: str, tail: str, where: str) -> TextBound:
    found = _PLACES.fullmatch(data)
    if found is None:
        raise _wrong(where, "a type and offsets, like Person 0 5 or Person 0 5;10 14", data)
    pairs = [one.split(" ") for one in found[2].split(";")]
    places = tuple((int(start), int(end)) for start, end in pairs)
    reached = 0
    for start, end in sorted(places):
        if not reached <= start < end:
            raise FormatError(f"{where}: {found[2]} is no place: its stretches are empty or overlap each other.")
        reached = end
    return TextBound(where, found[1], places, tail)


def _pairs(parts: list[str], where: str) -> Iterator[tuple[str, str]]:
    for part in parts:
        name, colon, target = part.partition(":")
        if not (name and colon and target):
            raise _wrong(where, "a role and an id, like Theme:T1", part)
        yield name, target


def _happening(data: str, tail: str, where: str) -> Happening:
    pairs = list(_pairs(data.split(), where))
    if not pairs:
        raise _wrong(where, "an event, like Attack:T1 Target:T2", data)
    return Happening(where, pairs[0][0], pairs[0][1], tuple(pairs[1:]))


def _link(data: str, tail: str, where: str) -> Link:
    type_, *parts = data.split() or [""]
    pairs = list(_pairs(parts, where))
    if len(pairs) != 2:
        raise _wrong(where, "a relation with two ends, like Located Arg1:T1 Arg2:T2", data)
    return Link(where, type_, (pairs[0], pairs[1]))


def _group(data: str, tail: str, where: str) -> Group:
    type_, *members = data.split() or [""]
    if not members:
        raise _wrong(where, "a group, like Equiv T1 T2", data)
    return Group(where, type_, tuple(dict.fromkeys(members)))


def _feature(data: str, tail: str, where: str) -> Feature:
    parts = data.split()
    if len(parts) not in (2, 3):
        raise _wrong(where, "an attribute, like Negation E1 or Tense E1 Past", data)
    return Feature(where, parts[0], parts[1], parts[2] if len(parts) == 3 else None)


def _reference(data: str, tail: str, where: str) -> Reference:
    found = _NORMALISED.fullmatch(data)
    if found is None:
        raise _wrong(where, "a normalisation, like Reference T1 Wikidata:Q423", data)
    return Reference(where, found[1], found[2], found[3], tail.strip())


def _remark(data: str, tail: str, where: str) -> Remark:
    parts = data.split()
    if len(parts) != 2:
        raise _wrong(where, "a note, like AnnotatorNotes T1", data)
    return Remark(where, parts[0], parts[1], tail)


_PARSERS = {
    "T": _text_bound, "E": _happening, "R": _link, "*": _group, "A": _feature, "M": _feature, "N": _reference,
    "#": _remark,
}  # fmt: skip
