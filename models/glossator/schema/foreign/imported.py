"""What comes of reading or writing another tool's schema, with what did not fit. Part of the schema layer."""

from __future__ import annotations

from dataclasses import dataclass

from glossator.schema.keys import BUILDER_KEYS
from glossator.schema.model import Schema


@dataclass(frozen=True, slots=True)
class Imported:
    """A schema made of another tool's file. Each notice is a sentence on something that it could not take over."""

    schema: Schema
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Exported:
    """The text of a file for another tool. Each notice is a sentence on something that has no place there."""

    text: str
    notices: tuple[str, ...] = ()


class Letters:
    """Hands out the letters of the event builder: one that a name has, as long as there is one."""

    def __init__(self) -> None:
        self._free = [letter for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ" if letter not in BUILDER_KEYS]

    def take(self, name: str) -> str | None:
        """A letter for this name; None where its own are all given."""
        found = next((sign for sign in name.upper() if sign in self._free), None)
        if found is not None:
            self._free.remove(found)
        return found
