"""Reading tables of a TOML file strictly: each value has its kind, and a key that nobody asked for is a problem.

Part of the schema layer. Problems go to whoever reads the file: one stops at the first, an editor wants all of them.
So each method goes on with something harmless once its problem has been told.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias, TypeVar

from glossator.schema.places import Path, Place, end_of, place_of

_T = TypeVar("_T")
_LIST = 'a list of texts such as ["ORG", "GPE"]'
_SYNTAX = re.compile(r"(?P<what>.*) \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class SchemaProblem:
    """Something wrong in the text of a schema.

    `line` and `column` count from 1, the column in code points. `path` is the key's, such as `roles.actor.key`.
    """

    line: int
    path: str
    message: str
    column: int = 1


Report: TypeAlias = Callable[[SchemaProblem], None]


class Table:
    """One table, and the keys that have been asked for so far. `finish` reports all others."""

    def __init__(self, data: Mapping[str, object], path: Path, text: str, report: Report) -> None:
        self._data = data
        self._path = path
        self._text = text
        self._report = report
        self._asked: dict[str, None] = {}

    @classmethod
    def of_file(cls, text: str, *, report: Report) -> Table | None:
        """The whole of a file; None where it is no TOML, which is reported."""
        try:
            return cls(tomllib.loads(text), (), text, report)
        except tomllib.TOMLDecodeError as error:
            report(_syntax_problem(str(error), text))
        except RecursionError:
            report(SchemaProblem(1, "", "lists are nested too deep"))
        return None

    def problem(self, message: str, *path: str) -> None:
        """Report a problem at a key below this table, or at the table itself."""
        whole = (*self._path, *path)
        line, column = place_of(self._text, whole)
        self._report(SchemaProblem(line, ".".join(whole), message, column))

    def has(self, key: str) -> bool:
        """Whether the file has this key."""
        return key in self._data

    def string(self, key: str, default: str | None = None) -> str:
        """A text; without a default, it has to be there."""
        found = self._value(key, str, "a text in quotation marks")
        if found is None and default is None and key not in self._data:
            self.problem(f"{key} is missing {self._name}")
        return found if found is not None else default or ""

    def optional_string(self, key: str) -> str | None:
        """A text, or None where there is none."""
        return self._value(key, str, "a text in quotation marks")

    def flag(self, key: str, default: bool) -> bool:
        """true or false."""
        found = self._value(key, bool, "true or false")
        return default if found is None else found

    def integer(self, key: str, default: int) -> int:
        """A whole number."""
        found = self._value(key, int, "a whole number")
        if isinstance(found, bool):
            self.problem(f"{key} is a whole number", key)
            return default
        return default if found is None else found

    def number(self, key: str) -> float | None:
        """A number, or None where there is none."""
        found = self._value(key, (int, float), "a number")
        if isinstance(found, bool):
            self.problem(f"{key} is a number", key)
            return None
        return None if found is None else float(found)

    def strings(self, key: str, default: tuple[str, ...] = ()) -> tuple[str, ...]:
        """A list of texts."""
        return _texts(self._value(key, list, _LIST), default, lambda: self.problem(f"{key} is {_LIST}", key))

    def string_or_strings(self, key: str, default: tuple[str, ...]) -> tuple[str, ...]:
        """A text, or a list of texts."""
        if isinstance(self._data.get(key), str):
            return (self.string(key),)
        return self.strings(key, default)

    def pairs(self, key: str) -> tuple[tuple[str, str], ...]:
        """A list of pairs of texts."""
        what = 'a list of pairs such as [["PERSON", "ORG"]]'
        found = self._value(key, list, what) or []
        lists = [_texts(item if isinstance(item, list) else None, (), lambda: None) for item in found]
        if not all(len(item) == 2 for item in lists):
            self.problem(f"{key} is {what}", key)
        return tuple((item[0], item[1]) for item in lists if len(item) == 2)

    def table(self, key: str) -> Table:
        """A table below this one; an empty one where there is none."""
        found = self._value(key, dict, f"a table: write [{'.'.join((*self._path, key))}] on a line of its own")
        return Table(found or {}, (*self._path, key), self._text, self._report)

    def each(self, key: str, read: Callable[[str, Table], _T]) -> tuple[_T, ...]:
        """Read each of the tables in a table of tables, in the file's order."""
        return tuple(self._each(self.table(key), read))

    def items(self) -> Iterator[tuple[str, str]]:
        """The keys and values of a table that holds nothing but texts."""
        for key in self._data:
            found = self.optional_string(key)
            if found is not None:
                yield key, found

    def lists(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """The keys and values of a table that holds nothing but lists of texts."""
        for key in self._data:
            yield key, self.strings(key)

    def finish(self) -> None:
        """Report the keys that nobody has asked for, and name those that are known."""
        for key in self._data:
            if key not in self._asked:
                import difflib  # only here: opening a project should not wait for it

                near = difflib.get_close_matches(key, list(self._asked), n=1)
                hint = f" (did you mean {near[0]}?)" if near else ""
                self.problem(f"unknown key {key!r} {self._name}{hint}; known: {', '.join(self._asked)}", key)

    def _each(self, tables: Table, read: Callable[[str, Table], _T]) -> Iterator[_T]:
        for name in tables._data:
            table = tables.table(name)
            yield read(name, table)
            table.finish()

    def _value(self, key: str, kind: type[_T] | tuple[type[_T], ...], what: str) -> _T | None:
        self._asked[key] = None
        found = self._data.get(key)
        if found is None or isinstance(found, kind):
            return found
        self.problem(f"{key} is {what}", key)
        return None

    @property
    def _name(self) -> str:
        return f"in [{'.'.join(self._path)}]" if self._path else "at the top of the file"


def _texts(found: list[object] | None, default: tuple[str, ...], complain: Callable[[], None]) -> tuple[str, ...]:
    if found is None:
        return default
    texts = tuple(item for item in found if isinstance(item, str))
    if len(texts) != len(found):
        complain()
        return default
    return texts


def _syntax_problem(message: str, text: str) -> SchemaProblem:
    found = _SYNTAX.fullmatch(message)
    if found is None:
        return SchemaProblem(1, "", message)
    place: Place = (int(found["line"]), int(found["column"])) if found["line"] else end_of(text)
    return SchemaProblem(place[0], "", found["what"], place[1])
