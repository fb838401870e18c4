"""Runs one kind of fault in several processes, by count or until the time is up."""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from typing import Self

from soak.figures import Figures, total


@dataclass(frozen=True, slots=True)
class Bounds:
    """How long to go on: so many times, or until a moment of the monotonic clock where there is one."""

    count: int
    until: float | None = None

    @classmethod
    def of(cls, count: int, minutes: float | None) -> Self:
        """From what a person gave."""
        return cls(count, None if minutes is None else time.monotonic() + minutes * 60)

    def last(self, done: int) -> bool:
        """Whether there is more to do."""
        return done < self.count if self.until is None else time.monotonic() < self.until


def spread(name: str, work: Callable[[Bounds, int], Figures], bounds: Bounds, *, seed: int, processes: int) -> Figures:
    """The work shared out; each process has its own seed, the first one the given."""
    begin = time.monotonic()
    if processes <= 1:
        parts = [work(bounds, seed)]
    else:
        shares = [replace(bounds, count=bounds.count // processes + (number < bounds.count % processes))
                  for number in range(processes)]  # fmt: skip
        with ProcessPoolExecutor(processes, mp_context=multiprocessing.get_context("fork")) as pool:
            parts = list(pool.map(work, shares, range(seed, seed + processes)))
    return total(name, parts, time.monotonic() - begin, seed=seed)
