"""All that is wrong in the text of a schema, at once, for an editor."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossator.errors import SchemaError
from glossator.schema import SchemaProblem, dump_schema, load_schema, parse_schema, problems_in


def test_a_schema_without_faults_has_no_problems(small: str) -> None:
    assert problems_in(small) == []


def test_all_problems_are_told_in_the_order_of_their_lines(small: str) -> None:
    spoilt = (
        small.replace("gloss =", "glos =")
        .replace('key = "A"', "key = 7")
        .replace('"PER", "<FREE>"', '"PERS"')
        .replace("[entity_types.ORG]", '[entity_types.ORG]\nkey = "x"\ncolour = { light = "red", dark = "blue" }')
    )
    found = [(problem.line, problem.path) for problem in problems_in(spoilt)]
    assert found == [
        (6, "entity_types.ORG.key"),
        (7, "entity_types.ORG.colour"),
        (10, "roles.who.key"),
        (11, "roles.who.allowed"),
        (14, "event_types.MEET.glos"),
    ]


def test_the_first_error_of_reading_is_among_the_problems(small: str) -> None:
    spoilt = small.replace("gloss =", "glos =").replace('"PER"', '"PERS"')
    with pytest.raises(SchemaError) as caught:
        parse_schema(spoilt, where="x.toml")
    told = {f"x.toml:{one.line}:{one.column}: {one.message}" for one in problems_in(spoilt)}
    assert str(caught.value) in told


def test_text_that_is_no_toml_is_one_problem() -> None:
    assert problems_in("[schema\n") == [SchemaProblem(1, "", "Expected ']' at the end of a table declaration", 8)]
    assert problems_in("a = " + "[" * 20_000)[0].line == 1


def test_problems_name_what_is_allowed(small: str) -> None:
    (problem,) = problems_in(small.replace('"PER", "<FREE>"', '"<EVENT:MEAT>"'))
    assert problem.message == "unknown event type 'MEAT'; known: MEET"
    (problem,) = problems_in(small.replace("gloss =", 'parent = "MEET"\ngloss ='))
    assert problem.message == "MEET would stand under itself; take one of the parents out"
    (problem,) = problems_in(small.replace("gloss =", 'fillers = { who = ["PERS"] }\ngloss ='))
    assert (problem.path, problem.message.partition(";")[0]) == (
        "event_types.MEET.fillers.who",
        "unknown filler 'PERS'",
    )


LINES = dump_schema(load_schema("conll")).split("\n")


@given(
    gone=st.sets(st.integers(0, len(LINES) - 1), max_size=4),
    noise=st.lists(
        st.tuples(st.integers(0, len(LINES)), st.sampled_from(["x = 1", "[roles.a]", "key = 3", "]", ""])), max_size=3
    ),
)
def test_reading_and_telling_agree(gone: set[int], noise: list[tuple[int, str]]) -> None:
    lines = [line for number, line in enumerate(LINES) if number not in gone]
    for place, line in noise:
        lines.insert(place, line)
    text = "\n".join(lines)
    problems = problems_in(text)
    if problems:
        with pytest.raises(SchemaError):
            parse_schema(text)
    else:
        parse_schema(text)
