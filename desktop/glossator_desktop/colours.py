"""Colour arithmetic of the window: mixing, contrast, and inks that can be read. Pure, without Qt."""

from __future__ import annotations

import colorsys
from typing import TypeAlias

Rgb: TypeAlias = tuple[int, int, int]

READABLE = 4.5
"""The contrast that WCAG 2.2 AA asks of text."""

ENHANCED = 7.0
"""The contrast that its level AAA asks of text."""


def parse(colour: str) -> Rgb:
    """`#rrggbb` as three numbers of 0..255. Raises ValueError for anything else."""
    digits = colour.removeprefix("#")
    if len(digits) != 6:
        raise ValueError(f"a colour is written #rrggbb, not {colour!r}")
    return int(digits[0:2], 16), int(digits[2:4], 16), int(digits[4:6], 16)


def to_hex(rgb: Rgb) -> str:
    """Three numbers of 0..255 as `#rrggbb`."""
    return "#{:02x}{:02x}{:02x}".format(*rgb)


def luminance(colour: str) -> float:
    """Relative luminance, 0 (black) to 1 (white), as WCAG 2.2 defines it."""
    red, green, blue = (_linear(channel / 255) for channel in parse(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)


def contrast(one: str, other: str) -> float:
    """The WCAG contrast ratio of two colours, 1 to 21."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def mix(colour: str, ground: str, share: float) -> str:
    """`share` (0..1) of a colour laid over an opaque ground."""
    over, under = parse(colour), parse(ground)
    red, green, blue = (round(a * share + b * (1 - share)) for a, b in zip(over, under, strict=True))
    return to_hex((red, green, blue))


def readable(colour: str, *grounds: str, least: float = READABLE) -> str:
    """The colour nearest to this one, in its hue, whose contrast on every ground is at least `least`.

    It goes darker on light grounds and lighter on dark ones; black or white is the last resort.
    """
    red, green, blue = (channel / 255 for channel in parse(colour))
    hue, lightness, saturation = colorsys.rgb_to_hls(red, green, blue)
    step = -0.01 if min(luminance(ground) for ground in grounds) > 0.18 else 0.01
    ink = colour
    while min(contrast(ink, ground) for ground in grounds) < least:
        lightness += step
        if not 0 < lightness < 1:
            return "#000000" if step < 0 else "#ffffff"
        channels = colorsys.hls_to_rgb(hue, lightness, saturation)
        ink = to_hex((round(channels[0] * 255), round(channels[1] * 255), round(channels[2] * 255)))
    return ink
