"""The measures of the page at a zoom: every distance that geometry and painting agree on. Without Qt.

One line of text, from its top down: the head room (tags, arcs), the letters from cap height to the baseline, the drop
(descenders), the underlines (one lane each), the chips (one row each).
"""

from __future__ import annotations

from dataclasses import dataclass

EM = 16
"""The article's type size in pixels at 100 %."""

COLUMN = 44
"""The widest a line may get, in em."""


@dataclass(frozen=True, slots=True)
class Measures:
    """Distances in whole pixels. Line height comes to about 2.5 em where one row of chips suffices."""

    em: int
    cap: int
    drop: int
    head: int
    under: int
    lane: int
    row: int
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
        return self.head + self.cap + self.drop + self.under + self.row


def measures(zoom: int, *, cap: float, descent: float, chip_cap: float) -> Measures:
    """The measures at a zoom in percent, for a text face and a chip face of these heights in pixels."""
    scale = zoom / 100
    em = round(EM * scale)

    def scaled(pixels: float) -> int:
        return max(1, round(pixels * scale))

    return Measures(
        em=em,
        cap=round(cap),
        drop=max(round(descent), round(0.3 * em)),
        head=scaled(12),
        under=max(2, scaled(2)),
        lane=max(3, scaled(3)),
        row=round(chip_cap) + scaled(3),
        chip_cap=round(chip_cap),
        least_chip=scaled(30),
        space=scaled(8),
        blank=scaled(10),
        column=COLUMN * em,
        margin=scaled(28),
        gutter=scaled(14),
    )
