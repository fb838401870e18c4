"""Who with whom, over the whole project: a graph to walk through, and beside it the events of whoever is selected."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from glossator.insight.actors import ActorGraph
from glossator.schema import Schema
from glossator_desktop.fonts import SMALL
from glossator_desktop.keys import key_name
from glossator_desktop.panels.actor_graph_drawing import GraphLook, graph_drawing, legend_of, node_at
from glossator_desktop.panels.actor_graph_layout import Place, placed, towards
from glossator_desktop.panels.chart_card import ChartCard
from glossator_desktop.panels.drawing import Drawing
from glossator_desktop.panels.drawing_paint import paint_drawing
from glossator_desktop.panels.event_colours import event_colour
from glossator_desktop.panels.flow import Flow, Run
from glossator_desktop.panels.lists import KeyWatch, PlainList
from glossator_desktop.panels.rows_model import ROW, RowsModel
from glossator_desktop.theme import Theme, label_colour, load_theme

TITLE = "Who with whom"
NOBODY = "Nobody yet: the graph shows who fills the roles of your events."
FIRST = 40
STEPS = (10, 20, 40, 80, 150, 300)
"""How many of the heaviest are shown."""
LIST_WIDTH = 330
NEEDS = 820
"""Below this width of the card, in pixels, the list gives way to the graph."""
MOST_LISTED = 1_000
GRAPH_KEYS = (("←↑↓→", "neighbours"), ("Tab", "next by weight"), ("Enter", "their events"), ("+", "more"),
              ("-", "fewer"), ("S", "save as a picture"), ("Esc", "back"))  # fmt: skip
LIST_KEYS = (("↑↓", "event"), ("Enter", "go there"), ("Esc", "back to the graph"))


@dataclass(frozen=True, slots=True)
class Shown:
    """What is drawn: the heaviest nodes of a graph, and where they stand."""

    graph: ActorGraph
    places: Mapping[str, Place]


def shown_of(graph: ActorGraph, most: int) -> Shown:
    """The heaviest nodes, laid out."""
    top = graph.top(most)
    return Shown(top, placed(top))


class ActorChart(QWidget):
    """Emits `selected` with the key of whoever is selected."""

    selected = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = load_theme("light")
        self._schema: Schema | None = None
        self._shown = Shown(ActorGraph(), {})
        self.current: str | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(TITLE)

    @property
    def graph(self) -> ActorGraph:
        """What is drawn."""
        return self._shown.graph

    def show_graph(self, shown: Shown, schema: Schema) -> None:
        """Draw this; whoever was selected stays so, else the heaviest is."""
        self._shown, self._schema = shown, schema
        first = shown.graph.nodes[0].key if shown.graph.nodes else None
        self.select(self.current if self.current in shown.places else first)

    def select(self, key: str | None) -> None:
        """Somebody else is selected."""
        self.current = key
        self.selected.emit(key or "")
        self.update()

    def drawing(self, *, selected: str | None = None) -> Drawing:
        """The graph as it is seen."""
        look = self._look()
        drawing = graph_drawing(self._shown.graph, self._shown.places, look, selected=selected, title=TITLE)
        return replace(drawing, shapes=(*drawing.shapes, *legend_of(self._shown.graph, look)))

    def _look(self) -> GraphLook:
        theme, schema = self.theme, self._schema
        return GraphLook(
            float(self.width()),
            float(self.height()),
            theme,
            lambda name: event_colour(theme, schema, name),
            lambda label: label_colour(theme, schema, label or "filler").line,
        )

    def sizeHint(self) -> QSize:
        """As large as there is room."""
        return QSize(700, 400)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The graph."""
        paint_drawing(QPainter(self), self.drawing(selected=self.current))

    def press(self, name: str) -> bool:
        """Take a key by its name; False where it means nothing here."""
        ways = {"Left": (-1, 0), "Right": (1, 0), "Up": (0, -1), "Down": (0, 1)}
        keys = [node.key for node in self._shown.graph.nodes]
        if name in ways:
            self.select(towards(self._shown.places, self.current, *ways[name]))
        elif name in ("Tab", "Shift+Tab") and keys:
            at = keys.index(self.current) if self.current in keys else -1
            self.select(keys[(at + (1 if name == "Tab" else -1)) % len(keys)])
        elif name == "Home" and keys:
            self.select(keys[0])
        else:
            return False
        return True

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A hand over whoever can be chosen."""
        found = node_at(self.graph, self._shown.places, self._look(), event.position().x(), event.position().y())
        self.setCursor(Qt.CursorShape.PointingHandCursor if found else Qt.CursorShape.ArrowCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click selects."""
        found = node_at(self.graph, self._shown.places, self._look(), event.position().x(), event.position().y())
        if found is not None:
            self.select(found)


class SentenceDelegate(QStyledItemDelegate):
    """Paints events by their sentences, which are made when they come into view."""

    def __init__(self, view: QListView, sentence: Callable[[int], str]) -> None:
        super().__init__(view)
        self._view, self._sentence = view, sentence
        self.theme = load_theme("light")

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Every row has room for three lines."""
        return QSize(100, 66)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The sentence."""
        box = QRectF(option.rect).adjusted(6, 1, -6, -1)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self.theme.accent_tint))
            painter.drawRoundedRect(box, 6, 6)
        painter.save()
        painter.setClipRect(box.adjusted(0, 0, 0, -2))
        flow = Flow([[Run(self._sentence(index.data(ROW)), self.theme.ink, size=SMALL)]], box.width() - 20)
        flow.draw(painter, QPointF(box.left() + 10, box.top() + 6))
        painter.restore()


class ActorCard(ChartCard):
    """The graph and the list. `sentence` gives an event's sentence, `document_of` its document."""

    more_asked = Signal(int)

    def __init__(self, parent: QWidget, sentence: Callable[[int], str], document_of: Callable[[int], int]) -> None:
        super().__init__(parent, TITLE)
        self._document_of = document_of
        self.most = FIRST
        self.chart = ActorChart()
        self.list = PlainList("Events of whoever is selected")
        self.model: RowsModel[int] = RowsModel(title=sentence, parent=self)
        self.delegate = SentenceDelegate(self.list, sentence)
        self.list.setModel(self.model)
        self.list.setItemDelegate(self.delegate)
        self.list.setUniformItemSizes(True)
        self.list.setFixedWidth(LIST_WIDTH)
        row = QHBoxLayout()
        row.setContentsMargins(0, 8, 8, 0)
        row.addWidget(self.chart, 1)
        row.addWidget(self.list)
        self.middle.addLayout(row, 1)
        self.line.setMinimumHeight(24)
        self.keys.show_keys(GRAPH_KEYS)
        self.chart.selected.connect(self._tell)
        self.list.taken.connect(self._take)
        self._keys = KeyWatch(self._press, self)
        self._keys.watch(self.chart, self.list)

    def set_theme(self, theme: Theme) -> None:
        """Take on a theme."""
        super().set_theme(theme)
        self.chart.theme = self.delegate.theme = theme
        self.chart.update()

    def focus_first(self) -> None:
        """The graph has the keyboard."""
        self.list.setVisible(NEEDS <= self.card.width())
        self._to_graph()

    def show_graph(self, shown: Shown, of: ActorGraph, schema: Schema) -> None:
        """Show the heaviest of a graph."""
        total = len(of.nodes)
        events = len({event for edge in of.edges for event in edge.events})
        shown_count = len(shown.graph.nodes)
        some = f"the {shown_count} of {total} with most events" if shown_count < total else f"{total} actors"
        self.facts.setText(f"{some} · {events:,} events between them" if total else NOBODY)
        self.chart.show_graph(shown, schema)

    def drawing(self) -> Drawing:
        """The graph as it is to be saved: nobody selected."""
        return self.chart.drawing()

    def _tell(self, key: str) -> None:
        node = next((one for one in self.chart.graph.nodes if one.key == key), None)
        self.model.show(list(node.events[:MOST_LISTED]) if node else [])
        self.list.scrollToTop()
        if node is None:
            self.tell("")
            return
        count = f"{node.weight} event{'' if node.weight == 1 else 's'}"
        self.tell(f"{node.name}: {count}, with {_with(self.chart.graph, key)}")

    def _to_graph(self) -> None:
        self.keys.show_keys(GRAPH_KEYS)
        self.chart.setFocus(Qt.FocusReason.OtherFocusReason)

    def _to_list(self) -> None:
        if self.model.rows:
            self.list.show()
            self.keys.show_keys(LIST_KEYS)
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
            self.list.setCurrentIndex(self.model.index(0, 0))

    def _take(self, index: QModelIndex) -> None:
        event = index.data(ROW) if index.isValid() else None
        if event is not None:
            self.close_overlay()
            self.chosen.emit(self._document_of(event), event)

    def _press(self, event: QKeyEvent) -> bool:
        name = key_name(event)
        if self.list.hasFocus():
            return self._press_in_list(name)
        if name in ("+", "=", "-"):
            self._step(-1 if name == "-" else 1)
        elif name == "S":
            self.save_asked.emit()
        elif name == "Enter":
            self._to_list()
        else:
            return self.chart.press(name)
        return True

    def _press_in_list(self, name: str) -> bool:
        if name in ("Esc", "Left", "Tab", "Shift+Tab"):
            self._to_graph()
            self.list.setVisible(NEEDS <= self.card.width())
            return True
        return False

    def _step(self, way: int) -> None:
        at = STEPS.index(self.most) + way
        if 0 <= at < len(STEPS):
            self.most = STEPS[at]
            self.more_asked.emit(self.most)


def _with(graph: ActorGraph, key: str) -> str:
    """Whom somebody has most to do with, in words."""
    weights: dict[str, int] = {}
    for edge in graph.edges:
        if key in (edge.source, edge.target):
            other = edge.target if edge.source == key else edge.source
            weights[other] = weights.get(other, 0) + edge.weight
    names = {node.key: node.name for node in graph.nodes}
    first: Sequence[str] = sorted(weights, key=lambda other: (-weights[other], other))[:4]
    return ", ".join(f"{names[other]} {weights[other]}" for other in first) or "nobody else here"
