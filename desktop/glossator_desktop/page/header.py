"""The title and the line below it, which scroll with the text. Qt text, no widget."""

from __future__ import annotations

from PySide6.QtGui import QColor, QFont, QPainter

from glossator_desktop.page.direction import reads_right_to_left
from glossator_desktop.page.faces import Faces
from glossator_desktop.page.shaping import Shaped
from glossator_desktop.page.style import PageTheme

_LEADING = 1.25


class Header:
    """Title and subtitle, wrapped to the column. Without either it is only the room above the text."""

    def __init__(self, title: str, subtitle: str, faces: Faces, *, width: float) -> None:
        page = faces.measures
        rtl = reads_right_to_left(title)
        self._title = _shaped(title, faces.title, width, rtl)
        self._subtitle = _shaped(subtitle, faces.subtitle, width, rtl)
        self._top = page.margin
        self._subtitle_top = self._top + _height(self._title, _LEADING) + (page.em // 3 if self._title else 0)
        bottom = self._subtitle_top + _height(self._subtitle, _LEADING)
        self.height = bottom + (round(0.9 * page.em) if self._title or self._subtitle else 0)

    def paint(self, painter: QPainter, theme: PageTheme, left: float, top: float) -> None:
        """Paint it with its top left corner there."""
        if self._title:
            painter.setPen(QColor(theme.ink))
            _draw(painter, self._title, left, top + self._top)
        if self._subtitle:
            painter.setPen(QColor(theme.muted))
            _draw(painter, self._subtitle, left, top + self._subtitle_top)


def _shaped(text: str, font: QFont, width: float, right_to_left: bool) -> Shaped | None:
    line = " ".join(text.split())
    return Shaped(line, 0, font, width=width, right_to_left=right_to_left) if line else None


def _height(shaped: Shaped | None, leading: float) -> int:
    return round(sum((shape.ascent + shape.descent) * leading for shape in shaped.shapes)) if shaped else 0


def _draw(painter: QPainter, shaped: Shaped, left: float, top: float) -> None:
    for at, shape in enumerate(shaped.shapes):
        shaped.draw(painter, at, left, top + shape.ascent)
        top += (shape.ascent + shape.descent) * _LEADING
