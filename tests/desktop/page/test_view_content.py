"""What the page shows: lazily laid out, updated in place, the same whichever way it came to be shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from glossator_desktop.page import flow
from glossator_desktop.page.content import Arc, Mark, Overlay, PageContent, Tag
from glossator_desktop.page.laid import LaidBlock
from glossator_desktop.page.style import PageTheme
from glossator_desktop.page.view import PageView
from support.pages import long_text, marked, picture

TEXT = (
    "The envoy of Seoul met officials in Geneva.\n\n"
    "He turned the offer of the visiting delegation down, and the ministry of foreign affairs in Seoul said so "
    "again and again until everybody in Geneva had heard of it.\n\nوزير الخارجية في Seoul\n\n북한은 Geneva에서 말했다."
)


@pytest.fixture
def laid(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The starts of the blocks that were laid out."""
    starts: list[int] = []

    class Watched(LaidBlock):
        def __init__(self, text: str, start: int, *args: object, **options: object) -> None:
            starts.append(start)
            super().__init__(text, start, *args, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(flow, "LaidBlock", Watched)
    return starts


def test_only_what_is_in_view_is_laid_out(page: PageView, laid: list[int]) -> None:
    content = marked(long_text(2_000), "Geneva")
    page.set_content(content)
    picture(page)
    assert 0 < len(laid) < 30
    laid.clear()
    page.ensure_visible(len(content.text) // 2, len(content.text) // 2)
    picture(page)
    assert 0 < len(laid) < 60


def test_painting_again_lays_nothing_out(page: PageView, laid: list[int]) -> None:
    page.set_content(marked(long_text(200), "Geneva"))
    picture(page)
    laid.clear()
    page.set_overlay(Overlay(caret=5, current=3))
    picture(page)
    assert laid == []


def changes() -> list[tuple[str, Callable[[tuple[Mark, ...]], tuple[list[Mark], list[int]]]]]:
    turned = TEXT.index("turned")
    down = TEXT.index("down,")
    return [
        ("relabel", lambda marks: ([replace(marks[1], chip="PERSON · actor", label="PERSON")], [])),
        ("decide", lambda marks: ([replace(marks[0], kind="suggestion", chip="ORG .5")], [])),
        ("remove", lambda marks: ([], [marks[2].id])),
        ("nest", lambda _: ([Mark(90, "span", "GPE", ((0, 18),), "GPE", "GPE")], [])),
        ("trigger", lambda _: ([Mark(91, "event", "CONSULT", ((19, 22),), "CONSULT", "trigger")], [])),
        (
            "split",
            lambda _: (
                [Mark(92, "event", "REJECT", ((turned, turned + 6), (down, down + 4)), "REJECT", "trigger")],
                [],
            ),
        ),
        ("across", lambda _: ([Mark(93, "span", None, ((30, 80),), "", "filler", ("topic",))], [])),
        ("move", lambda marks: ([replace(marks[0], fragments=((120, 128),))], [])),
        ("hint", lambda _: ([Mark(94, "hint", "CONSULT", ((19, 22),), "", "trigger")], [])),
        (
            "many",
            lambda marks: ([Mark(95, "span", "ORG", ((4, 9),), "ORG"), marks[3]], [marks[0].id, marks[1].id, 777]),
        ),
    ]


@pytest.mark.parametrize(("name", "change"), changes())
def test_an_update_paints_the_same_as_setting_all_anew(
    name: str,
    change: Callable[[tuple[Mark, ...]], tuple[list[Mark], list[int]]],
    new_page: Callable[[], PageView],
) -> None:
    content = marked(TEXT, "Seoul", "Geneva", "ministry of foreign affairs")
    updated, fresh = new_page(), new_page()
    updated.set_content(content)
    before = picture(updated)
    changed, removed = change(content.marks)
    updated.update_marks(changed, removed)
    left = {mark.id: mark for mark in content.marks if mark.id not in removed}
    left |= {mark.id: mark for mark in changed}
    marks = tuple(sorted(left.values(), key=lambda mark: (mark.start, -mark.end)))
    fresh.set_content(replace(content, marks=marks))
    for shown in (updated, fresh):
        shown.set_overlay(Overlay(caret=3))
    assert picture(updated) != before
    assert picture(updated) == picture(fresh), name


def test_an_update_out_of_view_is_seen_later(new_page: Callable[[], PageView]) -> None:
    content = marked(long_text(300), "Geneva")
    place = content.text.index("\n\n250 ") + 2
    mark = Mark(9_000, "event", "CONSULT", ((place, place + 9),), "CONSULT", "trigger")
    updated, fresh = new_page(), new_page()
    updated.set_content(content)
    updated.update_marks([mark], [])
    fresh.set_content(
        replace(content, marks=tuple(sorted([*content.marks, mark], key=lambda one: (one.start, -one.end))))
    )
    for shown in (updated, fresh):
        shown.set_scroll_place((place, -60))
    assert picture(updated) == picture(fresh)
    assert 9_000 in updated.marks_at(updated.rect_of(place, place + 9).center())


def test_what_is_in_view_keeps_its_place_when_a_line_above_grows(page: PageView) -> None:
    content = marked(long_text(100), "Geneva")
    page.set_content(content)
    page.set_scroll_place((content.text.index("\n\n40 ") + 2, 30))
    start = page.visible_range()[0]
    place = page.rect_of(start + 60, start + 70)
    above = content.text.rindex("met", 0, start)
    nested = [Mark(5_000 + at, "span", "ORG", ((above - at, above + 3),), "ORG", "ORG") for at in range(4)]
    page.update_marks(nested, [])
    assert page.rect_of(start + 60, start + 70) == place


@pytest.mark.parametrize(
    "overlay",
    [
        Overlay(caret=12),
        Overlay(current=1),
        Overlay(selection=((4, 30),)),
        Overlay(found=((13, 18), (50, 56))),
        Overlay(preview=((4, 18),)),
        Overlay(tags=(Tag(4, 9, "1"), Tag(13, 18, "2"))),
        Overlay(tags=(Tag(4, 9, "as", "hint"),), dim=True),
        Overlay(arcs=(Arc((19, 22), (4, 18), "actor"), Arc((19, 22), (150, 158), "place"))),
    ],
)
def test_each_part_of_the_overlay_shows_and_goes_without_a_trace(page: PageView, overlay: Overlay) -> None:
    page.set_content(marked(TEXT, "Seoul"))
    plain = picture(page)
    page.set_overlay(overlay)
    assert picture(page) != plain
    page.set_overlay(Overlay())
    assert picture(page) == plain


def test_repainting_a_part_gives_the_same_as_painting_all(page: PageView) -> None:
    page.set_content(marked(TEXT, "Seoul", "Geneva"))
    page.set_overlay(Overlay(current=2, arcs=(Arc((19, 22), (150, 158), "place"),), tags=(Tag(50, 56, "3"),)))
    whole = picture(page)
    part = QRect(0, 150, page.viewport().width(), 40)
    assert page.viewport().grab(part).toImage() == whole.copy(part)


def test_a_kind_of_mark_can_be_told_without_colour(page: PageView) -> None:
    pictures = []
    for kind in ("span", "event", "suggestion", "hint"):
        page.set_content(marked(TEXT, "Seoul", kind=kind))
        pictures.append(picture(page).convertToFormat(picture(page).Format.Format_Grayscale8))
    assert all(one != other for at, one in enumerate(pictures) for other in pictures[:at])


def test_boilerplate_is_greyed(page: PageView) -> None:
    page.set_content(PageContent(TEXT))
    plain = picture(page)
    page.set_content(PageContent(TEXT, boilerplate=((0, 43),)))
    assert picture(page) != plain


def test_another_theme_keeps_the_place(page: PageView, theme: PageTheme) -> None:
    content = marked(long_text(100), "Geneva")
    page.set_content(content)
    page.set_scroll_place((content.text.index("\n\n40 ") + 2, 10))
    place = page.scroll_place()
    before = picture(page)
    page.set_theme(replace(theme, background="#1f2226", ink="#e6e4df"))
    assert page.scroll_place() == place
    assert picture(page) != before
    page.set_theme(theme)
    assert picture(page) == before


def test_zoom_keeps_the_first_line_and_enlarges(page: PageView) -> None:
    content = marked(long_text(100), "Geneva")
    page.set_content(content)
    start = content.text.index("\n\n40 ") + 2
    page.set_scroll_place((start, 0))
    height = page.rect_of(start, start + 2).height()
    page.set_zoom(200)
    assert page.scroll_place().offset == start
    assert height * 1.7 < page.rect_of(start, start + 2).height()


def test_another_width_keeps_the_first_line(page: PageView) -> None:
    content = marked(long_text(100), "Geneva")
    page.set_content(content)
    start = content.text.index("\n\n40 ") + 2
    page.set_scroll_place((start, 0))
    page.resize(400, 500)
    QApplication.processEvents()
    assert page.scroll_place().offset == start


@pytest.mark.parametrize(
    "text", ["", "\n", "\n\n\n", " \t ", "x", "😀", "a\u2028b\u2029c", "\u0301\u0301", "\x00\x1f\x7f", "ك" * 300]
)
def test_odd_texts_are_shown(page: PageView, text: str) -> None:
    page.set_content(PageContent(text, marks=(Mark(1, "span", "ORG", ((0, len(text)),), "ORG"),) if text else ()))
    page.set_overlay(Overlay(caret=len(text), current=1, selection=((0, len(text)),)))
    picture(page)
    assert page.visible_range() == (0, len(text))
    assert page.vertical_move(0, 1)[0] <= len(text)
    assert page.line_edge(len(text), False) <= len(text)


def test_marks_may_lie_anywhere(page: PageView) -> None:
    marks = (
        Mark(1, "event", "X", ()),
        Mark(2, "span", "ORG", ((3, 3),), "ORG"),
        Mark(3, "span", "ORG", ((5, 900),), "ORG"),
    )
    page.set_content(PageContent(TEXT, marks=marks))
    page.set_overlay(Overlay(current=1, caret=99_999, tags=(Tag(900, 990, "1"),)))
    picture(page)


def on_screen(page: PageView) -> QImage:
    """What is on the screen now, painted in whatever parts."""
    QApplication.processEvents()
    return page.screen().grabWindow(page.winId()).toImage()


@pytest.mark.parametrize(
    "overlays",
    [
        [Overlay(caret=5, current=3), Overlay(caret=60, current=1), Overlay(caret=2)],
        [Overlay(selection=((4, 9),)), Overlay(selection=((4, 30),)), Overlay(found=((50, 60), (4, 9)))],
        [Overlay(current=2, tags=(Tag(4, 9, "1"),)), Overlay(current=2), Overlay(current=2, dim=True), Overlay()],
        [Overlay(caret=len(TEXT), current=4), Overlay(caret=200), Overlay(caret=0, preview=((60, 160),))],
    ],
)
def test_parts_painted_one_by_one_look_like_the_whole(page: PageView, overlays: list[Overlay]) -> None:
    page.set_content(marked(TEXT, "Geneva"))
    on_screen(page)
    for overlay in overlays:
        page.set_overlay(overlay)
        in_parts = on_screen(page)
        page.viewport().update()
        assert in_parts == on_screen(page)


def test_the_minimap_shows_marks_that_come_after_a_resize(page: PageView) -> None:
    """Suggestions arrive while the document is open, and the window may have changed its size before."""
    content = marked("Oslo is far from here. " * 40, "Oslo")
    page.set_content(replace(content, marks=()))
    page.resize(page.width() - 40, page.height())
    before = page._minimap.grab().toImage()
    page.update_marks(content.marks)
    assert page._minimap.grab().toImage() != before
