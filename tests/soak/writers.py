"""Two people writing to one file at the same time, one or both of them killed in the midst of it."""

from __future__ import annotations

import random
import tempfile
import time
from collections import Counter
from pathlib import Path

from soak.children import Child, start
from soak.figures import Figures
from soak.parallel import Bounds, spread
from soak.session import template
from soak.state import State
from soak.verify import survives

_PEOPLE = ("ada", "grace")
_ROUNDS_ON_ONE_FILE = 4
_STUCK = 60.0


def run(count: int, *, seed: int = 0, processes: int = 1, minutes: float | None = None) -> Figures:
    """Kill that many pairs of writers, or until the time is up."""
    return spread("writers", _rounds, Bounds.of(count, minutes), seed=seed, processes=processes)


def _rounds(bounds: Bounds, seed: int) -> Figures:
    chance = random.Random(seed)
    counts: Counter[str] = Counter()
    faults: list[str] = []
    begin = time.monotonic()
    while bounds.last(counts["rounds"]):
        with tempfile.TemporaryDirectory() as folder:
            path = template(Path(folder) / "news.glossator", seed=seed)
            before: dict[str, State | None] = dict.fromkeys(_PEOPLE)
            for _ in range(_ROUNDS_ON_ONE_FILE):
                if bounds.last(counts["rounds"]) and not faults:
                    faults += _round(path, before, chance, counts)
    names = ("rounds", "kills", "kills while the other goes on", "acknowledged operations", "unacknowledged but whole")
    shown = {name: counts[name] for name in names}
    return Figures("writers", shown, time.monotonic() - begin, tuple(faults), seed=seed)


def _round(path: Path, before: dict[str, State | None], chance: random.Random, counts: Counter[str]) -> list[str]:
    """Both write; one is killed, the other writes on for a while and is killed too. Then everything is looked at."""
    seeds = {name: chance.getrandbits(32) for name in _PEOPLE}
    children = {name: start(path, seeds[name], annotator=name, alone=False, large=False) for name in _PEOPLE}
    for name in chance.sample(_PEOPLE, 2):
        wait = children[name].acks + chance.randint(0, 40)
        _listen_to_both(children, name, wait, chance.random() * 0.01)
        children[name].kill()
        counts["kills"] += 1
    counts["rounds"] += 1
    counts["kills while the other goes on"] += 1
    faults: list[str] = []
    for name, child in children.items():
        counts["acknowledged operations"] += child.acks
        acknowledged = child.acknowledged or before[name]
        if child.crash is not None:
            faults.append(f"{name}, seed {seeds[name]}: {child.crash}")
        if acknowledged is None:
            continue
        found = survives(path, acknowledged, child.flying, annotator=name, alone=False)
        counts["unacknowledged but whole"] += found.extra
        faults += [f"{name}, seed {seeds[name]}, in {child.flying.name}: {fault}" for fault in found.faults]
        before[name] = found.present
    return faults


def _listen_to_both(children: dict[str, Child], name: str, acks: int, delay: float) -> None:
    """Until this one has acknowledged so much; the other must not wait for a full pipe meanwhile."""
    deadline = time.monotonic() + _STUCK
    while children[name].acks < acks and time.monotonic() < deadline and children[name].crash is None:
        for child in children.values():
            child.listen(lambda _: False, seconds=0.002)
    moment = time.perf_counter() + delay
    while time.perf_counter() < moment:
        pass
