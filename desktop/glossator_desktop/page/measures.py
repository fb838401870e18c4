"""The measures of the page at a zoom: every distance that geometry and painting agree on. Without Qt.

One line of text, from its top down: the head room (tags, arcs), the letters from cap height to the baseline, the drop
(descenders), the underlines (one lane each), the chips (one row each, unless the look does without).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from glossator_desktop.page.look import PageLook, ReadingWidth, Spacing

EM = 16
"""The article's type size in pixels at 100 %."""

COLUMN: Final[Mapping[ReadingWidth, int]] = {"narrow": 32, "medium": 44, "wide": 62, "full": 400}
"""The widest a line may get, in em."""

_HEAD: Final[Mapping[Spacing, tuple[int, int]]] = {"tight": (9, 10), "normal": (12, 12), "airy": (18, 17)}
"""Pixels of head room: with chips, and without, where it also has to take the label of what is current."""

_SPACE: Final[Mapping[Spacing, tuple[int, int]]] = {"tight": (4, 7), "normal": (8, 10), "airy": (12, 14)}
"""Pixels after a paragraph, and the height of a blank line."""

_NORMAL: Final = PageLook()


@dataclass(frozen=True, slots=True)
class Measures:
    """Distances in whole pixels. Line height comes to about 2.5 em with chips, 1.8 em without."""

    em: int
    cap: int
    drop: int
    head: int
    tag: int
    under: int
    lane: int
    row: int
    rows: int
    chip_cap: int
    least_chip: int
    space: int
    blank: int
    column: int
    margin: int
    gutter: int

    @property
    def pitch(self) -> int:
        """The height of a line with one lane and one row."""
        return self.head + self.cap + self.drop + self.under + self.rows * self.row


def measures(zoom: int, *, cap: float, descent: float, chip_cap: float, look: PageLook = _NORMAL) -> Measures:
    """The measures at a zoom in percent, for a text face and a chip face of these heights in pixels."""
    scale = zoom / 100
    em = round(EM * scale)

    def scaled(pixels: float) -> int:
        return max(1, round(pixels * scale))

    head = _HEAD[look.spacing][0 if look.has_chips else 1]
    space, blank = _SPACE[look.spacing]
    return Measures(
        em=em,
        cap=round(cap),
        drop=max(round(descent), round(0.3 * em)),
        head=scaled(head),
        tag=min(scaled(13), scaled(head + 2)),
        under=max(2, scaled(2)),
        lane=max(3, scaled(3)),
        row=round(chip_cap) + scaled(3),
        rows=int(look.has_chips),
        chip_cap=round(chip_cap),
        least_chip=scaled(30),
        space=scaled(space),
        blank=scaled(blank),
        column=COLUMN[look.width] * em,
        margin=scaled(28),
        gutter=scaled(14),
    )
