"""One project in several windows and programs: who writes, what is seen, and what is said about it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from glossator import Project
from glossator.annotation import Analysis, ChangeSet, Proposal
from glossator.errors import DiskError
from glossator.store.occupancy import Holder, Occupancy
from glossator.store.volumes import Place
from glossator_desktop import sharing, window
from glossator_desktop.desk import Desk
from glossator_desktop.preferences import load_memory
from glossator_desktop.sharing import MOVED, PLACE, READING, Burst, Entrance, Sharing, changes_sentence, holder_sentence
from glossator_desktop.window import MainWindow

from .conftest import OpenWindow

Now = Callable[[MainWindow], None]


@pytest.fixture
def spans(project_path: Path) -> Callable[[], int]:
    """How many spans ada has in the first document, by the file."""

    def count() -> int:
        with Project.open(project_path, annotator="ada", read_only=True) as project:
            return len(project.layer(project.document_ids()[0]).spans)

    return count


def desk_of(shown: MainWindow) -> Desk:
    assert shown.desk is not None
    return shown.desk


def look(shown: MainWindow) -> None:
    """What the window does every second."""
    assert shown.sharing is not None
    shown.sharing.poll()


def notice(shown: MainWindow, slot: str) -> str:
    found = desk_of(shown).notices.notice(slot)
    return found.text if found else ""


def marks(shown: MainWindow) -> set[int]:
    session = desk_of(shown).workspace.session
    assert session is not None
    return {mark.id for mark in session.marks.values() if mark.kind == "span"}


# Who writes


def test_the_second_window_reads_and_says_who_writes(open_window: OpenWindow, project_path: Path) -> None:
    first, second = open_window(project_path), open_window(project_path)
    assert notice(first, READING) == ""
    assert notice(second, READING).startswith("You have had this project open in another window since ")
    assert desk_of(second).project.read_only
    assert desk_of(second).topbar.saved.text == "read only"
    assert not any("accept" in hint.text for hint in desk_of(second).workspace.hints())
    desk_of(second).workspace.press("Space")
    assert second.toast.label.text().endswith("is open for reading only, so nothing was changed.")


def test_it_takes_over_in_place_when_the_first_is_closed(
    qtbot: QtBot, open_window: OpenWindow, project_path: Path, spans: Callable[[], int]
) -> None:
    first, second = open_window(project_path), open_window(project_path)
    desk = desk_of(second)
    desk.workspace.open_document(desk.project.document_ids()[0])
    desk.workspace.select_range(41, 43)
    before = (desk, desk.workspace.session, desk.workspace.focus, desk.page.scroll_place())
    look(second)
    assert desk.project.read_only
    first.close()
    look(second)
    assert (second.desk, desk.workspace.session, desk.workspace.focus, desk.page.scroll_place()) == before
    assert notice(second, READING) == ""
    assert second.toast.label.text() == "The other window is closed: you can write here now."
    assert desk.topbar.saved.text == "all saved"
    assert any("label" in hint.text for hint in desk.workspace.hints())
    had = spans()
    qtbot.keyClick(desk.page, Qt.Key.Key_1)
    assert spans() == had + 1


def test_a_third_window_waits_for_the_second(open_window: OpenWindow, project_path: Path) -> None:
    first, second, third = (open_window(project_path) for _ in range(3))
    first.close()
    look(third)
    look(second)
    assert not desk_of(third).project.read_only
    assert desk_of(second).project.read_only
    third.close()
    look(second)
    assert not desk_of(second).project.read_only


def test_what_works_in_the_background_begins_with_writing(
    open_window: OpenWindow, project_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = open_window(project_path), open_window(project_path)
    desk = desk_of(second)
    begun: list[str] = []
    monkeypatch.setattr(desk, "_suggest", True)
    monkeypatch.setattr(desk, "_back_up", True)
    monkeypatch.setattr(desk.suggesting, "start", lambda: begun.append("suggesting"))
    monkeypatch.setattr(desk.backing_up, "start", lambda: begun.append("backing up"))
    desk._after_paint.stop()
    desk._once_seen()
    assert begun == []
    first.close()
    look(second)
    assert begun == ["suggesting", "backing up"]


def test_the_same_project_asked_for_again_just_stays(open_window: OpenWindow, project_path: Path) -> None:
    shown = open_window(project_path)
    desk = shown.desk
    assert shown.open_project(project_path)
    assert shown.open_project(project_path.parent / "." / project_path.name)
    assert shown.desk is desk
    assert not desk_of(shown).project.read_only


def test_another_project_gives_the_claim_up(open_window: OpenWindow, project_path: Path, tmp_path: Path) -> None:
    shown = open_window(project_path)
    assert Occupancy(project_path).holder() is not None
    Project.create(tmp_path / "other.glossator", annotator="ada").close()
    assert shown.open_project(tmp_path / "other.glossator")
    assert Occupancy(project_path).holder() is None
    assert Occupancy(tmp_path / "other.glossator").holder() is not None
    shown.show_welcome()
    assert not list(tmp_path.glob("*-lock"))


def test_what_cannot_be_opened_is_not_claimed(open_window: OpenWindow, tmp_path: Path) -> None:
    odd = tmp_path / "odd.glossator"
    odd.write_text("no project")
    assert not open_window().open_project(odd)
    assert not list(tmp_path.glob("*-lock"))


def test_a_file_that_nobody_may_write_waits_for_nobody(open_window: OpenWindow, project_path: Path) -> None:
    project_path.chmod(0o444)
    shown = open_window(project_path)
    assert desk_of(shown).project.read_only
    assert notice(shown, READING) == ""
    assert Occupancy(project_path).holder() is None
    project_path.chmod(0o644)


@pytest.mark.parametrize(
    ("holder", "sentence"),
    [
        (Holder("Ada", "", 7, "2026-03-05T14:02:10+00:00"), "Ada has had this project open in another window since"),
        (Holder("me", "", 7, "2026-03-05T14:02:10+00:00"), "You have had this project open in another window since"),
        (Holder("me", "lab-3", 7, "2026-03-05T14:02:10+00:00"), "me has had this project open on lab-3 since 14:02."),
        (Holder("Ada", "", 7, "2026-03-03T09:00:00+00:00"), "another window since 3 March, 09:00."),
        (Holder("Ada", "", 7, "yesterday"), "Ada has had this project open in another window. You can read;"),
        (Holder(), "Somebody has had this project open in another window. You can read;"),
    ],
)
def test_the_notice_says_who_where_and_since_when(holder: Holder, sentence: str) -> None:
    said = holder_sentence(holder, me="me", now=datetime(2026, 3, 5, 18, 0, tzinfo=UTC))
    assert sentence in said
    assert said.endswith("this window can write once the other is closed.")


# What others write


def test_the_reading_window_sees_what_the_writing_one_does(
    qtbot: QtBot, open_window: OpenWindow, project_path: Path
) -> None:
    first, second = open_window(project_path), open_window(project_path)
    qtbot.keyClick(desk_of(first).page, Qt.Key.Key_Space)
    look(second)
    assert marks(second) == marks(first)
    session = desk_of(second).workspace.session
    assert session is not None
    assert desk_of(second).workspace.focus.current in session.pending, "another one is current now"
    qtbot.waitUntil(lambda: desk_of(second).documents.model.summaries[0].spans == 2)
    look(second)
    assert not second.toast.isVisible(), "the notice says already that somebody is at work"


def test_the_writing_window_sees_what_a_script_does(qtbot: QtBot, open_window: OpenWindow, project_path: Path) -> None:
    shown = open_window(project_path)
    desk = desk_of(shown)
    desk.workspace.range_dragged(41, 43)
    place = (desk.workspace.focus, desk.page.scroll_place())
    with Project.open(project_path, annotator="ada") as script:
        number = script.add_span(script.document_ids()[0], 44, 49, "ORG")
        script.import_texts([("third.txt", "Seoul agreed.")])
        look(shown)
    assert number in marks(shown)
    assert (desk.workspace.focus, desk.page.scroll_place()) == place
    assert [summary.name for summary in desk.documents.model.summaries][-1] == "third.txt"
    assert not shown.toast.isVisible(), "it may not be over yet"
    look(shown)
    assert shown.toast.label.text() == "Another program added one document."
    qtbot.waitUntil(lambda: desk.documents.model.summaries[0].spans == 2)


def test_a_script_of_somebody_else_changes_the_lists_alone(open_window: OpenWindow, project_path: Path) -> None:
    shown = open_window(project_path)
    before = marks(shown)
    with Project.open(project_path, annotator="bea") as script:
        document = script.document_ids()[0]
        script.add_span(document, 44, 49, "ORG")
        script.set_flag(document)
    look(shown)
    session = desk_of(shown).workspace.session
    assert session is not None
    assert marks(shown) == before
    assert session.flags == {}


def test_everything_at_once_is_shown_too(
    open_window: OpenWindow, project_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("glossator.project.sharing.MOST_IMAGE_BYTES", 100)
    shown = open_window(project_path)
    heard: list[ChangeSet] = []
    desk_of(shown).project.subscribe(heard.append)
    with Project.open(project_path, annotator="ada") as script:
        made = [script.add_span(script.document_ids()[0], start, start + 1, "ORG") for start in range(20)]
    look(shown)
    look(shown)
    assert [changes.everything for changes in heard] == [True]
    assert set(made) <= marks(shown)
    assert shown.toast.label.text() == "Another program changed many documents."


def test_a_document_that_goes_is_closed(open_window: OpenWindow, project_path: Path) -> None:
    shown = open_window(project_path)
    with Project.open(project_path, annotator="ada") as script:
        script.undo()
        script.undo()
    look(shown)
    assert desk_of(shown).workspace.session is None
    assert desk_of(shown).middle.currentWidget() is desk_of(shown).empty


def test_the_builder_closes_when_its_event_has_gone(open_window: OpenWindow, project_path: Path) -> None:
    shown = open_window(project_path)
    workspace = desk_of(shown).workspace
    workspace.select_range(14, 17)
    workspace.press("E", "e")
    workspace.press("1")
    workspace.press("1")
    session = workspace.session
    assert session is not None
    (event,) = session.events
    assert workspace.mode.name == "roles"
    with Project.open(project_path, annotator="ada") as script:
        script.delete(event)
    look(shown)
    assert workspace.mode.name == "page"
    assert shown.toast.label.text() == "Another program has deleted the event that was open here."


def test_undo_goes_through_what_a_script_did_as_the_same_person(
    qtbot: QtBot, open_window: OpenWindow, project_path: Path, spans: Callable[[], int]
) -> None:
    shown = open_window(project_path)
    had = spans()
    with Project.open(project_path, annotator="ada") as script:
        for start in (44, 48, 50):
            script.add_span(script.document_ids()[0], start, start + 2, "ORG")
    for left in (2, 1, 0):
        qtbot.keyClick(desk_of(shown).page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert spans() == had + left
    look(shown)
    assert len(marks(shown)) == had


def test_a_verb_that_no_longer_fits_has_the_window_look_at_once(
    qtbot: QtBot, open_window: OpenWindow, project_path: Path
) -> None:
    shown = open_window(project_path)
    workspace = desk_of(shown).workspace
    (number,) = marks(shown)
    workspace.select(number)
    with Project.open(project_path, annotator="ada") as script:
        script.delete(number)
    workspace.press("X", "x")
    assert shown.toast.level == "error"
    qtbot.waitUntil(lambda: marks(shown) == set())


def test_others_changes_wait_while_keys_are_coming(qtbot: QtBot, open_window: OpenWindow, project_path: Path) -> None:
    shown = open_window(project_path)
    now = [100.0]
    entrance = Entrance(desk_of(shown).project, Occupancy(project_path))
    watched = Sharing(desk_of(shown), entrance, clock=lambda: now[0])
    polls: list[float] = []
    watched.poll = lambda: polls.append(now[0])  # type: ignore[method-assign]
    qtbot.keyClick(desk_of(shown).page, Qt.Key.Key_N)
    watched._due()
    assert polls == []
    now[0] += 1.0
    watched._due()
    assert polls == [101.0]
    for _ in range(20):
        qtbot.keyClick(desk_of(shown).page, Qt.Key.Key_N)
        watched._due()
    assert 2 <= len(polls), "whoever types without end is told, too"
    watched.stop()


def test_a_burst_is_spoken_of_once() -> None:
    now = [0.0]
    burst = Burst(lambda: now[0])
    assert burst.sentence(ended=True) == ""
    burst.add(ChangeSet("elsewhere", touched=(1, 2)))
    assert burst.sentence(ended=False) == ""
    burst.add(ChangeSet("elsewhere", touched=(2, 3)))
    assert burst.sentence(ended=True) == "Another program changed 3 documents."
    assert burst.sentence(ended=True) == ""
    burst.add(ChangeSet("elsewhere", touched=(2,)))
    now[0] = sharing.LONGEST_BURST
    assert burst.sentence(ended=False) == "Another program changed one document."


def test_what_others_did_in_few_words() -> None:
    assert changes_sentence(0) == ""
    assert changes_sentence(3, added=1) == "Another program added one document."
    assert changes_sentence(0, everything=True) == "Another program changed many documents."


# Where the file lies


def test_a_file_that_was_moved_is_said_and_can_be_saved_elsewhere(
    qtbot: QtBot, open_window: OpenWindow, project_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = open_window(project_path)
    page = desk_of(shown).page
    qtbot.keyClick(page, Qt.Key.Key_Space)
    kept = marks(shown)
    project_path.rename(tmp_path / "away.glossator")
    look(shown)
    assert "was moved, deleted or replaced" in notice(shown, MOVED)
    assert desk_of(shown).topbar.saved.text == "cannot save"
    qtbot.keyClick(page, Qt.Key.Key_Space)
    assert shown.toast.level == "error"
    assert marks(shown) == kept, "what is shown is what is saved"
    copy = tmp_path / "copy.glossator"
    monkeypatch.setattr(window, "ask_copy", lambda *_: copy)
    qtbot.keyClick(page, Qt.Key.Key_F9)
    assert desk_of(shown).project.path == copy
    assert notice(shown, MOVED) == ""
    assert marks(shown) == kept
    qtbot.keyClick(desk_of(shown).page, Qt.Key.Key_Space)
    assert len(marks(shown)) == len(kept) + 1


def test_a_copy_that_was_thought_better_of_changes_nothing(
    qtbot: QtBot, open_window: OpenWindow, project_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = open_window(project_path)
    project_path.rename(tmp_path / "away.glossator")
    look(shown)
    monkeypatch.setattr(window, "ask_copy", lambda *_: None)
    desk = shown.desk
    qtbot.keyClick(desk_of(shown).page, Qt.Key.Key_F9)
    assert shown.desk is desk
    taken = tmp_path / "taken.glossator"
    taken.write_text("precious")
    monkeypatch.setattr(window, "ask_copy", lambda *_: taken)
    qtbot.keyClick(desk_of(shown).page, Qt.Key.Key_F9)
    assert taken.read_text() == "precious"
    assert shown.desk is desk


def test_a_file_that_comes_back_can_be_written_again(
    qtbot: QtBot, open_window: OpenWindow, project_path: Path, tmp_path: Path, spans: Callable[[], int]
) -> None:
    shown = open_window(project_path)
    project_path.rename(tmp_path / "away.glossator")
    look(shown)
    (tmp_path / "away.glossator").rename(project_path)
    look(shown)
    assert notice(shown, MOVED) == ""
    assert desk_of(shown).topbar.saved.text == "all saved"
    had = spans()
    qtbot.keyClick(desk_of(shown).page, Qt.Key.Key_Space)
    assert spans() == had + 1


def shown_at(open_window: OpenWindow, project: Path, place: Place, monkeypatch: pytest.MonkeyPatch) -> MainWindow:
    """A window on a project that lies at such a place."""
    monkeypatch.setattr(sharing, "LOOK_AT_PLACE", 0)
    monkeypatch.setattr(
        Sharing.__init__, "__kwdefaults__", {**Sharing.__init__.__kwdefaults__, "place": lambda _: place}
    )
    return open_window(project)


def test_a_synced_folder_is_remarked_on_until_it_is_understood(
    qtbot: QtBot, open_window: OpenWindow, project_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dropbox = Place("cloud", "Dropbox")
    shown = shown_at(open_window, project_path, dropbox, monkeypatch)
    qtbot.waitUntil(lambda: "Dropbox" in notice(shown, PLACE))
    shown.close()
    shown = shown_at(open_window, project_path, dropbox, monkeypatch)
    qtbot.waitUntil(lambda: "Dropbox" in notice(shown, PLACE))
    qtbot.keyClick(desk_of(shown).page, Qt.Key.Key_F7)
    assert notice(shown, PLACE) == ""
    assert len(load_memory(tmp_path / "state").understood) == 1
    shown.close()
    again = shown_at(open_window, project_path, dropbox, monkeypatch)
    looked = again.sharing
    assert looked is not None
    qtbot.waitUntil(looked._place.isFinished)
    assert notice(again, PLACE) == ""
    again.close()
    elsewhere = shown_at(open_window, project_path, Place("network", "NFS"), monkeypatch)
    qtbot.waitUntil(lambda: "NFS" in notice(elsewhere, PLACE))


def test_a_look_that_fails_says_nothing(
    qtbot: QtBot, open_window: OpenWindow, project_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(_: Path) -> Place:
        raise RuntimeError("no such luck")

    owner = QObject()
    found = sharing._PlaceLook(project_path, broken, owner)
    with qtbot.waitSignal(found.finished):
        found.start()
    assert found.found is None
    assert "could not be told" in caplog.text
    caplog.clear()


def test_f6_leads_to_the_notices_and_back(qtbot: QtBot, open_window: OpenWindow, project_path: Path) -> None:
    shown = open_window(project_path)
    project_path.rename(project_path.with_name("away.glossator"))
    look(shown)
    desk = desk_of(shown)
    qtbot.keyClick(desk.page, Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert desk.notices.isAncestorOf(QApplication.focusWidget())
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_F6)
    assert desk.page.hasFocus()
    qtbot.keyClick(desk.page, Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert desk.page.hasFocus()


def test_suggestions_written_beside_the_window_can_be_accepted(
    qtbot: QtBot, open_window: OpenWindow, project_path: Path, spans: Callable[[], int]
) -> None:
    shown = open_window(project_path)
    with Project.open(project_path, annotator="ada") as script:
        document = script.document_ids()[0]
        script.record_analysis(document, Analysis("test", "2", (Proposal("span", "GPE", ((50, 55),), 0.9),)))
    look(shown)
    workspace = desk_of(shown).workspace
    current = workspace.current_mark
    assert current is not None
    assert current.fragments == ((50, 55),), "those of the first run have been superseded"
    had = spans()
    qtbot.keyClick(desk_of(shown).page, Qt.Key.Key_Space)
    assert spans() == had + 1


def test_whoever_waits_never_takes_another_file_for_its_own(
    open_window: OpenWindow, project_path: Path, tmp_path: Path
) -> None:
    first, second = open_window(project_path), open_window(project_path)
    Project.create(tmp_path / "other.glossator", annotator="ada").close()
    first.close()
    (tmp_path / "other.glossator").replace(project_path)
    look(second)
    assert desk_of(second).project.read_only
    assert "replaced" in notice(second, MOVED)


def test_a_project_that_cannot_be_opened_to_write_is_read_on(
    open_window: OpenWindow, project_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = open_window(project_path), open_window(project_path)
    tried: list[int] = []

    def refuse() -> None:
        tried.append(1)
        raise DiskError("The disk failed. Try again.")

    monkeypatch.setattr(desk_of(second).project, "start_writing", refuse)
    first.close()
    for _ in range(3):
        look(second)
    assert notice(second, READING) == "The disk failed. Try again."
    assert tried == [1], "it is not tried every second"
    assert Occupancy(project_path).holder() is None
    monkeypatch.undo()
    assert second.sharing is not None
    second.sharing._try_again = 0.0
    look(second)
    assert not desk_of(second).project.read_only
