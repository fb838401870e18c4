"""While guessed heights become true ones, what is on the screen stays where it is."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from glossator_desktop.page.content import PageContent
from glossator_desktop.page.look import PageLook
from glossator_desktop.page.view import PageView
from support.pages import long_text, marked

CONTENT = marked(long_text(300) + "\n" + "an endless word " + "x" * 12_000, "Geneva", "envoy", label="ORG")
STEPS = st.lists(st.sampled_from([-900, -260, -37, -1, 1, 37, 260, 900]), min_size=1, max_size=12)


@settings(max_examples=40)
@given(st.floats(0, 1), STEPS, st.sampled_from(["chips", "colours", "current"]))
def test_each_step_moves_what_is_in_view_by_just_as_much(
    page: PageView, share: float, steps: list[int], density: str
) -> None:
    page.set_look(PageLook(density=density))  # type: ignore[arg-type]
    page.set_content(CONTENT)
    page.set_scroll_place((int(share * len(CONTENT.text)), 0))
    bar = page.verticalScrollBar()
    for step in steps:
        anchor = page.visible_range()[0 if step < 0 else 1] - int(0 < step)
        before, room = page.rect_of(anchor, anchor).top(), (bar.minimum() - bar.value(), bar.maximum() - bar.value())
        if not room[0] <= step <= room[1]:
            continue
        bar.setValue(bar.value() + step)
        if abs(step) < page.viewport().height():
            assert page.rect_of(anchor, anchor).top() == before - step


@settings(max_examples=30)
@given(st.floats(0, 1), st.lists(st.floats(0, 1), max_size=6))
@example(1.0, [0.25])
def test_a_settled_view_does_not_move_again(page: PageView, share: float, others: list[float]) -> None:
    """Asking where far away places are lays those out: above or below, the screen does not notice."""
    page.set_content(CONTENT)
    page.set_scroll_place((int(share * len(CONTENT.text)), 0))
    start, end = page.visible_range()
    before = [page.rect_of(offset, offset) for offset in (start, (start + end) // 2, end - 1)]
    for other in others:
        far = int(other * len(CONTENT.text))
        page.rects_of(far, min(far + 9, len(CONTENT.text)))
    assert [page.rect_of(offset, offset) for offset in (start, (start + end) // 2, end - 1)] == before


@settings(max_examples=20)
@given(st.floats(0, 1), st.lists(st.sampled_from(["chips", "colours", "current"]), min_size=1, max_size=5))
def test_another_density_keeps_the_first_line(page: PageView, share: float, densities: list[str]) -> None:
    page.set_look(PageLook())
    page.set_content(CONTENT)
    page.set_scroll_place((int(share * len(CONTENT.text)), 0))
    first = page.visible_range()[0]
    for density in densities:
        page.set_look(PageLook(density=density))  # type: ignore[arg-type]
        assert page.visible_range()[0] <= first < page.visible_range()[1]


def test_going_through_a_text_makes_all_heights_true(page: PageView) -> None:
    page.set_content(CONTENT)
    bar = page.verticalScrollBar()
    for _ in range(2_000):
        if bar.value() == bar.maximum():
            break
        bar.setValue(bar.value() + bar.pageStep())
    height = bar.maximum()
    bar.setValue(0)
    for _ in range(2_000):
        if bar.value() == bar.maximum():
            break
        bar.setValue(bar.value() + bar.pageStep())
    assert bar.maximum() == height


def test_a_word_of_ten_thousand_characters_wraps(page: PageView) -> None:
    text = "w" * 10_000
    page.set_content(PageContent(text))
    rects = page.rects_of(0, 300)
    assert 3 < len(rects)
    assert all(rect.right() <= page.viewport().width() for rect in rects)
    page.ensure_visible(9_990, 9_999)
    assert page.rect_of(9_990, 9_999).bottom() < page.viewport().height()
