"""The schema as the text of its file: checked while it is typed, each wrong line marked and told in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QTextCursor, QTextFormat
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QTextEdit, QVBoxLayout, QWidget

from glossator.schema import dump_schema, parse_schema
from glossator.schema.parse import problems_in
from glossator.schema.tables import SchemaProblem
from glossator_desktop.colours import mix
from glossator_desktop.fonts import BODY, SMALL, TINY, mono, sans
from glossator_desktop.schema_editing.draft import Draft
from glossator_desktop.schema_editing.matching import taken_over
from glossator_desktop.theme import Theme, load_theme

PAUSE: Final = 200
"""Milliseconds without a letter before the text is checked."""
MOST_TOLD: Final = 4


class Gutter(QWidget):
    """The numbers of the lines; wrong ones in red."""

    def __init__(self, text: TomlText) -> None:
        super().__init__(text)
        self._text = text

    def sizeHint(self) -> QSize:
        """As wide as four digits."""
        return QSize(self._text.gutter_width, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """One number a line."""
        self._text.paint_gutter(self, event.rect())


class TomlText(QPlainTextEdit):
    """A text with numbered lines."""

    gutter_width = 52

    def __init__(self) -> None:
        super().__init__()
        self.theme = load_theme("light")
        self.wrong: dict[int, str] = {}
        self.setObjectName("schema-text")
        self.setAccessibleName("The schema as text")
        self.setFont(mono(BODY, bold=False))
        self.setTabChangesFocus(True)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self._gutter = Gutter(self)
        self.setViewportMargins(self.gutter_width + 10, 12, 16, 8)
        self.updateRequest.connect(self._scroll_gutter)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The numbers stay at the left."""
        super().resizeEvent(event)
        inner = self.contentsRect()
        self._gutter.setGeometry(QRect(inner.left(), inner.top(), self.gutter_width, inner.height()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape is the editor's."""
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _scroll_gutter(self, rect: QRect, dy: int) -> None:
        self._gutter.update()

    def paint_gutter(self, gutter: QWidget, clip: QRect) -> None:
        """The numbers of the lines in view."""
        painter = QPainter(gutter)
        painter.fillRect(clip, QColor(self.theme.panel))
        block = self.firstVisibleBlock()
        top = self.blockBoundingGeometry(block).translated(self.contentOffset()).top() + self.viewportMargins().top()
        while block.isValid() and top <= gutter.height():
            height = self.blockBoundingRect(block).height()
            number = block.blockNumber() + 1
            wrong = number in self.wrong
            painter.setFont(mono(TINY, bold=wrong))
            painter.setPen(QColor(self.theme.error if wrong else self.theme.muted))
            line = QRectF(0, top, self.gutter_width - 10, self.fontMetrics().height())
            painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, str(number))
            block, top = block.next(), top + height

    def show_wrong(self, problems: Sequence[SchemaProblem]) -> None:
        """Mark these lines."""
        self.wrong = {problem.line: problem.message for problem in problems}
        marked = []
        for line in self.wrong:
            mark = QTextEdit.ExtraSelection()
            mark.format.setBackground(QColor(mix(self.theme.error, self.theme.page, 0.16)))
            mark.format.setProperty(QTextFormat.Property.FullWidthSelection, True)
            mark.cursor = QTextCursor(self.document().findBlockByNumber(line - 1))
            marked.append(mark)
        self.setExtraSelections(marked)
        self._gutter.update()

    def go_to_line(self, line: int) -> None:
        """Put the caret there."""
        self.setTextCursor(QTextCursor(self.document().findBlockByNumber(line - 1)))
        self.centerCursor()


class TextTab(QWidget):
    """`edited` carries the draft that the text stands for, `checked` the problems in it (an empty list: none)."""

    edited = Signal(object)
    checked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.theme = load_theme("light")
        self.text = TomlText()
        self.told = QLabel()
        self.told.setFont(sans(SMALL))
        self.told.setWordWrap(True)
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        self.told.setContentsMargins(20, 9, 20, 9)
        self.told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.problems: list[SchemaProblem] = []
        self._draft: Draft | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self.check)
        self.text.textChanged.connect(self._typed)
        self._showing = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.text, 1)
        column.addWidget(self.told)

    def set_theme(self, theme: Theme) -> None:
        """Take on a theme."""
        self.theme = self.text.theme = theme
        self.text.show_wrong(self.problems)
        self._tell()

    def show_draft(self, draft: Draft) -> None:
        """Show a draft as text; what was typed and is wrong goes."""
        self._draft = draft
        written = dump_schema(draft.schema)
        if written != self.text.toPlainText():
            self._showing = True
            self.text.setPlainText(written)
            self._showing = False
        self.check()

    def check(self) -> None:
        """Look at what stands there now."""
        self._pause.stop()
        text = self.text.toPlainText()
        self.problems = problems_in(text)
        self.text.show_wrong(self.problems)
        self._tell()
        self.checked.emit(self.problems)
        if not self.problems and self._draft is not None:
            draft = taken_over(self._draft, parse_schema(text, where=self.file_name))
            if draft.schema != self._draft.schema:
                self._draft = draft
                self.edited.emit(draft)

    @property
    def file_name(self) -> str:
        """What the file would be called."""
        return f"{self._draft.head.name if self._draft else 'schema'}.toml"

    def _typed(self) -> None:
        if not self._showing:
            self._pause.start()

    def _tell(self) -> None:
        lines = [
            f"✗ {self.file_name}, line {problem.line}{f', {problem.path}' if problem.path else ''}: {problem.message}"
            for problem in self.problems[:MOST_TOLD]
        ]
        more = len(self.problems) - MOST_TOLD
        lines += [f"and {more} more"] if 0 < more else []
        self.told.setText("\n".join(lines) or f"✓ {self.file_name} is a schema. The forms show the same.")
        self.told.setStyleSheet(f"color: {self.theme.error if lines else self.theme.muted};")
        self.told.setFont(sans(SMALL))
