"""The lossless format: what is written is read again, and a damaged file is refused with the place."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossator.annotation import Bundle, Document, Event, Layer, Span
from glossator.errors import FormatError
from glossator.exchange.base import ExportOptions, ExportSource
from glossator.exchange.formats.jsonl import FORMAT, read_header
from glossator.text.sourcemap import SourceMap

SourceOf = Callable[..., ExportSource]
TEXT = "Kim met Putin.\nThe visit 😀 ended."
SPAN = Span(2, 1, "ada", "PERSON", ((8, 13),), "Putin")
EVENT = Event(3, 1, "ada", "CONSULT", ((4, 7),), "met")
BUNDLE = Bundle(Document(1, "a.txt", TEXT), (Layer(1, "ada", spans=(SPAN,), events=(EVENT,)),))


@settings(max_examples=40)
@given(data=st.data())
def test_what_is_written_is_read_again(
    data: st.DataObject, any_bundle: st.SearchStrategy[Bundle], source_of: SourceOf, tmp_path: Path
) -> None:
    bundles = data.draw(st.lists(any_bundle, max_size=3))
    report = FORMAT.write(source_of(*bundles), tmp_path / "out.jsonl", ExportOptions())
    assert list(FORMAT.read(tmp_path / "out.jsonl")) == bundles
    assert report.losses == ()
    assert report.documents == len(bundles)


def test_the_header_tells_schema_and_project(source_of: SourceOf, tmp_path: Path) -> None:
    source = source_of(BUNDLE)
    FORMAT.write(source, tmp_path / "out.jsonl", ExportOptions())
    header = read_header(tmp_path / "out.jsonl")
    assert header.schema == source.schema
    assert header.project_name == "news"


def test_a_layer_can_be_named(source_of: SourceOf, tmp_path: Path) -> None:
    bundle = replace(BUNDLE, layers=(*BUNDLE.layers, Layer(1, "ben")))
    FORMAT.write(source_of(bundle, layer="ben"), tmp_path / "out.jsonl", ExportOptions())
    assert [layer.annotator for layer in next(FORMAT.read(tmp_path / "out.jsonl")).layers] == ["ben"]


def test_a_lone_surrogate_in_a_name_survives(source_of: SourceOf, tmp_path: Path) -> None:
    bundle = replace(BUNDLE, document=replace(BUNDLE.document, name="caf\udce9.txt"))
    FORMAT.write(source_of(bundle), tmp_path / "out.jsonl", ExportOptions())
    assert next(FORMAT.read(tmp_path / "out.jsonl")) == bundle


def test_equal_input_gives_equal_bytes(source_of: SourceOf, tmp_path: Path) -> None:
    for name in ("a", "b"):
        FORMAT.write(source_of(BUNDLE), tmp_path / name, ExportOptions())
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_it_knows_its_own_files(source_of: SourceOf, tmp_path: Path) -> None:
    FORMAT.write(source_of(BUNDLE), tmp_path / "out.jsonl", ExportOptions())
    assert FORMAT.sniff(tmp_path / "out.jsonl", (tmp_path / "out.jsonl").read_bytes()[:4096])
    assert not FORMAT.sniff(tmp_path / "x", b'{"text": "Kim met Putin."}\n')


def _damaged(source_of: SourceOf, tmp_path: Path, damage: Callable[[dict[str, Any]], object]) -> Path:
    path = tmp_path / "out.jsonl"
    FORMAT.write(source_of(BUNDLE), path, ExportOptions())
    header, line = path.read_text(encoding="utf-8").splitlines()
    record = json.loads(line)
    damage(record)
    path.write_text(f"{header}\n{json.dumps(record)}\n", encoding="utf-8")
    return path


_RULING = {"id": 9, "annotator": "ada", "time": "2026-01-31T12:00:00+00:00", "subject": "conventions", "text": "x"}


def _map(length: int) -> str:
    return b64encode(SourceMap.identity(length).to_bytes()).decode()


def _same(record: dict[str, Any], **changed: object) -> None:
    record["same_events"] = [{"id": 9, "annotator": "ada", "events": [3], **changed}]


def _span(record: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = record["layers"][0]["spans"][0]
    return found


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (lambda record: record.update(text=TEXT.replace("Putin", "Trump")), "'Trump' at .* 'Putin'"),
        (
            lambda record: _span(record).update(fragments=[[8, 99]]),
            r"layers\[0\]: spans\[0\]: 'fragments' has \[8, 99\]",
        ),
        (lambda record: _span(record).update(fragments=[[8, 8]]), "offsets must rise"),
        (lambda record: _span(record).update(fragments=[]), "missing or empty"),
        (lambda record: _span(record).update(fragments=[["8", 13]]), r"list of \[start, end\]"),
        (lambda record: _span(record).update(label=5), "'label' must be a string, not a number"),
        (lambda record: _span(record).update(colour="red"), "unknown key 'colour'"),
        (lambda record: _span(record).update(uid="xyz"), "'uid' must be hexadecimal digits"),
        (lambda record: _span(record).update(attributes={"a": 1}), "'a' must be a string or a list of strings"),
        (lambda record: _span(record).update(origin={"how": "stolen"}), "'how' is 'stolen', not one of made"),
        (lambda record: _span(record).update(id=3), "the id 3 is given twice"),
        (lambda record: _span(record).pop("id"), "'id' is missing"),
        (
            lambda record: record["layers"][0].update(relations=[{"id": 9, "type": "x", "source": 2, "target": 3}]),
            "relation 9: there is no span with the id 3",
        ),
        (
            lambda record: record["layers"][0]["events"][0].update(arguments=[{"role": "actor", "filler": 77}]),
            "event 3: there is no span or event with the id 77",
        ),
        (lambda record: record["layers"][0].update(state={"id": 8, "reviews": {"events": "maybe"}}), "'reviews' has"),
        (lambda record: record.update(layers={}), "'layers' must be a list, not an object"),
        (lambda record: record.update(text=None), "'text' is null"),
        (lambda record: record.update(text="a\r\nb", layers=[]), "carriage returns"),
        (lambda record: record.update(sha256="0"), "'sha256' is not that of the text"),
        (lambda record: record.update(source={"map": "AAAA"}), "'map' is no map to the file"),
        (lambda record: record.update(source={"map": "?"}), "'map' is not Base64"),
        (lambda record: record.update(source={"map": _map(3)}), "'map' is that of a text of 3 characters, not 33"),
        (lambda record: _span(record).update(fragments=[[8.0, 13]]), r"list of \[start, end\]"),
        (lambda record: _span(record).update(schema_version=-1), "no number of a version"),
        (lambda record: _same(record, events=[2]), "same events 9: there is no event with the id 2"),
        (lambda record: _same(record, events=[3, 3]), "each once"),
        (lambda record: _same(record, places=[0, 1]), "one rising number"),
        (lambda record: _same(record, id=3), "the id 3 is given twice"),
        (lambda record: record.update(rulings=[_RULING | {"time": "today"}]), "'time' must be a time"),
        (lambda record: record.update(rulings=[_RULING | {"target": 77}]), "ruling 9: there is no thing"),
        (lambda record: record.update(exemptions=[{"id": 9, "annotator": "ada", "code": ""}]), "'code' is empty"),
    ],
)
def test_a_damaged_line_is_refused_with_its_place(
    source_of: SourceOf, tmp_path: Path, damage: Callable[[dict[str, Any]], object], message: str
) -> None:
    path = _damaged(source_of, tmp_path, damage)
    with pytest.raises(FormatError, match=f"out.jsonl:2: .*{message}"):
        list(FORMAT.read(path))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "the file is empty"),
        (b'{"text": "Kim"}\n', ":1: the first line must be the header"),
        (b'{"format":"glossator-jsonl","version":3,"schema":""}\n', "newer Glossator"),
        (b'{"format":"glossator-jsonl",\n', r":1: not a JSON value \(column"),
        (b"[1]\n", ":1: an object is expected, not a list"),
        (b"\xff\n", "byte 1 of the line is not UTF-8"),
    ],
)
def test_a_file_without_a_good_header_is_refused(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_bytes(content)
    with pytest.raises(FormatError, match=message):
        list(FORMAT.read(path))
