"""Lists to choose from."""

from __future__ import annotations

from dataclasses import replace

from glossator_desktop.modes.choices import Choice, Choices

LIST = Choices("Type", tuple(Choice(name, name) for name in ("AGREE", "AID", "CONSULT / visit", "ASSAULT / suicide-attack", "RETREAT")), numbered=3)  # noqa: E501  # fmt: skip


def titles(choices: Choices) -> list[str]:
    return [entry.title for entry in choices.matching]


def test_letters_find_beginnings_then_words_then_insides() -> None:
    assert titles(LIST.type_letter("a")) == ["AGREE", "AID", "ASSAULT / suicide-attack", "RETREAT"]
    assert titles(LIST.type_letter("v")) == ["CONSULT / visit"]
    assert titles(LIST.type_letter("at")) == ["ASSAULT / suicide-attack", "RETREAT"]


def test_a_letter_that_would_leave_nothing_is_not_taken() -> None:
    assert LIST.type_letter("q") is LIST
    assert LIST.type_letter("ag").type_letter("z").typed == "ag"


def test_erasing_brings_entries_back_and_marks_the_first() -> None:
    typed = LIST.type_letter("a").step(2)
    assert typed.marked == Choice("ASSAULT / suicide-attack", "ASSAULT / suicide-attack")
    assert typed.erase() == LIST


def test_the_mark_goes_round() -> None:
    assert LIST.step(-1).marked == LIST.entries[-1]
    assert LIST.step(5).marked == LIST.entries[0]


def test_digits_choose_among_the_numbered_only() -> None:
    assert LIST.numbered_entry(2) == LIST.entries[1]
    assert LIST.numbered_entry(4) is None
    assert LIST.numbered_entry(0) is None
    assert LIST.type_letter("re").numbered_entry(1) == LIST.entries[-1]


def test_nothing_marked_at_first_where_the_index_says_so() -> None:
    unmarked = replace(LIST, index=-1)
    assert unmarked.marked is None
    assert unmarked.step(1).marked == LIST.entries[0]


def test_ticking_twice_changes_nothing() -> None:
    assert LIST.tick("a").tick("b").ticked == ("a", "b")
    assert LIST.tick("a").tick("a") == LIST


def test_enter_ticks_while_letters_wait_and_is_done_without() -> None:
    several = Choices("Contexts", (Choice("a", "Alpha"), Choice("b", "Beta")), many=True)
    assert several.enter_means == "done"
    assert several.type_letter("b").enter_means == "tick"
    assert Choices("One", several.entries, typed="b").enter_means == "choose"
