"""Edges by convention."""

from __future__ import annotations

from dataclasses import replace

import pytest

from glossator.schema import Conventions
from glossator.suggest.entities.edges import is_headline, lengthened, trimmed
from glossator.suggest.entities.lines import make_line
from glossator.suggest.entities.mentions import Mention

USUAL = Conventions()


def cut(text: str, label: str, conventions: Conventions = USUAL) -> str | None:
    """What is left of a text that was marked as a whole."""
    line = make_line(text)
    found = trimmed(line.words, Mention(0, len(line.words), label), conventions)
    return None if found is None else line.surface(found.first, found.last)


@pytest.mark.parametrize(
    ("text", "label", "expected"),
    [
        ("the European Union", "ORG", "European Union"),
        ("Norway's", "GPE", "Norway"),
        ("Norway’s", "GPE", "Norway"),
        ("the United Nations'", "ORG", "United Nations"),
        ("Prime Minister Ada Lindqvist", "PERSON", "Ada Lindqvist"),
        ("Gen. Olsen", "PERSON", "Olsen"),
        ("FILE - Ada Lindqvist", "ORG", "Ada Lindqvist"),
        ('"Oslo', "GPE", "Oslo"),
        ("a week ago", "DATE", "a week ago"),
        ("the past year", "DATE", "past year"),
        ("17:53 November 21", "DATE", "November 21"),
        ("annual", "DATE", None),
        ("58", "DATE", None),
        ("Forty", "DATE", None),
        ("2014", "DATE", "2014"),
        ("L. Olsen / Harbour Post", "PERSON", "L. Olsen"),
        ("통일부", "PERSON", None),
        ("--", "ORG", None),
        ("King", "PERSON", "King"),
        ("communist", "NORP", "communist"),
        ("the meeting Held", "ORG", "meeting Held"),
    ],
)
def test_what_stays(text: str, label: str, expected: str | None) -> None:
    assert cut(text, label) == expected


def test_a_schema_may_want_it_otherwise() -> None:
    assert cut("the Union's", "ORG", replace(USUAL, strip_leading_article=False)) == "the Union"
    assert cut("the Union's", "ORG", replace(USUAL, strip_possessive=False)) == "Union 's"
    assert cut("Mr. Olsen", "PERSON", replace(USUAL, titles_outside_name=False)) == "Mr. Olsen"


def test_a_name_in_a_line_with_capitals_has_them_too() -> None:
    line = make_line("They like seafood")
    assert trimmed(line.words, Mention(2, 3, "ORG"), USUAL) is None
    shouting = make_line("they like seafood")
    assert trimmed(shouting.words, Mention(2, 3, "ORG"), USUAL) == Mention(2, 3, "ORG")


@pytest.mark.parametrize(
    ("text", "mention", "expected"),
    [
        ("Office of the Lake Guard for Oil said", Mention(0, 4, "ORG"), ("Office of the Lake Guard for Oil", "ORG")),
        ("Embassy of Norway in Lima", Mention(0, 3, "FAC"), ("Embassy of Norway", "ORG")),
        ("Norwegian Embassy said", Mention(0, 1, "NORP"), ("Norwegian Embassy", "ORG")),
        ("Ministry of Trade Spokesman Olsen", Mention(0, 3, "ORG"), ("Ministry of Trade", "ORG")),
        ("Norway Embassies", Mention(0, 1, "GPE"), ("Norway", "GPE")),
    ],
)  # fmt: skip
def test_institutions_are_taken_whole(text: str, mention: Mention, expected: tuple[str, str]) -> None:
    line = make_line(text)
    found = lengthened(line.words, mention, len(line.words))
    assert (line.surface(found.first, found.last), found.label) == expected


def test_headlines_are_told_by_their_capitals() -> None:
    assert is_headline(make_line("Diplomat: Norway Will Not Honor Human Rights Agreements").words)
    assert not is_headline(make_line("Norway will not honor its human rights agreements").words)
    assert not is_headline(make_line("Norway Will Not Honor Human Rights Agreements.").words)
