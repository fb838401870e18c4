"""Power cuts: of the real program's writes, what was flushed is there, and of the rest anything or nothing."""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import sqlite3
import tempfile
import time
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

from glossator import Project
from glossator.errors import GlossatorError, ProjectNotFoundError
from soak.figures import Figures
from soak.parallel import Bounds, spread
from soak.recording import PROJECT, Ack, Order, Recording, recorded
from soak.state import Journal, State, state
from soak.verify import compared, unsound
from support.powercut import moments, write_out

_SCENARIOS = {"session": 60, "create": 12, "import": 60, "migrate": 1, "backup": 9}
"""How many operations each has."""
_WEIGHTS = (6, 1, 1, 1, 1)
_CUTS_A_RECORDING = 250
_SOON = 12
"""Events after a failed flush that still are soon after it."""
_VARIANTS = 3
"""So many disks are made, of those that count, for one that is looked at: many are the same."""


def run(count: int, *, seed: int = 0, processes: int = 1, minutes: float | None = None) -> Figures:
    """Cut the power that often, or until the time is up."""
    return spread("power", _cuts, Bounds.of(count, minutes), seed=seed, processes=processes)


def _cuts(bounds: Bounds, seed: int) -> Figures:
    chance = random.Random(seed)
    counts: Counter[str] = Counter()
    faults: list[str] = []
    begin = time.monotonic()
    scenarios = list(_SCENARIOS)
    while bounds.last(counts["cuts"]):
        scenario = scenarios.pop(0) if scenarios else chance.choices(tuple(_SCENARIOS), _WEIGHTS)[0]
        most = _CUTS_A_RECORDING if bounds.until else min(_CUTS_A_RECORDING, bounds.count - counts["cuts"])
        with memory_folder() as folder:
            order = Order(scenario, folder / "recorded", chance.getrandbits(32), _SCENARIOS[scenario])
            faults += cut_everywhere(recorded(order), chance, counts, most=most)
    names = ("recordings", "flushes recorded", "moments", "cuts", "before any project was there",
             "unacknowledged but whole")  # fmt: skip
    return Figures("power", {name: counts[name] for name in names}, time.monotonic() - begin, tuple(faults), seed=seed)


def cut_everywhere(found: Recording, chance: random.Random, counts: Counter[str], *, most: int) -> list[str]:
    """Cut the power around every flush and acknowledgement of a recording, but not more often than `most`.

    Cuts that leave the same disk with the same promises count once.
    """
    from soak.next_format import next_format

    counts["recordings"] += 1
    counts["flushes recorded"] += sum(event[0].startswith("sync") for event in found.log)
    total = sum(1 for _ in moments(found.log))
    chosen = _chosen(found, chance, total, most)
    each = max(1, _VARIANTS * most // total)
    end = counts["cuts"] + most
    faults = [f"{found.order.scenario} seed {found.order.seed}: {fault}" for fault in found.faults]
    seen: set[bytes] = set()
    with next_format() if found.order.scenario == "migrate" else nullcontext(), memory_folder() as folder:
        last = 0
        for number, (position, disk) in enumerate(moments(found.log)):
            event = found.log[position - 1] if position else ("", None)
            last = event[1] if event[0] == "mark" and event[1] is not None else last
            if number not in chosen:
                continue
            counts["moments"] += 1
            for _ in range(each):
                files = disk.cut(chance)
                digest = _digest(last, files)
                if digest not in seen and counts["cuts"] < end:
                    seen.add(digest)
                    faults += _cut(found, position, last, files, counts, folder / "cut")
    return faults


def _chosen(found: Recording, chance: random.Random, total: int, most: int) -> set[int]:
    """Moments at random; half of them soon after a flush that failed, where there are such."""
    failed = [position for position, event in enumerate(found.log) if event[0] == "sync failed"]
    soon = [
        number
        for number, (position, _) in enumerate(moments(found.log))
        if 0 <= (at := bisect_left(failed, position) - 1) and position - failed[at] <= _SOON
    ] if failed else []  # fmt: skip
    some = set(chance.sample(soon, min(len(soon), most // 2)))
    return some | set(chance.sample(range(total), min(total, most - len(some))))


def _digest(last: int, files: dict[str, bytes]) -> bytes:
    found = hashlib.blake2b(str(last).encode(), digest_size=12)
    for path, content in sorted(files.items()):
        found.update(f"\0{path}\0{len(content)}\0".encode())
        found.update(content)
    return found.digest()


def _cut(
    found: Recording, position: int, last: int, files: dict[str, bytes], counts: Counter[str], place: Path
) -> list[str]:
    counts["cuts"] += 1
    write_out(files, found.order.folder, place)
    promised = found.acknowledged[last]
    coming = found.acknowledged[min(last + 1, len(found.acknowledged) - 1)]
    faults = _broken(place, promised, coming, found.acknowledged, counts)
    shutil.rmtree(place, ignore_errors=True)
    where = f"{found.order.scenario} seed {found.order.seed}, cut at {position} after {promised.name} in {coming.name}"
    return [f"{where}: {fault}" for fault in faults]


def _broken(folder: Path, promised: Ack, coming: Ack, all_acks: tuple[Ack, ...], counts: Counter[str]) -> list[str]:
    """The promises that a disk after a power cut does not keep."""
    path = folder / PROJECT
    faults: list[str] = []
    others = [item for item in folder.rglob("*.glossator") if item != path and not item.name.startswith(".")]
    present = _state_of(path, faults)
    expected = (None, promised.state, coming.state)
    if promised.flying is not None and promised.state is not None and present not in expected:
        # A commit whose flush failed was refused, and may yet have come down: as a whole, then.
        with Project.open(path, annotator="ada") as project:
            known_extra = compared(project, promised.state, promised.flying)
        faults += known_extra.faults
        counts["refused, and there all the same"] += 1
        present = promised.state
    if present is None:
        if promised.state is not None and not faults:
            faults.append("the project is gone")
        counts["before any project was there"] += promised.state is None
    elif present != promised.state:
        counts["unacknowledged but whole"] += 1
        if present != coming.state:
            faults.append(_difference(present, promised.state))
    known = {ack.state for ack in all_acks}
    found = {str(other.relative_to(folder)): _state_of(other, faults, read_only=True) for other in others}
    # A project that had been founded and not yet written to is whole; what else is wrong with it has been said.
    faults += [
        f"{name} is not whole" for name, held in found.items() if held not in known and (held is None or held.step)
    ]
    faults += [f"{name} is lost or not the same" for name, held in promised.whole if found.get(name) != held]
    return faults


def _state_of(path: Path, faults: list[str], *, read_only: bool = False) -> State | None:
    """What a file holds; None where there is none, or it does not open, which is a fault."""
    try:
        with Project.open(path, annotator="ada", read_only=read_only) as project:
            if not project._store.schema_version():
                faults.append(f"{path.name} has no schema")
            present = state(project._store.database, Journal())
    except ProjectNotFoundError:
        return None
    except (GlossatorError, sqlite3.Error, IndexError) as error:
        faults.append(f"{path.name} does not open: {type(error).__name__}: {error}")
        return None
    faults += unsound(path)
    return present


def _difference(present: State, promised: State | None) -> str:
    if promised is None:
        return "the project was found half made"
    if present.step < promised.step:
        return f"lost: step {promised.step} had been acknowledged, and {present.step} is the last one there"
    parts = [name for name in ("journal", "annotations", "suggestions", "place")
             if getattr(present, name) != getattr(promised, name)]  # fmt: skip
    return f"half done: {', '.join(parts)} are neither as acknowledged nor as one operation later"


@contextmanager
def memory_folder() -> Iterator[Path]:
    """A folder in memory, where the system has such a thing: what is written there is written very often."""
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if os.access(memory, os.W_OK) else None) as folder:
        yield Path(folder)
