"""A and what follows, by keys: the concordance without a window."""

from __future__ import annotations

from collections.abc import Callable

from glossator import Project
from glossator_desktop.modes.occurrences_mode import OccurrencesMode
from glossator_desktop.workspace import Workspace

from .conftest import Heard, place

Press = Callable[[str], None]


def byrons(project: Project) -> list[tuple[int, str | None]]:
    return [
        (number, span.label)
        for number in project.document_ids()
        for span in project.layer(number).spans
        if span.text == "Byron"
    ]


def state(workspace: Workspace) -> OccurrencesMode:
    assert isinstance(workspace.mode, OccurrencesMode)
    return workspace.mode


def on_byron(workspace: Workspace) -> None:
    item = workspace.document.pending_at((place("Byron", 1),))
    assert item is not None
    workspace.select(item)


def test_a_and_enter_are_one_step(workspace: Workspace, project: Project, press: Press, heard: Heard) -> None:
    on_byron(workspace)
    press("A Enter")
    first = project.document_ids()[0]
    assert byrons(project) == [(first, "PERSON")] * 2  # not within "Ada Byron"
    assert heard.said[-1] == ("info", "“Byron”: 2 marked as PERSON.")
    assert workspace.current_kind == "span"
    press("Ctrl+Z")
    assert byrons(project) == []
    press("Ctrl+Shift+Z")
    assert len(byrons(project)) == 2


def test_tab_looks_in_all_documents(workspace: Workspace, project: Project, press: Press, heard: Heard) -> None:
    first, second = project.document_ids()
    on_byron(workspace)
    press("A Tab Enter")  # still looking: it is labelled when all is found
    mode = state(workspace)
    assert mode.waiting
    assert byrons(project) == []
    mode.finish()
    press("Enter")
    assert byrons(project) == [(first, "PERSON")] * 2 + [(second, "PERSON")]
    assert heard.said[-1][1].endswith("3 marked as PERSON in 2 documents.")
    press("Ctrl+Z")
    assert byrons(project) == []


def test_unticked_is_left_out_and_escape_changes_nothing(workspace: Workspace, project: Project, press: Press) -> None:
    on_byron(workspace)
    press("A Esc")
    assert byrons(project) == []
    press("A")
    state(workspace).finish()
    press("End Space Enter")
    assert [span.start for span in project.layer(workspace.document.id).spans] == [place("Byron", 1)[0]]


def test_a_selection_is_asked_for_its_label(workspace: Workspace, project: Project, press: Press) -> None:
    workspace.select_range(*place("Byron"))
    press("A 1")
    assert state(workspace).state.asked.words == "Byron"
    press("Enter")
    assert len(byrons(project)) == 3  # the one selected too, which stands within "Ada Byron"
    assert (
        workspace.project.layer(workspace.document.id).spans[0].label == workspace.project.schema.entity_types[0].name
    )


def test_nothing_ticked_says_so(workspace: Workspace, project: Project, press: Press, heard: Heard) -> None:
    on_byron(workspace)
    press("A")
    state(workspace).finish()
    press("A A Enter")
    assert "Nothing is ticked" in heard.said[-1][1]
    assert workspace.mode.name == "occurrences"
    assert byrons(project) == []


def test_undo_inside_looks_anew(workspace: Workspace, project: Project, press: Press) -> None:
    project.add_span(workspace.document.id, *place("London", 1), "GPE")
    on_byron(workspace)
    press("A")
    before = state(workspace).state.generation
    press("Ctrl+Z")
    assert workspace.mode.name != "occurrences" or state(workspace).state.generation != before


def test_what_cannot_have_occurrences_says_so(workspace: Workspace, press: Press, heard: Heard) -> None:
    press("Esc A")
    assert "select a name" in heard.said[-1][1]
    assert workspace.mode.name == "page"
