from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from glossator.annotation import Ruling
from glossator.insight.examples import Example
from glossator.schema import load_schema
from glossator_desktop.panels.guideline_card import GuidelineCard
from glossator_desktop.panels.guideline_points import Doubt, is_known, title_of
from glossator_desktop.panels.guideline_text import day_of, guideline_html, point_html
from glossator_desktop.theme import load_theme

PLOVER = load_schema("plover")
LIGHT = load_theme("light")
EXAMPLES = [
    Example(1, 20, "Norland ", "urged", " Estmark", "done"),
    Example(2, 30, "", "요구했다", ".", "new", "change"),
]


def test_what_belongs_and_what_does_not_stand_on_lines_of_their_own() -> None:
    html = point_html(PLOVER, LIGHT, "event_types.REQUEST")
    assert html.count("✓") == 2
    assert html.count("✗") == 3
    assert LIGHT.ok in html
    assert LIGHT.error in html


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("entity_types.ORG", "Ministries"),
        ("event_types.REQUEST.modes.change", "another policy"),
        ("roles.topic", "another event"),
        ("attributes.polarity", "negated"),
        ("conventions", "compass point"),
        ("relation_types.none", "does not say more"),
    ],
)
def test_every_kind_of_point_has_its_page(path: str, words: str) -> None:
    assert words in point_html(PLOVER, LIGHT, path)


def test_decisions_stand_beneath_the_guideline_newest_first_and_safely() -> None:
    rulings = [
        Ruling(1, "ada", "2026-01-02T10:00:00+00:00", "event_types.REQUEST", "First <b>", quote="urged"),
        Ruling(2, "bob", "2026-03-02T10:00:00+00:00", "event_types.REQUEST", "Second"),
    ]
    html = point_html(PLOVER, LIGHT, "event_types.REQUEST", rulings=rulings)
    assert html.index("✗") < html.index("Second") < html.index("First &lt;b&gt;") < html.index("Modes")
    assert "“urged”" in html
    assert "Mar 2026" in html
    assert "Second" in guideline_html(PLOVER, LIGHT, label="ORG", rulings=rulings)
    assert day_of("yesterday") == "yesterday"


def test_points_have_titles_only_where_the_schema_has_them() -> None:
    assert title_of(PLOVER, "roles.time") == "when"
    assert title_of(PLOVER, "event_types.REQUEST.modes.change") == "change"
    assert is_known(PLOVER, "entity_types.ORG")
    assert not is_known(PLOVER, "entity_types.NOBODY")
    assert title_of(PLOVER, "conventions") == "conventions"


@pytest.fixture
def card(qtbot: QtBot) -> GuidelineCard:
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(900, 800)
    host.show()
    card = GuidelineCard(host)
    card.set_theme(LIGHT)
    card.ask(PLOVER, Doubt(("event_types.REQUEST", "roles.actor", "conventions"), 1, 20, "urged"))
    return card


def test_the_card_goes_from_point_to_point(qtbot: QtBot, card: GuidelineCard) -> None:
    asked: list[str] = []
    card.point_shown.connect(asked.append)
    qtbot.keyClick(card.list, Qt.Key.Key_Right)
    assert "Role" in card.text.toPlainText()
    qtbot.keyClick(card.list, Qt.Key.Key_Left)
    qtbot.keyClick(card.list, Qt.Key.Key_Left)
    assert asked == ["roles.actor", "event_types.REQUEST", "conventions"]
    left, width = card.points.places()[1]
    qtbot.mouseClick(card.points, Qt.MouseButton.LeftButton, pos=card.points.rect().topLeft() + _at(left + width / 2))
    assert card.path == "roles.actor"


def _at(x: float) -> object:
    from PySide6.QtCore import QPoint

    return QPoint(round(x), 12)


def test_enter_goes_to_the_example(qtbot: QtBot, card: GuidelineCard) -> None:
    chosen: list[Example] = []
    card.chosen.connect(chosen.append)
    card.show_examples("roles.actor", EXAMPLES, ["late", "answers"])
    assert not card.model.rows
    card.show_examples("event_types.REQUEST", EXAMPLES, ["One", "Two"])
    card.grab()
    qtbot.keyClick(card.list, Qt.Key.Key_Down)
    qtbot.keyClick(card.list, Qt.Key.Key_Return)
    assert chosen == [EXAMPLES[1]]
    assert not card.isVisible()


def test_a_decision_is_typed_and_escape_leaves_the_field_first(qtbot: QtBot, card: GuidelineCard) -> None:
    decided: list[tuple[str, str]] = []
    card.decided.connect(lambda path, words: decided.append((path, words)))
    qtbot.keyClick(card.list, Qt.Key.Key_D)
    assert card.field.hasFocus()
    assert "urged" in card.field.placeholderText()
    qtbot.keyClicks(card.field, "not this")
    qtbot.keyClick(card.field, Qt.Key.Key_Escape)
    assert card.isVisible()
    qtbot.keyClick(card.list, Qt.Key.Key_D)
    qtbot.keyClicks(card.field, "An appeal counts too")
    qtbot.keyClick(card.field, Qt.Key.Key_Return)
    qtbot.keyClick(card.list, Qt.Key.Key_D)
    qtbot.keyClick(card.field, Qt.Key.Key_Return)
    assert decided == [("event_types.REQUEST", "An appeal counts too")]
    qtbot.keyClick(card.list, Qt.Key.Key_F1)
    assert not card.isVisible()


def test_nobody_decides_where_nothing_can_be_written(qtbot: QtBot, card: GuidelineCard) -> None:
    card.ask(PLOVER, Doubt(("roles.actor",)), may_decide=False)
    qtbot.keyClick(card.list, Qt.Key.Key_D)
    assert not card.field.isVisible()
