"""Colours and typefaces of the page, as the shell hands them in. Without Qt."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol


class LabelColours(Protocol):
    """How one label is drawn, each as `#rrggbb` or `#aarrggbb`."""

    @property
    def fill(self) -> str:
        """The tint under the words of an annotation."""

    @property
    def line(self) -> str:
        """Underline, dashed outline, tick in the minimap."""

    @property
    def ink(self) -> str:
        """The chip's letters: readable (4.5 : 1) on the page."""


@dataclass(frozen=True, slots=True)
class PageTheme:
    """Every colour of the page as `#rrggbb`, and its families in order of preference.

    `colours` answers for a mark's or an arc's colour key; it must know "trigger" and "filler".
    """

    background: str
    ink: str
    muted: str
    faint: str
    accent: str
    accent_tint: str
    selection: str
    found: str
    line: str
    colours: Callable[[str], LabelColours]
    serif: Sequence[str]
    sans: Sequence[str]
