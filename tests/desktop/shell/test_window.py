from __future__ import annotations

import gc
import weakref
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from glossator import Project
from glossator_desktop.panels.files import with_suffix
from glossator_desktop.preferences import load_memory
from glossator_desktop.window import MainWindow, free_path

from .conftest import OpenWindow, flush_deletions


def _press(qtbot: QtBot, window: MainWindow, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
    held = Qt.KeyboardModifier.NoModifier
    for modifier in modifiers:
        held |= modifier
    qtbot.keyClick(QApplication.focusWidget(), key, held)


CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def test_a_project_opens_on_its_first_suggestion_with_the_keyboard_on_the_page(
    open_window: OpenWindow, project_path: Path
) -> None:
    window = open_window(project_path)
    desk = window.desk
    assert desk is not None
    assert desk.page.hasFocus()
    assert desk.workspace.current_kind == "suggestion"
    assert desk.topbar.annotator.text == "ada"
    assert "talks" in window.windowTitle()
    assert len(desk.documents.model.summaries) == 2


def test_a_key_is_saved_and_shown_everywhere(qtbot: QtBot, open_window: OpenWindow, project_path: Path) -> None:
    window = open_window(project_path)
    desk = window.desk
    assert desk is not None
    desk.aside.show_tab("spans")
    _press(qtbot, window, Qt.Key.Key_Space)
    assert desk.topbar.saved.text.startswith("saved ")
    qtbot.waitUntil(lambda: len(desk.aside.spans.model.rows) == 3)
    assert desk.documents.model.summaries[0].spans == 2
    _press(qtbot, window, Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: len(desk.aside.spans.model.rows) == 2)


def test_f6_goes_round_the_panels_and_escape_leads_back(
    qtbot: QtBot, open_window: OpenWindow, project_path: Path
) -> None:
    window = open_window(project_path)
    desk = window.desk
    assert desk is not None
    _press(qtbot, window, Qt.Key.Key_F6)
    assert desk.documents.list.hasFocus()
    _press(qtbot, window, Qt.Key.Key_F6)
    assert desk.aside.isAncestorOf(QApplication.focusWidget())
    _press(qtbot, window, Qt.Key.Key_F6)
    assert desk.page.hasFocus()
    _press(qtbot, window, Qt.Key.Key_F6, SHIFT)
    assert desk.aside.isAncestorOf(QApplication.focusWidget())
    _press(qtbot, window, Qt.Key.Key_Escape)
    assert desk.page.hasFocus()


def test_keys_that_work_everywhere_work_from_the_panels(
    qtbot: QtBot, open_window: OpenWindow, project_path: Path
) -> None:
    window = open_window(project_path)
    desk = window.desk
    assert desk is not None
    _press(qtbot, window, Qt.Key.Key_Space)
    desk.documents.focus_list()
    _press(qtbot, window, Qt.Key.Key_Z, CTRL)
    assert len(desk.workspace.document.spans) == 1
    _press(qtbot, window, Qt.Key.Key_PageDown, CTRL)
    assert desk.workspace.document.id != desk.documents.model.summaries[0].id
    _press(qtbot, window, Qt.Key.Key_K, CTRL)
    assert desk.overlays.chooser.isVisible()
    _press(qtbot, window, Qt.Key.Key_Escape)
    assert not desk.overlays.chooser.isVisible()


def test_a_field_keeps_its_own_undo(qtbot: QtBot, open_window: OpenWindow, project_path: Path) -> None:
    window = open_window(project_path)
    desk = window.desk
    assert desk is not None
    desk.documents.field.setFocus()
    qtbot.keyClicks(desk.documents.field, "tal")
    _press(qtbot, window, Qt.Key.Key_Z, CTRL)
    assert desk.documents.field.text() == ""
    assert len(desk.workspace.document.spans) == 1


def test_the_palette_does_what_is_chosen(qtbot: QtBot, open_window: OpenWindow, project_path: Path) -> None:
    window = open_window(project_path)
    desk = window.desk
    assert desk is not None
    _press(qtbot, window, Qt.Key.Key_K, CTRL)
    qtbot.keyClicks(desk.overlays.chooser.field, "next document")
    _press(qtbot, window, Qt.Key.Key_Return)
    assert desk.workspace.document.id == desk.documents.model.summaries[1].id
    assert desk.page.hasFocus()


def test_the_switcher_opens_a_document_by_name(qtbot: QtBot, open_window: OpenWindow, project_path: Path) -> None:
    window = open_window(project_path)
    desk = window.desk
    assert desk is not None
    _press(qtbot, window, Qt.Key.Key_P, CTRL)
    qtbot.keyClicks(desk.overlays.chooser.field, "second")
    _press(qtbot, window, Qt.Key.Key_Return)
    assert desk.workspace.document.document.name == "second.txt"


def test_a_question_is_asked_inside_the_window(qtbot: QtBot, open_window: OpenWindow, project_path: Path) -> None:
    window = open_window(project_path)
    desk = window.desk
    assert desk is not None
    _press(qtbot, window, Qt.Key.Key_Return, CTRL)
    assert desk.overlays.question.isVisible()
    _press(qtbot, window, Qt.Key.Key_Escape)
    assert not desk.overlays.question.isVisible()
    assert desk.page.hasFocus()


def test_panels_give_way_in_a_narrow_window_and_can_be_called(
    qtbot: QtBot, open_window: OpenWindow, project_path: Path
) -> None:
    window = open_window(project_path, size=(700, 600))
    desk = window.desk
    assert desk is not None
    assert not desk.documents.isVisible()
    assert not desk.aside.isVisible()
    _press(qtbot, window, Qt.Key.Key_F6)
    assert desk.documents.list.hasFocus()
    _press(qtbot, window, Qt.Key.Key_Escape)
    assert not desk.documents.isVisible()
    _press(qtbot, window, Qt.Key.Key_F4)
    assert desk.aside.isVisible()
    assert desk.aside.tab == "details"
    _press(qtbot, window, Qt.Key.Key_F4)
    assert not desk.aside.isVisible()
    window.resize(1300, 700)
    qtbot.waitUntil(lambda: desk.aside.isVisible() and desk.documents.isVisible())


def test_themes_change_live_and_are_remembered(
    qtbot: QtBot, open_window: OpenWindow, project_path: Path, tmp_path: Path
) -> None:
    window = open_window(project_path)
    desk = window.desk
    assert desk is not None
    before = window.theme.name
    desk.perform("shell.theme")
    assert window.theme.name != before
    assert desk.theme is window.theme
    image = desk.page.viewport().grab().toImage()
    assert image.pixelColor(2, 2).name() == window.theme.page
    assert load_memory(tmp_path / "state").preferences.theme == window.theme.name


def test_zoom_is_remembered(qtbot: QtBot, open_window: OpenWindow, project_path: Path, tmp_path: Path) -> None:
    window = open_window(project_path)
    desk = window.desk
    assert desk is not None
    _press(qtbot, window, Qt.Key.Key_Plus, CTRL)
    assert desk.page.zoom == 115
    assert load_memory(tmp_path / "state").preferences.zoom == 115
    _press(qtbot, window, Qt.Key.Key_0, CTRL)
    assert desk.page.zoom == 100
    _press(qtbot, window, Qt.Key.Key_Minus, CTRL)
    window.close()
    again = open_window(project_path)
    assert again.desk is not None
    assert again.desk.page.zoom == 85


def test_a_project_that_cannot_be_opened_is_said_on_the_welcome_page(open_window: OpenWindow, tmp_path: Path) -> None:
    window = open_window()
    assert not window.open_project(tmp_path / "nowhere.glossator")
    assert window.stack.currentWidget() is window.welcome
    assert "nowhere" in window.welcome.banner.label.text()
    (tmp_path / "odd.glossator").write_text("not a database at all", encoding="utf-8")
    assert not window.open_project(tmp_path / "odd.glossator")
    assert window.welcome.banner.isVisible()


def test_a_project_that_cannot_be_opened_leaves_the_open_one(
    open_window: OpenWindow, project_path: Path, tmp_path: Path
) -> None:
    window = open_window(project_path)
    assert not window.open_project(tmp_path / "nowhere.glossator")
    assert window.desk is not None
    assert window.toast.isVisible()


def test_a_recent_project_that_is_gone_is_forgotten(open_window: OpenWindow, project_path: Path) -> None:
    window = open_window(project_path)
    window.show_welcome()
    project_path.unlink()
    window.welcome.chosen.emit(f"recent:{project_path.resolve()}")
    assert window.memory.recent == ()
    assert window.welcome.banner.isVisible()


def test_an_empty_project_says_what_to_do_and_takes_dropped_files(open_window: OpenWindow, tmp_path: Path) -> None:
    path = tmp_path / "empty.glossator"
    Project.create(path, annotator="ada").close()
    window = open_window(path)
    desk = window.desk
    assert desk is not None
    assert desk.empty.isVisible()
    assert desk.empty.button.hasFocus()
    (tmp_path / "a.txt").write_text("London is a city.", encoding="utf-8")
    window.take_files([tmp_path / "a.txt"])
    assert desk.page.isVisible()
    assert desk.page.hasFocus()
    assert desk.workspace.document.text == "London is a city."
    assert "1 document imported" in window.toast.label.text()


def test_a_bad_file_is_said_and_nothing_is_imported(
    open_window: OpenWindow, project_path: Path, tmp_path: Path
) -> None:
    window = open_window(project_path)
    (tmp_path / "bad.txt").write_bytes(b"\x00\x01\x02\xff" * 50)
    window.take_files([tmp_path / "bad.txt"])
    assert window.toast.level == "error"
    assert window.desk is not None
    assert len(window.desk.project.document_ids()) == 2


def test_a_dropped_project_is_opened(open_window: OpenWindow, project_path: Path) -> None:
    window = open_window()
    window.take_files([project_path])
    assert window.desk is not None


def test_the_window_comes_back_as_it_was_left(qtbot: QtBot, open_window: OpenWindow, project_path: Path) -> None:
    window = open_window(project_path)
    assert window.desk is not None
    window.desk.aside.show_tab("spans")
    window.desk.body.set_widths(300, 260)
    window.close()
    again = open_window(project_path)
    assert again.desk is not None
    assert again.desk.aside.tab == "spans"
    assert again.desk.body.widths == (300, 260)


def test_everything_is_freed_on_close(open_window: OpenWindow, project_path: Path) -> None:
    window = open_window(project_path)
    assert window.desk is not None
    parts = [weakref.ref(part) for part in (window.desk, window.desk.page, window.desk.workspace, window.desk.overlays)]
    window.show_welcome()
    flush_deletions()
    gc.collect()
    assert [part() for part in parts] == [None] * len(parts)
    whole = weakref.ref(window)
    window.close()
    del window
    flush_deletions()
    assert not [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, MainWindow)]
    assert whole is not None


def test_the_project_can_be_opened_again_at_once(open_window: OpenWindow, project_path: Path) -> None:
    open_window(project_path).close()
    with Project.open(project_path, annotator="ada") as project:
        assert len(project.document_list()) == 2


def test_a_read_only_project_says_so(open_window: OpenWindow, project_path: Path) -> None:
    window = open_window()
    window.show_project(Project.open(project_path, annotator="ada", read_only=True))
    assert window.desk is not None
    assert window.desk.topbar.saved.text == "read only"
    assert not window.desk.enabled("shell.import")
    window.desk.workspace.press("Space")
    assert window.toast.level == "error"


@pytest.mark.parametrize(
    ("given", "made"), [("a", "a.glossator"), ("a.glossator", "a.glossator"), ("a.b", "a.b.glossator")]
)
def test_new_projects_get_their_suffix(given: str, made: str) -> None:
    assert with_suffix(Path(given)) == Path(made)


def test_a_free_path_is_never_taken(tmp_path: Path) -> None:
    first = free_path(tmp_path, "sample")
    first.touch()
    second = free_path(tmp_path, "sample")
    assert (first.name, second.name) == ("sample.glossator", "sample-2.glossator")


def test_all_documents_are_searched(qtbot: QtBot, open_window: OpenWindow, project_path: Path) -> None:
    window = open_window(project_path)
    desk = window.desk
    assert desk is not None
    _press(qtbot, window, Qt.Key.Key_F, CTRL)
    chooser = desk.overlays.chooser
    qtbot.keyClicks(chooser.field, "geneva")
    qtbot.waitUntil(lambda: bool(chooser.model.rows))
    _press(qtbot, window, Qt.Key.Key_Return)
    assert desk.workspace.document.document.name == "second.txt"
    assert desk.workspace.document.text_at(desk.workspace.focus_fragments) == "Geneva"
    assert desk.page.hasFocus()


def test_a_search_does_not_wait_for_a_pause_when_enter_is_pressed(
    qtbot: QtBot, open_window: OpenWindow, project_path: Path
) -> None:
    window = open_window(project_path)
    desk = window.desk
    assert desk is not None
    _press(qtbot, window, Qt.Key.Key_F, CTRL)
    desk.overlays.chooser.field.setText("friday")
    _press(qtbot, window, Qt.Key.Key_Return)
    assert desk.workspace.document.document.name == "second.txt"


def test_the_keyboard_goes_to_the_page_when_its_panel_goes(
    qtbot: QtBot, open_window: OpenWindow, project_path: Path
) -> None:
    window = open_window(project_path)
    desk = window.desk
    assert desk is not None
    desk.cycle(-1)
    window.resize(800, 700)
    qtbot.waitUntil(lambda: not desk.aside.isVisible())
    assert desk.page.hasFocus()


def test_exporting_shows_what_is_lost_then_writes(
    qtbot: QtBot, open_window: OpenWindow, project_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out.jsonl"
    monkeypatch.setattr("glossator_desktop.panels.exporting.ask_save", lambda *_: out)
    window = open_window(project_path)
    desk = window.desk
    assert desk is not None
    _press(qtbot, window, Qt.Key.Key_E, CTRL)
    qtbot.keyClicks(desk.overlays.chooser.field, "jsonl")
    _press(qtbot, window, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: desk.overlays.chooser.isVisible() or "written" in window.toast.label.text())
    if desk.overlays.chooser.isVisible():
        _press(qtbot, window, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: f"written to {out}" in window.toast.label.text())
    assert out.exists()


def test_an_export_that_cannot_be_written_says_why(
    qtbot: QtBot, open_window: OpenWindow, project_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "taken").write_text("x")
    monkeypatch.setattr("glossator_desktop.panels.exporting.ask_save", lambda *_: tmp_path / "taken" / "out.jsonl")
    window = open_window(project_path)
    desk = window.desk
    assert desk is not None
    _press(qtbot, window, Qt.Key.Key_E, CTRL)
    qtbot.keyClicks(desk.overlays.chooser.field, "jsonl")
    _press(qtbot, window, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: desk.overlays.chooser.isVisible() or window.toast.level == "error")
    if desk.overlays.chooser.isVisible():
        _press(qtbot, window, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.toast.level == "error")


def test_the_sample_project_is_made_in_the_home_folder(
    open_window: OpenWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    window = open_window()
    window.welcome.chosen.emit("sample")
    assert window.desk is not None
    assert window.desk.project.path == tmp_path / "glossator-sample.glossator"
    assert window.desk.page.hasFocus()


def test_a_new_project_is_made_where_the_person_says(
    open_window: OpenWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "new.glossator"
    monkeypatch.setattr("glossator_desktop.window.ask_new_project", lambda *_: path)
    window = open_window()
    window.welcome.chosen.emit("new")
    assert window.desk is not None
    assert window.desk.empty.isVisible()
    window.desk.perform("shell.new")
    assert window.toast.level == "error"
    assert window.desk.project.path == path
