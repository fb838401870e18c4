"""Label Studio's labelling configuration: what becomes of its tags, and what XML from strangers may not do."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossator.errors import SchemaError
from glossator.schema import check_schema, dump_schema, parse_schema
from glossator.schema.foreign.labelstudio import import_labelling_config, read_labelling_config
from glossator.schema.foreign.labelstudio.colours import web_colour

CONFIG = """\
<?xml version="1.0" encoding="latin-1"?>
<View>
  <Header value="Mark it"/>
  <Labels name="ner" toName="t">
    <Label value="Person" background="red" hotkey="3" hint="A name"/>
    <Label value="Company" alias="ORG" background="#0571d1"/>
    <Label value="Place" hotkey="x" background="mauvish"/>
  </Labels>
  <Relations><Relation value="works_for"/><Relation value="lives_in"/></Relations>
  <Choices name="sex" toName="t" perRegion="true" whenLabelValue="Person, Company">
    <Choice value="f" selected="true"/><Choice value="m"/>
  </Choices>
  <Taxonomy name="kind" toName="t" perRegion="true">
    <Choice value="A"><Choice value="B"/></Choice>
  </Taxonomy>
  <Choices name="mood" toName="t"><Choice value="good"/><Choice value="bad"/></Choices>
  <TextArea name="remark" toName="t" perRegion="true"/>
  <RectangleLabels name="box" toName="i"><Label value="Car"/></RectangleLabels>
  <Text name="t" value="$text"/>
</View>
"""


def test_what_the_tags_become() -> None:
    read = import_labelling_config(CONFIG)
    schema = read.schema
    check_schema(schema)
    assert [(one.name, one.title, one.key) for one in schema.entity_types] == [
        ("Person", "Person", "3"), ("ORG", "Company", "1"), ("Place", "Place", "2"),
    ]  # fmt: skip
    assert schema.entity_types[0].colour.light == "#ff0000"
    assert schema.entity_types[0].guideline == "A name"
    assert [one.name for one in schema.relation_types] == ["works_for", "lives_in"]
    sex, kind, remark = schema.attributes
    assert (sex.values, sex.default, sex.only_for, sex.applies_to) == (("f", "m"), "f", ("Person", "ORG"), "span")
    assert (kind.values, kind.many) == (("A", "A / B"), True)
    assert remark.values == ()
    assert [one.name for one in schema.contexts] == ["good", "bad"]
    told = "\n".join(read.notices)
    assert "the key x is left out" in told
    assert "'mauvish' is no colour" in told
    assert "mood is chosen for a text as a whole" in told
    assert "<RectangleLabels> is left out: it is not for text" in told
    assert "<Header>" in told


def test_every_configuration_that_there_is(foreign: Path) -> None:
    found = sorted((foreign / "labelstudio").rglob("*.xml"))
    assert found
    for path in found:
        schema = read_labelling_config(path.read_text(encoding="utf-8"), where=path.name)
        check_schema(schema)
        assert parse_schema(dump_schema(schema)) == schema


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ('<!DOCTYPE v SYSTEM "http://example.org/x.dtd"><View/>', "c.xml:1: a document type"),
        ('<!DOCTYPE v [<!ENTITY e SYSTEM "file:///etc/passwd">]><View>&e;</View>', "c.xml:1: a document type"),
        ('<!DOCTYPE v [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><View>&b;</View>', "c.xml:1: a document type"),
        ("<View>&nobody;</View>", "c.xml:1: no XML: undefined entity"),
        ("<View>", "c.xml:1: no XML"),
        ("", "c.xml:1: no XML"),
        ("<View>" + "<View>" * 100 + "</View>" * 101, "c.xml:1: it is nested too deep"),
    ],
)
def test_what_is_wrong_or_hostile_is_refused(text: str, complaint: str) -> None:
    with pytest.raises(SchemaError) as caught:
        read_labelling_config(text, where="c.xml")
    assert str(caught.value).startswith(complaint)


@pytest.mark.parametrize(
    ("text", "colour"),
    [
        ("Red", "#ff0000"), ("#5b5", "#55bb55"), ("#12345678", "#123456"), ("rgba(0,0,0,0.8)", "#000000"),
        ("rgb(300 1 2)", "#ff0102"), ("rebeccapurple", "#663399"), ("none", None), ("#12345", None),
    ],
)  # fmt: skip
def test_colours_of_the_web(text: str, colour: str | None) -> None:
    assert web_colour(text) == colour


@given(text=st.text(alphabet=st.sampled_from('<>/&;="! LabelsChoiceViw\n'), max_size=120))
def test_nonsense_is_a_schema_or_an_error_of_ours(text: str) -> None:
    with suppress(SchemaError):
        check_schema(read_labelling_config(f"<View>{text}</View>"))
