"""Binds the concordance to the desk: shows it while its mode has the keys, and looks on in slices of the event loop."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Final

from PySide6.QtCore import QObject, QTimer

from glossator_desktop.modes.occurrences_mode import OccurrencesMode
from glossator_desktop.panels.concordance_card import ConcordanceCard
from glossator_desktop.panels.overlays import Overlays
from glossator_desktop.workspace import Workspace

SLICE: Final = 0.006
"""Seconds of the event loop that the search takes at a time."""
SHOWN_EVERY: Final = 0.08
"""Seconds after which a search that goes on is shown anew."""


class ConcordanceBinding(QObject):
    """`titles` gives the documents' titles by id."""

    def __init__(
        self,
        workspace: Workspace,
        overlays: Overlays,
        *,
        titles: Callable[[], Mapping[int, str]],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace, self._overlays, self._titles_now = workspace, overlays, titles
        self._titles: Mapping[int, str] = {}
        self._mode: OccurrencesMode | None = None
        self._shown = 0.0
        self._slices = QTimer(self)
        self._slices.setSingleShot(True)
        self._slices.setInterval(0)
        self._slices.timeout.connect(self._slice)
        workspace.moved.connect(self._moved)

    @cached_property
    def card(self) -> ConcordanceCard:
        """The card, made when it is first needed."""
        card = self._overlays.adopt(ConcordanceCard)
        card.row_clicked.connect(self._click)
        card.key_asked.connect(lambda key: self._workspace.press(key))
        card.closed.connect(self._closed)
        return card

    def stop(self) -> None:
        """The project is being closed."""
        self._slices.stop()
        self._mode = None

    def _moved(self) -> None:
        mode = self._workspace.mode
        if isinstance(mode, OccurrencesMode):
            if mode is not self._mode:
                self._titles = self._titles_now()
            self._mode = mode
            self._show()
            if not mode.state.complete:
                self._slices.start()
        elif self._mode is not None and self._mode not in self._workspace.modes:
            self._mode = None
            self._slices.stop()
            self.card.close_overlay()

    def _slice(self) -> None:
        mode = self._mode
        if mode is None:
            return
        end = time.perf_counter() + SLICE
        self._workspace.run(lambda: mode.state.advance(lambda: end <= time.perf_counter()))
        if not mode.state.complete:
            self._slices.start()
            if time.perf_counter() - self._shown < SHOWN_EVERY:
                return
        elif mode.waiting:
            mode.commit()
            return
        self._show()

    def _show(self) -> None:
        mode = self._mode
        if mode is None:
            return
        self._shown = time.perf_counter()
        self.card.show_state(
            mode.state, schema=self._workspace.project.schema, titles=self._titles, waiting=mode.waiting
        )
        if not self.card.isVisible():
            self.card.open()

    def _click(self, row: int) -> None:
        if self._mode is not None:
            self._mode.toggle_row(row)

    def _closed(self) -> None:
        """A click beside the card: back to the page."""
        mode, self._mode = self._mode, None
        if mode is not None:
            self._slices.stop()
            self._workspace.close_mode(mode)
