"""Nothing of a document's text stands in a log, and nobody else may read a copy that the program makes in passing."""

from __future__ import annotations

import contextlib
import logging
import os
import stat
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from glossator import Project
from glossator.annotation import Analysis, Proposal
from glossator.errors import GlossatorError, ProjectDamagedError
from glossator.integrity import check
from glossator.store.backups import Shelf

CANARY = "zqxvk"
TEXT = " ".join(f"{CANARY}{number}" for number in range(400))
NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


@pytest.fixture
def everything(caplog: pytest.LogCaptureFixture) -> Callable[[], str]:
    """All that is logged, by whomever and however unimportant, tracebacks too."""
    caplog.set_level(logging.DEBUG)
    for name in ("glossator", "glossator_desktop"):
        caplog.set_level(logging.DEBUG, logger=name)

    def taken() -> str:
        text = caplog.text
        caplog.clear()
        return text

    return taken


def _session(path: Path) -> None:
    """Work as it goes, with the errors that a person can make."""
    with Project.create(path, annotator="ada") as project:
        (document_id,) = project.import_texts([(f"letter {CANARY}", TEXT)]).documents
        project.record_analysis(document_id, Analysis("test", "1", (Proposal("span", "ORG", ((0, 6),), 0.9),)))
        project.accept(project.suggestions(document_id)[0].id)
        span = project.add_span(document_id, 7, 13, "PERSON")
        project.add_note(span, f"{CANARY} remark")
        project.propagate(span)
        wrong: list[Callable[[], object]] = [
            lambda: project.add_span(document_id, 5, 99_999, "PERSON"),
            lambda: project.add_span(document_id, 0, 6, f"{CANARY} label"),
            lambda: project.add_event(document_id, CANARY, trigger=(0, 6)),
            lambda: project.add_note(span, f"{CANARY} \ud800"),
            lambda: project.import_documents([path.parent / f"{CANARY}.txt"]),
            lambda: Project(project._store, "grace").set_label(span, "ORG"),
            lambda: Project(project._store, "grace").undo(),
            lambda: Project.create(path),
        ]
        for work in wrong:
            with contextlib.suppress(GlossatorError):
                work()
                pytest.fail("this was expected to be refused")
        project.undo()
        project.redo()
        project.search(CANARY)
        project.export(path.parent / "out.jsonl", format="jsonl")


def _damage(path: Path) -> None:
    content = path.read_bytes()
    assert f"{CANARY}7 ".encode() in content
    path.write_bytes(content.replace(f"{CANARY}7 ".encode(), f"{CANARY}\xff ".encode("latin-1")))


def test_a_session_logs_nothing_of_the_texts(tmp_path: Path, everything: Callable[[], str]) -> None:
    path = tmp_path / "news.glossator"
    _session(path)
    check(path)
    Shelf(path).keep(NOON)
    assert CANARY not in everything()


def test_an_error_about_a_damaged_text_does_not_quote_it(tmp_path: Path, everything: Callable[[], str]) -> None:
    path = tmp_path / "news.glossator"
    _session(path)
    _damage(path)
    with Project.open(path, annotator="ada") as project, pytest.raises(ProjectDamagedError) as caught:
        list(project.documents())
    assert CANARY not in str(caught.value)
    logging.getLogger("glossator").error("as somebody might log it", exc_info=caught.value)
    logged = everything()
    assert "as somebody might log it" in logged
    assert CANARY not in logged


def test_the_window_logs_nothing_of_the_texts(tmp_path: Path, everything: Callable[[], str]) -> None:
    pytest.importorskip("PySide6")
    from glossator_desktop.log import OURS, catch_all, log_to
    from glossator_desktop.operations import Operations

    loggers = [logging.getLogger(name) for name in OURS]
    before = [(logger, logger.level, list(logger.handlers)) for logger in loggers]
    path = tmp_path / "news.glossator"
    _session(path)
    _damage(path)
    log = log_to(tmp_path / "state")
    assert log is not None
    stop = catch_all(lambda sentence: None)
    try:
        with Project.open(path, annotator="ada") as project:
            operations = Operations(project, lambda level, sentence: None)
            document_id = project.document_ids()[0]
            operations.run(lambda: list(project.documents()))
            operations.run(lambda: project.add_span(document_id, 0, 99_999, "ORG"))
            operations.run(
                lambda: project._store.database.execute("INSERT INTO span (id, text) VALUES (1, ?)", (TEXT,))
            )
            operations.run(lambda: project._store.database.execute("no SQL", (TEXT,)))
            _uncaught(lambda: list(project.documents()))
    finally:
        stop()
        for logger, level, handlers in before:
            for handler in [handler for handler in logger.handlers if handler not in handlers]:
                logger.removeHandler(handler)
                handler.close()
            logger.setLevel(level)
    written = log.read_text(encoding="utf-8")
    assert "a verb failed" in written
    assert "An error that nobody caught" in written
    assert CANARY not in written
    assert CANARY not in everything()


def _uncaught(work: Callable[[], object]) -> None:
    try:
        work()
    except GlossatorError as error:
        sys.excepthook(type(error), error, error.__traceback__)


@pytest.mark.skipif(os.name == "nt", reason="rights are others there")
def test_copies_made_in_passing_are_for_their_owner_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, passing = tmp_path / "news.glossator", tmp_path / "passing"
    _session(path)
    passing.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(passing))
    seen: dict[str, int] = {}

    def look(*_: object) -> None:
        for item in passing.rglob("*"):
            seen[str(item.relative_to(passing))] = stat.S_IMODE(item.stat().st_mode)

    usual = os.umask(0)
    try:
        check(path, progress=look)
        kept = Shelf(path).keep(NOON)
        with Project.open(path, annotator="ada") as project:
            project.backup(tmp_path / "copy.glossator")
    finally:
        os.umask(usual)
    assert seen
    folders = {name: mode for name, mode in seen.items() if "/" not in name}
    assert set(folders.values()) == {0o700}
    assert kept is not None
    assert stat.S_IMODE(kept.path.parent.stat().st_mode) == 0o700
    for copy in (kept.path, tmp_path / "copy.glossator"):
        assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert list(passing.iterdir()) == []
