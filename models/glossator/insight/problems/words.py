"""Word lists that checks look into: articles, titles, pronouns, and cues for attributes. Part of the insight layer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType

from glossator.text.tables import names, rows, words

ARTICLES = frozenset(("the", "a", "an"))
DEFINITE = frozenset(("the",))
POSSESSIVES = frozenset(("'s", "’s", "'", "’", "'S", "’S"))
NAMES = frozenset(("PERSON", "ORG", "GPE", "NORP", "LOC", "FAC", "PRODUCT", "EVENT", "LAW"))
"""Labels of names, which have no article of either kind before them; before others "a" may belong to what is meant."""

PRONOUNS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        **dict.fromkeys(("he", "him", "his", "himself", "she", "her", "hers", "herself"), ("PERSON",)),
        **dict.fromkeys(("i", "me", "my", "myself", "you", "your", "yourself"), ("PERSON",)),
        **dict.fromkeys(("it", "its", "itself"), ("GPE", "ORG", "FAC", "LOC")),
        **dict.fromkeys(
            ("they", "them", "their", "theirs", "themselves", "we", "us", "our", "ours", "ourselves"),
            ("NORP", "ORG", "GPE", "PERSON"),
        ),
    }
)
"""Personal pronouns, each with the labels of what it is likely to stand for, the likeliest first."""


@cache
def titles() -> frozenset[str]:
    """Titles and offices before a person's name, in lower case."""
    return words("titles.tsv")


@cache
def cues(attribute: str, where: str) -> Mapping[str, str]:
    """`{word: value}` of the words that speak for a value of this attribute where they stand in this position.

    Governors are given in all their forms; of two values for one word the first in the table stays.
    """
    found: dict[str, str] = {}
    for name, value, place, lemmas in rows("cues.tsv"):
        if (name, place) == (attribute, where):
            for lemma in names(lemmas):
                for form in _forms(lemma) if where == "governor" else (lemma,):
                    found.setdefault(form, value)
    return found


def _forms(lemma: str) -> Iterator[str]:
    """An English verb or noun with its endings; some of them nobody would write, which does no harm."""
    yield lemma
    stem = lemma[:-1] if lemma.endswith("e") else lemma
    yield from (f"{lemma}s", f"{lemma}es", f"{stem}ed", f"{stem}ing")
    if lemma.endswith("y"):
        yield from (f"{lemma[:-1]}ies", f"{lemma[:-1]}ied")
    if not lemma.endswith("e"):
        yield from (f"{lemma}{lemma[-1]}ed", f"{lemma}{lemma[-1]}ing")
    yield from _irregular().get(lemma, ())


@cache
def _irregular() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for form, lemma in rows("irregular.tsv"):
        found[lemma] = (*found.get(lemma, ()), form)
    return found
