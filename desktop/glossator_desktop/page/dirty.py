"""Which words have to be painted anew when the overlay changes. Pure, without Qt."""

from __future__ import annotations

from collections.abc import Callable

from glossator.annotation import Fragment, Fragments
from glossator_desktop.page.content import Overlay


def changed_places(before: Overlay, now: Overlay, words_of: Callable[[int], Fragments]) -> Fragments | None:
    """The stretches that look different; None where it may be anything. `words_of` tells a mark's by its id."""
    if before.tags or now.tags or before.arcs or now.arcs or before.dim != now.dim:
        return None
    found: list[Fragment] = []
    if before.caret != now.caret:
        found.extend((caret, caret) for caret in (before.caret, now.caret) if caret is not None)
    if before.current != now.current:
        found.extend(part for item in (before.current, now.current) if item is not None for part in words_of(item))
    for old, new in (
        (before.selection, now.selection),
        (before.found, now.found),
        (before.preview, now.preview),
    ):
        if old != new:
            found.extend(set(old) ^ set(new))
    return tuple(found)
