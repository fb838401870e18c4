"""Where other tools' own files lie, if they are there."""

from __future__ import annotations

from pathlib import Path

import pytest

FOREIGN = Path(__file__).parents[5] / "shared" / "foreign"


@pytest.fixture
def foreign() -> Path:
    """A folder of files of other tools; the test is skipped without it."""
    if not FOREIGN.is_dir():
        pytest.skip("the files of other tools are not here")
    return FOREIGN
