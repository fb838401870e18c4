"""Power cuts around the flushes of recorded runs (a bounded run of `tests/soak`); and that a loss would be seen."""

from __future__ import annotations

import random
import sys
from collections import Counter
from pathlib import Path

import pytest

pytest.importorskip("apsw")
if sys.platform != "linux":
    pytest.skip("the recorded disk asks Linux for the names of open files", allow_module_level=True)

from soak.full import run as run_full
from soak.power import cut_everywhere, memory_folder
from soak.recording import Order, Recording, recorded
from soak.session import Session, perform, template
from soak.state import Journal, state

COUNTS = {"session": 25, "create": 4, "import": 15, "migrate": 1, "backup": 5}


def _recorded(scenario: str, seed: int, *, synchronous: str | None = None) -> Recording:
    with memory_folder() as folder:
        place = folder / "recorded"
        return recorded(Order(scenario, place, seed, COUNTS[scenario], synchronous=synchronous))


@pytest.mark.parametrize("scenario", COUNTS)
def test_a_power_cut_takes_nothing_that_was_acknowledged(scenario: str, seed: int) -> None:
    counts: Counter[str] = Counter()
    assert cut_everywhere(_recorded(scenario, seed), random.Random(seed), counts, most=35) == []
    assert 10 <= counts["cuts"]


@pytest.mark.parametrize("synchronous", ["OFF", "NORMAL"])
def test_a_project_that_flushes_less_is_seen_to_lose_work(synchronous: str) -> None:
    faults = cut_everywhere(_recorded("session", 1, synchronous=synchronous), random.Random(1), Counter(), most=35)
    assert any("lost: step" in fault for fault in faults)


def test_a_recorded_run_does_what_any_other_does(tmp_path: Path) -> None:
    """Over APSW the program writes the same annotations as over the standard library's SQLite."""
    last = _recorded("session", 2).acknowledged[-1].state
    path = template(tmp_path / "news.glossator", seed=2)
    chance = random.Random(2)
    session = Session(path, chance, large=chance.random() < 0.2)
    for op, _ in zip(session.ops(), range(COUNTS["session"]), strict=False):
        perform(op)
    present = state(session.project._store.database, Journal())
    session.project.close()
    assert last is not None
    assert (last.step, last.annotations, last.suggestions, last.place) == (
        present.step, present.annotations, present.suggestions, present.place,
    )  # fmt: skip


def test_a_failing_disk_changes_nothing_and_says_so(seed: int) -> None:
    found = run_full(1, seed=seed, operations=2, most_calls=8)
    assert found.faults == ()
    assert 50 <= int(found.counts["calls made to fail"])


def test_a_full_disk_does_not_confuse_the_full_text_index() -> None:
    with memory_folder() as folder:
        found = recorded(Order("index", folder / "recorded", 7, 8))
    assert found.faults == ()
    assert 20 <= (found.counts or {})["calls made to fail"]
