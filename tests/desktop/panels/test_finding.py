from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from glossator.text.tokens import TokenIndex
from glossator_desktop.panels.find_pattern import Fault, Options, Sought, prepare
from glossator_desktop.panels.finding import TextScan

TEXT = "Kim met kim.\nStraße, İstanbul: KIM\n met 👍 kim"


def sought(query: str, *, case: bool = False, whole: bool = False, pattern: bool = False) -> Sought:
    found = prepare(query, Options(case, whole, pattern))
    assert isinstance(found, Sought), found
    return found


def finished(scan: TextScan) -> TextScan:
    while not scan.done:
        scan.advance()
    return scan


def found(text: str, query: str, *, case: bool = False, whole: bool = False, pattern: bool = False) -> list[str]:
    wanted = sought(query, case=case, whole=whole, pattern=pattern)
    hits = finished(TextScan(text, TokenIndex(text), wanted)).hits
    return [text[slice(*hits[at])] for at in range(len(hits))]


def test_hits_are_found_whatever_the_case_and_the_white_space() -> None:
    assert found(TEXT, "kim") == ["Kim", "kim", "KIM", "kim"]
    assert found(TEXT, "kim met ") == ["Kim met", "KIM\n met"]
    assert found(TEXT, "kim", case=True) == ["kim", "kim"]


def test_letters_that_change_their_number_with_the_case_keep_their_places() -> None:
    assert found(TEXT, "strasse") == ["Straße"]
    assert found(TEXT, "istanbul") == ["İstanbul"]
    assert found("İİ STRASSE kim", "KIM") == ["kim"]
    assert found("STRASSE", "straße") == ["STRASSE"]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("word", ["é", "김정은", "Đặng"])
def test_composed_and_decomposed_characters_are_the_same(word: str, form: str) -> None:
    written = unicodedata.normalize("NFC" if form == "NFD" else "NFD", word)
    assert found(f"a {written} b", unicodedata.normalize(form, word)) == [written]


def test_signs_of_patterns_mean_themselves_unless_patterns_are_asked_for() -> None:
    assert found("a.b (c) a+b", "(c)") == ["(c)"]
    assert found("a.b (c) a+b", "a.b") == ["a.b"]
    assert found("a.b (c) a+b", "a.b", pattern=True) == ["a.b", "a+b"]


def test_whole_words_end_where_unicode_or_our_tokens_say_so() -> None:
    assert found("Kim Kimchi Kim's Kim-Lee kim", "kim", whole=True) == ["Kim", "Kim", "Kim", "kim"]
    assert found("don't do", "do", whole=True) == ["do"]
    assert found("don't don", "don", whole=True) == ["don"]
    assert found("在北京的会议", "北京", whole=True) == ["北京"]
    assert found("김정은이 김정은", "김정은", whole=True) == ["김정은"]
    assert found("xa a a", "a a", whole=True) == ["a a"]
    assert found("Kimchi", "Kim|Kimchi", whole=True, pattern=True) == ["Kimchi"]
    assert found("naïve naï", "naï", whole=True) == ["naï"]


def test_a_point_stays_in_its_paragraph_and_lines_have_edges() -> None:
    assert found("one\ntwo", "one.*", pattern=True) == ["one"]
    assert found("one\ntwo", "(?s)one.*", pattern=True) == ["one\ntwo"]
    assert found("one\ntwo", "^t", pattern=True) == ["t"]


def test_empty_matches_are_no_hits() -> None:
    assert found("aab", "a*", pattern=True) == ["aa"]
    assert found("", "a*", pattern=True) == []


@pytest.mark.parametrize("query", ["", "  ", "\n"])
def test_nothing_is_looked_for_in_nothing(query: str) -> None:
    assert prepare(query, Options()) is None


@pytest.mark.parametrize(
    ("query", "place", "says"),
    [
        ("a(b)(Kim", 5, "not closed"),
        ("Kim)", 4, "closes nothing"),
        ("([ab", 2, "not closed"),
        ("*a", 1, "nothing before"),
        ("a\\", 2, "at the end"),
        ("\\p{Nonsense}", 12, "no such kind"),
        ("a{3,1}", 3, "larger than"),
    ],
)
def test_what_is_wrong_with_a_pattern_is_said_in_words_with_the_place(query: str, place: int, says: str) -> None:
    for options in (Options(pattern=True), Options(pattern=True, whole=True)):
        fault = prepare(query, options)
        assert isinstance(fault, Fault)
        assert says in fault.text
        assert fault.place == place
        assert fault.text.startswith(f"At character {place}: ")


@pytest.mark.parametrize("query", ["(?:a{1000}){1000}", "a" * 2000, "\\L<x>", "(a" * 300])
def test_patterns_that_cannot_be_used_are_refused(query: str) -> None:
    assert isinstance(prepare(query, Options(pattern=True)), Fault)


@given(st.text(alphabet="ab()[]{}*+?.\\|^$-:<>=!,1pLxRs# \n", max_size=12), st.booleans(), st.booleans())
def test_whatever_is_typed_as_a_pattern_is_used_or_explained(query: str, case: bool, whole: bool) -> None:
    prepared = prepare(query, Options(case, whole, True))
    if isinstance(prepared, Sought):
        scan = finished(TextScan("abba (a) 11\nxa", TokenIndex("abba (a) 11\nxa"), prepared))
        assert scan.slow or scan.share == 1
    elif prepared is not None:
        assert prepared.text.endswith((".", "”"))


def test_a_catastrophic_pattern_is_given_up() -> None:
    text = "a fine line\n" + "a" * 5000 + "b"
    scan = TextScan(text, TokenIndex(text), sought("fine|(a|aa)+$", pattern=True))
    finished(scan)
    assert scan.slow
    assert [text[slice(*scan.hits[at])] for at in range(len(scan.hits))] == ["fine"]
    assert scan.share < 1


WORDS = st.lists(st.sampled_from(["kim", "Kim's", " ", "\n", "北京", "a", "ß", "é", "12"]), max_size=60).map("".join)
PATTERNS = st.sampled_from([r"k\w+", "a+", r"\s", "kim|a", "ss", "12|é", r"\b\w", "(?<=a)k", r"i(?=m)"])


@given(WORDS, PATTERNS, st.integers(1, 9), st.integers(0, 5))
def test_windows_change_nothing(text: str, pattern: str, window: int, start: int) -> None:
    wanted = sought(pattern, pattern=True)
    scan = TextScan(text, TokenIndex(text), wanted, start=min(start, len(text)), windows=(window,), reach=200)
    hits = finished(scan).hits
    expected = [hit.span() for hit in wanted.compiled.finditer(text, min(start, len(text)))]
    assert [hits[at] for at in range(len(hits))] == expected


def test_a_hit_that_reaches_over_a_window_is_whole() -> None:
    text = "x" + "a" * 500 + "\nb"
    scan = TextScan(text, TokenIndex(text), sought("(?s)a.*", pattern=True), windows=(10,), reach=20)
    assert finished(scan).hits[0] == (1, len(text))


def test_a_search_stops_when_its_time_is_over_and_goes_on() -> None:
    text = "kim " * 100
    ticks = iter(range(10_000))
    scan = TextScan(text, TokenIndex(text), sought("kim"), clock=lambda: float(next(ticks)))
    scan.advance(3)
    assert 0 < len(scan.hits) < 10
    assert scan.position < len(text)
    assert len(finished(scan).hits) == 100


def test_a_probe_ends_with_the_first_hit() -> None:
    text = "kim kim kim"
    probe = finished(TextScan(text, TokenIndex(text), sought("kim"), start=1, most=1))
    assert len(probe.hits) == 1
    assert probe.hits[0] == (4, 7)


@given(st.text(), st.text(min_size=1, max_size=3), st.booleans())
def test_hits_are_stretches_of_the_text_in_order(text: str, query: str, whole: bool) -> None:
    prepared = prepare(query, Options(whole=whole))
    if not isinstance(prepared, Sought):
        return
    hits = finished(TextScan(text, TokenIndex(text), prepared)).hits
    places = [hits[at] for at in range(len(hits))]
    assert all(a[1] <= b[0] for a, b in pairwise(places))
    for start, end in places:
        assert regex.fullmatch(prepared.compiled.pattern, text[start:end], prepared.compiled.flags)
