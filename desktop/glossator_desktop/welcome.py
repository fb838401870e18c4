"""The welcome page: start, open or try, and the projects of late."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
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

from glossator.store.backups import shelf_folder
from glossator_desktop.fonts import BODY, SMALL, TINY, sans
from glossator_desktop.keys import key_name
from glossator_desktop.panels.icons import icon_pixmap
from glossator_desktop.panels.keycaps import caps_width, draw_caps
from glossator_desktop.panels.lists import KeyWatch, PlainList
from glossator_desktop.panels.paint import draw_focus, draw_line
from glossator_desktop.panels.restoring import Offered
from glossator_desktop.panels.rows_model import ROW, RowsModel
from glossator_desktop.theme import Theme, load_theme
from glossator_desktop.toast import Level

COLUMN = 540
ROW_HEIGHT = 56


@dataclass(frozen=True, slots=True)
class StartRow:
    """One thing to start with. `do` is what `chosen` carries: "new", "open", "sample", "recent:PATH", "restore:PATH".

    `heading` stands above the row; `missing`: what it would open is not there.
    """

    do: str
    title: str
    detail: str
    keys: tuple[str, ...] = ()
    missing: bool = False
    heading: str = ""


WAYS = (
    StartRow("new", "New project", "An empty project file; then import articles into it.", ("N",)),
    StartRow("open", "Open a project", "Any .glossator file on this computer.", ("O",)),
    StartRow(
        "sample", "Make the sample project", "A few short articles with suggestions, to try every key on.", ("S",)
    ),
)


OLDER = "older"
"""What the row does that brings up all backups."""
FEW = 4
"""So many backups are offered at first: the latest is what nearly everybody wants."""


@dataclass(frozen=True, slots=True)
class Rescue:
    """A project that cannot be opened, by its name, and the backups that it can be brought back from."""

    name: str
    backups: tuple[Offered, ...]


def start_rows(recent: Sequence[str]) -> list[StartRow]:
    """The ways to start, then the projects of late; those whose file is gone say so."""
    rows = list(WAYS)
    for item in recent:
        path = Path(item)
        missing = not path.exists()
        gone = "file is gone, backups are there" if missing and shelf_folder(path).is_dir() else "file is gone"
        where = f"{_short_folder(path.parent)} · {gone}" if missing else _short_folder(path.parent)
        heading = "" if len(WAYS) < len(rows) else "Recent projects"
        rows.append(StartRow(f"recent:{item}", path.stem, where, missing=missing, heading=heading))
    return rows


def rescue_rows(rescue: Rescue, *, every: bool = False) -> list[StartRow]:
    """What a project can be restored from: the latest few, or all."""
    listed = rescue.backups if every or len(rescue.backups) <= FEW + 1 else rescue.backups[:FEW]
    rows = [
        StartRow(
            f"restore:{one.path}",
            f"Restore from {one.when}",
            f"{one.detail} · {one.reason}" if one.reason else one.detail,
            missing=not one.readable,
        )
        for one in listed
    ]
    hidden = len(rescue.backups) - len(listed)
    if hidden:
        oldest = rescue.backups[-1].when
        rows.append(StartRow(OLDER, "Older backups", f"{hidden} more, the oldest of {oldest}."))
    first = next((number for number, row in enumerate(rows) if not row.missing), 0)
    rows[first] = replace(rows[first], keys=("Enter",))
    rows[0] = replace(rows[0], heading=f"Backups of “{rescue.name}”, the latest first")
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
        """Room for a heading above those rows that have one."""
        row: StartRow = index.data(ROW)
        return QSize(200, ROW_HEIGHT + (_heading_height(index.row()) if row.heading else 0))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Heading, title, remark, key."""
        row: StartRow = index.data(ROW)
        box = QRectF(option.rect)
        if row.heading:
            top = box.top() + _heading_height(index.row())
            heading = QRectF(box.left() + 14, top - 24, box.width() - 28, 20)
            draw_line(painter, heading, row.heading, sans(TINY, bold=True), self.theme.muted)
            box.setTop(top)
        box.adjust(0, 2, 0, -2)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        marked = bool(option.state & QStyle.StateFlag.State_Selected)
        if marked or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(QColor(self.theme.accent_tint if marked else self.theme.hover))
            painter.drawRoundedRect(box, 8, 8)
        if marked and option.state & QStyle.StateFlag.State_HasFocus:
            draw_focus(painter, box, self.theme, radius=8)
        self._paint_words(painter, box, row, faint=row.missing or not option.state & QStyle.StateFlag.State_Enabled)

    def _paint_words(self, painter: QPainter, box: QRectF, row: StartRow, *, faint: bool) -> None:
        right = box.right() - 14
        if row.keys:
            right -= caps_width(row.keys)
            draw_caps(painter, QPointF(right, box.center().y()), row.keys, self.theme, dim=faint)
        words = QRectF(box.left() + 14, box.top() + 6, right - box.left() - 28, 22)
        ink = self.theme.muted if faint else self.theme.ink
        draw_line(painter, words, row.title, sans(14, medium=True), ink)
        draw_line(painter, words.translated(0, 20), row.detail, sans(SMALL), self.theme.muted)


def _heading_height(row: int) -> int:
    """The one at the top needs no distance from anything."""
    return 38 if row else 28


class Banner(QWidget):
    """What went wrong, and what to do, in one clear line; or what is being done about it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = load_theme("light")
        self.level: Level = "error"
        self.label = QLabel()
        self.label.setFont(sans(BODY))
        self.label.setWordWrap(True)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 10, 14, 10)
        row.addWidget(self.label)
        self.hide()

    def say(self, sentence: str, level: Level = "error") -> None:
        """Show a sentence; hide for an empty one."""
        self.level = level
        self.label.setText(sentence)
        self.setAccessibleName(sentence)
        self.setVisible(bool(sentence))

    def paintEvent(self, event: QPaintEvent) -> None:
        """A calm ground with a bar in the colour of its level."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self.theme.panel))
        painter.drawRoundedRect(QRectF(self.rect()), 6, 6)
        painter.setBrush(QColor(self.theme.error if self.level == "error" else self.theme.accent))
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
        self.list.left_by_escape.connect(self._give_up)
        self._recent: Sequence[str] = ()
        self._rescue: Rescue | None = None
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

    def show_start(self, recent: Sequence[str], *, error: str = "", rescue: Rescue | None = None) -> None:
        """Show the ways to start, these projects of late, and what went wrong if anything did.

        What a project that could not be opened can be restored from comes first.
        """
        self._recent, self._rescue = recent, rescue if rescue is not None and rescue.backups else None
        self.list.setEnabled(True)
        self._fill()
        rows = self.model.rows
        first = len(WAYS) if recent and not rows[len(WAYS)].missing and not error else 0
        if self._rescue is not None:
            first = next((number for number, row in enumerate(rows) if row.keys), 0)
        self._mark(first)
        self.list.scrollToTop()
        self.banner.say(error)

    def show_busy(self, sentence: str) -> None:
        """Say what is being done; nothing can be chosen meanwhile."""
        self.list.setEnabled(False)
        self.banner.say(sentence, "info")

    def _fill(self, *, every: bool = False) -> None:
        rows = start_rows(self._recent)
        if self._rescue is not None:
            rows[0] = replace(rows[0], heading="Or start with something else")
            rows = [*rescue_rows(self._rescue, every=every), *rows]
        self.model.show(rows)

    def _mark(self, row: int) -> None:
        self.list.setCurrentIndex(self.model.index(row, 0))

    def _take(self, index: QModelIndex) -> None:
        row: StartRow = index.data(ROW)
        if row.do == OLDER:
            self._fill(every=True)
            self._mark(index.row())
        else:
            self.chosen.emit(row.do)

    def _give_up(self) -> None:
        """Without restoring anything."""
        if self._rescue is not None:
            self.show_start(self._recent)

    def _press(self, event: QKeyEvent) -> bool:
        name = key_name(event)
        way = next((row for row in WAYS if name in row.keys), None)
        if way is not None:
            self.chosen.emit(way.do)
        return way is not None
