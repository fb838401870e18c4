from __future__ import annotations

import pytest

from glossator_desktop.panels.commands import ALL_ACTIONS, EVERYWHERE_KEYS, SHELL_ACTIONS
from glossator_desktop.panels.key_sections import columns, filtered, folded, sections


@pytest.mark.parametrize(
    ("keys", "shown"),
    [
        (tuple("123456789"), ("1–9",)),
        (("X", "Delete"), ("X", "Delete")),
        (("A", "R", "T"), ("A", "R", "T")),
        (("1", "2", "3"), ("1", "2", "3")),
        ((), ()),
    ],
)
def test_long_runs_of_keys_are_folded(keys: tuple[str, ...], shown: tuple[str, ...]) -> None:
    assert folded(keys) == shown


def test_every_action_with_a_key_is_on_the_sheet() -> None:
    titles = {row.title for section in sections(ALL_ACTIONS) for row in section.rows}
    assert titles == {action.title for action in ALL_ACTIONS if action.keys}


def test_the_filter_narrows_to_rows_with_every_word() -> None:
    found = filtered(sections(ALL_ACTIONS), "next document")
    assert found
    assert all("next document" in row.title.casefold() for section in found for row in section.rows)


def test_columns_hold_every_section_once_and_in_order() -> None:
    everything = sections(ALL_ACTIONS)
    for count in (1, 2, 3, 4):
        dealt = columns(everything, count)
        assert [section for column in dealt for section in column] == everything
        assert len(dealt) <= count


def test_no_key_of_the_shell_clashes_with_one_that_works_everywhere() -> None:
    keys = [key for action in ALL_ACTIONS if action.mode == "everywhere" for key in action.keys]
    assert len(keys) == len(set(keys))
    assert set(EVERYWHERE_KEYS) == set(keys)


def test_no_key_of_the_shell_clashes_with_one_of_a_mode() -> None:
    taken = {key for action in ALL_ACTIONS if action.mode != "everywhere" for key in action.keys}
    assert not taken & {key for action in SHELL_ACTIONS for key in action.keys}
