"""The builder's state from an event, the builder's memory, and what is around."""

from __future__ import annotations

from glossator.annotation import (
    Argument,
    AttributeValue,
    Event,
    EventHint,
    ProposedArgument,
    ProposedType,
    ProposedValue,
)
from glossator.schema import load_schema
from glossator.schema.roles import EVENT
from glossator_desktop.builder.candidates import Candidate, Surroundings
from glossator_desktop.builder.memory import Memory
from glossator_desktop.builder.proposals import from_hint, from_syntax
from glossator_desktop.builder.role_sheet import role_sheet
from glossator_desktop.builder.state import BuilderState, Filler, build_state, next_value, unsaved_values

PLOVER = load_schema("plover")
AROUND = Surroundings(((20, 23),), (0, 200), (0, 200))
KIM = Candidate("span", 1, ((0, 3),), "Kim", "PERSON")
PUTIN = Candidate("suggestion", 2, ((24, 29),), "Putin", "PERSON")
MOSCOW = Candidate("suggestion", 3, ((33, 39),), "Moscow", "GPE")
HELP = Candidate("phrase", 0, ((50, 60),), "exert help", "<FREE>", "clause", "xcomp", 20)
POOL = (KIM, PUTIN, MOSCOW, HELP)
FILLERS = {1: Filler(1, "Kim", "PERSON", ((0, 3),)), 7: Filler(7, "there", None, ((70, 75),))}


def event(*arguments: tuple[str, int], **attributes: AttributeValue) -> Event:
    return Event(
        9, 1, "ada", "CONSULT", ((20, 23),), "met", ("visit",),
        arguments=tuple(Argument(role, filler) for role, filler in arguments), attributes=attributes, draft=True,
    )  # fmt: skip


def state(of: Event, memory: Memory) -> BuilderState:
    return build_state(PLOVER, of, memory, POOL, AROUND, FILLERS.get)


def test_rows_are_the_roles_of_the_type_in_order_with_their_fillers() -> None:
    made = state(event(("actor", 1), ("place", 7)), Memory("recipient"))
    assert [row.role.name for row in made.rows] == [role.name for role in PLOVER.roles_of("CONSULT")]
    assert {row.role.name: [f.text for f in row.fillers] for row in made.rows if row.fillers} == {
        "actor": ["Kim"],
        "place": ["there"],
    }
    assert made.row.role.name == "recipient"


def test_a_role_outside_the_type_gets_a_row_where_it_is_filled() -> None:
    made = state(event(("beneficiary", 1)), Memory("actor"))
    assert made.rows[-1].role.name == "beneficiary"


def test_numbers_say_what_is_in_and_what_is_proposed() -> None:
    memory = Memory("actor", proposed={"actor": (PUTIN,)})
    made = state(event(("actor", 1)), memory)
    by_text = {entry.candidate.text: entry for entry in made.numbered}
    assert by_text["Kim"].filler == 1
    assert by_text["Putin"].proposed
    assert by_text["Putin"].filler is None
    assert [entry.digit for entry in made.numbered] == list(range(1, len(made.numbered) + 1))
    assert made.digit(1) == made.numbered[0]
    assert made.digit(9) is None


def test_what_fills_the_role_is_no_longer_proposed() -> None:
    made = state(event(("actor", 1)), Memory("actor", proposed={"actor": (KIM,)}))
    assert made.row.proposed == ()


def test_a_filter_narrows_the_candidates() -> None:
    made = state(event(), Memory("place", filter="mos"))
    assert [entry.candidate.text for entry in made.numbered] == ["Moscow"]


def test_pages_go_round() -> None:
    assert state(event(), Memory("actor", page=5)).page == 0


def test_features_show_what_is_stored_else_the_cue_else_the_default() -> None:
    values = {"modality": ProposedValue("claimed", "according to"), "polarity": ProposedValue("negated", "not")}
    made = state(event(polarity="positive"), Memory("actor", values=values))
    shown = {f.attribute.name: (f.value, f.cue, f.stored) for f in made.features}
    assert shown["polarity"] == ("positive", "", True)
    assert shown["modality"] == ("claimed", "according to", False)
    assert shown["tense"][2] is False
    assert unsaved_values(made)["modality"] == "claimed"
    assert "polarity" not in unsaved_values(made)


def test_a_features_key_goes_through_the_values_and_round() -> None:
    made = state(event(), Memory("actor"))
    polarity = next(f for f in made.features if f.attribute.name == "polarity")
    assert polarity.value == "positive"
    assert next_value(polarity) == "negated"


def test_a_role_that_is_needed_is_missing_until_it_is_filled_or_proposed() -> None:
    aid = Event(9, 1, "ada", "AID", ((20, 23),), "gave")
    rows = {row.role.name: row for row in build_state(PLOVER, aid, Memory("actor"), POOL, AROUND, FILLERS.get).rows}
    assert rows["recipient"].missing
    memory = Memory("actor", proposed={"recipient": (PUTIN,)})
    rows = {row.role.name: row for row in build_state(PLOVER, aid, memory, POOL, AROUND, FILLERS.get).rows}
    assert not rows["recipient"].missing


def test_a_hints_fillers_become_the_annotations_in_their_place() -> None:
    hint = EventHint(
        (ProposedType("CONSULT", "visit", 0.6),),
        (
            ProposedArgument("actor", ((0, 3),), 0.9),
            ProposedArgument("actor", ((0, 3),), 0.2),
            ProposedArgument("place", ((80, 85),), 0.5),
            ProposedArgument("no such role", ((0, 3),), 0.5),
        ),
    )
    found = from_hint(hint, PLOVER.roles_of("CONSULT"), POOL, "x" * 200)
    assert found["actor"] == (KIM,)
    assert found["place"][0].source == "phrase"
    assert set(found) == {"actor", "place"}


def test_without_a_hint_only_what_clearly_hangs_on_the_trigger_is_proposed() -> None:
    found = from_syntax(PLOVER.roles_of("REQUEST"), POOL, AROUND)
    assert found == {"topic": (HELP,)}


def test_the_card_says_everything_that_the_state_holds() -> None:
    memory = Memory("actor", proposed={"recipient": (PUTIN,)}, values={"modality": ProposedValue("claimed", "said")})
    sheet = role_sheet(state(event(("actor", 1)), memory), "met")
    for words in ("CONSULT", "/ visit", "“met”", "draft", "Kim", "Putin", "proposed", "claimed", "“said”"):
        assert words in sheet.spoken
    commands = {cell.command for line in sheet.lines for cell in (*line.cells, *line.right)}
    assert {"key:Y", "key:D", "key:Tab", "key:Enter", "key:Esc", "drop:actor:1", "key:C", "key:F"} <= commands
    assert [line.command for line in sheet.lines if line.current] == ["role:actor"]


def test_long_fillers_are_shortened_in_the_middle_and_whole_in_the_tip() -> None:
    words = "to exert influence to help silence international debate on the dismal record of his country"
    long = {1: Filler(1, words, None, ((0, len(words)),))}
    sheet = role_sheet(build_state(PLOVER, event(("topic", 1)), Memory("topic"), (), AROUND, long.get), "asked")
    cell = next(cell for line in sheet.lines for cell in line.cells if cell.command == "drop:topic:1")
    assert cell.tip == words
    assert len(cell.text) < len(words)
    assert cell.text.startswith("to exert influence")
    assert cell.text.endswith(" … his country")


def test_a_topic_whose_trigger_is_marked_is_that_event() -> None:
    """A clause begins with its verb, a noun phrase ends with its noun; an actor is never an event."""
    exert = Candidate("event", 30, ((50, 55),), "exert", EVENT)
    assert from_syntax(PLOVER.roles_of("REQUEST"), (*POOL, exert), AROUND) == {"topic": (exert,)}
    visit = Candidate("phrase", 0, ((80, 95),), "possible visit", "<FREE>", "noun_chunk")
    trigger = Candidate("event", 31, ((89, 95),), "visit", EVENT)
    hint = EventHint(
        (ProposedType("REJECT", "meet", 0.6),),
        (ProposedArgument("topic", visit.fragments, 0.5), ProposedArgument("actor", visit.fragments, 0.5)),
    )
    found = from_hint(hint, PLOVER.roles_of("REJECT"), (*POOL, visit, trigger), "x" * 200)
    assert found == {"topic": (trigger,), "actor": (visit,)}
