"""Grips on the edges of what is current: real mouse events, real steps."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from glossator import Project
from glossator.text.tokens import TokenIndex
from glossator_desktop.binding import PageBinding
from glossator_desktop.fonts import sans_stack, serif_stack
from glossator_desktop.handles import Grip
from glossator_desktop.modes.edges import Side, edge_at
from glossator_desktop.page.view import PageView
from glossator_desktop.theme import load_theme, page_theme
from glossator_desktop.workspace import Workspace

NONE = Qt.KeyboardModifier.NoModifier
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def page(project: Project, qtbot: QtBot) -> PageView:
    made = PageView(page_theme(load_theme("light"), project.schema, serif=serif_stack(), sans=sans_stack()))
    qtbot.addWidget(made)
    made.resize(900, 800)
    made.show()
    return made


@pytest.fixture
def binding(page: PageView, workspace: Workspace) -> Iterator[PageBinding]:
    made = PageBinding(page, workspace, load_theme("light"))
    yield made
    made.unbind()


def grips(page: PageView) -> list[Grip]:
    return [grip for grip in page.viewport().findChildren(Grip) if grip.isVisible()]


def point_at(page: PageView, words: tuple[int, int]) -> None:
    QTest.mouseMove(page.viewport(), QPoint(5, page.viewport().height() - 5))
    QTest.mouseMove(page.viewport(), page.rect_of(*words).center())


def drag(grip: Grip, page: PageView, offset: int, modifiers: Qt.KeyboardModifier = NONE) -> None:
    start = grip.rect().center()
    QTest.mousePress(grip, LEFT, modifiers, start)
    goal = page.rects_of(offset, offset)[0].center()
    for share in (0.5, 1.0):
        # The grip goes along, so its own coordinates change.
        here = grip.mapToParent(start)
        between = here + share * (goal - here)
        move(grip, grip.mapFrom(page.viewport(), between), modifiers)
    QTest.mouseRelease(grip, LEFT, modifiers, grip.mapFrom(page.viewport(), goal))


def move(grip: Grip, point: QPoint, modifiers: Qt.KeyboardModifier) -> None:
    # QTest.mouseMove sends no buttons.
    place = QPointF(point)
    event = QMouseEvent(QEvent.Type.MouseMove, place, grip.mapToGlobal(place), Qt.MouseButton.NoButton, LEFT, modifiers)
    QApplication.sendEvent(grip, event)


@pytest.mark.usefixtures("binding")
def test_an_edge_dragged_is_one_step_and_snaps_to_words(page: PageView, workspace: Workspace, project: Project) -> None:
    session = workspace.document
    words = [(token.start, token.end) for token in session.tokens.between(0, 60) if token.end - token.start > 1]
    span = project.add_span(session.id, *words[1], "ORG")
    workspace.select(span)
    assert grips(page) == []
    point_at(page, words[1])
    left, right = grips(page)
    assert left.x() < right.x()
    drag(right, page, words[2][1] - 1)
    found = project.span(span)
    assert found is not None
    assert (found.start, found.end) == (words[1][0], words[2][1])
    assert project.can_undo() is not None
    drag(grips(page)[0], page, words[0][0] + 1)
    found = project.span(span)
    assert found is not None
    assert (found.start, found.end) == (words[0][0], words[2][1])
    project.undo()
    project.undo()
    found = project.span(span)
    assert found is not None
    assert (found.start, found.end) == words[1]


@pytest.mark.usefixtures("binding")
def test_alt_moves_by_the_character_and_escape_lets_go(page: PageView, workspace: Workspace) -> None:
    token = next(token for token in workspace.document.tokens.between(0, 60) if 3 < token.end - token.start)
    workspace.select_range(token.start, token.end)
    point_at(page, (token.start, token.end))
    right = grips(page)[1]
    drag(right, page, token.end - 2, Qt.KeyboardModifier.AltModifier)
    assert workspace.focus.selection == (token.start, token.end - 2)
    right = grips(page)[1]
    QTest.mousePress(right, LEFT, NONE, right.rect().center())
    move(right, right.rect().center() + QPoint(200, 0), NONE)
    QTest.keyClick(page, Qt.Key.Key_Escape)
    QTest.mouseRelease(right, LEFT, NONE, right.rect().center())
    assert workspace.focus.selection == (token.start, token.end - 2)


@pytest.mark.usefixtures("binding")
def test_the_grips_go_with_the_pointer_and_with_what_is_current(page: PageView, workspace: Workspace) -> None:
    token = workspace.document.tokens.between(0, 40)[0]
    workspace.select_range(token.start, token.end)
    point_at(page, (token.start, token.end))
    assert len(grips(page)) == 2
    QTest.mouseMove(page.viewport(), QPoint(5, page.viewport().height() - 5))
    assert grips(page) == []
    point_at(page, (token.start, token.end))
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert grips(page) == []


@given(st.data())
def test_a_dragged_edge_keeps_the_rest(data: st.DataObject) -> None:
    text = data.draw(st.text("ab é👩‍👧한 \n", min_size=3, max_size=60).filter(lambda text: bool(text.strip())))
    tokens = TokenIndex(text)
    found = [(token.start, token.end) for token in tokens.between(0, len(text))]
    fragments = tuple(found[:: data.draw(st.integers(1, 3))])
    number = data.draw(st.integers(0, len(fragments) - 1))
    side: Side = data.draw(st.sampled_from(["left", "right"]))
    offset = data.draw(st.integers(0, len(text)))
    moved = edge_at(text, tokens, fragments, number, side, offset, exact=data.draw(st.booleans()))
    assert len(moved) == len(fragments)
    for index, (before, after) in enumerate(zip(fragments, moved, strict=True)):
        assert after == before or index == number
        assert text[after[0] : after[1]].strip()
    assert all(one[1] <= other[0] for one, other in pairwise(moved))
    kept = 1 if side == "left" else 0
    assert moved[number][kept] == fragments[number][kept]
