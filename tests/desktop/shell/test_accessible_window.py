"""Every part of the window: whether it has a name, speaks its rows, and shows that it has the keyboard."""

from __future__ import annotations

import ast
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget
from pytestqt.qtbot import QtBot

import glossator_desktop
from glossator_desktop.desk import Desk
from glossator_desktop.page.accessible import PageInterface
from glossator_desktop.panels.notice import Notice, NoticeAction
from glossator_desktop.questions import Question, nothing
from glossator_desktop.window import MainWindow

OpenWindow = Callable[..., MainWindow]

PARTS: dict[str, Callable[[Desk], object]] = {
    "desk": lambda desk: None,
    "spans": lambda desk: desk.aside.show_tab("spans"),
    "guideline": lambda desk: desk.aside.show_tab("guideline"),
    "history": lambda desk: desk.aside.show_tab("history"),
    "palette": lambda desk: desk.open_panel("palette"),
    "switcher": lambda desk: desk.open_panel("open"),
    "keys": lambda desk: desk.open_panel("keys"),
    "preferences": lambda desk: desk.open_panel("preferences"),
    "find": lambda desk: desk.open_panel("find"),
    "search": lambda desk: desk.perform("shell.search"),
    "question": lambda desk: desk.overlays.ask(Question("Sure?", "It is safe.", (("Y", "yes", nothing),))),
    "notice": lambda desk: desk.notices.set_notice(
        "test", Notice("warning", "Mind this.", (NoticeAction("", "Look", lambda: None),))
    ),
}


@pytest.fixture
def desk(open_window: OpenWindow, project_path: Path) -> Desk:
    """The desk of a window on the small project, with an event in it."""
    window = open_window(project_path)
    assert window.desk is not None
    desk = window.desk
    document = desk.project.document_ids()[0]
    desk.project.add_event(document, "CONSULT", trigger=(14, 17))
    desk.feed.catch_up()
    QCoreApplication.processEvents()
    return desk


def named(widget: QWidget) -> str:
    """The name by which a screen reader calls a widget."""
    found = QAccessible.queryAccessibleInterface(widget)
    return found.text(QAccessible.Text.Name) if found is not None else ""


def takes_keyboard(window: QWidget) -> list[QWidget]:
    """What can have the keyboard now."""
    parts = [part for part in window.findChildren(QWidget) if part.isVisible() and part.isEnabled()]
    return [part for part in parts if part.focusPolicy() != Qt.FocusPolicy.NoFocus]


def faults(window: QWidget) -> list[str]:
    """Parts without a name, and lists with rows that say nothing."""
    QCoreApplication.processEvents()
    found = [f"{type(part).__name__} has no name" for part in takes_keyboard(window) if not named(part)]
    for view in window.findChildren(QAbstractItemView):
        model = view.model()
        if not view.isVisible() or model is None:
            continue
        if not named(view):
            found.append(f"{type(view).__name__} has no name")
        rows = [model.index(row, 0) for row in range(model.rowCount())]
        mute = [row for row in rows if not row.data(Qt.ItemDataRole.AccessibleTextRole)]
        found.extend(f"row {row.row()} of {named(view)} says nothing" for row in mute)
    return found


@pytest.mark.parametrize("part", PARTS)
def test_whatever_takes_the_keyboard_has_a_name_and_every_row_speaks(desk: Desk, part: str) -> None:
    PARTS[part](desk)
    assert faults(desk.window()) == []


def test_the_welcome_page_too(open_window: OpenWindow) -> None:
    assert faults(open_window()) == []


def test_a_part_without_a_name_is_found(desk: Desk) -> None:
    nameless = QWidget(desk)
    nameless.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    nameless.show()
    assert faults(desk.window()) == ["QWidget has no name"]


def test_f6_goes_round_all_parts_and_back(desk: Desk) -> None:
    desk.focus_page()
    seen = []
    for _ in range(3):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_F6)
        seen.append(named(QApplication.focusWidget()))
    assert seen == ["Documents", "Events", "first.txt"]
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert named(QApplication.focusWidget()) == "Events"


@pytest.mark.parametrize("part", ["desk", "spans", "guideline", "find", "notice"])
def test_it_is_seen_what_has_the_keyboard(desk: Desk, part: str) -> None:
    PARTS[part](desk)
    QCoreApplication.processEvents()
    window = desk.window()
    unseen = []
    for widget in takes_keyboard(window):
        if isinstance(widget, QAbstractItemView) and widget.model().rowCount() and not widget.currentIndex().isValid():
            widget.setCurrentIndex(widget.model().index(widget.model().rowCount() - 1, 0))
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        with_it = picture(widget)
        (desk.page if widget is not desk.page else desk.documents.list).setFocus()
        if picture(widget) == with_it:
            unseen.append(f"{type(widget).__name__} {named(widget)}")
    assert unseen == []


def picture(widget: QWidget) -> QImage:
    """What a widget looks like now."""
    QCoreApplication.processEvents()
    return widget.grab().toImage()


def test_the_page_of_the_window_speaks(desk: Desk) -> None:
    found = QAccessible.queryAccessibleInterface(desk.page)
    assert isinstance(found, PageInterface)
    assert found.text(QAccessible.Text.Name) == "first.txt"
    assert found.text(QAccessible.Text.Description).startswith("suggestion PERSON Kim Son Gyong, score 90 %")


def test_a_marked_row_is_said_where_the_list_has_no_keyboard(desk: Desk, qtbot: QtBot) -> None:
    PARTS["palette"](desk)
    teller = desk.overlays.chooser._teller
    assert not teller._pause.isActive()
    QAccessible.setActive(True)
    try:
        QTest.keyClick(desk.overlays.chooser.field, Qt.Key.Key_Down)
        assert teller.words.startswith("Previous suggestion")
        qtbot.waitUntil(lambda: teller._said == teller.words)
    finally:
        QAccessible.setActive(False)


def test_nothing_moves_by_itself() -> None:
    """Whoever gets dizzy of it need not ask for less motion: there is none. No animation is imported anywhere."""
    moving = {"QPropertyAnimation", "QVariantAnimation", "QTimeLine", "QAbstractAnimation", "QMovie",
              "QSequentialAnimationGroup", "QParallelAnimationGroup", "QGraphicsOpacityEffect"}  # fmt: skip
    for path in Path(glossator_desktop.__file__).parent.rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for alias in node.names}
        assert not names & moving, path


def test_no_effect_of_the_desktop_is_taken_over(desk: Desk) -> None:
    for effect in Qt.UIEffect:
        if effect is not Qt.UIEffect.UI_General:
            assert not QApplication.isEffectEnabled(effect)
