"""A monkey at the page: seeded random keys, clicks, drags, wheels, sizes and looks on the real workspace and project.

`GLOSSATOR_MONKEY=10000` makes so many sequences instead of the few of every run, `GLOSSATOR_MONKEY_SEED=8` others.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import get_args

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from glossator import Project
from glossator.annotation import Analysis, EventHint, Fragment, Phrase, Proposal, ProposedType
from glossator_desktop.actions import ACTIONS
from glossator_desktop.binding import PageBinding
from glossator_desktop.fonts import sans_stack, serif_stack
from glossator_desktop.page.look import Density, Numbers, PageLook, ReadingWidth, Spacing
from glossator_desktop.page.view import PageView
from glossator_desktop.preferences import ZOOM_STEPS
from glossator_desktop.session import DocumentSession
from glossator_desktop.theme import load_theme, page_theme
from glossator_desktop.workspace import Workspace

SEQUENCES = int(os.environ.get("GLOSSATOR_MONKEY", "120"))
SEED = int(os.environ.get("GLOSSATOR_MONKEY_SEED", "7"))
LONGEST = 8
"""Interactions of a sequence."""

TEXT = (
    "Ada Byron met Lord Melbourne in London on Tuesday, an aide said.\n\n"
    "Byron asked the Board of Trade to fund a survey. \u200fوقال وزير الخارجية إن Kim Jong Un رفض 45% الدعوة.\n"
    "북한 외무성은 결의안을 거부했다. 👨\u200d👩\u200d👧 e\u0301tude 🇰🇷🇰🇵 \x0c ภาษาไทย नमस्ते\t\ttabs\u2028line\n\n"
    + "w" * 900
    + "\n"
) * 3
KEYS = sorted({key for action in ACTIONS for key in action.keys} - {"Ctrl+Enter"})
"""All but what finishes a document: it asks."""
NAMED = {
    "Tab": Qt.Key.Key_Tab, "Space": Qt.Key.Key_Space, "Enter": Qt.Key.Key_Return, "Esc": Qt.Key.Key_Escape,
    "Backspace": Qt.Key.Key_Backspace, "Delete": Qt.Key.Key_Delete, "Left": Qt.Key.Key_Left, "Up": Qt.Key.Key_Up,
    "Right": Qt.Key.Key_Right, "Down": Qt.Key.Key_Down, "Home": Qt.Key.Key_Home, "End": Qt.Key.Key_End,
    "PgUp": Qt.Key.Key_PageUp, "PgDn": Qt.Key.Key_PageDown,
    **{f"F{at + 1}": Qt.Key(Qt.Key.Key_F1 + at) for at in range(12)},
}  # fmt: skip
MODIFIERS = {
    "Ctrl": Qt.KeyboardModifier.ControlModifier,
    "Shift": Qt.KeyboardModifier.ShiftModifier,
    "Alt": Qt.KeyboardModifier.AltModifier,
}
NONE = Qt.KeyboardModifier.NoModifier


def analysis() -> Analysis:
    """Suggestions, hints and phrases here and there."""
    rng = random.Random(3)

    def place() -> Fragment:
        start = rng.randrange(len(TEXT) - 30)
        return start, start + rng.randrange(1, 30)

    places = [place() for _ in range(60)]
    spans = [Proposal("span", rng.choice(["PERSON", "ORG", "GPE"]), (one,), rng.random()) for one in places]
    hint = EventHint((ProposedType("CONSULT", None, 0.6),), (), {})
    hints = [Proposal("event", "CONSULT", (place(),), 0.5, hint) for _ in range(10)]
    phrases = [Phrase(*place(), "noun_chunk", "dobj", places[0][0]) for _ in range(20)]
    return Analysis("model", "1", (*spans, *hints), tuple(phrases))


class Monkey:
    """Does anything that a person might do to a page."""

    def __init__(self, page: PageView, workspace: Workspace, rng: random.Random) -> None:
        self._page, self._workspace, self._rng = page, workspace, rng
        self._deeds: list[tuple[int, Callable[[], object]]] = [
            (60, self._key),
            (8, self._click),
            (5, self._drag),
            (3, self._double_click),
            (4, self._point),
            (4, self._wheel),
            (2, self._resize),
            (2, self._look),
            (1, lambda: page.set_zoom(rng.choice(ZOOM_STEPS))),
            (3, lambda: page.verticalScrollBar().setValue(rng.randrange(page.verticalScrollBar().maximum() + 1))),
            (1, self._open),
            (1, lambda: workspace.perform(rng.choice(ACTIONS).id)),
            (1, self._theme),
        ]

    def act(self) -> None:
        """One deed."""
        weights = [weight for weight, _ in self._deeds]
        self._rng.choices([deed for _, deed in self._deeds], weights)[0]()

    def _key(self) -> None:
        *held, name = self._rng.choice(KEYS).replace("++", "+Plus").split("+")
        modifiers = NONE
        for one in held:
            modifiers |= MODIFIERS[one]
        key = NAMED.get(name) or (Qt.Key.Key_Plus if name == "Plus" else Qt.Key(ord(name)))
        QTest.keyClick(self._page, key, modifiers)

    def _somewhere(self) -> QPoint:
        size = self._page.viewport().size()
        return QPoint(self._rng.randrange(-20, size.width() + 20), self._rng.randrange(-20, size.height() + 20))

    def _send(
        self, kind: QEvent.Type, point: QPoint, *, held: bool = True, modifiers: Qt.KeyboardModifier = NONE
    ) -> None:
        button = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseMove else Qt.MouseButton.LeftButton
        buttons = Qt.MouseButton.LeftButton if held else Qt.MouseButton.NoButton
        viewport = self._page.viewport()
        place = QPointF(point)
        event = QMouseEvent(kind, place, QPointF(viewport.mapToGlobal(point)), button, buttons, modifiers)
        QApplication.sendEvent(viewport, event)

    def _click(self) -> None:
        self._send(QEvent.Type.MouseButtonPress, point := self._somewhere())
        self._send(QEvent.Type.MouseButtonRelease, point, held=False)

    def _drag(self) -> None:
        modifiers = self._rng.choice([NONE, Qt.KeyboardModifier.AltModifier])
        self._send(QEvent.Type.MouseButtonPress, self._somewhere(), modifiers=modifiers)
        for _ in range(self._rng.randrange(4)):
            self._send(QEvent.Type.MouseMove, self._somewhere(), modifiers=modifiers)
        if self._rng.random() < 0.9:
            self._send(QEvent.Type.MouseButtonRelease, self._somewhere(), held=False, modifiers=modifiers)

    def _double_click(self) -> None:
        self._send(QEvent.Type.MouseButtonDblClick, point := self._somewhere())
        self._send(QEvent.Type.MouseButtonRelease, point, held=False)

    def _point(self) -> None:
        self._send(QEvent.Type.MouseMove, self._somewhere(), held=False)

    def _wheel(self) -> None:
        place, none = QPointF(self._somewhere()), Qt.MouseButton.NoButton
        angle = QPoint(0, self._rng.choice([-960, -120, 120, 960]))
        phase = Qt.ScrollPhase.NoScrollPhase
        event = QWheelEvent(place, place, QPoint(), angle, none, NONE, phase, False)
        QApplication.sendEvent(self._page.viewport(), event)

    def _resize(self) -> None:
        self._page.resize(self._rng.choice([1, 90, 300, 640, 1_200]), self._rng.choice([1, 60, 300, 800]))

    def _look(self) -> None:
        choose = self._rng.choice
        look = PageLook(
            choose(get_args(Density)),
            choose(get_args(Spacing)),
            choose(get_args(ReadingWidth)),
            choose(get_args(Numbers)),
        )
        self._page.set_look(look)

    def _theme(self) -> None:
        self._page.set_theme(theme_of(self._workspace.project, self._rng.choice([True, False])))

    def _open(self) -> None:
        self._workspace.open_document(self._rng.choice(self._workspace.project.document_ids()))


def theme_of(project: Project, dark: bool):  # type: ignore[no-untyped-def]
    """The page's theme."""
    theme = load_theme("dark" if dark else "light")
    return page_theme(theme, project.schema, serif=serif_stack(), sans=sans_stack())


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """A long text, a short one and an empty line, with suggestions."""
    with Project.create(tmp_path / "monkey.glossator", annotator="ada") as made:
        made.import_texts([("long", TEXT), ("short", "Byron left London.\n"), ("blank", "\n \n")])
        made.record_analysis(made.document_ids()[0], analysis())
        yield made


@pytest.mark.filterwarnings("ignore:.*:pytest.PytestWarning")
def test_nothing_that_a_person_does_breaks_the_page(project: Project, qtbot: QtBot) -> None:
    errors: list[str] = []
    workspace = Workspace(project)
    workspace.said.connect(lambda level, sentence: errors.append(sentence) if level == "error" else None)
    page = PageView(theme_of(project, dark=False))
    qtbot.addWidget(page)
    page.resize(640, 480)
    page.show()
    workspace.resume()
    binding = PageBinding(page, workspace, load_theme("light"))
    rng = random.Random(SEED)
    monkey = Monkey(page, workspace, rng)
    for _ in range(SEQUENCES):
        for _ in range(rng.randrange(1, LONGEST + 1)):
            monkey.act()
        page.viewport().repaint()
        assert_sound(page, workspace)
    assert [sentence for sentence in errors if "wrong inside" in sentence] == []
    binding.unbind()
    workspace.close()
    workspace.deleteLater()


def assert_sound(page: PageView, workspace: Workspace) -> None:
    """What is shown is what the project has: marks as a fresh session makes them, within the text, and in view."""
    session = workspace.session
    assert session is not None
    start, end = page.visible_range()
    assert 0 <= start <= end <= len(session.text)
    if page.content.text == session.text and workspace.mode.content() is None and session.complete:
        shown = {mark.id: mark for mark in page.marks_in(0, len(session.text))}
        kept = DocumentSession(workspace.project, session.id).content()
        assert shown == {mark.id: mark for mark in kept.marks}
