"""The page: opening, repainting, scrolling. The bare operation is QTextLayout laying out and painting one view."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import cycle

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPixmap, QTextLayout
from PySide6.QtWidgets import QApplication

from glossator_desktop import fonts
from glossator_desktop.page.content import Mark, MarkKind, Overlay, PageContent
from glossator_desktop.page.faces import Faces
from glossator_desktop.page.style import PageTheme
from glossator_desktop.page.view import PageView
from glossator_desktop.theme import load_theme, page_theme
from tests.bench.figures import Row, article, milliseconds, p99, places, timed

_SIZES = (
    ("3 KB, 60 spans", 3_000, 60, 10),
    ("100 KB, 2,000 spans", 100_000, 2_000, 20),
    ("1 MB, 20,000 spans", 1_000_000, 20_000, 50),
)
_WIDTH, _HEIGHT = 860, 860


def rows() -> list[Row]:
    """Opening at three sizes; then scrolling, changing one mark and moving the caret on the largest."""
    application = QApplication.instance() or QApplication([])
    theme = page_theme(load_theme("light"), None, serif=fonts.serif_stack(), sans=fonts.sans_stack())
    view = PageView(theme)
    view.resize(_WIDTH, _HEIGHT)
    view.show()
    application.processEvents()
    bare = _bare_screen(theme)
    found = [row for size in _SIZES for row in _opening(view, bare, *size)]
    found += [*_scrolling(view, bare), *_editing(view, bare), *_moving(view, bare)]
    view.close()
    return found


def content(characters: int, count: int) -> PageContent:
    """An article with that many marks: spans, suggestions and triggers by turns."""
    text = article(characters, seed=7)
    kinds: tuple[MarkKind, ...] = ("span", "suggestion", "span", "event", "hint")
    labels = ("PERSON", "ORG", "GPE", "DATE", "NORP")
    marks = [
        Mark(at + 1, kinds[at % 5], labels[at % 3], ((start, end),), f"{labels[at % 3]} .64", labels[at % 3])
        for at, (start, end) in enumerate(places(text, count))
    ]
    return PageContent(text, "A title of this text", "source · date", tuple(marks))


def _bare_screen(theme: PageTheme) -> float:
    """Milliseconds (p50 of some runs) to lay out and paint as much plain text as one view holds."""
    face = Faces(theme, 100)
    paragraphs = article(2_000, seed=3).split("\n\n")
    target = QPixmap(_WIDTH, _HEIGHT)

    def paint() -> None:
        target.fill(Qt.GlobalColor.white)
        painter = QPainter(target)
        y = 0.0
        for paragraph in paragraphs:
            layout = QTextLayout(paragraph, face.text)
            layout.beginLayout()
            while (line := layout.createLine()).isValid():
                line.setLineWidth(704)
                line.setPosition(QPointF(0, y))
                y += 40
            layout.endLayout()
            layout.draw(painter, QPointF(0, 0))
        painter.end()

    return sorted(timed(paint, times=15))[7] * 1_000


def _row(what: str, times: list[float], bare: float, budget: str) -> Row:
    return Row(what, milliseconds(times), f"{bare:.2f} ms", p99(times) * 1_000 / bare, budget)


def _opening(view: PageView, bare: float, what: str, characters: int, count: int, budget: int) -> Iterator[Row]:
    contents = [replace(content(characters, count), title=f"Text {turn}") for turn in range(9)]
    turns = iter(contents)

    def work() -> None:
        view.set_content(next(turns))
        view.viewport().repaint()

    yield _row(f"open and paint {what}", timed(work, times=len(contents)), bare, f"{budget} ms")


def _scrolling(view: PageView, bare: float) -> Iterator[Row]:
    bar = view.verticalScrollBar()

    def down() -> None:
        bar.setValue(bar.value() + bar.pageStep())
        view.viewport().repaint()

    def up() -> None:
        bar.setValue(bar.value() - bar.pageStep())
        view.viewport().repaint()

    yield _row("scroll a page down", timed(down, times=150), bare, "p99 8 ms")
    bar.setValue(bar.maximum() * 3 // 4)
    yield _row("scroll a page up, into text never laid out", timed(up, times=150), bare, "p99 8 ms")
    yield _row("scroll a page, laid out before", timed(down, times=50), bare, "p99 8 ms")


def _editing(view: PageView, bare: float) -> Iterator[Row]:
    start, end = view.visible_range()
    marks = content(1_000_000, 20_000).marks
    seen = cycle([mark for mark in marks if start <= mark.start and mark.end <= end])

    def work() -> None:
        mark = next(seen)
        view.update_marks([replace(mark, kind="span", chip="ORG", colour="ORG")])
        view.set_overlay(Overlay(current=mark.id, caret=mark.end))
        view.viewport().repaint()

    yield _row("change one mark and paint", timed(work, times=150), bare, "p99 8 ms")


def _moving(view: PageView, bare: float) -> Iterator[Row]:
    start, _ = view.visible_range()
    offsets = iter(range(start, start + 1_000))

    def work() -> None:
        view.set_overlay(Overlay(caret=next(offsets)))
        view.viewport().repaint()

    yield _row("move the caret and paint", timed(work, times=150), bare, "p99 8 ms")
