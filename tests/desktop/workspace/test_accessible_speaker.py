"""What a person who listens hears while keys are pressed, on a real project."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent
from pytestqt.qtbot import QtBot

from glossator import Project
from glossator_desktop.accessible_words import facts_of, spoken_text
from glossator_desktop.binding import PageBinding
from glossator_desktop.fonts import sans_stack, serif_stack
from glossator_desktop.page.accessible_marks import Role
from glossator_desktop.page.view import PageView
from glossator_desktop.theme import load_theme, page_theme
from glossator_desktop.workspace import Workspace

from .conftest import ARTICLE, place

Press = Callable[[str], None]


class Ears:
    """Hears what is announced."""

    def __init__(self, qtbot: QtBot) -> None:
        self._qtbot = qtbot
        self.events: list[QAccessibleEvent] = []

    @property
    def words(self) -> list[str]:
        """The announcements."""
        return [event.message() for event in self.events if isinstance(event, QAccessibleAnnouncementEvent)]

    def next(self) -> str:
        """The next announcement; those before are forgotten."""
        self._qtbot.waitUntil(lambda: bool(self.words))
        words = self.words[-1]
        self.events.clear()
        return words


@pytest.fixture
def binding(project: Project, workspace: Workspace, qtbot: QtBot) -> Iterator[PageBinding]:
    page = PageView(page_theme(load_theme("light"), project.schema, serif=serif_stack(), sans=sans_stack()))
    qtbot.addWidget(page)
    page.resize(900, 800)
    page.show()
    made = PageBinding(page, workspace, load_theme("light"))
    yield made
    made.unbind()


@pytest.fixture
def ears(binding: PageBinding, workspace: Workspace, qtbot: QtBot) -> Iterator[Ears]:
    """Somebody listens, and has heard the document being opened."""
    QAccessible.setActive(True)
    found = Ears(qtbot)
    binding.speaker.post = found.events.append
    workspace.touch()
    opened = found.next()
    assert opened.startswith("article, 6 suggestions to decide. suggestion PERSON Ada Byron, score 80 %, 1 of 6")
    yield found
    QAccessible.setActive(False)


def test_the_current_item_is_said_with_the_first_key(ears: Ears, press: Press) -> None:
    press("Tab")
    assert ears.next() == "suggestion ORG Melbourne, score 41 %, 2 of 6; Space accept"
    press("Space")
    assert ears.next() == "suggestion GPE London, score 80 %, 2 of 5; Space accept"
    press("Shift+Tab P")
    assert ears.next() == "ORG Melbourne, annotated, 1 of 1; 1 to 9 relabel"
    press("T")
    assert ears.next() == "trigger hint asked, REQUEST, 2 of 2; Space event of the first type"


def test_a_key_held_down_is_heard_once(ears: Ears, press: Press) -> None:
    press("Tab Tab Tab Tab")
    assert ears.next().startswith("suggestion PERSON Byron")
    assert ears.words == []


def test_the_same_is_not_said_twice(ears: Ears, workspace: Workspace, press: Press, qtbot: QtBot) -> None:
    workspace.touch()
    press("Tab")
    assert ears.next().startswith("suggestion ORG Melbourne")
    press("1")
    assert ears.next().startswith("suggestion GPE London")


def test_a_selection_and_the_marks_under_the_caret_are_said(ears: Ears, workspace: Workspace, press: Press) -> None:
    start, end = place("an aide")
    workspace.range_dragged(start, end, exact=True)
    assert ears.next() == "selected an aide; 1 to 9 label"
    workspace.place_clicked(place("Ada Byron")[0] + 2)
    assert ears.next() == "in suggestion PERSON Ada Byron, score 80 %"
    press("Right")
    workspace.place_clicked(place("Melbourne")[0])
    assert ears.next() == "in suggestion ORG Melbourne, score 41 %"


def test_the_builder_is_followed_row_by_row(ears: Ears, press: Press) -> None:
    press("T E")
    heard = ears.next()
    assert heard.startswith("Event type. 1 CONSULT / visit")
    press("Down")
    assert ears.next().startswith("2 AGREE")
    press("Up Enter")
    heard = ears.next()
    assert heard.startswith("Event CONSULT")
    assert "actor: Ada Byron" in heard
    assert "1 Ada Byron" in heard
    press("Tab")
    assert ears.next().startswith("recipient: Melbourne")
    press("Enter")
    assert ears.next().startswith("event CONSULT met")


def test_what_fills_a_role_says_so(ears: Ears, workspace: Workspace, project: Project, press: Press) -> None:
    press("T E 1 Tab Tab Enter")
    ears.next()
    span = next(item for item in workspace.document.spans.values() if item.text == "Ada Byron")
    mark = workspace.document.mark(span.id)
    assert mark is not None
    assert facts_of(workspace.document, mark).roles == (Role("CONSULT", "actor"),)
    workspace.select(span.id)
    assert ears.next().startswith("PERSON Ada Byron, annotated, actor of CONSULT")


def test_another_mode_says_its_keys(ears: Ears, press: Press) -> None:
    press("F")
    assert ears.next() == "two letters go to that word, Esc leave"


def test_another_document_is_said_by_its_title(ears: Ears, press: Press) -> None:
    press("Ctrl+PgDn")
    assert ears.next() == "other, 0 suggestions to decide"


def test_the_page_is_told_what_is_current(ears: Ears, binding: PageBinding, press: Press) -> None:
    page = binding._page
    assert page.facts is binding.speaker
    press("Tab")
    found = QAccessible.queryAccessibleInterface(page)
    assert found.text(QAccessible.Text.Description).startswith("suggestion ORG Melbourne, score 41 %")
    text = found.textInterface()
    assert text.attributes(place("Melbourne")[0]).text.startswith("label:ORG;state:suggested;score:0.41;current:true")


def test_nobody_listens_nothing_is_said(binding: PageBinding, workspace: Workspace, press: Press) -> None:
    heard: list[QAccessibleEvent] = []
    binding.speaker.post = heard.append
    press("Tab Space T")
    assert not binding.speaker._pause.isActive()
    assert not heard


def test_unbound_it_is_silent(project: Project, workspace: Workspace, qtbot: QtBot) -> None:
    page = PageView(page_theme(load_theme("light"), project.schema, serif=serif_stack(), sans=sans_stack()))
    qtbot.addWidget(page)
    made = PageBinding(page, workspace, load_theme("light"))
    QAccessible.setActive(True)
    workspace.touch()
    made.unbind()
    QAccessible.setActive(False)
    assert page.facts is None
    assert not made.speaker._pause.isActive()


def test_a_long_stretch_is_not_read_out_in_full() -> None:
    assert spoken_text("a\n  b") == "a b"
    long = spoken_text(ARTICLE * 9)
    assert len(long) < 200
    assert " … " in long
