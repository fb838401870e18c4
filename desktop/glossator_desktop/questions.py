"""Questions that the workspace asks: the shell shows them as a small card, answered by one key. Without Qt."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: its key, its words, and what it does. It unpacks as `key, label, callback`."""

    key: str
    label: str
    callback: Callable[[], None]

    def __iter__(self) -> Iterator[object]:
        return iter((self.key, self.label, self.callback))


@dataclass(frozen=True, slots=True)
class Question:
    """A title, a sentence or two, and the answers; the one with Esc changes nothing."""

    title: str
    text: str
    choices: tuple[Answer, ...]
