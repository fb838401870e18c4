from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from glossator import Project
from glossator_desktop import insight_binding
from glossator_desktop.desk import Desk
from glossator_desktop.window import MainWindow

OpenWindow = Callable[..., MainWindow]


@pytest.fixture
def told(project_path: Path) -> Path:
    """The project with two events, in two documents."""
    with Project.open(project_path, annotator="ada") as project:
        first, second = project.document_ids()
        bruce = project.layer(first).spans[0].id
        project.add_event(first, "CONSULT", trigger=(14, 17), arguments=[("actor", (0, 13)), ("recipient", bruce)])
        project.add_event(second, "CONSULT", trigger=(28, 31), arguments=[("actor", (17, 27))])
        project.set_metadata(second, published="2016-01-08")
        project.set_place(first, 0, 0.0)
    return project_path


@pytest.fixture
def desk(open_window: OpenWindow, told: Path) -> Desk:
    desk = open_window(told).desk
    assert desk is not None
    return desk


def key(qtbot: QtBot, name: Qt.Key) -> None:
    qtbot.keyClick(QApplication.focusWidget(), name)


def test_f1_shows_definition_and_examples_and_enter_goes_to_one(qtbot: QtBot, desk: Desk) -> None:
    event = next(iter(desk.workspace.document.events))
    desk.workspace.select(event)
    key(qtbot, Qt.Key.Key_F1)
    card = desk.overlays.guideline
    assert card.isVisible()
    assert "CONSULT" in card.text.toPlainText()
    qtbot.waitUntil(lambda: len(card.model.rows) == 1)
    key(qtbot, Qt.Key.Key_Return)
    assert desk.workspace.document.id == desk.project.document_ids()[1]
    assert desk.workspace.current_kind == "event"
    assert desk.page.hasFocus()


def test_a_decision_is_recorded_undone_and_survives(qtbot: QtBot, desk: Desk, open_window: OpenWindow) -> None:
    path = desk.project.path
    event = next(iter(desk.workspace.document.events))
    desk.workspace.select(event)
    key(qtbot, Qt.Key.Key_F1)
    key(qtbot, Qt.Key.Key_D)
    qtbot.keyClicks(QApplication.focusWidget(), "A handshake is a meeting")
    key(qtbot, Qt.Key.Key_Return)
    card = desk.overlays.guideline
    assert "A handshake is a meeting" in card.text.toPlainText()
    (ruling,) = desk.project.rulings("event_types.CONSULT")
    assert (ruling.target, ruling.quote, ruling.document_id) == (event, "met", desk.workspace.document.id)
    desk.project.undo()
    assert "handshake" not in card.text.toPlainText()
    desk.project.redo()
    assert "handshake" in card.text.toPlainText()
    key(qtbot, Qt.Key.Key_F1)
    assert not card.isVisible()
    desk.window().close()
    with Project.open(path, annotator="ada") as project:
        assert [one.text for one in project.rulings("event_types.CONSULT")] == ["A handshake is a meeting"]


def test_the_timeline_is_opened_by_name_and_leads_to_an_event(qtbot: QtBot, desk: Desk) -> None:
    desk.perform("shell.timeline")
    card = desk.insight._timeline
    qtbot.waitUntil(lambda: card.facts.text().startswith("2 events"))
    assert "by the article's date" in card.line.text()
    key(qtbot, Qt.Key.Key_Return)
    assert desk.workspace.document.id == desk.project.document_ids()[1]


def test_the_graph_is_opened_by_name_and_saved_as_a_picture(
    qtbot: QtBot, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    desk.said.connect(lambda level, sentence: said.append(sentence))
    desk.perform("shell.actors")
    card = desk.insight._actors
    qtbot.waitUntil(lambda: "Kim Son Gyong" in {node.name for node in card.chart.graph.nodes})
    monkeypatch.setattr(insight_binding, "ask_picture", lambda parent, suggested: tmp_path / "who.svg")
    key(qtbot, Qt.Key.Key_S)
    assert (tmp_path / "who.svg").read_text(encoding="utf-8").startswith("<?xml")
    assert said[-1] == f"The picture is in {tmp_path / 'who.svg'}."
    monkeypatch.setattr(insight_binding, "ask_picture", lambda parent, suggested: None)
    key(qtbot, Qt.Key.Key_S)
    key(qtbot, Qt.Key.Key_Escape)
    assert not card.isVisible()
    assert desk.page.hasFocus()


def test_f4_opens_the_details_and_f6_reaches_them(qtbot: QtBot, desk: Desk) -> None:
    event = next(iter(desk.workspace.document.events))
    desk.workspace.select(event)
    key(qtbot, Qt.Key.Key_F4)
    assert desk.aside.details.list.hasFocus()
    assert desk.aside.details.current is not None
    key(qtbot, Qt.Key.Key_Return)
    assert desk.overlays.chooser.isVisible()
    qtbot.keyClicks(desk.overlays.chooser.field, "AGREE")
    key(qtbot, Qt.Key.Key_Return)
    assert desk.project.event(event).type == "AGREE"  # type: ignore[union-attr]
    assert desk.aside.details.list.hasFocus()
    key(qtbot, Qt.Key.Key_F1)
    assert desk.overlays.guideline.path == "event_types.AGREE"
    key(qtbot, Qt.Key.Key_Escape)
    assert desk.aside.details.list.hasFocus()
    key(qtbot, Qt.Key.Key_Escape)
    assert desk.page.hasFocus()
    desk.cycle(-1)
    assert desk.aside.details.list.hasFocus()
    key(qtbot, Qt.Key.Key_F4)
    assert desk.page.hasFocus()
