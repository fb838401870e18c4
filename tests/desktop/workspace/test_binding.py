"""The page, the workspace and the cards together: real key presses and clicks."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from glossator import Project
from glossator.annotation import Fragment
from glossator_desktop.binding import PageBinding
from glossator_desktop.builder.card import MARGIN, Card
from glossator_desktop.fonts import sans_stack, serif_stack
from glossator_desktop.page.view import PageView
from glossator_desktop.theme import load_theme, page_theme
from glossator_desktop.workspace import Workspace

from .conftest import place

NONE = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton
K = Qt.Key


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


def keys(page: PageView, *presses: Qt.Key | tuple[Qt.Key, Qt.KeyboardModifier]) -> None:
    for press in presses:
        key, modifiers = press if isinstance(press, tuple) else (press, NONE)
        QTest.keyClick(page, key, modifiers)


def click(page: PageView, words: Fragment) -> None:
    QTest.mouseClick(page.viewport(), LEFT, NONE, page.rect_of(*words).center())


def click_card(card: Card, command: str) -> None:
    box = card.command_box(command)
    assert box is not None, command
    QTest.mouseClick(card, LEFT, NONE, box.center().toPoint())


def rect_of_card(card: Card) -> QRect:
    return card.geometry().adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)


def test_keys_reach_the_project_and_the_page_shows_it(binding: PageBinding, page: PageView, project: Project) -> None:
    before = page.grab().toImage()
    keys(page, K.Key_Space, K.Key_X, (K.Key_Right, SHIFT))
    spans = project.layer(project.document_ids()[0]).spans
    assert [span.text for span in spans] == ["Ada Byron", "London on"]
    assert page.grab().toImage() != before


def test_a_click_shows_the_label_bar_and_its_buttons_work(
    binding: PageBinding, page: PageView, project: Project
) -> None:
    assert not binding.bar.isVisible()
    click(page, place("Melbourne"))
    assert binding.bar.isVisible()
    click_card(binding.bar, "label:PERSON")
    assert [(s.text, s.label) for s in project.layer(project.document_ids()[0]).spans] == [("Melbourne", "PERSON")]
    keys(page, K.Key_Tab)
    assert not binding.bar.isVisible()


def test_a_drag_and_a_button_label_words(binding: PageBinding, page: PageView, project: Project) -> None:
    rect = page.rect_of(*place("northern"))
    end = page.rect_of(*place("ports"))
    QTest.mousePress(page.viewport(), LEFT, NONE, QPoint(rect.left() + 6, rect.center().y()))
    QTest.mouseMove(page.viewport(), QPoint(end.right() - 6, end.center().y()))
    QTest.mouseRelease(page.viewport(), LEFT, NONE, QPoint(end.right() - 6, end.center().y()))
    click_card(binding.bar, "label:LOC")
    spans = project.layer(project.document_ids()[0]).spans
    assert [(span.text, span.label) for span in spans] == [("northern ports", "LOC")]


def test_an_event_by_the_mouse_alone(binding: PageBinding, page: PageView, project: Project) -> None:
    click(page, place("met"))
    click_card(binding.bar, "key:E")
    assert not binding.bar.isVisible()
    click_card(binding.card, "choose:CONSULT/visit")
    click_card(binding.card, "role:source")
    click(page, place("Board of Trade"))
    click_card(binding.card, "key:Enter")
    assert not binding.card.isVisible()
    (event,) = project.layer(project.document_ids()[0]).events
    assert {argument.role for argument in event.arguments} == {"actor", "recipient", "place", "source"}
    assert not event.draft


@pytest.mark.parametrize("height", [420, 800])
def test_the_card_covers_neither_the_trigger_nor_the_candidates(
    binding: PageBinding, page: PageView, workspace: Workspace, height: int
) -> None:
    page.resize(900, height)
    keys(page, K.Key_T, K.Key_T, K.Key_E)
    assert binding.card.isVisible()
    assert not rect_of_card(binding.card).intersects(page.rect_of(*place("asked")))
    keys(page, K.Key_1)
    card = rect_of_card(binding.card)
    assert page.viewport().rect().contains(card)
    assert not card.intersects(page.rect_of(*place("asked")))
    if height == 800:
        for fragment in workspace.mode.keep_clear():
            assert not card.intersects(page.rect_of(*fragment))


def test_the_card_says_to_screen_readers_what_it_shows(binding: PageBinding, page: PageView) -> None:
    keys(page, K.Key_T, K.Key_E)
    assert "CONSULT / visit" in binding.card.accessibleDescription()
    keys(page, K.Key_Escape)
    assert not binding.card.isVisible()


def test_the_keyboard_stays_with_the_page(binding: PageBinding, page: PageView) -> None:
    page.setFocus()
    keys(page, K.Key_T, K.Key_E)
    click_card(binding.card, "choose:AGREE")
    assert binding.card.focusPolicy() == Qt.FocusPolicy.NoFocus
    keys(page, K.Key_Escape)
    assert not binding.card.isVisible()


def test_keys_that_mean_nothing_stay_with_the_page(binding: PageBinding, page: PageView) -> None:
    page.resize(500, 150)
    before = page.scroll_place()
    keys(page, K.Key_PageDown)
    assert page.scroll_place() != before


def test_what_is_current_is_kept_in_view(binding: PageBinding, page: PageView, workspace: Workspace) -> None:
    page.resize(420, 160)
    for _ in range(6):
        keys(page, K.Key_Tab)
        (fragment,) = workspace.focus_fragments
        assert page.viewport().rect().intersects(page.rect_of(*fragment))


def test_arrows_move_by_lines_of_the_page(binding: PageBinding, page: PageView, workspace: Workspace) -> None:
    page.resize(420, 400)
    workspace.place_caret(5)
    keys(page, K.Key_Down)
    assert 20 < workspace.focus.caret < 120
    keys(page, K.Key_Up)
    assert workspace.focus.caret == 5
    keys(page, K.Key_End)
    assert page.rect_of(workspace.focus.caret, workspace.focus.caret).left() > 100
    keys(page, K.Key_Home)
    assert workspace.focus.caret == 0


def test_another_document_comes_with_its_own_content(
    binding: PageBinding, page: PageView, workspace: Workspace
) -> None:
    before = page.grab().toImage()
    workspace.step_document(1)
    assert page.grab().toImage() != before
    workspace.close_document()
    page.grab()


def test_a_new_title_is_shown_and_the_place_kept(
    binding: PageBinding, page: PageView, workspace: Workspace, project: Project
) -> None:
    before = page.grab().toImage()
    project.set_metadata(workspace.document.id, title="Byron and the Board")
    assert page.grab().toImage() != before


def test_another_theme_paints_the_card_in_other_colours(binding: PageBinding, page: PageView) -> None:
    keys(page, K.Key_T, K.Key_E)
    light = binding.card.grab().toImage()
    binding.set_theme(load_theme("dark"))
    assert binding.card.grab().toImage() != light


def test_letting_go_leaves_no_ties(page: PageView, workspace: Workspace) -> None:
    made = PageBinding(page, workspace, load_theme("light"))
    made.unbind()
    before = page.overlay
    workspace.press("Tab")
    assert page.overlay == before
    assert page.key_handler is None
