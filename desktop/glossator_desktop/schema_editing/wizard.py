"""The migration wizard: what saving changes in the annotations, what to answer, examples before and after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from glossator.schema import Schema
from glossator_desktop.fonts import BODY, SMALL, TINY, sans
from glossator_desktop.page.content import Overlay, PageContent
from glossator_desktop.panels.lists import PlainList
from glossator_desktop.panels.rows_model import ROW, RowsModel
from glossator_desktop.schema_editing.examples import Shown
from glossator_desktop.schema_editing.plan import INTO, Answer, Offer
from glossator_desktop.schema_editing.rule_rows import RuleRows
from glossator_desktop.schema_editing.strip import PageStrip
from glossator_desktop.schema_editing.wizard_rows import ChangeDelegate, ChangeRow, OfferDelegate, OfferRow
from glossator_desktop.theme import Theme, load_theme

ROOM = 26
ZOOM = 88
"""Percent: examples are a little smaller than the page."""


@dataclass(frozen=True, slots=True)
class Details:
    """What the right side says of the chosen change. `asked` are what a rule needs, `into` the names it may give."""

    row: ChangeRow
    offers: tuple[Offer, ...]
    answer: Answer
    asked: tuple[str, ...]
    into: tuple[str, ...]
    notices: tuple[str, ...]
    examples: tuple[Shown, ...]


class Wizard(QWidget):
    """`went` carries the number of the change that became current, `answered` an answer to it."""

    went = Signal(int)
    answered = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.theme = load_theme("light")
        self.list, self.offers = PlainList("Changes"), PlainList("What to do")
        self.rows: RowsModel[ChangeRow] = RowsModel(
            title=lambda row: row.change.title, spoken=lambda row: row.spoken, parent=self
        )
        self.offer_rows: RowsModel[OfferRow] = RowsModel(
            title=lambda row: row.title, spoken=lambda row: row.spoken, parent=self
        )
        self._delegates = (ChangeDelegate(self.list), OfferDelegate(self.offers))
        self.rule = RuleRows()
        self.intro, self.heading, self.says, self.notices = QLabel(), QLabel(), QLabel(), QLabel()
        self.title = QLabel("In the text, before and after")
        self._examples = QWidget()
        self._answer = Answer()
        self._showing = self._narrow = False
        self._lay_out()
        self.list.selectionModel().currentChanged.connect(self._go)
        self.offers.taken.connect(self._take)
        self.rule.heir_chosen.connect(lambda name: self.answered.emit(Answer(f"{INTO}{name}")))
        self.rule.changed.connect(lambda names: self.answered.emit(Answer(self._answer.choice, names)))

    def _lay_out(self) -> None:
        self.list.setModel(self.rows)
        self.offers.setModel(self.offer_rows)
        for view, delegate in zip((self.list, self.offers), self._delegates, strict=True):
            view.setItemDelegate(delegate)
        for label, size, name in (
            (self.intro, BODY, ""), (self.heading, 18, "heading"), (self.says, BODY, "muted"),
            (self.notices, SMALL, "muted"), (self.title, TINY, "muted"),
        ):  # fmt: skip
            label.setFont(sans(size, bold=size in (18, TINY)))
            label.setObjectName(name)
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.intro.setContentsMargins(20, 18, 16, 10)
        left = QWidget()
        left.setObjectName("schema-things")
        left.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(0)
        column.addWidget(self.intro)
        column.addWidget(self.list, 1)
        self._left = left
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(left)
        row.addWidget(self._right_side(), 1)

    def _right_side(self) -> QScrollArea:
        whole = QWidget()
        whole.setMaximumWidth(860)
        self._column = QVBoxLayout(whole)
        self._column.setContentsMargins(ROOM, 20, ROOM, 24)
        self._column.setSpacing(8)
        for part in (self.heading, self.says, self.offers, self.rule, self.notices, self.title, self._examples):
            self._column.addWidget(part)
        self.says.setContentsMargins(0, 0, 0, 8)
        self.title.setContentsMargins(0, 10, 0, 0)
        self._column.addStretch(1)
        area = QScrollArea()
        area.setObjectName("schema-form")
        area.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(whole)
        return area

    def set_theme(self, theme: Theme) -> None:
        """Take on a theme."""
        self.theme = theme
        for delegate in self._delegates:
            delegate.theme = theme
        self.rule.set_theme(theme)

    def set_narrow(self, narrow: bool) -> None:
        """Give the list less room."""
        self._narrow = narrow
        self._left.setFixedWidth(210 if narrow else 340)

    def show_changes(self, intro: str, rows: Sequence[ChangeRow], current: int) -> None:
        """List the changes, and say above them what this is about."""
        self._showing = True
        self.intro.setText(intro)
        self.rows.show(rows)
        self.list.setCurrentIndex(self.rows.index(current, 0))
        self._showing = False

    def show_details(self, details: Details, before: Schema, after: Schema) -> None:
        """Say all there is of one of them."""
        row = details.row
        self.heading.setText(row.change.title)
        self.says.setText(f"{row.detail[:1].upper()}{row.detail[1:]}.")
        self._answer = details.answer
        self.offer_rows.show(
            [OfferRow(one.choice, one.title, one.detail, one.choice == details.answer.choice) for one in details.offers]
        )
        self.offers.setVisible(bool(details.offers))
        self.offers.setFixedHeight(len(details.offers) * OfferDelegate.height + 2)
        if details.offers and not self.offers.currentIndex().isValid():
            self.offers.setCurrentIndex(self.offer_rows.index(0, 0))
        self.rule.show_rule(details.answer, details.asked, details.into)
        words = [*([f"✗ {row.problem}"] if row.problem else []), *details.notices]
        self.notices.setText("\n".join(words))
        self.notices.setVisible(bool(words))
        self.title.setText("In the text" if row.open else "In the text, before and after")
        self._show_examples(details.examples, before, after, is_open=row.open)

    def _pair(self, shown: Shown, before: Schema, after: Schema | None) -> QBoxLayout:
        """The words with the old name and, once it is clear, with the new one: side by side where there is room."""
        pair = QBoxLayout(QBoxLayout.Direction.TopToBottom if self._narrow else QBoxLayout.Direction.LeftToRight)
        pair.setSpacing(6 if self._narrow else 10)
        pair.addWidget(self._strip(before, shown.before), 1)
        if after is not None and shown.after is not None:
            pair.addWidget(self._strip(after, shown.after), 1)
        elif after is not None:
            gone = QLabel("is deleted")
            gone.setObjectName("fault")
            gone.setFont(sans(BODY))
            gone.setAlignment(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
            pair.addWidget(gone, 1)
        return pair

    def _strip(self, schema: Schema, page: PageContent) -> PageStrip:
        strip = PageStrip(self.theme.name, zoom=ZOOM)
        strip.show_sample(schema, page, Overlay())
        return strip

    def _show_examples(self, examples: Sequence[Shown], before: Schema, after: Schema, *, is_open: bool) -> None:
        old, self._examples = self._examples, QWidget()
        column = QVBoxLayout(self._examples)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        named = ""
        for shown in examples:
            if shown.document != named:
                caption = QLabel(shown.document)
                caption.setFont(sans(SMALL))
                caption.setObjectName("muted")
                caption.setWordWrap(True)
                column.addWidget(caption)
                named = shown.document
            column.addLayout(self._pair(shown, before, None if is_open else after))
        self._column.replaceWidget(old, self._examples)
        old.hide()
        old.deleteLater()
        self._examples.show()
        self.title.setVisible(bool(examples))

    def press_offer(self, key: str) -> None:
        """Space chooses the marked answer, Left leads back to the changes."""
        if key == "Space":
            self._take(self.offers.currentIndex())
        else:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go(self, index: QModelIndex) -> None:
        if index.isValid() and not self._showing:
            self.went.emit(index.row())

    def _take(self, index: QModelIndex) -> None:
        row: OfferRow | None = index.data(ROW)
        if row is None:
            return
        self.answered.emit(Answer(row.choice))
