"""Looking back: through time by keys, what differs from now, restoring, and the way back to exactly where one was."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from glossator import Project
from glossator.annotation import Layer, Span
from glossator.schema import load_schema
from glossator.steps.history import HistoryStep, Past
from glossator_desktop.actions import actions_of
from glossator_desktop.binding import PageBinding
from glossator_desktop.fonts import sans_stack, serif_stack
from glossator_desktop.looking_back import LookingBack
from glossator_desktop.modes.past_mode import READ_ONLY
from glossator_desktop.page.content import PageContent
from glossator_desktop.page.view import PageView
from glossator_desktop.past import Difference, Present, notice_words, past_page
from glossator_desktop.session import DocumentSession
from glossator_desktop.theme import load_theme, page_theme
from glossator_desktop.timeline import Timeline
from glossator_desktop.workspace import Workspace

from .conftest import ARTICLE, Heard, place

Press = Callable[[str], None]


@pytest.fixture
def looking(workspace: Workspace) -> Iterator[LookingBack]:
    made = LookingBack(workspace)
    made.read()
    yield made
    made.leave()
    made.deleteLater()


@pytest.fixture
def document(project: Project) -> int:
    return project.document_ids()[0]


def spans_now(project: Project, document: int) -> list[tuple[str, str | None]]:
    return [(span.text, span.label) for span in project.layer(document).spans]


def chips(looking: LookingBack) -> list[str]:
    """What the page says below the words, as long as it shows the past."""
    assert looking.page is not None
    return [mark.chip_text for mark in looking.page.content.marks if mark.kind in ("span", "event")]


def fields(project: Project, document: int) -> tuple[object, ...]:
    """All that restoring must bring back."""
    layer = project.layer(document)
    decided = {one.id: one.state for one in project.suggestions(document)}
    return layer.spans, layer.events, layer.relations, layer.entities, layer.notes, layer.contexts, decided


# The timeline


def test_the_timeline_reads_a_page_at_a_time(project: Project, document: int) -> None:
    for number in range(25):
        project.add_span(document, number, number + 1, "ORG")
    everything = project.history(document_id=document)
    timeline = Timeline(project, page=10)
    timeline.document_id = document
    timeline.read()
    assert timeline.steps == everything[:10]
    assert not timeline.complete
    timeline.read(until=everything[14].id)
    assert timeline.steps == everything[:20]
    while timeline.more():
        pass
    assert timeline.steps == everything
    assert timeline.complete
    assert not timeline.more()


def test_older_and_newer_go_through_all_of_it(project: Project, document: int) -> None:
    for number in range(7):
        project.add_span(document, number, number + 1, "ORG")
    project.add_span(project.document_ids()[1], 0, 5, "PERSON")
    timeline = Timeline(project, page=3)
    timeline.document_id = document
    timeline.read()
    visited = []
    step = timeline.older(None)
    while step is not None:
        visited.append(step)
        step = timeline.older(step.id)
    assert visited == project.history(document_id=document)
    assert [timeline.newer(one.id) for one in visited] == [None, *visited[:-1]]
    assert timeline.newer(None) is None
    # From a step of another document on, the neighbours are those of this one.
    other = project.history(document_id=project.document_ids()[1])[0]
    assert timeline.older(other.id) == visited[0]
    assert timeline.newer(other.id) is None


# What differs


def test_what_became_of_things_is_said_in_their_chips(project: Project, document: int, workspace: Workspace) -> None:
    kept = project.add_span(document, *place("Ada Byron"), "PERSON")
    gone = project.add_span(document, *place("London"), "GPE")
    relabelled = project.add_span(document, *place("Board of Trade"), "PERSON")
    moved = project.add_span(document, *place("Tuesday"), "DATE")
    event = project.add_event(document, "CONSULT", trigger=place("met"), arguments=[("actor", kept), ("place", gone)])
    then = project.history(limit=1)[0]
    project.remove_argument(event, "place")
    project.delete(gone)
    project.set_label(relabelled, "ORG")
    project.set_edges(moved, *place("on Tuesday"))
    project.add_span(document, *place("survey"), "ORG")
    present = Present(project.layer(document), tuple(project.suggestions(document)))
    page = past_page(
        project.past(then.id, document), None, present, workspace.document.content(), project.schema
    )  # fmt: skip
    said = {mark.id: mark.chip_text for mark in page.content.marks if mark.kind != "suggestion"}
    assert said[kept] == "PERSON · actor"
    assert said[gone] == "GPE · gone · place"
    assert said[relabelled] == "PERSON · now ORG"
    assert said[moved] == "DATE · moved"
    assert said[event] == "CONSULT · changed"
    assert page.difference == Difference(gone=1, changed=3, added=1)
    assert page.difference.sentence == "Since then: 1 gone, 3 changed, 1 added."
    assert page.content.text == ARTICLE


def test_a_moment_like_the_present_says_so(project: Project, document: int, workspace: Workspace) -> None:
    project.add_span(document, *place("London"), "GPE")
    then = project.history(limit=1)[0]
    present = Present(project.layer(document), tuple(project.suggestions(document)))
    page = past_page(project.past(then.id, document), None, present, workspace.document.content(), project.schema)
    assert not page.difference
    assert "Nothing is different now." in notice_words(page, "ada", now=_clock())
    assert "after “label GPE" in notice_words(page, "ada", now=_clock())
    assert "after ada’s “label GPE" in notice_words(page, "ben", now=_clock())


def _clock() -> datetime:
    return datetime.now().astimezone()


@given(st.lists(st.tuples(st.integers(1, 6), st.sampled_from(["PERSON", "ORG"])), max_size=6, unique_by=lambda p: p[0]))
def test_counts_add_up(now: list[tuple[int, str]]) -> None:
    then = {1: "PERSON", 2: "ORG", 3: "PERSON"}
    there = dict(now)
    page = Present(_layer(there), ())
    counts = _difference(_layer(then), page)
    assert counts.gone == len(then.keys() - there.keys())
    assert counts.added == len(there.keys() - then.keys())
    assert counts.changed == sum(there.get(item, label) != label for item, label in then.items())


def _layer(labels: dict[int, str]) -> Layer:
    spans = tuple(Span(item, 1, "ada", label, ((item, item + 1),), "x") for item, label in sorted(labels.items()))
    return Layer(1, "ada", None, spans)


def _difference(then: Layer, present: Present) -> Difference:
    step = HistoryStep(1, "2025-11-21T14:32:00.000+00:00", "ada", "add_span", "label", 1, (1,), "", False, None)
    return past_page(Past(step, then, ()), None, present, PageContent("x" * 9), load_schema("plover")).difference


# Through time, by keys


def test_every_action_of_past_mode_has_a_handler(workspace: Workspace, looking: LookingBack, press: Press) -> None:
    press("Space")
    looking.read()
    looking.go(1)
    assert workspace.mode.name == "past"
    assert set(workspace.mode.handlers) == {action.id for action in actions_of("past")}
    assert [key for hint in workspace.hints() for key in hint.keys] == ["Down", "Up", "Enter", "Esc", "A"]


def test_down_and_up_go_through_time_and_up_ends_in_the_present(
    project: Project, document: int, workspace: Workspace, looking: LookingBack, press: Press
) -> None:
    for words in ("Ada Byron", "London", "Tuesday"):
        project.add_span(document, *place(words), "ORG")
    looking.read()
    looking.go(1)
    assert chips(looking) == ["ORG", "ORG", "ORG"]
    press("Down")
    assert chips(looking) == ["ORG", "ORG"]
    press("Down Down")
    assert chips(looking) == []
    press("Up Up")
    assert chips(looking) == ["ORG", "ORG"]
    assert looking.page is not None
    assert looking.page.place == (place("London"),)
    press("Up Up")
    assert workspace.mode.name == "page"
    assert looking.page is None


def test_the_oldest_step_is_the_last(workspace: Workspace, looking: LookingBack, heard: Heard) -> None:
    for _ in range(5):
        looking.go(1)
    assert looking.step == looking.timeline.steps[-1]
    assert heard.said[-1] == ("info", "Nothing was done before that.")
    assert heard.errors == []


def test_the_page_is_of_the_past_and_its_step_is_shown(
    project: Project, document: int, workspace: Workspace, looking: LookingBack, press: Press
) -> None:
    span = project.add_span(document, *place("London"), "GPE")
    project.delete(span)
    looking.read()
    looking.go(1)
    overlay = workspace.overlay()
    assert (overlay.current, overlay.selection, overlay.caret) == (None, (place("London"),), None)
    press("Down")
    assert workspace.overlay().current == span
    assert workspace.mode.content() is not None


@pytest.mark.parametrize("keys", ["1", "X", "Space", "E", "A_", "Ctrl+Z", "Ctrl+Shift+Z", "Q", "Shift+Right", "G", "0"])
def test_keys_that_edit_say_that_this_is_the_past(
    project: Project, document: int, workspace: Workspace, looking: LookingBack, press: Press, heard: Heard, keys: str
) -> None:
    press("Space")
    before, steps = fields(project, document), len(project.history())
    looking.read()
    looking.go(1)
    if keys != "A_":
        press(keys)
    else:
        assert workspace.perform("page.all_occurrences")
    assert heard.said[-1] == ("info", READ_ONLY)
    assert workspace.mode.name == "past"
    assert fields(project, document) == before
    assert len(project.history()) == steps


def test_clicks_change_nothing_in_the_past(workspace: Workspace, looking: LookingBack, press: Press) -> None:
    press("Space")
    looking.read()
    focus = workspace.focus
    looking.go(1)
    workspace.mark_clicked(next(iter(workspace.document.marks)))
    workspace.place_clicked(3)
    workspace.double_clicked(3)
    workspace.range_dragged(0, 9)
    assert workspace.focus == focus
    assert workspace.mode.name == "past"


def test_panels_and_zoom_work_in_the_past(workspace: Workspace, looking: LookingBack, press: Press) -> None:
    panels: list[str] = []
    workspace.panel.connect(panels.append)
    looking.go(1)
    press("Ctrl+K ? Ctrl++ F6")
    assert panels == ["palette", "keys", "zoom_in", "next_panel"]
    assert workspace.mode.name == "past"
    assert not workspace.enabled("page.accept")
    assert workspace.enabled("past.restore")


def test_another_document_by_key_leads_out_of_the_past(
    workspace: Workspace, looking: LookingBack, press: Press
) -> None:
    looking.go(1)
    press("Ctrl+PgDn")
    assert workspace.mode.name == "page"
    assert workspace.document.document.name == "other"
    assert looking.page is None


# Back


def test_escape_leads_back_to_exactly_where_one_was(
    project: Project, workspace: Workspace, looking: LookingBack, press: Press
) -> None:
    press("Space X Tab Shift+Right")
    before = (workspace.focus, workspace.document.id, dict(workspace.document.marks))
    looking.read()
    looking.go(1)
    press("Down Down Esc")
    assert (workspace.focus, workspace.document.id, dict(workspace.document.marks)) == before
    assert workspace.mode.name == "page"


def test_a_step_of_another_document_opens_its_past_and_escape_leads_home(
    project: Project, document: int, workspace: Workspace, looking: LookingBack, press: Press
) -> None:
    other = project.document_ids()[1]
    project.add_span(other, 0, 5, "PERSON")
    press("Space Tab")
    focus = workspace.focus
    looking.switch_scope()
    looking.go(1)
    assert workspace.document.id == document
    press("Down")
    assert workspace.document.id == other
    assert chips(looking) == ["PERSON"]
    press("Up Down Esc")
    assert workspace.document.id == document
    assert workspace.focus == focus
    assert workspace.mode.name == "page"


def test_a_bulk_step_shows_the_open_document_where_it_touched_that(
    project: Project, document: int, workspace: Workspace, looking: LookingBack, heard: Heard
) -> None:
    other = project.document_ids()[1]
    imported = project.history()[-1]
    assert imported.verb.startswith("import")
    workspace.open_document(other)
    looking.switch_scope()
    looking.look_at(imported)
    assert workspace.document.id == other
    third = project.import_texts([("third", "A third text."), ("fourth", "A fourth.")]).documents
    looking.leave()
    looking.read()
    newest = looking.timeline.steps[0]
    looking.look_at(newest)
    assert newest.title.startswith("import")
    assert workspace.document.id == third[0]
    assert heard.errors == []


def test_what_is_no_longer_in_the_project_says_so_and_the_way_goes_on(
    project: Project, document: int, workspace: Workspace, looking: LookingBack, press: Press, heard: Heard
) -> None:
    project.add_span(document, *place("London"), "GPE")
    (third,) = project.import_texts([("third", "A third text.")]).documents
    project.add_span(third, 2, 7, "ORG")
    project.undo()
    project.undo()
    assert third not in project.document_ids()
    looking.switch_scope()
    ways = []
    step = looking.timeline.older(None)
    while step is not None:
        looking.look_at(step)
        ways.append((looking.step == step, workspace.document.id))
        step = looking.timeline.older(step.id)
    assert all(there and shown != third for there, shown in ways)
    assert heard.errors == []


# Restoring


def test_restoring_is_one_step_that_undo_takes_back(
    project: Project, document: int, workspace: Workspace, looking: LookingBack, press: Press, heard: Heard
) -> None:
    press("Space X 1")
    then, at = fields(project, document), project.history(limit=1)[0]
    kept = next(iter(workspace.document.spans))
    project.delete(kept)
    project.add_span(document, *place("survey"), "ORG")
    now, steps = fields(project, document), len(project.history())
    looking.read()
    looking.look_at(at)
    press("Enter")
    assert workspace.mode.name == "page"
    assert fields(project, document) == then
    assert len(project.history()) == steps + 1
    assert heard.said[-1][1].startswith("Restored as it was on ")
    assert heard.said[-1][1].endswith("Ctrl+Z takes it back.")
    assert kept in workspace.document.marks
    press("Ctrl+Z")
    assert fields(project, document) == now


def test_a_branch_that_was_cut_off_can_be_restored(
    project: Project, document: int, workspace: Workspace, looking: LookingBack, press: Press
) -> None:
    project.add_span(document, *place("Ada Byron"), "PERSON")
    project.add_span(document, *place("London"), "GPE")
    cut = spans_now(project, document)
    project.undo()
    project.add_span(document, *place("Tuesday"), "DATE")
    assert project.can_redo() is None
    looking.read()
    lost = next(step for step in looking.timeline.steps if step.undone)
    looking.look_at(lost)
    press("Enter")
    assert spans_now(project, document) == cut


def test_a_draft_is_looked_at_as_the_draft_it_was(project: Project, document: int, looking: LookingBack) -> None:
    event = project.add_event(document, "CONSULT", trigger=place("met"), draft=True)
    project.finish_event(event)
    looking.read()
    looking.go(1)
    assert chips(looking) == ["CONSULT"]
    looking.go(1)
    assert chips(looking) == ["CONSULT · draft · changed"]


def test_where_nothing_is_different_nothing_is_written(
    project: Project, document: int, workspace: Workspace, looking: LookingBack, press: Press, heard: Heard
) -> None:
    press("Space")
    steps = len(project.history())
    looking.read()
    looking.go(1)
    press("Enter")
    assert "nothing to restore" in heard.said[-1][1]
    assert len(project.history()) == steps
    assert heard.errors == []


def test_what_changes_meanwhile_is_compared_anew(
    project: Project, document: int, workspace: Workspace, looking: LookingBack, press: Press
) -> None:
    span = project.add_span(document, *place("London"), "GPE")
    looking.read()
    looking.go(1)
    assert chips(looking) == ["GPE"]
    project.delete(span)
    assert chips(looking) == ["GPE · gone"]
    assert workspace.mode.name == "past"


def test_the_document_going_away_ends_the_past(project: Project, workspace: Workspace, looking: LookingBack) -> None:
    looking.go(1)
    assert workspace.mode.name == "past"
    project.undo()
    assert workspace.session is None
    assert looking.page is None
    assert workspace.mode.name == "page"


def test_a_project_that_cannot_be_written_can_be_looked_back_at(project: Project, qtbot: QtBot, document: int) -> None:
    project.add_span(document, *place("London"), "GPE")
    with Project.open(project.path, annotator="ada", read_only=True) as reading:
        workspace = Workspace(reading)
        workspace.resume()
        looking = LookingBack(workspace)
        looking.read()
        looking.go(1)
        assert chips(looking) == ["GPE"]
        assert "Enter" not in [key for hint in workspace.hints() for key in hint.keys]
        workspace.close()
        looking.deleteLater()
        workspace.deleteLater()


# On the page


@pytest.fixture
def page(project: Project, qtbot: QtBot) -> PageView:
    made = PageView(page_theme(load_theme("light"), project.schema, serif=serif_stack(), sans=sans_stack()))
    qtbot.addWidget(made)
    made.resize(500, 200)
    made.show()
    return made


def test_the_page_comes_back_as_it_was_to_the_pixel(
    project: Project, document: int, page: PageView, workspace: Workspace, looking: LookingBack
) -> None:
    binding = PageBinding(page, workspace, load_theme("light"))
    QTest.keyClick(page, Qt.Key.Key_Space)
    page.verticalScrollBar().setValue(37)
    picture, scroll = page.grab().toImage(), page.scroll_place()
    looking.read()
    looking.go(1)
    QTest.keyClick(page, Qt.Key.Key_Down)
    assert page.grab().toImage() != picture
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert page.scroll_place() == scroll
    assert page.grab().toImage() == picture
    binding.unbind()


def test_the_page_goes_where_the_step_happened(
    project: Project, document: int, page: PageView, workspace: Workspace, looking: LookingBack
) -> None:
    binding = PageBinding(page, workspace, load_theme("light"))
    project.add_span(document, *place("act"), "ORG")
    project.add_span(document, *place("Ada Byron"), "PERSON")
    looking.read()
    looking.go(1)
    assert page.visible_range()[0] == 0
    QTest.keyClick(page, Qt.Key.Key_Down)
    start, end = page.visible_range()
    assert start <= place("act")[0] < end
    binding.unbind()


def test_a_title_that_changes_meanwhile_is_the_new_one(
    project: Project, document: int, page: PageView, workspace: Workspace, looking: LookingBack
) -> None:
    binding = PageBinding(page, workspace, load_theme("light"))
    looking.go(1)
    project.set_metadata(document, title="Another title")
    assert page.content.title == "Another title"
    looking.come_back()
    assert page.content.title == "Another title"
    binding.unbind()


def test_what_changes_now_is_not_painted_over_the_past(
    project: Project, document: int, page: PageView, workspace: Workspace, looking: LookingBack
) -> None:
    binding = PageBinding(page, workspace, load_theme("light"))
    looking.go(1)
    empty = page.grab().toImage()
    project.add_span(document, *place("Ada Byron"), "PERSON")
    assert page.grab().toImage() == empty
    looking.come_back()
    assert page.grab().toImage() != empty
    assert isinstance(workspace.session, DocumentSession)
    binding.unbind()
