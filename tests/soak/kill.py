"""SIGKILL at random moments of random sessions: what was acknowledged is there, and nothing is half done."""

from __future__ import annotations

import random
import shutil
import tempfile
import time
from collections import Counter
from pathlib import Path

from glossator.store.backups import Shelf
from soak.children import Child, start
from soak.figures import Figures
from soak.parallel import Bounds, spread
from soak.session import template
from soak.verify import Found, survives, unsound

_MOST_ON_ONE_FILE = 6
_MOST_ACKS = 60
_LONGEST_DELAY = {"any": 0.012, "verb": 0.003, "commit": 0.001}
"""Seconds after the moment aimed at: a random part of it is waited for, at full speed."""
_STUCK = 60.0


def run(count: int, *, seed: int = 0, processes: int = 1, minutes: float | None = None) -> Figures:
    """Kill that often, or until the time is up, in several processes."""
    return spread("kill", _kills, Bounds.of(count, minutes), seed=seed, processes=processes)


def _kills(bounds: Bounds, seed: int) -> Figures:
    chance = random.Random(seed)
    counts: Counter[str] = Counter()
    faults: list[str] = []
    begin = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        fresh = template(Path(folder) / "fresh.glossator", seed=seed)
        while bounds.last(counts["kills"]):
            place = Path(folder) / "place"
            place.mkdir()
            path = Path(shutil.copy(fresh, place / "news.glossator"))
            _kills_on(path, chance, counts, faults, bounds)
            counts["backups found whole"] += len(Shelf(path).list())
            shutil.rmtree(place)
    names = ("kills", "files", "acknowledged operations", "kills within a verb", "kills within a commit or checkpoint",
             "unacknowledged but whole", "backups found whole")  # fmt: skip
    return Figures("kill", {name: counts[name] for name in names}, time.monotonic() - begin, tuple(faults), seed=seed)


def _kills_on(path: Path, chance: random.Random, counts: Counter[str], faults: list[str], bounds: Bounds) -> None:
    """Several kills in a row on one file, each session going on where the one before was killed."""
    counts["files"] += 1
    before = None
    for _ in range(chance.randint(1, _MOST_ON_ONE_FILE)):
        seed = chance.getrandbits(32)
        child = killed(path, seed, chance)
        counts["kills"] += 1
        counts["acknowledged operations"] += child.acks
        counts["kills within a verb"] += child.in_verb
        counts["kills within a commit or checkpoint"] += child.in_commit
        acknowledged = child.acknowledged or before
        if child.crash is not None:
            faults.append(f"seed {seed}: {child.crash}")
        if acknowledged is None:
            continue
        found: Found = survives(path, acknowledged, child.flying, check_first=chance.random() < 0.25)
        counts["unacknowledged but whole"] += found.extra
        faults += [f"seed {seed}: {fault}" for one in Shelf(path).list() for fault in unsound(one.path)]
        faults += [f"seed {seed}, killed in {child.flying.name} after {child.acks}: {fault}" for fault in found.faults]
        before = found.present
        if found.faults or child.crash is not None or not bounds.last(counts["kills"]):
            return


def killed(path: Path, seed: int, chance: random.Random) -> Child:
    """A session on the file, killed at a random moment: any, soon after a verb began, or within a commit."""
    child = start(path, seed)
    aim = chance.choice(tuple(_LONGEST_DELAY))
    count = chance.randint(0, _MOST_ACKS)
    child.listen(lambda so_far: count < _reached(so_far)[aim], seconds=_STUCK)
    delay = chance.random() * _LONGEST_DELAY[aim]
    moment = time.perf_counter() + delay
    while time.perf_counter() < moment:
        pass
    child.kill()
    return child


def _reached(child: Child) -> dict[str, int]:
    return {"any": child.acks, "verb": child.begun, "commit": child.commits}
