"""The typefaces of the page at a zoom, and what is measured from them. Qt fonts, no widget."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetricsF

from glossator_desktop.page.look import PageLook
from glossator_desktop.page.measures import EM, Measures, measures
from glossator_desktop.page.style import PageTheme

_SAMPLE = "the quick brown fox jumps over the lazy dog, and then 1984 was over "


def _face(families: Sequence[str], size: float, *, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    font = QFont(list(families))
    font.setPixelSize(max(1, round(size)))
    font.setWeight(weight)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


class Faces:
    """The fonts of one theme and zoom, with the page's measures. Shared by all blocks: do not change the fonts."""

    def __init__(self, theme: PageTheme, zoom: int, look: PageLook | None = None) -> None:
        scale = zoom / 100
        self.look = look or PageLook()
        self.text = _face(theme.serif, EM * scale)
        self.title = _face(theme.serif, 22 * scale, weight=QFont.Weight.Bold)
        self.subtitle = _face(theme.sans, 12 * scale)
        self.chip = _face(theme.sans, 11 * scale, weight=QFont.Weight.Bold)
        self.tag = _face(theme.sans, 10 * scale, weight=QFont.Weight.Bold)
        self.label = _face(theme.sans, 10 * scale, weight=QFont.Weight.DemiBold)
        self.number = _face(theme.sans, 10 * scale)
        self.badge = _face(theme.sans, 9 * scale, weight=QFont.Weight.Bold)
        self.text_metrics = QFontMetricsF(self.text)
        self.chip_metrics = QFontMetricsF(self.chip)
        self.tag_metrics = QFontMetricsF(self.tag)
        self.label_metrics = QFontMetricsF(self.label)
        self.number_metrics = QFontMetricsF(self.number)
        self.badge_metrics = QFontMetricsF(self.badge)
        self.measures: Measures = measures(
            zoom,
            cap=self.text_metrics.capHeight(),
            descent=self.text_metrics.descent(),
            chip_cap=self.chip_metrics.capHeight(),
            look=self.look,
        )
        self.average = self.text_metrics.horizontalAdvance(_SAMPLE) / len(_SAMPLE)
        self.chip_width = lru_cache(4096)(self._chip_width)

    def _chip_width(self, text: str) -> float:
        return self.chip_metrics.horizontalAdvance(text)

    def elide(self, text: str, width: float) -> str:
        """The chip's text, with an ellipsis if it is wider than its room."""
        if self.chip_width(text) <= width + 0.5:
            return text
        return self.chip_metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
