"""The lines of an annotation.conf: sections, hierarchies, macros, arguments. Part of the schema layer.

A line is a type: indented by its depth, its name (`!` before it: not to be annotated, `|` before other names for it),
then arguments `KEY:TYPE|TYPE`, separated by commas. `<NAME>=text` defines a macro, which lines after it may use.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from glossator.errors import SchemaError

SECTIONS: Final = ("entities", "relations", "events", "attributes")
RESERVED: Final = ("ANY", "ENTITY", "RELATION", "EVENT", "NONE", "REL-TYPE")
_SYNONYMS: Final = {"spans": "entities"}
_LONGEST: Final = 100_000
"""Code points of a line with its macros written out: nobody's are longer, but macros of macros grow without end."""

_SECTION = re.compile(r"\s*\[(.*)\]\s*")
_MACRO = re.compile(r"<([a-zA-Z0-9_-]+)>=\s*(.*?)\s*")
_TYPE = re.compile(r"(\s*)(\S+)(?:\s+(.*))?")
_ARGUMENT = re.compile(r"(\S+?):(\S+)")
_COUNTED = re.compile(r"(\S+?)(\{\d{1,6}(?:-\d{1,6})?\}|[?*+]|)")


@dataclass(frozen=True, slots=True)
class Argument:
    """`KEY:TYPE|TYPE`; `count` is what stands behind the key: nothing, `?`, `*`, `+`, `{2}` or `{1-3}`."""

    key: str
    count: str
    types: tuple[str, ...]

    @property
    def is_special(self) -> bool:
        """Whether the key is one of brat's own, such as `<REL-TYPE>`."""
        return self.key.startswith("<")


@dataclass(frozen=True, slots=True)
class Line:
    """A type as a line defines it. `unused`: it has a `!`; `parent` is the type above it in the hierarchy."""

    number: int
    name: str
    others: tuple[str, ...]
    unused: bool
    parent: str | None
    arguments: tuple[Argument, ...]


@dataclass(slots=True)
class Conf:
    """An annotation.conf, line by line. `notices` are what it says that is no type."""

    where: str
    sections: dict[str, list[Line]] = field(default_factory=lambda: {name: [] for name in SECTIONS})
    notices: list[str] = field(default_factory=list)
    undefined: dict[str, dict[int, None]] = field(default_factory=dict)
    """Types that lines speak of, and none defines, with the numbers of those lines."""

    def error(self, number: int, message: str) -> SchemaError:
        """An error in a line."""
        return SchemaError(f"{self.where}:{number}: {message}")

    def note(self, number: int, message: str) -> None:
        """A notice on a line."""
        self.notices.append(f"line {number}: {message}")

    def note_undefined(self, number: int, name: str) -> None:
        """Remember that a line speaks of a type that the file does not define."""
        self.undefined.setdefault(name, {})[number] = None

    def all_notices(self) -> tuple[str, ...]:
        """Every notice, none twice."""
        lost = (
            f"{name} is left out, for the file defines no such type (line {', '.join(map(str, numbers))})"
            for name, numbers in self.undefined.items()
        )
        return tuple(dict.fromkeys((*self.notices, *lost)))


def read_lines(text: str, *, where: str) -> Conf:
    """The lines of an annotation.conf. Raises SchemaError, `where:line: what is wrong`."""
    reader = _Reader(Conf(where))
    for number, line in enumerate(text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n"), start=1):
        reader.line(number, line)
    reader.finish()
    return reader.conf


@dataclass(slots=True)
class _Reader:
    conf: Conf
    section: str = "general"
    macros: dict[str, str] = field(default_factory=dict)
    above: dict[int, str] = field(default_factory=dict)
    ignored: dict[str, list[int]] = field(default_factory=dict)
    separators: list[int] = field(default_factory=list)

    def line(self, number: int, line: str) -> None:
        """Take in one line."""
        stripped = line.strip()
        if not stripped or stripped.startswith("#"):
            return
        if header := _SECTION.fullmatch(line):
            self.section = _SYNONYMS.get(header[1], header[1])
            self.above = {}
        elif self.section not in SECTIONS:
            self.ignored.setdefault(self.section, []).append(number)
        elif not stripped.strip("-"):
            self.separators.append(number)
        elif macro := _MACRO.fullmatch(line):
            self._macro(number, macro[1], macro[2])
        else:
            self._type(number, self._written_out(number, line))

    def finish(self) -> None:
        """Tell of what is no type."""
        for section, numbers in self.ignored.items():
            self.conf.note(numbers[0], f"brat has no section [{section}]; {len(numbers)} lines are left out")
        if self.separators:
            where = ", ".join(map(str, self.separators))
            self.conf.notices.append(f"lines {where}: separators are left out; they only arrange brat's list of types")
        for name in self.macros:
            self.conf.notices.append(f"the macro {name} is written out wherever it is used; nothing is lost by that")

    def _macro(self, number: int, name: str, value: str) -> None:
        if name in RESERVED:
            raise self.conf.error(number, f"<{name}> is brat's own and cannot be defined; give the macro another name")
        self.macros[f"<{name}>"] = self._written_out(number, value)

    def _written_out(self, number: int, text: str) -> str:
        for name, value in self.macros.items():
            if name in text and _LONGEST < len(text) + text.count(name) * len(value):
                raise self.conf.error(number, f"the line is too long once {name} is written out")
            text = text.replace(name, value)
        return text

    def _type(self, number: int, line: str) -> None:
        found = _TYPE.fullmatch(line)
        if found is None:
            raise self.conf.error(number, "this is no type; write a name, then KEY:TYPE, KEY:TYPE …")
        depth, terms = len(found[1]), [term for term in found[2].split("|") if term]
        names = [term.removeprefix("!") for term in terms]
        if not all(names) or not names:
            raise self.conf.error(number, "a name is missing; write it before its arguments")
        parent = self.above.get(max((level for level in self.above if level < depth), default=-1))
        self.above = {level: name for level, name in self.above.items() if level < depth} | {depth: names[0]}
        arguments = tuple(self._argument(number, part.strip()) for part in (found[3] or "").split(",") if part.strip())
        unused = any(term.startswith("!") for term in terms)
        self.conf.sections[self.section].append(Line(number, names[0], tuple(names[1:]), unused, parent, arguments))

    def _argument(self, number: int, part: str) -> Argument:
        found = _ARGUMENT.fullmatch(part)
        types = tuple(name for name in found[2].split("|") if name) if found else ()
        if found is None or not types:
            raise self.conf.error(number, f"{part!r} is no argument; write it like Theme:Protein|Cell, without spaces")
        counted = _COUNTED.fullmatch(found[1])
        if counted is None or found[1].startswith("<"):
            return Argument(found[1], "", types)
        return Argument(counted[1], counted[2], types)
