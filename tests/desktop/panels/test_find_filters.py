from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossator_desktop.panels.find_filters import (
    FILTERS,
    Facts,
    Filter,
    completions,
    fits,
    parse,
    unknown_value,
)

KNOWN = {"label": ("ORG", "ORDER OF MERIT", "PERSON"), "type": ("CONSULT",), "state": ("pending",), "is": ("draft",)}
ORG = Facts(((0, 3),), labels=("ORG",), states=("pending",), traits=("suggestion",), roles=("actor",))


@pytest.mark.parametrize(
    ("query", "filters", "words"),
    [
        ("label:ORG", [("label", ("org",))], ""),
        ("label:ORG Kim Jong", [("label", ("org",))], "Kim Jong"),
        ("Kim label:ORG,GPE is:draft", [("label", ("org", "gpe")), ("is", ("draft",))], "Kim"),
        ('label:"ORDER OF MERIT" x', [("label", ("order of merit",))], "x"),
        ('label:ORG "type:x"', [("label", ("org",))], "type:x"),
        ("label:", [("label", ())], ""),
    ],
)
def test_queries_are_taken_apart(query: str, filters: list[tuple[str, tuple[str, ...]]], words: str) -> None:
    wanted = parse(query)
    assert wanted.filters == tuple(Filter(*one) for one in filters)
    assert wanted.words == words


@pytest.mark.parametrize(
    "query", ["Kim", "10:30", "Re: hello", "foo:bar", "state: the", '"label:ORG"', "Label:ORG", "a  b "]
)
def test_what_is_no_filter_is_words(query: str) -> None:
    wanted = parse(query)
    assert wanted.filters == ()
    assert wanted.words == query


def test_all_filters_have_to_fit_with_any_of_their_values() -> None:
    assert fits(parse("label:org,gpe state:pending role:actor is:suggestion"), ORG)
    assert fits(parse("label:"), ORG)
    assert not fits(parse("label:GPE"), ORG)
    assert not fits(parse("label:ORG is:discontinuous"), ORG)
    assert not fits(parse("type:"), ORG)


def shown(query: str) -> list[str]:
    return [one.shown for one in completions(query, KNOWN)]


def test_names_and_values_are_offered_while_they_are_typed() -> None:
    assert shown("") == [f"{name}:" for name in FILTERS]
    assert shown("l") == []
    assert shown("la") == ["label:"]
    assert shown("label:") == ["label:ORG", 'label:"ORDER OF MERIT"', "label:PERSON"]
    assert shown("Kim label:org") == []
    assert shown("Kim") == shown("Kim ") == shown("label:ORG ") == []
    assert [one.query for one in completions("Kim label:GPE,p", KNOWN)] == ["Kim label:GPE,PERSON"]


def test_values_that_there_are_not_are_named() -> None:
    assert unknown_value(parse("label:ORG"), KNOWN) is None
    assert unknown_value(parse("label:ORG,Nobody"), KNOWN) == "There is no label “nobody” here."


@given(st.text(alphabet='label:ORG,"is Kim', max_size=20))
def test_a_completion_is_a_filter_of_the_query_it_makes(query: str) -> None:
    parse(query)
    for one in completions(query, KNOWN):
        assert one.query.startswith(query.rpartition(":")[0])
        assert parse(one.query).filters


@given(st.text(max_size=30))
def test_any_query_can_be_taken_apart(query: str) -> None:
    wanted = parse(query)
    assert wanted.filters or wanted.words == query
