"""The events of the whole project in time: a chart to walk through by keys or mouse."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from glossator.insight.timeline import TimelineEntry, Unit
from glossator.schema import Schema
from glossator_desktop.keys import key_name
from glossator_desktop.panels.chart_card import ChartCard
from glossator_desktop.panels.drawing import Drawing
from glossator_desktop.panels.drawing_paint import paint_drawing
from glossator_desktop.panels.event_colours import HUES, event_colour
from glossator_desktop.panels.lists import KeyWatch
from glossator_desktop.panels.timeline_chart_layout import (
    ZOOMS,
    Chart,
    Look,
    charts_of,
    column_width,
    fitting_zoom,
    hit,
    scrolled_to,
    stepped,
    timeline_drawing,
    when,
    widest_scroll,
)
from glossator_desktop.theme import Theme, load_theme

TITLE = "Timeline of the project"
NO_EVENTS = "No events yet. E on a word of a text starts one."
CLASSES = tuple(HUES)
"""The order of the stacks, from the axis up."""
KEYS = (("←→", "in time"), ("↑↓", "in the stack"), ("Enter", "go there"), ("+", "nearer"), ("-", "farther"),
        ("S", "save as a picture"), ("Esc", "back"))  # fmt: skip


class TimelineChart(QWidget):
    """Emits `selected` with the event that keys or the mouse are on, `taken` with one to go to (None: nothing)."""

    selected = Signal(object)
    taken = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = load_theme("light")
        self._schema: Schema | None = None
        self._by_id: dict[int, TimelineEntry] = {}
        self._zoom, self._scroll = 0, 0.0
        self._charts: Mapping[Unit, Chart] = charts_of(())
        self._chart = self._charts["year"]
        self.current: int | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(TITLE)

    def show_entries(self, entries: Sequence[TimelineEntry], charts: Mapping[Unit, Chart], schema: Schema) -> None:
        """Show these events, all in sight, the latest selected."""
        self._charts, self._schema = charts, schema
        self._by_id = {one.event_id: one for one in entries}
        self._zoom = fitting_zoom(charts, self.width())
        self._scroll = 0.0
        self._chart = charts[ZOOMS[self._zoom][0]]
        self._select(self.current if self.current in self._by_id else stepped(self._chart, None))

    @property
    def chart(self) -> Chart:
        """What is drawn."""
        return self._chart

    @property
    def zoom(self) -> int:
        """The number of the zoom, from far to near."""
        return self._zoom

    def zoom_to(self, zoom: int) -> None:
        """Another zoom; what is selected stays in sight."""
        zoom = max(0, min(len(ZOOMS) - 1, zoom))
        if zoom == self._zoom:
            return
        self._zoom = zoom
        self._chart = self._charts[ZOOMS[zoom][0]]
        self._scroll = widest_scroll(self._chart, self._look())
        self._select(self.current)

    def drawing(self) -> Drawing:
        """The chart as it is seen, without the selection."""
        return timeline_drawing(self._chart, self._look(), selected=None, title=TITLE)

    def _look(self) -> Look:
        theme, schema = self.theme, self._schema
        colour: Callable[[str], str] = lambda name: event_colour(theme, schema, name)  # noqa: E731
        column = column_width(self._chart, self._zoom, self.width())
        return Look(float(self.width()), float(self.height()), column, self._scroll, theme, colour)

    def _select(self, event: int | None) -> None:
        self.current = event
        column = self._chart.column_of(event) if event is not None else None
        if column is not None:
            self._scroll = scrolled_to(self._chart, self._look(), column.index)
        self.selected.emit(self._by_id.get(event) if event is not None else None)
        self.update()

    # Qt events

    def sizeHint(self) -> QSize:
        """As large as there is room."""
        return QSize(800, 400)

    def paintEvent(self, event: QPaintEvent) -> None:
        """What is in sight."""
        painter = QPainter(self)
        paint_drawing(painter, timeline_drawing(self._chart, self._look(), selected=self.current))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What is selected stays in sight."""
        super().resizeEvent(event)
        self._scroll = min(self._scroll, widest_scroll(self._chart, self._look()))

    def press(self, name: str) -> bool:
        """Take a key by its name; False where it means nothing here."""
        steps = {"Left": (-1, 0), "Right": (1, 0), "Up": (0, 1), "Down": (0, -1), "PgUp": (-10, 0), "PgDn": (10, 0),
                 "Home": (-10**6, 0), "End": (10**6, 0)}  # fmt: skip
        if name in steps:
            columns, rows = steps[name]
            self._select(stepped(self._chart, self.current, columns=columns, rows=rows))
        elif name in ("+", "=", "Ctrl++", "Ctrl+="):
            self.zoom_to(self._zoom + 1)
        elif name in ("-", "Ctrl+-"):
            self.zoom_to(self._zoom - 1)
        elif name == "Enter":
            self.taken.emit(self._by_id.get(self.current) if self.current is not None else None)
        else:
            return False
        return True

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """What the mouse is over is told."""
        found = hit(self._chart, self._look(), event.position().x(), event.position().y())
        self.setCursor(Qt.CursorShape.PointingHandCursor if found else Qt.CursorShape.ArrowCursor)
        if found is not None:
            self.selected.emit(found)

    def leaveEvent(self, event: QEvent) -> None:
        """What is selected is told again."""
        self.selected.emit(self._by_id.get(self.current) if self.current is not None else None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click selects."""
        found = hit(self._chart, self._look(), event.position().x(), event.position().y())
        if found is not None:
            self._select(found.event_id)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click goes there."""
        self.taken.emit(hit(self._chart, self._look(), event.position().x(), event.position().y()))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scrolls in time; with Ctrl zooms."""
        turn = event.angleDelta()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_to(self._zoom + (1 if 0 < turn.y() else -1))
        else:
            moved = self._scroll - (turn.x() or turn.y())
            self._scroll = max(0.0, min(moved, widest_scroll(self._chart, self._look())))
            self.update()


def stacked(entries: Sequence[TimelineEntry], schema: Schema) -> dict[Unit, Chart]:
    """The charts of all units, their stacks in the order of the schema's classes."""
    types = sorted(
        schema.event_types, key=lambda one: CLASSES.index(one.quad_class) if one.quad_class in CLASSES else len(CLASSES)
    )
    return charts_of(entries, [one.name for one in types])


class TimelineCard(ChartCard):
    """The chart, and below it the sentence of the event that is selected, which `sentence` gives."""

    def __init__(self, parent: QWidget, sentence: Callable[[int], str]) -> None:
        super().__init__(parent, TITLE)
        self._sentence = sentence
        self.chart = TimelineChart()
        self.middle.addWidget(self.chart)
        self.keys.show_keys(KEYS)
        self.chart.selected.connect(self._tell)
        self.chart.taken.connect(self._go)
        self._keys = KeyWatch(self._press, self)
        self._keys.watch(self.chart)

    def set_theme(self, theme: Theme) -> None:
        """Take on a theme."""
        super().set_theme(theme)
        self.chart.theme = theme
        self.chart.update()

    def focus_first(self) -> None:
        """The chart has the keyboard."""
        self.chart.setFocus(Qt.FocusReason.PopupFocusReason)

    def show_entries(
        self, entries: Sequence[TimelineEntry], schema: Schema, charts: Mapping[Unit, Chart] | None = None
    ) -> None:
        """Show these events. `charts`: as `stacked` has made them, in the background where there are very many."""
        by_article = sum(one.dated == "article" for one in entries)
        undated = sum(one.dated == "none" for one in entries)
        parts = [f"{len(entries):,} event{'' if len(entries) == 1 else 's'}",
                 *([f"{by_article:,} by the date of their article"] if by_article else []),
                 *([f"{undated:,} without a date"] if undated else [])]  # fmt: skip
        self.facts.setText(" · ".join(parts) if entries else NO_EVENTS)
        self.chart.show_entries(entries, stacked(entries, schema) if charts is None else charts, schema)

    def drawing(self) -> Drawing:
        """The chart as it is to be saved."""
        return self.chart.drawing()

    def _tell(self, entry: TimelineEntry | None) -> None:
        if entry is None:
            self.tell("")
        else:
            self.tell(f"{when(entry)} · {entry.type}\n{self._sentence(entry.event_id)}")

    def _go(self, entry: TimelineEntry | None) -> None:
        if entry is not None:
            self.close_overlay()
            self.chosen.emit(entry.document_id, entry.event_id)

    def _press(self, event: QKeyEvent) -> bool:
        name = key_name(event)
        if name == "S":
            self.save_asked.emit()
            return True
        return self.chart.press(name)
