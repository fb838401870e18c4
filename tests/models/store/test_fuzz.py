"""A few hundred mutated projects: each opens, or is refused in one clear sentence. `tests.soak` takes thousands."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

pytest.importorskip("resource", reason="no limits for processes on this system")

from soak import fuzz, mutations

FILES = 200


@pytest.fixture(scope="module")
def origins(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The projects to begin with."""
    return mutations.bases(tmp_path_factory.mktemp("bases"))


def test_no_file_crashes_hangs_or_is_changed(origins: list[Path]) -> None:
    figures = fuzz.run(FILES, seed=20_240_507, processes=2, origins=origins)
    assert figures.faults == ()
    assert figures.counts["files"] == FILES
    # Neither is everything refused unseen, nor does everything pass.
    assert FILES // 5 < int(figures.counts["refused"]) < FILES * 4 // 5


@pytest.mark.parametrize("number", range(12))
def test_a_file_is_made_again_by_its_number(tmp_path: Path, origins: list[Path], number: int) -> None:
    made = mutations.make(number, tmp_path, origins, seed=1)
    content = made.path.read_bytes()
    again = mutations.make(number, tmp_path, origins, seed=1)
    assert again == made
    assert again.path.read_bytes() == content


def test_a_forged_log_is_taken_for_a_log(origins: list[Path]) -> None:
    """Its sums are right: SQLite reads what was forged, instead of passing over it."""
    log = bytearray(origins[2].with_name(f"{origins[2].name}-wal").read_bytes())
    order = "big" if log[3] & 1 else "little"
    sums = mutations._summed(log[:24], (0, 0), order)  # type: ignore[arg-type]
    assert b"".join(value.to_bytes(4, "big") for value in sums) == log[24:32]
    before = bytes(log)
    mutations.forge_log(random.Random(1), log)
    assert bytes(log) != before
