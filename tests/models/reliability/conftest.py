"""Fault tests work on a disk in memory where there is one: they flush some thousand times."""

from __future__ import annotations

import os
import random
import tempfile
from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def disk_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """Temporary folders that the harness makes for itself lie in memory."""
    memory = Path("/dev/shm")
    if memory.is_dir() and os.access(memory, os.W_OK):
        monkeypatch.setattr(tempfile, "tempdir", str(memory))


@pytest.fixture
def seed() -> int:
    """Another one each time, but the same where a change is judged. What fails names the one that it failed with."""
    return 1 if os.environ.get("CI") else random.getrandbits(32)
