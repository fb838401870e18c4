"""Strict access to JSON objects: every value is of the type it should be, or the error says where it is not.

Part of `exchange`; readers of JSON formats use it.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import inf, isfinite
from typing import Any, TypeVar

from glossator.errors import FormatError

T = TypeVar("T")
_LARGEST = 2**53
_UID_BYTES = 16
"""Whole numbers beyond it are none that a float could hold."""


class Fields:
    """One JSON object of a file, and where it stands there ("news.jsonl:4: spans[3]")."""

    __slots__ = ("_left", "_values", "where")

    def __init__(self, value: object, where: str) -> None:
        self.where = where
        if not isinstance(value, dict):
            raise self.error(f"an object is expected, not {_kind(value)}")
        self._values: dict[str, Any] = value
        self._left = set(value)

    def error(self, what: str) -> FormatError:
        """An error that says where it is, and what is wrong."""
        return FormatError(f"{self.where}: {what}.")

    def __contains__(self, key: str) -> bool:
        return key in self._values

    def keys(self) -> tuple[str, ...]:
        """Every key, in the file's order."""
        return tuple(self._values)

    def peek(self, key: str) -> Any:
        """A value of whatever type, or None where it is absent."""
        self._left.discard(key)
        return self._values.get(key)

    def done(self) -> None:
        """Raise FormatError where a key was never asked for."""
        if self._left:
            raise self.error(f"unknown key {min(self._left)!r}")

    def string(self, key: str, default: str | None = None) -> str:
        """A string; without a default it must be there."""
        return self._typed(key, str, "a string", default)

    def name(self, key: str) -> str:
        """A string that must be there and not be empty."""
        value = self.string(key)
        if not value:
            raise self.error(f"{key!r} is empty")
        return value

    def optional_name(self, key: str) -> str | None:
        """A string that is not empty, or None where the key is absent or null."""
        self._left.discard(key)
        return self.name(key) if self._values.get(key) is not None else None

    def names(self, key: str) -> tuple[str, ...]:
        """A list of strings that are not empty; empty where absent."""
        values = self.strings(key)
        if "" in values:
            raise self.error(f"{key!r} holds an empty name")
        return values

    def optional(self, key: str) -> str | None:
        """A string, or None where the key is absent or null."""
        self._left.discard(key)
        return self.string(key) if self._values.get(key) is not None else None

    def integer(self, key: str, default: int | None = None) -> int:
        """A whole number; without a default it must be there."""
        return self._typed(key, int, "a whole number", default)

    def optional_integer(self, key: str) -> int | None:
        """A whole number, or None where the key is absent or null."""
        self._left.discard(key)
        return self.integer(key) if self._values.get(key) is not None else None

    def number(self, key: str) -> float:
        """A finite number, which must be there."""
        value = self._typed(key, float, "a number", None)
        if not isfinite(value):
            raise self.error(f"{key!r} must be a finite number, not {value}")
        return value

    def flag(self, key: str) -> bool:
        """true or false; false where absent."""
        return self._typed(key, bool, "true or false", False)

    def choice(self, key: str, choices: tuple[str, ...], default: str | None = None) -> str:
        """One of the given strings."""
        value = self.string(key, default)
        if value not in choices:
            raise self.error(f"{key!r} is {value!r}, not one of {', '.join(choices)}")
        return value

    def items(self, key: str) -> list[Any]:
        """A list; empty where absent."""
        return self._typed(key, list, "a list", [])

    def strings(self, key: str) -> tuple[str, ...]:
        """A list of strings; empty where absent."""
        values = self.items(key)
        if not all(isinstance(value, str) for value in values):
            raise self.error(f"{key!r} must be a list of strings")
        return tuple(values)

    def integers(self, key: str) -> tuple[int, ...]:
        """A list of whole numbers; empty where absent."""
        values = self.items(key)
        if not all(_is_integer(value) for value in values):
            raise self.error(f"{key!r} must be a list of whole numbers")
        return tuple(values)

    def objects(self, key: str) -> Iterator[Fields]:
        """The objects of a list."""
        for place, value in enumerate(self.items(key)):
            yield Fields(value, f"{self.where}: {key}[{place}]")

    def object(self, key: str) -> Fields:
        """An object; an empty one where absent."""
        self._left.discard(key)
        return Fields(self._values.get(key, {}), f"{self.where}: {key}")

    def mapping(self, key: str) -> dict[str, Any]:
        """An object whose keys are free; empty where absent."""
        return self._typed(key, dict, "an object", {})

    def uid(self, key: str) -> bytes:
        """16 bytes written as hexadecimal digits; empty where absent."""
        digits = self.string(key, "")
        try:
            uid = bytes.fromhex(digits)
        except ValueError as error:
            raise self.error(f"{key!r} must be hexadecimal digits, not {digits!r}") from error
        if len(uid) not in (0, _UID_BYTES):
            raise self.error(f"{key!r} must be {2 * _UID_BYTES} hexadecimal digits, not {digits!r}")
        return uid

    def _typed(self, key: str, kind: type[T], words: str, default: T | None) -> T:
        self._left.discard(key)
        value = self._values.get(key, default)
        if value is None:
            raise self.error(f"{key!r} is missing" if key not in self._values else f"{key!r} is null")
        if kind is float and _is_integer(value):
            value = float(value) if abs(value) <= _LARGEST else inf
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            raise self.error(f"{key!r} must be {words}, not {_kind(value)}")
        return value


def _is_integer(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _kind(value: object) -> str:
    names = {dict: "an object", list: "a list", str: "a string", bool: "true or false", type(None): "null"}
    return names.get(type(value), "a number")
