"""What is wrong in a schema file is said with the file, the line, the column, and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from glossator.errors import SchemaError
from glossator.schema import load_schema, parse_schema


def complaint(text: str) -> str:
    with pytest.raises(SchemaError) as caught:
        parse_schema(text, where="my.toml")
    return str(caught.value)


def test_the_small_schema_is_right(small: str) -> None:
    schema = parse_schema(small)
    assert [type_.key for type_ in schema.entity_types] == ["1", "2"]
    assert schema.title == "small"


@pytest.mark.parametrize(
    ("spoilt", "place"),
    [
        ("[schema\n", "1:8"),
        ("[schema]\nname = small\n", "2:8"),
        ('[schema]\nname = "small', "2:14"),
        ("a = 1\na = 2\n", "2:"),
    ],
)
def test_bad_toml_is_said_with_its_place(spoilt: str, place: str) -> None:
    assert complaint(spoilt).startswith(f"my.toml:{place}")


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("[roles.who]", "[rolls.who]",
         "my.toml:7:2: unknown key 'rolls' at the top of the file (did you mean roles?)"),
        ("gloss =", "glos =",
         "my.toml:12:1: unknown key 'glos' in [event_types.MEET] (did you mean gloss?); known: title"),
        ('key = "A"', 'key = "a"', "my.toml:8:1: 'a' is no key for the event builder; use one capital letter"),
        ('key = "A"', 'key = "D"', "my.toml:8:1: the event builder keeps D for the mode; use another letter"),
        ('key = "A"', "key = 1", "my.toml:8:1: key is a text in quotation marks"),
        ('"PER", "<FREE>"', '"PERS"', "my.toml:9:1: unknown filler 'PERS'; known: *, <EVENT>, <FREE>, <ENTITY>, PER"),
        ('"PER", "<FREE>"', "", "my.toml:9:1: nothing may fill this role"),
        ('"PER", "<FREE>"', '"PER", 3', "my.toml:9:1: allowed is a list of texts"),
        ("modes.visit]", 'modes.""]', "my.toml:14:2: a name is missing"),
        ('name = "small"', "", "my.toml:1:2: name is missing in [schema]"),
        ('name = "small"', 'name = "small"\nversion = true', "my.toml:3:1: version is a whole number"),
        ("gloss =", 'roles = ["who", "whom"]\ngloss =', "my.toml:12:1: unknown role 'whom'; known: who"),
        ("gloss =", "intensity = 11\ngloss =", "my.toml:12:1: an intensity lies between"),
        ("gloss =", "intensity = true\ngloss =", "my.toml:12:1: intensity is a number"),
        ('"people meet"', f'"{"x" * 61}"', "my.toml:12:1: a gloss has at most 60 characters, this one 61"),
        ("gloss =", 'cardinality = { who = "some" }\ngloss =', "my.toml:12:17: 'some' is no cardinality"),
        ("gloss =", 'cardinality = { whom = "?" }\ngloss =', "my.toml:12:17: unknown role 'whom'; known: who"),
        ("[entity_types.PER]\n[entity_types.ORG]", "[entity_types]\nORG = 3", "my.toml:5:1: ORG is a table"),
        ("[entity_types.ORG]", '[entity_types.ORG]\nkey = "x"', "my.toml:6:1: 'x' is no key for an entity type"),
        ("[entity_types.ORG]", '[entity_types.ORG]\ncolour.light = "#fff"', "my.toml:6:1: a colour is a pair"),
        ("[entity_types.ORG]", '[entity_types.ORG]\ncolour = { light = "red", dark = "blue" }',
         "my.toml:6:1: a colour is"),
        ("[roles.who]", '[conventions]\ncountry_label = "GPE"\n[roles.who]', "my.toml:8:1: unknown entity type 'GPE'"),
    ],
)  # fmt: skip
def test_a_fault_is_said_with_its_place_and_what_to_do(small: str, old: str, new: str, expected: str) -> None:
    assert old in small
    found = complaint(small.replace(old, new, 1))
    assert found.startswith(expected)


def test_a_clash_of_digits_is_refused(small: str) -> None:
    spoilt = small.replace("[entity_types.ORG]", '[entity_types.ORG]\nkey = "3"\n[entity_types.GPE]\nkey = "3"')
    assert complaint(spoilt) == "my.toml:8:1: key 3 is already that of ORG; use another digit"


def test_a_clash_of_letters_is_refused(small: str) -> None:
    spoilt = small + '\n[roles.whom]\nkey = "A"\n'
    assert complaint(spoilt) == "my.toml:18:1: key A is already that of role who, and MEET has both; use another letter"
    spoilt = small + '\n[attributes.age]\nkey = "A"\n'
    assert complaint(spoilt) == "my.toml:8:1: key A is already that of attribute age; use another letter"


@pytest.mark.parametrize(
    ("attribute", "expected"),
    [
        ('values = ["old", "young"]\ndefault = "odl"', "19:1: unknown value 'odl'; known: old, young"),
        (
            'applies_to = "people"',
            "18:1: an attribute applies to one of event, span, entity, relation, not to 'people'",
        ),
        ('applies_to = "span"\nkey = "Z"', "19:1: only attributes of events have a key; leave it out"),
        ('only_for = ["MEAT"]', "18:1: unknown type 'MEAT'; known: MEET"),
    ],
)
def test_attributes_are_checked(small: str, attribute: str, expected: str) -> None:
    assert complaint(f"{small}\n[attributes.age]\n{attribute}\n") == f"my.toml:{expected}"


def test_relation_types_are_checked(small: str) -> None:
    spoilt = small + '\n[relation_types.part_of]\nsource = ["PER"]\ntarget = ["GPE"]\n'
    assert complaint(spoilt) == "my.toml:19:1: unknown entity type 'GPE'; known: PER, ORG"


def test_the_place_is_right_after_long_texts_and_quoted_names(small: str) -> None:
    long = "\n".join(["guideline = '''", "key = 'not here'", "[not.here]", "'''"])
    spoilt = small + f'\n[event_types."Life.Die"]\n{long}\n[event_types."Life.Die".modes."a b"]\ncolour = 3\n'
    assert complaint(spoilt).startswith("my.toml:23:1: unknown key 'colour' in [event_types.Life.Die.modes.a b]")


def test_windows_line_ends_change_nothing(small: str) -> None:
    assert parse_schema(small.replace("\n", "\r\n")) == parse_schema(small)


def test_a_missing_schema_names_those_that_ship(tmp_path: Path) -> None:
    with pytest.raises(SchemaError, match="there is no schema 'clover'; use one of plover, ace, conll"):
        load_schema("clover")
    with pytest.raises(SchemaError, match=r"mine\.toml: there is no such file"):
        load_schema(tmp_path / "mine.toml")
    (tmp_path / "folder.toml").mkdir()
    with pytest.raises(SchemaError, match=r"folder\.toml: cannot be read"):
        load_schema(tmp_path / "folder.toml")


def test_a_file_is_read_with_or_without_a_byte_order_mark(tmp_path: Path, small: str) -> None:
    path = tmp_path / "mine.toml"
    path.write_bytes(b"\xef\xbb\xbf" + small.encode())
    assert load_schema(str(path)) == parse_schema(small)


def test_a_file_that_is_not_utf_8_is_said_with_the_place(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_bytes('[schema]\nname = "Öl"\n'.encode("latin-1"))
    with pytest.raises(SchemaError, match=r"mine\.toml:2:9: not UTF-8; save the file as UTF-8"):
        load_schema(path)
