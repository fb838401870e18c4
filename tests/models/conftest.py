"""Core tests: they pass where Qt is not installed; GLOSSATOR_WITHOUT_QT makes it so."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from importlib.abc import MetaPathFinder
from pathlib import Path

import pytest

from glossator import Project


class _NoQt(MetaPathFinder):
    def find_spec(self, fullname: str, path: object = None, target: object = None) -> None:
        if fullname.split(".")[0] in {"PySide6", "shiboken6", "glossator_desktop"}:
            raise ModuleNotFoundError(f"{fullname} is hidden from this run", name=fullname)


if os.environ.get("GLOSSATOR_WITHOUT_QT"):
    sys.meta_path.insert(0, _NoQt())

TEXT = "Kim met Putin in Moscow on Tuesday. Kim asked Russia to help. The visit 😀 was not cancelled."


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """A PLOVER project of ada's with one short document."""
    with Project.create(tmp_path / "news.glossator", annotator="ada") as made:
        made.import_texts([("letter", TEXT)])
        yield made


@pytest.fixture
def document_id(project: Project) -> int:
    """The document in `project`."""
    return project.document_ids()[0]
