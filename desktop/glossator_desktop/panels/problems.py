"""The problems tab: each a sentence with the key that mends it; going from row to row goes there on the page."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen, QPolygonF, QShowEvent
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget

from glossator.insight.problems import Problem, Severity
from glossator_desktop.builder.problem_sheet import OPEN, SEVERITY_WORDS
from glossator_desktop.fonts import SMALL, sans
from glossator_desktop.keys import key_name
from glossator_desktop.panels.empty import EmptyNote
from glossator_desktop.panels.flow import Flow, Run
from glossator_desktop.panels.keycaps import draw_caps
from glossator_desktop.panels.lists import KeyWatch, PlainList
from glossator_desktop.panels.paint import draw_focus, draw_line
from glossator_desktop.panels.rows_model import ROW, RowsModel
from glossator_desktop.theme import Theme, load_theme

NO_PROBLEMS = "No problems in this document.\nIt is looked through while you work; F8 goes to what is found."
LOOKING = "Looking through the document …"
MANY = 400
"""From so many rows on they are laid out a few at a time, so that the page can be worked on meanwhile."""
FLOWS = 500
"""So many laid out sentences are kept."""
LEFT, RIGHT = 40, 16
ABOVE, BELOW = 9, 10
KEY_LINE = 24


class ProblemDelegate(QStyledItemDelegate):
    """Paints a sign for how bad it is, the sentence, and below it the key with what it does."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view
        self.theme = load_theme("light")
        self._flows: dict[tuple[str, float], Flow] = {}

    def set_theme(self, theme: Theme) -> None:
        """Take on a theme."""
        self.theme = theme
        self._flows.clear()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """As high as the sentence at this width, and the line of the key."""
        width = self._view.viewport().width()
        return QSize(width, round(self._flow(index.data(ROW), width).height) + ABOVE + KEY_LINE + BELOW)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """One row."""
        problem: Problem = index.data(ROW)
        box, theme = QRectF(option.rect), self.theme
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected:
            painter.fillRect(box, QColor(theme.accent_tint))
            painter.fillRect(QRectF(box.left(), box.top(), 3, box.height()), QColor(theme.accent))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, QColor(theme.hover))
        if option.state & QStyle.StateFlag.State_HasFocus:
            draw_focus(painter, box.adjusted(4, 1, -4, -1), theme)
        flow = self._flow(problem, box.width())
        draw_severity(painter, QPointF(box.left() + 24, box.top() + ABOVE + 8), problem.severity, theme)
        flow.draw(painter, QPointF(box.left() + LEFT, box.top() + ABOVE))
        self._paint_key(painter, box, box.top() + ABOVE + flow.height + KEY_LINE / 2 + 3, problem)

    def _paint_key(self, painter: QPainter, box: QRectF, middle: float, problem: Problem) -> None:
        words = problem.fixes[0].title if problem.fixes else OPEN.capitalize()
        caps = draw_caps(painter, QPointF(box.left() + LEFT, middle), ("Enter",), self.theme)
        line = QRectF(box.left() + LEFT + caps + 7, middle - 9, 0, 18)
        line.setRight(box.right() - RIGHT)
        draw_line(painter, line, words, sans(SMALL), self.theme.muted)

    def _flow(self, problem: Problem, width: float) -> Flow:
        key = (problem.message, width)
        if key not in self._flows:
            if FLOWS <= len(self._flows):
                self._flows.clear()
            self._flows[key] = Flow([[Run(problem.message, self.theme.ink)]], width - LEFT - RIGHT)
        return self._flows[key]


def draw_severity(painter: QPainter, centre: QPointF, severity: Severity, theme: Theme) -> None:
    """A disc for an error, a triangle for a warning, a ring for a hint: told apart by shape as well."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    colour = QColor({"error": theme.error, "warning": theme.warning, "hint": theme.muted}[severity])
    painter.setPen(QPen(colour, 1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush if severity == "hint" else colour)
    if severity == "warning":
        points = (QPointF(0, -4.5), QPointF(4.7, 3.6), QPointF(-4.7, 3.6))
        painter.drawPolygon(QPolygonF([centre + point for point in points]))
    else:
        painter.drawEllipse(centre, 4, 4)
    painter.restore()


class ProblemsPanel(QWidget):
    """`pointed` carries the problem that the person went to; `seen` says that the tab can be seen now.

    `key_handler` is given the keys that act on a problem; False from it means that the key is the list's own.
    """

    pointed = Signal(object)
    seen = Signal()
    left_by_escape = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key_handler: Callable[[str], bool] | None = None
        self.list = PlainList("Problems", self)
        self.model: RowsModel[Problem] = RowsModel(
            title=lambda problem: problem.message,
            spoken=lambda problem: f"{SEVERITY_WORDS[problem.severity]}: {problem.message}",
            tip=lambda problem: problem.message,
            parent=self,
        )
        self.delegate = ProblemDelegate(self.list)
        self._showing = False
        self.list.setModel(self.model)
        self.list.setItemDelegate(self.delegate)
        self.note = EmptyNote(NO_PROBLEMS, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.addWidget(self.list)
        column.addWidget(self.note, 1)
        self._keys = KeyWatch(self._press, self)
        self._keys.watch(self.list)
        self.list.taken.connect(self._point)
        self.list.left_by_escape.connect(self.left_by_escape)
        self.list.selectionModel().currentChanged.connect(self._point)
        self.show_problems(())

    def set_theme(self, theme: Theme) -> None:
        """Take on a theme."""
        self.delegate.set_theme(theme)
        self.list.viewport().update()

    def show_problems(self, problems: Sequence[Problem], *, looking: bool = False) -> None:
        """List these; without any, say so, or that they are still being looked for."""
        self._showing = True
        many = MANY <= len(problems)
        self.list.setLayoutMode(QListView.LayoutMode.Batched if many else QListView.LayoutMode.SinglePass)
        self.model.show(problems)
        self.note.setText(LOOKING if looking else NO_PROBLEMS)
        had_keyboard = self.list.hasFocus()
        self.list.setVisible(bool(problems))
        self.note.setVisible(not problems)
        self._showing = False
        if had_keyboard and not problems:
            self.left_by_escape.emit()

    def show_current(self, at: int | None) -> None:
        """Mark the current problem's row and bring it into view; None marks none."""
        self._showing = True
        index = self.model.index(-1 if at is None else at, 0)
        if index != self.list.currentIndex():
            self.list.setCurrentIndex(index)
        if index.isValid() and self.list.isVisible():
            self.list.scrollTo(index)
        self._showing = False

    @property
    def marked(self) -> Problem | None:
        """The problem whose row is marked."""
        index = self.list.currentIndex()
        return index.data(ROW) if index.isValid() else None

    def _point(self, index: QModelIndex) -> None:
        if not self._showing and index.isValid():
            self.pointed.emit(index.data(ROW))

    def _press(self, event: QKeyEvent) -> bool:
        """Enter, digits and letters act on the problem; what goes from row to row is the list's."""
        name = key_name(event)
        if name == "Enter" or len(name) == 1 or name in ("Space", "Delete", "Backspace"):
            # The list itself would search for a row that begins with a letter.
            return self.key_handler is None or self.key_handler(name)
        return False

    def showEvent(self, event: QShowEvent) -> None:
        """Whoever lists the problems may do it now."""
        super().showEvent(event)
        self.seen.emit()
