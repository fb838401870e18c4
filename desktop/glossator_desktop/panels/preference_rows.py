"""The preferences as rows with values that a key steps through. Without Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, Literal, TypeAlias, get_args

from glossator_desktop.page.look import Density, Numbers, ReadingWidth, Spacing
from glossator_desktop.preferences import Preferences, next_zoom

RowName: TypeAlias = Literal[
    "theme", "zoom", "serif", "density", "spacing", "width", "numbers", "suggest_ahead", "back_up"
]

THEME_TITLE: Final = {"system": "as the system", "light": "light", "dark": "dark"}
DENSITY_TITLE: Final[dict[Density, str]] = {
    "chips": "chips",
    "colours": "colours only",
    "current": "current event only",
}
DENSITY_HELP: Final[dict[Density, str]] = {
    "chips": "Every label stands below its words. Ctrl+D changes it.",
    "colours": "Labels only where you are and where you point. Ctrl+D changes it.",
    "current": "One event in full, all else as faint lines. Ctrl+D changes it.",
}
DENSITY_SAID: Final[dict[Density, str]] = {
    "chips": "Every label is shown.",
    "colours": "Colours only: labels show where you are and where you point.",
    "current": "Only the current event is shown in full.",
}
NUMBERS_HELP: Final[dict[Numbers, str]] = {
    "off": "In the left margin: none.",
    "paragraphs": "In the left margin: paragraphs, without blank lines.",
    "lines": "In the left margin: lines of the file; one that wraps has one number.",
}
_CHOICES: Final[dict[RowName, tuple[str, ...]]] = {
    "theme": ("system", "light", "dark"),
    "density": get_args(Density),
    "spacing": get_args(Spacing),
    "width": get_args(ReadingWidth),
    "numbers": get_args(Numbers),
}


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
        PreferenceRow("serif", "Typeface", "Of the article; serifs first, then sans.", chosen.serif or "the best here"),
        PreferenceRow("density", "What the page shows", DENSITY_HELP[chosen.density], DENSITY_TITLE[chosen.density]),
        PreferenceRow("spacing", "Spacing", "Between lines and paragraphs.", chosen.spacing),
        PreferenceRow("width", "Line length", "How wide the text may run.", chosen.width),
        PreferenceRow("numbers", "Numbers", NUMBERS_HELP[chosen.numbers], chosen.numbers),
        PreferenceRow(
            "suggest_ahead",
            "Suggest ahead",
            "A model reads the next documents while you work. It never goes online.",
            "on" if chosen.suggest_ahead else "off",
        ),
        PreferenceRow(
            "back_up",
            "Back up while working",
            "Every hour, beside the project; older backups make room.",
            "on" if chosen.back_up else "off",
        ),
    ]


def stepped(chosen: Preferences, name: RowName, step: int, *, serifs: Sequence[str]) -> Preferences:
    """The preferences with one of them moved to its next (+1) or previous (-1) value."""
    if name in _CHOICES:
        choices = _CHOICES[name]
        value: Any = choices[(choices.index(getattr(chosen, name)) + step) % len(choices)]
        return replace(chosen, **{name: value})
    if name == "zoom":
        return replace(chosen, zoom=next_zoom(chosen.zoom, step))
    if name == "suggest_ahead":
        return replace(chosen, suggest_ahead=not chosen.suggest_ahead)
    if name == "back_up":
        return replace(chosen, back_up=not chosen.back_up)
    offered: list[str | None] = [None, *serifs]
    at = offered.index(chosen.serif) if chosen.serif in offered else 0
    return replace(chosen, serif=offered[(at + step) % len(offered)])
