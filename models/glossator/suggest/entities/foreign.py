"""Known names in Korean and Arabic, where particles are written on to a name. Part of the suggest layer.

Spans cover the name only, so they may end or begin inside a token.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import regex

from glossator.suggest.tables import names, rows

_PARTICLES = (
    "은 는 이 가 을 를 의 에 에서 에게 에도 에는 에서는 와 과 도 로 으로 로부터 으로부터 만 부터 까지 께서 측 측은 측이 측의 "
    "이나 나 이라 라고 이라고 이며 보다 처럼 마다 조차 뿐 간 산 제 내 계 인 군 군이 군은 정부 정부는 정부가 정부의 당국 당국은 당국이"
).split()
_PREFIXES = "(?:[وف]?[بكل]?)"
_CITIZENS = {"인": "NORP"}


@lru_cache(maxsize=4)
def _expression(language: str) -> tuple[regex.Pattern[str], dict[str, str]]:
    labels = dict(_known(language))
    longest = sorted(labels, key=len, reverse=True)
    alternatives = "|".join(map(regex.escape, longest))
    if language == "ko":
        after = "|".join(sorted(_PARTICLES, key=len, reverse=True))
        return regex.compile(rf"(?<![\w])({alternatives})(?=(?:{after})?(?!\w))"), labels
    return regex.compile(rf"(?<!\w){_PREFIXES}({alternatives})(?!\w)"), labels


def _known(language: str) -> Iterator[tuple[str, str]]:
    country, other = {"ko": (4, 2), "ar": (5, 3)}[language]
    for row in rows("countries.tsv"):
        yield from ((name, "GPE") for name in names(row[country]))
    for row in rows("bodies.tsv"):
        yield from ((name, "ORG") for name in names(row[other]))
    for row in rows("groups.tsv"):
        yield from ((name, row[0]) for name in names(row[other]))


def find_names(text: str, language: str) -> list[tuple[int, int, str]]:
    """`(start, end, label)` of known names in a Korean or Arabic text, in code points of the text."""
    expression, labels = _expression(language)
    return [(*match.span(1), labels[match[1]]) for match in expression.finditer(text)]
