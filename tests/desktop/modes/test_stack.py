"""The stack of modes, and telling once."""

from __future__ import annotations

from typing import cast

from glossator_desktop.holding import Held
from glossator_desktop.modes.mode import Mode
from glossator_desktop.modes.stack import ModeStack


class _Left:
    """A mode that notes when it is left."""

    def __init__(self) -> None:
        self.left = 0

    def leave(self) -> None:
        self.left += 1


def modes(count: int) -> tuple[list[_Left], list[Mode]]:
    made = [_Left() for _ in range(count)]
    return made, cast(list[Mode], made)


def test_the_bottom_mode_cannot_be_left() -> None:
    seen, (bottom,) = modes(1)
    stack = ModeStack(bottom, lambda: None)
    stack.leave()
    stack.close(bottom)
    stack.clear()
    assert stack.top is bottom
    assert seen[0].left == 0


def test_closing_a_mode_leaves_what_was_entered_from_it() -> None:
    told: list[int] = []
    seen, (bottom, builder, chooser) = modes(3)
    stack = ModeStack(bottom, lambda: told.append(1))
    stack.enter(builder)
    stack.enter(chooser)
    assert list(stack) == [bottom, builder, chooser]
    stack.close(builder)
    assert stack.top is bottom
    assert [mode.left for mode in seen] == [0, 1, 1]
    assert len(told) == 4


def test_what_happens_while_held_is_told_once_at_the_end() -> None:
    told: list[str] = []
    held = Held(lambda: told.append("told"))
    with held:
        held.tell()
        with held:
            held.tell()
        assert told == []
    assert told == ["told"]
    with held:
        pass
    held.tell()
    assert told == ["told", "told"]
