"""The table of actions: complete, free of clashes, and every action has somebody who does it."""

from __future__ import annotations

from collections import Counter

import pytest

from glossator_desktop.actions import ACTIONS, Action, actions_of, find_action, keymap
from glossator_desktop.workspace import Workspace

MODES = ("page", "hint", "choose", "pick", "form", "type", "roles", "past", "problem", "occurrences", "everywhere")
TAKEN_BY_THE_SYSTEM = ("Ctrl+Alt+", "Alt+Space", "Shift+Space", "Ctrl+Space", "Alt+Shift")


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.id)
def test_every_action_has_words_and_a_mode(action: Action) -> None:
    assert action.mode in MODES
    assert action.id.startswith(f"{action.mode}.")
    assert action.title
    assert action.help.endswith(".")
    assert action.group


def test_ids_are_unique_and_lead_back() -> None:
    assert max(Counter(action.id for action in ACTIONS).values()) == 1
    assert all(find_action(action.id) is action for action in ACTIONS)
    assert find_action("page.nothing") is None


@pytest.mark.parametrize("mode", MODES)
def test_no_key_means_two_things_in_one_mode(mode: str) -> None:
    counts = Counter(key for action in ACTIONS if action.mode == mode for key in action.keys)
    assert [key for key, count in counts.items() if 1 < count] == []


def test_page_and_everywhere_do_not_clash() -> None:
    assert not set(keymap("page")) & set(keymap("everywhere"))


def test_no_key_is_one_that_window_managers_and_input_methods_take() -> None:
    taken = [key for action in ACTIONS for key in action.keys if key.startswith(TAKEN_BY_THE_SYSTEM)]
    assert taken == []


def test_every_action_of_the_page_has_a_handler_and_every_handler_an_action(workspace: Workspace) -> None:
    assert set(workspace.mode.handlers) == {action.id for action in actions_of("page")}


@pytest.mark.parametrize(
    ("mode", "keys"),
    [
        ("hint", "F"),
        ("choose", "C"),
        ("pick", "L"),
        ("form", "Q"),
        ("type", "E"),
        ("roles", "E1"),
        ("occurrences", "A"),
    ],
)
def test_the_other_modes_too(workspace: Workspace, mode: str, keys: str) -> None:
    for key in keys:
        workspace.press(key)
    assert workspace.mode.name == mode
    assert set(workspace.mode.handlers) == {action.id for action in ACTIONS if action.mode == mode}


def test_every_action_everywhere_is_done_by_somebody(workspace: Workspace) -> None:
    panels: list[str] = []
    workspace.panel.connect(panels.append)
    for action in actions_of("everywhere"):
        assert workspace.perform(action.id), action.id
    assert len(panels) == len(set(panels)) == len(actions_of("everywhere")) - 2
