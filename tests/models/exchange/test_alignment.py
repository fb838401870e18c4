"""Tokens that spans touch, and what a flat layer keeps."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from glossator.annotation import Span
from glossator.exchange.alignment import Placed, TokenEdges, flatten
from glossator.text.tokens import tokenize

TEXT = "Kim met U.S.-led  troops"
EDGES = TokenEdges(tokenize(TEXT))


def _fit(surface: str) -> tuple[str, str]:
    start = TEXT.index(surface)
    found = EDGES.cover((start, start + len(surface)))
    assert found is not None
    first, last = EDGES.characters(found.start, found.end)
    return TEXT[first:last], found.fit


def test_how_edges_lie_on_tokens() -> None:
    assert _fit("Kim met") == ("Kim met", "exact")
    assert _fit("im me") == ("Kim met", "expanded")
    assert _fit(" met ") == ("met", "white_space")
    assert EDGES.cover((16, 18)) is None
    assert EDGES.cover((4, 4)) is None


def _placed(number: int, start: int, end: int, label: str) -> Placed:
    return Placed(Span(number, 1, "ada", label, ((start, end),), ""), start, end)


ranges = st.tuples(st.integers(0, 30), st.integers(1, 6)).map(lambda one: (one[0], one[0] + one[1]))
placed = st.lists(st.tuples(ranges, st.sampled_from("AB")), max_size=12).map(
    lambda found: [_placed(number, *one, label) for number, (one, label) in enumerate(found)]
)


@given(placed, st.randoms())
def test_a_flat_layer_keeps_the_longest(spans: list[Placed], random: object) -> None:
    kept, dropped = flatten(spans)
    assert len(kept) + len(dropped) == len(spans)
    assert all(before.end <= after.start for before, after in pairwise(kept))
    for one in dropped:
        assert one.placed.end - one.placed.start <= one.winner.end - one.winner.start
        assert one.winner.start < one.placed.end
        assert one.placed.start < one.winner.end
    assert flatten(list(reversed(spans))) == (kept, dropped)


def test_clashes_are_named() -> None:
    outer, inner, same, across = (
        _placed(1, 0, 4, "A"),
        _placed(2, 1, 2, "A"),
        _placed(3, 0, 4, "B"),
        _placed(4, 3, 6, "A"),
    )
    kept, dropped = flatten([outer, inner, same, across])
    assert kept == [outer]
    assert [one.clash for one in dropped] == ["same_words", "nested", "overlapping"]
    assert flatten([outer, same], label_order=["B", "A"])[0] == [same]
