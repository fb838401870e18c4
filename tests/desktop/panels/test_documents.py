from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from glossator.annotation import DocumentSummary
from glossator_desktop.panels.documents import DocumentsPanel, fitting
from glossator_desktop.panels.documents_model import (
    SUMMARY,
    DocumentsFilter,
    DocumentsModel,
    summary_line,
    title_of,
)
from glossator_desktop.theme import load_theme


def test_the_model_keeps_qts_rules(qtbot: QtBot, summaries: list[DocumentSummary]) -> None:
    model = DocumentsModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show(summaries)
    model.show(summaries[1:])
    model.show([])
    assert tester.model() is model


def test_the_filter_keeps_qts_rules(qtbot: QtBot, summaries: list[DocumentSummary]) -> None:
    model, filtered = DocumentsModel(), DocumentsFilter()
    filtered.setSourceModel(model)
    tester = QAbstractItemModelTester(filtered, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show(summaries)
    for text in ("rights", "london visit", "nothing has this", "flagged", ""):
        filtered.show_only(text)
    assert filtered.rowCount() == len(summaries)
    assert tester.model() is filtered


@pytest.mark.parametrize(
    ("text", "ids"),
    [("RIGHTS", [1]), ("official london", [2]), ("done", [1]), ("flagged", [3]), ("결의안", [3]), ("article-5", [5])],
)
def test_documents_are_filtered_by_title_name_and_state(
    qtbot: QtBot, summaries: list[DocumentSummary], text: str, ids: list[int]
) -> None:
    model, filtered = DocumentsModel(), DocumentsFilter()
    filtered.setSourceModel(model)
    model.show(summaries)
    filtered.show_only(text)
    assert [filtered.index(row, 0).data(SUMMARY).id for row in range(filtered.rowCount())] == ids


def test_only_rows_that_differ_are_told(qtbot: QtBot, summaries: list[DocumentSummary]) -> None:
    model = DocumentsModel()
    model.show(summaries)
    told: list[int] = []
    model.dataChanged.connect(lambda first, last: told.append(first.row()))
    changed = [*summaries]
    changed[2] = summaries[0].__class__(**{**_fields(summaries[2]), "undecided": 9})
    model.show(changed)
    assert told == [2]


def _fields(summary: DocumentSummary) -> dict[str, object]:
    return {name: getattr(summary, name) for name in summary.__slots__}


def test_lines_say_what_is_left_and_what_is_there(summaries: list[DocumentSummary]) -> None:
    assert [summary_line(item) for item in summaries] == [
        "done · 41 spans · 5 events",
        "12 to decide · 1 draft · 23 spans · 2 events",
        "not read yet · ko",
        "3 to decide · ar",
        "nothing marked",
    ]
    assert title_of(summaries[4]) == "article-5.txt"


def test_parts_that_do_not_fit_are_left_out_whole(qtbot: QtBot) -> None:
    assert fitting(["12 to decide", "23 spans"], 10_000) == "12 to decide · 23 spans"
    assert fitting(["12 to decide", "23 spans"], 1) == "12 to decide"


@pytest.fixture
def panel(qtbot: QtBot, summaries: list[DocumentSummary]) -> DocumentsPanel:
    panel = DocumentsPanel()
    qtbot.addWidget(panel)
    panel.set_theme(load_theme("dark"))
    panel.resize(250, 500)
    panel.show_documents(summaries, "1 of 5 articles done")
    panel.show_open(2)
    panel.show()
    return panel


def test_enter_and_a_click_open_a_document(qtbot: QtBot, panel: DocumentsPanel) -> None:
    chosen: list[int] = []
    panel.chosen.connect(chosen.append)
    panel.focus_list()
    qtbot.keyClick(panel.list, Qt.Key.Key_Down)
    qtbot.keyClick(panel.list, Qt.Key.Key_Return)
    place = panel.list.visualRect(panel.filtered.index(3, 0)).center()
    qtbot.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert chosen == [3, 4]


def test_escape_empties_the_filter_then_leaves(qtbot: QtBot, panel: DocumentsPanel) -> None:
    left: list[bool] = []
    panel.left_by_escape.connect(lambda: left.append(True))
    panel.field.setText("rights")
    qtbot.keyClick(panel.field, Qt.Key.Key_Escape)
    assert (panel.field.text(), left) == ("", [])
    qtbot.keyClick(panel.field, Qt.Key.Key_Escape)
    assert left == [True]


def test_enter_in_the_filter_opens_the_first_hit(qtbot: QtBot, panel: DocumentsPanel) -> None:
    chosen: list[int] = []
    panel.chosen.connect(chosen.append)
    qtbot.keyClicks(panel.field, "britain")
    qtbot.keyClick(panel.field, Qt.Key.Key_Return)
    assert chosen == [1]


def test_a_refresh_keeps_the_open_document_current(panel: DocumentsPanel, summaries: list[DocumentSummary]) -> None:
    panel.show_documents(list(reversed(summaries)), "")
    assert panel.list.currentIndex().data(SUMMARY).id == 2
    assert isinstance(panel.list.currentIndex(), QModelIndex)
