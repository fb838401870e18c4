"""Annotating by keys, on a real project: what each key does to what is stored."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from glossator import Project
from glossator.annotation import Suggestion
from glossator_desktop.workspace import Workspace

from .conftest import ARTICLE, Heard, place

Press = Callable[[str], None]


def current(workspace: Workspace) -> str:
    """The words that are current or selected."""
    return workspace.document.text_at(workspace.focus_fragments)


def labels(project: Project) -> dict[str, str | None]:
    """The stored spans: their words and labels."""
    return {span.text: span.label for span in project.layer(project.document_ids()[0]).spans}


def suggestion(project: Project, words: str) -> Suggestion:
    return next(s for s in project.suggestions(project.document_ids()[0]) if s.text == words)


def test_the_first_suggestion_is_current_on_opening(workspace: Workspace) -> None:
    assert current(workspace) == "Ada Byron"


def test_tab_goes_through_the_suggestions_and_round(workspace: Workspace, press: Press) -> None:
    seen = [current(workspace)]
    for _ in range(5):
        press("Tab")
        seen.append(current(workspace))
    assert seen == ["Ada Byron", "Melbourne", "London", "Tuesday", "Byron", "Board of Trade"]
    press("Tab")
    assert current(workspace) == "Ada Byron"
    press("Shift+Tab")
    assert current(workspace) == "Board of Trade"


def test_space_accepts_and_goes_on(workspace: Workspace, project: Project, press: Press) -> None:
    press("Space Space")
    assert labels(project) == {"Ada Byron": "PERSON", "Melbourne": "ORG"}
    assert current(workspace) == "London"
    assert suggestion(project, "Ada Byron").state == "accepted"


def test_a_digit_relabels_accepts_and_goes_on(workspace: Workspace, project: Project, press: Press) -> None:
    press("Tab 1")
    assert labels(project) == {"Melbourne": "PERSON"}
    assert suggestion(project, "Melbourne").state == "corrected"
    assert current(workspace) == "London"


def test_x_rejects_and_goes_on_and_undo_brings_back(workspace: Workspace, project: Project, press: Press) -> None:
    press("X")
    assert suggestion(project, "Ada Byron").state == "rejected"
    assert current(workspace) == "Melbourne"
    press("Ctrl+Z")
    assert suggestion(project, "Ada Byron").state == "pending"
    assert current(workspace) == "Ada Byron"


def test_an_edge_fixes_a_suggestion_in_one_key(workspace: Workspace, project: Project, press: Press) -> None:
    press("Tab Alt+Left")
    assert labels(project) == {"Lord Melbourne": "ORG"}
    assert suggestion(project, "Melbourne").state == "corrected"
    assert current(workspace) == "Lord Melbourne"
    press("1")
    assert labels(project) == {"Lord Melbourne": "PERSON"}
    press("Tab")
    assert current(workspace) == "London"


def test_the_last_decision_says_what_comes_next(workspace: Workspace, press: Press, heard: Heard) -> None:
    press("Space Space Space Space Space Space")
    assert workspace.focus.current is None
    assert "Ctrl+Enter" in heard.said[-1][1]


def test_the_rest_of_the_paragraph_is_one_step(workspace: Workspace, project: Project, press: Press) -> None:
    press("Tab Shift+Enter")
    assert set(labels(project)) == {"Melbourne", "London", "Tuesday"}
    assert current(workspace) == "Byron"
    press("Ctrl+Z")
    assert labels(project) == {}


def test_a_selection_is_begun_grown_and_labelled(workspace: Workspace, project: Project, press: Press) -> None:
    workspace.place_caret(place("an aide")[0])
    press("Ctrl+Right Shift+Right")
    assert current(workspace) == "aide"
    press("Alt+Left Shift+Right")
    assert current(workspace) == "an aide said"
    press("Shift+Left Alt+Right 1")
    assert labels(project) == {"aide": "PERSON"}
    assert workspace.current_kind == "span"


def test_labelling_where_a_suggestion_stands_decides_it(workspace: Workspace, project: Project, press: Press) -> None:
    workspace.select_range(*place("London"))
    press("2")
    assert labels(project) == {"London": "ORG"}
    assert suggestion(project, "London").state == "corrected"


def test_the_same_label_twice_is_one_span(workspace: Workspace, project: Project, press: Press, heard: Heard) -> None:
    workspace.select_range(*place("aide"))
    press("1")
    workspace.select_range(*place("aide"))
    press("1")
    assert labels(project) == {"aide": "PERSON"}
    assert len(project.layer(workspace.document.id).spans) == 1
    assert "already" in heard.said[-1][1]


def test_by_character_an_edge_goes_inside_words(workspace: Workspace, press: Press) -> None:
    workspace.select_range(*place("quickly"))
    press("Shift+] Shift+] [")
    assert current(workspace) == "d quick"


def test_growing_goes_through_phrase_clause_sentence_and_back(workspace: Workspace, press: Press) -> None:
    workspace.select_range(*place("survey"))
    seen = []
    for _ in range(3):
        press("G")
        seen.append(current(workspace))
    assert seen[0] == "fund a survey"
    assert seen[1] == "fund a survey of the northern ports"
    assert seen[2].endswith("northern ports.")
    press("Shift+G Shift+G Shift+G")
    assert current(workspace) == "survey"


def test_a_further_fragment_joins_the_annotation(workspace: Workspace, project: Project, press: Press) -> None:
    workspace.select_range(*place("called"))
    press("1 W")
    workspace.select_range(*place("on", ARTICLE[: place("called")[1]].count("on")))
    press("Enter")
    (span,) = project.layer(workspace.document.id).spans
    assert span.text == "called on"
    assert len(span.fragments) == 2
    press("Ctrl+Z")
    assert labels(project) == {"called": "PERSON"}


def test_two_fragments_get_one_label(workspace: Workspace, project: Project, press: Press) -> None:
    workspace.select_range(*place("called"))
    press("W")
    workspace.select_range(*place("act"))
    press("2")
    assert labels(project) == {"called act": "ORG"}


def test_a_second_label_is_stacked_on_a_suggestion(workspace: Workspace, project: Project, press: Press) -> None:
    press("D 2")
    spans = project.layer(workspace.document.id).spans
    assert sorted((span.text, span.label) for span in spans) == [("Ada Byron", "ORG"), ("Ada Byron", "PERSON")]


def test_all_occurrences_get_the_label(workspace: Workspace, project: Project, press: Press) -> None:
    workspace.select(suggestion(project, "Byron").id)
    press("A Enter")
    spans = project.layer(workspace.document.id).spans
    # Not within "Ada Byron", which is suggested as one name.
    assert [span.label for span in spans if span.text == "Byron"] == ["PERSON"] * 2
    assert workspace.mode.name == "page"
    assert suggestion(project, "Byron").state == "accepted"


def test_delete_goes_to_the_next_annotation(workspace: Workspace, project: Project, press: Press) -> None:
    press("Space Space Space N")
    workspace.select(next(s.id for s in project.layer(workspace.document.id).spans if s.text == "Melbourne"))
    press("X")
    assert set(labels(project)) == {"Ada Byron", "London"}
    assert current(workspace) == "London"


def test_annotations_are_gone_through(workspace: Workspace, press: Press) -> None:
    press("Space Space Ctrl+Home N")
    assert current(workspace) == "Ada Byron"
    press("N")
    assert current(workspace) == "Melbourne"
    press("P")
    assert current(workspace) == "Ada Byron"


def test_label_by_name(workspace: Workspace, project: Project, press: Press) -> None:
    press("0 W O R K Enter")
    assert labels(project) == {"Ada Byron": "WORK_OF_ART"}
    assert workspace.mode.name == "page"


def test_hint_letters_go_to_a_word(workspace: Workspace, press: Press) -> None:
    press("F")
    tags = {ARTICLE[tag.start : tag.end]: tag.text for tag in workspace.overlay().tags}
    assert workspace.overlay().dim
    press(" ".join(tags["quickly"]))
    assert current(workspace) == "quickly"
    assert workspace.mode.name == "page"


def test_hint_letters_for_a_suggestion_make_it_current(workspace: Workspace, press: Press) -> None:
    press("F")
    tags = {ARTICLE[tag.start : tag.end]: tag.text for tag in workspace.overlay().tags}
    press(" ".join(tags["Tuesday"]))
    assert workspace.current_kind == "suggestion"


def test_a_letter_is_taken_back_in_hint_mode(workspace: Workspace, press: Press) -> None:
    press("F")
    before = workspace.overlay().tags
    press(before[0].text[0])
    assert len(workspace.overlay().tags) < len(before)
    press("Backspace")
    assert workspace.overlay().tags == before
    press("Backspace")
    assert workspace.mode.name == "page"


def test_escape_lets_go_layer_by_layer(workspace: Workspace, press: Press) -> None:
    press("D Esc")
    assert workspace.focus.current is not None
    press("Esc")
    assert workspace.focus.current is None


def test_contexts_of_the_document_are_ticked_one_by_one(workspace: Workspace, project: Project, press: Press) -> None:
    press("Esc C E C O N O Enter Down Space Enter")
    assert project.layer(workspace.document.id).contexts[0] == "economic"
    assert len(project.layer(workspace.document.id).contexts) == 2
    assert workspace.mode.name == "page"


def test_flags_come_and_go(workspace: Workspace, project: Project, press: Press, heard: Heard) -> None:
    press("Esc Q Enter")
    assert [note.target for note in project.layer(workspace.document.id).notes] == [workspace.document.id]
    press("Q Enter")
    assert project.layer(workspace.document.id).notes == ()
    press("Tab Space N Q Enter")
    assert workspace.focus.current in workspace.document.flags.values()


def test_keys_without_a_meaning_are_left_to_others(workspace: Workspace) -> None:
    assert not workspace.press("J", "j")
    assert not workspace.press("PgDn")
    assert not workspace.press("Ctrl+S")


def test_each_key_is_told_once(workspace: Workspace, press: Press, heard: Heard) -> None:
    press("Space Shift+Right 2 Tab X")
    assert heard.moved == 5


def test_a_digit_without_a_label_says_so(workspace: Workspace, press: Press, heard: Heard) -> None:
    press("Esc 1")
    assert "Shift+→" in heard.said[-1][1]


@pytest.mark.parametrize("keys", ["X", "D", "W", "A", "Shift+Enter", "0", "Enter"])
def test_nothing_current_is_said_and_nothing_changed(
    workspace: Workspace, project: Project, press: Press, heard: Heard, keys: str
) -> None:
    workspace.place_caret(len(ARTICLE))
    before = project.can_undo()
    press(keys)
    assert heard.said
    assert heard.errors == []
    assert project.can_undo() == before


def test_a_further_fragment_of_a_suggestion_accepts_it_corrected(
    workspace: Workspace, project: Project, press: Press
) -> None:
    workspace.select(suggestion(project, "Tuesday").id)
    press("W")
    workspace.select_range(*place("aide"))
    press("Enter")
    assert labels(project) == {"Tuesday aide": "DATE"}
    assert suggestion(project, "Tuesday").state == "corrected"


def test_accepting_everywhere_is_one_step(workspace: Workspace, project: Project, press: Press) -> None:
    press("Tab Tab A Enter")
    spans = project.layer(project.document_ids()[0]).spans
    assert [span.text for span in spans] == ["London", "London"]
    press("Ctrl+Z")
    assert project.layer(project.document_ids()[0]).spans == ()
    assert current(workspace) == "London"
    press("Ctrl+Shift+Z")
    assert project.layer(project.document_ids()[0]).spans == spans


def test_a_second_label_on_a_suggestion_is_one_step(workspace: Workspace, project: Project, press: Press) -> None:
    press("D 2")
    assert len(project.layer(project.document_ids()[0]).spans) == 2
    press("Ctrl+Z")
    assert project.layer(project.document_ids()[0]).spans == ()
    assert suggestion(project, "Ada Byron").state == "pending"


def test_a_flag_stands_on_the_page_and_goes_again(workspace: Workspace, press: Press) -> None:
    press("Space N Q Enter")
    (first,) = (mark for mark in workspace.document.marks.values() if mark.kind == "span")
    assert first.chip == "PERSON · flagged"
    press("Q Enter")
    assert workspace.document.marks[first.id].chip == "PERSON"
    press("Ctrl+Z")
    assert workspace.document.marks[first.id].chip == "PERSON · flagged"
