"""Moving the edges of a stretch, by token or by character: pure functions.

An edge never crosses the other one and never comes to rest on white space.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, TypeAlias

from glossator.annotation import Fragment, Fragments
from glossator.text.graphemes import next_boundary, previous_boundary
from glossator.text.tokens import Edge, TokenIndex

Side: TypeAlias = Literal["left", "right"]
Way: TypeAlias = Literal["out", "in"]
Unit: TypeAlias = Literal["token", "character"]


def move_edge(text: str, tokens: TokenIndex, fragments: Fragments, side: Side, way: Way, unit: Unit) -> Fragments:
    """The fragments with one outer edge moved by one unit; unchanged where it cannot move."""
    if not fragments:
        return fragments
    if side == "right":
        return (*fragments[:-1], _moved(text, tokens, fragments[-1], side, way, unit))
    moved = _moved(text, tokens, fragments[0], side, way, unit)
    if len(fragments) == 1:
        return (moved,)
    return (moved, *fragments[1:])


def _moved(text: str, tokens: TokenIndex, fragment: Fragment, side: Side, way: Way, unit: Unit) -> Fragment:
    start, end = fragment
    forward = (side == "right") == (way == "out")
    edge = end if side == "right" else start
    if unit == "token":
        kind: Edge = "end" if side == "right" else "start"
        moved = tokens.next_edge(edge, kind) if forward else tokens.previous_edge(edge, kind)
    else:
        moved = _by_character(text, edge, side, forward=forward)
    if moved is None:
        return fragment
    result = (start, moved) if side == "right" else (moved, end)
    return result if result[0] < result[1] else fragment


def _by_character(text: str, edge: int, side: Side, *, forward: bool) -> int | None:
    """One grapheme on, and past white space: the character just inside the edge must not be blank."""
    step: Callable[[str, int], int] = next_boundary if forward else previous_boundary
    place = edge
    while True:
        moved = step(text, place)
        if moved == place:
            return None
        place = moved
        inside = text[place - 1 : place] if side == "right" else text[place : place + 1]
        if inside and not inside.isspace():
            return place
