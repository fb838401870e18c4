"""Full and failing disks: every call of a session to its disk fails once, and the power is cut right after."""

from __future__ import annotations

import random
import time
from collections import Counter
from functools import partial

from soak.figures import Figures
from soak.parallel import Bounds, spread
from soak.power import cut_everywhere, memory_folder
from soak.recording import Order, recorded

_OPERATIONS = 12
_CUTS_A_RECORDING = 60


def run(
    count: int,
    *,
    seed: int = 0,
    processes: int = 1,
    minutes: float | None = None,
    operations: int = _OPERATIONS,
    most_calls: int = 60,
) -> Figures:
    """Fail that many calls, or until the time is up; each session has so many operations, and then some.

    Of one operation not more than `most_calls` fail: the rest of a large one's is more of the same.
    """
    work = partial(_failures, operations=operations, most_calls=most_calls)
    return spread("full", work, Bounds.of(count, minutes), seed=seed, processes=processes)


def _failures(bounds: Bounds, seed: int, *, operations: int, most_calls: int) -> Figures:
    chance = random.Random(seed)
    counts: Counter[str] = Counter()
    cuts: Counter[str] = Counter()
    faults: list[str] = []
    begin = time.monotonic()
    while bounds.last(counts["calls made to fail"]):
        with memory_folder() as folder:
            order = Order("faults", folder / "recorded", chance.getrandbits(32), operations, most_calls=most_calls)
            found = recorded(order)
            counts.update(found.counts or {})
            faults += cut_everywhere(found, chance, cuts, most=_CUTS_A_RECORDING)
    shown = {name: counts[name] for name in sorted(counts)}
    shown["power cuts after it"] = cuts["cuts"]
    return Figures("full", shown, time.monotonic() - begin, tuple(faults), seed=seed)
