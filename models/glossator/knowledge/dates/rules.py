"""How rules for dates are applied: an expression for the whole of the words, and how they are read. Knowledge layer."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache
from typing import TypeAlias

from glossator.knowledge.dates.anchor import Anchor, When

Read: TypeAlias = Callable[[re.Match[str], Anchor | None], When | None]
Rule: TypeAlias = tuple[str, Read]
"""Expressions are compiled when they are first needed: a window starts without."""


def first_of(rules: Iterable[Rule], text: str, anchor: Anchor | None) -> When | None:
    """What the first rule that fits the whole text makes of it."""
    for expression, read in rules:
        match = compiled(expression).fullmatch(text)
        found = read(match, anchor) if match else None
        if found is not None:
            return found
    return None


@cache
def compiled(expression: str) -> re.Pattern[str]:
    """The expression, compiled once."""
    return re.compile(expression)
