"""Sentences of CoNLL-U and CoNLL-U Plus: comments, words, ranges of words that are written as one, empty nodes.

Part of `exchange`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from glossator.errors import FormatError
from glossator.exchange.formats.tokens.lines import numbered_lines
from glossator.exchange.formats.tokens.tags import is_tag

COLUMNS = ("ID", "FORM", "LEMMA", "UPOS", "XPOS", "FEATS", "HEAD", "DEPREL", "DEPS", "MISC")
NER_COLUMNS = ("NER", "NE")
_ID = re.compile(r"(\d{1,6})(?:(-|\.)(\d{1,6}))?")
_WIDE = re.compile(r"\t| {2,}")
_GLOBAL_COLUMNS = "global.columns"


@dataclass(frozen=True, slots=True)
class Node:
    """A word or an empty node. `misc` holds what stands in MISC, by key; `ner` a tag of a column of its own."""

    line: int
    number: int
    form: str
    empty: bool
    misc: Mapping[str, str]
    ner: str | None = None


@dataclass(slots=True)
class Unit:
    """What is written as one: a word, or a range of words ("del" for "de el"). Its empty nodes follow it."""

    form: str
    misc: Mapping[str, str]
    nodes: list[Node]
    last: int
    """The number of its last word."""


@dataclass(slots=True)
class Sentence:
    """The comments ("key", "value"), and what is written in order. `line` is where it begins."""

    line: int
    comments: list[tuple[str, str]] = field(default_factory=list)
    units: list[Unit] = field(default_factory=list)
    columns: Sequence[str] = COLUMNS

    def comment(self, key: str) -> str | None:
        """The value of the first comment of that name."""
        return next((value for found, value in self.comments if found == key), None)


def read_sentences(path: Path) -> Iterator[Sentence]:
    """The sentences of a file. Raises FormatError with the line where something is not as it should be."""
    columns: Sequence[str] = COLUMNS
    sentence = Sentence(1)
    for number, line in numbered_lines(path):
        if not line.strip():
            if sentence.units:
                yield sentence
                sentence = Sentence(number + 1, columns=columns)
            continue
        if line.startswith("#") and not sentence.units:
            key, value = _comment(line)
            if key == _GLOBAL_COLUMNS:
                columns = sentence.columns = _columns(value, f"{path}:{number}")
            sentence.comments.append((key, value))
            continue
        _take(line, number, sentence, f"{path}:{number}")
    if sentence.units:
        yield sentence


def looks_like(lines: Sequence[str]) -> bool:
    """Whether these lines begin a file of CoNLL-U."""
    if any(_comment(line)[0] == _GLOBAL_COLUMNS for line in lines[:1] if line.startswith("#")):
        return True
    first = next((line for line in lines if line.strip() and not line.startswith("#")), "")
    row = _split(first, len(COLUMNS))
    # WebAnno's second version has tags where CoNLL-U has language-specific parts of speech and features.
    tagged = len(row) == len(COLUMNS) and is_tag(row[4]) and is_tag(row[5])
    return len(row) == len(COLUMNS) and _ID.fullmatch(row[0].strip()) is not None and not tagged


def _comment(line: str) -> tuple[str, str]:
    key, _, value = line[1:].partition("=")
    return key.strip(), value.strip()


def _columns(value: str, where: str) -> Sequence[str]:
    columns = tuple(name.upper() for name in value.split())
    if "ID" not in columns or "FORM" not in columns:
        raise FormatError(f"{where}: the columns named here have no ID or no FORM.")
    return columns


def _split(line: str, columns: int) -> list[str]:
    """The columns of a line: between tabs, or where that does not fit, between runs of spaces."""
    row = line.split("\t")
    return row if len(row) == columns else _WIDE.split(line)


def _take(line: str, number: int, sentence: Sentence, where: str) -> None:
    row = _split(line, len(sentence.columns))
    if len(row) != len(sentence.columns):
        raise FormatError(f"{where}: {len(row)} columns stand here instead of {len(sentence.columns)}.")
    cells = dict(zip(sentence.columns, row, strict=True))
    found = _ID.fullmatch(cells["ID"].strip())
    if found is None:
        raise FormatError(f"{where}: {cells['ID']!r} is no number of a word (1), a range (1-2) or an empty node (1.1).")
    form = cells["FORM"]
    if not form.strip():
        raise FormatError(f"{where}: the word has no form.")
    first, kind, last = int(found[1]), found[2], int(found[3] or found[1])
    misc = _misc(cells.get("MISC", "_"))
    inside = bool(sentence.units) and first <= sentence.units[-1].last
    if kind == "-":
        if inside or last < first:
            raise FormatError(f"{where}: the range {found[0]} does not follow on the word before it.")
        sentence.units.append(Unit(form, misc, [], last))
        return
    ner = next((cells[name] for name in NER_COLUMNS if name in cells), None)
    node = Node(number, first, form, kind == ".", misc, ner)
    if node.empty and not sentence.units:
        sentence.units.append(Unit("", {}, [node], 0))
    elif inside or node.empty:
        sentence.units[-1].nodes.append(node)
    else:
        sentence.units.append(Unit(form, misc, [node], first))


def _misc(cell: str) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for item in cell.split("|") if cell != "_" else ():
        key, _, value = item.partition("=")
        found.setdefault(key.strip(), value)
    return found
