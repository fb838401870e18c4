"""The columns that hold lists, choices and times: whether they decode, and which names of the schema they use.

Part of integrity.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, get_args

from glossator.annotation import ReviewState, ReviewTask
from glossator.annotation.spans import OriginHow
from glossator.integrity.decoding import Faulty, attributes_of, check_time, strings_of, words_of
from glossator.integrity.verdict import Report
from glossator.integrity.words import note
from glossator.integrity.workbench import Workbench, shortened

TASKS: Final[tuple[str, ...]] = get_args(ReviewTask)
STATES: Final[tuple[str, ...]] = get_args(ReviewState)
HOWS: Final[tuple[str, ...]] = get_args(OriginHow)
DECIDED: Final = ("accepted", "corrected", "rejected")
SUGGESTED: Final = ("span", "event")
_MOST_USERS: Final = 100
_LATEST: Final = 2**31 - 1

Name = tuple[str, str]
"""What kind of name, and the name; a mode's as type/mode, an attribute's value as attribute=value."""


@dataclass(slots=True)
class Used:
    """The names of the schema that annotations bear, each with the table and ids of the first that bear it."""

    names: dict[Name, list[tuple[str, int]]] = field(default_factory=dict)

    def note(self, kind: str, name: str, table: str, number: int) -> None:
        """This row bears this name."""
        users = self.names.setdefault((kind, name), [])
        if len(users) < _MOST_USERS:
            users.append((table, number))


def used_by_attributes(attributes: Mapping[str, Iterable[str]]) -> list[Name]:
    """The names that attributes and their values are."""
    names = [("attribute", name) for name in attributes]
    return names + [("value", f"{name}={choice}") for name, choices in attributes.items() for choice in choices]


def check_values(bench: Workbench, report: Report) -> Used:
    """Every such column; returns the names that the readable ones use."""
    used = Used()
    checks = _Values(bench, report, used)
    checks.spans()
    checks.events()
    checks.others()
    checks.layers()
    checks.words()
    checks.times()
    checks.numbers()
    return used


class _Values:
    def __init__(self, bench: Workbench, report: Report, used: Used) -> None:
        self._bench = bench
        self._report = report
        self._used = used

    def spans(self) -> None:
        """Labels and attributes of spans."""
        note = self._used.note
        for number, label, attributes in self._bench.rows("SELECT id, label, attributes FROM span"):
            if label is not None:
                note("entity type", label, "span", number)
            self._attributes("span", number, attributes, named=True)

    def events(self) -> None:
        """Types, modes, contexts and attributes of events; roles and sectors of their arguments."""
        note = self._used.note
        sql = "SELECT id, type, modes, contexts, attributes FROM event"
        for number, type_, modes, contexts, attributes in self._bench.rows(sql):
            note("event type", type_, "event", number)
            for mode in self._read("event", number, "modes", words_of, modes) or ():
                note("mode", f"{type_}/{mode}", "event", number)
            for context in self._read("event", number, "contexts", words_of, contexts) or ():
                note("context", context, "event", number)
            self._attributes("event", number, attributes, named=True)
        for number, role, sectors in self._bench.rows("SELECT event_id, role, sectors FROM argument"):
            note("role", role, "argument", number)
            self._read("argument", number, "sectors", words_of, sectors)

    def others(self) -> None:
        """Relations and entities."""
        for number, type_, attributes in self._bench.rows("SELECT id, type, attributes FROM relation"):
            self._used.note("relation type", type_, "relation", number)
            self._attributes("relation", number, attributes, named=False)
        for number, sectors in self._bench.rows("SELECT id, sectors FROM entity"):
            self._read("entity", number, "sectors", words_of, sectors)
        if "attributes" in self._bench.layout.tables["entity"].columns:
            for number, attributes in self._bench.rows("SELECT id, attributes FROM entity"):
                self._attributes("entity", number, attributes, named=True)

    def layers(self) -> None:
        """Contexts and reviews."""
        for number, contexts, reviews in self._bench.rows("SELECT id, contexts, reviews FROM layer"):
            for context in self._read("layer", number, "contexts", words_of, contexts) or ():
                self._used.note("context", context, "layer", number)
            found = self._read("layer", number, "reviews", strings_of, reviews) or {}
            for task, state in found.items():
                if task not in TASKS or state not in STATES:
                    said = f"says that {task} are “{state}”, which is no state of a review"
                    note(self._report, self._bench, "value.word", "layer", number, said)

    def words(self) -> None:
        """Columns that hold one of a few words."""
        for table, column, known in (
            ("span", "origin", HOWS), ("event", "origin", HOWS), ("decision", "state", DECIDED),
            ("suggestion", "kind", SUGGESTED),
        ):  # fmt: skip
            allowed = ", ".join(f"'{word}'" for word in known)
            for number, word in self._bench.rows(f"SELECT id, {column} FROM {table} WHERE {column} NOT IN ({allowed})"):
                said = f"has the {column} “{shortened(word)}”, which there is not"
                note(self._report, self._bench, "value.word", table, number, said)

    def times(self) -> None:
        """When suggesters ran and rulings were made; the times of steps are the journal's."""
        if "ruling" in self._bench.layout.tables:
            for number, time in self._bench.rows("SELECT id, time FROM ruling"):
                self._read("ruling", number, "time", check_time, time, code="value.time")
        for number, time in self._bench.rows("SELECT rowid, time FROM analysis"):
            self._read("analysis", number, "time", check_time, time, code="value.time")

    def numbers(self) -> None:
        """The versions of the schema that annotations were made under."""
        for table in ("span", "event", "relation"):
            if "schema_version" not in self._bench.layout.tables[table].columns:
                continue
            sql = f"SELECT id, schema_version FROM {table} WHERE schema_version NOT BETWEEN 0 AND {_LATEST}"
            for number, version in self._bench.rows(sql):
                said = f"was made under version {version} of the schema, which there cannot be"
                note(self._report, self._bench, "value.number", table, number, said)

    def _attributes(self, table: str, number: int, text: str, *, named: bool) -> None:
        if text == "{}":
            return
        found = self._read(table, number, "attributes", attributes_of, text)
        for kind, name in used_by_attributes(found) if found and named else ():
            self._used.note(kind, name, table, number)

    def _read(
        self, table: str, number: int, column: str, read: Callable[[str], Any], text: str, *, code: str = "value.json"
    ) -> Any:
        try:
            return read(text)
        except Faulty as fault:
            note(self._report, self._bench, code, table, number, f"has {column} that are {fault}")
            return None
