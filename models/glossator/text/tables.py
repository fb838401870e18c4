"""Lexicons: tab-separated tables among the resources, for whichever layer needs one. Part of the text layer."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import resources

LEXICONS = "glossator_resources.lexicons"


def rows(name: str, *, package: str = LEXICONS) -> Iterator[list[str]]:
    """The cells of each line of a lexicon, such as `plover/verbs.tsv`. Empty lines and `#` lines are left out."""
    path = resources.files(package).joinpath(*name.split("/"))
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield line.split("\t")


def names(cell: str) -> list[str]:
    """The alternatives in a cell, which "|" separates."""
    return [name.strip() for name in cell.split("|") if name.strip()]


def words(name: str) -> frozenset[str]:
    """A lexicon of plain words: every alternative of the first column."""
    return frozenset(word for row in rows(name) for word in names(row[0]))
