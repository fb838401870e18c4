"""A file of WebAnno TSV taken apart: layers with their columns, sentences, the rows of words and of parts of words.

Part of `exchange`. The text is put together from the sentences at the offsets of their words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, TypeAlias

from glossator.annotation import Fragment
from glossator.errors import FormatError
from glossator.exchange.formats.tokens.lines import numbered_lines
from glossator.exchange.formats.tokens.rebuilding import mend
from glossator.exchange.formats.webanno_tsv.cells import unescape
from glossator.text.offsets import Utf16Index

MARK = "#FORMAT=WebAnno TSV 3"
LayerKind: TypeAlias = Literal["span", "relation", "chain"]
_KINDS: dict[str, LayerKind] = {"T_SP": "span", "T_RL": "relation", "T_CH": "chain"}
_ROW = re.compile(r"(\d{1,9}-\d{1,9})(\.\d{1,9})?\t(\d{1,9})-(\d{1,9})\t([^\t]*)(?:\t(.*))?", re.DOTALL)
_WIDEST_GAP = 10_000
_MOST_COLUMNS = 2_000


@dataclass(frozen=True, slots=True)
class LayerColumns:
    """A layer: its name, the features its columns hold, and the first of these columns.

    A feature `ROLE_…` holds the roles of slots; the column after it, their fillers. A relation's last column, `BT_…`,
    holds its source.
    """

    kind: LayerKind
    name: str
    features: tuple[str, ...]
    first: int


@dataclass(frozen=True, slots=True)
class Row:
    """A word or a part of one: its key ("1-2", "1-2.1"), where it stands in the text, its cells."""

    line: int
    key: str
    place: Fragment
    cells: list[str]


@dataclass(slots=True)
class Sheet:
    """A whole file."""

    layers: list[LayerColumns] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    text: str = ""
    remarks: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class _Sentence:
    """A sentence as it stands in the file; offsets still count UTF-16 units."""

    line: int = 0
    text: list[str] = field(default_factory=list)
    rows: list[tuple[int, str, int, int, str, list[str], bool]] = field(default_factory=list)


def read_sheet(path: Path) -> Sheet:
    """Take a file apart. Raises FormatError with the line where it is not as it should be."""
    sheet = Sheet()
    sentence = _Sentence()
    assembly = _Assembly(path, sheet)
    for number, line in numbered_lines(path):
        if number == 1 and not line.startswith(MARK):
            raise FormatError(f"{path}:1: {MARK!r} is expected. WebAnno TSV 1 and 2 are not read: export version 3.")
        if not line.strip():
            assembly.add(sentence)
            sentence = _Sentence()
        elif line.startswith("#"):
            _take_comment(line, number, sheet, sentence, path)
        else:
            _take_row(line, number, sheet, sentence, path)
    assembly.add(sentence)
    sheet.text = assembly.text()
    if not sheet.rows:
        raise FormatError(f"{path}: the file holds no word.")
    return sheet


def _take_comment(line: str, number: int, sheet: Sheet, sentence: _Sentence, path: Path) -> None:
    key, equals, value = line[1:].partition("=")
    if key == "Text" and equals:
        sentence.line = sentence.line or number
        sentence.text.append(value)
    elif key in _KINDS and equals:
        name, *features = value.split("|")
        first = sum(len(layer.features) for layer in sheet.layers)
        if _MOST_COLUMNS < first + len(features) or not name:
            raise FormatError(f"{path}:{number}: this is no layer with its features.")
        sheet.layers.append(LayerColumns(_KINDS[key], name, tuple(features) or ("",), first))
    elif equals and key not in ("FORMAT", "Sentence.id"):
        sheet.remarks[key.strip()] = value.strip()


def _take_row(line: str, number: int, sheet: Sheet, sentence: _Sentence, path: Path) -> None:
    found = _ROW.fullmatch(line)
    if found is None:
        raise FormatError(f"{path}:{number}: no row such as 1-2, 5-7, word, and the columns of its layers.")
    cells = (found[6] or "").split("\t")
    wanted = sum(len(layer.features) for layer in sheet.layers)
    # A tab closes every row.
    if cells and not cells[-1]:
        cells.pop()
    if len(cells) != wanted:
        raise FormatError(f"{path}:{number}: {len(cells)} columns of layers stand here instead of {wanted}.")
    key = found[1] + (found[2] or "")
    sentence.rows.append((number, key, int(found[3]), int(found[4]), found[5], cells, found[2] is not None))


class _Assembly:
    """Puts sentence after sentence where its words say that it stands."""

    def __init__(self, path: Path, sheet: Sheet) -> None:
        self._path = path
        self._sheet = sheet
        self._pieces: list[str] = []
        self._length = 0
        self._units = 0

    def text(self) -> str:
        """Everything so far."""
        return "".join(self._pieces)

    def add(self, sentence: _Sentence) -> None:
        """One sentence: what lies before it is not in the file, and becomes line breaks (spaces at the beginning)."""
        if not sentence.rows:
            return
        line, first = sentence.rows[0][0], sentence.rows[0][2]
        if not 0 <= first - self._units <= _WIDEST_GAP:
            raise FormatError(
                f"{self._path}:{line}: the sentence begins at {first}, the one before it ends at {self._units}."
            )
        self._append(("\n" if self._pieces else " ") * (first - self._units))
        text = self._text_of(sentence)
        index = Utf16Index(text)
        for number, key, start, end, form, cells, part in sentence.rows:
            if not first <= start <= end <= first + index.utf16_length:
                raise FormatError(f"{self._path}:{number}: {start}-{end} is not within the sentence.")
            place = index.to_code_point(start - first), index.to_code_point(end - first)
            if not part and not _same(text[slice(*place)], form):
                raise FormatError(
                    f"{self._path}:{number}: the sentence has {text[slice(*place)]!r} at {start}-{end}, not {form!r}."
                )
            self._sheet.rows.append(Row(number, key, (place[0] + self._length, place[1] + self._length), cells))
        self._append(text)

    def _append(self, text: str) -> None:
        self._pieces.append(text)
        self._length += len(text)
        self._units += Utf16Index(text).utf16_length

    def _text_of(self, sentence: _Sentence) -> str:
        """What the comment says, with or without escapes: as its words fit. Words with spaces where neither does."""
        words = [(start, end, form) for _, _, start, end, form, _, part in sentence.rows if not part]
        stated = "\n".join(sentence.text)
        for text in (mend(unescape(stated)), mend(stated)):
            if sentence.text and words and _fits(text, words):
                return text
        return _spaced(words, f"{self._path}:{sentence.rows[0][0]}")


def _fits(text: str, words: list[tuple[int, int, str]]) -> bool:
    index, first = Utf16Index(text), words[0][0]
    if not all(first <= start <= end <= first + index.utf16_length for start, end, _ in words):
        return False
    return all(
        _same(text[index.to_code_point(start - first) : index.to_code_point(end - first)], form)
        for start, end, form in words
    )


def _same(surface: str, form: str) -> bool:
    return surface in (mend(form), mend(unescape(form)))


def _spaced(words: list[tuple[int, int, str]], where: str) -> str:
    """The words of a sentence at their offsets, with spaces between them."""
    text = ""
    reached = words[0][0] if words else 0
    for start, end, form in words:
        word = mend(form)
        if not 0 <= start - reached <= _WIDEST_GAP or Utf16Index(word).utf16_length != end - start:
            raise FormatError(
                f"{where}: the words of this sentence do not stand where they say ({form!r}, {start}-{end})."
            )
        text += " " * (start - reached) + word
        reached = end
    return text
