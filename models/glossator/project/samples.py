"""The sample project: articles written for the program, which ship with it."""

from __future__ import annotations

from importlib.resources import as_file, files
from importlib.resources.abc import Traversable
from pathlib import Path

from glossator.errors import ReadError
from glossator.project.project import Project


def sample_folder() -> Traversable:
    """Where the sample articles are: in the installed package, or beside the code in a checkout."""
    installed = files("glossator_resources") / "sample_docs"
    if installed.is_dir():
        return installed
    checkout = Path(__file__).resolve().parents[3] / "sample_docs"
    if checkout.is_dir():
        return checkout
    raise ReadError("The sample articles are missing from this installation. Install Glossator again.")


def create_sample(path: str | Path, *, annotator: str | None = None) -> Project:
    """Make a project out of the sample articles, and leave it open."""
    with as_file(sample_folder()) as folder:
        articles = sorted(folder.glob("*.txt"))
        project = Project.create(path, annotator=annotator)
        try:
            project.import_documents(articles)
        except BaseException:
            project.close()
            Path(path).unlink(missing_ok=True)
            raise
    return project
