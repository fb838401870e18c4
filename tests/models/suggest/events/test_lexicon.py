"""The lexicons say nothing that the schemas do not know."""

from __future__ import annotations

from collections import Counter

import pytest

from glossator.schema import load_schema
from glossator.suggest.events.lemmas import Lemmatizer, shared_lemmatizer
from glossator.suggest.events.lexicon import FAMILIES, load_event_lexicon
from glossator.suggest.tables import names, rows

LIGHT = {"be", "take", "hold", "say", "have", "make", "do", "get", "give", "go", "put", "keep", "let", "come", "set"}


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("part", ["verbs", "nouns"])
def test_every_type_and_mode_is_one_of_the_schema(family: str, part: str) -> None:
    schema = load_schema(family)
    for phrase, frame, *options in rows(f"{family}/{part}.tsv"):
        assert frame in {"-", "mutual", "host", "topic", "motion", "act", "of"}, phrase
        for option in options:
            name, _, weight = option.partition("=")
            type_, _, mode = name.partition("/")
            assert schema.event_type(type_) is not None, (phrase, option)
            assert not mode or schema.mode(type_, mode) is not None, (phrase, option)
            assert 1 <= int(weight) <= 10, (phrase, option)


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("part", ["verbs", "nouns"])
def test_no_phrase_stands_twice(family: str, part: str) -> None:
    counts = Counter(row[0] for row in rows(f"{family}/{part}.tsv"))
    assert [phrase for phrase, count in counts.items() if 1 < count] == []


def test_light_verbs_stand_only_inside_phrases() -> None:
    single = {row[0] for row in rows("plover/verbs.tsv") if " " not in row[0]} - {"say"}
    assert not single & LIGHT


def test_the_default_schema_is_covered() -> None:
    lexicon = load_event_lexicon(load_schema("plover"))
    assert lexicon is not None
    assert 350 <= sum(map(len, lexicon.verbs.values()))
    assert 150 <= sum(map(len, lexicon.nouns.values()))
    entries = [*lexicon.verbs.values(), *lexicon.nouns.values()]
    covered = {option.type for known in entries for entry in known for option in entry.options}
    assert covered == {type_.name for type_ in load_schema("plover").enabled_event_types()}


def test_a_type_that_is_switched_off_is_not_proposed() -> None:
    lexicon = load_event_lexicon(load_schema("plover"))
    assert lexicon is not None
    assert "say" not in lexicon.verbs


def test_a_schema_without_events_has_no_lexicon() -> None:
    assert load_event_lexicon(load_schema("conll")) is None


@pytest.mark.parametrize("family", FAMILIES)
def test_roles_modes_and_neighbours_are_those_of_the_schema(family: str) -> None:
    schema = load_schema(family)
    for type_, *roles in rows(f"{family}/roles.tsv"):
        assert type_ == "*" or schema.event_type(type_) is not None
        assert all(role == "-" or schema.role(role) is not None for role in roles), (type_, roles)
    for type_, mode, lemmas in rows(f"{family}/modes.tsv"):
        assert schema.mode(type_, mode) is not None, (type_, mode)
        assert names(lemmas)
    for types in rows(f"{family}/nearby.tsv"):
        assert all(schema.event_type(type_) is not None for type_ in types), types


@pytest.mark.parametrize(
    ("form", "verb", "lemma"),
    [
        ("urged", True, "urge"),
        ("met", True, "meet"),
        ("denies", True, "deny"),
        ("denied", True, "deny"),
        ("banned", True, "ban"),
        ("visiting", True, "visit"),
        ("killing", True, "kill"),
        ("killing", False, "killing"),
        ("refuses", True, "refuse"),
        ("talks", False, "talks"),
        ("atrocities", False, "atrocity"),
        ("clashes", False, "clash"),
        ("unheard", True, "unheard"),
    ],
)
def test_forms_are_led_back_to_known_words(form: str, verb: bool, lemma: str) -> None:
    assert shared_lemmatizer()(form, verb=verb) == lemma


def test_an_unknown_word_stays_as_it_is() -> None:
    assert Lemmatizer(frozenset())("running", verb=True) == "running"
