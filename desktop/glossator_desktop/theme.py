"""The look of the window: themes read from TOML, colours for labels, and the style sheet made from them."""

from __future__ import annotations

import dataclasses
import tomllib
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from string import Template
from typing import Literal, TypeAlias

from glossator.schema import Schema
from glossator_desktop.colours import ENHANCED, mix, readable
from glossator_desktop.page.style import PageTheme

ThemeName: TypeAlias = Literal["light", "dark"]

TINT = 0.17
"""How much of its label's colour the ground of an annotation takes on."""


@dataclass(frozen=True, slots=True)
class Theme:
    """Every colour of the window, as `#rrggbb`; `shadow` is the alpha (0..255) of the darkest shadow.

    `faint` is for lines of boilerplate and for what is switched off, `muted` for other text: both 4.5 : 1 on the page.
    """

    name: ThemeName
    page: str
    panel: str
    raised: str
    hover: str
    ink: str
    muted: str
    faint: str
    accent: str
    accent_ink: str
    accent_tint: str
    selection: str
    found: str
    line: str
    edge: str
    shadow: int
    trigger: str
    filler: str
    ok: str
    warning: str
    error: str
    labels: tuple[str, ...]
    high_contrast: bool = False

    @property
    def dark(self) -> bool:
        """True where text is lighter than its ground."""
        return self.name == "dark"


@dataclass(frozen=True, slots=True)
class LabelColour:
    """How one label is drawn: ground of an annotation, its underline or outline, and the ink of its chip."""

    fill: str
    line: str
    ink: str


_wanted = {"high contrast": False}


def prefer_contrast(high: bool) -> None:
    """From now on load themes in high contrast, or no longer."""
    _wanted["high contrast"] = high


def load_theme(name: ThemeName) -> Theme:
    """The theme of that name from the resources, in the contrast that was asked for."""
    return _load_theme(name, _wanted["high contrast"])


@lru_cache
def _load_theme(name: ThemeName, high_contrast: bool) -> Theme:
    text = _resource(f"{name}.toml")
    values = tomllib.loads(text)
    values["labels"] = tuple(values["labels"])
    theme = Theme(name=name, **values)
    return contrasted(theme) if high_contrast else theme


def contrasted(theme: Theme) -> Theme:
    """A theme in high contrast: black and white grounds, text at 7 : 1, edges at 4.5 : 1."""
    ground = "#000000" if theme.dark else "#ffffff"
    tint = mix(theme.accent, ground, 0.28 if theme.dark else 0.12)
    grounds = (ground, tint)

    def text(colour: str) -> str:
        return readable(colour, *grounds, least=ENHANCED)

    return dataclasses.replace(
        theme,
        page=ground, panel=ground, raised=ground, hover=tint, accent_tint=tint,
        ink=text(theme.ink), muted=text(theme.ink), faint=text(theme.muted),
        accent=text(theme.accent), accent_ink=ground,
        ok=text(theme.ok), warning=text(theme.warning), error=text(theme.error),
        line=mix(theme.ink, ground, 0.3), edge=readable(theme.edge, *grounds),
        trigger=readable(theme.trigger, *grounds), filler=readable(theme.filler, *grounds),
        high_contrast=True,
    )  # fmt: skip


def _resource(name: str) -> str:
    return resources.files("glossator_resources.themes").joinpath(name).read_text(encoding="utf-8")


def label_colour(theme: Theme, schema: Schema | None, name: str) -> LabelColour:
    """The colours of an entity type, of "trigger" or of "filler"; a steady one of the palette for other names."""
    return _shades(theme, _base_colour(theme, schema, name))


def _base_colour(theme: Theme, schema: Schema | None, name: str) -> str:
    if name == "trigger":
        return theme.trigger
    if name == "filler":
        return theme.filler
    entity_type = schema.entity_type(name) if schema is not None else None
    if entity_type is not None:
        return entity_type.colour.dark if theme.dark else entity_type.colour.light
    return theme.labels[zlib.crc32(name.encode()) % len(theme.labels)]


@lru_cache(maxsize=512)
def _shades(theme: Theme, colour: str) -> LabelColour:
    if theme.high_contrast:
        colour = readable(colour, theme.page)
    fill = mix(colour, theme.page, TINT)
    return LabelColour(fill=fill, line=colour, ink=readable(colour, fill, theme.page, theme.panel, theme.accent_tint))


def label_colours(theme: Theme, schema: Schema | None) -> Callable[[str], LabelColour]:
    """`label_colour` with the theme and the schema filled in; remembers what it has answered."""
    return cache(lambda name: label_colour(theme, schema, name))


def page_theme(theme: Theme, schema: Schema | None, *, serif: Sequence[str], sans: Sequence[str]) -> PageTheme:
    """What the page needs of a theme, a schema's colours and the typefaces."""
    return PageTheme(
        background=theme.page,
        ink=theme.ink,
        muted=theme.muted,
        faint=theme.faint,
        accent=theme.accent,
        accent_tint=theme.accent_tint,
        selection=theme.selection,
        found=theme.found,
        line=theme.line,
        colours=label_colours(theme, schema),
        serif=serif,
        sans=sans,
    )


def style_sheet(theme: Theme) -> str:
    """The Qt style sheet of the window in this theme."""
    values = {key: str(value) for key, value in dataclasses.asdict(theme).items()}
    return Template(_resource("window.qss")).substitute(values)


def palette_colours(theme: Theme) -> dict[str, str]:
    """Colours by the names of Qt's palette roles, for dialogs and whatever the style sheet does not reach."""
    return {
        "Window": theme.panel,
        "WindowText": theme.ink,
        "Base": theme.page,
        "AlternateBase": theme.panel,
        "Text": theme.ink,
        "PlaceholderText": theme.muted,
        "Button": theme.raised,
        "ButtonText": theme.ink,
        "ToolTipBase": theme.raised,
        "ToolTipText": theme.ink,
        "Highlight": theme.accent,
        "HighlightedText": theme.accent_ink,
        "Link": theme.accent,
        "Accent": theme.accent,
    }
