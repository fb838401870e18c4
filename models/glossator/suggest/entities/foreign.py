"""Known names in Korean and Arabic, where particles are written on to a name. Part of the suggest layer.

No model runs on these texts. Spans cover the name only, so they may begin or end inside a token.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

import regex

from glossator.suggest.entities.patterns import Stretch
from glossator.suggest.tables import names, rows
from glossator.suggest.tables import words as word_list

LANGUAGES = ("ko", "ar")

_COLUMNS = {"ko": (4, 2), "ar": (5, 3)}


def find_names(text: str, language: str) -> list[Stretch]:
    """The known names in a Korean or Arabic text."""
    labels, *expressions = _expressions(language)
    return [
        Stretch(*match.span(1), labels[match[1]]) for expression in expressions for match in expression.finditer(text)
    ]


class _Expressions(NamedTuple):
    labels: dict[str, str]
    plain: regex.Pattern[str]
    contracted: regex.Pattern[str]


@lru_cache(maxsize=2)
def _expressions(language: str) -> _Expressions:
    labels = dict(_known(language))
    if language == "ko":
        after = _any_of(word_list("particles.tsv"))
        plain = regex.compile(rf"(?<!\w)({_any_of(labels)})(?=(?:{after})?(?!\w))")
        return _Expressions(labels, plain, regex.compile(r"(?!)()"))
    contracted = {"ل" + name[2:]: label for name, label in labels.items() if name.startswith("ال")}
    return _Expressions(
        contracted | labels,
        regex.compile(rf"(?<!\w)(?:[وف]?[بكل]?)({_any_of(labels)})(?!\w)"),
        regex.compile(rf"(?<!\w)[وف]?ل({_any_of(contracted)})(?!\w)"),  # "to" and "the" run together
    )


def _any_of(words: Iterable[str]) -> str:
    return "|".join(regex.escape(word) for word in sorted(words, key=len, reverse=True))


def _known(language: str) -> Iterator[tuple[str, str]]:
    country, other = _COLUMNS[language]
    for row in rows("countries.tsv"):
        yield from ((name, "GPE") for name in names(row[country]))
    for row in rows("bodies.tsv"):
        latin = (name for name in (*names(row[0]), *names(row[1])) if name.isupper() and name.isalpha())
        yield from ((name, "ORG") for name in (*names(row[other]), *latin))
    for row in rows("groups.tsv"):
        yield from ((name, row[0]) for name in names(row[other]))
