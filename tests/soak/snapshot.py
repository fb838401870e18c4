"""Copies of the file and its log taken at one moment, while somebody writes: what a snapshot of the disk gives."""

from __future__ import annotations

import os
import random
import shutil
import signal
import tempfile
import time
from collections import Counter
from pathlib import Path

from soak.children import Child, start
from soak.figures import Figures
from soak.parallel import Bounds, spread
from soak.session import template
from soak.verify import survives

_ON_ONE_FILE = 40
_STUCK = 60.0


def run(count: int, *, seed: int = 0, processes: int = 1, minutes: float | None = None) -> Figures:
    """Take that many snapshots, or go on until the time is up."""
    return spread("snapshot", _snapshots, Bounds.of(count, minutes), seed=seed, processes=processes)


def _snapshots(bounds: Bounds, seed: int) -> Figures:
    chance = random.Random(seed)
    counts: Counter[str] = Counter()
    faults: list[str] = []
    begin = time.monotonic()
    while bounds.last(counts["snapshots"]):
        with tempfile.TemporaryDirectory() as folder:
            path = template(Path(folder) / "news.glossator", seed=seed)
            child = start(path, chance.getrandbits(32))
            for _ in range(_ON_ONE_FILE):
                if bounds.last(counts["snapshots"]) and child.crash is None:
                    faults += _snapshot(child, path, chance, counts)
            child.kill()
            if child.crash is not None:
                faults.append(f"seed {seed}: {child.crash}")
    return Figures("snapshot", {name: counts[name] for name in ("snapshots", "within a verb", "with a log",
                   "unacknowledged but whole")}, time.monotonic() - begin, tuple(faults), seed=seed)  # fmt: skip


def _snapshot(child: Child, path: Path, chance: random.Random, counts: Counter[str]) -> list[str]:
    """Stop the child somewhere, copy, let it go on, and look at the copy."""
    target = child.acks + chance.randint(1, 6)
    child.listen(lambda heard: target <= heard.acks, seconds=_STUCK)
    moment = time.perf_counter() + chance.random() * 0.006
    while time.perf_counter() < moment:
        pass
    os.kill(child.pid, signal.SIGSTOP)
    os.waitpid(child.pid, os.WUNTRACED)
    try:
        # What it had said before it was stopped is acknowledged, and all that is.
        child.take_what_is_there()
        copy = path.with_name("copy.glossator")
        _copy(path, copy, counts)
    finally:
        os.kill(child.pid, signal.SIGCONT)
    counts["snapshots"] += 1
    counts["within a verb"] += child.in_verb
    if child.acknowledged is None:
        return []
    found = survives(copy, child.acknowledged, child.flying, check_first=chance.random() < 0.25)
    counts["unacknowledged but whole"] += found.extra
    return [f"after {child.acks}, in {child.flying.name}: {fault}" for fault in found.faults]


def _copy(path: Path, copy: Path, counts: Counter[str]) -> None:
    """File and log, not the shared memory, as a snapshot of the file system would have them."""
    for leftover in copy.parent.glob(f"{copy.name}*"):
        leftover.unlink()
    log = path.with_name(path.name + "-wal")
    shutil.copyfile(path, copy)
    if log.exists():
        shutil.copyfile(log, copy.with_name(copy.name + "-wal"))
        counts["with a log"] += 1
