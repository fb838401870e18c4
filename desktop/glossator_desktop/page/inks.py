"""Colours and pens made once per theme. Qt, no widget."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPen

from glossator_desktop.page.measures import Measures
from glossator_desktop.page.style import PageTheme

_DASHES = [3.0, 2.2]
_DOTS = [1.0, 1.2]
"""Small squares: round dots cost Qt ten times as much, which shows where a page is full of hints."""
_OUTLINE = 1.3
_HINT_ALPHA = 150
_FADED_ALPHA = 0.6
NESTED_ALPHA = {"light": 0.17, "dark": 0.08}
"""How strong a tint over another one is: at the deepest nesting the letters still have 4.5 : 1 on it."""


class Inks:
    """The pens and brushes of one theme at one zoom. Treat what it hands out as constants."""

    def __init__(self, theme: PageTheme, page: Measures) -> None:
        self._theme = theme
        self._scale = page.under / 2
        self.background = QColor(theme.background)
        self.ink = QColor(theme.ink)
        self.muted = QColor(theme.muted)
        self.faint = QColor(theme.faint)
        self.line = QColor(theme.line)
        self.accent = QColor(theme.accent)
        self.accent_tint = QColor(theme.accent_tint)
        self.selection = QColor(theme.selection)
        self.found = QColor(theme.found)
        self.veil = QColor(theme.background)
        self.veil.setAlphaF(0.5)
        self.fill = cache(self._fill)
        self.nested = cache(self._nested)
        self.stroke = cache(self._stroke)
        self.letters = cache(self._letters)
        self.outline = cache(self._outline)
        self.dots = cache(self._dots)
        self.hint = cache(self._hint)
        self.ring = QPen(self.accent, max(1.5, 1.8 * self._scale))
        self.arc = cache(self._arc)
        self.thin = cache(self._thin)
        self.faded = {kind: self._faded(kind) for kind in ("span", "event", "suggestion", "hint")}

    def _fill(self, key: str) -> QColor:
        return QColor(self._theme.colours(key).fill)

    def _nested(self, key: str) -> QColor:
        """A tint over another one: it lets that show through."""
        colour = QColor(self._theme.colours(key).line)
        colour.setAlphaF(NESTED_ALPHA["dark" if self.background.lightness() < 128 else "light"])
        return colour

    def _stroke(self, key: str) -> QColor:
        return QColor(self._theme.colours(key).line)

    def _letters(self, key: str) -> QColor:
        return QColor(self._theme.colours(key).ink)

    def _outline(self, key: str) -> QPen:
        pen = QPen(self._stroke(key), _OUTLINE * self._scale)
        pen.setDashPattern(_DASHES)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        return pen

    def _dots(self, key: str) -> QPen:
        return self._dotted(self._stroke(key), 1.5 * self._scale)

    def _hint(self, key: str) -> QPen:
        colour = self._stroke(key)
        colour.setAlpha(_HINT_ALPHA)
        return self._dotted(colour, 1.5 * self._scale)

    def _dotted(self, colour: QColor, width: float) -> QPen:
        pen = QPen(colour, width)
        pen.setDashPattern(_DOTS)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        return pen

    def _thin(self, key: str) -> QPen:
        return QPen(self._letters(key), self._scale)

    def _faded(self, kind: str) -> QPen:
        """The faint underline of what does not belong to the current event: whole, dashed or dotted, as in full."""
        colour = QColor(self._theme.muted)
        colour.setAlphaF(_FADED_ALPHA)
        if kind == "hint":
            return self._dotted(colour, 1.2 * self._scale)
        pen = QPen(colour, self._scale)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        if kind == "suggestion":
            pen.setDashPattern(_DASHES)
        return pen

    def _arc(self, key: str) -> QPen:
        pen = QPen(self.accent if key == "accent" else self._stroke(key), 1.3 * self._scale)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        return pen
