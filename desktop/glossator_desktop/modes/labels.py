"""What a label key means: a pure decision over the focus and what is current."""

from __future__ import annotations

from typing import Literal, TypeAlias

from glossator_desktop.modes.focus import Focus
from glossator_desktop.page.content import MarkKind

LabelAct: TypeAlias = Literal["accept", "accept_and_stack", "relabel", "stack", "add", "join", "nothing", "refuse"]
"""accept: take the current suggestion with this label. accept_and_stack: take it as it is and put this label on top.
relabel: the current span. stack: a second span on the same words. add: a new span on the selection. join: the held
fragments and the selection become the target's, which is relabelled. refuse: the current event has a type, no label."""


def label_act(focus: Focus, kind: MarkKind | None) -> LabelAct:
    """What a label does now. `kind` is that of the current item's mark, None without a current item."""
    if focus.fragments:
        return "add" if focus.target is None else "join"
    if focus.current is None or kind is None:
        return "nothing"
    if kind == "suggestion":
        return "accept_and_stack" if focus.stacking else "accept"
    if kind == "span":
        return "stack" if focus.stacking else "relabel"
    if kind == "event":
        return "stack" if focus.stacking else "refuse"
    return "add"
