"""A chart as data: shapes in pixels, the first painted first. Screen, SVG and PNG are all made from it. Without Qt."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Literal, TypeAlias

Anchor: TypeAlias = Literal["left", "middle", "right"]


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line from one point to another, bent by `bend` pixels to its left side; `arrow`: with a head at its end."""

    x1: float
    y1: float
    x2: float
    y2: float
    colour: str
    width: float = 1.0
    bend: float = 0.0
    arrow: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle, filled and with an edge, each where it has a colour."""

    x: float
    y: float
    width: float
    height: float
    fill: str | None = None
    edge: str | None = None
    radius: float = 0.0
    edge_width: float = 1.0


@dataclass(frozen=True, slots=True)
class Dot:
    """A circle round a point."""

    x: float
    y: float
    radius: float
    fill: str | None = None
    edge: str | None = None
    edge_width: float = 1.0


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text; `y` is the middle of its height. `halo`: the colour of a seam around its letters."""

    x: float
    y: float
    text: str
    colour: str
    size: int = 11
    bold: bool = False
    anchor: Anchor = "left"
    halo: str | None = None


Shape: TypeAlias = Stroke | Box | Dot | Words


@dataclass(frozen=True, slots=True)
class Drawing:
    """Shapes on a ground."""

    width: float
    height: float
    ground: str
    shapes: tuple[Shape, ...] = ()
    title: str = ""


def width_of(text: str, size: int) -> float:
    """About how wide a line of text is, in pixels: enough to keep names apart."""
    wide = 0 if text.isascii() else sum(unicodedata.east_asian_width(letter) in "WF" for letter in text)
    return (0.56 * (len(text) - wide) + wide) * size


def fitting(text: str, width: float, size: int) -> str:
    """Text cut, with an ellipsis, to about a width in pixels."""
    if width_of(text, size) <= width:
        return text
    while text and width < width_of(text + "…", size):
        text = text[:-1]
    return text.rstrip() + "…" if text else ""
