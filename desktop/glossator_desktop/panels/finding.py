"""Looking for words through a text, a little at a time, so that no key has to wait. Pure.

The text is gone through in windows. A match is looked for as if the text ended `REACH` code points behind its window:
shorter texts are searched exactly, and longer ones whenever a match and what it looks at is shorter than that.
"""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter
from typing import Protocol

import regex

from glossator.text.tokens import TokenIndex
from glossator_desktop.page.found import Hits
from glossator_desktop.panels.find_pattern import Sought, is_whole

SLICE = 0.006
"""Seconds that one go may take, about."""
WINDOWS = (65_536, 8_192, 1_024)
"""Code points of a window: where a match takes too long in the first, the next is tried."""
REACH = 16_384

Clock = Callable[[], float]


class Scan(Protocol):
    """A search that goes on: `advance` is called until `done`."""

    hits: Hits
    done: bool
    slow: bool

    def advance(self, seconds: float = SLICE) -> None:
        """Look on for about so long."""

    @property
    def position(self) -> int:
        """Everything that begins left of this offset has been found."""

    @property
    def share(self) -> float:
        """How much has been gone through, 0..1."""


class TextScan:
    """Words looked for through a text from `start` on; `most` hits are enough. `slow`: given up, too slow."""

    def __init__(
        self, text: str, tokens: TokenIndex, sought: Sought, *, start: int = 0, most: int | None = None,
        windows: tuple[int, ...] = WINDOWS, reach: int = REACH, clock: Clock = perf_counter,
    ) -> None:  # fmt: skip
        self.hits = Hits()
        self.done, self.slow = False, False
        self._text, self._tokens, self._sought, self._most = text, tokens, sought, most
        self._windows, self._reach, self._clock = list(windows), reach, clock
        self._at = self._limit = start

    @property
    def position(self) -> int:
        """Everything that begins left of this offset has been found."""
        return len(self._text) if self.done and not self.slow else self._at

    @property
    def share(self) -> float:
        """How much has been gone through, 0..1."""
        return 1.0 if self.done and not self.slow else self._at / max(1, len(self._text))

    def advance(self, seconds: float = SLICE) -> None:
        """Look on for about so long."""
        end = self._clock() + seconds
        while not self.done:
            try:
                self._step()
            except TimeoutError:
                self._shrink()
                return
            if end <= self._clock():
                return

    def _step(self) -> None:
        """Finds the next hit in this window; where it has no more, the next window comes."""
        text, length = self._text, len(self._text)
        if self._limit <= self._at:
            self._limit = min(length, self._at + self._windows[0])
        stop = min(length, self._limit + self._reach)
        hit = self._sought.compiled.search(text, self._at, stop, timeout=self._sought.patience)
        if hit is None or (self._limit <= hit.start() and self._limit < length):
            self._at = self._limit
            self.done = length <= self._limit
            return
        if hit.end() == stop < length:
            hit = self._longer(hit)
        self._take(*hit.span())

    def _longer(self, hit: regex.Match[str]) -> regex.Match[str]:
        """A hit that reaches as far as was looked may go on: it is looked at once more in the whole text."""
        return self._sought.compiled.match(self._text, hit.start(), timeout=self._sought.patience) or hit

    def _take(self, start: int, end: int) -> None:
        if start == end or (self._sought.whole and not is_whole(self._text, self._tokens, start, end)):
            self._at = start + 1
            self.done = len(self._text) <= start
            return
        self.hits.add(start, end)
        self._at = end
        self.done = len(self._text) <= end or (self._most is not None and self._most <= len(self.hits))

    def _shrink(self) -> None:
        """Goes on with smaller windows, which end sooner; the smallest being too slow too, gives up."""
        if len(self._windows) == 1:
            self.done = self.slow = True
            return
        self._windows = self._windows[1:]
        self._reach = min(self._reach, self._windows[0])
        self._limit = self._at
