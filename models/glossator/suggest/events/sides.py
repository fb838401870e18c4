"""Whether two phrases name the same side: a state and its ministry, a union and its envoy. Part of suggest."""

from __future__ import annotations

from functools import lru_cache

from glossator.suggest.events.actors import ACTING
from glossator.suggest.events.parse import Parse
from glossator.suggest.events.stretches import base
from glossator.suggest.events.triggers import Trigger
from glossator.suggest.tables import names, rows

_LONGEST = 4
"""Words of the longest name of a country that is looked for."""


@lru_cache(maxsize=1)
def _countries() -> dict[tuple[str, ...], str]:
    """The code of the country that a name or an adjective stands for; capitals are left out, they host others too."""
    table: dict[tuple[str, ...], str] = {}
    for row in rows("countries.tsv"):
        for cell in row[1:3]:
            for name in names(cell):
                table.setdefault(tuple(name.lstrip("?").split()), row[0])
    return table


def sides_of(parse: Parse, token: int) -> frozenset[str]:
    """The countries, else the other names, that the phrase around a token names."""
    first, last = base(parse, token)
    words, known = parse.line.words, _countries()
    found: set[str] = set()
    place = first
    while place < last:
        size = next(
            (n for n in range(min(_LONGEST, last - place), 0, -1) if tuple(words[place : place + n]) in known), 0
        )
        if size:
            found.add(known[tuple(words[place : place + size])])
        place += max(size, 1)
    if not found:
        mentions = (parse.mention(place) for place in range(first, last))
        found.update(parse.line.surface(m.first, m.last).lower() for m in mentions if m and m.label in ACTING)
    return frozenset(found)


def same_side(parse: Parse, one: int, other: int) -> bool:
    """Whether two phrases share a country or a name, so that one speaks for the other."""
    return one == other or not sides_of(parse, one).isdisjoint(sides_of(parse, other))


@lru_cache(maxsize=1)
def _cities() -> frozenset[str]:
    return frozenset(name.lstrip("?") for row in rows("countries.tsv") if 3 < len(row) for name in names(row[3]))


def hosts(parse: Parse, trigger: Trigger, token: int) -> bool:
    """Whether a name before a noun says where it takes place: "the Geneva talks"."""
    if trigger.entry.frame != "mutual" or parse.heads[token] != trigger.head or parse.deps[token] != "compound":
        return False
    mention = parse.mention(token)
    return mention is not None and parse.line.surface(mention.first, mention.last) in _cities()
