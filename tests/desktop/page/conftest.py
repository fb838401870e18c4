"""A page on an offscreen screen, with a theme of its own, and ways to look at it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from glossator_desktop.page.content import Mark, MarkKind, PageContent
from glossator_desktop.page.style import PageTheme
from glossator_desktop.page.view import PageView


@dataclass(frozen=True, slots=True)
class Colours:
    fill: str
    line: str
    ink: str


@pytest.fixture
def theme() -> PageTheme:
    """The light palette."""
    return PageTheme(
        background="#fffefb",
        ink="#1f2328",
        muted="#6b7078",
        faint="#949899",
        accent="#2f5d8a",
        accent_tint="#e6eef6",
        selection="#cfe0f2",
        found="#ffe7a0",
        line="#e3e1dc",
        colours=lambda name: Colours("#d7e8f2", "#d55e00" if name == "trigger" else "#0072b2", "#005a8c"),
        serif=("Noto Serif", "DejaVu Serif", "serif"),
        sans=("Noto Sans", "DejaVu Sans", "sans-serif"),
    )


@pytest.fixture
def new_page(qtbot: QtBot, theme: PageTheme) -> Callable[[], PageView]:
    """Makes pages, shown."""

    def make() -> PageView:
        page = PageView(theme)
        qtbot.addWidget(page)
        page.resize(700, 500)
        with qtbot.waitExposed(page):
            page.show()
        return page

    return make


@pytest.fixture
def page(new_page: Callable[[], PageView]) -> PageView:
    """An empty page, shown."""
    return new_page()


def picture(page: PageView) -> QImage:
    """What the page looks like now."""
    return page.grab().toImage()


def marked(text: str, *words: str, kind: MarkKind = "span", label: str = "ORG", first: int = 1) -> PageContent:
    """A text with a mark on every occurrence of these words."""
    places = sorted({match.span() for word in words for match in re.finditer(re.escape(word), text)})
    marks = [Mark(at, kind, label, (place,), label, label) for at, place in enumerate(places, first)]
    return PageContent(text, "A title", "a source", tuple(marks))


def long_text(paragraphs: int) -> str:
    """Paragraphs of unequal length, each beginning with its number."""
    return "\n\n".join(f"{at} " + "the envoy met officials in Geneva " * (1 + at % 7) for at in range(paragraphs))
