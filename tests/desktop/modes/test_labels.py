"""What a digit means, over everything that can be current."""

from __future__ import annotations

import pytest

from glossator_desktop.modes.focus import Focus
from glossator_desktop.modes.labels import LabelAct, label_act
from glossator_desktop.page.content import MarkKind


@pytest.mark.parametrize(
    ("focus", "kind", "act"),
    [
        (Focus(), None, "nothing"),
        (Focus(current=1), None, "nothing"),
        (Focus(current=1), "suggestion", "accept"),
        (Focus(current=1, stacking=True), "suggestion", "accept_and_stack"),
        (Focus(current=1), "span", "relabel"),
        (Focus(current=1, stacking=True), "span", "stack"),
        (Focus(current=1), "event", "refuse"),
        (Focus(current=1, stacking=True), "event", "stack"),
        (Focus(current=1), "hint", "add"),
        (Focus(selection=(1, 2)), None, "add"),
        (Focus(held=((1, 2),)), None, "add"),
        (Focus(selection=(5, 6), held=((1, 2),)), None, "add"),
        (Focus(selection=(5, 6), held=((1, 2),), target=9), None, "join"),
    ],
)
def test_label_act(focus: Focus, kind: MarkKind | None, act: LabelAct) -> None:
    assert label_act(focus, kind) == act
