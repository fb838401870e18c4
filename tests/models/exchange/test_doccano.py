"""doccano: both arrangements of its lines, ours both ways, other people's as they are."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossator.annotation import Bundle, Document, Layer, LayerState, Metadata, Note, Relation, Span
from glossator.errors import FormatError
from glossator.exchange.base import ExportOptions, ExportSource
from glossator.exchange.chosen import choose_layer, finished_events
from glossator.exchange.formats.doccano import FORMAT

SourceOf = Callable[..., ExportSource]
TEXT = "Kim 🇰🇷 met Putin."
KIM, PUTIN = (Span(2, 1, "ada", "PERSON", ((0, 3),), "Kim"), Span(3, 1, "ada", "PERSON", ((11, 16),), "Putin"))
STATE = LayerState(6, 1, "ada", ("military",), {"entities": "done", "events": "done"})
PLAIN = Layer(1, "ada", STATE, (KIM, PUTIN), notes=(Note(9, 1, "ada", 1, "short"),))
LINKED = replace(PLAIN, relations=(Relation(7, 1, "ada", "met", 2, 3),))
DOCUMENT = Document(1, "a.txt", TEXT, Metadata(title="Two met", extra={"n": "3"}))


@pytest.mark.parametrize("layer", [PLAIN, LINKED])
def test_both_arrangements_come_back(source_of: SourceOf, tmp_path: Path, layer: Layer) -> None:
    out = tmp_path / "out.jsonl"
    report = FORMAT.write(source_of(Bundle(DOCUMENT, (layer,))), out, ExportOptions())
    assert report.losses == ()
    record = json.loads(out.read_text(encoding="utf-8"))
    assert ("label" in record) == (layer is PLAIN)
    (read,) = FORMAT.read(out)
    assert (read.document.name, read.document.text, read.document.metadata) == ("a.txt", TEXT, DOCUMENT.metadata)
    (found,) = read.layers
    assert [(one.label, one.fragments, one.text) for one in found.spans] == [
        (one.label, one.fragments, one.text) for one in layer.spans
    ]
    assert [one.type for one in found.relations] == [one.type for one in layer.relations]
    assert found.contexts == ("military",)
    assert [(one.target, one.text) for one in found.notes] == [(read.document.id, "short")]


@settings(max_examples=40)
@given(data=st.data())
def test_any_document_comes_back_but_for_what_the_report_says(
    data: st.DataObject,
    one_layer_bundle: st.SearchStrategy[Bundle],
    source_of: SourceOf,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    bundle = data.draw(one_layer_bundle)
    source, out = source_of(bundle), tmp_path_factory.mktemp("doccano") / "out.jsonl"
    report = FORMAT.write(source, out, ExportOptions())
    assert report.losses == FORMAT.preflight(source, ExportOptions()).losses
    (read,) = FORMAT.read(out)
    layer = choose_layer(bundle)
    assert read.document.text == bundle.document.text
    events = finished_events(layer)
    linked = bool(layer.relations or events)
    expected = Counter(
        (one.label or "FILLER", fragment) for one in layer.spans if one.label or linked for fragment in one.fragments
    )
    expected += Counter((one.type, fragment) for one in events for fragment in one.trigger)
    assert Counter((one.label, one.fragments[0]) for one in read.layers[0].spans) == expected
    lost = sum(1 for one in report.losses if one.what == "relation")
    arguments = sum(len(one.arguments) for one in events)
    assert len(read.layers[0].relations) + lost == len(layer.relations) + arguments
    assert sum(1 for one in report.losses if one.what == "event") == len(events)


FOREIGN = {
    "data_export-relation_extraction-example.jsonl": (1, 4, 3, 0),
    "data_export-sequence_labeling-example.jsonl": (3, 4, 0, 0),
    "data_import-relation_extraction-example.jsonl": (1, 4, 3, 0),
    "data_import-sequence_labeling-example.jsonl": (3, 3, 0, 0),
    "data_import-intent_detection-example.jsonl": (2, 3, 0, 2),
    "data_import-tests-sequence_labeling-example_overlapping.jsonl": (1, 2, 0, 0),
    "data_import-text_classification-example.jsonl": (3, 0, 0, 3),
    "flair-jsonl-train.jsonl": (5, 7, 0, 0),
}


def _facts(bundles: list[Bundle]) -> list[object]:
    return [
        (one.document.text, [(s.label, s.fragments) for s in layer.spans], [r.type for r in layer.relations],
         layer.contexts)
        for one in bundles
        for layer in one.layers
    ]  # fmt: skip


@pytest.mark.parametrize("name", FOREIGN)
def test_other_peoples_files(shared_dir: Path, name: str, source_of: SourceOf, tmp_path: Path) -> None:
    path = shared_dir / "foreign" / "doccano" / name
    assert FORMAT.sniff(path, path.read_bytes()[:65536])
    bundles = list(FORMAT.read(path))
    layers = [layer for one in bundles for layer in one.layers]
    found = (
        len(bundles),
        sum(len(one.spans) for one in layers),
        sum(len(one.relations) for one in layers),
        sum(len(one.contexts) for one in layers),
    )
    assert found == FOREIGN[name]
    FORMAT.write(source_of(*bundles), tmp_path / "out.jsonl", ExportOptions())
    assert _facts(list(FORMAT.read(tmp_path / "out.jsonl"))) == _facts(bundles)


@pytest.mark.parametrize(
    "name",
    [
        "label_types-tests-valid_labels.json",
        "label_types-tests-invalid_labels.json",
        "data_import-tests-example.utf16.csv",
    ],
)
def test_what_holds_no_documents_is_refused(shared_dir: Path, name: str) -> None:
    path = shared_dir / "foreign" / "doccano" / name
    assert not FORMAT.sniff(path, path.read_bytes()[:65536])
    with pytest.raises(FormatError):
        list(FORMAT.read(path))


def test_old_lines_of_several_people(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    marks = [{"label": 7, "start_offset": 0, "end_offset": 3, "user": user} for user in (1, 2)]
    path.write_text(json.dumps({"text": "Kim", "annotations": marks}), encoding="utf-8")
    (bundle,) = FORMAT.read(path)
    assert [(one.annotator, [span.label for span in one.spans]) for one in bundle.layers] == [
        ("1", ["7"]),
        ("2", ["7"]),
    ]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('{"text": "Kim", "label": [[0, 9, "X"]]}', r"label\[0\]: \[0, 9\) is not a stretch"),
        ('{"text": "Kim", "label": [[2, 2, "X"]]}', "is not a stretch"),
        ('{"text": "Kim", "label": [[0, 2]]}', r"a span is \[start, end, label\]"),
        ('{"text": "Kim", "entities": [{"id": 1, "start_offset": 0, "end_offset": 1}]}', "'label' is missing"),
        (
            '{"text": "Kim", "label": [], "relations": [{"from_id": 1, "to_id": 2, "type": "x"}]}',
            "no span with the id 1",
        ),
        ('{"data": 3, "label": []}', "'data' must be a string"),
        ('{"label": []}', "it has no 'text'"),
        ('{"text": ', "not a JSON value"),
    ],
)
def test_a_bad_line_is_refused_with_its_place(tmp_path: Path, line: str, message: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "fine", "label": []}\n' + line, encoding="utf-8")
    with pytest.raises(FormatError, match=f"a.jsonl:2: .*{message}"):
        list(FORMAT.read(path))
