from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossator_desktop.panels.fuzzy import ranked, score

NAMES = ["Next suggestion", "Next document", "Previous document", "Import files…", "Export…", "Label by name"]


@pytest.mark.parametrize(
    ("query", "best"),
    [("imp", "Import files…"), ("doc next", "Next document"), ("pd", "Previous document"), ("lbn", "Label by name")],
)
def test_the_best_match_comes_first(query: str, best: str) -> None:
    assert ranked(query, NAMES, str)[0] == best


def test_what_lacks_a_letter_is_left_out() -> None:
    assert ranked("zebra", NAMES, str) == []


def test_an_empty_query_matches_all_in_order() -> None:
    assert ranked("  ", NAMES, str) == NAMES


@given(st.text(max_size=20), st.text(max_size=40))
def test_every_name_is_found_by_itself(prefix: str, rest: str) -> None:
    name = prefix + rest
    assert score(name, name) is not None or not name.split()


@given(st.text(max_size=8), st.lists(st.text(max_size=12), max_size=12))
def test_ranking_keeps_only_what_was_given(query: str, names: list[str]) -> None:
    found = ranked(query, names, str)
    assert all(name in names for name in found)
    assert len(found) <= len(names)
