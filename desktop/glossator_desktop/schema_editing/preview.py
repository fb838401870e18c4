"""The live preview: how what is being edited will look on the page, in the list of types and in the event builder."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from glossator.schema import EntityType, EventType, Schema
from glossator_desktop.builder.card import MARGIN, Card
from glossator_desktop.builder.card_layout import Box
from glossator_desktop.builder.sheet import Sheet
from glossator_desktop.fonts import SMALL, TINY, sans
from glossator_desktop.panels.guideline_text import guideline_html
from glossator_desktop.schema_editing.draft import Draft, Place
from glossator_desktop.schema_editing.samples import builder_sample, chooser_sample, sample_page
from glossator_desktop.schema_editing.strip import PageStrip
from glossator_desktop.theme import Theme, load_theme

EDGE = 20


class CardHolder(QWidget):
    """A floating card that stands still."""

    def __init__(self) -> None:
        super().__init__()
        self.theme = load_theme("light")
        self._sheet: Sheet | None = None
        self._schema: Schema | None = None
        self._card: Card | None = None
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_sheet(self, sheet: Sheet | None, schema: Schema) -> None:
        """Show a card, or none."""
        self._sheet, self._schema = sheet, schema
        self.setVisible(sheet is not None)
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The card is as wide as there is room."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._place()

    def sizeHint(self) -> QSize:
        """What the card needs."""
        return QSize(200, self.height())

    def _place(self) -> None:
        if self._sheet is None or self.width() < 100:
            return
        if self._card is None:
            self._card = Card(self.theme, self._schema, self)
            self._card.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._card.set_theme(self.theme, self._schema)
        self._card.show_sheet(self._sheet, float(self.width() - 2 * EDGE))
        width, height = self._card.card_size
        self.setFixedHeight(round(height) + MARGIN)
        self._card.move_card(Box(EDGE, 2, width, height))
        self._card.show()


def _inset(part: QWidget) -> QWidget:
    """Everything but the cards, whose shadows need the room, keeps away from the edge."""
    whole = QWidget()
    row = QVBoxLayout(whole)
    row.setContentsMargins(EDGE, 0, EDGE, 0)
    row.addWidget(part)
    return whole


def _show(part: QWidget, visible: bool) -> None:
    """Show or hide a part with the room around it."""
    part.setVisible(visible)
    whole = part.parentWidget()
    if whole is not None:
        whole.setVisible(visible)


class Preview(QScrollArea):
    """Everything that shows of one place of the draft."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = load_theme("light")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.strips = (PageStrip("light"), PageStrip("dark"))
        self.chooser, self.builder = CardHolder(), CardHolder()
        self.guideline, self.nothing = QLabel(), QLabel("Nothing of this shows on the page.")
        self.titles = {
            name: QLabel(name)
            for name in ("On the page", "In the list of types", "In the builder", "Guideline, as F1 shows it")
        }
        self._lay_out()

    def _lay_out(self) -> None:
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 14, 0, 18)
        column.setSpacing(6)
        for title in self.titles.values():
            title.setFont(sans(TINY, bold=True))
            title.setObjectName("muted")
            title.setContentsMargins(1, 8, 0, 2)
        self.guideline.setFont(sans(SMALL))
        self.guideline.setWordWrap(True)
        self.guideline.setTextFormat(Qt.TextFormat.RichText)
        self.guideline.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self.nothing.setObjectName("muted")
        self.nothing.setFont(sans(SMALL))
        self.nothing.setWordWrap(True)
        page, types, builder, guideline = self.titles.values()
        for part in (page, *self.strips, self.nothing, types, self.chooser, builder, self.builder, guideline,
                     self.guideline):  # fmt: skip
            column.addWidget(part if isinstance(part, CardHolder) else _inset(part))
        column.addStretch(1)
        self.setWidget(whole)

    def set_theme(self, theme: Theme) -> None:
        """Take on a theme; the two strips keep theirs."""
        self.theme = self.chooser.theme = self.builder.theme = theme

    def show_place(self, draft: Draft, place: Place) -> None:
        """Show what is at a place as it would look."""
        schema = draft.schema
        page, types, builder, guideline = self.titles.values()
        sample = sample_page(draft, place)
        for strip in self.strips:
            _show(strip, sample is not None)
            if sample is not None:
                strip.show_sample(schema, *sample)
        _show(page, sample is not None)
        for title, holder, sheet in (
            (types, self.chooser, chooser_sample(draft, place)),
            (builder, self.builder, builder_sample(draft, place)),
        ):
            _show(title, sheet is not None)
            holder.show_sheet(sheet, schema)
        words = self._guideline(draft, place)
        _show(guideline, bool(words))
        _show(self.guideline, bool(words))
        self.guideline.setText(words)
        shown = sample is not None or not self.builder.isHidden() or bool(words)
        _show(self.nothing, not shown and draft.subject(place) is not None)

    def _guideline(self, draft: Draft, place: Place) -> str:
        item = draft.item(place)
        thing = item.thing if item else None
        if isinstance(thing, EntityType):
            return guideline_html(draft.schema, self.theme, label=thing.name)
        if isinstance(thing, EventType):
            return guideline_html(draft.schema, self.theme, event_type=thing.name)
        return guideline_html(draft.schema, self.theme) if place.group == "schema" else ""
