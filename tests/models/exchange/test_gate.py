"""GATE: our documents come back whole but for what the report says; other people's as they are."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossator.annotation import Argument, Bundle, Document, Entity, Event, Layer, LayerState, Metadata, Note, Span
from glossator.errors import FormatError
from glossator.exchange.base import ExportOptions, ExportSource
from glossator.exchange.formats.gate import FORMAT, read_document
from glossator.text.offsets import Utf16Index
from support.markup import same_as_written

SourceOf = Callable[..., ExportSource]
TEXT = "👩‍👩‍👧 Kim <met> Putin\nin Oban & left."
KIM, PUTIN = (6, 9), (16, 21)


def _bundle(text: str = TEXT) -> Bundle:
    spans = (
        Span(2, 1, "ada", "PERSON", (KIM,), "Kim", {"title": "", "aka": ("a;b", "c")}),
        Span(3, 1, "ada", "PERSON", (KIM, PUTIN), "Kim Putin"),
        Span(4, 1, "ada", None, ((25, 29),), "Oban"),
    )
    arguments = (Argument("actor", 2, "RUS", ("gov",)), Argument("place", 4), Argument("actor", 3))
    events = (
        Event(5, 1, "ada", "CONSULT", ((11, 14),), "met", ("visit",), ("legal",), arguments, {"polarity": "positive"}),
        Event(6, 1, "ada", "AID", (), arguments=(Argument("topic", 5),)),
    )
    state = LayerState(7, 1, "ada", ("military",), {"entities": "done", "events": "in_progress"})
    entities = (Entity(8, 1, "ada", "Kim", "Q1", "PRK", ("GOV",), (2, 3)),)
    layer = Layer(1, "ada", state, spans, events, (), entities, (Note(9, 1, "ada", 8, "who?", True),))
    return Bundle(Document(1, "a/b: c.txt", text, Metadata("T", language="en", extra={"x": "y"})), (layer,))


def _written(bundle: Bundle, source_of: SourceOf, folder: Path) -> Path:
    report = FORMAT.write(source_of(bundle), folder, ExportOptions())
    (name,) = report.files
    return folder / name


def test_a_document_as_gate_writes_it(source_of: SourceOf, tmp_path: Path) -> None:
    path = _written(_bundle(), source_of, tmp_path / "out")
    content = path.read_text(encoding="utf-8")
    assert path.name == "a_b__c.xml"
    assert '<Node id="9"/>Kim<Node id="12"/> &lt;<Node id="14"/>met' in content
    assert '<Annotation Id="1" Type="PERSON" StartNode="9" EndNode="12">' in content
    assert Utf16Index(TEXT).to_utf16(6) == 9
    (read,) = FORMAT.read(path)
    same_as_written(_bundle(), read)
    (layer,) = read.layers
    assert [note.target for note in layer.notes] == [layer.entities[0].id]
    assert FORMAT.sniff(path, path.read_bytes()[:65536])


def test_losses(source_of: SourceOf) -> None:
    assert FORMAT.preflight(source_of(_bundle()), ExportOptions()).counts() == {
        "discontinuous span": 1,
        "event without trigger": 1,
        "entity (coreference, country, sectors)": 1,
        "flag": 1,
        "context": 1,
        "events not finished": 1,
    }


def test_control_characters_are_replaced_and_said(source_of: SourceOf, tmp_path: Path) -> None:
    bundle = _bundle(TEXT.replace("left", "l\x01ft"))
    report = FORMAT.write(source_of(bundle), tmp_path / "out", ExportOptions())
    assert report.counts()["character that XML cannot hold"] == 1
    (read,) = FORMAT.read(tmp_path / "out")
    assert read.document.text == TEXT.replace("left", "l ft")


@settings(max_examples=40)
@given(data=st.data())
def test_any_document_comes_back_whole(
    data: st.DataObject, any_bundle: st.SearchStrategy[Bundle], source_of: SourceOf, tmp_path: Path
) -> None:
    bundle = data.draw(any_bundle)
    source = source_of(bundle)
    folder = tmp_path / "out"
    report = FORMAT.write(source, folder, ExportOptions())
    assert report.losses == FORMAT.preflight(source, ExportOptions()).losses
    path = folder / report.files[0]
    first = path.read_bytes()
    (read,) = FORMAT.read(path)
    path.unlink()
    if "character that XML cannot hold" not in report.counts():
        same_as_written(bundle, read, every_layer=True)
        again = FORMAT.write(source_of(read), folder, ExportOptions())
        assert (folder / again.files[0]).read_bytes() == first
        (folder / again.files[0]).unlink()


def test_edits_made_in_gate_are_kept(source_of: SourceOf, tmp_path: Path) -> None:
    arguments = (Argument("actor", 2), Argument("place", 4))
    bundle = _bundle()
    layer = replace(bundle.layers[0], events=(replace(bundle.layers[0].events[0], arguments=arguments),))
    path = _written(replace(bundle, layers=(layer,)), source_of, tmp_path / "out")
    written = path.read_text(encoding="utf-8")
    value = '{}</Name>\n  <Value className="java.lang.Integer">{}<'
    assert value.format("role.place", 3) in written
    path.write_text(written.replace(value.format("role.place", 3), value.format("role.place", 2)), encoding="utf-8")
    (read,) = FORMAT.read(path)
    (event,) = read.layers[0].events
    assert event.fillers("actor") == event.fillers("place")


# Other people's files. (code points, annotations, of them left out, layers)
FOREIGN: dict[str, tuple[int, int, int, tuple[str, ...]]] = {
    "tests-testdoc1.xml": (25, 7, 3, ("", "Set2")),
    "tests-testdoc1.bdocjs": (25, 7, 3, ("", "Set2")),
    "tests-testdoc1.bdocjs.gz": (25, 7, 3, ("", "Set2")),
    "tests-testdoc1.bdocmp": (25, 7, 3, ("", "Set2")),
    "tests-testdoc1.bdocym": (25, 7, 3, ("", "Set2")),
    "examples-test-doc1.gate_sj": (50, 3, 3, ()),
    "examples-saveddoc.xml": (33, 18, 16, ("",)),
    "examples-testdoc.bdocjson": (33, 8, 8, ()),
    "debug-doc1.bdocjson": (124, 63, 58, ("",)),
    "gate-core-beijing-opera.xml": (2068, 85, 2, ("ann1", "ann2", "ann3")),
    "dkpro-2002-ner2002_ref_generic.xml": (122, 28, 24, ("",)),
}


@pytest.mark.parametrize("name", sorted(FOREIGN))
def test_other_peoples_files(shared_dir: Path, name: str) -> None:
    path = shared_dir / "foreign" / "gate" / name
    assert FORMAT.sniff(path, path.read_bytes()[:65536])
    decoded = read_document(path)
    bundle = decoded.bundle
    spans = sum(len(layer.spans) for layer in bundle.layers)
    left = decoded.left_out.total()
    found = (len(bundle.document.text), spans + left, left, tuple(sorted(one.annotator for one in bundle.layers)))
    assert found == FOREIGN[name]
    assert bool(FORMAT.notices(path)) == bool(left or decoded.complicated)


def test_the_same_document_in_every_form(shared_dir: Path) -> None:
    folder = shared_dir / "foreign" / "gate"
    kinds = ("xml", "bdocjs", "bdocjs.gz", "bdocmp", "bdocym")
    found = [read_document(folder / f"tests-testdoc1.{kind}").bundle for kind in kinds]
    assert len({json.dumps(_told(bundle), sort_keys=True) for bundle in found}) == 1


def _told(bundle: Bundle) -> Any:
    spans = [(one.annotator, one.label, one.text) for layer in bundle.layers for one in layer.spans]
    return [bundle.document.text, spans]


def test_labels_of_dkpro(shared_dir: Path) -> None:
    (bundle,) = FORMAT.read(shared_dir / "foreign" / "gate" / "dkpro-2002-ner2002_ref_generic.xml")
    (layer,) = bundle.layers
    assert [(one.label, one.text, dict(one.attributes)) for one in layer.spans] == [
        ("PER", "Wolff", {}), ("LOC", "Argentina", {}), ("PER", "Del Bosque", {}), ("ORG", "Real Madrid", {})
    ]  # fmt: skip
    assert layer.review("entities") == "in_progress"


def test_other_peoples_files_go_out_and_come_back(shared_dir: Path, source_of: SourceOf, tmp_path: Path) -> None:
    for name in FOREIGN:
        (bundle,) = FORMAT.read(shared_dir / "foreign" / "gate" / name)
        (again,) = FORMAT.read(_written(bundle, source_of, tmp_path / name))
        same_as_written(bundle, again, every_layer=True)


def test_older_json(tmp_path: Path) -> None:
    path = tmp_path / "t.json"
    record = {"text": "💩 Oban", "entities": {"Location": [{"indices": [3, 7], "rule": "x"}]}}
    path.write_text(json.dumps(record))
    assert FORMAT.sniff(path, path.read_bytes())
    (bundle,) = FORMAT.read(path)
    (span,) = bundle.layers[0].spans
    assert (span.label, span.text, span.attributes) == ("Location", "Oban", {"rule": "x"})


HEAD = "<GateDocument><GateDocumentFeatures></GateDocumentFeatures><TextWithNodes>"
BAD: dict[str, tuple[str | bytes, str]] = {
    "doctype": (
        '<!DOCTYPE x [<!ENTITY a "aaaa">]><GateDocument><TextWithNodes>&a;</TextWithNodes></GateDocument>',
        "DOCTYPE",
    ),
    "outside": ('<!DOCTYPE x SYSTEM "file:///etc/passwd"><GateDocument/>', "DOCTYPE"),
    "broken": (HEAD, "not well-formed"),
    "other": ("<html/>", "<html>"),
    "node": (HEAD + 'a</TextWithNodes><AnnotationSet><Annotation Id="1" Type="A" StartNode="0" EndNode="9"/>'
             "</AnnotationSet></GateDocument>", "names no node"),
    "deep": ("<GateDocument>" + "<a>" * 200, "nested too deep"),
    "encoding": (b"<?xml version='1.0' encoding='x-none'?><GateDocument/>", "not"),
    "json": ('{"text": 3}', "'text' must be a string"),
    "range": (json.dumps({"text": "a", "annotation_sets": {"": {"annotations": [
        {"start": 0, "end": 5, "id": 0, "type": "A"}]}}}), r"\[0, 5\)"),
    "units": (json.dumps({"text": "a", "offset_type": "j", "annotation_sets": {"": {"annotations": [
        {"start": 0, "end": 5, "id": 0, "type": "A"}]}}}), "UTF-16"),
    "nested json": ("[" * 100_000, "not a JSON value"),
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(BAD))
def test_bad_files_are_refused_with_the_place(tmp_path: Path, name: str) -> None:
    content, message = BAD[name]
    path = tmp_path / "bad.xml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(FormatError, match=f"bad.xml.*{message}"):
        list(FORMAT.read(path))


def test_a_gzip_bomb_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("glossator.exchange.formats.gate.MOST_BYTES", 2**20)
    path = tmp_path / "x.bdocjs.gz"
    path.write_bytes(gzip.compress(b" " * 2**21))
    with pytest.raises(FormatError, match="unpack to more"):
        list(FORMAT.read(path))


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.bdocmp", b"\xa3abc", "MessagePack of the kind"),
        ("a.bdocmp", b"\xa3sm2\xa1j", "ends too early"),
        ("a.bdocmp", b"\xa3sm2\xa1j\xa1t\xa1n\x80\xa1x", "no number of things"),
        ("a.bdocmp", b"\xc1", "not sound"),
        ("a.bdocym", b"a: &a {b: c}\nd:\n  <<: *a\n", "merge keys"),
        ("a.bdocym", b"a: [", "not YAML"),
        ("a.bdocym", b"!!python/object/apply:os.system [ls]", "not YAML"),
    ],
)
def test_bad_packed_files_are_refused(tmp_path: Path, name: str, content: bytes, message: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(FormatError, match=f"{name}.*{message}"):
        list(FORMAT.read(tmp_path / name))


def test_aliases_are_not_unfolded(tmp_path: Path) -> None:
    lists = "".join(f"x{n}: &x{n} [{', '.join([f'*x{n - 1}'] * 9)}]\n" for n in range(1, 12))
    path = tmp_path / "bomb.bdocym"
    features = "".join(f"  {line}\n" for line in ("x0: &x0 [a]\n" + lists).splitlines())
    path.write_text(f"text: a\noffset_type: p\nannotation_sets: {{}}\nfeatures:\n{features}")
    assert read_document(path).complicated.total() == 11


def test_counts_say_what_was_left_out(shared_dir: Path) -> None:
    decoded = read_document(shared_dir / "foreign" / "gate" / "dkpro-2002-ner2002_ref_generic.xml")
    assert decoded.left_out == Counter({"Token": 23, "Sentence": 1})
