from __future__ import annotations

from glossator_desktop.page.dragging import Drag


def test_a_tremble_is_a_click() -> None:
    assert Drag(10, 10, 5).moved(12, 11, 6).stretch is None


def test_a_drag_runs_both_ways_and_stays_one() -> None:
    drag = Drag(10, 10, 5).moved(60, 10, 9)
    assert drag.stretch == (5, 9)
    assert drag.moved(2, 10, 3).stretch == (3, 5)
    assert drag.moved(10, 10, 5).stretch == (5, 5)
