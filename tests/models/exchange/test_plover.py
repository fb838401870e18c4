"""Event data: a row for each happening in POLECAT's columns, its pairs, its dates; PLOVER's gold standard records."""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossator.annotation import (
    Argument,
    Bundle,
    Document,
    Entity,
    Event,
    Layer,
    LayerState,
    LossReport,
    Metadata,
    SameEventPart,
    Span,
)
from glossator.errors import FormatError
from glossator.exchange import losses
from glossator.exchange.base import ExportOptions, ExportSource
from glossator.exchange.formats.plover import FORMAT
from glossator.exchange.formats.plover.columns import COLUMNS, POLECAT
from glossator.schema import Schema, load_schema

UID = bytes(range(16))
TEXT = "British officials and Germany\tmet Russia in Oslo on Tuesday. They will not meet again."


def span(thing: int, words: str, label: str | None = "GPE", document: int = 1) -> Span:
    start = TEXT.index(words)
    return Span(thing, document, "ada", label, ((start, start + len(words)),), words)


def event(thing: int, words: str, *arguments: Argument, document: int = 1, **values: object) -> Event:
    start = TEXT.index(words)
    made = Event(thing, document, "ada", "CONSULT", ((start, start + len(words)),), words, ("visit",), ("legal",))
    return replace(made, arguments=arguments, **values)  # type: ignore[arg-type]


def bundle(document: int = 1, *, uid: bytes = UID, published: str = "2017-09-21") -> Bundle:
    spans = (
        span(2, "British officials", None), span(3, "Germany"), span(4, "Russia"), span(5, "Oslo"),
        span(6, "Tuesday", "DATE"),
    )  # fmt: skip
    met = event(
        7, "met", Argument("actor", 2, "GBR", ("GOV",)), Argument("actor", 3), Argument("recipient", 4),
        Argument("place", 5), Argument("time", 6),
    )  # fmt: skip
    again = event(8, "meet", Argument("topic", 7), attributes={"polarity": "negated", "tense": "future"})
    entities = (Entity(9, 1, "ada", "Federal Republic; Germany", "Q183", "DEU", ("GOV", "MIL"), (3,)),)
    state = LayerState(10, 1, "ada", ("diplomatic",), {"events": "done"})
    layer = Layer(document, "ada", state, spans, (met, again, event(11, "will", draft=True)), (), entities)
    part = SameEventPart(12, "ada", "", (7,), (0,), uid)
    meta = Metadata(source="Gull Wire", published=published, language="en")
    return Bundle(Document(document, f"{document}.txt", TEXT, meta), (layer,), same_events=(part,))


@pytest.fixture(scope="module")
def plover() -> Schema:
    """The schema with intensities."""
    return load_schema("plover")


Export = Callable[..., tuple[list[dict[str, str]], LossReport]]


@pytest.fixture
def export(plover: Schema, tmp_path_factory: pytest.TempPathFactory) -> Export:
    """Rows and report of some bundles."""

    def run(*bundles: Bundle, dyads: bool = False) -> tuple[list[dict[str, str]], LossReport]:
        out = tmp_path_factory.mktemp("plover") / "out.tsv"
        source = ExportSource(bundles=lambda: iter(bundles), schema=plover)
        report = FORMAT.write(source, out, ExportOptions(dyads=dyads))
        assert FORMAT.preflight(source, ExportOptions()).losses == report.losses
        with out.open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)), report

    return run


def test_a_row_says_who_to_whom_when_and_where(export: Export) -> None:
    (again, met), report = export(bundle())
    assert tuple(met) == COLUMNS
    expected = {
        "Event ID": UID.hex(), "Event Date": "2017-09-19", "Event Type": "CONSULT", "Event Mode": "visit",
        "Intensity": "2.1", "Quad Code": "VERBAL COOPERATION", "Contexts": "legal; diplomatic",
        "Actor Name": "British officials; Federal Republic, Germany", "Actor Country": "GBR; DEU",
        "Primary Actor Sector": "GOV; GOV", "Actor Sectors": "GOV; GOV, MIL",
        "Actor Name Raw": "British officials; Germany", "Wikipedia Actor ID": "None; Q183",
        "Recipient Name": "Russia", "Recipient Country": "None", "Placename": "Oslo", "Raw Placename": "Oslo",
        "Source": "Gull Wire", "Publication Date": "2017-09-21", "Language": "en",
        "Story Locations": "Federal Republic, Germany; Russia; Oslo", "Story People": "None", "Actor COW": "None",
        "x_date": "2017-09-19", "x_triggers": "1.txt:30-33 met", "x_annotator": "ada", "x_mentions": "1",
        "x_text": "British officials and Germany met Russia in Oslo on Tuesday.", "x_polarity": "positive",
    }  # fmt: skip
    assert {name: met[name] for name in expected} == expected
    assert again["Event Mode"] == "visit; future; negation"
    assert again["x_topic"] == "CONSULT: met"
    assert report.counts() == {
        losses.DRAFT: 1, losses.NO_ACTOR: 1, losses.UNDATED: 1, losses.UNLOCATED: 1, losses.NEGATED: 1
    }  # fmt: skip


def test_polecat_has_forty_columns_and_ours_begin_with_x() -> None:
    assert len(POLECAT) == 40
    assert all(name.startswith("x_") for name in COLUMNS[40:])


def test_a_happening_in_several_documents_is_one_row(export: Export) -> None:
    rows, _ = export(bundle(1), bundle(2, published=""))
    assert len(rows) == 3
    (joined,) = [row for row in rows if row["x_mentions"] == "2"]
    assert joined["x_documents"] == "1.txt; 2.txt"
    assert joined["Actor Name"] == "British officials; Federal Republic, Germany"
    apart, _ = export(bundle(1, uid=b""), bundle(2, uid=b""))
    assert [row["x_mentions"] for row in apart] == ["1"] * 4


def test_every_pair_has_a_row_when_asked_for(export: Export) -> None:
    rows, _ = export(bundle(), dyads=True)
    pairs = [(row["Actor Name"], row["Recipient Name"]) for row in rows]
    assert pairs == [("None", "None"), ("British officials", "Russia"), ("Federal Republic, Germany", "Russia")]
    assert [row["Event ID"][-2:] for row in rows[1:]] == [".1", ".2"]


def test_those_who_meet_are_pairs_of_each_other(export: Export) -> None:
    given_ = bundle()
    layer = given_.layers[0]
    met = replace(layer.events[0], arguments=layer.events[0].arguments[:2])
    rows, _ = export(replace(given_, layers=(replace(layer, events=(met,)),)), dyads=True)
    assert [(row["Actor Name Raw"], row["Recipient Name Raw"]) for row in rows] == [
        ("British officials", "Germany"), ("Germany", "British officials")
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("value", "day", "what"),
    [
        ("2017-05-03", "2017-05-03", None),
        ("2017-05", "2017-05-01", losses.INEXACT_DATE),
        ("2017-05-03/2017-05-05", "2017-05-03", losses.INEXACT_DATE),
        ("P3D", "2017-09-19", None),
        ("../2014", "None", losses.UNDATED),
    ],
)
def test_dates_are_days_or_said_not_to_be(export: Export, value: str, day: str, what: str | None) -> None:
    given_ = bundle()
    layer = given_.layers[0]
    spans = tuple(replace(one, attributes={"value": value}) if one.id == 6 else one for one in layer.spans)
    if value == "P3D":
        # How long it took is no date: another time, with one, is taken.
        spans = (*layer.spans, Span(20, 1, "ada", "TIME", ((0, 7),), "British", {"value": value}))
        first = layer.events[0]
        times = (Argument("time", 20), *first.arguments)
        layer = replace(layer, events=(replace(first, arguments=times), *layer.events[1:]))
    rows, report = export(replace(given_, layers=(replace(layer, spans=spans),)))
    assert rows[1]["Event Date"] == day
    found = [loss.what for loss in report.losses if loss.thing == 7]
    assert found == ([what] if what else [])


@pytest.mark.parametrize(
    ("attributes", "modes"),
    [
        ({}, "visit"),
        ({"currency": "background", "tense": "past"}, "visit; historical"),
        ({"modality": "planned"}, "visit; future"),
        ({"modality": "hypothetical", "tense": "future"}, "visit; future; hypothetical"),
        ({"modality": "claimed", "polarity": "negated"}, "visit; negation"),
    ],
)
def test_modes_tell_what_is_not_simply_so(export: Export, attributes: dict[str, str], modes: str) -> None:
    given_ = bundle()
    layer = given_.layers[0]
    met = replace(layer.events[0], attributes=attributes)
    (row,), _ = export(replace(given_, layers=(replace(layer, events=(met,)),)))
    assert row["Event Mode"] == modes


@given(data=st.data())
def test_every_finished_event_is_in_one_row(
    data: st.DataObject, one_layer_bundle: st.SearchStrategy[Bundle], export: Export
) -> None:
    found = [replace(data.draw(one_layer_bundle), same_events=()) for _ in range(2)]
    parts = [[event.id for layer in one.layers for event in layer.events][:1] for one in found]
    found = [
        replace(one, same_events=(SameEventPart(99, "ada", "", tuple(ids), (0,), UID),) if ids else ())
        for one, ids in zip(found, parts, strict=True)
    ]
    rows, report = export(*found)
    finished = sum(not event.draft for one in found for layer in one.layers for event in layer.events)
    assert sum(int(row["x_mentions"]) for row in rows) == finished
    assert all(value and value == " ".join(value.split()) for row in rows for value in row.values())
    assert len({row["Event ID"] for row in rows}) == len(rows) or len({one.document.name for one in found}) < 2
    assert report.documents == 2


def test_gold_standard_records_are_read(shared_dir: Path) -> None:
    path = shared_dir / "foreign/events/plover/PLOVER_GSR_CAMEO.txt"
    assert FORMAT.sniff(path, path.read_bytes()[:65_536])
    found = list(FORMAT.read(path))
    events = [event for one in found for event in one.layers[0].events]
    assert (len(found), len(events)) == (322, 322)
    # 342 and 308 are given, one target list of ten letters aside; the others are not in the text word for word.
    roles = [argument.role for event in events for argument in event.arguments]
    missing = "; ".join(one.document.metadata.extra.get("not_in_text", "") for one in found)
    assert roles.count("actor") + missing.count("actor: ") == 342
    assert roles.count("recipient") + missing.count("recipient: ") == 308
    assert events[0].text == "agreed cooperate"
    assert events[0].arguments[0].country == "HUN"


@pytest.mark.parametrize(
    "text", ["Event ID\tEvent Date\n1\t2\n", "{", '[{"text": 1}]', '[{"text": "a", "source": [1]}]', "[1]"]
)
def test_what_has_no_texts_is_refused(text: str, tmp_path: Path) -> None:
    path = tmp_path / "events.txt"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FormatError, match=r"events\.txt"):
        list(FORMAT.read(path))
