"""SIGKILL at random moments (a bounded run of `tests/soak`), and that the harness would see what it looks for."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from glossator.store import database
from glossator.store.journal import JournalTable

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="children are forked")

if sys.platform != "win32":
    from soak import kill, snapshot, writers
    from soak.children import start
    from soak.session import template
    from soak.verify import Found, survives


def test_killed_at_random_moments(seed: int) -> None:
    found = kill.run(24, seed=seed)
    assert found.faults == ()
    assert found.counts["kills"] == 24
    assert int(found.counts["acknowledged operations"]) > 24


def test_killed_while_somebody_else_writes(seed: int) -> None:
    found = writers.run(4, seed=seed)
    assert found.faults == ()
    assert found.counts["kills"] == 8


def test_copied_while_somebody_writes(seed: int) -> None:
    found = snapshot.run(12, seed=seed)
    assert found.faults == ()
    assert found.counts["snapshots"] == 12


def _killed_within_a_step(path: Path) -> Found:
    """A child that dies between the rows of one of its steps and the step itself."""
    template(path)
    child = start(path, 1)
    child.listen(lambda said: said.is_over, seconds=60)
    child.reap()
    assert child.acknowledged is not None
    return survives(path, child.acknowledged, child.flying)


@pytest.fixture
def dies_within_its_fifth_step(monkeypatch: pytest.MonkeyPatch) -> None:
    usual, steps, parent = JournalTable.append, [], os.getpid()

    def append(self: JournalTable, step_id: int, entry: Any) -> None:
        if os.getpid() != parent:
            steps.append(step_id)
            if len(steps) == 5:
                os.kill(os.getpid(), signal.SIGKILL)
        usual(self, step_id, entry)

    monkeypatch.setattr(JournalTable, "append", append)


@pytest.mark.usefixtures("dies_within_its_fifth_step")
def test_killed_within_a_step(tmp_path: Path) -> None:
    assert _killed_within_a_step(tmp_path / "news.glossator").faults == ()


@pytest.mark.usefixtures("dies_within_its_fifth_step")
def test_without_transactions_the_harness_sees_half_a_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usual, parent = database.transaction, os.getpid()

    @contextmanager
    def transaction(opened: Any, path: Path) -> Iterator[None]:
        if os.getpid() != parent:
            database._get_ready(opened)
            yield
            return
        with usual(opened, path):
            yield

    monkeypatch.setattr(database, "transaction", transaction)
    found = _killed_within_a_step(tmp_path / "news.glossator")
    assert any("not what was acknowledged" in fault for fault in found.faults)
