"""Whether what is shown can be seen: contrast after WCAG 2.2, and labels through the eyes of the colour-blind.

What holds, and what the tests hold it to. Text: 4.5 : 1 on every ground it can stand on (AA), 7 : 1 in high contrast.
Lines of marks and rings of focus: 3 : 1. Labels: the first nine of a shipped schema and the triggers are apart by
CIEDE2000 7 for every kind of eyes, neighbours in the schema by 10. No palette of twenty labels can do that for
dichromats; so every mark has a second cue: its chip says the label in letters, a suggestion is a dashed outline, an
annotation filled, a trigger bold.
"""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest

from glossator.schema import Schema, load_schema
from glossator.schema.colours import SPARE_COLOURS
from glossator_desktop.colours import ENHANCED, READABLE, contrast, mix
from glossator_desktop.marks import event_mark, span_mark, suggestion_mark
from glossator_desktop.page.inks import NESTED_ALPHA
from glossator_desktop.panels.notice import GROUND
from glossator_desktop.theme import Theme, ThemeName, contrasted, label_colour, load_theme
from support.vision import EYES, Eyes, ciede2000, difference

NAMES: tuple[ThemeName, ...] = ("light", "dark")
SCHEMAS = ("plover", "ace", "conll")
APART, NEIGHBOURS = 7.0, 10.0
"""CIEDE2000; about 1 can just be told side by side, 5 at a glance."""
LINE = 3.0
KEYS = 9
NESTED = 3
"""Tints that the page lays over another one at most."""


@pytest.fixture(params=[(name, high) for name in NAMES for high in (False, True)], ids=lambda p: f"{p[0]}-{p[1]}")
def theme(request: pytest.FixtureRequest) -> Theme:
    """Both themes, also in high contrast."""
    name, high = request.param
    return contrasted(load_theme(name)) if high else load_theme(name)


@pytest.fixture(params=SCHEMAS)
def schema(request: pytest.FixtureRequest) -> Schema:
    """The shipped schemas."""
    return load_schema(request.param)


def text_pairs(theme: Theme) -> list[tuple[str, str, str]]:
    """What is text, on which ground, and where that is so."""
    grounds = {"page": theme.page, "panel": theme.panel, "raised": theme.raised, "hover": theme.hover,
               "marked row": theme.accent_tint}  # fmt: skip
    inks = {"ink": theme.ink, "muted": theme.muted, "accent": theme.accent, "ok": theme.ok,
            "warning": theme.warning, "error": theme.error}  # fmt: skip
    pairs = [(ink, ground, f"{a} on {b}") for a, ink in inks.items() for b, ground in grounds.items()]
    pairs += [
        (theme.faint, ground, f"faint on {name}") for name, ground in grounds.items() if name in ("page", "panel")
    ]
    pairs += [
        (theme.accent_ink, theme.accent, "primary button"),
        (theme.page, theme.accent, "number over a word"),
        (theme.ink, theme.selection, "selected text"),
        (theme.ink, theme.found, "found text"),
    ]
    for level in (theme.warning, theme.error):
        pairs.append((theme.ink, mix(level, theme.panel, GROUND), "notice"))
    return pairs


def test_all_text_can_be_read(theme: Theme) -> None:
    poor = [
        (where, round(contrast(ink, ground), 2))
        for ink, ground, where in text_pairs(theme)
        if contrast(ink, ground) < READABLE
    ]
    assert not poor


@pytest.mark.parametrize("name", NAMES)
def test_in_high_contrast_text_has_seven_to_one(name: ThemeName) -> None:
    theme = contrasted(load_theme(name))
    for ink in (theme.ink, theme.muted, theme.faint, theme.accent, theme.ok, theme.warning, theme.error):
        for ground in (theme.page, theme.panel, theme.raised, theme.hover, theme.accent_tint):
            assert ENHANCED <= contrast(ink, ground)
    for line in (theme.edge, theme.trigger, theme.filler):
        assert READABLE <= contrast(line, theme.page)
    assert theme.high_contrast


def labels(schema: Schema) -> list[str]:
    """All labels of a schema, and what else has a colour."""
    return [*(item.name for item in schema.entity_types), "trigger", "filler", "not in the schema"]


def test_letters_on_and_below_labels_can_be_read(theme: Theme, schema: Schema) -> None:
    for name in labels(schema):
        colours = label_colour(theme, schema, name)
        for ground in (colours.fill, theme.page, theme.panel, theme.accent_tint):
            assert READABLE <= contrast(colours.ink, ground), name
        ground = colours.fill
        for _ in range(NESTED):
            ground = mix(colours.line, ground, NESTED_ALPHA[theme.name])
            assert READABLE <= contrast(theme.ink, ground), f"{name}, nested"


def test_lines_of_marks_and_rings_of_focus_can_be_seen(theme: Theme, schema: Schema) -> None:
    for name in labels(schema):
        assert LINE <= contrast(label_colour(theme, schema, name).line, theme.page), name
    for ground in (theme.page, theme.panel, theme.raised, theme.hover, theme.accent_tint):
        assert LINE <= contrast(theme.accent, ground)
    assert LINE <= contrast(theme.accent_ink, theme.accent), "the ring in a primary button"


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("eyes", EYES)
def test_the_labels_with_keys_can_be_told_apart(name: ThemeName, eyes: Eyes, schema: Schema) -> None:
    theme = load_theme(name)
    keyed = [item.name for item in schema.entity_types if item.key][:KEYS]
    lines = {label: label_colour(theme, schema, label).line for label in (*keyed, "trigger")}
    for one, other in combinations(lines, 2):
        assert APART <= difference(lines[one], lines[other], eyes), (one, other)
    for one, other in pairwise(keyed):
        assert NEIGHBOURS <= difference(lines[one], lines[other], eyes), (one, other)


@pytest.mark.parametrize("eyes", EYES)
def test_the_colours_given_to_labels_without_one_can_be_told_apart(eyes: Eyes) -> None:
    for name in NAMES:
        theme = load_theme(name)
        spare = [pair.dark if theme.dark else pair.light for pair in SPARE_COLOURS[:KEYS]]
        for palette in (spare, theme.labels[:KEYS]):
            for one, other in combinations((*palette, theme.trigger), 2):
                assert APART <= difference(one, other, eyes), (one, other)


def test_colour_is_never_the_only_cue() -> None:
    """The chip has the label in letters, whatever its colour; the kinds differ in shape (see the page's pictures)."""
    from glossator.annotation import Event, Span, Suggestion

    span = Span(1, 1, "ada", "PERSON", ((0, 3),), "Ada")
    event = Event(2, 1, "ada", "CONSULT", ((0, 3),), "met")
    suggestion = Suggestion(3, 1, "span", "PERSON", ((0, 3),), "Ada", 0.64, "model", "1")
    assert "PERSON" in span_mark(span, ()).chip_text
    assert "CONSULT" in event_mark(event, ()).chip_text
    assert suggestion_mark(suggestion).chip_text == "PERSON .64"


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
        ((50.0, -1.0, 2.0), (50.0, 0.0, 0.0), 2.3669),
        ((50.0, 2.49, -0.001), (50.0, -2.49, 0.0009), 7.1792),
        ((50.0, 2.5, 0.0), (58.0, 24.0, 15.0), 19.4535),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
        ((2.0776, 0.0795, -1.135), (0.9033, -0.0636, -0.5514), 0.9082),
    ],
)
def test_differences_are_those_of_the_papers_own_examples(
    one: tuple[float, float, float], other: tuple[float, float, float], expected: float
) -> None:
    assert ciede2000(one, other) == pytest.approx(expected, abs=1e-4)
    assert ciede2000(other, one) == pytest.approx(expected, abs=1e-4)


@pytest.mark.parametrize("eyes", EYES)
def test_greys_are_greys_to_all_eyes(eyes: Eyes) -> None:
    assert difference("#808080", "#808080", eyes) == 0
    assert difference("#000000", "#ffffff", eyes) == pytest.approx(100, abs=0.5)
    assert difference("#777777", "#777778", eyes) < 1
