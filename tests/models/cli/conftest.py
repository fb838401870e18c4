"""The command line as tests call it: in this process, through the same entry as the console script."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from glossator import Project
from glossator.annotation import Analysis, Proposal
from glossator.cli import main
from support.cli import TEXT, Cli, Outcome, state_of


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str]) -> Cli:
    """Runs a command."""

    def run(*arguments: object) -> Outcome:
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main([str(argument) for argument in arguments])
        written = capsys.readouterr()
        code = ended.value.code
        return Outcome(code if isinstance(code, int) else 0, written.out, written.err)

    return run


@pytest.fixture(autouse=True)
def at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands run in a folder of the test's own."""
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """A closed project of ada's: a document with spans, an event, suggestions and decisions; another one without."""
    path = tmp_path / "news.glossator"
    with Project.create(path, annotator="ada") as project:
        first, _ = project.import_texts([("letter", TEXT), ("note", "Nothing happened in Oslo.")]).documents
        project.record_analysis(first, Analysis("model", "1", _PROPOSALS))
        kim, putin, moscow = project.suggestions(first)
        accepted = project.accept(kim.id)
        project.accept(putin.id, label="PERSON")
        project.reject(moscow.id)
        project.add_event(
            first, "CONSULT", trigger=(4, 7), modes=["visit"], arguments=[("actor", accepted), ("place", (17, 23))],
            attributes={"tense": "past"},
        )  # fmt: skip
    return path


_PROPOSALS = (
    Proposal("span", "PERSON", ((0, 3),), 0.9),
    Proposal("span", "ORG", ((8, 13),), 0.4),
    Proposal("span", "GPE", ((17, 23),), 0.95),
)


@pytest.fixture
def unchanged(tmp_path: Path) -> Iterator[None]:
    """Fails a test whose commands wrote anything. Ask for it after the fixtures that write."""
    before = state_of(tmp_path)
    yield
    assert state_of(tmp_path) == before
