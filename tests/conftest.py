"""The rig: what every test gets, and what fails every test: warnings, unexpected log lines, leftover threads."""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

settings.register_profile(
    "house", deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
# Where a change is judged, the same examples each time: chance finds its bugs on the developers' own machines.
settings.register_profile("judge", settings.get_profile("house"), derandomize=True, database=None)
settings.load_profile("judge" if os.environ.get("CI") else "house")

_SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared_dir() -> Path:
    """Other people's files, kept beside the project and never in it; tests that use them skip without."""
    if not _SHARED.is_dir():
        pytest.skip("no folder of shared files beside the project")
    return _SHARED


@pytest.fixture(autouse=True)
def no_leftover_threads() -> Iterator[None]:
    """A test that leaves a thread running fails, and says which."""
    before = set(threading.enumerate())
    yield
    left = [thread.name for thread in threading.enumerate() if thread not in before and not thread.daemon]
    assert not left, f"threads left running: {left}"


@pytest.fixture(autouse=True)
def no_unexpected_log_lines(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """A warning or an error in the log fails a test that did not ask for it (`caplog.clear()` says so)."""
    yield
    lines = [record for record in caplog.get_records("call") if logging.WARNING <= record.levelno]
    assert not lines, f"unexpected log lines: {[record.getMessage() for record in lines]}"


@pytest.fixture(autouse=True)
def private_state(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes this person's own settings."""
    monkeypatch.setenv("GLOSSATOR_STATE_DIR", str(tmp_path_factory.mktemp("state")))
