"""Arcs run between the lines and down the margin: never through letters, whatever the script, density and spacing."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QImage

from glossator.annotation import Fragment
from glossator_desktop.page.content import Arc, Mark, Overlay, PageContent
from glossator_desktop.page.look import PageLook
from glossator_desktop.page.painting import Places
from glossator_desktop.page.routes import Point
from glossator_desktop.page.view import PageView
from support.pages import picture

WORDS = (
    *("envoy", "Åland", "Île", "getting", "Ministry", "ÀÉÎÕÜ", "f(x)", "“Quoted”", "¶§"),
    *("결의안이", "総会で", "朝鲜外务省", "وزير", "الخارجية", "شَدَّة", "שָׁלוֹם", "ประเทศที่", "ผู้นำ", "नई", "मुख्यमंत्री", "क्षि"),
)
TEXTS = st.lists(st.sampled_from(WORDS), min_size=12, max_size=70).map(" ".join)
LOOKS = st.builds(
    PageLook,
    density=st.sampled_from(["chips", "colours", "current"]),
    spacing=st.sampled_from(["tight", "normal", "airy"]),
)
DARK = 110
"""Pixels darker than this are ink, not the edge of a letter."""


@settings(max_examples=40)
@given(TEXTS, LOOKS, st.sampled_from([85, 100, 150]), st.data())
def test_arcs_keep_off_letters(page: PageView, text: str, look: PageLook, zoom: int, data: st.DataObject) -> None:
    words = _words(text)
    trigger, *fillers = data.draw(st.lists(st.sampled_from(words), min_size=2, max_size=6, unique=True))
    page.resize(620, 900)
    page.set_zoom(zoom)
    page.set_look(look)
    nested = data.draw(st.lists(st.sampled_from(words), max_size=8))
    marks = [Mark(at, "span", "ORG", ((start, min(end + 25, len(text))),), "ORG", "ORG")
             for at, (start, end) in enumerate(sorted(nested), 100)]  # fmt: skip
    page.set_content(PageContent(text, marks=tuple(marks)))
    ink = _ink_of(page, text)
    arcs = tuple(Arc(trigger, filler, "actor") for filler in fillers)
    page.set_overlay(Overlay(arcs=arcs))
    for _, corners in Places(page._frame(), page._sight.near_blocks()).arcs(arcs):
        for one, other in pairwise(corners):
            assert not any(_is_ink(ink, x, y) for x, y in _pixels(one, other)), (one, other)


def _words(text: str) -> list[Fragment]:
    found: list[Fragment] = []
    for word in text.split():
        start = text.index(word, found[-1][1] if found else 0)
        found.append((start, start + len(word)))
    return found


def _ink_of(page: PageView, text: str) -> QImage:
    """The letters alone, where they stand with all marks around."""
    flow = page._flow
    for index in range(len(flow.blocks)):
        flow.laid(index).decor = type(flow.laid(index).decor)((), (), (), flow.laid(index).decor.needs)
    return picture(page)


def _pixels(one: Point, other: Point) -> list[tuple[int, int]]:
    """Those that a line a pixel and a half wide touches."""
    left, right = sorted((round(one.x - 0.5), round(other.x - 0.5)))
    top, bottom = sorted((round(one.y - 0.5), round(other.y - 0.5)))
    return [(x, y) for x in range(left, right + 1) for y in range(top, bottom + 1)]


def _is_ink(ink: QImage, x: int, y: int) -> bool:
    return ink.valid(x, y) and ink.pixelColor(x, y).lightness() < DARK
