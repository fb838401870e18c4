from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from glossator_desktop.page.chips import GAP, ChipRequest, place_chips

LIMIT = 400.0


@st.composite
def requests(draw: st.DrawFn) -> list[ChipRequest]:
    found = []
    for _ in range(draw(st.integers(0, 12))):
        width = draw(st.floats(10, 120))
        found.append(ChipRequest(draw(st.floats(0, 390)), width, min(width, draw(st.floats(8, 150)))))
    return found


@given(requests())
def test_chips_never_cover_each_other(wanted: list[ChipRequest]) -> None:
    places = place_chips(wanted, limit=LIMIT)
    for at, place in enumerate(places):
        for other in places[:at]:
            if place.row == other.row:
                first, second = sorted((place, other), key=lambda one: one.left)
                assert first.left + first.width + GAP <= second.left + 1e-6


@given(requests())
def test_chips_keep_their_least_width_and_the_limit(wanted: list[ChipRequest]) -> None:
    for request, place in zip(wanted, place_chips(wanted, limit=LIMIT), strict=True):
        assert request.least - 1e-6 <= place.width <= request.width
        assert 0 <= place.left
        assert place.left + place.width <= max(LIMIT, place.left + request.least) + 1e-6


def test_a_chip_is_clipped_by_its_neighbour() -> None:
    places = place_chips([ChipRequest(0, 60, 40), ChipRequest(50, 30, 30)], limit=LIMIT)
    assert [(place.row, place.width) for place in places] == [(0, 45), (0, 30)]


def test_a_chip_that_would_be_clipped_too_much_takes_another_row() -> None:
    places = place_chips([ChipRequest(0, 60, 50), ChipRequest(50, 30, 30)], limit=LIMIT)
    assert [(place.row, place.width) for place in places] == [(0, 60), (1, 30)]


def test_a_chip_at_the_end_of_the_line_moves_back() -> None:
    assert place_chips([ChipRequest(380, 60, 60)], limit=LIMIT)[0].left == 340
