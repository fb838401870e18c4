"""Lists of names as CSV: reading and checking one, all or nothing. Part of the knowledge layer; no files, only text."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final

from glossator.errors import KnowledgeError
from glossator.knowledge.dates import bounds_of, is_date_value
from glossator.knowledge.entries import KINDS, Entry
from glossator.knowledge.names import key_of

COLUMNS: Final = ("name", "kb_id", "aliases", "kind", "country", "sectors", "from", "until", "notes")
MOST_ROWS: Final = 200_000
MOST_CHARACTERS: Final = 20_000_000
OWN: Final = "own:"
"""Before the id that a row without one gets."""


@dataclass(frozen=True, slots=True)
class Known:
    """What a list is held against: codes of countries, and the schema's sectors (None: any)."""

    countries: Collection[str]
    sectors: Collection[str] | None = None


def read_list(text: str, *, name: str, known: Known, source: str = "") -> tuple[Entry, ...]:
    """The entries of a list. The first row names the columns, in any order; only `name` has to be there.

    Commas, semicolons or tabs separate the cells, "|" the parts of aliases and sectors.

    Raises:
        KnowledgeError: something is wrong; the message says in which file, line and column, and what to do.
    """
    if MOST_CHARACTERS < len(text):
        raise KnowledgeError(f"{name} is too long for a list of names: at most {MOST_CHARACTERS:,} characters.")
    rows = _rows(text.removeprefix("\ufeff"), name)
    header = next(rows, None)
    if header is None:
        raise KnowledgeError(f"{name} is empty. Its first line has to name the columns: {', '.join(COLUMNS)}.")
    columns = _columns(header[1], name)
    entries = tuple(_Row(name, line, columns, cells).entry(known, source) for line, cells in rows if any(cells))
    if not entries:
        raise KnowledgeError(f"{name} has no row below its header, so there is nothing to know.")
    return entries


def _rows(text: str, name: str) -> Iterator[tuple[int, list[str]]]:
    """Each row with the line that it ends in."""
    head = text.partition("\n")[0]
    separator = max(",;\t", key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        for count, cells in enumerate(reader):
            if MOST_ROWS < count:
                raise KnowledgeError(
                    f"{name} has more than {MOST_ROWS:,} rows. Split it, or leave out what is not needed."
                )
            yield reader.line_num, [cell.strip() for cell in cells]
    except csv.Error as error:
        raise KnowledgeError(
            f"{name}, line {reader.line_num}: this is no CSV ({error}). Are all quotation marks closed?"
        ) from error


def _columns(header: list[str], name: str) -> dict[str, int]:
    columns: dict[str, int] = {}
    for place, title in enumerate(header):
        wanted = title.lower().replace(" ", "_")
        if wanted not in COLUMNS:
            raise KnowledgeError(
                f"{name}, line 1: there is no column “{title}”. The columns are: {', '.join(COLUMNS)}."
            )
        if wanted in columns:
            raise KnowledgeError(f"{name}, line 1: the column “{title}” is there twice. Take one of them out.")
        columns[wanted] = place
    if "name" not in columns:
        raise KnowledgeError(f"{name}, line 1: the column “name” is missing.")
    return columns


@dataclass(frozen=True, slots=True)
class _Row:
    """One row, on its way to being an entry."""

    file: str
    line: int
    columns: dict[str, int]
    cells: list[str]

    def entry(self, known: Known, source: str) -> Entry:
        if len(self.columns) < len(self.cells):
            found = len(self.cells)
            raise self._wrong("", f"there are {found} cells for {len(self.columns)} columns; is a comma not in quotes?")
        title = self._cell("name")
        if not title:
            raise self._wrong("name", "it is empty; every row needs a name.")
        since, until = self._day("from"), self._day("until")
        self._check_order(since, until)
        return Entry(
            kb_id=self._cell("kb_id") or OWN + key_of(title).replace(" ", "-"),
            name=title,
            aliases=self._parts("aliases"),
            kind=self._one_of("kind", self._cell("kind").lower(), KINDS, empty="other"),
            country=self._one_of("country", self._cell("country").upper(), known.countries, shown=False),
            sectors=self._sectors(known),
            since=since,
            until=until,
            notes=self._cell("notes"),
            source=source,
        )

    def _cell(self, column: str) -> str:
        place = self.columns.get(column)
        return "" if place is None or len(self.cells) <= place else self.cells[place]

    def _parts(self, column: str) -> tuple[str, ...]:
        parts = (part.strip() for part in self._cell(column).split("|"))
        return tuple(dict.fromkeys(part for part in parts if part))

    def _sectors(self, known: Known) -> tuple[str, ...]:
        parts = tuple(part.upper() for part in self._parts("sectors"))
        for part in parts if known.sectors is not None else ():
            self._one_of("sectors", part, known.sectors or ())
        return parts

    def _day(self, column: str) -> str:
        value = self._cell(column)
        if value and not (is_date_value(value) and bounds_of(value) and "/" not in value):
            raise self._wrong(column, f"“{value}” is no day, month or year, such as 2014-04-09, 2014-04 or 2014.")
        return value

    def _check_order(self, since: str, until: str) -> None:
        first, last = bounds_of(since), bounds_of(until)
        if first and last and first.first and last.last and last.last < first.first:
            raise self._wrong("until", f"{until} is before {since}.")

    def _one_of(self, column: str, value: str, choices: Collection[str], *, empty: str = "", shown: bool = True) -> str:
        if not value:
            return empty
        if value not in choices:
            listed = f" It has: {', '.join(choices)}." if shown else " Codes are of three letters, such as PRK."
            raise self._wrong(column, f"“{value}” is not known.{listed}")
        return value

    def _wrong(self, column: str, what: str) -> KnowledgeError:
        where = f", column {column}" if column else ""
        return KnowledgeError(f"{self.file}, line {self.line}{where}: {what}")
