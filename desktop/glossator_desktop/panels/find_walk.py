"""Going from hit to hit: which one comes next from where the person is. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from glossator.annotation import Fragment
from glossator_desktop.page.found import Hits


@dataclass(frozen=True, slots=True)
class Stand:
    """Where one is: words of the text, or an empty stretch for a caret; `item` is the mark that stands there, or 0."""

    place: Fragment
    item: int = 0


def nearest(hits: Hits, stand: Stand) -> int:
    """The hit that one stands on, else the first one that begins at or behind the place; -1 where none does."""
    at = hits.index(stand.place, stand.item)
    if at < 0:
        at = hits.from_offset(stand.place[0])
    return at if at < len(hits) else -1


def neighbour(hits: Hits, stand: Stand, way: int) -> int:
    """The hit after (`way` +1) or before (-1) the place; -1 where there is none in this direction."""
    at = hits.index(stand.place, stand.item)
    if 0 <= at:
        at += way
    elif stand.place[0] == stand.place[1]:
        at = hits.from_offset(stand.place[0]) - (way < 0)
    else:
        at = hits.behind(stand.place) if 0 < way else hits.before(stand.place)
    return at if 0 <= at < len(hits) else -1


def wrapped(hits: Hits, way: int) -> int:
    """The hit to go on with at the other end of the text; -1 where there are none at all."""
    if not len(hits):
        return -1
    return 0 if 0 < way else len(hits) - 1
