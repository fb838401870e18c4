"""Questions that the workspace asks: the shell shows them as a small card, answered by one key. Without Qt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

Answer: TypeAlias = tuple[str, str, Callable[[], object]]
"""One answer: its key, its words, and what it does."""


@dataclass(frozen=True, slots=True)
class Question:
    """A title, a sentence or two, and the answers; one with the key Esc changes nothing."""

    title: str
    text: str
    choices: tuple[Answer, ...]


def nothing() -> None:
    """The answer that changes nothing."""
