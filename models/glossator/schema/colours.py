"""Colours of labels: a pair for the light and the dark page, and the arithmetic that keeps text legible.

Part of the schema layer; pure functions over "#rrggbb" strings. Contrast is WCAG 2.2's relative luminance ratio.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

LIGHT_PAGE = "#fffefb"
DARK_PAGE = "#1f2226"
TINT = 0.17
"""How much of a label's colour its fill has; the rest is the page."""
AA = 4.5
"""The contrast WCAG asks of small text at level AA."""

_HEX = re.compile(r"#[0-9a-fA-F]{6}")


@dataclass(frozen=True, slots=True)
class ColourPair:
    """A label's colour on the light and on the dark page, each "#rrggbb"."""

    light: str
    dark: str


def is_colour(text: str) -> bool:
    """Whether this is "#rrggbb"."""
    return _HEX.fullmatch(text) is not None


def contrast(first: str, second: str) -> float:
    """The contrast ratio of two colours, 1.0 (the same) to 21.0 (black on white)."""
    darker, lighter = sorted((_luminance(first), _luminance(second)))
    return (lighter + 0.05) / (darker + 0.05)


def mix(colour: str, ground: str, share: float) -> str:
    """`share` (0 to 1) of a colour laid over a ground."""
    pairs = zip(_channels(colour), _channels(ground), strict=True)
    return "#" + "".join(f"{round(over * share + under * (1 - share)):02x}" for over, under in pairs)


def legible_ink(colour: str, page: str, *, tint: float = TINT, ratio: float = AA) -> str:
    """The nearest darker (on a dark page: lighter) shade of a colour that reads on that colour's own tint.

    Where even black or white does not reach `ratio`, that is what is returned.
    """
    ground = mix(colour, page, tint)
    pole = "#000000" if _luminance(page) > 0.18 else "#ffffff"
    for step in range(64, 0, -1):
        ink = mix(colour, pole, step / 64)
        if contrast(ink, ground) >= ratio:
            return ink
    return pole


def spare_colour(taken: Iterable[ColourPair]) -> ColourPair:
    """The first spare colour that no label has yet; once all are taken, they are gone through again."""
    used = tuple(taken)
    for pair in SPARE_COLOURS:
        if pair not in used:
            return pair
    return SPARE_COLOURS[len(used) % len(SPARE_COLOURS)]


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(channel / 255) for channel in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


SPARE_COLOURS = (
    ColourPair("#ca79a7", "#e086b6"),
    ColourPair("#0571d1", "#2eabff"),
    ColourPair("#0ba076", "#17d59d"),
    ColourPair("#876c9f", "#c0abd8"),
    ColourPair("#9e8148", "#f0c519"),
    ColourPair("#2b6200", "#b7e98c"),
    ColourPair("#8f654d", "#d1a380"),
    ColourPair("#8e1e49", "#f65691"),
    ColourPair("#3a45aa", "#6f82ea"),
    ColourPair("#1d858c", "#17ebf0"),
    ColourPair("#9c4aa0", "#da92dd"),
    ColourPair("#667583", "#a8b6c4"),
)
"""For labels that a schema gives no colour, such as those of an import. No vermilion: triggers have it."""
