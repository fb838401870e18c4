from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossator.schema import load_schema
from glossator_desktop.colours import READABLE, contrast, mix, parse, readable, to_hex
from glossator_desktop.theme import ThemeName, label_colour, load_theme, page_theme, palette_colours, style_sheet

THEMES: tuple[ThemeName, ...] = ("light", "dark")
COLOURS = st.tuples(*[st.integers(0, 255)] * 3).map(to_hex)


@given(COLOURS)
def test_colours_are_read_back_as_written(colour: str) -> None:
    assert to_hex(parse(colour)) == colour


@given(COLOURS, COLOURS, st.floats(0, 1))
def test_a_mix_lies_between(one: str, other: str, share: float) -> None:
    for mixed, a, b in zip(parse(mix(one, other, share)), parse(one), parse(other), strict=True):
        assert min(a, b) <= mixed <= max(a, b)


@given(COLOURS, COLOURS)
def test_contrast_is_symmetric_and_in_range(one: str, other: str) -> None:
    assert contrast(one, other) == contrast(other, one)
    assert 1 <= contrast(one, other) <= 21.01
    assert contrast(one, one) == 1


@given(COLOURS)
def test_an_ink_can_be_read_on_the_grounds_of_both_themes(colour: str) -> None:
    for name in THEMES:
        theme = load_theme(name)
        ink = readable(colour, theme.page, theme.panel)
        assert READABLE <= min(contrast(ink, theme.page), contrast(ink, theme.panel))


def test_something_else_than_a_colour_is_refused() -> None:
    with pytest.raises(ValueError, match="#rrggbb"):
        parse("#123")


@pytest.mark.parametrize("name", THEMES)
def test_text_can_be_read_on_every_ground(name: ThemeName) -> None:
    theme = load_theme(name)
    for ground in (theme.page, theme.panel, theme.raised, theme.hover, theme.accent_tint):
        for ink in (theme.ink, theme.muted, theme.accent, theme.ok, theme.warning, theme.error):
            assert READABLE <= contrast(ink, ground), (ink, ground)
    assert READABLE <= contrast(theme.accent_ink, theme.accent)
    assert 3 <= contrast(theme.faint, theme.page)
    assert READABLE <= contrast(theme.ink, theme.selection)
    assert READABLE <= contrast(theme.ink, theme.found)


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("spec", ["plover", "ace", "conll"])
def test_chips_of_every_label_can_be_read(name: ThemeName, spec: str) -> None:
    theme, schema = load_theme(name), load_schema(spec)
    names = [*(item.name for item in schema.entity_types), "trigger", "filler", "not in the schema"]
    for label in names:
        colours = label_colour(theme, schema, label)
        for ground in (colours.fill, theme.page, theme.panel):
            assert READABLE <= contrast(colours.ink, ground), label
        assert READABLE <= contrast(theme.ink, colours.fill), label


def test_a_label_keeps_its_colour_without_a_schema() -> None:
    theme = load_theme("light")
    assert label_colour(theme, None, "Person") == label_colour(theme, None, "Person")
    assert len({label_colour(theme, None, name).line for name in "ABCDEFGHIJ"}) > 1


@pytest.mark.parametrize("name", THEMES)
def test_the_style_sheet_has_no_blank_left(name: ThemeName) -> None:
    sheet = style_sheet(load_theme(name))
    assert "$" not in sheet
    assert load_theme(name).accent in sheet


@pytest.mark.parametrize("name", THEMES)
def test_the_page_is_the_brightest_surface_by_day(name: ThemeName) -> None:
    theme = load_theme(name)
    assert sum(parse(theme.panel)) < sum(parse(theme.page))


def test_the_page_and_qt_get_the_themes_colours() -> None:
    theme, schema = load_theme("dark"), load_schema("plover")
    page = page_theme(theme, schema, serif=["Noto Serif"], sans=["Noto Sans"])
    assert page.background == theme.page
    assert page.colours("PERSON") == label_colour(theme, schema, "PERSON")
    assert palette_colours(theme)["Base"] == theme.page
