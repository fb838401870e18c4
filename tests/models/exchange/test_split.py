"""Shares of documents: by content alone, in proportion, none empty that need not be."""

from __future__ import annotations

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossator.errors import ExportError
from glossator.exchange.split import apportion, split_documents

HASHES = {number: sha256(str(number).encode()).hexdigest() for number in range(200)}
some = st.sets(st.sampled_from(sorted(HASHES)), max_size=60)
splits = st.tuples(*[st.sampled_from([0.0, 0.05, 0.1, 0.3, 0.8, 1.0])] * 3).filter(any)


def _hashes(numbers: set[int]) -> dict[int, str]:
    return {number: HASHES[number] for number in numbers}


@given(some, splits, st.integers(0, 9), st.data())
def test_every_document_is_in_one_share_and_the_order_of_import_changes_nothing(
    numbers: set[int], split: tuple[float, ...], seed: int, data: st.DataObject
) -> None:
    first = data.draw(st.sets(st.sampled_from(sorted(numbers)))) if numbers else set()
    shares = split_documents(_hashes(numbers), split, seed=seed, first=first)
    assert sorted(number for share in shares.values() for number in share) == sorted(numbers)
    shuffled = data.draw(st.permutations(sorted(numbers)))
    assert split_documents({one: HASHES[one] for one in shuffled}, split, seed=seed, first=first) == shares


@given(some, splits)
def test_no_share_is_empty_that_need_not_be(numbers: set[int], split: tuple[float, ...]) -> None:
    shares = split_documents(_hashes(numbers), split)
    wanted = [share for share in split if share]
    assert len(shares) == len(wanted)
    assert sum(1 for share in shares.values() if share) == min(len(wanted), len(numbers))


@given(some.filter(lambda numbers: len(numbers) >= 3), st.data())
def test_those_that_teach_are_spread_first(numbers: set[int], data: st.DataObject) -> None:
    first = data.draw(st.sets(st.sampled_from(sorted(numbers)), min_size=2))
    shares = split_documents(_hashes(numbers), (0.8, 0.1, 0.1), first=first)
    assert first.intersection(shares["train"])
    assert first.intersection(shares["dev"])


@given(st.integers(0, 400), splits)
def test_one_more_document_takes_none_from_any_share(count: int, split: tuple[float, ...]) -> None:
    before, after = apportion(count, split), apportion(count + 1, split)
    assert sum(before) == count
    assert all(fewer <= more for fewer, more in zip(before, after, strict=True))


@pytest.mark.parametrize(
    ("count", "expected"), [(1, (1, 0, 0)), (2, (1, 1, 0)), (5, (3, 1, 1)), (10, (8, 1, 1)), (100, (80, 10, 10))]
)
def test_proportions(count: int, expected: tuple[int, ...]) -> None:
    assert apportion(count, (80, 10, 10)) == expected


def test_another_seed_divides_otherwise() -> None:
    assert split_documents(HASHES, (0.8, 0.1, 0.1), seed=1) != split_documents(HASHES, (0.8, 0.1, 0.1), seed=2)


def test_a_new_document_hardly_moves_the_others() -> None:
    before = split_documents(_hashes(set(range(100))), (0.8, 0.1, 0.1))
    after = split_documents(_hashes(set(range(101))), (0.8, 0.1, 0.1))
    assert all(len(set(before[share]) - set(after[share])) <= 1 for share in before)


@given(some, splits, st.integers(0, 3), st.lists(st.sets(st.sampled_from(sorted(HASHES)), max_size=6), max_size=8))
def test_twins_stay_in_one_share(numbers: set[int], split: tuple[float, ...], seed: int, twins: list[set[int]]) -> None:
    shares = split_documents(_hashes(numbers), split, seed=seed, twins=twins)
    assert sorted(number for share in shares.values() for number in share) == sorted(numbers)
    for group in twins:
        assert sum(1 for share in shares.values() if group & set(share)) <= 1
    assert split_documents(_hashes(numbers), split, seed=seed, twins=[sorted(one) for one in reversed(twins)]) == shares


def test_twins_count_as_one_document() -> None:
    twins = [set(range(number, number + 10)) for number in range(0, 100, 10)]
    shares = split_documents(_hashes(set(range(100))), (0.8, 0.1, 0.1), twins=twins)
    assert [len(shares[name]) for name in ("train", "dev", "test")] == [80, 10, 10]


def test_a_group_teaches_where_one_of_it_does() -> None:
    twins = [{0, 1}, {2, 3}, {4, 5}]
    shares = split_documents(_hashes(set(range(60))), (0.4, 0.3, 0.3), first={1, 3, 5}, twins=twins)
    assert all({1, 3, 5} & set(share) for share in shares.values())


@pytest.mark.parametrize(
    "split", [(0, 0, 0), (0.8, -0.1, 0.3), (0.8, 0.2), (float("nan"), 0.1, 0.1), (1, float("inf"), 1)]
)
def test_an_impossible_split_is_refused(split: tuple[float, ...]) -> None:
    with pytest.raises(ExportError, match="three shares"):
        split_documents(HASHES, split)
