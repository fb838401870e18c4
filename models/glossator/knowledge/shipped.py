"""What came with the program: countries, bodies and holders of offices. Knowledge layer; reads the resources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib import resources

from glossator.knowledge.entries import Entry
from glossator.knowledge.lists import Known, read_list
from glossator.knowledge.names import key_of
from glossator.text.tables import names, rows

TABLES = "glossator_resources.knowledge"
_NO_STATE = ("XKO",)
"""Codes of the suggestion lexicon for names that several states share."""


@lru_cache(maxsize=1)
def country_names() -> Mapping[str, str]:
    """The code and the name of every country: ISO 3166-1, and a few states that are not in it."""
    known = {row[0]: _plain(row[1])[0] for row in rows("countries.tsv") if row[0] not in _NO_STATE}
    return {**known, **{row[0]: row[1] for row in rows("territories.tsv", package=TABLES)}}


@lru_cache(maxsize=1)
def shipped_entries() -> tuple[Entry, ...]:
    """Every entry that came with the program."""
    path = resources.files(TABLES).joinpath("officials.csv")
    known = Known(country_names().keys())
    officials = read_list(path.read_text(encoding="utf-8"), name="officials.csv", known=known)
    return (*_countries(), *_bodies(), *officials)


@lru_cache(maxsize=1)
def names_of_places_and_people() -> Mapping[str, str]:
    """By key what stands for a country without being its name: "Pyongyang" is a city, "North Koreans" are people."""
    found: dict[str, str] = {}
    for row in rows("countries.tsv"):
        if row[0] not in _NO_STATE:
            title = _plain(row[1])[0]
            found.update(dict.fromkeys(map(key_of, _plain(row[2])), f"people of {title}"))
            found.update(dict.fromkeys(map(key_of, _plain(row[3])), f"a city of {title}"))
    return found


def _countries() -> Iterator[Entry]:
    for code, titles, people, cities, korean, arabic in (_padded(row, 6) for row in rows("countries.tsv")):
        if code not in _NO_STATE:
            title, *others = _plain(titles)
            aliases = [*others, *_plain(people), *_plain(cities), *names(korean), *names(arabic)]
            yield Entry(f"country:{code}", title, _others(aliases, title), "country", code)
    for code, title in (row[:2] for row in rows("territories.tsv", package=TABLES)):
        yield Entry(f"country:{code}", title, (), "country", code)


def _bodies() -> Iterator[Entry]:
    for row in rows("bodies.tsv"):
        titles, short, korean, arabic, number, kind, country, sectors = _padded(row, 8)
        title, *others = _plain(titles)
        aliases = [*others, *_plain(short), *names(korean), *names(arabic)]
        if number:
            yield Entry(f"body:{number}", title, _others(aliases, title), kind, country, tuple(names(sectors)))


def _plain(cell: str) -> list[str]:
    return [name.removeprefix("?") for name in names(cell)]


def _others(aliases: list[str], title: str) -> tuple[str, ...]:
    return tuple(alias for alias in dict.fromkeys(aliases) if alias != title)


def _padded(row: list[str], count: int) -> list[str]:
    return (row + [""] * count)[:count]
