"""One document, one reading."""

from __future__ import annotations

from glossator.suggest.entities.consistency import (
    Vocabulary,
    with_acronyms,
    with_majority_labels,
    with_repeats,
    with_whole_names,
)
from glossator.suggest.entities.lines import make_line
from glossator.suggest.entities.mentions import MarkedLine, Mention


def marked(text: str, *names: tuple[str, str]) -> MarkedLine:
    """A line in which the first occurrences of names, in order, are marked."""
    line = make_line(text)
    mentions, reached = [], 0
    for name, label in names:
        words = make_line(name).words
        size = len(words)
        first = next(at for at in range(reached, len(line.words)) if list(line.words[at : at + size]) == list(words))
        reached = first + size
        mentions.append(Mention(first, reached, label))
    return MarkedLine(line, mentions)


def labels(lines: list[MarkedLine]) -> list[tuple[str, str]]:
    return [(line.surface(mention), mention.label) for line in lines for mention in line.mentions]


def test_a_surname_of_somebody_named_in_full_is_a_person() -> None:
    lines = [
        marked("Ada Lindqvist spoke.", ("Ada Lindqvist", "PERSON")),
        marked("Lindqvist left.", ("Lindqvist", "ORG")),
    ]
    found = with_whole_names(lines, Vocabulary.of(lines))
    assert labels(found) == [("Ada Lindqvist", "PERSON"), ("Lindqvist", "PERSON")]
    assert found[1].mentions[0].evidence == "name"


def test_a_surname_may_have_a_hyphen() -> None:
    lines = [marked("Liv Aasen-Holt spoke.", ("Liv Aasen-Holt", "PERSON")), marked("Aasen-Holt left.")]
    assert labels(with_repeats(lines, Vocabulary.of(lines)))[1:] == [("Aasen - Holt", "PERSON")]


def test_a_surname_that_is_a_common_word_is_left_alone() -> None:
    lines = [marked("Ada Bank spoke at a bank.", ("Ada Bank", "PERSON")), marked("Bank left.", ("Bank", "ORG"))]
    assert labels(with_whole_names(lines, Vocabulary.of(lines)))[1] == ("Bank", "ORG")


def test_a_name_grows_over_a_word_that_is_a_name_elsewhere() -> None:
    lines = [marked("Commissioner Zeno Ra'id spoke.", ("Ra'id", "PERSON")), marked("Zeno left.", ("Zeno", "ORG"))]
    assert labels(with_whole_names(lines, Vocabulary.of(lines))) == [("Zeno Ra'id", "PERSON"), ("Zeno", "PERSON")]


def test_most_places_decide_the_label() -> None:
    lines = [marked("Karsk and Karsk or Karsk", ("Karsk", "GPE"), ("Karsk", "GPE"), ("Karsk", "PRODUCT"))]
    (found,) = with_majority_labels(lines)
    assert [(mention.label, mention.evidence) for mention in found.mentions] == [
        ("GPE", "repeated"),
        ("GPE", "repeated"),
        ("GPE", "relabelled"),
    ]


def test_a_draw_decides_nothing() -> None:
    lines = [marked("Karsk and Karsk", ("Karsk", "GPE"), ("Karsk", "ORG"))]
    assert labels(with_majority_labels(lines)) == [("Karsk", "GPE"), ("Karsk", "ORG")]


def test_an_acronym_has_the_label_of_its_long_form() -> None:
    lines = [
        marked("The Lake Union Council (LUC) met.", ("Lake Union Council", "ORG")),
        marked("The LUC and LUC.", ("LUC", "PRODUCT")),
    ]
    assert labels(with_acronyms(lines)) == [
        ("Lake Union Council", "ORG"),
        ("LUC", "ORG"),
        ("LUC", "ORG"),
        ("LUC", "ORG"),
    ]


def test_the_long_form_is_found_by_its_initials() -> None:
    assert labels(with_acronyms([marked("The Office of the U.N. High Envoy for Lakes (OHEL) met.")])) == [
        ("Office of the U.N. High Envoy for Lakes", "ORG"),
        ("OHEL", "ORG"),
    ]


def test_initials_that_do_not_fit_prove_nothing() -> None:
    assert labels(with_acronyms([marked("They came (UTC) late.")])) == []


def test_sure_names_are_marked_wherever_they_stand() -> None:
    lines = [
        marked("Ada Lindqvist of the Green Front spoke.", ("Ada Lindqvist", "PERSON"), ("Green Front", "ORG")),
        marked("The Green Front and Lindqvist left."),
    ]
    assert labels(with_repeats(lines, Vocabulary.of(lines)))[2:] == [("Green Front", "ORG"), ("Lindqvist", "PERSON")]


def test_a_single_word_that_is_mostly_unmarked_is_not_spread() -> None:
    lines = [marked("Council and Council, Council, Council, Council", ("Council", "ORG"))]
    assert labels(with_repeats(lines, Vocabulary.of(lines))) == [("Council", "ORG")]


def test_what_is_marked_already_is_never_covered() -> None:
    lines = [
        marked("Green Front", ("Green Front", "ORG")),
        marked("Green Front Party", ("Green Front Party", "ORG")),
    ]
    assert labels(with_repeats(lines, Vocabulary.of(lines)))[1:] == [("Green Front Party", "ORG")]
