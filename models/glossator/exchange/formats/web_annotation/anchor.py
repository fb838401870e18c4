"""Finding the words that selectors mean: by offsets where these are right, by the quoted words where they are not.

Part of `exchange`; pure functions.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from glossator.annotation import Fragment
from glossator.exchange.formats.web_annotation.model import Selector
from glossator.text.normalise import Normalised, normalise

AROUND = 24
"""How many code points before and after its words a selector quotes."""
_MOST = 10_000


@dataclass(frozen=True, slots=True)
class Anchor:
    """The stretch that a selector means; `moved`: its offsets were wrong, or there were none, and its words found."""

    fragment: Fragment
    moved: bool = False


def anchor(text: Normalised, selector: Selector) -> Anchor | None:
    """The stretch in the normalised text; None where neither offsets nor words lead to one.

    Offsets are code points of the text as it stands in its file. The words are looked for where they have the most of
    what is quoted before and after them, then where they are nearest to the offsets.
    """
    stated = _stated(text, selector)
    if selector.exact is None:
        return Anchor(stated) if stated is not None else None
    exact = normalise(selector.exact).text
    if stated is not None and text.text[slice(*stated)] == exact:
        return Anchor(stated)
    near = stated[0] if stated is not None else selector.start
    prefix, suffix = normalise(selector.prefix).text, normalise(selector.suffix).text
    found = max(
        _places(text.text, exact),
        key=lambda place: (
            _common_before(text.text, place, prefix) + _common_after(text.text, place + len(exact), suffix),
            0 if near is None else -abs(place - near),
            -place,
        ),
        default=None,
    )
    return None if found is None or not exact else Anchor((found, found + len(exact)), moved=True)


def _stated(text: Normalised, selector: Selector) -> Fragment | None:
    """The offsets in the normalised text, where they are of it."""
    start, end = selector.start, selector.end
    if start is None or end is None or not 0 <= start < end <= text.map.source_starts[-1]:
        return None
    found = text.map.from_source(start), text.map.from_source(end)
    return found if found[0] < found[1] else None


def _places(text: str, exact: str) -> Iterator[int]:
    place = text.find(exact) if exact else -1
    for _ in range(_MOST):
        if place < 0:
            return
        yield place
        place = text.find(exact, place + 1)


def _common_before(text: str, place: int, prefix: str) -> int:
    count = 0
    while count < min(place, len(prefix)) and text[place - 1 - count] == prefix[-1 - count]:
        count += 1
    return count


def _common_after(text: str, place: int, suffix: str) -> int:
    count = 0
    while count < min(len(text) - place, len(suffix)) and text[place + count] == suffix[count]:
        count += 1
    return count
