"""The schema editor in the window, worked by keys: lists, form, faults, text, undo, saving."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget
from pytestqt.qtbot import QtBot

from glossator.schema import load_schema
from glossator_desktop.schema_editing.draft import Place
from glossator_desktop.schema_editing.keys import SCHEMA_ACTIONS
from glossator_desktop.schema_editing.page import SchemaEditor
from glossator_desktop.window import MainWindow

OpenEditor = Callable[..., tuple[MainWindow, SchemaEditor]]
Press = Callable[..., None]
Write = Callable[[str], None]


def test_it_opens_by_name_and_escape_gives_the_page_back(open_editor: OpenEditor, press: Press) -> None:
    window, editor = open_editor()
    assert window.desk is not None
    assert QApplication.focusWidget() is editor.things
    press("Esc")
    assert QApplication.focusWidget() is window.desk.page
    assert not editor.isVisible()


def test_a_type_is_renamed_and_the_preview_follows(open_editor: OpenEditor, press: Press, write: Write) -> None:
    _, editor = open_editor()
    press("Down", "Enter")
    assert editor.place == Place("entity_types", 1)
    write("BODY")
    assert editor.draft.schema.entity_types[1].name == "BODY"
    assert editor.form.heading.text() == "BODY"
    assert "BODY" in editor.preview.guideline.text()
    assert editor.things.rows.rows[1].title == "BODY"
    press("Ctrl+Z")
    assert not editor.draft.is_changed
    press("Ctrl+Shift+Z")
    assert editor.draft.schema.entity_types[1].name == "BODY"
    press("Esc")
    assert QApplication.focusWidget() is editor.things


def test_faults_are_told_at_the_field_and_saving_is_refused(
    open_editor: OpenEditor, press: Press, write: Write
) -> None:
    window, editor = open_editor()
    assert window.desk is not None
    before = window.desk.project.schema
    press("Enter", "Tab", "Tab")
    press("3")
    assert "key 3 is already that of" in " ".join(fault.message for fault in editor.faults)
    assert "to mend" in editor.foot.fault.text()
    assert not editor.bar.save.isEnabled()
    press("Ctrl+S")
    assert window.desk.project.schema == before
    assert editor.form.rows["key"].wrong
    assert QApplication.focusWidget() is editor.form.rows["key"].control.stop
    press("1")
    assert editor.faults == []


def test_a_number_that_is_none_is_refused_and_keeps_the_schema(
    open_editor: OpenEditor, press: Press, write: Write
) -> None:
    _, editor = open_editor()
    editor.go(Place("event_types", 3))
    editor.focus_form("intensity")
    write("much")
    assert "Write a number" in editor.form.rows["intensity"].below.text()
    press("Ctrl+S")
    assert QApplication.focusWidget() is editor.form.rows["intensity"].control.stop
    write("2.5")
    assert editor.problem_count == 0
    assert editor.draft.schema.event_types[3].intensity == 2.5


def test_a_colour_is_judged_as_it_is_typed(open_editor: OpenEditor, write: Write, press: Press) -> None:
    _, editor = open_editor()
    editor.focus_form("colour")
    write("#ffee")
    assert editor.problem_count == 1
    write("#ffee99")
    control = editor.form.rows["colour"].control
    assert "too faint" in control.verdict.text()  # type: ignore[attr-defined]
    assert editor.problem_count == 0
    press("Tab", "Tab", "Right", "Space")
    assert editor.draft.schema.entity_types[0].colour.light == "#0571d1"


def test_roles_of_a_type_are_ticked_moved_and_counted(open_editor: OpenEditor, press: Press) -> None:
    _, editor = open_editor()
    editor.go(Place("event_types", 3))
    editor.focus_form("roles")
    press("Down", "Space")
    type_ = editor.draft.schema.event_types[3]
    assert "recipient" not in type_.roles
    assert "actor" in type_.roles
    assert QApplication.focusWidget().currentIndex().data() == "Recipient"  # type: ignore[union-attr]
    press("Home", "Right", "Right")
    assert next(role.cardinality.minimum for role in editor.draft.schema.roles_of("CONSULT")) == 0
    press("Right", "Right")
    assert dict(editor.draft.schema.event_types[3].cardinalities)["actor"].required
    press("Alt+Down")
    assert editor.draft.schema.event_types[3].roles[:2] == ("topic", "actor")


def test_add_duplicate_move_delete_by_keys(open_editor: OpenEditor, press: Press, write: Write) -> None:
    _, editor = open_editor()
    editor.go(Place("contexts", 0))
    press("Ctrl+N")
    write("cold war")
    press("Esc", "Alt+Up")
    assert editor.draft.schema.contexts[0].name == "cold war"
    count = len(editor.draft.base.contexts)
    press("Ctrl+D", "Esc")
    assert [context.name for context in editor.draft.schema.contexts[:2]] == ["cold war", "cold war_2"]
    press("Delete", "Delete")
    assert len(editor.draft.schema.contexts) == count
    press("Ctrl+Z", "Ctrl+Z", "Ctrl+Z", "Ctrl+Z", "Ctrl+Z", "Ctrl+Z")
    assert not editor.draft.is_changed


def test_modes_and_values_are_rows_of_their_own(open_editor: OpenEditor, press: Press, write: Write) -> None:
    _, editor = open_editor()
    editor.go(Place("event_types", 3))
    assert next(row.title for row in editor.things.rows.rows if row.place.sub is not None) == "visit"
    press("Ctrl+M")
    write("summit")
    assert editor.draft.schema.mode("CONSULT", "summit")
    editor.go(Place("attributes", 0, 1))
    press("Ctrl+N")
    write("unclear")
    assert editor.draft.schema.attributes[0].values == ("positive", "negated", "unclear")


def test_merge_and_split_ask(open_editor: OpenEditor, press: Press, write: Write, qtbot: QtBot) -> None:
    _, editor = open_editor()
    press("Down", "Ctrl+J")
    write("GPE")
    press("Enter")
    assert editor.draft.schema.entity_type("ORG") is None
    press("Ctrl+L")
    write("STATE, TOWN")
    qtbot.waitUntil(lambda: len(editor.chooser.model.rows) == 1)
    press("Enter")
    assert [type_.name for type_ in editor.draft.schema.entity_types[1:3]] == ["STATE", "TOWN"]


def test_the_text_marks_the_line_and_names_file_key_and_what_may_be(
    open_editor: OpenEditor, press: Press, qtbot: QtBot
) -> None:
    _, editor = open_editor()
    press("Ctrl+T")
    text = editor.text.text
    wrong = text.toPlainText().replace('institution_label = "ORG"', 'institution_label = "ORGG"')
    text.setPlainText(wrong)
    qtbot.waitUntil(lambda: bool(editor.text.problems))
    line = wrong[: wrong.index("institution_label")].count("\n") + 1
    assert f"plover.toml, line {line}, conventions.institution_label" in editor.text.told.text()
    assert "'ORGG'; known: PERSON, ORG, GPE" in editor.text.told.text()
    assert text.wrong.keys() == {line}
    assert not editor.bar.save.isEnabled()
    press("F8")
    assert text.textCursor().blockNumber() == line - 1
    text.setPlainText(wrong.replace("ORGG", "GPE"))
    qtbot.waitUntil(lambda: not editor.text.problems)
    press("Ctrl+T")
    assert editor.draft.schema.conventions.institution_label == "GPE"


def test_saving_is_one_step_that_undo_takes_back(
    open_editor: OpenEditor, press: Press, write: Write, project_path: Path
) -> None:
    window, editor = open_editor()
    assert window.desk is not None
    project = window.desk.project
    before = project.schema
    press("Enter", "Tab")
    write("Somebody")
    press("Ctrl+S")
    assert project.schema.entity_types[0].title == "Somebody"
    assert project.schema.version == before.version + 1
    assert not editor.draft.is_changed
    press("Esc", "Esc")
    assert not editor.isVisible()
    press("Ctrl+Z")
    assert project.schema.entity_types[0].title == before.entity_types[0].title


def test_leaving_with_changes_asks(open_editor: OpenEditor, press: Press, write: Write) -> None:
    window, editor = open_editor()
    assert window.desk is not None
    press("Enter", "Tab")
    write("Somebody")
    press("Esc", "Esc")
    assert editor.question.isVisible()
    press("Esc")
    assert editor.isVisible()
    press("Esc", "X")
    assert not editor.isVisible()
    assert window.desk.project.schema.entity_types[0].title == "Person"


def test_a_schema_changed_meanwhile_is_asked_about(open_editor: OpenEditor, press: Press, write: Write) -> None:
    window, editor = open_editor()
    assert window.desk is not None
    project = window.desk.project
    press("Enter", "Tab")
    write("Somebody")
    project.set_schema(project.schema.with_context("space"), title="elsewhere")
    press("Ctrl+S")
    assert editor.question.isVisible()
    press("K")
    assert [change for change in editor.draft.schema.contexts if change.name == "space"] == []


def test_tab_goes_round_inside(open_editor: OpenEditor, press: Press) -> None:
    _, editor = open_editor()
    seen = []
    for _ in range(60):
        press("Tab")
        focused = QApplication.focusWidget()
        assert focused is not None
        assert editor.isAncestorOf(focused)
        if focused in seen:
            break
        seen.append(focused)
    assert {editor.groups, editor.things, editor.bar.close_} <= set(seen)
    press("Shift+Tab")
    assert editor.isAncestorOf(QApplication.focusWidget() or editor)


def test_f6_goes_from_part_to_part(open_editor: OpenEditor, press: Press) -> None:
    _, editor = open_editor()
    press("F6")
    assert QApplication.focusWidget() is editor.form.rows["name"].control.stop
    press("F6", "F6")
    assert QApplication.focusWidget() is editor.groups
    press("Down", "Right")
    assert editor.place.group == "event_types"
    assert QApplication.focusWidget() is editor.things


def test_in_a_narrow_window_the_lists_or_the_form_show(open_editor: OpenEditor, press: Press) -> None:
    _, editor = open_editor(size=(520, 700))
    assert editor.things.isVisible()
    assert not editor.form.isVisible()
    press("Enter")
    assert editor.form.isVisible()
    assert not editor.things.isVisible()
    press("Esc")
    assert editor.things.isVisible()


def test_the_mouse_does_the_same(open_editor: OpenEditor) -> None:
    _, editor = open_editor()
    index = editor.things.rows.index(2, 0)
    QTest.mouseClick(editor.things.viewport(), Qt.MouseButton.LeftButton, pos=editor.things.visualRect(index).center())
    assert editor.place == Place("entity_types", 2)
    QTest.mouseClick(editor.tools.buttons["up"], Qt.MouseButton.LeftButton)
    assert editor.draft.schema.entity_types[1].name == "GPE"
    QTest.mouseClick(editor.tools.buttons["delete"], Qt.MouseButton.LeftButton)
    assert editor.draft.schema.entity_type("GPE") is None


def test_everything_has_a_name_and_every_row_speaks(open_editor: OpenEditor) -> None:
    _, editor = open_editor()
    mute: list[str] = []
    for place in (Place("entity_types"), Place("event_types", 3), Place("attributes", 0), Place("conventions")):
        editor.go(place)
        for part in editor.findChildren(QWidget):
            if part.isVisible() and part.focusPolicy() != Qt.FocusPolicy.NoFocus:
                found = QAccessible.queryAccessibleInterface(part)
                mute.extend([type(part).__name__] if not found.text(QAccessible.Text.Name) else [])
            if isinstance(part, QAbstractItemView) and part.isVisible():
                rows = [part.model().index(row, 0) for row in range(part.model().rowCount())]
                mute.extend("row" for row in rows if not row.data(Qt.ItemDataRole.AccessibleTextRole))
    assert mute == []


def test_the_actions_have_words_and_no_key_means_two_things(open_editor: OpenEditor) -> None:
    keys = [key for action in SCHEMA_ACTIONS for key in action.keys]
    assert len(keys) == len(set(keys))
    assert all(action.help.endswith(".") and action.mode == "schema" for action in SCHEMA_ACTIONS)
    _, editor = open_editor()
    for action in SCHEMA_ACTIONS:
        name = action.id.removeprefix("schema.")
        if name not in ("close", "import", "export", "save"):
            editor.perform(name)


def test_signs_begin_lines_of_a_guideline(open_editor: OpenEditor, press: Press, write: Write) -> None:
    _, editor = open_editor()
    editor.focus_form("guideline")
    write("Names.")
    press("Enter", "Ctrl+G")
    control = editor.form.rows["guideline"].control.stop
    assert QApplication.focusWidget() is control
    QTest.keyClicks(control, "[Ada]")
    press("Ctrl+Shift+G")
    QTest.keyClicks(control, "somebody")
    assert editor.draft.schema.entity_types[0].guideline == "Names.\n✓ [Ada]\n✗ somebody"
    press("Ctrl+G", "Ctrl+G")
    assert editor.draft.schema.entity_types[0].guideline.endswith("✗ somebody\n✓ ")


def test_an_empty_group_says_what_it_is_for_and_how_to_begin(
    open_editor: OpenEditor, press: Press, write: Write
) -> None:
    _, editor = open_editor()
    editor.begin_anew(load_schema("conll"))
    press("Left", "Down")
    assert editor.form.heading.text() == "No event types yet"
    assert "Ctrl+N" in editor.form.nothing.text()
    press("Ctrl+N")
    write("MEET")
    assert [type_.name for type_ in editor.draft.schema.event_types] == ["MEET"]
    press("Esc", "Delete")
    assert editor.form.heading.text() == "No event types yet"
    press("Delete", "Alt+Up", "Ctrl+D", "Ctrl+J", "Ctrl+L", "Ctrl+M")
    assert not editor.draft.is_changed
