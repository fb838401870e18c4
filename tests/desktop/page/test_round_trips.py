"""From an offset to its place on the screen and back: over scripts, typefaces, widths, zooms and looks."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from hypothesis import example, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QRect

from glossator.text.graphemes import clusters
from glossator_desktop.page.content import PageContent
from glossator_desktop.page.direction import has_right_to_left
from glossator_desktop.page.look import PageLook
from glossator_desktop.page.style import PageTheme
from glossator_desktop.page.view import PageView
from support.texts import document_texts

FACES = (("Noto Serif", "serif"), ("DejaVu Sans", "sans-serif"), ("Noto Sans", "Noto Sans CJK KR"))
LOOKS = st.builds(
    PageLook,
    density=st.sampled_from(["chips", "colours", "current"]),
    spacing=st.sampled_from(["tight", "normal", "airy"]),
    width=st.sampled_from(["narrow", "medium", "wide", "full"]),
    numbers=st.sampled_from(["off", "paragraphs", "lines"]),
)
NEAR = 1.5
"""Pixels: rectangles are whole ones."""


def show(page: PageView, theme: PageTheme, text: str, *, face: int, width: int, zoom: int, look: PageLook) -> None:
    page.resize(width, 900)
    page.set_theme(replace(theme, serif=FACES[face]))
    page.set_zoom(zoom)
    page.set_look(look)
    page.set_content(PageContent(text))


def in_view(page: PageView, rect: QRect) -> bool:
    return 0 <= rect.top() and rect.bottom() < page.viewport().height()


SETTINGS = {
    "text": document_texts(most=25),
    "face": st.integers(0, len(FACES) - 1),
    "width": st.integers(240, 1_100),
    "zoom": st.sampled_from([75, 100, 130, 200]),
    "look": LOOKS,
}


@settings(max_examples=40)
@given(**SETTINGS)
@example(text="لا إله", face=0, width=400, zoom=100, look=PageLook())
@example(text="क्षि e\u0301 👨\u200d👩\u200d👧", face=0, width=400, zoom=100, look=PageLook())
def test_a_caret_is_found_again(
    page: PageView, theme: PageTheme, text: str, face: int, width: int, zoom: int, look: PageLook
) -> None:
    """Where two carets stand at the same place (characters without width, borders of directions) either will do.

    White space that hangs beyond a wrap is not aimed at: there the line ends before it.
    """
    show(page, theme, text, face=face, width=width, zoom=zoom, look=look)
    for offset in {0, len(text), *(start for start, _ in clusters(text))}:
        rect = page.rect_of(offset, offset)
        if not in_view(page, rect) or _is_blank(text, offset):
            continue
        again = page.offset_at(rect.center())
        hangs = again < offset and text[again:offset].isspace()
        assert again == offset or hangs or _is_near(page.rect_of(again, again), rect), (offset, again)


@settings(max_examples=40)
@given(**SETTINGS)
def test_the_character_under_a_point_is_the_one_painted_there(
    page: PageView, theme: PageTheme, text: str, face: int, width: int, zoom: int, look: PageLook
) -> None:
    """Of a ligature or a pile of signs without width, one of those painted there."""
    show(page, theme, text, face=face, width=width, zoom=zoom, look=look)
    for start, end in clusters(text):
        rects = page.rects_of(start, end)
        if not rects or rects[0].width() < 2 * NEAR or not in_view(page, rects[0]) or _is_blank(text, start):
            continue
        point = rects[0].center()
        again = page.offset_at(point, on_character=True)
        assert again == start or any(_holds(rect, point) for rect in _character(page, text, again)), (start, again)


@settings(max_examples=30)
@given(**SETTINGS)
def test_carets_of_a_line_without_right_to_left_go_from_left_to_right(
    page: PageView, theme: PageTheme, text: str, face: int, width: int, zoom: int, look: PageLook
) -> None:
    if has_right_to_left(text):
        return
    show(page, theme, text, face=face, width=width, zoom=zoom, look=look)
    carets = [page.rect_of(offset, offset) for offset in (*(start for start, _ in clusters(text)), len(text))]
    for before, after in pairwise(carets):
        assert before.left() <= after.left() + 1 or before.top() < after.top()


def _is_blank(text: str, offset: int) -> bool:
    """On a line of white space there is one place only."""
    start, end = text.rfind("\n", 0, offset) + 1, text.find("\n", offset)
    return not text[start : None if end < 0 else end].strip()


def _character(page: PageView, text: str, offset: int) -> list[QRect]:
    start, end = next((found for found in clusters(text) if found[0] <= offset < found[1]), (offset, offset))
    return page.rects_of(start, end)


def _is_near(one: QRect, other: QRect) -> bool:
    return abs(one.left() - other.left()) <= NEAR and one.top() == other.top()


def _holds(rect: QRect, point: QPoint) -> bool:
    return rect.left() - NEAR <= point.x() <= rect.right() + 1 + NEAR and rect.top() <= point.y() <= rect.bottom()
