from __future__ import annotations

from glossator_desktop.page.content import Arc, Overlay, Tag
from glossator_desktop.page.dirty import changed_places

WORDS = {1: ((0, 3),), 2: ((10, 13), (20, 22))}


def places(before: Overlay, now: Overlay) -> object:
    found = changed_places(before, now, lambda item: WORDS.get(item, ()))
    return None if found is None else sorted(found)


def test_nothing_changes_nothing() -> None:
    assert places(Overlay(caret=4, current=1), Overlay(caret=4, current=1)) == []


def test_the_caret_and_the_current_mark_leave_one_place_and_come_to_another() -> None:
    assert places(Overlay(caret=4, current=1), Overlay(caret=12, current=2)) == [
        (0, 3),
        (4, 4),
        (10, 13),
        (12, 12),
        (20, 22),
    ]


def test_only_what_differs_of_a_selection() -> None:
    assert places(Overlay(selection=((0, 3), (5, 6))), Overlay(selection=((0, 3), (5, 8)))) == [(5, 6), (5, 8)]


def test_tags_and_arcs_may_be_anywhere() -> None:
    assert places(Overlay(), Overlay(tags=(Tag(0, 1, "a"),))) is None
    assert places(Overlay(arcs=(Arc((0, 1), (2, 3), "actor"),)), Overlay()) is None
    assert places(Overlay(), Overlay(dim=True)) is None


def test_a_mark_that_is_gone_has_no_place() -> None:
    assert places(Overlay(current=7), Overlay()) == []
