from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from glossator import Project
from glossator_desktop.inspector_binding import InspectorBinding
from glossator_desktop.panels.chooser import ChooserCard
from glossator_desktop.panels.guideline_points import doubt_of
from glossator_desktop.panels.inspector import InspectorPanel
from glossator_desktop.panels.inspector_fields import NOTHING, Field
from glossator_desktop.theme import load_theme
from glossator_desktop.workspace import Workspace

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
"""The offscreen platform says on every show that it has no size hints: that is no warning of ours."""

ARTICLE = "Ada Byron met Lord Melbourne in London on Tuesday, an aide said."


def place(words: str) -> tuple[int, int]:
    start = ARTICLE.index(words)
    return (start, start + len(words))


class Form:
    """The form with its binding, as a person uses it."""

    def __init__(self, qtbot: QtBot, workspace: Workspace, host: QWidget) -> None:
        self.qtbot, self.workspace, self.project = qtbot, workspace, workspace.project
        self.panel, self.chooser = InspectorPanel(), ChooserCard(host)
        self.panel.set_theme(load_theme("light"))
        QVBoxLayout(host).addWidget(self.panel)
        self.gone: list[int] = []
        self.binding = InspectorBinding(
            self.panel, workspace, chooser=lambda: self.chooser, go_to=self.gone.append, parent=workspace
        )

    def show(self, item: int) -> None:
        self.workspace.select(item)
        self.binding.show_fields()

    @property
    def fields(self) -> dict[str, Field]:
        return {field.key: field for field in self.panel.model.rows}

    def on(self, key: str) -> None:
        """Walks to a field with Tab."""
        self.panel.focus_fields()
        for _ in self.panel.model.rows:
            if self.panel.current is not None and self.panel.current.key == key:
                return
            self.press(Qt.Key.Key_Tab)
        raise AssertionError(f"no field {key} among {list(self.fields)}")

    def press(self, key: Qt.Key) -> None:
        self.qtbot.keyClick(self.panel.list, key)

    def choose(self, letters: str) -> None:
        assert self.chooser.isVisible()
        self.qtbot.keyClicks(self.chooser.field, letters)
        self.qtbot.keyClick(self.chooser.field, Qt.Key.Key_Return)

    def type_in(self, text: str, key: Qt.Key = Qt.Key.Key_Return) -> None:
        assert self.panel.editor.hasFocus()
        self.panel.editor.clear()
        self.qtbot.keyClicks(self.panel.editor, text)
        self.qtbot.keyClick(self.panel.editor, key)


@pytest.fixture
def form(qtbot: QtBot, workspace: Workspace) -> Iterator[Form]:
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(360, 900)
    form = Form(qtbot, workspace, host)
    host.show()
    yield form
    form.binding.stop()


@pytest.fixture
def met(project: Project) -> int:
    document = project.document_ids()[0]
    ada = project.add_span(document, *place("Ada Byron"), "PERSON")
    return project.add_event(document, "CONSULT", trigger=place("met"), arguments=[("actor", ada)])


def test_a_form_shows_every_part_of_an_event(form: Form, met: int) -> None:
    form.show(met)
    fields = form.fields
    ada = form.project.event(met).arguments[0].filler  # type: ignore[union-attr]
    assert (fields["type"].value, fields["modes"].value) == ("CONSULT", NOTHING)
    assert fields[f"filler:actor:{ada}"].value == "Ada Byron"
    assert fields["add:recipient"].empty
    assert (fields["attribute:polarity"].value, fields["attribute:polarity"].detail) == ("positive", "as usual")
    assert (fields["how"].value, fields["annotator"].value) == ("by hand", "ada")
    form.panel.grab()


def test_every_field_is_edited_by_keys_and_each_edit_is_undone(form: Form, met: int) -> None:
    form.show(met)
    form.on("modes")
    form.press(Qt.Key.Key_Return)
    form.choose("visit")
    form.qtbot.keyClick(form.chooser.field, Qt.Key.Key_Escape)
    assert form.project.event(met).modes == ("visit",)  # type: ignore[union-attr]
    form.on("attribute:polarity")
    form.press(Qt.Key.Key_Return)
    form.choose("negat")
    assert form.project.event(met).attributes == {"polarity": "negated"}  # type: ignore[union-attr]
    form.press(Qt.Key.Key_Delete)
    assert form.project.event(met).attributes == {}  # type: ignore[union-attr]
    form.on("add:place")
    form.press(Qt.Key.Key_Return)
    form.choose("London")
    event = form.project.event(met)
    assert event is not None
    (london,) = event.fillers("place")
    assert form.project.span(london).text == "London"  # type: ignore[union-attr]
    form.on(f"filler:place:{london}")
    form.press(Qt.Key.Key_Delete)
    assert form.project.event(met).fillers("place") == ()  # type: ignore[union-attr]
    form.on("contexts")
    form.press(Qt.Key.Key_Return)
    form.choose("diplomatic")
    form.qtbot.keyClick(form.chooser.field, Qt.Key.Key_Escape)
    assert form.project.event(met).contexts == ("diplomatic",)  # type: ignore[union-attr]
    form.on("type")
    form.press(Qt.Key.Key_Return)
    form.choose("AGREE")
    assert form.project.event(met).type == "AGREE"  # type: ignore[union-attr]
    for _ in range(7):
        form.project.undo()
    event = form.project.event(met)
    assert event is not None
    assert (event.type, event.modes, len(event.arguments)) == ("CONSULT", (), 1)


def test_an_argument_acts_for_another_country_in_this_event(form: Form, met: int) -> None:
    form.show(met)
    ada = form.project.event(met).arguments[0].filler  # type: ignore[union-attr]
    for way, typed in (("Country", "GBR"), ("Sectors", "GOV, EDU")):
        form.on(f"filler:actor:{ada}")
        form.press(Qt.Key.Key_Return)
        form.choose(way)
        form.type_in(typed)
    (argument,) = form.project.event(met).arguments  # type: ignore[union-attr]
    assert (argument.country, argument.sectors) == ("GBR", ("GOV", "EDU"))
    assert form.fields[f"filler:actor:{ada}"].detail == "here: GBR GOV EDU"
    form.on(f"filler:actor:{ada}")
    form.press(Qt.Key.Key_Return)
    form.choose("Go there")
    assert form.gone == [ada]


def test_notes_and_flags(form: Form, met: int) -> None:
    form.show(met)
    form.on("note:0")
    form.press(Qt.Key.Key_Return)
    form.type_in("Is it a visit?", Qt.Key.Key_Tab)
    (note,) = form.workspace.document.notes_on(met)
    form.on(f"note:{note.id}")
    form.press(Qt.Key.Key_Return)
    form.type_in("It is a visit.")
    assert [one.text for one in form.workspace.document.notes_on(met)] == ["It is a visit."]
    form.on("flag")
    form.press(Qt.Key.Key_Space)
    assert form.workspace.document.is_flagged(met)
    form.on(f"note:{note.id}")
    form.press(Qt.Key.Key_Delete)
    assert not [one for one in form.workspace.document.notes_on(met) if one.text]


def test_what_a_span_mentions_is_typed_in(form: Form, met: int, heard: object) -> None:
    ada = form.project.event(met).arguments[0].filler  # type: ignore[union-attr]
    form.show(ada)
    assert form.fields[f"fills:{met}:actor"].thing == met
    form.on("entity:name")
    form.press(Qt.Key.Key_Return)
    assert form.panel.editor.text() == "Ada Byron"
    form.type_in("Ada Lovelace")
    for key, typed in (("kb_id", "Q7259"), ("country", "GBR"), ("sectors", "EDU, SOC")):
        form.on(f"entity:{key}")
        form.press(Qt.Key.Key_Return)
        form.type_in(typed)
    entity = form.workspace.document.links.entity_of(ada)
    assert entity is not None
    assert (entity.name, entity.kb_id, entity.country, entity.sectors) == (
        "Ada Lovelace", "Q7259", "GBR", ("EDU", "SOC"),
    )  # fmt: skip
    form.on("entity:country")
    form.press(Qt.Key.Key_Delete)
    assert form.workspace.document.links.entity_of(ada).country is None  # type: ignore[union-attr]
    form.on("label")
    form.press(Qt.Key.Key_Return)
    form.choose("ORG")
    assert form.project.span(ada).label == "ORG"  # type: ignore[union-attr]


def test_escape_leaves_the_editor_without_a_change(form: Form, met: int) -> None:
    form.show(met)
    form.on("note:0")
    form.press(Qt.Key.Key_Return)
    form.type_in("nothing", Qt.Key.Key_Escape)
    assert form.panel.list.hasFocus()
    assert form.workspace.document.notes_on(met) == ()
    form.on("type")
    form.press(Qt.Key.Key_X)
    assert form.panel.current is not None
    assert form.panel.current.key == "type"


def test_same_events_are_joined_named_and_parted(form: Form, met: int) -> None:
    document = form.project.document_ids()[0]
    other = form.project.add_event(document, "CONSULT", trigger=place("said"))
    form.show(met)
    for letters in ("said", "Name it"):
        form.on("same")
        form.press(Qt.Key.Key_Return)
        form.choose(letters)
    form.type_in("the London talks")
    group = form.project.same_event_of(other)
    assert group is not None
    assert (group.name, set(group.events)) == ("the London talks", {met, other})
    form.on("same")
    form.press(Qt.Key.Key_Delete)
    assert form.project.same_event_of(met) is None


def test_the_form_empties_when_nothing_is_current_and_follows_undo(form: Form, met: int) -> None:
    form.show(met)
    form.workspace.place_caret(0)
    form.binding.show_fields()
    assert form.panel.note.isVisible()
    assert not form.panel.focus_fields()


def test_the_guideline_is_of_the_field_being_edited(form: Form, met: int, press: Callable[..., None]) -> None:
    form.show(met)
    form.on("attribute:modality")
    assert form.panel.path == "attributes.modality"
    doubt = doubt_of(form.workspace, first=form.panel.path)
    assert doubt.paths[:2] == ("attributes.modality", "event_types.CONSULT")
    assert (doubt.target, doubt.quote) == (met, "met")
    press("Enter R")
    assert doubt_of(form.workspace).paths[:2] == ("roles.recipient", "event_types.CONSULT")


def test_on_a_suggestion_there_is_no_target_for_a_decision(workspace: Workspace) -> None:
    doubt = doubt_of(workspace)
    assert doubt.paths[0] == "entity_types.PERSON"
    assert (doubt.target, doubt.quote) == (None, "Ada Byron")
    workspace.close_document()
    assert doubt_of(workspace).paths == ("conventions",)
