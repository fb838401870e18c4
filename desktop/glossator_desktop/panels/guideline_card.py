"""The guideline at the point of doubt: definition, decisions, examples from this project, and a field to decide in."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QTextBrowser, QVBoxLayout, QWidget

from glossator.annotation import Ruling
from glossator.insight.examples import Example
from glossator.schema import Schema
from glossator_desktop.accessible_say import RowTeller, say
from glossator_desktop.fonts import BODY, TINY, sans
from glossator_desktop.keys import key_name
from glossator_desktop.panels.guideline_examples import ExampleDelegate
from glossator_desktop.panels.guideline_points import Doubt, title_of
from glossator_desktop.panels.guideline_text import DECISIONS, point_html
from glossator_desktop.panels.key_line import KeyLine
from glossator_desktop.panels.lists import KeyWatch, PlainList
from glossator_desktop.panels.overlay import Overlay
from glossator_desktop.panels.rows_model import ROW, RowsModel
from glossator_desktop.panels.tab_line import TabLine
from glossator_desktop.theme import Theme

LOOKING = "Looking for examples …"
NO_EXAMPLES = "No examples in your documents yet."
EXAMPLES = "In your documents"
SCROLL = 48
WIDTH, HEIGHT = 660, 780
"""Pixels, where the window has them."""
DECIDE_KEY = "D"


class GuidelineCard(Overlay):
    """`point_shown` asks for decisions and examples of a path; `decided` carries a path and the words of a decision.

    `chosen` carries the example to go to.
    """

    point_shown = Signal(str)
    decided = Signal(str, str)
    chosen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._schema: Schema | None = None
        self._doubt = Doubt(())
        self._at = 0
        self._rulings: Sequence[Ruling] = ()
        self.may_decide = True
        self.points = TabLine("What the guideline is of")
        self.text = QTextBrowser()
        self.text.setOpenLinks(False)
        self.text.setAccessibleName("Guideline")
        self.text.document().setDocumentMargin(20)
        self.heading = QLabel(EXAMPLES)
        self.heading.setObjectName("muted")
        self.heading.setFont(sans(TINY, bold=True))
        self.heading.setContentsMargins(22, 14, 22, 4)
        self.list = PlainList("Examples from your documents")
        self.model: RowsModel[Example] = RowsModel(
            title=lambda one: one.text,
            spoken=lambda one: f"{one.before}{one.text}{one.after}, {one.detail}",
            parent=self,
        )
        self.delegate = ExampleDelegate(self.list)
        self.list.setModel(self.model)
        self.list.setItemDelegate(self.delegate)
        self._teller = RowTeller(self.list)
        self._teller.watch()
        self.field = QLineEdit()
        self.field.setFont(sans(BODY))
        self.field.setAccessibleName("Decision")
        self.keys = KeyLine()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        beside = QVBoxLayout()
        beside.setContentsMargins(20, 6, 20, 4)
        beside.addWidget(self.field)
        column = QVBoxLayout(self.card)
        column.setContentsMargins(1, 8, 1, 1)
        column.setSpacing(0)
        column.addWidget(self.points)
        column.addWidget(self.text, 3)
        column.addWidget(self.heading)
        column.addWidget(self.list, 2)
        column.addLayout(beside)
        column.addWidget(self.keys)
        self.field.hide()

    def _connect(self) -> None:
        self._keys = KeyWatch(self._press, self)
        self._keys.watch(self.list, self.text, self.field)
        self.list.taken.connect(self._take)
        self.points.chosen.connect(self._show_point)

    def set_theme(self, theme: Theme) -> None:
        """Take on a theme."""
        super().set_theme(theme)
        self.delegate.theme = theme
        self.keys.set_theme(theme)
        self.points.set_theme(theme)
        if self._schema is not None:
            self._show_text()

    # What it shows

    @property
    def path(self) -> str:
        """The path into the schema that shows now."""
        return self._doubt.paths[self._at] if self._doubt.paths else ""

    @property
    def doubt(self) -> Doubt:
        """What the guideline was asked about."""
        return self._doubt

    def ask(self, schema: Schema, doubt: Doubt, *, may_decide: bool = True) -> None:
        """Open on the first point of a doubt."""
        self._schema, self._doubt, self.may_decide = schema, doubt, may_decide
        self.field.hide()
        self.open()
        self.points.show_names([title_of(schema, path) for path in doubt.paths])
        self._show_point(0)

    def _show_point(self, at: int) -> None:
        self._at = max(0, min(at, len(self._doubt.paths) - 1))
        self.points.show_current(self._at)
        self._rulings = ()
        self.model.show([])
        self.heading.setText(LOOKING)
        self._show_text()
        self._show_keys()
        self.point_shown.emit(self.path)
        say(self.text, self.text.toPlainText())

    def show_rulings(self, rulings: Sequence[Ruling], *, newest: bool = False) -> None:
        """The decisions on the point that shows. `newest`: the last one made is brought into sight."""
        self._rulings = tuple(rulings)
        self._show_text()
        if newest:
            self.text.scrollToAnchor(DECISIONS)

    def show_examples(self, path: str, examples: Sequence[Example], titles: Sequence[str]) -> None:
        """The examples of a point, each with its document's title, unless another point shows by now."""
        if path != self.path:
            return
        self.delegate.titles = {one.thing_id: title for one, title in zip(examples, titles, strict=True)}
        self.model.show(examples)
        self.heading.setText(EXAMPLES if examples else NO_EXAMPLES)
        if examples:
            self.list.setCurrentIndex(self.model.index(0, 0))
        self._fit_list()
        self._show_keys()

    def _fit_list(self) -> None:
        """The list is as high as its rows, up to half of the card."""
        height = sum(self.list.sizeHintForRow(row) for row in range(len(self.model.rows)))
        self.list.setFixedHeight(min(height + 2, self.card.height() // 2))

    def _show_text(self) -> None:
        if self._schema is not None and self.path:
            place = self.text.verticalScrollBar().value()
            self.text.setHtml(point_html(self._schema, self.theme, self.path, rulings=self._rulings))
            self.text.verticalScrollBar().setValue(place if self._rulings else 0)

    def _show_keys(self) -> None:
        if self.field.isVisible():
            self.keys.show_keys((("Enter", "record it"), ("Esc", "leave it")))
            return
        go = (("↑↓", "example"), ("Enter", "go there")) if self.model.rows else ()
        more = (("←→", "what goes with it"),) if 1 < len(self._doubt.paths) else ()
        decide = ((DECIDE_KEY, "record a decision"),) if self.may_decide else ()
        self.keys.show_keys((*go, *more, *decide, ("Esc", "back")))

    def card_size(self) -> tuple[int, int]:
        """A page of text, where the window has room for it."""
        return WIDTH, min(self.height() - 72, HEIGHT)

    def focus_first(self) -> None:
        """The examples have the keyboard, also while there are none."""
        self.list.setFocus(Qt.FocusReason.PopupFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The list may need another height."""
        super().resizeEvent(event)
        self._fit_list()

    def sizeHint(self) -> QSize:
        """As large as the card."""
        return QSize(WIDTH, HEIGHT)

    # What the person does

    def _take(self, index: QModelIndex) -> None:
        example = index.data(ROW) if index.isValid() else None
        if example is not None:
            self.close_overlay()
            self.chosen.emit(example)

    def _press(self, event: QKeyEvent) -> bool:
        if self.field.hasFocus():
            return self._press_in_field(event)
        name = key_name(event)
        bar = self.text.verticalScrollBar()
        scroll = {"PgDn": bar.pageStep(), "PgUp": -bar.pageStep(), "Space": bar.pageStep() - SCROLL}
        if name in ("Left", "Right", "Tab", "Shift+Tab"):
            self._show_point((self._at + (1 if name in ("Right", "Tab") else -1)) % max(1, len(self._doubt.paths)))
        elif name in scroll or (name in ("Up", "Down") and not self.model.rows):
            bar.setValue(bar.value() + scroll.get(name, SCROLL if name == "Down" else -SCROLL))
        elif name == DECIDE_KEY and self.may_decide:
            self._ask_decision()
        elif name in ("F1", "Esc"):
            self.close_overlay()
        elif name in ("Up", "Down", "Home", "End", "Enter"):
            return False
        return True

    def _ask_decision(self) -> None:
        self.field.clear()
        title = title_of(self._schema, self.path) if self._schema else self.path
        about = f", on “{self._doubt.quote}”" if self._doubt.quote else ""
        self.field.setPlaceholderText(f"Decision on {title}{about[:60]}")
        self.field.show()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_keys()

    def _press_in_field(self, event: QKeyEvent) -> bool:
        name = key_name(event)
        if name == "Esc":
            self._leave_field()
        elif name == "Enter":
            words = self.field.text().strip()
            self._leave_field()
            if words:
                self.decided.emit(self.path, words)
        elif name not in ("Tab", "Shift+Tab", "Up", "Down", "F1"):
            return False
        return True

    def _leave_field(self) -> None:
        self.field.hide()
        self.focus_first()
        self._show_keys()
