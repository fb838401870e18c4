"""The page survives what should not happen: errors while painting, painting before it is ready."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QPaintEvent
from pytestqt.qtbot import QtBot

from glossator_desktop.page import painting
from glossator_desktop.page.content import PageContent
from glossator_desktop.page.style import PageTheme
from glossator_desktop.page.view import PageView
from support.pages import marked, picture


def test_an_error_while_painting_leaves_no_painter_behind(page: PageView, monkeypatch: pytest.MonkeyPatch) -> None:
    page.set_content(marked("The envoy met.", "envoy"))
    before = picture(page)

    def fail(*_: object) -> None:
        raise RuntimeError("no paint")

    with monkeypatch.context() as patch:
        patch.setattr(painting, "paint_tints", fail)
        with pytest.raises(RuntimeError, match="no paint"):
            picture(page)
    assert picture(page) == before


def test_it_may_be_painted_and_resized_before_it_is_ready(theme: PageTheme, qtbot: QtBot) -> None:
    class Hasty(PageView):
        def setFrameShape(self, shape: PageView.Shape) -> None:
            self.resize(300, 300)
            self.paintEvent(QPaintEvent(self.rect()))
            self.scrollContentsBy(0, 1)
            super().setFrameShape(shape)

    page = Hasty(theme)
    qtbot.addWidget(page)
    page.set_content(PageContent("text"))
    assert not picture(page).isNull()


def test_a_page_never_shown_answers(theme: PageTheme, qtbot: QtBot) -> None:
    page = PageView(theme)
    qtbot.addWidget(page)
    page.set_content(marked("The envoy met.", "envoy"))
    assert page.visible_range() == (0, 14)
    page.resize(0, 0)
    page.resize(5_000, 40)
    page.set_zoom(20)
    page.set_zoom(500)
    page.ensure_visible(3, 9)
