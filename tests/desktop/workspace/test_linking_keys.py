"""Notes, links, values and relations by keys, read back from the file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from glossator import Project
from glossator.annotation import Entity, Layer
from glossator_desktop.workspace import Workspace

from .conftest import Heard, place

Press = Callable[[str], None]


def layer(project: Project) -> Layer:
    """What is stored of the article, read by a project of its own."""
    with Project.open(project.path, annotator="ada", read_only=True) as reading:
        return reading.layer(reading.document_ids()[0])


def add(workspace: Workspace, label: str, words: str, nth: int = 0) -> int:
    return workspace.project.add_span(workspace.document.id, *place(words, nth), label)


def write(workspace: Workspace, text: str) -> None:
    for letter in text:
        workspace.press("Space" if letter == " " else letter.upper(), letter)


def entities(project: Project) -> list[Entity]:
    return list(layer(project).entities)


# Notes


def test_a_note_is_written_changed_and_taken_away(workspace: Workspace, project: Project, press: Press) -> None:
    item = add(workspace, "PERSON", "Ada Byron")
    workspace.select(item)
    press("Q")
    write(workspace, "is this her?")
    press("Backspace Enter")
    (note,) = layer(project).notes
    assert (note.target, note.text, note.flag) == (item, "is this her", False)
    assert workspace.document.marks[item].chip == "PERSON · note"
    press("Q")
    write(workspace, "!")
    press("Enter")
    assert [note.text for note in layer(project).notes] == ["is this her!"]
    press("Ctrl+Z")
    assert [note.text for note in layer(project).notes] == ["is this her"]
    press("Ctrl+Z")
    assert layer(project).notes == ()
    assert workspace.document.marks[item].chip == "PERSON"


def test_an_emptied_note_is_gone_and_one_undo_brings_it_back(
    workspace: Workspace, project: Project, press: Press
) -> None:
    item = add(workspace, "PERSON", "Ada Byron")
    project.add_note(item, "x")
    workspace.select(item)
    press("Q Backspace Enter")
    assert layer(project).notes == ()
    press("Ctrl+Z")
    assert [note.text for note in layer(project).notes] == ["x"]


def test_note_and_flag_are_one_step(workspace: Workspace, project: Project, press: Press) -> None:
    press("Esc Q Tab")
    write(workspace, "odd")
    press("Enter")
    assert {(note.text, note.flag) for note in layer(project).notes} == {("odd", False), ("", True)}
    press("Ctrl+Z")
    assert layer(project).notes == ()


def test_escape_and_an_unchanged_note_write_nothing(workspace: Workspace, project: Project, press: Press) -> None:
    press("Esc Q")
    write(workspace, "odd")
    press("Esc")
    assert layer(project).notes == ()
    project.add_note(workspace.document.id, "odd")
    press("Q Enter")
    assert [(note.text, note.flag) for note in layer(project).notes] == [("odd", False)]


def test_a_note_on_a_suggestion_stays_with_what_it_becomes(
    workspace: Workspace, project: Project, press: Press
) -> None:
    press("Q")
    write(workspace, "sure?")
    press("Enter")
    current = workspace.focus.current
    assert current is not None
    assert workspace.document.marks[current].chip.endswith("note")
    press("Space")
    (item,) = workspace.document.spans
    assert workspace.document.marks[item].chip == "PERSON · note"
    workspace.select(item)
    press("Q Backspace Enter")
    assert [note.text for note in layer(project).notes] == ["sure"]
    press("Ctrl+Z Ctrl+Z Ctrl+Z")
    assert not workspace.document.spans
    assert layer(project).notes == ()
    assert not workspace.document.marks[current].chip.endswith("note")


def test_a_click_elsewhere_saves_what_was_typed(workspace: Workspace, project: Project, press: Press) -> None:
    press("Esc Q")
    write(workspace, "kept")
    workspace.place_clicked(3)
    assert workspace.mode.name == "page"
    assert workspace.focus.caret == 3
    assert [note.text for note in layer(project).notes] == ["kept"]


# Entities


@pytest.fixture
def byrons(workspace: Workspace) -> list[int]:
    """Three mentions of one and another name."""
    return [
        add(workspace, "PERSON", "Ada Byron"),
        add(workspace, "PERSON", "Byron", 1),
        add(workspace, "PERSON", "Byron", 2),
        add(workspace, "PERSON", "Lord Melbourne"),
    ]


def test_linking_by_digits_is_one_step(workspace: Workspace, project: Project, press: Press, byrons: list[int]) -> None:
    workspace.select(byrons[0])
    press("L")
    titles = [entry.title for entry in workspace.mode.choices.entries]  # type: ignore[attr-defined]
    assert titles == ["Byron", "Byron", "Lord Melbourne"]
    press("1 2 Enter")
    (entity,) = entities(project)
    assert (entity.name, set(entity.mentions)) == ("Ada Byron", set(byrons[:3]))
    assert set(workspace.overlay().preview) == {place("Byron", 1), place("Byron", 2)}
    press("Ctrl+Z")
    assert entities(project) == []


def test_a_digit_pressed_twice_takes_it_back_and_nothing_ticked_links_nothing(
    workspace: Workspace, project: Project, press: Press, byrons: list[int]
) -> None:
    workspace.select(byrons[0])
    press("L 1 1 Enter")
    assert workspace.mode.name == "page"
    assert entities(project) == []


def test_an_entity_comes_first_and_is_joined(
    workspace: Workspace, project: Project, press: Press, byrons: list[int]
) -> None:
    known = project.link(byrons[:2])
    workspace.select(byrons[2])
    press("L 1 Enter")
    (entity,) = entities(project)
    assert (entity.id, set(entity.mentions)) == (known, set(byrons[:3]))


def test_a_selection_becomes_a_free_mention(
    workspace: Workspace, project: Project, press: Press, byrons: list[int]
) -> None:
    workspace.select_range(*place("an aide"))
    press("L")
    workspace.mark_clicked(byrons[3])
    press("Enter")
    (entity,) = entities(project)
    free = next(span for span in layer(project).spans if span.label is None)
    assert (free.text, set(entity.mentions)) == ("an aide", {free.id, byrons[3]})
    press("Ctrl+Z")
    assert entities(project) == []
    assert all(span.label for span in layer(project).spans)


def test_a_suggestion_is_accepted_with_its_link(workspace: Workspace, project: Project, press: Press) -> None:
    press("L")
    workspace.place_clicked(place("aide")[0])
    press("Enter")
    (entity,) = entities(project)
    labels = {span.id: span.label for span in layer(project).spans}
    assert [labels[mention] for mention in entity.mentions] == ["PERSON", None]


def test_suggestions_with_the_same_head_are_accepted_by_linking(
    workspace: Workspace, project: Project, press: Press
) -> None:
    press("L 1 Enter")
    (entity,) = entities(project)
    labels = {span.id: (span.text, span.label) for span in layer(project).spans}
    assert [labels[mention] for mention in entity.mentions] == [("Ada Byron", "PERSON"), ("Byron", "PERSON")]
    press("Ctrl+Z")
    assert entities(project) == []
    assert layer(project).spans == ()


def test_a_mention_is_taken_out_again(workspace: Workspace, project: Project, press: Press, byrons: list[int]) -> None:
    known = project.link(byrons[:3])
    project.set_value(known, kb_id="Q7259", country="GBR", sectors=["CVL"])
    workspace.select(byrons[1])
    press("L T A K E Enter Enter")
    (entity,) = entities(project)
    assert set(entity.mentions) == {byrons[0], byrons[2]}
    assert (entity.name, entity.kb_id, entity.country, entity.sectors) == ("Ada Byron", "Q7259", "GBR", ("CVL",))
    press("Ctrl+Z")
    assert set(entities(project)[0].mentions) == set(byrons[:3])


def test_values_are_typed_saved_and_cleared(
    workspace: Workspace, project: Project, press: Press, byrons: list[int]
) -> None:
    workspace.select(byrons[3])
    press("V Tab")
    write(workspace, "Q1")
    press("Tab")
    write(workspace, "GBR")
    press("Tab")
    write(workspace, "gov, mil, gov")
    press("Enter")
    (entity,) = entities(project)
    assert (entity.name, entity.kb_id, entity.country) == ("Lord Melbourne", "Q1", "GBR")
    assert entity.sectors == ("GOV", "MIL")
    press("V Tab Tab Backspace Backspace Backspace Enter")
    assert not entities(project)[0].country
    press("Ctrl+Z")
    assert entities(project)[0].country
    press("Ctrl+Z")
    assert entities(project) == []


def test_a_name_is_needed(workspace: Workspace, press: Press, byrons: list[int], heard: Heard) -> None:
    workspace.select(byrons[1])
    press("V Backspace Backspace Backspace Backspace Backspace Enter")
    assert workspace.mode.name == "form"
    assert "needs a name" in heard.said[-1][1]
    press("Esc")
    assert workspace.focus.current == byrons[1]


# Relations


def test_a_relation_by_type_and_candidate(
    workspace: Workspace, project: Project, press: Press, byrons: list[int]
) -> None:
    workspace.select(byrons[0])
    press("R 1")
    assert workspace.mode.name == "pick"
    tags = {tag.text: (tag.start, tag.end) for tag in workspace.overlay().tags}
    assert tags["1"] == place("Lord Melbourne")
    press("1")
    (relation,) = layer(project).relations
    assert (relation.source, relation.target) == (byrons[0], byrons[3])
    assert relation.type == workspace.project.schema.relation_types[0].name
    (arc,) = workspace.overlay().arcs
    assert (arc.start, arc.end, arc.label) == (place("Ada Byron"), place("Lord Melbourne"), relation.type)
    workspace.select(relation.id)
    press("X")
    assert layer(project).relations == ()
    assert workspace.focus.current is None
    press("Ctrl+Z Ctrl+Z")
    assert layer(project).relations == ()


def test_a_relation_to_any_word_in_view_and_never_twice(
    workspace: Workspace, project: Project, press: Press, byrons: list[int], heard: Heard
) -> None:
    workspace.select(byrons[0])
    press("R 1")
    workspace.place_clicked(place("aide")[0])
    (relation,) = layer(project).relations
    assert workspace.document.spans[relation.target].text == "aide"
    press("R 1")
    workspace.place_clicked(place("aide")[0])
    assert len(layer(project).relations) == 1
    assert "already" in heard.said[-1][1]
    press("Ctrl+Z")
    assert layer(project).relations == ()
    assert "aide" not in {span.text for span in layer(project).spans}


def test_a_schema_without_relations_says_so(tmp_path: Path, qtbot: QtBot) -> None:
    with Project.create(tmp_path / "names.glossator", schema="conll", annotator="ada") as project:
        project.import_texts([("one", "Ada met Byron.")])
        item = project.add_span(project.document_ids()[0], 0, 3, "PER")
        workspace, said = Workspace(project), []
        workspace.said.connect(lambda _, sentence: said.append(sentence))
        workspace.resume()
        workspace.select(item)
        workspace.press("R")
        assert (workspace.mode.name, said) == ("page", ["This project's schema has no relation types."])
        workspace.close()


@pytest.mark.parametrize("key", ["L", "V", "R"])
def test_links_need_words(workspace: Workspace, press: Press, heard: Heard, key: str) -> None:
    press(f"Esc {key}")
    assert workspace.mode.name == "page"
    assert "span current" in heard.said[-1][1]
