"""Reading tables of a TOML file strictly: each value has its kind, and a key that nobody asked for is an error.

Part of the schema layer. Every error names the file, the line and the column.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar

from glossator.errors import SchemaError
from glossator.schema.places import Path, Place, end_of, place_of

_T = TypeVar("_T")
_SYNTAX = re.compile(r"(?P<what>.*) \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)", re.DOTALL)


class Table:
    """One table, and the keys that have been asked for so far. `finish` refuses all others."""

    def __init__(self, data: Mapping[str, object], path: Path, text: str, where: str) -> None:
        self._data = data
        self._path = path
        self._text = text
        self._where = where
        self._asked: list[str] = []

    @classmethod
    def of_file(cls, text: str, *, where: str) -> Table:
        """The whole of a file. Raises SchemaError where it is no TOML."""
        try:
            return cls(tomllib.loads(text), (), text, where)
        except tomllib.TOMLDecodeError as error:
            raise _syntax_error(str(error), text, where) from None

    def error(self, message: str, *path: str) -> SchemaError:
        """An error at a key below this table, or at the table itself."""
        return _error(self._where, place_of(self._text, (*self._path, *path)), message)

    def string(self, key: str, default: str | None = None) -> str:
        """A text; without a default, it has to be there."""
        found = self._value(key, str, "a text in quotation marks")
        if found is None and default is None:
            raise self.error(f"{key} is missing {self._name}")
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
            raise self.error(f"{key} is a whole number", key)
        return default if found is None else found

    def number(self, key: str) -> float | None:
        """A number, or None where there is none."""
        found = self._value(key, (int, float), "a number")
        if isinstance(found, bool):
            raise self.error(f"{key} is a number", key)
        return None if found is None else float(found)

    def strings(self, key: str, default: tuple[str, ...] = ()) -> tuple[str, ...]:
        """A list of texts."""
        found = self._value(key, list, 'a list of texts such as ["ORG", "GPE"]')
        if found is None:
            return default
        if not all(isinstance(item, str) for item in found):
            raise self.error(f'{key} is a list of texts such as ["ORG", "GPE"]', key)
        return tuple(found)

    def table(self, key: str) -> Table:
        """A table below this one; an empty one where there is none."""
        found = self._value(key, dict, f"a table: write [{'.'.join((*self._path, key))}] on a line of its own")
        return Table(found or {}, (*self._path, key), self._text, self._where)

    def each(self, key: str, read: Callable[[str, Table], _T]) -> tuple[_T, ...]:
        """Read each of the tables in a table of tables, in the file's order."""
        return tuple(self._each(self.table(key), read))

    def items(self) -> Iterator[tuple[str, str]]:
        """The keys and values of a table that holds nothing but texts."""
        for key in self._data:
            yield key, self.string(key)

    def finish(self) -> None:
        """Refuse a key that nobody has asked for, and name those that are known."""
        for key in self._data:
            if key not in self._asked:
                import difflib  # only here: opening a project should not wait for it

                near = difflib.get_close_matches(key, self._asked, n=1)
                hint = f" (did you mean {near[0]}?)" if near else ""
                raise self.error(f"unknown key {key!r} {self._name}{hint}; known: {', '.join(self._asked)}", key)

    def _each(self, tables: Table, read: Callable[[str, Table], _T]) -> Iterator[_T]:
        for name in tables._data:
            table = tables.table(name)
            yield read(name, table)
            table.finish()

    def _value(self, key: str, kind: type[_T] | tuple[type[_T], ...], what: str) -> _T | None:
        self._asked.append(key)
        found = self._data.get(key)
        if found is None or isinstance(found, kind):
            return found
        raise self.error(f"{key} is {what}", key)

    @property
    def _name(self) -> str:
        return f"in [{'.'.join(self._path)}]" if self._path else "at the top of the file"


def _syntax_error(message: str, text: str, where: str) -> SchemaError:
    found = _SYNTAX.fullmatch(message)
    if found is None:
        return _error(where, (1, 1), message)
    place = (int(found["line"]), int(found["column"])) if found["line"] else end_of(text)
    return _error(where, place, found["what"])


def _error(where: str, place: Place, message: str) -> SchemaError:
    return SchemaError(f"{where}:{place[0]}:{place[1]}: {message}")
