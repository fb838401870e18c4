"""Moving the edges of a stretch, by token or by character: pure functions.

An edge never crosses the other one and never comes to rest on white space.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, TypeAlias

from glossator.annotation import Fragment, Fragments
from glossator.text.graphemes import is_boundary, next_boundary, previous_boundary
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


def edge_at(
    text: str, tokens: TokenIndex, fragments: Fragments, place: int, side: Side, offset: int, *, exact: bool = False
) -> Fragments:
    """The fragments with one edge of the one at `place` brought to the nearest edge of a token, or of a character.

    It stays within the fragments beside it, and unchanged where nothing would be left of it.
    """
    start, end = fragments[place]
    low = fragments[place - 1][1] if place else 0
    high = fragments[place + 1][0] if place + 1 < len(fragments) else len(text)
    edge = _nearest(text, tokens, offset, side, exact=exact)
    moved = (start, min(edge, high)) if side == "right" else (max(edge, low), end)
    if not text[moved[0] : moved[1]].strip():
        return fragments
    return (*fragments[:place], moved, *fragments[place + 1 :])


def _nearest(text: str, tokens: TokenIndex, offset: int, side: Side, *, exact: bool) -> int:
    """The boundary nearest to an offset: of a character, or that side of a token."""
    if exact:
        return offset if is_boundary(text, offset) else next_boundary(text, offset)
    kind: Edge = "end" if side == "right" else "start"
    before, after = tokens.previous_edge(offset + 1, kind), tokens.next_edge(offset, kind)
    found = [edge for edge in (before, after) if edge is not None]
    return min(found, key=lambda edge: abs(edge - offset), default=offset)


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
