"""Scores by hand-made examples, and what holds for all of them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from glossator.annotation.scoring import Count, Difference, Thing, overlap, score


def thing(label: str, start: int, end: int, document: str = "a") -> Thing:
    return Thing(document, label, ((start, end),))


def test_strict_and_overlap_are_counted_by_label() -> None:
    said = [thing("PERSON", 0, 3), thing("ORG", 8, 13), thing("GPE", 20, 26), thing("GPE", 30, 33)]
    gold = [thing("PERSON", 0, 3), thing("GPE", 8, 13), thing("GPE", 17, 26), thing("ORG", 40, 44)]
    found = score(said, gold)
    assert found.strict == {"GPE": Count(0, 2, 2), "ORG": Count(0, 1, 1), "PERSON": Count(1, 1, 1)}
    assert found.overlap == {"GPE": Count(1, 2, 2), "ORG": Count(0, 1, 1), "PERSON": Count(1, 1, 1)}
    assert (found.strict_total, found.overlap_total) == (Count(1, 4, 4), Count(2, 4, 4))
    assert found.strict_total.f1 == 0.25
    assert found.differences == (
        Difference("label", said[1], gold[1]),
        Difference("edges", said[2], gold[2]),
        Difference("spurious", said[3], None),
        Difference("missing", None, gold[3]),
    )


def test_each_is_paired_once_and_other_documents_do_not_count() -> None:
    found = score([thing("X", 0, 4), thing("X", 4, 8), thing("X", 0, 8, "b")], [thing("X", 0, 8)])
    assert found.overlap_total == Count(1, 3, 1)
    assert [one.kind for one in found.differences] == ["edges", "spurious", "spurious"]


def test_an_argument_is_right_only_where_its_event_is() -> None:
    gold = Thing("a", "actor", ((0, 3),), "CONSULT", ((4, 7),))
    other_type = Thing("a", "actor", ((0, 3),), "REJECT", ((4, 7),))
    elsewhere = Thing("a", "actor", ((0, 3),), "CONSULT", ((50, 53),))
    wider = Thing("a", "actor", ((0, 3),), "CONSULT", ((4, 9),))
    assert score([gold], [gold]).strict_total.f1 == 1
    assert [one.kind for one in score([other_type], [gold]).differences] == ["label"]
    assert score([elsewhere], [gold]).overlap_total.right == 0
    found = score([wider], [gold])
    assert (found.strict_total.right, found.overlap_total.right) == (0, 1)


def test_events_without_a_trigger_meet_by_their_type() -> None:
    assert score([Thing("a", "AID", ())], [Thing("a", "AID", ())]).strict_total.f1 == 1
    assert [one.kind for one in score([Thing("a", "AID", ())], [Thing("a", "YIELD", ())]).differences] == ["label"]


def test_nothing_is_no_success() -> None:
    empty = score([], [])
    assert (empty.strict_total.f1, empty.strict_total.precision, empty.strict_total.recall) == (0, 0, 0)


_things = st.lists(
    st.builds(
        lambda document, label, start, length: thing(label, start, start + length, document),
        st.sampled_from("ab"), st.sampled_from("XY"), st.integers(0, 12), st.integers(1, 5),
    ),
    max_size=8,
)  # fmt: skip


@given(_things, _things)
def test_both_sides_are_alike_and_everything_is_accounted_for(said: list[Thing], gold: list[Thing]) -> None:
    found, turned = score(said, gold), score(gold, said)
    assert found.strict_total.f1 == turned.strict_total.f1
    assert found.overlap_total.right == turned.overlap_total.right
    assert found.strict_total.right <= found.overlap_total.right <= min(len(said), len(gold))
    assert found.strict_total.right + sum(one.gold is not None for one in found.differences) == len(gold)
    assert found.strict_total.right + sum(one.said is not None for one in found.differences) == len(said)
    assert (found.differences == ()) == (sorted(map(repr, said)) == sorted(map(repr, gold)))
    for one in found.differences:
        if one.said and one.gold:
            assert overlap(one.said.fragments, one.gold.fragments)
