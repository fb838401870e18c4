"""The middle of the window: documents, page and right panel side by side, and which of them show at which width."""

from __future__ import annotations

from typing import Literal, TypeAlias

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QSplitter, QWidget

Side: TypeAlias = Literal["left", "right"]

RIGHT_NEEDS = 1000
LEFT_NEEDS = 760
"""Below these widths of the window, in device-independent pixels, a panel hides unless it is called."""

LEAST_PAGE = 200


def panels_shown(width: int, *, left: bool, right: bool, called: Side | None) -> tuple[bool, bool]:
    """Whether the left and the right panel show. `left` and `right`: wanted; `called`: shown however narrow it is."""
    shows_left = called == "left" or (left and LEFT_NEEDS <= width and not (called == "right" and width < RIGHT_NEEDS))
    shows_right = called == "right" or (right and RIGHT_NEEDS <= width)
    return shows_left, shows_right


class Body(QSplitter):
    """Three parts. `shown_changed` carries whether the left and the right one show.

    `orphaned` says that a panel has gone which had the keyboard.
    """

    shown_changed = Signal(bool, bool)
    orphaned = Signal()

    def __init__(self, left: QWidget, page: QWidget, right: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setObjectName("body")
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        self._sides: dict[Side, QWidget] = {"left": left, "right": right}
        self._widths: dict[Side, int] = {"left": 252, "right": 320}
        self._wanted: dict[Side, bool] = {"left": True, "right": True}
        self._called: Side | None = None
        for number, part in enumerate((left, page, right)):
            self.addWidget(part)
            self.setStretchFactor(number, 1 if number == 1 else 0)
        page.setMinimumWidth(LEAST_PAGE)
        self.splitterMoved.connect(self._note_widths)

    @property
    def widths(self) -> tuple[int, int]:
        """The widths of the left and the right panel, as they are or were last."""
        return self._widths["left"], self._widths["right"]

    def set_widths(self, left: int, right: int) -> None:
        """Give the panels these widths."""
        self._widths = {"left": left, "right": right}
        self._fit()

    def toggle(self, side: Side) -> None:
        """Hide a panel that shows, show one that does not."""
        self.show_side(side, not self.shows(side))

    def show_side(self, side: Side, show: bool) -> None:
        """Show or hide a panel; where the window is too narrow for it, it is called until it is left."""
        wide_enough = (LEFT_NEEDS if side == "left" else RIGHT_NEEDS) <= self.width()
        if wide_enough:
            self._wanted[side] = show
        self._called = side if show and not wide_enough else None
        self._fit()

    def dismiss(self) -> None:
        """Let a called panel go: the page has the keyboard again."""
        if self._called is not None:
            self._called = None
            self._fit()

    def shows(self, side: Side) -> bool:
        """Whether a panel shows."""
        return not self._sides[side].isHidden()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Other panels at another width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def _fit(self) -> None:
        left, right = panels_shown(
            self.width(), left=self._wanted["left"], right=self._wanted["right"], called=self._called
        )
        focused = QApplication.focusWidget()
        leaving = [part for part, stays in ((self._sides["left"], left), (self._sides["right"], right)) if not stays]
        orphaned = focused is not None and any(part.isAncestorOf(focused) for part in leaving)
        self._sides["left"].setVisible(left)
        self._sides["right"].setVisible(right)
        left_width, right_width = self._widths["left"] if left else 0, self._widths["right"] if right else 0
        self.setSizes([left_width, max(LEAST_PAGE, self.width() - left_width - right_width), right_width])
        self.shown_changed.emit(left, right)
        if orphaned:
            self.orphaned.emit()

    def _note_widths(self) -> None:
        left, _, right = self.sizes()
        if self.shows("left"):
            self._widths["left"] = left
        if self.shows("right"):
            self._widths["right"] = right
