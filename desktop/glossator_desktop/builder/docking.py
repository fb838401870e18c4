"""Where a card goes that finds no place beside the words: to an edge of the page, the text moved away. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from glossator_desktop.builder.card_layout import CHIP_GAP, Box, overlap

TAG_GAP: Final = 16.0
"""Pixels above a word that its number takes."""


class Docked(NamedTuple):
    """The card's place, and how many pixels the text is to move up (negative: down) before that."""

    box: Box
    shift: float


def hides(spot: Box, anchor: Box, keep: Sequence[Box]) -> bool:
    """Whether a card there would cover words that must stay in sight, or their numbers."""
    return any(0 < overlap(spot, _with_number(box)) for box in (anchor, *keep))


def dock(
    size: tuple[float, float], page: Box, anchor: Box, keep: Sequence[Box], *, up: float = 0.0, down: float = 0.0
) -> Docked:
    """At the lower edge of the page, or at the upper one if that hides less.

    `up` and `down` are how far (pixels) the text can be moved either way; the anchor is never moved out of sight.
    """
    width, height = size
    words = [_with_number(box) for box in (anchor, *keep)]
    low, high = max(box.bottom for box in words), min(box.top for box in words)
    below = Box(page.left, page.bottom - height, width, height)
    above = Box(page.left, page.top, width, height)
    rise = max(0.0, min(low + CHIP_GAP - below.top, _with_number(anchor).top - page.top, up))
    if not rise:
        # With room to spare, what is hidden above the page comes into sight.
        rise = -max(0.0, min(page.top - high, below.top - CHIP_GAP - low, down))
    sink = max(0.0, min(above.bottom - high, page.bottom - CHIP_GAP - anchor.bottom, down))
    return min((Docked(below, rise), Docked(above, -sink)), key=lambda docked: _cover(docked, words))


def _cover(docked: Docked, words: Sequence[Box]) -> tuple[int, int]:
    """How much of the anchor, which is the first, and how much of the rest is covered, in pixels."""
    moved = [box._replace(top=box.top - docked.shift) for box in words]
    covered = [round(overlap(docked.box, box)) for box in moved]
    return covered[0], sum(covered[1:])


def _with_number(box: Box) -> Box:
    return Box(box.left, box.top - TAG_GAP, box.width, box.height + TAG_GAP)
