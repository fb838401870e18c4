"""Spans as brackets around words: `(1-PERSON` opens one, `1)` closes it, `(2-ORG)` does both.

Part of `exchange`; pure. `# global.Entity` names what stands between the hyphens: the entity's number (GRP or eid),
the type (etype), what it is (identity) and attributes. `1[1/2]` is the first of two parts of a span.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import quote, unquote

from glossator.errors import FormatError

TYPE, IDENTITY = "etype", "identity"
OWN = ("GRP", TYPE, IDENTITY)
"""The fields that every file written here has."""
FOREIGN = ("eid", TYPE, "head", "other")
"""CorefUD's fields, for files that name none."""
_TYPES = (TYPE, "type", "entity")
_PIECE = re.compile(r"\([^()]*\)?|[^()]+\)")
_PART = re.compile(r"(.*)\[(\d{1,4})/(\d{1,4})\]", re.DOTALL)
_SPECIAL = re.compile(r"[\s%\-()|=\[\],\x00-\x1f]")


@dataclass(slots=True)
class Mention:
    """A span to be: its parts as ranges of nodes `[start, end)`, and its fields by name."""

    group: str
    fields: dict[str, str]
    parts: list[tuple[int, int]]
    missing: int = 0
    """How many parts are still to come."""

    @property
    def label(self) -> str | None:
        """The type, if the file has one."""
        return next((unquote(self.fields[name]) for name in _TYPES if self.fields.get(name)), None)

    @property
    def identity(self) -> str | None:
        """What it is in a knowledge base."""
        return unquote(self.fields.get(IDENTITY, "")) or None

    @property
    def attributes(self) -> dict[str, str | tuple[str, ...]]:
        """All other fields; a comma divides several values."""
        left = {name: value for name, value in self.fields.items() if name not in (*_TYPES, IDENTITY) and value}
        return {
            unquote(name): tuple(map(unquote, value.split(","))) if "," in value else unquote(value)
            for name, value in left.items()
        }


class BracketReader:
    """Gathers the mentions of one document, node by node."""

    def __init__(self, fields: Sequence[str]) -> None:
        self._fields = fields
        self._open: dict[str, list[tuple[Mention, int, int, str]]] = {}
        self._parted: dict[tuple[str, int], Mention] = {}
        self._found: list[tuple[int, Mention]] = []

    def take(self, value: str, node: int, where: str) -> None:
        """What one node says. Raises FormatError for a bracket that closes nothing."""
        reached = 0
        while piece := _PIECE.match(value, reached):
            reached = piece.end()
            found = piece[0]
            if found.startswith("("):
                self._begin(found.strip("()"), node, where)
            if found.endswith(")"):
                self._finish(found.strip("()"), node, where)
        if reached != len(value):
            raise FormatError(f"{where}: Entity={value!r} is no row of brackets such as (1-PERSON(2-ORG)1).")

    def mentions(self) -> list[Mention]:
        """Everything found, in the order of opening. Raises FormatError where something was never closed."""
        for opened in self._open.values():
            for mention, _, _, where in opened:
                raise FormatError(f"{where}: the bracket of {mention.group!r} is never closed.")
        return [mention for _, mention in sorted(self._found, key=lambda one: one[0])]

    def _begin(self, inside: str, node: int, where: str) -> None:
        values = inside.split("-", len(self._fields) - 1)
        key = values[0]
        parted = _PART.fullmatch(key)
        group, part, parts = (parted[1], int(parted[2]), int(parted[3])) if parted else (key, 1, 1)
        mention = self._parted.get((group, parts)) if 1 < part else None
        if mention is None:
            fields = dict(zip(self._fields[1:], values[1:], strict=False))
            mention = Mention(group, fields, [], parts)
            self._found.append((len(self._found), mention))
            if 1 < parts:
                self._parted[group, parts] = mention
        self._open.setdefault(key, []).append((mention, node, part, where))

    def _finish(self, inside: str, node: int, where: str) -> None:
        key = inside
        if key not in self._open:
            # A bracket that opens and closes at once says everything; so does a closing one in some files.
            key = inside.split("-", 1)[0]
        opened = self._open.get(key)
        if not opened:
            raise FormatError(f"{where}: the bracket {inside + ')'!r} closes nothing that is open.")
        mention, start, _, _ = opened.pop()
        if not opened:
            del self._open[key]
        mention.parts.append((start, node + 1))
        mention.missing -= 1


def encode_field(value: str) -> str:
    """A value between hyphens, in brackets, between bars."""
    return _SPECIAL.sub(lambda found: quote(found[0], safe="") if found[0] != "-" else "%2D", value)


def opening(number: int, part: int, parts: int, fields: Sequence[str]) -> str:
    """The bracket that opens a part of a span; empty fields at the end are left out."""
    filled = list(fields)
    while filled and not filled[-1]:
        filled.pop()
    return "(" + "-".join([key_of(number, part, parts), *filled])


def key_of(number: int, part: int, parts: int) -> str:
    """The number of an entity, and which part of a divided span this is."""
    return f"{number}[{part}/{parts}]" if 1 < parts else str(number)


def brackets_at(opened: Sequence[tuple[int, str, str]], closed: Sequence[str], token: int) -> Iterator[str]:
    """The brackets on one token: those that close, the inner ones first, then those that open, the outer ones first.

    `opened` holds `(end, opening, key)`; one that ends with this token is closed at once.
    """
    for key in closed:
        yield f"{key})"
    for end, begin, _ in opened:
        yield f"{begin})" if end == token + 1 else begin
