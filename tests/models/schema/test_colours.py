"""Colours: every label has its own, and its ink can be read on its own tint."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossator.schema import Schema, contrast, legible_ink, mix
from glossator.schema.colours import AA, DARK_PAGE, LIGHT_PAGE, SPARE_COLOURS, TINT, spare_colour

colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def test_contrast_is_wcags() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21.0)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_the_raw_palette_does_not_reach_what_its_ink_does() -> None:
    tint = mix("#009e73", LIGHT_PAGE, TINT)
    assert contrast("#009e73", tint) < AA <= contrast(legible_ink("#009e73", LIGHT_PAGE), tint)


@pytest.mark.parametrize("page", [LIGHT_PAGE, DARK_PAGE])
def test_each_ink_reads_on_its_own_tint(builtin: Schema, page: str) -> None:
    for type_ in builtin.entity_types:
        colour = type_.colour.light if page == LIGHT_PAGE else type_.colour.dark
        assert AA <= contrast(legible_ink(colour, page), mix(colour, page, TINT)), type_.name


@given(colour=colours, page=st.sampled_from([LIGHT_PAGE, DARK_PAGE]))
def test_any_colour_has_an_ink_that_reads(colour: str, page: str) -> None:
    assert AA <= contrast(legible_ink(colour, page), mix(colour, page, TINT))


def test_each_type_has_its_own_colour(builtin: Schema) -> None:
    light = [type_.colour.light for type_ in builtin.entity_types]
    dark = [type_.colour.dark for type_ in builtin.entity_types]
    assert len(set(light)) == len(set(dark)) == len(builtin.entity_types)
    assert "#d55e00" not in light, "vermilion is for triggers"


def test_underlines_can_be_seen(builtin: Schema) -> None:
    """WCAG asks 3 : 1 of graphics, which the label's line is."""
    for type_ in builtin.entity_types:
        assert 3 <= contrast(type_.colour.light, LIGHT_PAGE), type_.name
        assert 3 <= contrast(type_.colour.dark, DARK_PAGE), type_.name


def test_spare_colours_are_all_given_before_one_comes_again() -> None:
    taken = list(SPARE_COLOURS[:1])
    while len(taken) < len(SPARE_COLOURS):
        taken.append(spare_colour(taken))
    assert set(taken) == set(SPARE_COLOURS)
    assert spare_colour(taken) in SPARE_COLOURS
