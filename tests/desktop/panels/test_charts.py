from __future__ import annotations

import datetime
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from glossator.errors import DiskError
from glossator.insight.actors import ActorEdge, ActorGraph, ActorNode
from glossator.insight.timeline import UNITS, Dated, TimelineEntry, Unit
from glossator.schema import load_schema
from glossator_desktop.panels.actor_graph import ActorCard, shown_of
from glossator_desktop.panels.actor_graph_drawing import GraphLook, graph_drawing, neighbours, node_at
from glossator_desktop.panels.actor_graph_layout import Place, placed, towards
from glossator_desktop.panels.drawing import Box, Dot, Drawing, Stroke, Words, fitting, width_of
from glossator_desktop.panels.drawing_paint import image_of, save_drawing, svg_of
from glossator_desktop.panels.event_colours import event_colour
from glossator_desktop.panels.timeline_chart import TimelineCard
from glossator_desktop.panels.timeline_chart_layout import (
    ZOOMS,
    Look,
    chart_of,
    charts_of,
    fitting_zoom,
    hit,
    scrolled_to,
    stepped,
    timeline_drawing,
    when,
)
from glossator_desktop.theme import load_theme

PLOVER = load_schema("plover")
LIGHT = load_theme("light")
DAY = datetime.date(2015, 12, 1)


def entry(number: int, days: int | None, kind: str = "AID", dated: Dated = "event") -> TimelineEntry:
    day = None if days is None else DAY + datetime.timedelta(days=days)
    return TimelineEntry(number, 1, kind, dated if day else "none", day, day)


def look(width: float = 800, scroll: float = 0, column: float = 20) -> Look:
    return Look(width, 400, column, scroll, LIGHT, lambda name: event_colour(LIGHT, PLOVER, name))


ENTRIES = [entry(1, 0), entry(2, 0, "REQUEST"), entry(3, 9, dated="article"), entry(4, 40), entry(5, None)]


def test_columns_hold_what_happened_in_them() -> None:
    chart = chart_of(ENTRIES, "week")
    assert [[one.event_id for one in column.entries] for column in chart.columns] == [[1, 2], [3], [4]]
    assert (chart.axis.count, chart.undated, chart.highest) == (6, 1, 2)
    assert chart_of([], "day").columns == ()


@given(
    st.lists(st.dates(datetime.date(1890, 1, 1), datetime.date(2060, 1, 1)), min_size=1, max_size=30),
    st.sampled_from(UNITS),
)
def test_every_day_lies_in_its_column(days: list[datetime.date], unit: Unit) -> None:
    chart = chart_of([TimelineEntry(at, 1, "AID", "event", day, day) for at, day in enumerate(days)], unit)
    assert sum(len(column.entries) for column in chart.columns) == len(days)
    for column in chart.columns:
        following = chart.axis.start(column.index + 1)
        assert all(one.first and column.start <= one.first < following for one in column.entries)


def test_steps_lead_through_columns_and_stacks() -> None:
    chart = chart_of(ENTRIES, "week")
    assert stepped(chart, None) == 4
    assert stepped(chart, 4, columns=-1) == 3
    assert stepped(chart, 3, columns=-1) == 1
    assert stepped(chart, 1, rows=1) == 2
    assert stepped(chart, 2, rows=1) == 2
    assert stepped(chart, 2, columns=99) == 4
    assert stepped(chart_of([], "day"), None) is None


@given(st.integers(0, 8), st.floats(0, 300))
def test_what_is_drawn_is_what_is_hit(zoom: int, scroll: float) -> None:
    chart = chart_of(ENTRIES, ZOOMS[zoom][0])
    view = look(scroll=scroll)
    for column in chart.columns:
        at = look(scroll=scrolled_to(chart, view, column.index))
        for number, one in enumerate(column.entries):
            x, y = at.left(column.index) + at.column / 2, at.floor - (number + 0.5) * 26
            assert hit(chart, at, x, y) == one
    assert hit(chart, view, 5, 5) is None


def test_the_zoom_shows_all_at_first() -> None:
    assert ZOOMS[fitting_zoom(charts_of(ENTRIES), 1600)][0] == "day"
    far = [*ENTRIES, entry(9, -365 * 30)]
    assert ZOOMS[fitting_zoom(charts_of(far), 900)][0] == "year"
    assert fitting_zoom(charts_of([]), 100) == len(ZOOMS) - 1


def test_very_many_events_are_blocks() -> None:
    chart = chart_of([entry(number, 0, "AID" if number % 2 else "REQUEST") for number in range(5_000)], "day")
    assert len(timeline_drawing(chart, look(), selected=17).shapes) < 30


def test_days_are_told_in_words() -> None:
    assert when(entry(1, 0)) == "1 Dec 2015"
    assert when(entry(1, 0, dated="article")) == "1 Dec 2015, by the article's date"
    month = TimelineEntry(1, 1, "AID", "event", datetime.date(2015, 2, 1), datetime.date(2015, 2, 28))
    assert when(month) == "Feb 2015"
    year = TimelineEntry(1, 1, "AID", "event", datetime.date(2015, 1, 1), datetime.date(2015, 12, 31))
    assert when(year) == "2015"
    assert when(entry(1, None)) == "without a date"


GRAPH = ActorGraph(
    (ActorNode("a", "Norland", "GPE", (1, 2, 3)), ActorNode("b", "북한", "GPE", (1, 2)),
     ActorNode("c", "Estmark", None, (3,)), ActorNode("d", "Nobody", None, (4,))),
    (ActorEdge("a", "b", (1, 2), {"AID": 2}), ActorEdge("a", "c", (3,), {"REQUEST": 1})),
)  # fmt: skip


@st.composite
def graphs(draw: st.DrawFn) -> ActorGraph:
    keys = [f"n{number}" for number in range(draw(st.integers(0, 14)))]
    pairs = draw(st.lists(st.tuples(st.sampled_from(keys), st.sampled_from(keys)), max_size=20)) if keys else []
    nodes = tuple(ActorNode(key, key, None, (1,)) for key in keys)
    return ActorGraph(nodes, tuple(ActorEdge(a, b, (1,), {"AID": 1}) for a, b in dict.fromkeys(pairs) if a != b))


@settings(max_examples=25)
@given(graphs())
def test_the_layout_is_steady_inside_and_apart(graph: ActorGraph) -> None:
    places = placed(graph)
    assert places == placed(graph)
    assert set(places) == {node.key for node in graph.nodes}
    assert all(0 <= place.x <= 1 and 0 <= place.y <= 1 for place in places.values())
    assert len(set(places.values())) == len(places)


def test_arrows_lead_to_neighbours() -> None:
    places = {"mid": Place(0.5, 0.5), "right": Place(0.8, 0.5), "far": Place(0.9, 0.9), "up": Place(0.5, 0.1)}
    assert towards(places, "mid", 1, 0) == "right"
    assert towards(places, "mid", 0, -1) == "up"
    assert towards(places, "mid", -1, 0) == "mid"
    assert towards(places, None, 1, 0) == "mid"
    assert towards({}, None, 1, 0) is None


def test_every_node_is_drawn_and_found() -> None:
    view = GraphLook(800, 500, LIGHT, lambda name: event_colour(LIGHT, PLOVER, name), lambda label: LIGHT.filler)
    places = placed(GRAPH)
    drawing = graph_drawing(GRAPH, places, view, selected="a")
    assert sum(isinstance(shape, Stroke) for shape in drawing.shapes) == 2
    assert sum(isinstance(shape, Dot) for shape in drawing.shapes) == 5
    assert {shape.text for shape in drawing.shapes if isinstance(shape, Words)} == {
        "Norland",
        "북한",
        "Estmark",
        "Nobody",
    }
    assert all(node_at(GRAPH, places, view, *view.at(places[node.key])) == node.key for node in GRAPH.nodes)
    assert neighbours(GRAPH, "a") == {"b", "c"}


DRAWING = Drawing(
    60, 40, "#ffffff",
    (Box(0, 0, 20, 40, "#ff0000"), Dot(40, 20, 8, "#0000ff"), Words(2, 10, "북한 & <b>", "#000000", halo="#ffffff"),
     Stroke(0, 38, 60, 38, "#00ff00", 2, bend=2, arrow=True)),
    "A <title>",
)  # fmt: skip


def test_one_drawing_becomes_svg_and_png(qtbot: QtBot, tmp_path: Path) -> None:
    root = ElementTree.fromstring(svg_of(DRAWING))
    assert root.get("viewBox") == "0 0 60 40"
    assert root.findtext("{http://www.w3.org/2000/svg}title") == "A <title>"
    save_drawing(DRAWING, tmp_path / "chart.png")
    image = QImage(str(tmp_path / "chart.png"))
    assert (image.width(), image.height()) == (120, 80)
    assert image.pixelColor(20, 60).name() == "#ff0000"
    assert image.pixelColor(80, 40).name() == "#0000ff"
    save_drawing(DRAWING, tmp_path / "chart.svg")
    assert (tmp_path / "chart.svg").read_bytes() == svg_of(DRAWING)
    assert image_of(DRAWING, scale=1).width() == 60
    for name in ("none/chart.svg", "none/chart.png"):
        with pytest.raises(DiskError):
            save_drawing(DRAWING, tmp_path / name)


def test_names_are_cut_to_their_room() -> None:
    assert fitting("short", 100, 11) == "short"
    cut = fitting("a rather long name of somebody", 60, 11)
    assert cut.endswith("…")
    assert width_of(cut, 11) <= 60


def test_types_of_one_class_are_shades_of_one_hue() -> None:
    colours = {one.name: event_colour(LIGHT, PLOVER, one.name) for one in PLOVER.event_types}
    assert len(set(colours.values())) == len(colours) or len(set(colours.values())) >= 16
    assert event_colour(LIGHT, None, "AID") in LIGHT.labels


@pytest.fixture
def host(qtbot: QtBot) -> QWidget:
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(1000, 700)
    host.show()
    return host


def test_the_timeline_is_walked_by_keys(qtbot: QtBot, host: QWidget) -> None:
    card = TimelineCard(host, lambda event: f"sentence {event}")
    card.set_theme(load_theme("dark"))
    chosen: list[tuple[int, int]] = []
    card.chosen.connect(lambda document, event: chosen.append((document, event)))
    card.open()
    card.show_entries(ENTRIES, PLOVER)
    assert "1 without a date" in card.facts.text()
    assert card.line.text().endswith("sentence 4")
    zoom = card.chart.zoom
    qtbot.keyClick(card.chart, Qt.Key.Key_Minus)
    assert card.chart.zoom == zoom - 1
    qtbot.keyClick(card.chart, Qt.Key.Key_Home)
    card.grab()
    qtbot.keyClick(card.chart, Qt.Key.Key_Return)
    assert chosen
    assert not card.isVisible()
    card.open()
    card.show_entries([], PLOVER)
    assert card.facts.text().startswith("No events yet")
    qtbot.keyClick(card.chart, Qt.Key.Key_Right)
    qtbot.keyClick(card.chart, Qt.Key.Key_Return)
    card.grab()


def test_the_graph_is_walked_by_keys_and_lists_events(qtbot: QtBot, host: QWidget) -> None:
    card = ActorCard(host, lambda event: f"sentence {event}", lambda event: 7)
    card.set_theme(LIGHT)
    chosen: list[tuple[int, int]] = []
    more: list[int] = []
    card.chosen.connect(lambda document, event: chosen.append((document, event)))
    card.more_asked.connect(more.append)
    card.open()
    card.show_graph(shown_of(GRAPH, 3), GRAPH, PLOVER)
    assert card.facts.text() == "the 3 of 4 with most events · 3 events between them"
    assert card.line.text() == "Norland: 3 events, with 북한 2, Estmark 1"
    qtbot.keyClick(card.chart, Qt.Key.Key_Tab)
    assert card.chart.current == "b"
    assert list(card.model.rows) == [1, 2]
    card.grab()
    qtbot.keyClick(card.chart, Qt.Key.Key_Plus)
    assert more == [80]
    qtbot.keyClick(card.chart, Qt.Key.Key_Return)
    assert card.list.hasFocus()
    qtbot.keyClick(card.list, Qt.Key.Key_Escape)
    assert card.isVisible()
    qtbot.keyClick(card.chart, Qt.Key.Key_Return)
    qtbot.keyClick(card.list, Qt.Key.Key_Down)
    qtbot.keyClick(card.list, Qt.Key.Key_Return)
    assert chosen == [(7, 2)]


def test_a_click_selects_and_beside_everything_nothing_happens(qtbot: QtBot, host: QWidget) -> None:
    card = ActorCard(host, str, lambda event: 7)
    card.open()
    card.show_graph(shown_of(GRAPH, 10), GRAPH, PLOVER)
    qtbot.mouseClick(card.chart, Qt.MouseButton.LeftButton, pos=QPoint(1, 1))
    assert card.chart.current == "a"
    card.show_graph(shown_of(ActorGraph(), 10), ActorGraph(), PLOVER)
    assert card.facts.text().startswith("Nobody yet")
    card.grab()
