from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from glossator.steps.history import HistoryStep
from glossator_desktop.panels.aside import AsidePanel
from glossator_desktop.panels.history import HistoryPanel
from glossator_desktop.panels.history_rows import NOW, HistoryRow, Telling, day_words, history_rows
from glossator_desktop.panels.rows_model import RowsModel
from glossator_desktop.past import deed, moment_words, quoted

BEGIN = datetime(2025, 11, 21, 14, 32, tzinfo=UTC)
TELLING = Telling(BEGIN, zone=UTC)


def step(
    number: int,
    title: str = "label PERSON",
    *,
    ago: timedelta = timedelta(),
    verb: str = "add_span",
    annotator: str = "ada",
    documents: tuple[int, ...] = (1,),
    undone: bool = False,
) -> HistoryStep:
    """A step so long before `BEGIN`."""
    time = (BEGIN - ago).isoformat(timespec="milliseconds")
    first = documents[0] if len(documents) == 1 else None
    return HistoryStep(number, time, annotator, verb, title, first, documents, "glossator 1", undone, None)


STEPS = [
    step(9, ago=timedelta(minutes=1)),
    step(8, "mark CONSULT", ago=timedelta(hours=1), undone=True),
    step(7, "accept 12 suggestions", ago=timedelta(days=1)),
    step(6, "reject 3 suggestions", ago=timedelta(days=9), annotator="ben", documents=(1, 2, 3)),
    step(5, "import 2 documents", ago=timedelta(days=400), documents=(1, 2)),
]


# Rows


def test_steps_stand_under_their_days_with_their_times() -> None:
    rows = history_rows(STEPS, TELLING)
    assert [(row.kind, row.title if row.kind == "day" else row.time) for row in rows] == [
        ("day", "Today"),
        ("step", "14:31"),
        ("step", "13:32"),
        ("day", "Yesterday"),
        ("step", "14:32"),
        ("day", "Wed 12 Nov"),
        ("step", "14:32"),
        ("day", "Thu 17 Oct 2024"),
        ("step", "14:32"),
    ]


def test_what_was_undone_says_so_in_words() -> None:
    row = history_rows(STEPS[1:2], TELLING)[1]
    assert row.undone
    assert row.facts == ("undone",)
    assert row.spoken == "13:32, Mark CONSULT, undone"


def test_how_many_documents_and_whose_they_are() -> None:
    assert history_rows(STEPS[3:4], TELLING)[1].facts == ("3 documents",)
    assert history_rows(STEPS[4:], TELLING)[1].facts == ()
    several = Telling(BEGIN, who=True, titles={1: "Envoys call for bread"}, zone=UTC)
    assert history_rows(STEPS[3:4], several)[1].who == "ben"
    assert history_rows(STEPS[:1], several)[1].facts == ("Envoys call for bread",)
    assert history_rows([step(1, documents=(7,))], several)[1].facts == ("not in the project",)
    assert history_rows([step(1, "change the schema", documents=())], several)[1].facts == ()


def test_undo_and_redo_are_told_as_what_they_did() -> None:
    assert deed(step(1, verb="undo")) == "took back: label PERSON"
    assert deed(step(1, verb="redo")) == "did again: label PERSON"
    assert history_rows([step(1, verb="undo")], TELLING)[1].turn


def test_times_are_those_of_the_place() -> None:
    late = Telling(BEGIN, zone=datetime.now().astimezone().tzinfo)
    expected = BEGIN.astimezone(late.zone)
    assert history_rows([step(1)], late)[1].time == f"{expected:%H:%M}"
    assert moment_words(step(1), now=BEGIN, zone=UTC) == "21 Nov 14:32"
    assert moment_words(step(1, ago=timedelta(days=400)), now=BEGIN, zone=UTC) == "17 Oct 2024 14:32"
    assert day_words(BEGIN - timedelta(days=2), BEGIN) == "Wed 19 Nov"


def test_a_quoted_title_has_no_quotes_of_the_same_kind_inside() -> None:
    assert quoted("label “Kim” as PERSON") == "“label ‘Kim’ as PERSON”"
    assert len(quoted("word " * 100)) < 110


@given(st.lists(st.integers(0, 100_000), max_size=30), st.integers(0, 30))
def test_rows_read_in_pages_are_those_read_at_once(minutes: list[int], cut: int) -> None:
    steps = [step(-number, ago=timedelta(minutes=ago)) for number, ago in enumerate(sorted(minutes))]
    first, rest = steps[:cut], steps[cut:]
    pages = history_rows(first, TELLING) + history_rows(rest, TELLING, after=first[-1] if first else None)
    assert pages == history_rows(steps, TELLING)
    assert [row.step for row in pages if row.step] == steps


# The tab


@pytest.fixture
def panel(qtbot: QtBot) -> HistoryPanel:
    made = HistoryPanel()
    qtbot.addWidget(made)
    made.resize(300, 500)
    made.show_rows(history_rows(STEPS, TELLING))
    made.show()
    made.show_cursor(None)
    made.list.setFocus()
    return made


def _pointed(panel: HistoryPanel) -> list[HistoryRow]:
    heard: list[HistoryRow] = []
    panel.pointed.connect(heard.append)
    return heard


def test_the_list_begins_with_now_and_leaves_out_headings_on_the_way(qtbot: QtBot, panel: HistoryPanel) -> None:
    heard = _pointed(panel)
    for _ in range(4):
        qtbot.keyClick(panel.list, Qt.Key.Key_Down)
    qtbot.keyClick(panel.list, Qt.Key.Key_Home)
    assert [row.step.id if row.step else None for row in heard] == [9, 8, 7, 6, None]
    assert panel.model.rows[0] is NOW


def test_what_the_program_shows_is_not_what_the_person_points_at(panel: HistoryPanel) -> None:
    heard = _pointed(panel)
    panel.show_cursor(7)
    assert panel.list.currentIndex().data() == "Accept 12 suggestions"
    panel.show_rows(history_rows(STEPS[1:], TELLING))
    panel.show_cursor(None)
    panel.add_rows([])
    assert heard == []


def test_enter_is_for_the_row_and_letters_are_not_for_searching(qtbot: QtBot, panel: HistoryPanel) -> None:
    entered: list[bool] = []
    asked: list[bool] = []
    keys: list[str] = []

    def handle(key: str, _: str) -> bool:
        keys.append(key)
        return True

    panel.key_handler = handle
    panel.entered.connect(lambda: entered.append(True))
    panel.scope_asked.connect(asked.append)
    heard = _pointed(panel)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_A, Qt.Key.Key_M, Qt.Key.Key_X, Qt.Key.Key_Space):
        qtbot.keyClick(panel.list, key)
    assert (entered, asked, keys) == ([True], [True], ["M", "X", "Space"])
    assert heard == []


def test_the_switch_says_what_is_asked_for(qtbot: QtBot, panel: HistoryPanel) -> None:
    asked: list[bool] = []
    panel.scope_asked.connect(asked.append)
    qtbot.mouseClick(panel.switch.all, Qt.MouseButton.LeftButton)
    panel.show_rows(history_rows(STEPS, TELLING), all_documents=True)
    assert panel.switch.all.isChecked()
    qtbot.mouseClick(panel.switch.cap, Qt.MouseButton.LeftButton)
    assert asked == [True, False]


def test_without_steps_it_says_what_would_be_here(panel: HistoryPanel) -> None:
    panel.show_rows(())
    assert panel.note.isVisible()
    assert not panel.list.isVisible()
    assert panel.model.rowCount() == 0


def test_older_steps_are_asked_for_before_the_end_comes(qtbot: QtBot, panel: HistoryPanel) -> None:
    many = [step(1_000 - number, ago=timedelta(minutes=number)) for number in range(300)]
    panel.show_rows(history_rows(many, TELLING))
    panel.show_cursor(None)
    wanted: list[bool] = []
    panel.more_wanted.connect(lambda: wanted.append(True))
    qtbot.keyClick(panel.list, Qt.Key.Key_Down)
    assert wanted == []
    panel.list.verticalScrollBar().setValue(panel.list.verticalScrollBar().maximum())
    assert wanted
    more = [step(500 - number, ago=timedelta(minutes=300 + number)) for number in range(10)]
    before = panel.list.verticalScrollBar().value()
    panel.add_rows(history_rows(more, TELLING, after=many[-1]))
    assert panel.list.verticalScrollBar().value() == before
    panel.show_cursor(495)
    assert panel.list.currentIndex().isValid()


def test_an_undone_step_looks_another_way_without_its_colour(panel: HistoryPanel) -> None:
    def picture(undone: bool) -> bytes:
        panel.show_rows(history_rows([step(1, undone=undone)], TELLING))
        image = panel.list.grab().toImage().convertToFormat(panel.list.grab().toImage().Format.Format_Mono)
        return bytes(image.constBits())

    assert picture(True) != picture(False)


def test_adding_rows_keeps_qts_rules(qtbot: QtBot) -> None:
    model: RowsModel[str] = RowsModel(title=str)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.extend(["a", "b"])
    model.extend([])
    model.extend(["c"])
    assert list(model.rows) == ["a", "b", "c"]
    assert tester.model() is model


def test_the_history_is_a_tab_of_the_right_panel(qtbot: QtBot) -> None:
    aside = AsidePanel()
    qtbot.addWidget(aside)
    aside.resize(300, 500)
    aside.show()
    aside.activateWindow()
    qtbot.waitUntil(aside.isActiveWindow)
    turned: list[str] = []
    seen: list[bool] = []
    aside.turned.connect(turned.append)
    aside.history.seen.connect(lambda: seen.append(True))
    aside.show_tab("history")
    aside.focus_tab()
    assert (aside.tab, turned, seen) == ("history", ["history"], [True])
    assert aside.tabs.hasFocus()
    aside.history.show_rows(history_rows(STEPS, TELLING))
    aside.focus_tab()
    assert aside.history.list.hasFocus()
    qtbot.keyClick(aside.history.list, Qt.Key.Key_Right)
    assert aside.tab == "events"
