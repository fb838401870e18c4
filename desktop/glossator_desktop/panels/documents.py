"""The panel of documents: filter, list, and how far the work has come."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QLabel,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from glossator.annotation import DocumentSummary
from glossator_desktop.fonts import BODY, SMALL, sans
from glossator_desktop.panels.documents_model import (
    DOCUMENT_ID,
    SUMMARY,
    DocumentsFilter,
    DocumentsModel,
    summary_parts,
    title_of,
)
from glossator_desktop.panels.lists import KeyWatch, PlainList
from glossator_desktop.panels.paint import draw_flag, draw_focus, draw_line, draw_status, text_width
from glossator_desktop.theme import Theme, load_theme

ROW_HEIGHT = 50


class DocumentDelegate(QStyledItemDelegate):
    """Paints one document: status, title, flag, and what is left to decide."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.theme = load_theme("light")
        self.open_id = 0

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Every row is as high."""
        return QSize(120, ROW_HEIGHT)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The row."""
        summary: DocumentSummary = index.data(SUMMARY)
        box = QRectF(option.rect)
        theme = self.theme
        is_open = summary.id == self.open_id
        self._paint_ground(painter, option, box, is_open=is_open)
        draw_status(painter, QPointF(box.left() + 20.5, box.top() + 18), summary.status, theme)
        right = box.right() - 14
        if summary.flagged:
            draw_flag(painter, QPointF(right - 8, box.top() + 23.5), theme)
            right -= 16
        title = QRectF(box.left() + 35, box.top() + 7, right - box.left() - 35, 21)
        draw_line(painter, title, title_of(summary), sans(BODY, medium=is_open), theme.ink)
        second = QRectF(box.left() + 35, box.top() + 27, box.right() - box.left() - 49, 17)
        draw_line(painter, second, fitting(summary_parts(summary), second.width()), sans(SMALL), theme.muted)

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, box: QRectF, *, is_open: bool) -> None:
        state = option.state
        if is_open:
            painter.fillRect(box, QColor(self.theme.accent_tint))
            painter.fillRect(QRectF(box.left(), box.top(), 3, box.height()), QColor(self.theme.accent))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, QColor(self.theme.hover))
        if state & QStyle.StateFlag.State_HasFocus:
            draw_focus(painter, box.adjusted(4, 1, -4, -1), self.theme)


def fitting(parts: Sequence[str], width: float) -> str:
    """As many parts as fit into a width in pixels, whole, the first one always."""
    shown = parts[0]
    for part in parts[1:]:
        longer = f"{shown} · {part}"
        if text_width(longer, sans(SMALL)) > width:
            break
        shown = longer
    return shown


class ProgressBar(QWidget):
    """Documents done, in progress and left, as one thin bar."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = load_theme("light")
        self.done, self.begun, self.total = 0, 0, 0
        self.setFixedHeight(5)

    def show_counts(self, done: int, begun: int, total: int) -> None:
        """Show these numbers of documents."""
        self.done, self.begun, self.total = done, begun, total
        self.setAccessibleName(f"{done} of {total} done, {begun} in progress")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Three stretches."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        share = self.width() / max(1, self.total)
        stretches = (
            (self.total, self.theme.line),
            (self.done + self.begun, self.theme.accent),
            (self.done, self.theme.ok),
        )
        for count, colour in stretches:
            if count:
                painter.setBrush(QColor(colour))
                painter.drawRoundedRect(QRectF(0, 0, share * count, 5), 2.5, 2.5)


class DocumentsPanel(QWidget):
    """Filter field, list and progress. `chosen` carries the id of a document to open."""

    chosen = Signal(int)
    left_by_escape = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("documents")
        self.setMinimumWidth(168)
        self.model = DocumentsModel(self)
        self.filtered = DocumentsFilter(self)
        self.filtered.setSourceModel(self.model)
        self.field = QLineEdit()
        self.field.setPlaceholderText("Filter documents")
        self.field.setAccessibleName("Filter documents")
        self.field.setFont(sans(BODY))
        self.delegate = DocumentDelegate(self)
        self.list = self._make_list()
        self.sentence = QLabel()
        self.sentence.setObjectName("muted")
        self.sentence.setFont(sans(SMALL))
        self.sentence.setWordWrap(True)
        self.bar = ProgressBar()
        self._lay_out()
        self.field.textChanged.connect(self._filter)
        self._field_keys = KeyWatch(self._press_in_field, self)
        self._field_keys.watch(self.field)
        self._list_keys = KeyWatch(self._press_in_list, self)
        self._list_keys.watch(self.list)

    def _make_list(self) -> PlainList:
        view = PlainList("Documents", self)
        view.setModel(self.filtered)
        view.setItemDelegate(self.delegate)
        view.setUniformItemSizes(True)
        view.taken.connect(self._choose)
        view.left_by_escape.connect(self._escape)
        return view

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QVBoxLayout()
        head.setContentsMargins(12, 10, 12, 8)
        head.addWidget(self.field)
        foot = QVBoxLayout()
        foot.setContentsMargins(14, 10, 14, 14)
        foot.setSpacing(8)
        foot.addWidget(self.sentence)
        foot.addWidget(self.bar)
        column.addLayout(head)
        column.addWidget(self.list, 1)
        column.addLayout(foot)

    def set_theme(self, theme: Theme) -> None:
        """Take on a theme."""
        self.delegate.theme = theme
        self.bar.theme = theme
        self.update()

    def show_documents(self, summaries: Sequence[DocumentSummary], sentence: str) -> None:
        """List these documents, with what is to be said of the progress."""
        self.model.show(summaries)
        done = sum(item.status == "done" for item in summaries)
        begun = sum(item.status == "in_progress" for item in summaries)
        self.bar.show_counts(done, begun, len(summaries))
        self.bar.setVisible(bool(summaries))
        self.sentence.setText(sentence)
        self._mark_open()

    def show_open(self, document_id: int) -> None:
        """Mark the document that the page shows."""
        self.delegate.open_id = document_id
        self._mark_open()
        self.list.viewport().update()

    def _mark_open(self) -> None:
        row = self.model.row_of(self.delegate.open_id)
        index = self.filtered.mapFromSource(self.model.index(row, 0)) if row >= 0 else QModelIndex()
        if index.isValid() and index != self.list.currentIndex():
            self.list.setCurrentIndex(index)
            self.list.scrollTo(index)

    def focus_list(self) -> None:
        """Give the list the keyboard."""
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _filter(self, text: str) -> None:
        self.filtered.show_only(text)
        if self.filtered.rowCount() and not self.list.currentIndex().isValid():
            self.list.setCurrentIndex(self.filtered.index(0, 0))

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(int(index.data(DOCUMENT_ID)))

    def _press_in_field(self, event: QKeyEvent) -> bool:
        """Enter opens what is marked, arrows move to the list, Escape empties the field, then leaves."""
        key = event.key()
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self.list.currentIndex())
        elif key == Qt.Key.Key_Escape:
            self._escape()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.focus_list()
        else:
            return False
        return True

    def _press_in_list(self, event: QKeyEvent) -> bool:
        """A slash goes to the filter."""
        if event.text() != "/":
            return False
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    def _escape(self) -> None:
        if self.field.text():
            self.field.clear()
        else:
            self.left_by_escape.emit()
