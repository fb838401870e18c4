"""Dates, what is known of names, same events and relations by keys, read back from the file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from glossator import Project
from glossator.annotation import Entity, Span
from glossator.project.knowledge import date_value_of
from glossator_desktop.knowledge_lists import take_list
from glossator_desktop.modes.form_mode import FormMode
from glossator_desktop.modes.forms import Form
from glossator_desktop.modes.pick_mode import PickMode
from glossator_desktop.workspace import Workspace

from .conftest import Heard, place

Press = Callable[[str], None]


def add(workspace: Workspace, label: str | None, words: str, nth: int = 0) -> int:
    return workspace.project.add_span(workspace.document.id, *place(words, nth), label)


def write(workspace: Workspace, text: str) -> None:
    for letter in text:
        workspace.press("Space" if letter == " " else letter.upper(), letter)


def clear(workspace: Workspace) -> None:
    while form(workspace).fields[form(workspace).at].value:
        workspace.press("Backspace")


def form(workspace: Workspace) -> Form:
    assert isinstance(workspace.mode, FormMode)
    return workspace.mode.form()


def saved(project: Project, item: int) -> Span:
    with Project.open(project.path, annotator="ada", read_only=True) as reading:
        span = reading.span(item)
    assert span is not None
    return span


def entities(project: Project) -> list[Entity]:
    with Project.open(project.path, annotator="ada", read_only=True) as reading:
        return list(reading.layer(reading.document_ids()[0]).entities)


@pytest.fixture
def dated(workspace: Workspace, project: Project) -> None:
    """The article came out on a Thursday."""
    project.set_metadata(workspace.document.id, published="2017-09-21")


# Dates


@pytest.mark.usefixtures("dated")
def test_two_keys_give_a_date_its_value(workspace: Workspace, project: Project, press: Press, heard: Heard) -> None:
    item = add(workspace, "DATE", "Tuesday")
    workspace.select(item)
    press("V")
    assert form(workspace).values == ("2017-09-19",)
    assert form(workspace).remark == "Counted from 2017-09-21, a Thursday."
    press("Enter")
    assert date_value_of(saved(project, item)) == "2017-09-19"
    assert (workspace.mode.name, workspace.focus.current) == ("page", item)
    assert heard.said[-1][1] == "“Tuesday” is 2017-09-19."
    press("Ctrl+Z")
    assert date_value_of(saved(project, item)) is None


@pytest.mark.usefixtures("dated")
def test_a_value_is_written_checked_and_cleared(
    workspace: Workspace, project: Project, press: Press, heard: Heard
) -> None:
    item = add(workspace, "DATE", "Tuesday")
    workspace.select(item)
    press("V")
    clear(workspace)
    write(workspace, "soon")
    press("Enter")
    assert workspace.mode.name == "form"
    assert "“soon” is no date" in heard.said[-1][1]
    clear(workspace)
    write(workspace, "2017-09-12")
    press("Enter")
    assert date_value_of(saved(project, item)) == "2017-09-12"
    press("V")
    assert form(workspace).remark == "Its words tell 2017-09-19: counted from 2017-09-21, a Thursday."
    clear(workspace)
    press("Enter")
    assert date_value_of(saved(project, item)) is None


@pytest.mark.usefixtures("dated")
def test_a_suggested_date_is_accepted_with_its_value(workspace: Workspace, project: Project, press: Press) -> None:
    press("Tab Tab Tab")
    mark = workspace.current_mark
    assert mark is not None
    assert mark.label == "DATE"
    press("V Enter")
    (item,) = workspace.document.spans
    assert date_value_of(saved(project, item)) == "2017-09-19"
    press("Ctrl+Z")
    assert not workspace.document.spans


def test_without_a_day_of_publication_the_card_says_so(workspace: Workspace, press: Press) -> None:
    workspace.select(add(workspace, "DATE", "Tuesday"))
    press("V")
    assert form(workspace).values == ("",)
    assert "no publication date" in form(workspace).remark
    press("Enter")
    assert workspace.mode.name == "page"


@pytest.mark.usefixtures("dated")
def test_a_click_elsewhere_gives_no_value(workspace: Workspace, project: Project, press: Press) -> None:
    item = add(workspace, "DATE", "Tuesday")
    workspace.select(item)
    press("V")
    workspace.place_clicked(3)
    assert date_value_of(saved(project, item)) is None


@pytest.mark.usefixtures("dated")
def test_all_dates_at_once(workspace: Workspace, project: Project, heard: Heard, press: Press) -> None:
    assert workspace.perform("page.value_dates")
    assert heard.said[-1][1].startswith("No date here is given a value: 0 have one.")
    item = add(workspace, "DATE", "Tuesday")
    odd = add(workspace, "DATE", "quickly")
    assert workspace.perform("page.value_dates")
    assert heard.said[-1][1] == "1 date has its value now. 1 without: V on each of them asks."
    assert date_value_of(saved(project, item)) == "2017-09-19"
    assert date_value_of(saved(project, odd)) is None
    press("Ctrl+Z")
    assert date_value_of(saved(project, item)) is None


# What is known of names


def test_a_known_name_is_filled_in(workspace: Workspace, project: Project, press: Press) -> None:
    item = add(workspace, "GPE", "London")
    workspace.select(item)
    press("V")
    assert form(workspace).values == ("United Kingdom", "country:GBR", "GBR", "")
    assert form(workspace).remark == "From the program's own knowledge: a city of United Kingdom."
    press("Enter")
    (entity,) = entities(project)
    assert (entity.kb_id, entity.country, entity.mentions) == ("country:GBR", "GBR", (item,))
    press("Ctrl+Z")
    assert entities(project) == []


def test_a_candidate_is_taken_by_arrow_and_enter(workspace: Workspace, project: Project, press: Press) -> None:
    workspace.select(add(workspace, "PERSON", "Lord Melbourne"))
    press("V")
    clear(workspace)
    write(workspace, "putin")
    assert [offer.title for offer in form(workspace).offers] == ["Vladimir Putin"]
    press("Down Enter")
    assert workspace.mode.name == "form"
    assert form(workspace).values == ("Vladimir Putin", "person:vladimir-putin", "RUS", "GOV")
    press("Enter")
    assert entities(project)[0].sectors == ("GOV",)


def test_countries_and_sectors_as_they_are_typed(
    workspace: Workspace, project: Project, press: Press, heard: Heard
) -> None:
    workspace.select(add(workspace, "PERSON", "Lord Melbourne"))
    press("V Tab Tab")
    write(workspace, "north k")
    assert [(offer.title, offer.detail) for offer in form(workspace).offers] == [("PRK", "North Korea")]
    press("Down Enter Tab")
    write(workspace, "gov, mili")
    assert [offer.title for offer in form(workspace).offers] == ["MIL", "IMG"]
    press("Down Enter Enter")
    (entity,) = entities(project)
    assert (entity.country, entity.sectors) == ("PRK", ("GOV", "MIL"))
    press("V Tab Tab")
    write(workspace, "PRX")
    press("Enter")
    assert "“PRX” is no country" in heard.said[-1][1]
    clear(workspace)
    write(workspace, "south korea")
    press("Tab")
    write(workspace, "gov, ZZZ")
    press("Enter")
    assert "“ZZZ” is no sector of the schema" in heard.said[-1][1]
    clear(workspace)
    press("Enter")
    (entity,) = entities(project)
    assert (entity.country, entity.sectors) == ("KOR", ())


def test_linking_with_what_is_known(workspace: Workspace, project: Project, press: Press) -> None:
    first, second = add(workspace, "GPE", "London"), add(workspace, "GPE", "London", 1)
    workspace.select(first)
    press("L")
    assert isinstance(workspace.mode, PickMode)
    assert [entry.title for entry in workspace.mode.choices.entries][:2] == ["United Kingdom", "London"]
    press("1 2 Enter")
    (entity,) = entities(project)
    assert (entity.name, entity.kb_id, entity.country) == ("United Kingdom", "country:GBR", "GBR")
    assert set(entity.mentions) == {first, second}
    press("Ctrl+Z")
    assert entities(project) == []


def test_names_of_the_same_are_linked_before_others(tmp_path: Path) -> None:
    with Project.create(tmp_path / "names.glossator", annotator="ada") as project:
        text = "DPRK soldiers met him. North Korea and South Korea wait. It said that its army did."
        project.import_texts([("one", text)])
        document = project.document_ids()[0]
        spans = {words: project.add_span(document, at := text.index(words), at + len(words), "GPE")
                 for words in ("DPRK", "North Korea", "South Korea")}  # fmt: skip
        workspace = Workspace(project)
        workspace.resume()
        workspace.select(spans["North Korea"])
        workspace.press("L")
        assert isinstance(workspace.mode, PickMode)
        found = [(entry.title, entry.detail.partition(":")[0]) for entry in workspace.mode.choices.entries]
        assert found == [
            ("North Korea", "known"), ("DPRK", "GPE"), ("South Korea", "GPE"), ("It", "pronoun"), ("its", "pronoun"),
        ]  # fmt: skip
        workspace.close()


# Same events


@pytest.fixture
def events(workspace: Workspace, project: Project) -> list[int]:
    """Two events here, and one in the other document."""
    here, there = project.document_ids()
    byron = add(workspace, "PERSON", "Byron", 1)
    other = project.add_span(there, 0, 5, "PERSON")
    return [
        project.add_event(here, "CONSULT", trigger=place("met"), arguments=[("actor", byron)]),
        project.add_event(here, "CONSULT", trigger=place("visit")),
        project.add_event(there, "CONSULT", trigger=(6, 10), arguments=[("actor", other)]),
    ]


def group_of(project: Project, event: int) -> set[int]:
    group = project.same_event_of(event)
    return set(group.events) if group else set()


def test_events_of_two_documents_become_the_same(
    workspace: Workspace, project: Project, press: Press, events: list[int], heard: Heard
) -> None:
    workspace.select(events[0])
    press("L")
    assert isinstance(workspace.mode, PickMode)
    assert [entry.value for entry in workspace.mode.choices.entries] == [str(events[2]), str(events[1])]
    press("1 Enter")
    assert group_of(project, events[0]) == {events[0], events[2]}
    assert heard.said[-1][1] == "The same happening: 2 events in 2 documents."
    press("L 2 Enter")
    assert group_of(project, events[0]) == set(events)
    press("Ctrl+Z")
    assert group_of(project, events[0]) == {events[0], events[2]}
    press("Ctrl+Z")
    assert group_of(project, events[0]) == set()


def test_a_member_unticked_is_the_same_no_longer(
    workspace: Workspace, project: Project, press: Press, events: list[int]
) -> None:
    project.same_event(events)
    workspace.select(events[0])
    press("L 1 Enter")
    assert group_of(project, events[0]) == {events[0], events[2]}
    press("L 1 Enter")
    assert group_of(project, events[0]) == set()
    press("Ctrl+Z Ctrl+Z")
    assert group_of(project, events[0]) == set(events)


def test_leaving_a_group_leaves_it_to_the_others(
    workspace: Workspace, project: Project, press: Press, events: list[int]
) -> None:
    project.same_event(events)
    workspace.select(events[0])
    press("L 1 2 Enter")
    assert group_of(project, events[0]) == set()
    assert group_of(project, events[1]) == {events[1], events[2]}


def test_an_event_is_picked_by_a_click_and_nothing_is_changed_by_enter_alone(
    workspace: Workspace, project: Project, press: Press, events: list[int]
) -> None:
    workspace.select(events[0])
    press("L Enter")
    assert group_of(project, events[0]) == set()
    press("L")
    workspace.mark_clicked(events[1])
    press("Enter")
    assert group_of(project, events[0]) == {events[0], events[1]}


# Relations


@pytest.fixture
def relation(workspace: Workspace, project: Project) -> int:
    """Ada Byron belongs to Lord Melbourne, and London stands by."""
    add(workspace, "GPE", "London")
    names = [add(workspace, "PERSON", "Ada Byron"), add(workspace, "PERSON", "Lord Melbourne")]
    return project.add_relation(project.schema.relation_types[0].name, *names)


def told(project: Project, number: int) -> tuple[str, str, str]:
    relation = project.relation(number)
    assert relation is not None
    return (relation.type, saved(project, relation.source).text, saved(project, relation.target).text)


def test_a_relation_is_changed_in_every_part(
    workspace: Workspace, project: Project, press: Press, relation: int, heard: Heard
) -> None:
    names = [one.name for one in project.schema.relation_types]
    workspace.select(relation)
    press("R 4")
    assert told(project, relation) == (names[0], "Lord Melbourne", "Ada Byron")
    assert heard.said[-1][1] == f"{names[0]}: “Lord Melbourne” → “Ada Byron”."
    press("R 1 1")
    assert told(project, relation)[0] == names[1]
    press("R 2 1")
    assert told(project, relation)[2] == "London"
    press("R 3")
    workspace.place_clicked(place("aide")[0])
    assert told(project, relation)[1] == "aide"
    assert workspace.focus.current == relation
    press("Ctrl+Z Ctrl+Z Ctrl+Z Ctrl+Z")
    assert told(project, relation) == (names[0], "Ada Byron", "Lord Melbourne")
    assert "aide" not in {span.text for span in workspace.document.spans.values()}


def test_a_relation_is_deleted(workspace: Workspace, project: Project, press: Press, relation: int) -> None:
    workspace.select(relation)
    press("R 5")
    assert project.relation(relation) is None
    press("Ctrl+Z")
    assert project.relation(relation) is not None


# Lists of one's own


def test_a_list_is_taken_in_and_a_wrong_one_is_not(
    workspace: Workspace, project: Project, heard: Heard, press: Press, tmp_path: Path
) -> None:
    names = tmp_path / "own.csv"
    names.write_text("name,kb_id,country,sectors\nLord Melbourne,Q1,GBR,GOV\n", encoding="utf-8")
    take_list(workspace, names)
    assert heard.said[-1] == ("info", "This project knows 1 name from “own.csv” now. Undo leaves them.")
    names.write_text("name,country\nx,ZZZ\n", encoding="utf-8")
    take_list(workspace, names)
    assert "own.csv, line 2, column country" in heard.errors[-1]
    workspace.select(add(workspace, "PERSON", "Lord Melbourne"))
    press("V")
    assert form(workspace).values == ("Lord Melbourne", "Q1", "GBR", "GOV")
    assert form(workspace).remark == "From own.csv: a name."
