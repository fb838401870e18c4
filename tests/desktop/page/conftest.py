"""A page on an offscreen screen, with a theme of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from pytestqt.qtbot import QtBot

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
