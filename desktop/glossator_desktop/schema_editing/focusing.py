"""The way of Tab through the parts of the editor, in the order in which they stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget


def stops(parts: Iterable[QWidget]) -> Iterator[QWidget]:
    """What Tab stops at, within these parts, one after the other."""
    for part in parts:
        for widget in (part, *part.findChildren(QWidget)):
            if widget.isVisible() and widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
                yield widget


def next_stop(parts: Iterable[QWidget], *, forward: bool) -> QWidget | None:
    """The stop after, or before, what has the keyboard, round the ends; None where there is none."""
    found = list(stops(parts))
    focused = QApplication.focusWidget()
    here = next((at for at, stop in enumerate(found) if stop is focused), -1 if forward else 0)
    return found[(here + (1 if forward else -1)) % len(found)] if found else None
