"""labelbuddy: characters and bytes agree, ours both ways, other people's as they are."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossator.annotation import Bundle
from glossator.errors import FormatError
from glossator.exchange.base import ExportOptions, ExportSource
from glossator.exchange.chosen import choose_layer, labelled_spans
from glossator.exchange.formats.labelbuddy import FORMAT

SourceOf = Callable[..., ExportSource]


@pytest.mark.parametrize("suffix", [".json", ".jsonl"])
@settings(max_examples=25)
@given(data=st.data())
def test_any_document_comes_back_but_for_what_the_report_says(
    data: st.DataObject,
    one_layer_bundle: st.SearchStrategy[Bundle],
    source_of: SourceOf,
    tmp_path_factory: pytest.TempPathFactory,
    suffix: str,
) -> None:
    bundle = data.draw(one_layer_bundle)
    source, out = source_of(bundle), tmp_path_factory.mktemp("labelbuddy") / f"out{suffix}"
    report = FORMAT.write(source, out, ExportOptions())
    assert report.losses == FORMAT.preflight(source, ExportOptions()).losses
    lines = out.read_bytes()
    (record,) = json.loads(lines) if suffix == ".json" else [json.loads(lines)]
    for one in record["annotations"]:
        text = bundle.document.text
        encoded = text.encode()[one["start_byte"] : one["end_byte"]]
        assert encoded.decode() == text[one["start_char"] : one["end_char"]]
    (read,) = FORMAT.read(out)
    assert (read.document.text, read.document.name) == (bundle.document.text, bundle.document.name)
    spans = labelled_spans(choose_layer(bundle))
    expected = {(one.label, fragment) for one in spans for fragment in one.fragments}
    found = Counter((one.label, one.fragments[0]) for one in read.layers[0].spans)
    assert found == Counter(expected)
    lost = Counter(one.what for one in report.losses)
    assert lost["further label on the same words"] == sum(len(one.fragments) for one in spans) - len(expected)


FOREIGN = {
    "annotations.json": (2, 3), "docs.json": (2, 0), "docs.jsonl": (2, 0), "exported_docs.json": (2, 3),
    "exported_docs.jsonl": (2, 3), "wiki_extracts_documents.json": (4, 0),
}  # fmt: skip


@pytest.mark.parametrize("name", FOREIGN)
def test_other_peoples_files(shared_dir: Path, name: str, source_of: SourceOf, tmp_path: Path) -> None:
    path = shared_dir / "foreign" / "labelbuddy" / name
    assert FORMAT.sniff(path, path.read_bytes()[:65536])
    bundles = list(FORMAT.read(path))
    spans = [one for bundle in bundles for layer in bundle.layers for one in layer.spans]
    assert (len(bundles), len(spans)) == FOREIGN[name]
    FORMAT.write(source_of(*bundles), tmp_path / "out.json", ExportOptions())
    again = list(FORMAT.read(tmp_path / "out.json"))
    assert [one.document.text for one in again] == [one.document.text for one in bundles]
    found = [one for bundle in again for layer in bundle.layers for one in layer.spans]
    assert [(one.label, one.fragments, one.attributes) for one in found] == [
        (one.label, one.fragments, one.attributes) for one in spans
    ]


def test_annotations_without_their_texts_are_refused(shared_dir: Path) -> None:
    path = shared_dir / "foreign" / "labelbuddy" / "NER_biomedical_annotations.jsonl"
    with pytest.raises(FormatError, match="the text is not in this file, nor in one beside it"):
        list(FORMAT.read(path))


@pytest.mark.parametrize(
    "name",
    ["labels.json", "labels.jsonl", "exported_labels.json", "NER_biomedical_labels.jsonl",
     "invalid/annotations_0.jsonl", "invalid/docs_3.json", "invalid/docs_4.jsonl"],
)  # fmt: skip
def test_what_is_invalid_or_no_document_is_refused(shared_dir: Path, name: str) -> None:
    with pytest.raises(FormatError, match=r"\.jsonl?:\d"):
        list(FORMAT.read(shared_dir / "foreign" / "labelbuddy" / name))


MARK = {"label_name": "x", "start_char": 2, "end_char": 5, "start_byte": 5, "end_byte": 8}


@pytest.mark.parametrize(
    ("record", "message"),
    [
        ({"text": "😀 Kim", "annotations": [MARK | {"start_byte": 4}]}, "one of the two is wrong"),
        ({"text": "😀 Kim", "annotations": [MARK | {"end_char": 9}]}, "has 5 characters"),
        ({"text": "😀 Kim", "annotations": [MARK | {"end_byte": 90}]}, "has 8 bytes"),
        ({"text": "😀 Kim", "utf8_text_md5_checksum": "0"}, "its checksum differs"),
        ({"text": 3}, "'text' must be a string"),
        ([], "an object is expected"),
    ],
)
def test_a_bad_record_is_refused_with_its_place(tmp_path: Path, record: object, message: str) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps([record]), encoding="utf-8")
    with pytest.raises(FormatError, match=f"a.json:1: .*{message}"):
        list(FORMAT.read(path))


def test_bytes_alone_do(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    mark = {key: value for key, value in MARK.items() if "char" not in key}
    path.write_text(json.dumps({"text": "😀 Kim", "annotations": [mark]}), encoding="utf-8")
    (bundle,) = FORMAT.read(path)
    assert [one.text for one in bundle.layers[0].spans] == ["Kim"]
