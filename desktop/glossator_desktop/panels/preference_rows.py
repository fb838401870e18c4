"""The preferences as rows with values that a key steps through. Without Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from glossator_desktop.preferences import Preferences, ThemeChoice, next_zoom

RowName: TypeAlias = Literal["theme", "zoom", "serif", "suggest_ahead"]

THEMES: tuple[ThemeChoice, ...] = ("system", "light", "dark")
THEME_TITLE = {"system": "as the system", "light": "light", "dark": "dark"}


@dataclass(frozen=True, slots=True)
class PreferenceRow:
    """One preference with its value in words."""

    name: RowName
    title: str
    help: str
    value: str


def preference_rows(chosen: Preferences) -> list[PreferenceRow]:
    """Every preference as it stands."""
    return [
        PreferenceRow("theme", "Theme", "Light or dark.", THEME_TITLE[chosen.theme]),
        PreferenceRow("zoom", "Text size", "Of the article; Ctrl + and Ctrl - do the same.", f"{chosen.zoom} %"),
        PreferenceRow("serif", "Typeface", "Of the article.", chosen.serif or "the best here"),
        PreferenceRow(
            "suggest_ahead",
            "Suggest ahead",
            "A model reads the next documents while you work. It never goes online.",
            "on" if chosen.suggest_ahead else "off",
        ),
    ]


def stepped(chosen: Preferences, name: RowName, step: int, *, serifs: Sequence[str]) -> Preferences:
    """The preferences with one of them moved to its next (+1) or previous (-1) value."""
    if name == "theme":
        return replace(chosen, theme=THEMES[(THEMES.index(chosen.theme) + step) % len(THEMES)])
    if name == "zoom":
        return replace(chosen, zoom=next_zoom(chosen.zoom, step))
    if name == "suggest_ahead":
        return replace(chosen, suggest_ahead=not chosen.suggest_ahead)
    offered: list[str | None] = [None, *serifs]
    at = offered.index(chosen.serif) if chosen.serif in offered else 0
    return replace(chosen, serif=offered[(at + step) % len(offered)])
