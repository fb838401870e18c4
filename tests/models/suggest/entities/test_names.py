"""Finding names, labels and confidence."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from glossator.schema import Schema, load_schema
from glossator.suggest.entities.confidence import confidence
from glossator.suggest.entities.foreign import find_names
from glossator.suggest.entities.labels import LabelMap
from glossator.suggest.entities.matching import NameIndex
from glossator.suggest.entities.mentions import Mention, in_order
from glossator.suggest.tables import names, rows

WORDS = st.lists(st.sampled_from("abc"), max_size=12)


@given(st.lists(st.lists(st.sampled_from("abc"), min_size=1, max_size=3), max_size=6), WORDS)
def test_names_are_found_leftmost_longest_and_apart(known: list[list[str]], words: list[str]) -> None:
    index: NameIndex[str] = NameIndex()
    for name in known:
        index.add(name, "".join(name))
    reached = 0
    for first, last, payload in index.find(words):
        assert reached <= first < last <= len(words)
        assert "".join(words[first:last]) == payload
        longer = [name for name in known if words[first : first + len(name)] == name and last - first < len(name)]
        assert not longer
        reached = last


@given(st.lists(st.builds(Mention, st.integers(0, 9), st.integers(10, 20), st.just("ORG")), max_size=8))
def test_mentions_in_order_do_not_overlap(mentions: list[Mention]) -> None:
    kept = in_order(mentions)
    assert all(first.last <= second.first for first, second in pairwise(kept))


def test_labels_become_those_of_the_schema(plover: Schema) -> None:
    assert LabelMap(plover)("GPE") == "GPE"
    assert LabelMap(plover)("CARDINAL") is None
    conll = LabelMap(load_schema("conll"))
    assert [conll(label) for label in ("PERSON", "GPE", "FAC", "NORP", "DATE")] == ["PER", "LOC", "LOC", "MISC", None]
    ace = LabelMap(load_schema("ace"))
    assert [ace(label) for label in ("PERSON", "ORG", "GPE", "DATE")] == ["PER", "ORG", "GPE", "TIME"]


def test_a_schema_of_ones_own_is_met_by_usual_names(plover: Schema) -> None:
    person, place, land = (plover.entity_types[0], plover.entity_types[2], plover.entity_types[1])
    own = replace(
        plover,
        entity_types=(
            replace(person, name="Person"),
            replace(place, name="Place"),
            replace(land, name="Land", key=None),
        ),
        conventions=replace(plover.conventions, institution_label="Land"),
    )
    labels = LabelMap(own)
    assert [labels(label) for label in ("PERSON", "LOC", "GPE", "ORG", "DATE")] == [
        "Person",
        "Place",
        "Place",
        "Land",
        None,
    ]


def test_what_two_sources_say_is_believed_more() -> None:
    assert confidence("model", "ORG") < confidence("repeated", "ORG") < confidence("agreed", "ORG")
    assert confidence("relabelled", "PRODUCT") == confidence("relabelled", "*")


def test_confidence_is_told_in_twentieths_and_never_certain() -> None:
    shares = [float(row[2]) for row in rows("confidence.tsv")]
    assert all(0 < share <= 0.95 and round(share * 20) == share * 20 for share in (round(share, 4) for share in shares))


def test_particles_stay_outside_korean_names() -> None:
    text = "북한은 유엔과 미국의 제안을"
    assert [(text[start:end], label) for start, end, label in find_names(text, "ko")] == [
        ("북한", "GPE"),
        ("유엔", "ORG"),
        ("미국", "GPE"),
    ]


def test_prefixes_stay_outside_arabic_names() -> None:
    text = "وروسيا في سوريا"
    assert [text[start:end] for start, end, _ in find_names(text, "ar")] == ["روسيا", "سوريا"]


def test_an_arabic_article_may_run_together_with_a_preposition() -> None:
    text = "التابع للأمم المتحدة"
    assert [(text[start:end], label) for start, end, label in find_names(text, "ar")] == [("لأمم المتحدة", "ORG")]


def test_latin_acronyms_are_known_in_other_scripts() -> None:
    text = "일본과 EU가"
    assert [(text[start:end], label) for start, end, label in find_names(text, "ko")] == [
        ("일본", "GPE"),
        ("EU", "ORG"),
    ]


def test_tables_have_as_many_columns_as_they_say() -> None:
    assert {len(row) for row in rows("countries.tsv")} == {6}
    assert {len(row) for row in rows("bodies.tsv")} == {8}
    assert {len(row) for row in rows("groups.tsv")} == {4}
    codes = [row[0] for row in rows("countries.tsv")]
    assert len(set(codes)) == len(codes)
    assert names("a|?b| c ") == ["a", "?b", "c"]
