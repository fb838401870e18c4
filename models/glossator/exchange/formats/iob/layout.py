"""What the columns of a file mean, found by looking at all of it once.

Part of `exchange`. Known layouts: CoNLL-2003 (token, part of speech, chunk, tag), two columns, a number first
(GermEval, with an outer and an inner column of tags; UNER), offsets beside the token (AnEM), the tag first and offsets
after it (NERsuite), one character a line with spaces among them (KLUE), `token|tag` on one line a sentence (spaCy).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from glossator.exchange.formats.tokens.tags import OUTSIDE, PREFIXED, Found, SchemeWitness, is_tag

Separator: TypeAlias = Literal["tab", "space", "pipe"]

DOCUMENT_MARK = "-DOCSTART-"
_CHUNKS = frozenset(["ADJP", "ADVP", "CONJP", "INTJ", "LST", "NP", "PP", "PRT", "SBAR", "UCP", "VP"])
_HEADERS = frozenset(["word", "words", "token", "tokens", "form", "text"])
_MOST_COLUMNS = 64
_SHARE = 0.9
"""So many of a column's values must be tags; the others are then mistakes, which reading names by line."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Which column is what, from 0.

    `offsets` are the columns of a token's start and end in code points, `number` that of its number in the sentence;
    `prefixed`: tags have `B-` and the like before the label; `spaces`: white space has lines of its own.
    """

    separator: Separator
    columns: int
    token: int
    tags: tuple[int, ...]
    prefixed: bool = True
    number: int | None = None
    offsets: tuple[int, int] | None = None
    spaces: bool = False
    header: bool = False
    scheme: Found = "none"
    rows: int = 0

    @property
    def unread(self) -> int:
        """How many columns say something that is not read."""
        return self.columns - 1 - len(self.tags) - (self.number is not None) - 2 * (self.offsets is not None)


def cells(line: str, separator: Separator) -> list[str]:
    """The columns of a line. Tabs at its end hold nothing."""
    if separator == "tab":
        return line.rstrip("\t").split("\t")
    return [cell for cell in line.replace("\t", " ").split(" ") if cell]


def pipe_rows(line: str) -> list[list[str]] | None:
    """The tokens of a line `token|tag token|tag`; None where it is none."""
    items = [item.rsplit("|", item.count("|") if item.count("|") < 3 else 2) for item in line.split(" ") if item]
    if not items or any(len(item) != len(items[0]) or not item[0] for item in items):
        return None
    return items if 1 < len(items[0]) and all(is_tag(item[-1]) for item in items) else None


def is_comment(line: str, layout: Layout) -> bool:
    """Whether a line before a sentence is a remark, and no token that begins with `#`."""
    if not line.startswith("#"):
        return False
    found = cells(line, layout.separator)
    if len(found) != layout.columns:
        return True
    return layout.prefixed and not all(is_tag(found[tag]) for tag in layout.tags)


def find_layout(lines: Iterable[str]) -> Layout | None:
    """The layout of a file's lines; None where no column holds tags."""
    census: dict[tuple[Separator, int], _Columns] = {}
    pipes = _Columns(2)
    for line in lines:
        if not line.strip():
            for one in (*census.values(), pipes):
                one.end_sentence()
            continue
        separator: Separator = "tab" if "\t" in line else "space"
        found = cells(line, separator)
        if line.startswith("#") or not found or found[0] == DOCUMENT_MARK or _MOST_COLUMNS < len(found):
            continue
        for row in (pipe_rows(line) if separator == "space" and "|" in line else None) or ():
            pipes.see([row[0], row[-1]])
        census.setdefault((separator, len(found)), _Columns(len(found))).see(found)
    for one in (*census.values(), pipes):
        one.end_sentence()
    if pipes.rows and sum(one.rows for one in census.values()) < pipes.rows:
        return pipes.layout("pipe")
    ranked = sorted(census.items(), key=lambda item: -item[1].rows)
    return ranked[0][1].layout(ranked[0][0][0]) if ranked else None


class _Columns:
    """What is seen in the lines that have so many columns."""

    def __init__(self, columns: int) -> None:
        self.columns = columns
        self.rows = 0
        self._tags = [0] * columns
        self._outside = [0] * columns
        self._labels: list[set[str]] = [set() for _ in range(columns)]
        self._offsets = {(start, token) for start in range(columns - 1) for token in range(columns)}
        self._offsets = {(start, token) for start, token in self._offsets if token not in (start, start + 1)}
        self._number = True
        self._spaces = self._header = False
        self._first: list[str] = []
        self._sentence: list[list[str]] = []
        self._witnesses = [SchemeWitness() for _ in range(columns)]

    def see(self, row: list[str]) -> None:
        """One line."""
        self._first = self._first or row
        self.rows += 1
        self._sentence.append(row)
        for place, value in enumerate(row):
            match = PREFIXED.fullmatch(value)
            self._outside[place] += value == OUTSIDE
            self._tags[place] += value == OUTSIDE or match is not None
            if match is not None and len(self._labels[place]) <= len(_CHUNKS):
                self._labels[place].add(match[2])
        self._spaces |= row[0].isspace()
        self._number &= row[0] == str(len(self._sentence))
        if self._offsets:
            self._offsets = {one for one in self._offsets if _fits(row, *one)}

    def end_sentence(self) -> None:
        """A blank line."""
        for place, witness in enumerate(self._witnesses):
            if self._sentence and self._tags[place]:
                witness.see([row[place] for row in self._sentence])
        self._sentence = []

    def layout(self, separator: Separator) -> Layout | None:
        """What these columns are, if one of them holds tags."""
        tags = self._tag_columns()
        prefixed = bool(tags)
        last = self.columns - 1
        if not tags and 1 < self.columns and self._outside[last]:
            tags = (last,)
        number = 0 if self._number and 2 < self.columns and 0 not in tags else None
        taken = {*tags, *(() if number is None else (number,))}
        offsets = next(((start, token) for start, token in sorted(self._offsets) if not {start, token} & taken), None)
        token = next((place for place in range(self.columns) if place not in taken), None)
        if offsets is not None:
            token = offsets[1]
        if not tags or token is None:
            return None
        return Layout(
            separator,
            self.columns,
            token,
            tags,
            prefixed,
            number,
            None if offsets is None else (offsets[0], offsets[0] + 1),
            self._spaces and token == 0,
            not prefixed and self._first[token].lower() in _HEADERS,
            self._scheme(tags) if prefixed else "labels",
            self.rows,
        )

    def _scheme(self, tags: Sequence[int]) -> Found:
        """The scheme of the first column that holds a label."""
        return next((found for tag in tags if (found := self._witnesses[tag].found) != "none"), "none")

    def _tag_columns(self) -> tuple[int, ...]:
        """The column of tags; of a numbered file (GermEval) all of them: they are layers of one person.

        Elsewhere the last one is taken: two columns of tags side by side are what was right and what a program said.
        """
        needed = max(1.0, _SHARE * self.rows)
        all_outside = [place for place in range(self.columns) if self._outside[place] == self.rows]
        found = [
            place
            for place in range(self.columns)
            if needed <= self._tags[place] and self._labels[place] and not self._labels[place] <= _CHUNKS
        ]
        if self._number and 2 < self.columns:
            return tuple(sorted({*found, *(all_outside if found else all_outside[-1:])}))
        return tuple((found or all_outside)[-1:])


def _fits(row: Sequence[str], start: int, token: int) -> bool:
    """Whether two columns hold the start and the end of a token."""
    first, last = row[start], row[start + 1]
    if not (first.isdecimal() and last.isdecimal() and len(first) < 12 and len(last) < 12):
        return False
    return int(last) - int(first) == len(row[token])
