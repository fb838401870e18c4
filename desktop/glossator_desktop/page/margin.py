"""The numbers of paragraphs or lines beside the text: exact without laying anything out. Pure, without Qt."""

from __future__ import annotations

from itertools import accumulate

from glossator_desktop.page.blocks import Blocks
from glossator_desktop.page.look import Numbers


class MarginNumbers:
    """A number for each block that begins a paragraph, or a line of the text; 0 for the others.

    Lines are those of the text: one that wraps counts once, whatever the width. Blank lines count as lines, but not as
    paragraphs, and show no number.
    """

    def __init__(self, text: str, blocks: Blocks, kind: Numbers) -> None:
        pairs = zip(blocks.starts, blocks.ends, strict=True)
        shown = [start < end and not text[start:end].isspace() for start, end in pairs]
        begins = [at not in blocks.lines for at in range(len(blocks))] if blocks.lines else [True] * len(blocks)
        counted = begins if kind == "lines" else list(map(_both, shown, begins))
        totals = accumulate(map(int, counted))
        self._numbers = [
            total if show and begin else 0 for total, show, begin in zip(totals, shown, begins, strict=True)
        ]
        self.widest = "0" * len(str(max(self._numbers, default=0)))

    def of(self, block: int) -> int:
        """The number beside a block's first line; 0: none."""
        return self._numbers[block]


def _both(one: bool, other: bool) -> bool:
    return one and other
