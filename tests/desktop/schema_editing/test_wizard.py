"""The migration wizard by keys: what it shows, what it asks, what it does, and that undo takes it back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from glossator import Project
from glossator.schema import load_schema
from glossator.schema.migration import BySurface, Delete, Merge, Rename, Split, migrated
from glossator_desktop.schema_editing import editing
from glossator_desktop.schema_editing.changes import name_changes
from glossator_desktop.schema_editing.deciding import open_decisions
from glossator_desktop.schema_editing.deciding_card import DecidingCard
from glossator_desktop.schema_editing.draft import Draft, Place, begin, name_at
from glossator_desktop.schema_editing.page import SchemaEditor
from glossator_desktop.schema_editing.plan import Answer, final_schema, steps
from glossator_desktop.window import MainWindow

OpenEditor = Callable[..., tuple[MainWindow, SchemaEditor]]
Press = Callable[..., None]
Write = Callable[[str], None]

PLOVER = load_schema("plover")


def renamed(draft: Draft, group: str, name: str, to: str) -> Draft:
    """A draft with one name changed."""
    place = next(p for p in draft.places(group) if p.sub is None and name_at(draft, p) == name)  # type: ignore[arg-type]
    return editing.set_field(draft, place, "name", to)


def project_of(window: MainWindow) -> Project:
    """The window's project."""
    assert window.desk is not None
    return window.desk.project


def labels(project: Project) -> list[str | None]:
    """The labels of the spans of the first document."""
    return [span.label for span in project.layer(project.document_ids()[0]).spans]


def test_names_that_change_places_go_by_way_of_another() -> None:
    draft = renamed(
        renamed(renamed(begin(PLOVER), "roles", "actor", "x"), "roles", "recipient", "actor"), "roles", "x", "recipient"
    )
    wanted = steps(draft, name_changes(draft), {})
    assert [change for change in wanted if isinstance(change, Rename)] == wanted
    assert len(wanted) == 3
    after = migrated(PLOVER, wanted)
    assert [role.name for role in after.roles[:2]] == ["recipient", "actor"]


def test_parts_are_changed_while_their_types_have_their_old_names() -> None:
    draft = begin(PLOVER)
    consult = next(p for p in draft.places("event_types") if name_at(draft, p) == "CONSULT")
    draft = editing.set_field(draft, Place("event_types", consult.index, 0), "name", "trip")
    draft = editing.set_field(draft, consult, "name", "MEET")
    wanted = steps(draft, name_changes(draft), {})
    assert wanted == [Rename("modes:CONSULT", "visit", "trip"), Rename("event_types", "CONSULT", "MEET")]
    assert migrated(PLOVER, wanted) == final_schema(draft, wanted, {})


def test_what_goes_makes_room_for_what_takes_its_name() -> None:
    draft = begin(PLOVER)
    org = next(p for p in draft.places("entity_types") if name_at(draft, p) == "ORG")
    draft, _ = editing.delete(draft, org)
    draft = renamed(draft, "entity_types", "FAC", "ORG")
    changes = name_changes(draft)
    wanted = steps(draft, changes, {changes[0]: Answer("drop")})
    assert wanted == [Delete("entity_types", "ORG", "drop"), Rename("entity_types", "FAC", "ORG")]
    into = steps(draft, changes, {changes[0]: Answer("into:GPE")})
    assert into[0] == Merge("entity_types", ("ORG",), "GPE")


@pytest.mark.parametrize(
    ("answer", "rule"),
    [
        (Answer("ask"), None),
        (Answer("all"), BySurface((("", "STATE"),))),
        (Answer("words", {"TOWN": "City"}), BySurface((("City", "TOWN"),))),
    ],
)
def test_a_split_goes_by_a_rule_or_by_a_person(answer: Answer, rule: BySurface | None) -> None:
    draft = begin(PLOVER)
    gpe = next(p for p in draft.places("entity_types") if name_at(draft, p) == "GPE")
    draft, _ = editing.split(draft, gpe, ["STATE", "TOWN"])
    (change,) = name_changes(draft)
    assert steps(draft, [change], {change: answer}) == [Split("entity_types", "GPE", ("STATE", "TOWN"), rule)]
    schema = final_schema(draft, steps(draft, [change], {change: answer}), {change: answer})
    assert "GPE" in {label for type_ in schema.entity_types for label in type_.model_labels}
    place = schema.role("place")
    assert place is not None
    assert place.allowed[:2] == ("STATE", "TOWN")


def test_a_rename_is_shown_and_done_as_one_step(open_editor: OpenEditor, press: Press, write: Write) -> None:
    window, editor = open_editor()
    project = project_of(window)
    before = project.schema
    press("Enter")
    write("HUMAN")
    press("Tab")
    write("Human being")
    press("Ctrl+S")
    assert editor.is_wizard
    (row,) = editor.wizard.rows.rows
    assert (row.change.title, row.counts, row.open) == ("PERSON → HUMAN", "1 span", False)
    assert labels(project) == ["PERSON", "GPE"]
    press("Ctrl+S")
    assert not editor.is_wizard
    assert labels(project) == ["HUMAN", "GPE"]
    human = project.schema.entity_type("HUMAN")
    assert human is not None
    assert human.title == "Human being"
    assert "PERSON" in human.model_labels
    press("Esc", "Ctrl+Z")
    assert labels(project) == ["PERSON", "GPE"]
    assert project.schema == before or project.schema.entity_types == before.entity_types


def test_a_deletion_in_use_has_to_be_answered(open_editor: OpenEditor, press: Press) -> None:
    window, editor = open_editor()
    project = project_of(window)
    press("Delete", "Ctrl+S")
    assert editor.is_wizard
    assert editor.wizard.rows.rows[0].open
    assert not editor.bar.save.isEnabled()
    press("Ctrl+S")
    assert labels(project) == ["PERSON", "GPE"]
    assert QApplication.focusWidget() is editor.wizard.offers
    assert [row.choice for row in editor.wizard.offer_rows.rows][:2] == ["free", "drop"]
    press("Space")
    assert editor.wizard.offer_rows.rows[0].on
    assert not editor.wizard.rows.rows[0].open
    press("Ctrl+S")
    assert labels(project) == [None, "GPE"]
    assert project.schema.entity_type("PERSON") is None


def test_escape_leads_back_and_nothing_has_happened(open_editor: OpenEditor, press: Press) -> None:
    window, editor = open_editor()
    project = project_of(window)
    before = project.schema
    press("Delete", "Ctrl+S", "Esc")
    assert not editor.is_wizard
    assert editor.draft.schema.entity_type("PERSON") is None
    assert project.schema == before
    press("Ctrl+Z")
    assert not editor.draft.is_changed


def test_a_name_that_nothing_bears_needs_no_wizard(open_editor: OpenEditor, press: Press) -> None:
    window, editor = open_editor()
    editor.go(Place("entity_types", 8))
    press("Delete", "Ctrl+S")
    assert not editor.is_wizard
    assert project_of(window).schema.entity_type("LAW") is None


def test_what_a_split_leaves_open_is_listed_and_decided_by_digits(
    open_editor: OpenEditor, press: Press, write: Write, qtbot: QtBot
) -> None:
    window, editor = open_editor()
    project = project_of(window)
    press("Down", "Down", "Ctrl+L")
    write("STATE, TOWN")
    qtbot.waitUntil(lambda: len(editor.chooser.model.rows) == 1)
    press("Enter", "Ctrl+S")
    assert editor.is_wizard
    assert [row.choice for row in editor.wizard.offer_rows.rows if row.on] == ["ask"]
    press("Ctrl+S")
    card = editor.findChild(DecidingCard)
    assert isinstance(card, DecidingCard)
    assert card.heading.text() == "1 thing to decide"
    assert [(one.words, one.names) for one in open_decisions(project)] == [("London", ("STATE", "TOWN"))]
    press("2")
    assert labels(project) == ["PERSON", "TOWN"]
    assert open_decisions(project) == []
    press("Esc", "Ctrl+Z", "Ctrl+Z")
    assert labels(project) == ["PERSON", "GPE"]


def test_an_example_stands_in_its_sentence_before_and_after(
    open_editor: OpenEditor, press: Press, write: Write
) -> None:
    from glossator_desktop.schema_editing.strip import PageStrip

    _, editor = open_editor()
    press("Enter")
    write("HUMAN")
    press("Ctrl+S")
    strips = [strip for strip in editor.wizard.findChildren(PageStrip) if strip.isVisible()]
    assert len(strips) == 2
    assert all("Kim Son Gyong met Fiona Bruce" in strip.accessibleName() for strip in strips)
    assert [strip._content.marks[0].chip for strip in strips] == ["PERSON", "HUMAN"]


def test_modes_and_roles_are_migrated_too(open_editor: OpenEditor, press: Press, write: Write) -> None:
    window, editor = open_editor()
    project = project_of(window)
    editor.go(Place("event_types", 3, 0))
    press("Enter")
    write("trip")
    editor.go(Place("roles", 0))
    editor.focus_form("name")
    write("doer")
    press("Ctrl+S", "Ctrl+S")
    (event,) = project.layer(project.document_ids()[0]).events
    assert event.modes == ("trip",)
    assert [argument.role for argument in event.arguments] == ["doer"]


def test_things_to_decide_are_listed_by_name_too(open_editor: OpenEditor, press: Press) -> None:
    window, _ = open_editor()
    project = project_of(window)
    press("Esc")
    desk = window.desk
    assert desk is not None
    desk.perform("shell.decide")
    assert "Nothing is left to decide" in window.toast.label.text()
    project.migrate_schema([Split("entity_types", "GPE", ("STATE", "TOWN"))])
    desk.perform("shell.decide")
    card = desk.findChild(DecidingCard)
    assert isinstance(card, DecidingCard)
    press("Enter")
    assert desk.workspace.current_mark is not None
    assert desk.workspace.current_mark.label == "STATE"
    desk.perform("shell.decide")
    press("2")
    assert labels(project) == ["PERSON", "TOWN"]
