"""What the attention is on: each move lets go of what it must, and of nothing else."""

from __future__ import annotations

import pytest

from glossator_desktop.modes.focus import Focus, merge


def test_moving_the_caret_lets_go_of_selection_and_item_but_keeps_what_was_set_aside() -> None:
    focus = Focus(caret=3, selection=(1, 5), held=((7, 9),), target=4, stacking=True).at(8)
    assert (focus.caret, focus.selection, focus.current, focus.stacking) == (8, None, None, False)
    assert (focus.held, focus.target) == (((7, 9),), 4)


def test_an_item_becoming_current_lets_go_of_everything_else() -> None:
    assert Focus(selection=(1, 2), held=((4, 5),), target=1).on(12, 30) == Focus(caret=30, current=12)


def test_selecting_puts_the_caret_at_the_end() -> None:
    assert Focus(current=4).selecting((2, 6)) == Focus(caret=6, selection=(2, 6))


def test_the_fragments_are_those_held_and_the_selection_in_order() -> None:
    assert Focus(selection=(1, 3), held=((10, 12),)).fragments == ((1, 3), (10, 12))
    assert Focus(held=((10, 12),)).fragments == ((10, 12),)
    assert Focus(current=3).fragments == ()


@pytest.mark.parametrize(
    ("focus", "expected"),
    [
        (Focus(current=1, stacking=True), Focus(current=1)),
        (Focus(caret=4, selection=(2, 4), held=((6, 7),)), Focus(caret=4)),
        (Focus(caret=9, selection=(2, 4)), Focus(caret=2)),
        (Focus(caret=5, current=8), Focus(caret=5)),
    ],
)
def test_escape_drops_one_layer(focus: Focus, expected: Focus) -> None:
    assert focus.dropped() == expected


def test_fragments_that_touch_are_joined() -> None:
    assert merge(((5, 8), (1, 3), (3, 4), (7, 9))) == ((1, 4), (5, 9))
