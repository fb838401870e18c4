from __future__ import annotations

from dataclasses import replace

from glossator_desktop.page.content import Mark
from glossator_desktop.page.decor import Run, Surroundings, decorate

WIDE = 10
PER_LINE = 20


def runs(start: int, end: int) -> list[Run]:
    """Every code point is ten pixels wide, twenty are on a line; the block is 100 .. 160."""
    start, end = max(start, 100), min(end, 160)
    found = []
    for line in range(3):
        first, last = max(start, 100 + line * PER_LINE), min(end, 100 + (line + 1) * PER_LINE)
        if first < last:
            left = (first - 100) % PER_LINE * WIDE
            found.append(Run(line, left, left + (last - first) * WIDE))
    return found


BLOCK = Surroundings(
    start=100,
    end=160,
    lines=3,
    right_to_left=False,
    width=200,
    overhang=10,
    least_chip=20,
    runs_of=runs,
    chip_width=lambda text: 6.0 * len(text),
    elide=lambda text, width: text[: int(width / 6)],
)


def mark(at: int, *fragments: tuple[int, int], chip: str = "ORG", **more: str) -> Mark:
    return replace(Mark(at, "span", "ORG", fragments, chip, "ORG"), **more)  # type: ignore[arg-type]


def test_a_wrapped_mark_is_open_where_it_goes_on() -> None:
    decor = decorate([mark(1, (115, 145))], BLOCK)
    assert [(box.line, box.left, box.right, box.open_left, box.open_right) for box in decor.boxes] == [
        (0, 150, 200, False, True),
        (1, 0, 200, True, True),
        (2, 0, 50, True, False),
    ]


def test_a_mark_from_another_block_is_open_there_and_has_its_chip_there() -> None:
    decor = decorate([mark(1, (50, 104)), mark(2, (155, 300))], BLOCK)
    first, last = sorted(decor.boxes, key=lambda box: box.mark.id)
    assert (first.open_left, first.open_right) == (True, False)
    assert (last.open_left, last.open_right) == (False, True)
    assert [chip.mark.id for chip in decor.chips] == [2]


def test_the_chip_is_below_the_first_line_only() -> None:
    decor = decorate([mark(1, (115, 145))], BLOCK)
    assert [(chip.line, chip.left, chip.text) for chip in decor.chips] == [(0, 150, "ORG")]


def test_nested_marks_have_lanes_and_the_outermost_is_painted_first() -> None:
    decor = decorate([mark(1, (100, 119)), mark(2, (100, 108)), mark(3, (102, 106))], BLOCK)
    assert [(box.mark.id, box.lane) for box in decor.boxes] == [(1, 2), (2, 1), (3, 0)]
    assert decor.needs[0].lanes == 3
    assert decor.needs[0].rows == 3
    assert decor.needs[1] == (1, 1)


def test_fragments_are_linked_along_the_text_between_them() -> None:
    decor = decorate([mark(1, (102, 105), (110, 112))], BLOCK)
    assert [(link.line, link.left, link.right) for link in decor.links] == [(0, 50, 100)]
    assert len(decor.boxes) == 2
    assert len(decor.chips) == 1


def test_a_long_gap_is_dotted_at_its_ends_only() -> None:
    decor = decorate([mark(1, (102, 105), (150, 152))], BLOCK)
    assert [link.line for link in decor.links] == [0, 2]


def test_what_lies_in_a_gap_has_a_lane_of_its_own() -> None:
    decor = decorate([mark(1, (102, 105), (110, 112)), mark(2, (106, 109))], BLOCK)
    assert {box.mark.id: box.lane for box in decor.boxes} == {1: 1, 2: 0}


def test_hints_and_marks_without_text_have_no_chip() -> None:
    decor = decorate([mark(1, (102, 105), kind="hint"), mark(2, (106, 109), chip="")], BLOCK)
    assert decor.chips == ()


def test_chips_of_a_right_to_left_block_begin_at_the_right() -> None:
    decor = decorate([mark(1, (102, 108), chip="AB")], replace(BLOCK, right_to_left=True))
    (chip,) = decor.chips
    assert chip.left + chip.width == 80


def test_a_chip_is_clipped_but_stays_legible() -> None:
    decor = decorate([mark(1, (100, 106), chip="A" * 12), mark(2, (107, 110))], BLOCK)
    first = next(chip for chip in decor.chips if chip.mark.id == 1)
    assert first.row == 0
    assert 0.72 * 72 <= first.width < 72
    assert len(first.text) < 12
