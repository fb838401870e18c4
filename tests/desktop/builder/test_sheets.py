"""The other cards: lists, and the label bar."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossator.schema import load_schema
from glossator_desktop.builder.choice_sheet import SHOWN, choice_sheet, window_start
from glossator_desktop.builder.label_sheet import label_sheet
from glossator_desktop.builder.sheet import Sheet
from glossator_desktop.modes.choices import Choice, Choices
from glossator_desktop.page.content import MarkKind

PLOVER = load_schema("plover")


def commands(sheet: Sheet) -> list[str]:
    found = [cell.command for line in sheet.lines for cell in (*line.cells, *line.right)]
    return [command for command in found if command]


def entries(count: int) -> tuple[Choice, ...]:
    return tuple(Choice(f"v{index}", f"title {index}") for index in range(count))


@given(st.integers(0, 40), st.integers(0, 60))
def test_the_marked_entry_is_always_in_view(index: int, count: int) -> None:
    first = window_start(index, count)
    assert 0 <= first <= max(0, count - SHOWN)
    if index < count:
        assert first <= index < first + SHOWN


def test_a_list_numbers_what_a_digit_chooses_and_says_how_many_more_there_are() -> None:
    sheet = choice_sheet(Choices("Type", entries(12), numbered=3))
    keys = [line.column.text.strip() for line in sheet.lines if line.column]
    assert keys == ["1", "2", "3", "", "", "", "", "", ""]
    assert "and 3 more" in sheet.spoken
    assert [line.current for line in sheet.lines if line.column].index(True) == 0


def test_what_is_ticked_says_so() -> None:
    sheet = choice_sheet(Choices("Contexts", entries(2), many=True, ticked=("v1",)))
    assert sheet.spoken.count("✓") == 1
    assert "key:Space" in commands(sheet)


def test_where_nothing_is_marked_enter_means_none() -> None:
    assert "none of them" in choice_sheet(Choices("How?", entries(2), index=-1)).spoken
    assert "none of them" not in choice_sheet(Choices("How?", entries(2))).spoken


@pytest.mark.parametrize(
    ("kind", "wanted", "unwanted"),
    [
        (None, "key:0", "key:X"),
        ("suggestion", "key:Space", "key:Enter"),
        ("span", "key:A", "key:Space"),
        ("hint", "key:E", "key:Space"),
        ("event", "key:Enter", "label:PERSON"),
    ],
)
def test_the_label_bar_offers_what_fits_the_thing(kind: MarkKind | None, wanted: str, unwanted: str) -> None:
    sheet = label_sheet(PLOVER, kind, "ORG")
    assert sheet is not None
    assert wanted in commands(sheet)
    assert unwanted not in commands(sheet)


def test_the_label_bar_has_every_visible_label_and_ticks_the_present_one() -> None:
    sheet = label_sheet(PLOVER, "span", "ORG")
    assert sheet is not None
    assert {f"label:{type_.name}" for type_ in PLOVER.visible_entity_types()} <= set(commands(sheet))
    assert "ORG ✓" in sheet.spoken
