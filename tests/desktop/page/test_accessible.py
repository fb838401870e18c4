from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QCoreApplication, QEvent, QPoint
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QAccessibleTextCursorEvent,
    QAccessibleTextSelectionEvent,
    QAccessibleTextUpdateEvent,
)
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from glossator.text.offsets import Utf16Index
from glossator_desktop.page import accessible
from glossator_desktop.page.accessible import PageInterface, introduce
from glossator_desktop.page.accessible_marks import MarkFacts, Role
from glossator_desktop.page.accessible_table import Completion
from glossator_desktop.page.accessible_text import PageText
from glossator_desktop.page.blocks import split_blocks
from glossator_desktop.page.content import Mark, Overlay, PageContent
from glossator_desktop.page.style import PageTheme
from glossator_desktop.page.view import PageView
from support.texts import document_texts

TEXT = "Ilse 😀 Brandt met the council in Port Calder. It was Tuesday.\n\n한국어 문장입니다."
MARKS = (Mark(1, "suggestion", "PERSON", ((0, 13),), "PERSON .64"), Mark(2, "span", "ORG", ((22, 29),), "ORG"))
LONG = ("The envoys of Norland met in Port Calder on Tuesday and spoke of bread. " * 7 + "\n") * 2_000


class Known:
    """Whoever feeds the page."""

    def of(self, mark: Mark) -> MarkFacts:
        return MarkFacts(0.64) if mark.id == 1 else MarkFacts(roles=(Role("CONSULT", "recipient"),))

    def current(self) -> str:
        return "suggestion PERSON"


@pytest.fixture
def shown(page: PageView) -> PageView:
    """A page with a text and marks."""
    page.set_content(PageContent(TEXT, "Envoys", "The Paper", MARKS, language="en"))
    return page


@pytest.fixture
def listening(qtbot: QtBot) -> Iterator[None]:
    """Somebody listens."""
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)


def asked(page: PageView) -> PageInterface:
    """What Qt hands to a screen reader for a page."""
    found = QAccessible.queryAccessibleInterface(page)
    assert isinstance(found, PageInterface)
    return found


def text_of(page: PageView) -> PageText:
    """Its text, as Qt's bridges get it."""
    found = asked(page).textInterface()
    assert isinstance(found, PageText)
    return found


def test_the_page_is_a_document_to_be_read(shown: PageView) -> None:
    found = asked(shown)
    assert found.role() == QAccessible.Role.Document
    assert found.text(QAccessible.Text.Name) == "Envoys"
    assert found.text(QAccessible.Text.Description) == "The Paper"
    assert found.text(QAccessible.Text.Value).startswith("Ilse")
    assert "F6" in found.text(QAccessible.Text.Help)
    state = found.state()
    assert state.readOnly
    assert state.multiLine
    assert state.focusable
    assert state.selectableText
    shown.facts = Known()
    assert found.text(QAccessible.Text.Description) == "suggestion PERSON The Paper"
    shown.set_content(PageContent(""))
    assert found.text(QAccessible.Text.Name) == "Article"
    assert found.text(QAccessible.Text.Value) == ""


def test_what_a_widget_has_it_has_still(shown: PageView) -> None:
    found = asked(shown)
    assert found.actionInterface() is not None
    assert found.valueInterface() is None
    assert found.tableCellInterface() is None
    assert found.parent() is not None
    assert found.object() is shown
    assert found.isValid()


@given(document_texts(), st.integers(-3, 80), st.integers(-3, 80))
def test_every_unit_is_told_once(text: str, first: int, second: int) -> None:
    page = _Holder(text)
    reader = PageText(page)  # type: ignore[arg-type]
    count = reader.characterCount()
    assert count == len(text.encode("utf-16-le")) // 2
    assert reader.text(0, count) == text
    assert "".join(reader.text(at, at + 1) for at in range(count)) == text
    start, end = sorted((first, second))
    assert reader.text(start, end) in text


class _Holder:
    """As much of a page as a text needs."""

    def __init__(self, text: str) -> None:
        self.content = PageContent(text)
        self.blocks = split_blocks(text)


def test_pieces_come_with_their_units(shown: PageView) -> None:
    text = text_of(shown)
    word, line, sentence = (
        kind.value
        for kind in (
            QAccessible.TextBoundaryType.WordBoundary,
            QAccessible.TextBoundaryType.LineBoundary,
            QAccessible.TextBoundaryType.SentenceBoundary,
        )
    )
    assert text.piece_at(5, word) == ("😀", 5, 7)
    assert text.piece_at(6, word) == ("😀", 5, 7)
    assert text.piece_after(5, word) == ("Brandt", 8, 14)
    assert text.piece_before(8, word) == ("😀", 5, 7)
    assert text.piece_before(0, word) == ("", -1, -1)
    assert text.piece_at(60, sentence).text == "It was Tuesday.\n"
    assert text.piece_at(-1, word).text == "."
    shown.set_overlay(Overlay(caret=7))
    assert text.piece_at(-2, word) == ("Brandt", 8, 14)
    first = text.piece_at(0, line)
    assert first.start == 0
    assert text.piece_after(0, line).start == first.end


def test_lines_are_those_on_the_screen(shown: PageView) -> None:
    text, line = text_of(shown), QAccessible.TextBoundaryType.LineBoundary.value
    shown.resize(300, 500)
    assert text.piece_at(0, line).end < TEXT.index("\n")
    top = text.characterRect(0).top()
    assert top < text.characterRect(text.piece_at(0, line).end).top()


def test_characters_are_where_they_are_seen(shown: PageView) -> None:
    text = text_of(shown)
    for unit in (0, 5, 9, 30, text.characterCount() - 2):
        rect = text.characterRect(unit)
        assert rect.width() > 0
        assert text.offsetAtPoint(rect.center()) == unit
    assert text.offsetAtPoint(QPoint(-5_000, 0)) == -1
    assert text.characterRect(text.characterCount()).width() == 1


def test_marks_are_attributes_of_the_text(shown: PageView) -> None:
    text = text_of(shown)
    shown.facts = Known()
    shown.set_overlay(Overlay(caret=0, current=1))
    words, start, end = text.attributes(3)
    assert (start, end) == (0, 14)
    assert words.startswith("label:PERSON;state:suggested;score:0.64;current:true;")
    assert words.endswith("language:en")
    words, start, end = text.attributes(25)
    assert (start, end) == (23, 30)
    assert words.startswith("label:ORG;state:annotated;event:CONSULT;role:recipient;")
    assert text.attributes(16) == ("language:en", 14, 23)
    shown.update_marks([], [2])
    assert text.attributes(25) == ("language:en", 14, TEXT.index("\n") + 2)


def test_the_caret_and_the_selection_are_asked_for_as_by_mouse(shown: PageView, qtbot: QtBot) -> None:
    text = text_of(shown)
    shown.set_overlay(Overlay(caret=7, selection=((7, 13), (22, 29))))
    assert text.cursorPosition() == 8
    assert text.selectionCount() == 2
    assert text.selection(0) == (8, 14)
    assert text.selection(1) == (23, 30)
    assert text.selection(2) == (-1, -1)
    with qtbot.waitSignal(shown.place_clicked) as placed:
        text.setCursorPosition(8)
    assert placed.args == [7]
    for select in (lambda: text.setSelection(0, 14, 8), lambda: text.addSelection(8, 14)):
        with qtbot.waitSignal(shown.range_selected) as ranged:
            select()
        assert ranged.args == [7, 13, True]
    with qtbot.waitSignal(shown.place_clicked):
        text.removeSelection(0)
    with qtbot.assertNotEmitted(shown.range_selected):
        text.addSelection(8, 8)


def test_where_qt_cannot_ask_for_selections_there_are_none(shown: PageView) -> None:
    text = PageText(shown, most=Completion.NONE)
    shown.set_overlay(Overlay(caret=7, selection=((7, 13),)))
    assert text.completion is Completion.NONE
    assert text.selectionCount() == 0
    assert text.cursorPosition() == 8


@pytest.mark.parametrize(("platform", "offered"), [("linux", False), ("win32", True), ("darwin", True)])
def test_at_spi_gets_no_text_that_answers_with_chance(
    page: PageView, monkeypatch: pytest.MonkeyPatch, platform: str, offered: bool
) -> None:
    page.set_content(PageContent(TEXT))
    found = introduce(page, most=Completion.NONE)
    monkeypatch.setattr(sys, "platform", platform)
    assert (found.textInterface() is not None) is offered
    assert found.text(QAccessible.Text.Value).startswith("Ilse")


def test_a_stretch_is_brought_into_view(page: PageView) -> None:
    page.set_content(PageContent(LONG))
    text = text_of(page)
    text.scrollToSubstring(500_000, 500_010)
    start, end = page.visible_range()
    assert start <= 500_000 <= end


def test_a_long_document_is_not_built_for_a_question(page: PageView) -> None:
    marks = tuple(Mark(number, "span", "ORG", ((number * 50, number * 50 + 7),)) for number in range(20_000))
    page.set_content(PageContent(LONG, marks=marks))
    text = text_of(page)
    for unit in range(900_000, 900_500, 50):
        for kind in QAccessible.TextBoundaryType:
            if kind is not QAccessible.TextBoundaryType.NoBoundary:
                text.piece_at(unit, kind.value)
        assert text.attributes(unit).text.startswith("label:ORG")
        text.characterRect(unit)
    reading = text.reading()
    assert len(reading.units._tokens._blocks) <= 4
    assert len(page._flow._laid) < 60
    assert text.reading() is reading


def test_who_reads_it_all_does_not_fill_the_memory(page: PageView) -> None:
    page.set_content(PageContent(LONG))
    text, line = text_of(page), QAccessible.TextBoundaryType.LineBoundary.value
    place = page.scroll_place()
    at = 0
    for _ in range(3_000):
        at = text.piece_after(at, line).start
    assert len(page._flow._laid) < 400
    assert page.scroll_place() == place


def test_nothing_is_told_where_nobody_listens(shown: PageView) -> None:
    heard: list[QAccessibleEvent] = []
    shown.voice.post = heard.append
    shown.set_overlay(Overlay(caret=5))
    shown.set_content(PageContent("Other"))
    shown.update_marks([Mark(1, "span", "ORG", ((0, 5),))])
    assert not heard


def test_listeners_hear_what_changes(shown: PageView, listening: None) -> None:
    heard: list[QAccessibleEvent] = []
    shown.voice.post = heard.append
    shown.set_overlay(Overlay(caret=7))
    [moved] = heard
    assert isinstance(moved, QAccessibleTextCursorEvent)
    assert moved.cursorPosition() == 8
    heard.clear()
    shown.set_overlay(Overlay(caret=13, selection=((7, 13),), current=1))
    assert [event.type() for event in heard] == [
        QAccessible.Event.TextCaretMoved,
        QAccessible.Event.TextSelectionChanged,
        QAccessible.Event.DescriptionChanged,
    ]
    assert isinstance(heard[1], QAccessibleTextSelectionEvent)
    assert (heard[1].selectionStart(), heard[1].selectionEnd()) == (8, 14)
    heard.clear()
    shown.update_marks([Mark(1, "span", "ORG", ((0, 5),))])
    assert [event.type() for event in heard] == [QAccessible.Event.TextAttributeChanged]
    heard.clear()
    shown.set_content(PageContent(LONG))
    [changed] = heard
    assert isinstance(changed, QAccessibleTextUpdateEvent)
    assert LONG.startswith(changed.textInserted())
    assert len(changed.textInserted()) <= 1_000


Ending = Callable[[PageView], None]


def _later(page: PageView) -> None:
    page.deleteLater()


def _with_its_parent(page: PageView) -> None:
    parent = QWidget()
    page.setParent(parent)
    parent.deleteLater()


def _let_go(page: PageView) -> None:
    """The last reference goes with the caller's."""


@pytest.mark.parametrize("end", [_later, _with_its_parent, _let_go])
def test_pages_come_and_go_while_somebody_listens(theme: PageTheme, listening: None, end: Ending) -> None:
    before = set(accessible._held)
    kept: list[PageInterface] = []
    for number in range(40):
        page = PageView(theme)
        page.set_content(PageContent(TEXT, marks=MARKS))
        found = asked(page)
        text_of(page).attributes(3)
        if number % 4 == 0:
            kept.append(found)
        end(page)
        del page, found
    gc.collect()
    QCoreApplication.sendPostedEvents(None, int(QEvent.Type.DeferredDelete.value))
    gc.collect()
    assert set(accessible._held) <= before
    assert not any(isValid(found) for found in kept)
    assert all(found.page_text.text(0, 5) == "" for found in kept)


def test_ten_thousand_questions_leave_nothing_behind(shown: PageView) -> None:
    found, text = asked(shown), text_of(shown)
    text.attributes(0)
    before = sys.getrefcount(None)
    for number in range(10_000):
        found.textInterface()
        found.valueInterface()
        found.role()
        text.piece_at(number % 60, number % 5)
        text.attributes(number % 60)
        text.characterRect(number % 60)
    # A reference lost or left with each call would show as thousands.
    assert abs(sys.getrefcount(None) - before) < 1_000


def test_units_are_those_of_the_text_layer(shown: PageView) -> None:
    index = Utf16Index(TEXT)
    text = text_of(shown)
    for offset in range(len(TEXT)):
        assert text.reading().to_unit(offset) == index.to_utf16(offset)
