"""Which column of a table is what, and a row as a document. Part of `exchange`; pure functions."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from glossator.annotation import Metadata
from glossator.exchange.readers.dates import find_date
from glossator.exchange.readers.given import MOST_TEXT, Extracted, Given, check_length, tidy
from glossator.text.charset import shown

MOST_COLUMNS = 1_000
MOST_ROWS = 1_000_000
_MOST_NAMED = 20

_TEXTS = (
    "text", "body", "content", "article", "article_text", "article_body", "full_text", "fulltext", "maintext",
    "main_text", "story", "document", "본문", "내용", "기사", "النص", "正文", "本文",
)  # fmt: skip
_FIELDS = {
    "title": ("title", "headline", "heading", "제목", "العنوان", "标题"),
    "source": ("source", "publisher", "outlet", "newspaper", "publication", "site", "sitename", "언론사", "المصدر"),
    "author": ("author", "authors", "byline", "creator", "기자", "الكاتب"),
    "published": ("published", "date", "publication_date", "pub_date", "publish_date", "date_published", "published_at",
                  "datetime", "timestamp", "발행일", "날짜", "التاريخ"),
    "language": ("language", "lang", "언어"),
}  # fmt: skip
_NAMES = ("name", "id", "doc_id", "document_id", "article_id", "filename", "file", "uid", "key")


@dataclass(frozen=True, slots=True)
class Columns:
    """Where in a row the text stands, its name, and each thing that is known; all other columns go to `extra`."""

    names: tuple[str, ...]
    text: int
    name: int | None
    fields: tuple[tuple[str, int], ...]


def choose_columns(names: Sequence[str], given: Given, *, where: str = "") -> Columns:
    """The columns of a table by their names; that of the text is the one that the person named, or a usual name.

    Raises ReadError where no column can be told to hold the text, naming the columns there are.
    """
    if MOST_COLUMNS < len(names):
        raise given.error(f"{where} has {len(names):,} columns: keep those that say something about the texts.")
    keys = [" ".join(name.split()).casefold().replace(" ", "_").replace("-", "_") for name in names]
    text = _text_column(names, keys, given, where)
    found = {field: _first(keys, usual, but=text) for field, usual in _FIELDS.items()}
    fields = tuple((field, place) for field, place in found.items() if place is not None)
    return Columns(tuple(names), text, _first(keys, _NAMES, but=text), fields)


def _text_column(names: Sequence[str], keys: Sequence[str], given: Given, where: str) -> int:
    listed = ", ".join(shown(name) for name in names[:_MOST_NAMED]) + (", …" if _MOST_NAMED < len(names) else "")
    if given.text_column is not None:
        if given.text_column in names:
            return names.index(given.text_column)
        raise given.error(f"{where} has no column “{shown(given.text_column)}”. Its columns are: {listed}.")
    usual = _first(keys, _TEXTS, but=None)
    if usual is None and len(names) == 1:
        return 0
    if usual is None:
        raise given.error(
            f"{where}: which column holds the texts? Its columns are: {listed}. Name it: --text-column NAME."
        )
    return usual


def _first(keys: Sequence[str], usual: Iterable[str], *, but: int | None) -> int | None:
    return next((keys.index(name) for name in usual if name in keys and keys.index(name) != but), None)


def looks_like_articles(keys: Iterable[str]) -> bool:
    """Whether the keys of a record are those of an article and what is known about it."""
    lower = {key.casefold() for key in keys}
    return not lower.isdisjoint(_TEXTS) and any(not lower.isdisjoint(usual) for usual in _FIELDS.values())


def documents_of(rows: Iterable[tuple[int, Sequence[object]]], columns: Columns, given: Given) -> Iterator[Extracted]:
    """The documents of a table's rows, each given with its number. Rows without a text are counted in a notice."""
    empty = 0
    left = MOST_TEXT
    for count, (number, row) in enumerate(rows):
        if MOST_ROWS <= count:
            raise given.error(f" has more than {MOST_ROWS:,} rows: divide it into parts.")
        text = row[columns.text]
        if text is None or not str(text).strip():
            empty += 1
            continue
        check_length(str(text), f"{given.shown}, row {number}")
        left -= len(str(text))
        if left < 0:
            raise given.error(" holds too much text: divide it into parts.")
        yield Extracted(name=_name(row, number, columns, given), text=str(text), metadata=_metadata(row, columns))
    if empty:
        given.notices.append(f"{given.shown}: {empty:,} row{'' if empty == 1 else 's'} without a text left out.")


def _name(row: Sequence[object], number: int, columns: Columns, given: Given) -> str:
    told = None if columns.name is None else tidy(row[columns.name])
    return told or f"{given.name}:{number}"


def _metadata(row: Sequence[object], columns: Columns) -> Metadata:
    used = {columns.text, *(() if columns.name is None else (columns.name,))}
    known: dict[str, str] = {}
    for field, place in columns.fields:
        value = _day(row[place]) if field == "published" else tidy(row[place])
        if value is not None:
            known[field] = value
            used.add(place)
    extra = {name: tidy(row[place]) for place, name in enumerate(columns.names) if place not in used}
    return Metadata(**known, extra={name: value for name, value in extra.items() if name and value is not None})


def _day(value: object) -> str | None:
    """A date as ISO 8601; one that could be two different days stays among the other things."""
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, datetime.date):
        return value.isoformat()
    text = tidy(value) or ""
    if len(text) == 8 and text.isascii() and text.isdecimal():
        text = f"{text[:4]}-{text[4:6]}-{text[6:]}"
    return find_date(text.replace("T", " "))
