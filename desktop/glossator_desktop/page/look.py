"""How much the page shows, and how closely: density, spacing, width of the lines, numbers in the margin. Without Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

Density: TypeAlias = Literal["chips", "colours", "current"]
Spacing: TypeAlias = Literal["tight", "normal", "airy"]
ReadingWidth: TypeAlias = Literal["narrow", "medium", "wide", "full"]
Numbers: TypeAlias = Literal["off", "paragraphs", "lines"]


@dataclass(frozen=True, slots=True)
class PageLook:
    """What a person chose of the page's build.

    `density`: "chips" shows a label below each mark; "colours" shows labels only for what is current and under the
    pointer, so that lines lie closer; "current" draws only the current event in full and all else as faint lines.
    `numbers`: of paragraphs (lines of the text that are not blank), or of all lines of the text, in the margin.
    """

    density: Density = "chips"
    spacing: Spacing = "normal"
    width: ReadingWidth = "medium"
    numbers: Numbers = "off"

    @property
    def has_chips(self) -> bool:
        """True if every label has room of its own below the line."""
        return self.density == "chips"
