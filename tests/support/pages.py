"""Texts with marks for the page, and ways to look at it."""

from __future__ import annotations

import re

from PySide6.QtGui import QImage

from glossator_desktop.page.content import Mark, MarkKind, PageContent
from glossator_desktop.page.view import PageView


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
