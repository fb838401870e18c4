from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from glossator_desktop.page.content import Mark, MarkKind
from glossator_desktop.page.mark_index import MarkIndex
from glossator_desktop.page.minimap_cells import UNDECIDED, all_cells, cell_at, cell_of


def mark(at: int, start: int, kind: MarkKind, label: str | None = "ORG") -> Mark:
    return Mark(at, kind, label, ((start, start + 3),), colour="trigger" if kind == "event" else label or "filler")


def cells(*marks: Mark) -> list[str | None]:
    index = MarkIndex(marks)
    return [cell_at(index, 100, 4, at) for at in range(4)]


def test_annotations_win_over_the_undecided_and_events_over_spans() -> None:
    assert cells(mark(1, 3, "suggestion"), mark(2, 30, "suggestion"), mark(3, 31, "span"), mark(4, 32, "event")) == [
        UNDECIDED,
        "trigger",
        None,
        None,
    ]


def test_hints_and_fillers_are_not_shown() -> None:
    assert cells(mark(1, 3, "hint"), mark(2, 50, "span", None)) == [None] * 4


@given(st.integers(1, 500), st.integers(1, 90), st.data())
def test_each_offset_falls_into_the_cell_that_shows_it(length: int, count: int, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, length - 1))
    index = MarkIndex([mark(1, offset, "span")])
    shown = [at for at in range(count) if cell_at(index, length, count, at) is not None]
    assert shown == [cell_of(offset, length, count)]


KINDS: st.SearchStrategy[MarkKind] = st.sampled_from(["span", "event", "suggestion", "hint"])


@given(st.lists(st.tuples(st.integers(0, 99), KINDS), max_size=30), st.integers(1, 20))
def test_all_cells_at_once_are_each_cell_by_itself(places: list[tuple[int, MarkKind]], count: int) -> None:
    marks = [mark(at, start, kind) for at, (start, kind) in enumerate(sorted(places))]
    index = MarkIndex(marks)
    assert all_cells(index, 100, count) == [cell_at(index, 100, count, at) for at in range(count)]
