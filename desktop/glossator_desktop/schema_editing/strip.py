"""A stretch of the page in a preview: painted by the page's own code, without its widget."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from glossator.schema import Schema
from glossator_desktop.fonts import sans_stack, serif_stack
from glossator_desktop.page.content import Overlay, PageContent
from glossator_desktop.page.faces import Faces
from glossator_desktop.page.flow import Flow
from glossator_desktop.page.inks import Inks
from glossator_desktop.page.painting import Frame, paint_page
from glossator_desktop.page.style import PageTheme
from glossator_desktop.theme import ThemeName, load_theme, page_theme

PADDING = 16
RADIUS = 8.0
FOOT = 10


class PageStrip(QWidget):
    """Shows a sample in one theme, whatever the window's is."""

    def __init__(self, name: ThemeName, *, zoom: int = 100) -> None:
        super().__init__()
        self.name, self._zoom = name, zoom
        self._edge = load_theme(name).edge
        self._theme: PageTheme | None = None
        self._content, self._overlay = PageContent(""), Overlay()
        self._flow: Flow | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(60)

    def show_sample(self, schema: Schema, content: PageContent, overlay: Overlay) -> None:
        """Show this with the colours of this schema."""
        theme = load_theme(self.name)
        self._edge = theme.edge
        self._theme = page_theme(theme, schema, serif=serif_stack(), sans=sans_stack())
        self._content, self._overlay = content, overlay
        self.setAccessibleName(f"Preview on the {self.name} page: {content.text}")
        self._lay_out()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lines break anew."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._lay_out()

    def _lay_out(self) -> None:
        if self._theme is None or self.width() < 3 * PADDING:
            return
        faces = Faces(self._theme, self._zoom)
        self._flow = Flow(self._content, faces, self._theme, width=self.width() - 2 * PADDING)
        for index in range(len(self._flow.blocks)):
            self._flow.laid(index)
        self._scroll = max(0, self._flow.header.height - PADDING // 2)
        self.setFixedHeight(self._flow.height - self._scroll + FOOT)
        self._inks = Inks(self._theme, faces.measures)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The page, in a rounded frame."""
        if self._theme is None or self._flow is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        path = QPainterPath()
        path.addRoundedRect(box, RADIUS, RADIUS)
        painter.setClipPath(path)
        frame = Frame(
            flow=self._flow,
            theme=self._theme,
            inks=self._inks,
            overlay=self._overlay,
            left=PADDING,
            scroll=self._scroll,
            height=self.height(),
            focused=False,
        )
        paint_page(painter, frame, self.rect())
        painter.setClipping(False)
        painter.setPen(QPen(QColor(self._edge), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, RADIUS, RADIUS)
