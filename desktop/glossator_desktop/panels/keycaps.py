"""Key caps: how the name of a key is written for a reader, and how its cap is painted."""

from __future__ import annotations

import sys
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from glossator_desktop.fonts import TINY, mono
from glossator_desktop.theme import Theme

CAP_HEIGHT = 18
CAP_GAP = 4
CAP_PADDING = 5

SHOWN = {
    "Enter": "↵",
    "Left": "←",
    "Right": "→",
    "Up": "↑",
    "Down": "↓",
    "Backspace": "Bksp",
    "Delete": "Del",
    "PgDown": "PgDn",
}
MAC = {"Ctrl": "⌘", "Shift": "⇧", "Alt": "⌥"}


def key_text(key: str, *, mac: bool = sys.platform == "darwin") -> str:
    """A key's name as its cap shows it: "Shift+Tab" is "Shift Tab", "Enter" an arrow."""
    parts = key.split("+") if not key.endswith("+") else [*key[:-1].rstrip("+").split("+"), "+"]
    shown = [MAC.get(part, part) if mac else SHOWN.get(part, part) for part in parts if part]
    return " ".join(SHOWN.get(part, part) for part in shown)


@lru_cache(maxsize=256)
def cap_width(key: str) -> float:
    """The width of a key's cap in pixels."""
    text_width = QFontMetricsF(mono(TINY)).horizontalAdvance(key_text(key))
    return max(text_width + 2 * CAP_PADDING, float(CAP_HEIGHT))


def caps_width(keys: tuple[str, ...]) -> float:
    """The width of several caps side by side."""
    return sum(cap_width(key) for key in keys) + CAP_GAP * max(0, len(keys) - 1)


def draw_cap(painter: QPainter, left: float, middle: float, key: str, theme: Theme, *, dim: bool = False) -> float:
    """Paint one cap from `left`, centred on the line `middle`; returns its width."""
    box = QRectF(round(left) + 0.5, round(middle - CAP_HEIGHT / 2) + 0.5, round(cap_width(key)) - 1, CAP_HEIGHT - 1)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.edge))
    painter.drawRoundedRect(box.translated(0, 1), 4, 4)
    painter.setPen(QPen(QColor(theme.edge), 1))
    painter.setBrush(QColor(theme.raised))
    painter.drawRoundedRect(box, 4, 4)
    painter.setFont(mono(TINY))
    painter.setPen(QColor(theme.faint if dim else theme.ink))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, key_text(key))
    painter.restore()
    return cap_width(key)


def draw_caps(painter: QPainter, at: QPointF, keys: tuple[str, ...], theme: Theme, *, dim: bool = False) -> float:
    """Paint caps side by side from `at` (left, vertical middle); returns their width."""
    left = at.x()
    for key in keys:
        left += draw_cap(painter, left, at.y(), key, theme, dim=dim) + CAP_GAP
    return caps_width(keys)
