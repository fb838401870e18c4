"""Window tests: they start the real program in a process of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from e2e.article import make_project

_HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if _HERE in item.path.parents:
            item.add_marker(pytest.mark.e2e)


@pytest.fixture
def project_file(tmp_path: Path) -> Path:
    """A project of the article."""
    return make_project(tmp_path / "news.glossator")
