"""Hugging Face: `datasets` loads our folders, they come back whole, and other people's Parquet files are read."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossator.annotation import Bundle, Document, Event, Layer, LayerState, Span
from glossator.errors import ExportError, FormatError
from glossator.exchange.base import ExportOptions, ExportSource
from glossator.exchange.formats.huggingface import FORMAT
from support.markup import same_as_written

pa = pytest.importorskip("pyarrow")
pq = pytest.importorskip("pyarrow.parquet")

SourceOf = Callable[..., ExportSource]
ALL_IN_TRAIN = ExportOptions(split=(1, 0, 0))


def _bundle(*, reviews: dict[Any, Any] | None = None) -> Bundle:
    text = "🇰🇷 South Korea's office called."
    spans = (
        Span(2, 1, "ada", "ORG", ((3, 23),), "South Korea's office"),
        Span(3, 1, "ada", "GPE", ((3, 14),), "South Korea"),
        Span(4, 1, "ada", "DATE", ((5, 7), (24, 30)), "ut called"),
    )
    events = (Event(5, 1, "ada", "CONSULT", ((24, 30),), "called"),)
    layer = Layer(1, "ada", LayerState(6, 1, "ada", (), reviews or {}), spans, events)
    return Bundle(Document(1, "a.txt", text), (layer,))


def test_rows(source_of: SourceOf, tmp_path: Path) -> None:
    report = FORMAT.write(source_of(_bundle(reviews={"entities": "done"})), tmp_path / "out", ALL_IN_TRAIN)
    assert report.files == ("data/train-00000-of-00001.parquet", "README.md")
    assert report.counts() == {
        "edge inside a token": 1,
        "discontinuous span": 1,
        "nested span": 2,
        "events not finished": 1,
    }
    (row,) = pq.read_table(tmp_path / "out" / report.files[0]).to_pylist()
    assert row["text"][row["token_starts"][1] : row["token_ends"][1]] == row["tokens"][1] == "South"
    assert [one["label"] for one in row["spans"]] == ["ORG", "GPE", "DATE"]
    assert (row["entities_review"], row["events_review"]) == ("done", "in_progress")


def test_what_nobody_looked_at_is_null(source_of: SourceOf, tmp_path: Path) -> None:
    FORMAT.write(source_of(Bundle(Document(1, "a", "Kim left."))), tmp_path / "out", ALL_IN_TRAIN)
    (row,) = pq.read_table(tmp_path / "out" / "data").to_pylist()
    assert (row["ner_tags"], row["events"], row["spans"]) == (None, None, [])


@settings(max_examples=30)
@given(data=st.data())
def test_any_document_comes_back_whole(
    data: st.DataObject, one_layer_bundle: st.SearchStrategy[Bundle], source_of: SourceOf, tmp_path: Path
) -> None:
    bundle = data.draw(one_layer_bundle)
    source = source_of(bundle)
    report = FORMAT.write(source, tmp_path / "out", ALL_IN_TRAIN)
    assert report.losses == FORMAT.preflight(source, ALL_IN_TRAIN).losses
    (read,) = FORMAT.read(tmp_path / "out")
    same_as_written(bundle, read)


def test_the_library_loads_it(
    source_of: SourceOf, training_bundles: list[Bundle], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    datasets = pytest.importorskip("datasets")
    FORMAT.write(source_of(*training_bundles), tmp_path / "out", ExportOptions())
    loaded = datasets.load_dataset(str(tmp_path / "out"), cache_dir=str(tmp_path / "cache"))
    assert {name: len(rows) for name, rows in loaded.items()} == {"train": 16, "validation": 2, "test": 2}
    rows = loaded["train"]
    tags = rows.features["ner_tags"].feature
    assert tags.names[:3] == ["O", "B-PERSON", "I-PERSON"]
    by_name = {bundle.document.name: bundle.layers[0] for bundle in training_bundles}
    for row in rows:
        layer = by_name[row["name"]]
        assert sum(tags.int2str(tag).startswith("B-") for tag in row["ner_tags"]) == len(layer.spans)
        assert [one["type"] for one in row["events"]] == [event.type for event in layer.events]
        assert [one["role"] for one in row["events"][0]["arguments"]] == ["actor", "recipient", "place"]
    info = datasets.load_dataset_builder(str(tmp_path / "out"), cache_dir=str(tmp_path / "cache")).info
    assert info.features == rows.features


def test_the_same_documents_give_the_same_bytes(
    source_of: SourceOf, training_bundles: list[Bundle], tmp_path: Path
) -> None:
    for name in ("a", "b"):
        FORMAT.write(source_of(*training_bundles), tmp_path / name, ExportOptions())
    found = [
        {str(path.relative_to(tmp_path / name)): path.read_bytes() for path in (tmp_path / name).rglob("*.*")}
        for name in ("a", "b")
    ]
    assert found[0] == found[1]
    assert len(found[0]) == 4
    assert sum(1 for _ in FORMAT.read(tmp_path / "a")) == len(training_bundles)
    card = tmp_path / "a" / "README.md"
    assert FORMAT.sniff(card, card.read_bytes())
    assert list(FORMAT.read(card)) == []


def test_an_empty_project_is_refused(source_of: SourceOf, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="no document"):
        FORMAT.write(source_of(), tmp_path / "out", ExportOptions())


def test_without_the_library_there_is_one_clear_sentence(
    source_of: SourceOf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = _parquet(tmp_path, [{"text": "a"}])
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    with pytest.raises(ExportError, match="pyarrow, which is not installed"):
        FORMAT.write(source_of(_bundle()), tmp_path / "out", ExportOptions())
    with pytest.raises(FormatError, match="pyarrow, which is not installed"):
        list(FORMAT.read(path))
    assert FORMAT.preflight(source_of(_bundle()), ExportOptions()).documents == 1


# Other people's files


def test_klue(shared_dir: Path, source_of: SourceOf, tmp_path: Path) -> None:
    path = shared_dir / "foreign" / "huggingface" / "klue_ner_validation_sample.parquet"
    assert FORMAT.sniff(path, path.read_bytes()[:65536])
    bundles = list(FORMAT.read(path))
    layers = [bundle.layers[0] for bundle in bundles]
    assert (len(bundles), sum(len(layer.spans) for layer in layers)) == (120, 385)
    rows = pq.read_table(path).to_pylist()
    assert [bundle.document.text for bundle in bundles] == ["".join(row["tokens"]) for row in rows]
    assert [(one.label, one.text) for one in layers[0].spans][:3] == [("OG", "경찰"), ("PS", "박"), ("QT", "32")]
    assert all(layer.review("entities") == "done" for layer in layers)
    assert FORMAT.notices(path)
    FORMAT.write(source_of(*bundles), tmp_path / "out", ALL_IN_TRAIN)
    for bundle, again in zip(bundles, FORMAT.read(tmp_path / "out"), strict=True):
        same_as_written(bundle, again)


def _parquet(folder: Path, rows: list[dict[str, Any]]) -> Path:
    path = folder / "x.parquet"
    pq.write_table(pa.Table.from_pylist(rows), path)
    return path


def test_tokens_with_tags(tmp_path: Path) -> None:
    rows = [
        {"id": "7", "tokens": ["Kim", "met", "Ada", "Po", "."], "ner_tags": ["B-PER", "O", "B-PER", "I-PER", "O"]},
        {"id": "8", "tokens": [], "ner_tags": []},
    ]
    first, second = FORMAT.read(_parquet(tmp_path, rows))
    assert (first.document.name, first.document.text) == ("7", "Kim met Ada Po .")
    assert [one.text for one in first.layers[0].spans] == ["Kim", "Ada Po"]
    assert second.document.text == ""


def test_tokens_in_their_text(tmp_path: Path) -> None:
    rows = [{"text": "Kim left.\r\n", "tokens": ["Kim", "left", "."], "tags": ["PER", "O", "O"], "year": 2020}]
    (bundle,) = FORMAT.read(_parquet(tmp_path, rows))
    assert bundle.document.text == "Kim left.\n"
    assert [(one.label, one.text) for one in bundle.layers[0].spans] == [("PER", "Kim")]
    assert bundle.document.metadata.extra == {"year": "2020"}


def test_texts_alone_and_with_spans(tmp_path: Path) -> None:
    rows = [
        {"text": "a\r\nKim", "entities": [{"start": 3, "end": 6, "label": "PER", "text": "Kim"}]},
        {"text": "none", "entities": []},
    ]
    first, second = FORMAT.read(_parquet(tmp_path, rows))
    assert [(one.label, one.text) for one in first.layers[0].spans] == [("PER", "Kim")]
    assert second.layers == ()


BAD: dict[str, tuple[list[dict[str, Any]], str]] = {
    "numbers": ([{"tokens": ["a"], "ner_tags": [1]}], "row 1: ner_tags: the tags are numbers"),
    "lengths": ([{"tokens": ["a"], "ner_tags": ["O", "O"]}], "one tag a token"),
    "nothing": ([{"x": 1}], "neither a text nor tokens"),
    "token": ([{"tokens": [1], "ner_tags": ["O"]}], "must be a string"),
    "range": ([{"text": "a", "spans": [{"start": 0, "end": 9, "label": "X"}]}], r"span 1: \[0, 9\)"),
    "surface": ([{"text": "abc", "spans": [{"start": 0, "end": 1, "label": "X", "text": "b"}]}], "the span 'b'"),
    "record": ([{"text": "abc", "glossator": "{"}], "not JSON"),
    "own": ([{"text": "abc", "glossator": '{"document":{"name":"x"}}', "spans": [
        {"id": "S1", "starts": [2], "ends": [9]}]}], r"spans\[0\]: \[2, 9\)"),
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(BAD))
def test_bad_rows_are_refused_with_their_place(tmp_path: Path, name: str) -> None:
    rows, message = BAD[name]
    with pytest.raises(FormatError, match=f"x.parquet: row 1.*{message}|x.parquet: {message}"):
        list(FORMAT.read(_parquet(tmp_path, rows)))


def test_damaged_files_and_folders(tmp_path: Path) -> None:
    path = tmp_path / "x.parquet"
    path.write_bytes(b"PAR1" + b"x" * 100)
    with pytest.raises(FormatError, match="not a Parquet file"):
        list(FORMAT.read(path))
    whole = _parquet(tmp_path, [{"text": "a" * 5000 + str(number)} for number in range(50)]).read_bytes()
    path.write_bytes(whole[:200] + b"\xff" * 300 + whole[500:])
    with pytest.raises(FormatError, match="damaged"):
        list(FORMAT.read(path))
    (tmp_path / "empty").mkdir()
    with pytest.raises(FormatError, match=r"holds a \.parquet file"):
        list(FORMAT.read(tmp_path / "empty"))
    (tmp_path / "empty" / "x.parquet").symlink_to(path)
    with pytest.raises(FormatError, match="leads out"):
        list(FORMAT.read(tmp_path / "empty"))
