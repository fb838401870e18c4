"""The builder beyond the usual: one candidate alone, longer readings, templates, second events, types, overrides."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from glossator import Project
from glossator.annotation import Analysis, Event
from glossator_desktop.modes.form_mode import FormMode
from glossator_desktop.workspace import Workspace

from .conftest import ARTICLE, Heard, hint, place
from .test_event_keys import builder, digit, events, roles

Press = Callable[[str], None]
CLAUSE = "fund a survey of the northern ports"


def latest(project: Project) -> Event:
    return max(events(project), key=lambda event: event.id)


def attribute_words(workspace: Workspace) -> str:
    sheet = workspace.mode.sheet()
    assert sheet is not None
    return sheet.spoken


# A candidate alone, and longer readings of one


def test_shift_and_a_digit_takes_one_candidate_instead_of_all_others(
    workspace: Workspace, project: Project, press: Press
) -> None:
    press("T E 1 A")
    press(f"Shift+{digit(workspace, 'Melbourne')}")
    assert roles(project, latest(project)) == {"actor": ["Melbourne"]}
    assert builder(workspace).state.row.proposed == ()
    press(f"{digit(workspace, 'London')}")
    press(f"Shift+{digit(workspace, 'London')}")
    assert roles(project, latest(project)) == {"actor": ["London"]}


def test_shift_and_a_digit_without_a_candidate_says_so(workspace: Workspace, press: Press, heard: Heard) -> None:
    press("T E 1 A / b o a r d Enter Shift+9")
    assert heard.said[-1] == ("info", "No candidate has the number 9.")


def test_a_longer_reading_takes_the_place_of_the_shorter_one(
    workspace: Workspace, project: Project, press: Press
) -> None:
    workspace.select_range(*place("asked"))
    press("E 1 T Backspace")
    press(digit(workspace, "fund a survey"))
    press(digit(workspace, CLAUSE))
    assert roles(project, latest(project)) == {"topic": [CLAUSE]}
    press("Enter Ctrl+Z")
    assert project.layer(workspace.document.id).spans == ()


def test_a_name_inside_a_name_does_not_take_its_place(workspace: Workspace, project: Project, press: Press) -> None:
    press("T E 1 S")
    workspace.range_dragged(place("Board")[0], place("Trade")[1])
    workspace.range_dragged(*place("Trade"))
    assert roles(project, latest(project)) == {"source": ["Board of Trade", "Trade"]}


def test_the_edge_keys_move_what_is_proposed(workspace: Workspace, project: Project, press: Press) -> None:
    short = hint("REQUEST", "called", "topic=The visit")
    project.record_analysis(workspace.document.id, Analysis("other", "1", (short,), ()))
    workspace.select_range(*place("called"))
    press("E 1 T Shift+Right")
    assert roles(project, latest(project)) == {"topic": ["The visit was"]}
    press("Shift+Left")
    assert roles(project, latest(project)) == {"topic": ["The visit"]}


def test_the_edges_of_free_words_move_when_an_event_is_opened_again(
    workspace: Workspace, project: Project, press: Press
) -> None:
    workspace.select_range(*place("asked"))
    press("E 1 T Backspace")
    press(digit(workspace, CLAUSE))
    press("Enter Enter T Shift+Left Shift+Left Enter")
    assert roles(project, latest(project))["topic"] == ["fund a survey of the"]
    press("Ctrl+Z")
    assert roles(project, latest(project))["topic"] == [CLAUSE]


def test_after_the_caret_was_moved_the_edge_keys_take_the_word_there(
    workspace: Workspace, project: Project, press: Press
) -> None:
    workspace.select_range(*place("asked"))
    press("E 1 T Backspace")
    press(digit(workspace, CLAUSE))
    workspace.place_caret(place("Tuesday")[0])
    press("Left Shift+Right")
    assert "on" in roles(project, latest(project))["topic"]


# Types


def test_a_ranked_type_without_mode_needs_no_second_question(
    workspace: Workspace, project: Project, press: Press
) -> None:
    project.record_analysis(workspace.document.id, Analysis("other", "1", (hint("CONSULT", "called"),), ()))
    workspace.select_range(*place("called"))
    press("E 1 Enter")
    assert (latest(project).type, latest(project).modes) == ("CONSULT", ())


@pytest.fixture
def ace(tmp_path: Path) -> Project:
    """A project whose types have different roles."""
    return Project.create(tmp_path / "ace.glossator", schema="ace", annotator="ada")


def test_another_type_keeps_what_fits_says_what_went_and_is_one_undo(ace: Project, qtbot: QtBot) -> None:
    said: list[str] = []
    with ace as project:
        document = project.import_texts([("article", ARTICLE)]).documents[0]
        event = project.add_event(
            document,
            "Conflict.Attack",
            trigger=place("asked"),
            arguments=[("Attacker", place("Byron", 1)), ("Place", place("ports"))],
        )
        workspace = Workspace(project)
        workspace.said.connect(lambda _, sentence: said.append(sentence))
        workspace.resume()
        workspace.select(event)
        for key in ("Enter", "Y", *"MEET", "1"):
            assert workspace.press(key, key.lower())
        assert [(e.type, roles(project, e)) for e in events(project)] == [("Contact.Meet", {"Place": ["ports"]})]
        assert any("Contact.Meet has no role Attacker" in sentence for sentence in said)
        assert workspace.press("Ctrl+Z")
        assert roles(project, events(project)[0]) == {"Attacker": ["Byron"], "Place": ["ports"]}
        assert events(project)[0].type == "Conflict.Attack"
        workspace.close()
        workspace.deleteLater()


# Templates and second events


def test_y_makes_an_event_like_the_last_one(workspace: Workspace, project: Project, press: Press) -> None:
    press("T Space N M Enter")
    workspace.select_range(*place("cancelled"))
    press("Y")
    assert "like “met”" in attribute_words(workspace)
    press("Enter")
    first, second = sorted(events(project), key=lambda event: event.id)
    assert (second.type, second.modes, second.text) == (first.type, first.modes, "cancelled")
    assert roles(project, second) == roles(project, first)
    assert second.attributes == first.attributes
    press("Ctrl+Z")
    assert [event.text for event in events(project)] == ["met"]


def test_cues_of_the_words_around_come_before_the_template(
    workspace: Workspace, project: Project, press: Press
) -> None:
    press("T Space Enter")
    denied = hint("REJECT", "cancelled", polarity=("negated", "was not"))
    project.record_analysis(workspace.document.id, Analysis("other", "1", (denied,), ()))
    workspace.select_range(*place("cancelled"))
    press("Y Enter")
    assert latest(project).attributes["polarity"] == "negated"
    assert latest(project).type == "CONSULT"


def test_a_template_stays_until_it_is_let_go(workspace: Workspace, project: Project, press: Press) -> None:
    press("T Space Enter Shift+Y")
    workspace.select_range(*place("cancelled"))
    press("E R E J E C T 1 Enter")
    workspace.select_range(*place("called"))
    press("Y Enter")
    assert latest(project).type == "CONSULT"
    press("Esc Shift+Y")
    workspace.select_range(*place("act"))
    press("Y")
    assert "like “called”" in attribute_words(workspace)


def test_in_another_document_a_template_lends_type_and_attributes_only(
    workspace: Workspace, project: Project, press: Press
) -> None:
    press("T Space N Enter Shift+Y")
    workspace.step_document(1)
    workspace.select_range(6, 10)
    press("Y Enter")
    (event,) = project.layer(workspace.document.id).events
    assert (event.type, event.text, event.arguments) == ("CONSULT", "left", ())
    assert event.attributes["polarity"] == "negated"


def test_y_without_any_event_says_so(workspace: Workspace, press: Press, heard: Heard) -> None:
    workspace.select_range(*place("cancelled"))
    press("Y")
    assert "E chooses a type" in heard.said[-1][1]
    press("Shift+Y Shift+D")
    assert "No event is current" in heard.said[-1][1]


def test_a_second_event_on_the_same_words_is_open_and_one_undo(
    workspace: Workspace, project: Project, press: Press
) -> None:
    press("T Space Enter Shift+D")
    assert workspace.mode.name == "roles"
    press("P Backspace Enter")
    first, second = sorted(events(project), key=lambda event: event.id)
    assert first.trigger == second.trigger
    assert set(roles(project, first)) - set(roles(project, second)) == {"place"}
    press("Ctrl+Z")
    assert [event.id for event in events(project)] == [first.id]


def test_e_on_an_event_makes_another_one_of_another_type_on_its_trigger(
    workspace: Workspace, project: Project, press: Press
) -> None:
    press("T Space Enter E A G R E E 1 Enter")
    assert sorted(event.type for event in events(project)) == ["AGREE", "CONSULT"]
    assert len({event.trigger for event in events(project)}) == 1


# Fillers from elsewhere, overrides


def test_a_filler_from_another_paragraph_has_a_number(workspace: Workspace, project: Project, press: Press) -> None:
    workspace.select_range(*place("cancelled"))
    press("E R E J E C T 1 A")
    state = builder(workspace).state
    while "Melbourne" not in {entry.candidate.text for entry in builder(workspace).state.numbered}:
        press("0")
        assert builder(workspace).state.page < state.pages
    press(digit(workspace, "Melbourne"))
    assert roles(project, latest(project)) == {"actor": ["Melbourne"]}


def test_for_whom_a_filler_acts_in_this_event_alone(workspace: Workspace, project: Project, press: Press) -> None:
    press("T Space Tab A K")
    assert isinstance(workspace.mode, FormMode)
    for letter in "gbr":
        workspace.press(letter.upper(), letter)
    press("Tab")
    for letter in "gov, leg":
        workspace.press(letter.upper(), letter)
    press("Enter")
    (argument,) = latest(project).arguments
    assert (argument.country, argument.sectors) == ("GBR", ("GOV", "LEG"))
    assert "GBR GOV LEG" in attribute_words(workspace)
    press("Ctrl+Z")
    assert latest(project).arguments[0].country is None


def test_acts_for_asks_first_which_filler_is_meant(
    workspace: Workspace, project: Project, press: Press, heard: Heard
) -> None:
    press("T Space A K")
    assert "only proposed" in heard.said[-1][1]
    press("S K")
    assert "Nothing fills the source" in heard.said[-1][1]
    press(f"A {digit(workspace, 'Melbourne')} Tab A K")
    assert workspace.mode.name == "choose"
    press("2")
    assert isinstance(workspace.mode, FormMode)
    press("Esc")
    assert workspace.mode.name == "roles"


def test_a_cue_says_why_in_the_card(workspace: Workspace, project: Project, press: Press) -> None:
    denied = hint("REJECT", "cancelled", polarity=("negated", "was not"))
    project.record_analysis(workspace.document.id, Analysis("other", "1", (denied,), ()))
    workspace.select_range(*place("cancelled"))
    press("E 1")
    assert "negated:. “was not”" in attribute_words(workspace)
    press("N")
    assert "“was not”" not in attribute_words(workspace)
