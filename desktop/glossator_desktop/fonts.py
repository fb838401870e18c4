"""Typefaces of the window: stacks with fallbacks, so that Korean and Arabic show beside Latin on every system."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtGui import QFont, QFontDatabase

SERIF = (
    "Source Serif 4",
    "Source Serif Pro",
    "Charter",
    "Noto Serif",
    "Georgia",
    "Cambria",
    "DejaVu Serif",
    "Liberation Serif",
    "Times New Roman",
)
SANS = ("Inter", "Noto Sans", "Segoe UI", "SF Pro Text", "Helvetica Neue", "DejaVu Sans", "Liberation Sans", "Arial")
MONO = ("JetBrains Mono", "DejaVu Sans Mono", "SF Mono", "Cascadia Mono", "Consolas", "Noto Sans Mono", "Courier New")

SERIF_FALLBACKS = (
    "Noto Serif CJK KR",
    "Noto Serif KR",
    "AppleMyungjo",
    "Batang",
    "Noto Naskh Arabic",
    "Amiri",
    "Geeza Pro",
    "Traditional Arabic",
)
SANS_FALLBACKS = (
    "Noto Sans CJK KR",
    "Noto Sans KR",
    "Apple SD Gothic Neo",
    "Malgun Gothic",
    "Noto Sans Arabic",
    "Noto Naskh Arabic",
    "Geeza Pro",
    "DejaVu Sans",
)

BODY = 13
SMALL = 12
TINY = 11
"""Sizes of the interface's text in device-independent pixels."""


@lru_cache
def installed(families: tuple[str, ...]) -> tuple[str, ...]:
    """Those of the families that this system has, in the order given. Needs a QGuiApplication."""
    known = set(QFontDatabase.families())
    return tuple(family for family in families if family in known)


def serif_stack(first: str | None = None) -> list[str]:
    """Families for the article: the person's own choice, the best serif here, then Korean and Arabic."""
    if first in SANS:
        return _stack(first, SANS, SANS_FALLBACKS, last="sans-serif")
    return _stack(first, SERIF, SERIF_FALLBACKS, last="serif")


def sans_stack() -> list[str]:
    """Families for everything around the article."""
    return _stack(None, SANS, SANS_FALLBACKS, last="sans-serif")


def mono_stack() -> list[str]:
    """Families for the caps of keys."""
    return _stack(None, MONO, (), last="monospace")


def _stack(first: str | None, families: tuple[str, ...], fallbacks: tuple[str, ...], *, last: str) -> list[str]:
    best = installed(families)[:2]
    return [*((first,) if first else ()), *best, *installed(fallbacks), last]


@lru_cache(maxsize=64)
def sans(size: int = BODY, *, bold: bool = False, medium: bool = False) -> QFont:
    """The interface's font at a size in pixels. Do not change what this returns: it is shared."""
    return _font(sans_stack(), size, bold=bold, medium=medium)


@lru_cache(maxsize=16)
def mono(size: int = TINY, *, bold: bool = True) -> QFont:
    """The fixed-width font of key caps. Do not change what this returns: it is shared."""
    return _font(mono_stack(), size, bold=bold, medium=False)


def _font(families: list[str], size: int, *, bold: bool, medium: bool) -> QFont:
    font = QFont(families)
    font.setPixelSize(size)
    if bold or medium:
        font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Medium)
    return font


def face_choices() -> list[str]:
    """The families a person may choose the article's face from: what is installed of the serifs, then of the sans."""
    return [*installed(SERIF), *installed(SANS)]
