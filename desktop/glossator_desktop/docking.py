"""Docks the builder's card at an edge of the page where beside its words it would hide candidates."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from glossator_desktop.builder.card import Card
from glossator_desktop.builder.card_layout import Box
from glossator_desktop.builder.docking import dock, hides
from glossator_desktop.modes.mode import Mode
from glossator_desktop.page.view import PageView

Where = Callable[[], tuple[Box, Sequence[Box]]]
"""Where the anchor and the words to be kept in sight are now, in the viewport."""


class Docking:
    """Remembers that a card is docked, so that it does not jump to and fro with every role."""

    def __init__(self, page: PageView) -> None:
        self._page = page
        self._docked: tuple[object, ...] = ()

    def release(self, card: Card, mode: Mode, page: Box) -> None:
        """Where the page has another size than when the card was docked, the card is whole again and may float."""
        sheet = mode.sheet()
        if self._docked and self._docked != self._key(mode, page) and sheet is not None:
            self._docked = ()
            card.show_sheet(sheet, page.width)

    def place(self, card: Card, mode: Mode, spot: Box, page: Box, where: Where) -> Box:
        """Where the card goes; `spot` is where it would float. Docked, it says less, and the text may be scrolled."""
        key = self._key(mode, page)
        compact = mode.compact_sheet()
        if compact is None or (self._docked != key and not hides(spot, *where())):
            self._docked = ()
            return spot
        self._docked = key
        card.show_sheet(compact, page.width)
        bar = self._page.verticalScrollBar()
        up, down = bar.maximum() - bar.value(), bar.value() - bar.minimum()
        box, shift = dock(card.card_size, page, *where(), up=up, down=down)
        if round(shift):
            bar.setValue(bar.value() + round(shift))
        return box

    @staticmethod
    def _key(mode: Mode, page: Box) -> tuple[object, ...]:
        return (mode, mode.anchor(), page)
