"""The welcome page: start, open or try, and the projects of late."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from glossator_desktop.fonts import BODY, SMALL, TINY, sans
from glossator_desktop.keys import key_name
from glossator_desktop.panels.icons import icon_pixmap
from glossator_desktop.panels.keycaps import caps_width, draw_caps
from glossator_desktop.panels.lists import KeyWatch, PlainList
from glossator_desktop.panels.paint import draw_focus, draw_line
from glossator_desktop.panels.rows_model import ROW, RowsModel
from glossator_desktop.theme import Theme, load_theme

COLUMN = 540
ROW_HEIGHT = 56


@dataclass(frozen=True, slots=True)
class StartRow:
    """One thing to start with. `do` is what `chosen` carries: "new", "open", "sample", or "recent:PATH"."""

    do: str
    title: str
    detail: str
    keys: tuple[str, ...] = ()
    missing: bool = False


WAYS = (
    StartRow("new", "New project", "An empty project file; then import articles into it.", ("N",)),
    StartRow("open", "Open a project", "Any .glossator file on this computer.", ("O",)),
    StartRow(
        "sample", "Make the sample project", "A few short articles with suggestions, to try every key on.", ("S",)
    ),
)


def start_rows(recent: Sequence[str]) -> list[StartRow]:
    """The ways to start, then the projects of late; those whose file is gone say so."""
    rows = list(WAYS)
    for item in recent:
        path = Path(item)
        missing = not path.exists()
        where = f"{_short_folder(path.parent)} · file is gone" if missing else _short_folder(path.parent)
        rows.append(StartRow(f"recent:{item}", path.stem, where, missing=missing))
    return rows


def _short_folder(folder: Path) -> str:
    try:
        return f"~/{folder.relative_to(Path.home()).as_posix()}".removesuffix("/.")
    except ValueError:
        return str(folder)


class StartDelegate(QStyledItemDelegate):
    """Paints one way to start."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = load_theme("light")

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Room for a heading above the first project of late."""
        first_recent = index.row() == len(WAYS)
        return QSize(200, ROW_HEIGHT + (38 if first_recent else 0))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Title, remark, key."""
        row: StartRow = index.data(ROW)
        box = QRectF(option.rect)
        if index.row() == len(WAYS):
            heading = QRectF(box.left() + 14, box.top() + 14, box.width() - 28, 20)
            draw_line(painter, heading, "Recent projects", sans(TINY, bold=True), self.theme.muted)
            box.setTop(box.top() + 38)
        box.adjust(0, 2, 0, -2)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        marked = bool(option.state & QStyle.StateFlag.State_Selected)
        if marked or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(QColor(self.theme.accent_tint if marked else self.theme.hover))
            painter.drawRoundedRect(box, 8, 8)
        if marked and option.state & QStyle.StateFlag.State_HasFocus:
            draw_focus(painter, box, self.theme, radius=8)
        self._paint_words(painter, box, row)

    def _paint_words(self, painter: QPainter, box: QRectF, row: StartRow) -> None:
        right = box.right() - 14
        if row.keys:
            right -= caps_width(row.keys)
            draw_caps(painter, QPointF(right, box.center().y()), row.keys, self.theme)
        words = QRectF(box.left() + 14, box.top() + 6, right - box.left() - 28, 22)
        ink = self.theme.muted if row.missing else self.theme.ink
        draw_line(painter, words, row.title, sans(14, medium=True), ink)
        draw_line(painter, words.translated(0, 20), row.detail, sans(SMALL), self.theme.muted)


class Banner(QWidget):
    """What went wrong, and what to do, in one clear line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = load_theme("light")
        self.label = QLabel()
        self.label.setFont(sans(BODY))
        self.label.setWordWrap(True)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 10, 14, 10)
        row.addWidget(self.label)
        self.hide()

    def say(self, sentence: str) -> None:
        """Show a sentence; hide for an empty one."""
        self.label.setText(sentence)
        self.setAccessibleName(sentence)
        self.setVisible(bool(sentence))

    def paintEvent(self, event: QPaintEvent) -> None:
        """A calm ground with a bar in the colour of errors."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self.theme.panel))
        painter.drawRoundedRect(QRectF(self.rect()), 6, 6)
        painter.setBrush(QColor(self.theme.error))
        painter.drawRoundedRect(QRectF(6, 8, 3, self.height() - 16), 1.5, 1.5)


class Welcome(QWidget):
    """Emits `chosen` with what to do; see `StartRow.do`."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("welcome")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.banner = Banner()
        self.list = PlainList("Start")
        self.model: RowsModel[StartRow] = RowsModel(
            title=lambda row: row.title, spoken=lambda row: f"{row.title}. {row.detail}", parent=self
        )
        self.delegate = StartDelegate(self.list)
        self.list.setModel(self.model)
        self.list.setItemDelegate(self.delegate)
        self.list.taken.connect(self._take)
        self._keys = KeyWatch(self._press, self)
        self._keys.watch(self.list)
        self.setFocusProxy(self.list)
        self._lay_out()

    def _lay_out(self) -> None:
        inner = QWidget()
        inner.setMaximumWidth(COLUMN)
        inner.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 20)
        column.setSpacing(0)
        column.addStretch(2)
        column.addLayout(self._head())
        column.addSpacing(22)
        column.addWidget(self.banner)
        column.addSpacing(10)
        column.addWidget(self.list, 9)
        foot = QLabel("Drop articles or a project anywhere on this window. Nothing ever leaves this computer.")
        foot.setObjectName("muted")
        foot.setFont(sans(SMALL))
        foot.setContentsMargins(14, 14, 14, 0)
        foot.setWordWrap(True)
        column.addWidget(foot)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 0, 24, 0)
        row.addStretch(1)
        row.addWidget(inner, 100)
        row.addStretch(1)

    def _head(self) -> QHBoxLayout:
        mark = QLabel()
        mark.setPixmap(icon_pixmap(52))
        name = QLabel("Glossator")
        name.setObjectName("heading")
        name.setFont(sans(26, bold=True))
        says = QLabel("Entities and events in text, marked by hand, saved in one file.")
        says.setObjectName("muted")
        says.setFont(sans(BODY))
        says.setWordWrap(True)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(name)
        words.addWidget(says)
        head = QHBoxLayout()
        head.setContentsMargins(14, 0, 14, 0)
        head.setSpacing(16)
        head.addWidget(mark)
        head.addLayout(words, 1)
        return head

    def set_theme(self, theme: Theme) -> None:
        """Take on a theme."""
        self.delegate.theme = theme
        self.banner.theme = theme
        self.update()

    def show_start(self, recent: Sequence[str], *, error: str = "") -> None:
        """Show the ways to start, these projects of late, and what went wrong if anything did."""
        self.model.show(start_rows(recent))
        first = len(WAYS) if recent and not self.model.rows[len(WAYS)].missing and not error else 0
        self.list.setCurrentIndex(self.model.index(first, 0))
        self.banner.say(error)

    def _take(self, index: QModelIndex) -> None:
        row: StartRow = index.data(ROW)
        self.chosen.emit(row.do)

    def _press(self, event: QKeyEvent) -> bool:
        name = key_name(event)
        way = next((row for row in WAYS if name in row.keys), None)
        if way is not None:
            self.chosen.emit(way.do)
        return way is not None
