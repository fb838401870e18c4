"""Label Studio: our tasks whole both ways, other people's as they are, and offsets of old versions."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossator.annotation import (
    Argument,
    Bundle,
    Document,
    Entity,
    Event,
    Layer,
    LayerState,
    Note,
    Relation,
    Span,
    Suggestion,
)
from glossator.errors import ExportError, FormatError
from glossator.exchange.base import ExportOptions, ExportSource
from glossator.exchange.formats.labelstudio import FORMAT
from glossator.schema.foreign.labelstudio.tree import read_tree
from support.facts import facts

SourceOf = Callable[..., ExportSource]
TEXT = "North and South Korea 🇰🇷\ncalled Russia on."
KOREA = Span(2, 1, "ada", "GPE", ((0, 5), (16, 21)), "North Korea", {"mode": ("a", "b c"), "polarity": "negated"})
RUSSIA = Span(3, 1, "ada", "Länder typ", ((32, 38),), "Russia")
CLAUSE = Span(4, 1, "ada", None, ((22, 31),), "🇰🇷\ncalled")
ARGUMENTS = (Argument("actor", 2), Argument("actor", 3), Argument("topic", 4))
TRIGGER = ((25, 31), (39, 41))
EVENT = Event(5, 1, "ada", "REQUEST", TRIGGER, "called on", ("help",), ("legal",), ARGUMENTS, {"polarity": "negated"})
STATE = LayerState(6, 1, "ada", ("military",), {"entities": "done", "events": "in_progress"})
ENTITY = Entity(8, 1, "ada", "Korea", "Q423", mentions=(2, 3))
NOTES = (Note(9, 1, "ada", 5, "odd", True), Note(10, 1, "ada", 2, "split\nhere"))
LAYER = Layer(
    1, "ada", STATE, (KOREA, RUSSIA, CLAUSE), (EVENT,), (Relation(7, 1, "ada", "near to", 3, 4),), (ENTITY,), NOTES
)
HINT = Suggestion(11, 1, "span", "GPE", ((32, 38),), "Russia", 0.75, "spacy", "3.8")
BUNDLE = Bundle(Document(1, "a.txt", TEXT), (LAYER, Layer(1, "bo@example.org")), (HINT,))


def _tasks(source: ExportSource, path: Path) -> list[dict[str, Any]]:
    report = FORMAT.write(source, path, ExportOptions())
    assert report.files == (path.name, "labelling.xml")
    return list(json.loads(path.read_text(encoding="utf-8")))


def test_every_layer_comes_back_whole(source_of: SourceOf, tmp_path: Path) -> None:
    (task,) = _tasks(source_of(BUNDLE), tmp_path / "tasks.json")
    assert task["annotations"][1]["completed_by"] == {"email": "bo@example.org"}
    (read,) = FORMAT.read(tmp_path / "tasks.json")
    assert read.document.text == TEXT
    assert [one.annotator for one in read.layers] == ["ada", "bo@example.org"]
    assert facts(read.layers[0]) == facts(LAYER)
    assert read.layers[0].state is not None
    assert read.layers[0].state.reviews == STATE.reviews
    assert [(one.text, one.label, one.score, one.source, one.version, one.state) for one in read.suggestions] == [
        ("Russia", "GPE", 0.75, "spacy", "3.8", "pending")
    ]


def test_regions_are_as_label_studio_has_them(source_of: SourceOf, tmp_path: Path) -> None:
    (task,) = _tasks(source_of(BUNDLE), tmp_path / "tasks.json")
    results = task["annotations"][0]["result"]
    ids = {one["id"] for one in results if one["type"] == "labels"}
    for one in results:
        if one["type"] == "labels":
            assert TEXT[one["value"]["start"] : one["value"]["end"]] == one["value"]["text"]
        if one["type"] == "relation":
            assert {one["from_id"], one["to_id"]} <= ids
    root = read_tree((tmp_path / "labelling.xml").read_text(encoding="utf-8"), where="labelling.xml")
    names = {tag.get("name"): tag.name for tag in root.walk() if tag.get("name")}
    offered = {tag.get("value") for tag in root.walk() if tag.name == "label"}
    for one in results:
        if one["type"] == "labels":
            assert names[one["from_name"]] == "labels"
            assert set(one["value"]["labels"]) <= offered
            assert names[one["to_name"]] == "text"


def test_losses(source_of: SourceOf) -> None:
    assert FORMAT.preflight(source_of(BUNDLE), ExportOptions()).counts() == {
        "discontinuous span": 1, "unlabelled filler": 1, "discontinuous trigger": 1, "flag": 1, "note": 1,
        "context": 1, "entity (coreference, country, sectors)": 1,
    }  # fmt: skip


@settings(max_examples=25)
@given(data=st.data())
def test_any_document_comes_back_but_for_what_the_report_says(
    data: st.DataObject,
    any_bundle: st.SearchStrategy[Bundle],
    source_of: SourceOf,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    bundle = data.draw(any_bundle)
    source, out = source_of(bundle), tmp_path_factory.mktemp("ls") / "tasks.json"
    report = FORMAT.write(source, out, ExportOptions())
    assert report.losses == FORMAT.preflight(source, ExportOptions()).losses
    (read,) = FORMAT.read(out)
    assert read.document.text == bundle.document.text
    lost = {loss.what for loss in report.losses}
    for mine, theirs in zip(bundle.layers, read.layers, strict=True):
        left = facts(mine, without=["events", "notes", "relations", "entities"])
        assert facts(theirs, without=["events", "notes", "relations", "entities"]) == left
        if not lost & {"event without trigger", "unfinished event (draft)", "argument", "event as filler", "attribute"}:
            assert facts(theirs) == facts(mine)


# Other people's tasks: bundles, spans, relations, contexts, suggestions.

FOREIGN = {
    "lsf-named_entity/annotations_1.json": (1, 1, 0, 0, 0),
    "lsf-named_entity/tasks.json": (1, 0, 0, 0, 1),
    "lsf-rich_text_html/annotations_1.json": (1, 4, 0, 0, 0),
    "lsf-rich_text_html/tasks.json": (1, 0, 0, 0, 4),
    "lsf-html_document/annotations_1.json": (1, 3, 0, 0, 0),
    "lsf-html_document/tasks.json": (1, 0, 0, 0, 0),
    "lsf-phrases/annotations_1.json": (1, 1, 0, 0, 0),
    "lsf-phrases/tasks.json": (1, 0, 0, 0, 0),
    "lsf-dialogue_analysis/annotations_1.json": (1, 0, 0, 1, 0),
    "lsf-dialogue_analysis/tasks.json": (1, 0, 0, 0, 0),
    "lsf-nested_choices/annotations_0.json": (1, 0, 0, 0, 0),
    "lsf-nested_choices/tasks.json": (1, 0, 0, 0, 0),
    "sdk-test_export_csv-csv_test2.json": (1, 0, 0, 1, 0),
    "sdk-test_export_csv-csv_test_history.json": (1, 0, 0, 1, 0),
    "template-relation-extraction.json": (1, 4, 3, 0, 0),
}
IMAGES = (
    "lsf-classification_mixed/annotations_1.json", "lsf-classification_mixed/tasks.json",
    "sdk-test_export_json_min-data.json",
)  # fmt: skip


@pytest.mark.parametrize("name", FOREIGN)
def test_other_peoples_tasks(shared_dir: Path, name: str, tmp_path: Path, source_of: SourceOf) -> None:
    path = shared_dir / "foreign" / "labelstudio" / name
    bundles = list(FORMAT.read(path))
    layers = [layer for bundle in bundles for layer in bundle.layers]
    assert FOREIGN[name] == (
        len(bundles),
        sum(len(one.spans) for one in layers),
        sum(len(one.relations) for one in layers),
        sum(len(one.contexts) for one in layers),
        sum(len(one.suggestions) for one in bundles),
    )
    FORMAT.write(source_of(*bundles), tmp_path / "out.json", ExportOptions())
    again = list(FORMAT.read(tmp_path / "out.json"))
    assert [one.document.text for one in again] == [one.document.text for one in bundles]
    assert [facts(layer) for one in again for layer in one.layers] == [facts(layer) for layer in layers]


@pytest.mark.parametrize("name", IMAGES)
def test_tasks_without_a_text_are_refused(shared_dir: Path, name: str) -> None:
    with pytest.raises(FormatError, match="the task has no text"):
        list(FORMAT.read(shared_dir / "foreign" / "labelstudio" / name))


def _file(folder: Path, task: object) -> Path:
    path = folder / "tasks.json"
    path.write_text(json.dumps([task]), encoding="utf-8")
    return path


def _region(start: int, end: int, text: str | None, **more: Any) -> dict[str, Any]:
    value = {"start": start, "end": end, "labels": ["GPE"]} | ({} if text is None else {"text": text})
    return {"id": "r1", "from_name": "label", "to_name": "text", "type": "labels", "value": value} | more


@pytest.mark.parametrize(
    ("text", "place", "notice"),
    [("🇰🇷 Seoul", (3, 8), ""), ("🇰🇷 Seoul", (5, 10), "UTF-16"), ("a\r\nSeoul", (3, 8), ""),
     ("a\r\nSeoul", (2, 7), "line ends of one"), ("a\nSeoul", (3, 8), "line ends of two")],
)  # fmt: skip
def test_offsets_of_old_versions_are_found_out(tmp_path: Path, text: str, place: tuple[int, int], notice: str) -> None:
    path = _file(tmp_path, {"data": {"text": text}, "annotations": [{"result": [_region(*place, "Seoul")]}]})
    (bundle,) = FORMAT.read(path)
    assert [one.text for one in bundle.layers[0].spans] == ["Seoul"]
    assert [notice in one for one in FORMAT.notices(path)] == [True] * bool(notice)


def test_people_and_what_they_chose(tmp_path: Path) -> None:
    gender = {"id": "r1", "from_name": "gender", "to_name": "text", "type": "choices", "value": {"choices": ["f"]}}
    box = {"id": "b", "from_name": "box", "to_name": "img", "type": "rectanglelabels", "value": {}}
    first = {"completed_by": 3, "result": [_region(0, 3, "Kim", meta={"text": ["who?"]}), gender, box]}
    second = {"completed_by": {"id": 4, "email": "b@x"}, "was_cancelled": True, "result": []}
    path = _file(tmp_path, {"data": {"text": "Kim", "title": "T", "n": 3}, "annotations": [first, second, first]})
    (bundle,) = FORMAT.read(path)
    assert [one.annotator for one in bundle.layers] == ["3", "b@x", "3 2"]
    (span,) = bundle.layers[0].spans
    assert span.attributes == {"gender": "f"}
    assert [one.text for one in bundle.layers[0].notes] == ["who?"]
    assert bundle.layers[1].notes[0].flag
    assert (bundle.document.metadata.title, bundle.document.metadata.extra) == ("T", {"n": "3"})
    assert any("rectanglelabels" in one for one in FORMAT.notices(path))


@pytest.mark.parametrize(
    ("task", "message"),
    [
        (["Kim"], "an object is expected"),
        ({"text": "Kim"}, "it has no 'data'"),
        ({"data": {"image": "/data/a.png"}}, "the task has no text"),
        ({"data": {"text": "Kim"}, "annotations": [{"result": [_region(0, 3, "Kin")]}]}, "the text says 'Kim'"),
        ({"data": {"text": "Kim"}, "annotations": [{"result": [_region(0, 9, None)]}]}, "is not a stretch"),
        ({"data": {"text": "Kim"}, "annotations": [{"result": [_region(0, 3, "Kim")] * 2}]}, "is there twice"),
        ({"data": {"text": "Kim"}, "annotations": 3}, "'annotations' must be a list"),
    ],
)
def test_a_bad_task_is_refused_with_its_place(tmp_path: Path, task: object, message: str) -> None:
    with pytest.raises(FormatError, match=rf"tasks.json:1.*{message}"):
        list(FORMAT.read(_file(tmp_path, task)))


@pytest.mark.parametrize("text", ["[" * 100_000, '{"data":', "[{}", "[1,,2]", '{"a":1} x', "\x80"])
def test_what_is_no_json_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "tasks.json"
    path.write_bytes(text.encode("latin-1"))
    with pytest.raises(FormatError, match=r"tasks\.json:1"):
        list(FORMAT.read(path))


def test_somebody_elses_configuration_is_never_replaced(source_of: SourceOf, tmp_path: Path) -> None:
    (tmp_path / "labelling.xml").write_text("<View/>", encoding="utf-8")
    report = FORMAT.write(source_of(BUNDLE), tmp_path / "out.json", ExportOptions())
    assert report.files == ("out.json", "out.labelling.xml")
    assert (tmp_path / "labelling.xml").read_text(encoding="utf-8") == "<View/>"
    (tmp_path / "out.labelling.xml").write_text("<View/>", encoding="utf-8")
    with pytest.raises(ExportError, match="is in the way"):
        FORMAT.write(source_of(BUNDLE), tmp_path / "out.json", ExportOptions())


def test_the_schema_comes_from_the_configuration(source_of: SourceOf, tmp_path: Path, shared_dir: Path) -> None:
    FORMAT.write(source_of(BUNDLE), tmp_path / "out.json", ExportOptions())
    schema = FORMAT.schema(tmp_path / "out.json")
    assert schema.entity_type("GPE") is not None
    assert schema.event_type("CONSULT") is not None
    assert schema.entity_type("CONSULT") is None
    foreign = FORMAT.schema(shared_dir / "foreign" / "labelstudio" / "template-relation-extraction.json")
    assert [one.name for one in foreign.relation_types] == ["org:founded_by", "org:founded"]
