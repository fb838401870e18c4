"""Candidates: gathered once each, ranked, numbered."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from glossator.annotation import Event, Fragment, Fragments, Phrase, PhraseKind, Span, Suggestion
from glossator.schema import load_schema
from glossator.schema.roles import Role
from glossator_desktop.builder.candidates import (
    PAGE,
    Candidate,
    Surroundings,
    filtered,
    find_place,
    fits,
    gather,
    page_of,
    pages,
    ranked,
    tag_places,
    without_article,
)

TEXT = "The envoy met Lord Melbourne in London on Tuesday and asked the Board of Trade to fund a survey."
PLOVER = load_schema("plover")


def place(words: str) -> Fragment:
    start = TEXT.index(words)
    return (start, start + len(words))


def span(item: int, label: str | None, words: str) -> Span:
    return Span(item, 1, "ada", label, (place(words),), words)


def suggestion(item: int, label: str, words: str) -> Suggestion:
    return Suggestion(item, 1, "span", label, (place(words),), words, 0.5, "m", "1")


def phrase(words: str, kind: PhraseKind = "noun_chunk", relation: str | None = None, governor: str = "") -> Phrase:
    return Phrase(*place(words), kind, relation, place(governor)[0] if governor else None)


def event(item: int, words: str) -> Event:
    return Event(item, 1, "ada", "CONSULT", (place(words),), words)


def role(name: str) -> Role:
    found = PLOVER.role(name)
    assert found is not None
    return found


def around(words: str) -> Surroundings:
    return Surroundings((place(words),), (0, len(TEXT)), (0, len(TEXT)))


def texts(candidates: tuple[Candidate, ...]) -> list[str]:
    return [candidate.text for candidate in candidates]


def test_each_place_is_there_once_as_the_best_thing_that_stands_in_it() -> None:
    found = gather(
        TEXT,
        [span(1, "PERSON", "Lord Melbourne"), span(2, None, "London")],
        [suggestion(3, "GPE", "London"), suggestion(4, "ORG", "Board of Trade")],
        [event(5, "met")],
        [phrase("Lord Melbourne"), phrase("the Board of Trade"), phrase("The envoy"), phrase("a survey")],
        strip_article=True,
    )
    assert [(c.source, c.text) for c in found] == [
        ("phrase", "envoy"),
        ("event", "met"),
        ("span", "Lord Melbourne"),
        ("span", "London"),
        ("suggestion", "Board of Trade"),
        ("phrase", "survey"),
    ]


def test_an_annotation_takes_on_what_the_phrase_around_it_says_of_the_syntax() -> None:
    found = gather(
        TEXT, [], [suggestion(4, "ORG", "Board of Trade")], [],
        [phrase("the Board of Trade", relation="dobj", governor="asked")], strip_article=False,
    )  # fmt: skip
    assert [(c.source, c.relation, c.governor) for c in found] == [
        ("phrase", "dobj", place("asked")[0]),
        ("suggestion", "dobj", place("asked")[0]),
    ]


def test_an_event_may_stand_where_a_span_does() -> None:
    found = gather(TEXT, [span(1, "EVENT", "met")], [], [event(5, "met")], [], strip_article=False)
    assert [c.source for c in found] == ["event", "span"]


def test_what_a_role_does_not_allow_and_what_holds_the_trigger_does_not_fit() -> None:
    trigger = (place("met"),)
    london = Candidate("span", 1, (place("London"),), "London", "GPE")
    holding = Candidate("phrase", 0, (place("envoy met Lord"),), "envoy met Lord", "<FREE>")
    happening = Candidate("event", 2, trigger, "met", "<EVENT>")
    assert fits(london, role("place"), trigger)
    assert not fits(holding, role("topic"), trigger)
    assert fits(happening, role("topic"), trigger)
    assert not fits(happening, role("place"), trigger)


def test_ranking_follows_type_syntax_sentence_and_distance() -> None:
    asked = around("asked")
    pool = gather(
        TEXT,
        [],
        [suggestion(3, "GPE", "London"), suggestion(4, "ORG", "Board of Trade"), suggestion(6, "DATE", "Tuesday")],
        [],
        [
            phrase("The envoy", relation="nsubj", governor="asked"),
            phrase("Board of Trade", relation="dobj", governor="asked"),
            phrase("fund a survey", "clause", "xcomp", "asked"),
        ],
        strip_article=True,
    )  # fmt: skip
    assert texts(ranked(pool, role("actor"), asked))[0] == "envoy"
    assert texts(ranked(pool, role("recipient"), asked))[0] == "Board of Trade"
    assert texts(ranked(pool, role("topic"), asked))[0] == "fund a survey"
    assert texts(ranked(pool, role("time"), asked))[0] == "Tuesday"
    assert texts(ranked(pool, role("place"), asked))[0] == "London"


def test_names_come_before_nouns_that_have_nothing_to_do_with_the_trigger() -> None:
    found = gather(
        TEXT,
        [span(1, "PERSON", "Lord Melbourne")],
        [suggestion(2, "ORG", "Board of Trade")],
        [],
        [phrase("a survey", relation="dobj", governor="fund"), phrase("The envoy", relation="nsubj", governor="met")],
        strip_article=True,
    )
    assert texts(ranked(found, role("actor"), around("met")))[::3] == ["envoy", "survey"]


def test_what_fills_another_role_is_offered_late() -> None:
    spans = [span(1, "PERSON", "Lord Melbourne"), span(2, "GPE", "London")]
    found = gather(TEXT, spans, [], [], [], strip_article=True)
    assert texts(ranked(found, role("recipient"), around("met"))) == ["London", "Lord Melbourne"]
    taken = {(place("London"),)}
    assert texts(ranked(found, role("recipient"), around("met"), taken=taken)) == ["Lord Melbourne", "London"]


def test_a_clause_of_another_sentence_is_far_down() -> None:
    here = Surroundings((place("asked"),), (place("asked")[0], len(TEXT)), (0, len(TEXT)))
    clause = Candidate("phrase", 0, (place("London on Tuesday"),), "London on Tuesday", "<FREE>", "clause")
    chunk = Candidate("phrase", 0, (place("Lord Melbourne"),), "Lord Melbourne", "<FREE>", "noun_chunk")
    assert texts(ranked([clause, chunk], role("topic"), here)) == ["Lord Melbourne", "London on Tuesday"]


def test_what_is_favoured_comes_first_even_where_it_does_not_fit() -> None:
    odd = Candidate("span", 9, (place("Tuesday"),), "Tuesday", "DATE")
    other = Candidate("span", 8, (place("London"),), "London", "GPE")
    assert ranked([other, odd], role("place"), around("met"), [odd]) == (odd, other)


def test_numbers_run_with_the_text_and_pages_hold_nine() -> None:
    many = tuple(Candidate("span", i, ((100 - i, 101 - i),), str(i), "GPE") for i in range(20))
    first = page_of(many, 0)
    assert [c.ref for c in first] == list(range(8, -1, -1))
    assert pages(many) == 3
    assert len(page_of(many, 2)) == 2
    assert pages(()) == 1


@given(st.integers(0, 60))
def test_pages_share_out_all_candidates_once(count: int) -> None:
    many = tuple(Candidate("span", i, ((i, i + 1),), str(i), "GPE") for i in range(count))
    shown = [c.ref for page in range(pages(many)) for c in page_of(many, page)]
    assert sorted(shown) == list(range(count))
    assert all(len(page_of(many, page)) <= PAGE for page in range(pages(many)))


def test_filtering_finds_beginnings_first_whatever_the_case() -> None:
    names = ("South Korea", "Korea", "London")
    pool = tuple(Candidate("span", i, ((i, i + 1),), name, "GPE") for i, name in enumerate(names))
    assert texts(filtered(pool, "kor")) == ["Korea", "South Korea"]


def test_a_place_is_found_whether_or_not_it_begins_with_an_article() -> None:
    board = Candidate("suggestion", 4, (place("Board of Trade"),), "Board of Trade", "ORG")
    assert find_place([board], (place("the Board of Trade"),), TEXT) is board
    fresh = find_place([board], (place("Lord Melbourne"),), TEXT)
    assert (fresh.source, fresh.text) == ("phrase", "Lord Melbourne")


def test_an_article_alone_is_not_taken_away() -> None:
    assert without_article("the end", (0, 7)) == (4, 7)
    assert without_article("the", (0, 3)) == (0, 3)
    assert without_article("An aide", (0, 7)) == (3, 7)
    assert without_article("theatre", (0, 7)) == (0, 7)


def test_two_numbers_never_stand_over_one_word_where_the_end_is_free() -> None:
    def at(fragments: Fragments) -> Candidate:
        return Candidate("phrase", 0, fragments, "", "<FREE>")

    short, long = at(((10, 14),)), at(((10, 30),))
    assert tag_places([short, long], {0: (10, 14), 1: (25, 30)}) == ((10, 14), (25, 30))
    assert tag_places([short], {}) == ((10, 14),)
