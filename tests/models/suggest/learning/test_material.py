"""Lessons, folds and the model's labels: all without a model."""

from __future__ import annotations

import sys
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from glossator.schema import load_schema
from glossator.suggest.learning.material import Lesson, Place, in_folds, outermost
from glossator.suggest.learning.targets import Targets

ONTONOTES = ("PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "DATE", "CARDINAL", "EVENT")


def test_of_spans_that_overlap_the_outermost_stays() -> None:
    inner, outer, crossing, apart = Place(4, 8, "GPE"), Place(0, 8, "ORG"), Place(6, 12, "ORG"), Place(12, 14, "X")
    assert outermost([inner, crossing, outer, apart]) == [outer, apart]


@given(st.lists(st.builds(lambda a, b, c: Place(a, a + b, c), st.integers(0, 30), st.integers(0, 9), st.just("X"))))
def test_what_stays_does_not_overlap_and_cannot_grow(spans: list[Place]) -> None:
    kept = outermost(spans)
    assert all(one.end <= other.start for one, other in pairwise(kept))
    for span in spans:
        assert span.start == span.end or any(span.start < one.end and one.start < span.end for one in kept)


@given(st.lists(st.text(max_size=20), min_size=3, max_size=15, unique=True), st.integers(2, 3))
def test_folds_hold_every_lesson_once_whatever_their_order(texts: list[str], count: int) -> None:
    lessons = [Lesson(text, text) for text in texts]
    folds = in_folds(lessons, count)
    assert sorted(one.key for fold in folds for one in fold) == sorted(texts)
    assert folds == in_folds(reversed(lessons), count)


def test_the_models_labels_are_found_again() -> None:
    targets = Targets(load_schema("conll"), ONTONOTES)
    assert targets.of(Place(0, 5, "PER")) == "PERSON"
    assert targets.of(Place(0, 5, "LOC")) == "LOC"
    assert targets.of(Place(0, 5, "LOC"), [Place(3, 9, "GPE")]) == "GPE"
    assert targets.of(Place(0, 5, "LOC"), [Place(3, 9, "ORG"), Place(5, 9, "GPE")]) == "LOC"
    assert not targets.is_new("MISC")


def test_a_label_of_ones_own_is_new() -> None:
    schema = load_schema("conll").with_entity_type("SHIP")
    targets = Targets(schema, ONTONOTES)
    assert targets.is_new("SHIP")
    assert targets.of(Place(0, 5, "SHIP"), [Place(0, 5, "ORG")]) == "SHIP"
    assert targets.all_of("SHIP") == ("SHIP",)
    assert set(targets.all_of("LOC")) == {"GPE", "LOC", "FAC"}


def test_only_english_is_learned() -> None:
    assert Lesson("a", "Kim met Putin in Moscow.").readable
    assert not Lesson("a", "Kim met Putin in Moscow.", language="ko").readable
    assert not Lesson("a", "김정은은 평양에서 만났다.").readable


def test_no_spacy_is_needed_to_know_what_is_learned() -> None:
    import subprocess

    script = (
        "import sys, glossator, glossator.suggest, glossator.project.learning, glossator.suggest.learning.learner,"
        " glossator.cli.learn, glossator.cli.score; print({'spacy', 'thinc'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
