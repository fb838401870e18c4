"""The page: opening, repainting, scrolling. The bare operation is QTextLayout laying out and painting one view.

Rows that name a QPlainTextEdit have that as the bare operation: the same text in it, without a single mark.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from dataclasses import replace
from itertools import cycle

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPixmap, QTextLayout
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QPlainTextEdit

from glossator_desktop import fonts
from glossator_desktop.page.content import Mark, MarkKind, Overlay, PageContent
from glossator_desktop.page.faces import Faces
from glossator_desktop.page.look import PageLook
from glossator_desktop.page.style import PageTheme
from glossator_desktop.page.view import PageView
from glossator_desktop.theme import load_theme, page_theme
from tests.bench.figures import Row, article, milliseconds, p99, places, timed

_SIZES = (
    ("3 KB, 60 spans", 3_000, 60, 10),
    ("100 KB, 2,000 spans", 100_000, 2_000, 20),
    ("1 MB, 20,000 spans", 1_000_000, 20_000, 50),
    ("10 MB, 200,000 spans", 10_000_000, 200_000, 300),
)
_LARGE = 10_000_000
"""Code points from which fewer turns are made."""
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
    found += _scrolling_plain(view, "10 MB")
    view.set_content(content(1_000_000, 20_000))
    found += [*_scrolling(view, bare), *_scrolling_plain(view, "1 MB"), *_editing(view, bare), *_moving(view, bare)]
    found += _looks(view, bare)
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
    first = content(characters, count)
    contents = [replace(first, title=f"Text {turn}") for turn in range(9 if characters < _LARGE else 4)]
    turns = iter(contents)

    def work() -> None:
        view.set_content(next(turns))
        view.viewport().repaint()

    times = timed(work, times=len(contents))
    yield _row(f"open and paint {what}", times, bare, f"{budget} ms")
    plain = _plain(view)

    def work_plain() -> None:
        plain.setPlainText(first.text)
        plain.viewport().repaint()

    yield _beside_plain("  … beside a QPlainTextEdit", times, timed(work_plain, times=len(contents)))
    plain.close()


def _plain(view: PageView) -> QPlainTextEdit:
    """A bare text widget of the same size, shown."""
    plain = QPlainTextEdit()
    plain.setReadOnly(True)
    plain.resize(view.size())
    plain.show()
    QApplication.processEvents()
    return plain


def _scrolling_plain(view: PageView, size: str) -> Iterator[Row]:
    """A page down, here and in a bare text widget with the same text."""
    plain = _plain(view)
    plain.setPlainText(view.content.text)

    def scroll(area: QAbstractScrollArea) -> None:
        bar = area.verticalScrollBar()
        bar.setValue(bar.value() + bar.pageStep())
        area.viewport().repaint()

    scroll(plain)
    theirs = timed(lambda: scroll(plain), times=60)
    yield _beside_plain(
        f"scroll a page of {size}, beside a QPlainTextEdit", timed(lambda: scroll(view), times=60), theirs
    )
    plain.close()


def _beside_plain(what: str, ours: list[float], theirs: list[float]) -> Row:
    """The ratio is of medians: theirs has outliers of its own."""
    ratio = statistics.median(ours) / statistics.median(theirs)
    return Row(what, milliseconds(ours), milliseconds(theirs), ratio)


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


def _looks(view: PageView, bare: float) -> Iterator[Row]:
    """The densities, with numbers in the margin, and the way from one to the next."""
    bar = view.verticalScrollBar()

    def down() -> None:
        bar.setValue(bar.value() + bar.pageStep())
        view.viewport().repaint()

    looks = cycle([PageLook("colours", numbers="paragraphs"), PageLook("current", numbers="lines"), PageLook()])

    def change() -> None:
        view.set_look(next(looks))
        view.viewport().repaint()

    yield _row("another density, 1 MB", timed(change, times=12), bare, "50 ms")
    for density in ("colours", "current"):
        view.set_look(PageLook(density, numbers="paragraphs"))
        yield _row(f"scroll a page down, {density}", timed(down, times=60), bare, "p99 8 ms")
    view.set_look(PageLook())


def _moving(view: PageView, bare: float) -> Iterator[Row]:
    start, _ = view.visible_range()
    offsets = iter(range(start, start + 1_000))

    def work() -> None:
        view.set_overlay(Overlay(caret=next(offsets)))
        view.viewport().repaint()

    yield _row("move the caret and paint", timed(work, times=150), bare, "p99 8 ms")
