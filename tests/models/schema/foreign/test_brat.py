"""brat's annotation.conf: read, checked, written, and read again the same."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossator.errors import SchemaError
from glossator.schema import (
    ANY,
    ENTITY,
    EVENT,
    Cardinality,
    Schema,
    check_schema,
    dump_schema,
    event_filler,
    load_schema,
    parse_schema,
)
from glossator.schema.foreign.brat import (
    export_annotation_conf,
    import_annotation_conf,
    read_annotation_conf,
    write_annotation_conf,
)
from support.schemas import schemas

CANONICAL = """\
[entities]
!Agent
\tPerson
\tOrganization
Place|GO:1

[relations]
Alias\tArg1:Person, Arg2:Person, <REL-TYPE>:symmetric-transitive
Alias\tArg1:Organization, Arg2:Organization, <REL-TYPE>:symmetric-transitive
Near\tThis:<ENTITY>, That:Place

[events]
!Life
\tMarry\tWho{2}:Person, Where?:Place
\tDie\tWho:Person, By*:Person|Organization, Cause*:Marry|<EVENT>
Report\tWhat+:<EVENT>, By{1-3}:<ANY>, Of:<ENTITY>

[attributes]
Negation\tArg:<EVENT>
Confidence\tArg:<EVENT>|<RELATION>, Value:High|Low, <DEFAULT>:High
Mention\tArg:Person|Organization, Value:Name|Nominal
"""


def test_our_own_form_is_kept_to_the_letter() -> None:
    read = import_annotation_conf(CANONICAL)
    assert read.notices == ()
    check_schema(read.schema)
    assert write_annotation_conf(read.schema) == CANONICAL
    assert parse_schema(dump_schema(read.schema)) == read.schema


def test_what_the_parts_become() -> None:
    schema = read_annotation_conf(CANONICAL)
    assert [(one.name, one.hidden, one.parent) for one in schema.entity_types] == [
        ("Agent", True, None), ("Person", False, "Agent"), ("Organization", False, "Agent"), ("Place", False, None),
    ]  # fmt: skip
    counts = {(type_.name, role.name): role.cardinality for type_ in schema.event_types
              for role in schema.roles_of(type_)}  # fmt: skip
    assert counts["Marry", "Who"] == Cardinality(2, 2)
    assert counts["Marry", "Where"] == Cardinality(0, 1)
    assert counts["Die", "Who"] == Cardinality(1, 1)
    assert counts["Die", "By"] == Cardinality(0, None)
    assert counts["Report", "What"] == Cardinality(1, None)
    assert counts["Report", "By"] == Cardinality(1, 3)
    by = {type_: role for type_ in ("Die", "Report") for role in schema.roles_of(type_) if role.name == "By"}
    assert by["Die"].allowed == ("Person", "Organization")
    assert by["Report"].allowed == (ANY,)
    (cause,) = (role for role in schema.roles_of("Die") if role.name == "Cause")
    assert cause.allowed == (event_filler("Marry"), EVENT)
    assert [role.allowed for role in schema.roles_of("Report") if role.name == "Of"] == [(ENTITY,)]
    assert schema.roles_of("Life") == ()
    alias = schema.relation_type("Alias")
    assert alias is not None
    assert alias.fits("Person", "Person")
    assert not alias.fits("Person", "Organization")
    assert (alias.symmetric, alias.transitive) == (True, True)


def test_every_file_of_brat_that_there_is(foreign: Path) -> None:
    found = sorted(foreign.rglob("annotation.conf"))
    assert found
    for path in found:
        read = import_annotation_conf(path.read_text(encoding="utf-8"), where=path.name)
        check_schema(read.schema)
        text = write_annotation_conf(read.schema)
        again = import_annotation_conf(text)
        assert again.schema == read.schema, path
        assert again.notices == (), path
        assert write_annotation_conf(again.schema) == text, path


def test_macros_are_written_out() -> None:
    read = import_annotation_conf(
        "[entities]\nA\nB\n[events]\n<AB>=A|B\n<TWO>=X:<AB>, Y?:<AB>\nE\t<TWO>\n[attributes]\n[relations]\n"
    )
    assert [role.allowed for role in read.schema.roles_of("E")] == [("A", "B"), ("A", "B")]
    assert any("<AB> is written out" in notice for notice in read.notices)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("[relations]\nENTITY-NESTING Arg1:A, Arg2:A", "line 4: ENTITY-NESTING is left out"),
        ("[relations]\n<OVERLAP> Arg1:A, Arg2:A, <OVL-TYPE>:contain", "line 4: <OVERLAP> is left out"),
        ("[relations]\nR Arg1:A, Arg2:<EVENT>", "line 4: R: relations go between spans"),
        ("[relations]\nR Arg1:A", "line 4: R is left out: a relation has two ends, this one 1"),
        ("[relations]\nR Arg1:A, Arg2:A, <REL-TYPE>:reflexive", "line 4: R: reflexive is left out"),
        ("[events]\nE X:Nobody", "Nobody is left out, for the file defines no such type (line 4)"),
        ("[events]\nE|GO:7 X:A", "line 4: E: its other names (GO:7) are left out"),
        ("[events]\n-----\nE X:A", "lines 4: separators are left out"),
        ("[attributes]\nN Arg:<EVENT>, Value:a|b, <DEFAULT>:c", "line 4: N: its default c is left out"),
        ("[extra]\nwhatever", "line 4: brat has no section [extra]; 1 lines are left out"),
        ("[entities]\nB <NORM>:Wikipedia", "line 4: B: <NORM> is left out"),
    ],
)
def test_what_does_not_fit_is_told(line: str, told: str) -> None:
    read = import_annotation_conf(f"[entities]\nA\n{line}\n")
    check_schema(read.schema)
    assert any(notice.startswith(told) for notice in read.notices), read.notices


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("[events]\nE Theme Protein", "my.conf:2: 'Theme Protein' is no argument"),
        ("[events]\nE X{3-1}:<ANY>", "my.conf:2: X{3-1}: write how many as {2} or {1-3}"),
        ("[events]\nE X:<ANY>, X:<ANY>", "my.conf:2: E has the role X twice"),
        ("[events]\n<ANY>=A", "my.conf:2: <ANY> is brat's own"),
        ("[attributes]\nN Value:a", "my.conf:2: N does not say of what it is"),
        ("[entities]\n|", "my.conf:2: a name is missing"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(text: str, complaint: str) -> None:
    with pytest.raises(SchemaError) as caught:
        read_annotation_conf(text, where="my.conf")
    assert str(caught.value).startswith(complaint)


def test_macros_of_macros_do_not_fill_the_memory() -> None:
    bomb = "\n".join(
        ["<A>=xxxxxxxxxx", *(f"<{b}>={f'<{a}>' * 10}" for a, b in zip("ABCDEFGH", "BCDEFGHI", strict=True))]
    )
    with pytest.raises(SchemaError, match="too long"):
        read_annotation_conf(f"[events]\n{bomb}\nE <I>\n")


@pytest.mark.parametrize("name", ["plover", "ace", "conll"])
def test_the_schemas_that_ship_go_to_brat_and_what_is_lost_is_told(name: str) -> None:
    schema = load_schema(name)
    written = export_annotation_conf(schema)
    read = import_annotation_conf(written.text)
    assert read.notices == ()
    assert len(read.schema.event_types) == len(schema.event_types)
    assert any(notice.startswith("guidelines are left out") for notice in written.notices)
    assert write_annotation_conf(read.schema) == written.text


@given(schema=schemas())
def test_any_schema_is_written_so_that_it_can_be_read(schema: Schema) -> None:
    text = write_annotation_conf(schema)
    read = read_annotation_conf(text)
    assert [type_.enabled for type_ in read.event_types].count(False) == sum(
        not one.enabled for one in schema.event_types
    )
    assert read_annotation_conf(write_annotation_conf(read)) == read


@given(text=st.text(alphabet=st.sampled_from("[]entiesvrlaob!|<>:{}-?*+=, \t\n#AB12"), max_size=120))
def test_nonsense_is_a_schema_or_an_error_of_ours(text: str) -> None:
    with suppress(SchemaError):
        check_schema(read_annotation_conf(f"[entities]\nA\n[events]\n{text}"))
