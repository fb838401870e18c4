"""Building events by keys, on a real project."""

from __future__ import annotations

from collections.abc import Callable

from glossator import Project
from glossator.annotation import Analysis, Event
from glossator_desktop.modes.roles_mode import EventRolesMode
from glossator_desktop.workspace import Workspace

from .conftest import ARTICLE, Heard, hint, place

Press = Callable[[str], None]


def events(project: Project) -> tuple[Event, ...]:
    return project.layer(project.document_ids()[0]).events


def roles(project: Project, event: Event) -> dict[str, list[str]]:
    """The fillers' words by role."""
    found: dict[str, list[str]] = {}
    for role, filler in event.arguments:
        thing = project.span(int(filler)) or project.event(int(filler))
        assert thing is not None
        found.setdefault(str(role), []).append(thing.text)
    return found


def builder(workspace: Workspace) -> EventRolesMode:
    assert isinstance(workspace.mode, EventRolesMode)
    return workspace.mode


def digit(workspace: Workspace, words: str) -> str:
    """The number over a candidate."""
    found = {e.candidate.text: str(e.digit) for e in builder(workspace).state.numbered}
    assert words in found, found
    return found[words]


def test_a_hint_is_an_event_in_three_keys(workspace: Workspace, project: Project, press: Press) -> None:
    """Trigger, first type, everything accepted: type, mode, three fillers, the cue's modality."""
    press("T Space Enter")
    (event,) = events(project)
    assert (event.type, event.modes, event.text, event.draft) == ("CONSULT", ("visit",), "met", False)
    assert roles(project, event) == {"actor": ["Ada Byron"], "recipient": ["Melbourne"], "place": ["London"]}
    assert event.attributes["modality"] == "claimed"
    assert event.attributes["polarity"] == "positive"
    assert event.origin.how == "accepted"
    assert workspace.mode.name == "page"
    assert workspace.focus.current == event.id
    states = {s.text: s.state for s in project.suggestions(workspace.document.id)}
    assert (states["met"], states["Ada Byron"], states["Tuesday"]) == ("accepted", "accepted", "pending")


def test_one_undo_after_enter_removes_the_whole_event_and_one_redo_brings_it_back(
    workspace: Workspace, project: Project, press: Press
) -> None:
    before = workspace.document.content()
    press("T Space Enter")
    built = workspace.document.content()
    press("Ctrl+Z")
    assert events(project) == ()
    assert workspace.document.content() == before
    assert workspace.current_kind == "hint"
    press("Ctrl+Shift+Z")
    assert workspace.document.content() == built


def test_three_arguments_one_of_them_a_clause_with_mode_and_attributes(
    workspace: Workspace, project: Project, press: Press
) -> None:
    workspace.select_range(*place("asked"))
    press("E 1")
    press(f"{digit(workspace, 'Byron')} Tab Tab")
    press(f"{digit(workspace, 'fund a survey of the northern ports')} N M Enter")
    (event,) = events(project)
    assert (event.type, event.modes) == ("REQUEST", ("assist",))
    assert roles(project, event) == {
        "actor": ["Byron"],
        "recipient": ["Board of Trade"],
        "topic": ["fund a survey of the northern ports"],
    }
    clause = project.span(event.fillers("topic")[0])
    assert clause is not None
    assert clause.label is None
    assert event.attributes["polarity"] == "negated"
    assert event.attributes["modality"] == "claimed"
    press("Ctrl+Z")
    layer = project.layer(workspace.document.id)
    assert (layer.events, layer.spans) == ((), ())


def test_every_key_in_the_builder_is_durable_and_undone_one_by_one(
    workspace: Workspace, project: Project, press: Press
) -> None:
    press("T E 1")
    (event,) = events(project)
    assert event.draft
    assert event.arguments == ()
    press("Tab")
    assert roles(project, events(project)[0]) == {"actor": ["Ada Byron"]}
    press("Ctrl+Z")
    assert isinstance(workspace.mode, EventRolesMode)
    assert events(project)[0].arguments == ()
    press("Ctrl+Z Ctrl+Z")
    assert events(project) == ()
    assert workspace.mode.name == "page"


def test_a_digit_toggles(workspace: Workspace, project: Project, press: Press) -> None:
    press("T E 1 P")
    london = digit(workspace, "London")
    press(london)
    assert builder(workspace).state.row.proposed == ()
    press(london)
    assert roles(project, events(project)[0]) == {"place": ["London"]}
    press(london)
    assert events(project)[0].arguments == ()


def test_backspace_empties_a_role_and_its_proposals(workspace: Workspace, project: Project, press: Press) -> None:
    press("T E 1 R Backspace Enter")
    assert set(roles(project, events(project)[0])) == {"actor", "place"}


def test_shift_tab_confirms_and_goes_back(workspace: Workspace, project: Project, press: Press) -> None:
    press("T E 1 P Shift+Tab")
    assert builder(workspace).state.row.role.name == "instrument"
    assert roles(project, events(project)[0]) == {"place": ["London"]}


def test_letters_jump_to_the_roles_of_the_schema(workspace: Workspace, press: Press) -> None:
    press("T E 1")
    for letter, name in zip(
        "ARTIPWS", ["actor", "recipient", "topic", "instrument", "place", "time", "source"], strict=True
    ):
        press(letter)
        assert builder(workspace).state.row.role.name == name


def test_a_filter_finds_candidates_anywhere(workspace: Workspace, project: Project, press: Press) -> None:
    press("T E 1 S / b o a r d")
    assert [e.candidate.text for e in builder(workspace).state.numbered] == ["Board of Trade"]
    press("1")
    assert roles(project, events(project)[0]) == {"source": ["Board of Trade"]}
    assert not builder(workspace).state.typing
    press("Esc")
    assert workspace.mode.name == "roles"
    assert builder(workspace).state.filter == ""


def test_any_word_fills_by_its_letters_and_its_edges_can_be_moved(
    workspace: Workspace, project: Project, press: Press
) -> None:
    press("T E 1 S F")
    tags = {ARTICLE[tag.start : tag.end]: tag.text for tag in workspace.overlay().tags}
    press(" ".join(tags["aide"]))
    assert workspace.mode.name == "roles"
    assert roles(project, events(project)[0]) == {"source": ["aide"]}
    press("Alt+Left Shift+Right")
    assert roles(project, events(project)[0]) == {"source": ["an aide said"]}
    press("Shift+Left")
    assert roles(project, events(project)[0]) == {"source": ["an aide"]}


def test_a_word_inside_a_suggestion_stands_for_it(workspace: Workspace, project: Project, press: Press) -> None:
    press("T E 1 S F")
    tags = {ARTICLE[tag.start : tag.end]: tag.text for tag in workspace.overlay().tags}
    press(" ".join(tags["Trade"]))
    event = events(project)[0]
    assert roles(project, event) == {"source": ["Board of Trade"]}
    filler = project.span(event.fillers("source")[0])
    assert filler is not None
    assert filler.label == "ORG"


def test_free_text_from_the_caret(workspace: Workspace, project: Project, press: Press) -> None:
    press("T E 1 T")
    workspace.place_caret(place("survey")[0])
    press("Right Shift+Right Shift+Right G")
    assert roles(project, events(project)[0])["topic"] == ["fund a survey of the northern ports"]
    press("Shift+G")
    assert roles(project, events(project)[0])["topic"] == ["of the"]


def test_the_topic_may_be_another_event(workspace: Workspace, project: Project, press: Press) -> None:
    press("T Space Enter")
    workspace.select_range(*place("said"))
    press("E R E Q Enter Enter T")
    press(digit(workspace, "met"))
    press("Enter")
    report = next(event for event in events(project) if event.text == "said")
    assert roles(project, report)["topic"] == ["met"]


def test_escape_keeps_a_draft_that_enter_opens_again(
    workspace: Workspace, project: Project, press: Press, heard: Heard
) -> None:
    press("T E 1 Tab Esc")
    (event,) = events(project)
    assert event.draft
    assert "draft" in heard.said[-1][1]
    press("Enter")
    assert builder(workspace).state.row.role.name == "actor"
    assert [row.role.name for row in builder(workspace).state.rows if row.proposed] == ["recipient", "place"]
    press("Enter")
    assert not events(project)[0].draft
    assert set(roles(project, events(project)[0])) == {"actor", "recipient", "place"}


def test_a_finished_event_is_edited_without_new_proposals(workspace: Workspace, project: Project, press: Press) -> None:
    press("T Space Enter Enter")
    assert all(not row.proposed for row in builder(workspace).state.rows)
    press("P Backspace Enter")
    assert set(roles(project, events(project)[0])) == {"actor", "recipient"}
    press("Ctrl+Z")
    assert set(roles(project, events(project)[0])) == {"actor", "recipient", "place"}


def test_type_and_mode_change_in_the_builder(workspace: Workspace, project: Project, press: Press) -> None:
    press("T E 1 Y")
    press("P R O T E S T Enter 3")
    assert (events(project)[0].type, events(project)[0].modes) == ("PROTEST", ("strike",))
    assert workspace.mode.name == "roles"
    press("D 1 Enter")
    assert events(project)[0].modes == ("strike", "demo")
    press("D 3 Enter")
    assert events(project)[0].modes == ("demo",)


def test_contexts_of_the_event(workspace: Workspace, project: Project, press: Press) -> None:
    press("T E 1 C D I P L Enter Esc Enter")
    assert events(project)[0].contexts == ("diplomatic",)


def test_a_type_with_modes_asks_for_one_and_enter_means_none(
    workspace: Workspace, project: Project, press: Press
) -> None:
    workspace.select_range(*place("called"))
    press("E R E Q U Enter")
    assert workspace.mode.name == "type"
    press("Enter")
    assert (events(project)[0].type, events(project)[0].modes) == ("REQUEST", ())


def test_the_word_at_the_caret_is_a_trigger_and_its_hint_is_used(
    workspace: Workspace, project: Project, press: Press
) -> None:
    workspace.place_caret(place("asked")[0] + 2)
    press("E 1 Enter")
    (event,) = events(project)
    assert (event.text, event.modes) == ("asked", ("assist",))
    assert event.origin.how == "accepted"


def test_a_trigger_of_two_fragments(workspace: Workspace, project: Project, press: Press) -> None:
    workspace.select_range(*place("called"))
    press("W")
    start = ARTICLE.index(" on London") + 1
    workspace.select_range(start, start + 2)
    press("E R E Q U Enter 1 Enter")
    assert events(project)[0].text == "called on"
    assert len(events(project)[0].trigger) == 2


def test_an_event_without_a_trigger(workspace: Workspace, project: Project, press: Press) -> None:
    press("Shift+E P R O T Enter Enter P")
    press(f"{digit(workspace, 'London')} Enter")
    (event,) = events(project)
    assert event.trigger == ()
    assert roles(project, event) == {"place": ["London"]}


def test_escape_in_the_type_mode_makes_nothing(workspace: Workspace, project: Project, press: Press) -> None:
    press("T E A Esc")
    assert events(project) == ()
    assert workspace.mode.name == "page"
    assert project.can_undo() == "import 2 documents"


def test_the_same_words_have_their_type_offered_first_next_time(
    workspace: Workspace, project: Project, press: Press
) -> None:
    workspace.select_range(*place("called"))
    press("E C O E R Enter C E N Enter Enter")
    workspace.select_range(*place("called"))
    press("E")
    sheet = workspace.mode.sheet()
    assert sheet is not None
    assert "COERCE / censor" in sheet.lines[1].cells[0].text


def test_a_required_role_left_empty_is_said(workspace: Workspace, project: Project, press: Press, heard: Heard) -> None:
    workspace.select_range(*place("cancelled"))
    press("E A I D Enter Backspace R Backspace Enter")
    assert ("warning", "AID needs a recipient: Enter on the event adds it.") in heard.said
    assert not events(project)[0].draft


def test_leaving_the_document_in_the_builder_keeps_the_draft(
    workspace: Workspace, project: Project, press: Press
) -> None:
    press("T E 1 Tab")
    workspace.step_document(1)
    assert workspace.mode.name == "page"
    assert events(project)[0].draft
    workspace.select_range(0, 5)
    press("1 Ctrl+Z")
    assert roles(project, events(project)[0]) == {"actor": ["Ada Byron"]}


def test_numbers_and_arcs_are_on_the_page(workspace: Workspace, press: Press) -> None:
    press("T E 1")
    assert {tag.style for tag in workspace.overlay().tags} == {"number"}
    press("Tab Enter")
    overlay = workspace.overlay()
    assert overlay.tags == ()
    assert {arc.label for arc in overlay.arcs} == {"actor", "recipient", "place"}


def test_the_card_takes_clicks(workspace: Workspace, project: Project, press: Press) -> None:
    press("T E")
    assert workspace.command("choose:CONSULT/visit")
    assert workspace.command("role:place")
    assert builder(workspace).state.row.role.name == "place"
    assert workspace.command("key:Tab")
    event = events(project)[0]
    assert workspace.command(f"drop:place:{event.fillers('place')[0]}")
    assert events(project)[0].arguments == ()
    assert not workspace.command("key:Ctrl+S")
    assert not workspace.command("nonsense")


def test_clicks_on_the_page_fill_the_current_role(workspace: Workspace, project: Project, press: Press) -> None:
    press("T E 1 S")
    board = next(s.id for s in project.suggestions(workspace.document.id) if s.text == "Board of Trade")
    workspace.mark_clicked(board)
    workspace.range_dragged(place("northern")[0] + 2, place("ports")[1])
    event = events(project)[0]
    assert roles(project, event)["source"] == ["Board of Trade", "northern ports"]
    workspace.mark_clicked(event.fillers("source")[0])
    assert roles(project, events(project)[0])["source"] == ["northern ports"]


def test_a_click_on_a_numbered_phrase_toggles_it(workspace: Workspace, project: Project, press: Press) -> None:
    workspace.select_range(*place("asked"))
    press("E 1 T Backspace")
    workspace.place_clicked(place("northern")[0])
    topic = roles(project, events(project)[0])["topic"]
    assert topic == ["northern ports"]
    workspace.mark_clicked(events(project)[0].fillers("topic")[0])
    assert events(project)[0].arguments == ()
    workspace.place_clicked(ARTICLE.index("said.") + 1)
    assert events(project)[0].arguments == ()


def test_a_hint_of_two_words_is_the_trigger_wherever_in_it_the_caret_stands(
    workspace: Workspace, project: Project, press: Press
) -> None:
    called = hint("REQUEST/yield", "called quickly")
    project.record_analysis(workspace.document.id, Analysis("other", "1", (called,), ()))
    workspace.place_caret(place("quickly")[0] + 2)
    press("E 1 Enter")
    assert [event.text for event in events(project)] == ["called quickly"]
    assert events(project)[0].origin.how == "accepted"


def test_tab_goes_down_and_up_in_the_list_of_types(workspace: Workspace, project: Project, press: Press) -> None:
    press("T E Tab Tab Shift+Tab Enter")
    assert events(project)[0].type == "AGREE"


def test_keys_that_would_leave_the_page_say_that_the_builder_is_open(
    workspace: Workspace, project: Project, press: Press, heard: Heard
) -> None:
    press("T Space")
    document = workspace.document.id
    for key in ("Ctrl+Enter", "Ctrl+PgDn", "Ctrl+PgUp"):
        press(key)
        assert heard.said[-1] == ("info", "An event is open: Enter finishes it, Esc leaves it as it is.")
    assert workspace.document.id == document
    assert workspace.mode.name == "roles"


def said_by_hints(workspace: Workspace) -> dict[str, str]:
    """The hint bar's texts by their first key."""
    return {hint.keys[0]: hint.text for hint in workspace.hints()}


def test_the_hint_bar_says_what_a_word_is_chosen_for_and_how_its_edges_move(workspace: Workspace, press: Press) -> None:
    press("T Space P Backspace")
    assert said_by_hints(workspace)["Shift+→"] == "word at the caret"
    press("F")
    assert said_by_hints(workspace)["two letters"] == "fill place with that word"
    press("Esc Shift+Right")
    assert said_by_hints(workspace)["Shift+→"] == "edges"
    press("Esc F")
    assert said_by_hints(workspace)["two letters"] == "go to that word"


def test_an_event_without_a_trigger_is_asked_about_where_the_caret_is(
    workspace: Workspace, project: Project, press: Press
) -> None:
    workspace.place_caret(ARTICLE.index("The visit"))
    press("Shift+E")
    sheet = workspace.mode.sheet()
    assert sheet is not None
    assert "without trigger" in sheet.spoken
    press("P R O T Enter Enter")
    near = builder(workspace).state.numbered
    assert near
    press("1 Enter")
    assert said_by_hints(workspace) == {
        "Enter": "edit", "X": "delete", "C": "contexts", "Esc": "drop", "Ctrl+Z": "undo",
    }  # fmt: skip


def test_next_annotation_says_where_events_without_trigger_are(
    workspace: Workspace, press: Press, heard: Heard
) -> None:
    press("Shift+E P R O T Enter Enter Enter N")
    assert "list of events" in heard.said[-1][1]
