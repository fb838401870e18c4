"""The hint bar in page mode names keys that exist, and the likeliest first."""

from __future__ import annotations

import pytest

from glossator_desktop.actions import ACTIONS
from glossator_desktop.modes.focus import Focus
from glossator_desktop.modes.page_hints import page_hints, reading_hints
from glossator_desktop.page.content import MarkKind

KEYS = {key for action in ACTIONS if action.mode in ("page", "everywhere") for key in action.keys}
ARROWS = {"←": "Left", "→": "Right"}

STATES: list[tuple[Focus, MarkKind | None]] = [
    (Focus(), None),
    (Focus(current=1), "suggestion"),
    (Focus(current=1), "hint"),
    (Focus(current=1), "event"),
    (Focus(current=1), "span"),
    (Focus(current=1, stacking=True), "span"),
    (Focus(current=1, also=(2, 3)), "suggestion"),
    (Focus(selection=(1, 2)), None),
    (Focus(held=((1, 2),)), None),
    (Focus(held=((1, 2),), selection=(4, 5)), None),
    (Focus(held=((1, 2),), selection=(4, 5), target=3), None),
]


@pytest.mark.parametrize(("focus", "kind"), STATES)
@pytest.mark.parametrize("pending", [0, 3])
def test_every_hint_names_keys_of_the_table(focus: Focus, kind: MarkKind | None, pending: int) -> None:
    hints = page_hints(focus, kind, pending)
    assert hints
    for hint in hints:
        for key in hint.keys:
            spelled = "".join(ARROWS.get(sign, sign) for sign in key)
            assert spelled == "1–9" or spelled in KEYS


@pytest.mark.parametrize("pending", [0, 3])
def test_who_can_only_read_is_told_of_no_key_that_writes(pending: int) -> None:
    groups = {key: action.group for action in ACTIONS if action.mode == "page" for key in action.keys}
    hints = reading_hints(pending)
    assert {groups[key] for hint in hints for key in hint.keys} <= {"Move", "Go"}
    assert ("Tab" in hints[0].keys) == bool(pending)


def test_the_first_hint_is_what_one_mostly_does() -> None:
    first = {kind: page_hints(focus, kind, 1)[0].text for focus, kind in STATES[:5]}
    assert first == {
        None: "next suggestion",
        "suggestion": "accept",
        "hint": "event of the first type",
        "event": "edit",
        "span": "relabel",
    }
    assert page_hints(Focus(), None, 0)[0].keys == ("Ctrl+Enter",)
