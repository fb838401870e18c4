"""Known names in Korean and Arabic, where particles are written on to a name. Part of the suggest layer.

No model runs on these texts. Spans cover the name only, so they may begin or end inside a token.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import regex

from glossator.suggest.entities.patterns import Stretch
from glossator.suggest.tables import names, rows
from glossator.suggest.tables import words as word_list

LANGUAGES = ("ko", "ar")

_COLUMNS = {"ko": (4, 2), "ar": (5, 3)}


def find_names(text: str, language: str) -> list[Stretch]:
    """The known names in a Korean or Arabic text."""
    expression, labels = _expression(language)
    return [Stretch(*match.span(1), labels[match[1]]) for match in expression.finditer(text)]


@lru_cache(maxsize=2)
def _expression(language: str) -> tuple[regex.Pattern[str], dict[str, str]]:
    labels = dict(_known(language))
    alternatives = "|".join(regex.escape(name) for name in sorted(labels, key=len, reverse=True))
    if language == "ko":
        after = "|".join(sorted(word_list("particles.tsv"), key=len, reverse=True))
        return regex.compile(rf"(?<!\w)({alternatives})(?=(?:{after})?(?!\w))"), labels
    return regex.compile(rf"(?<!\w)(?:[وف]?[بكل]?)({alternatives})(?!\w)"), labels


def _known(language: str) -> Iterator[tuple[str, str]]:
    country, other = _COLUMNS[language]
    for row in rows("countries.tsv"):
        yield from ((name, "GPE") for name in names(row[country]))
    for row in rows("bodies.tsv"):
        yield from ((name, "ORG") for name in names(row[other]))
    for row in rows("groups.tsv"):
        yield from ((name, row[0]) for name in names(row[other]))
