"""UIMA: our CASes come back whole but for what the report says; INCEpTION's and other people's by rule."""

from __future__ import annotations

import json
import sys
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

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
    Metadata,
    Note,
    Relation,
    Span,
)  # fmt: skip
from glossator.errors import ExportError, FormatError
from glossator.exchange.base import ExportOptions, ExportSource
from glossator.exchange.formats.uima import JSON, XMI, Uima
from glossator.exchange.formats.uima.types import own_types
from glossator.schema import load_schema
from support.markup import same_as_written

cassis = pytest.importorskip("cassis")

SourceOf = Callable[..., ExportSource]
TEXT = "👩‍👩‍👧 Kim <met> Putin\nin Oban & left."
KIM, PUTIN = (6, 9), (16, 21)
BOTH = pytest.mark.parametrize("found", [XMI, JSON], ids=["xmi", "json"])


def _bundle(text: str = TEXT) -> Bundle:
    spans = (
        Span(2, 1, "ada", "PERSON", (KIM,), "Kim", {"title": "", "aka": ("a;b", "c")}),
        Span(3, 1, "ada", "PERSON", (KIM, PUTIN), "Kim Putin"),
        Span(4, 1, "ada", None, ((25, 29),), "Oban"),
    )
    arguments = (Argument("actor", 2, "RUS", ("gov", "")), Argument("place", 4), Argument("actor", 3))
    attributes = {"polarity": "positive", "own one": "x", "tense": ("a", "b")}
    events = (
        Event(5, 1, "ada", "CONSULT", ((11, 14), (25, 27)), "met Ob", ("visit",), ("legal",), arguments, attributes),
        Event(6, 1, "ada", "AID", (), arguments=(Argument("topic", 5),)),
    )
    state = LayerState(7, 1, "ada", ("military",), {"entities": "done", "events": "in_progress"})
    entities = (Entity(8, 1, "ada", "Kim", "Q1", "PRK", ("GOV",), (2, 3)),)
    relations = (Relation(10, 1, "ada", "near", 2, 4, {"how": "by bus"}),)
    layer = Layer(1, "ada", state, spans, events, relations, entities, (Note(9, 1, "ada", 10, "who?", True),))
    return Bundle(Document(1, "a.txt", text, Metadata("T", language="en", extra={"x": "y"})), (layer,))


@BOTH
def test_a_document_comes_back_whole(found: Uima, source_of: SourceOf, tmp_path: Path) -> None:
    report = found.write(source_of(_bundle()), tmp_path / "out", ExportOptions())
    path = tmp_path / "out" / report.files[0]
    assert report.files == (("a.xmi", "TypeSystem.xml") if found is XMI else ("a.json",))
    assert found.sniff(path, path.read_bytes()[:65536])
    (read,) = found.read(path)
    same_as_written(_bundle(), read)
    assert report.counts() == {
        "discontinuous span": 1,
        "event without trigger": 1,
        "discontinuous trigger": 1,
        "entity (coreference, country, sectors)": 1,
        "flag": 1,
        "context": 1,
        "events not finished": 1,
    }


def test_a_client_sees_inceptions_layers(source_of: SourceOf, tmp_path: Path) -> None:
    XMI.write(source_of(_bundle()), tmp_path / "out", ExportOptions())
    system = cassis.load_typesystem(tmp_path / "out" / "TypeSystem.xml")
    cas = cassis.load_cas_from_xmi(tmp_path / "out" / "a.xmi", typesystem=system)
    names = cas.select("de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity")
    assert [(one.value, one.identifier, one.get_covered_text()) for one in names] == [
        ("PERSON", "Q1", "Kim"),
        ("PERSON", "Q1", "Kim"),
        ("PERSON", None, "Putin"),
    ]
    first = cas.select("webanno.custom.Event")[-1]
    assert (first.eventType, first.polarity, first.get_covered_text()) == ("CONSULT", "positive", "met")
    assert [(one.role, one.target.get_covered_text()) for one in first.arguments.elements] == [
        ("actor", "Kim"), ("place", "Oban"), ("actor", "Kim")
    ]  # fmt: skip
    assert cas.select("de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Token")
    assert 'begin="9" end="12"' in (tmp_path / "out" / "a.xmi").read_text(encoding="utf-8")


@BOTH
@settings(max_examples=25)
@given(data=st.data())
def test_any_document_comes_back_whole(
    found: Uima,
    data: st.DataObject,
    one_layer_bundle: st.SearchStrategy[Bundle],
    source_of: SourceOf,
    tmp_path: Path,
) -> None:
    bundle = data.draw(one_layer_bundle)
    source = source_of(bundle)
    report = found.write(source, tmp_path / "out", ExportOptions())
    assert report.losses == found.preflight(source, ExportOptions()).losses
    path = tmp_path / "out" / report.files[0]
    first = path.read_bytes()
    (read,) = found.read(path)
    path.unlink()
    if "character that XML cannot hold" not in report.counts():
        same_as_written(bundle, read)
        again = found.write(source_of(read), tmp_path / "out", ExportOptions())
        assert (tmp_path / "out" / again.files[0]).read_bytes() == first
        (tmp_path / "out" / again.files[0]).unlink()


def test_control_characters(source_of: SourceOf, tmp_path: Path) -> None:
    bundle = _bundle(TEXT.replace("left", "l\x01ft"))
    report = XMI.write(source_of(bundle), tmp_path / "x", ExportOptions())
    assert report.counts()["character that XML cannot hold"] == 1
    assert [one.document.text for one in XMI.read(tmp_path / "x")] == [TEXT.replace("left", "l ft")]
    assert (
        "character that XML cannot hold" not in JSON.write(source_of(bundle), tmp_path / "j", ExportOptions()).counts()
    )
    assert [one.document.text for one in JSON.read(tmp_path / "j")] == [bundle.document.text]


def test_a_zip_with_its_type_system(source_of: SourceOf, tmp_path: Path) -> None:
    other = replace(_bundle(), document=replace(_bundle().document, name="b.txt"))
    report = XMI.write(source_of(_bundle(), other), tmp_path / "out", ExportOptions())
    archive = tmp_path / "curated.zip"
    with zipfile.ZipFile(archive, "w") as file:
        for name in report.files:
            file.write(tmp_path / "out" / name, name)
    assert XMI.sniff(archive, archive.read_bytes()[:65536])
    assert [one.document.name for one in XMI.read(archive)] == ["a.txt", "b.txt"]
    assert list(XMI.read(tmp_path / "out" / "TypeSystem.xml")) == []


def test_without_the_library_there_is_one_clear_sentence(
    source_of: SourceOf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    JSON.write(source_of(_bundle()), tmp_path / "out", ExportOptions())
    monkeypatch.setitem(sys.modules, "cassis", None)
    with pytest.raises(ExportError, match="dkpro-cassis, which is not installed"):
        XMI.write(source_of(_bundle()), tmp_path / "other", ExportOptions())
    with pytest.raises(FormatError, match="dkpro-cassis, which is not installed"):
        list(JSON.read(tmp_path / "out"))
    assert XMI.preflight(source_of(_bundle()), ExportOptions()).documents == 1


def test_a_target_that_is_not_indexed(tmp_path: Path) -> None:
    path = tmp_path / "x.xmi"
    path.write_text(
        '<xmi:XMI xmlns:xmi="http://www.omg.org/XMI" xmlns:cas="http:///uima/cas.ecore" xmi:version="2.0" '
        'xmlns:c="http:///webanno/custom.ecore">'
        '<c:Event xmi:id="2" sofa="1" begin="3" end="6" eventType="MEET" arguments="4"/>'
        '<c:Filler xmi:id="3" sofa="1" begin="7" end="10"/><c:EventArgumentsLink xmi:id="4" role="who" target="3"/>'
        '<cas:Sofa xmi:id="1" sofaNum="1" sofaID="_InitialView" sofaString="💩 met Ada"/>'
        '<cas:View sofa="1" members="2"/></xmi:XMI>',
        encoding="utf-8",
    )
    (tmp_path / "TypeSystem.xml").write_text(own_types(load_schema("plover")).system.to_xml())
    (bundle,) = XMI.read(path)
    (layer,) = bundle.layers
    assert [(one.type, one.text) for one in layer.events] == [("MEET", "met")]
    assert [(one.label, one.text) for one in layer.spans] == [(None, "Ada")]


# Other people's files: (code points of each text after normalisation, spans, events, relations, left out)
CASSIS = {
    "cas_has_fs_with_no_namespace.xmi": ([9], 1, 0, 0, 0),
    "cas_with_collections.xmi": ([47], 0, 0, 0, 3),
    "cas_with_empty_array_reference.xmi": ([22], 0, 0, 0, 6),
    "cas_with_floating_point_special_values.xmi": ([22], 0, 0, 0, 0),
    "cas_with_multiple_references_allowed_string_array.xmi": ([47], 0, 0, 0, 1),
    "cas_with_nonindexed_fs.xmi": ([4], 0, 0, 0, 0),
    "cas_with_reserved_names.xmi": ([47], 0, 0, 0, 1),
    "cas_with_smileys.xmi": ([834], 5, 0, 0, 151),
    "cas_with_two_sofas.xmi": ([47, 47], 0, 0, 0, 0),
    "empty_cas.xmi": ([47], 0, 0, 0, 0),
    "small_cas.xmi": ([47], 0, 0, 0, 13),
}
JSON_CAS = {
    "ser-ref-casExtendingDocumentAnnotation": ([16], 0, 0, 0, 0),
    "ser-ref-casWithEmojiUnicodeTextAndAnnotations": ([32], 9, 0, 0, 0),
    "ser-ref-casWithText": ([15], 0, 0, 0, 0),
    "one-way-tsv3-testSimpleSlotFeature": ([16], 2, 1, 0, 6),
    "one-way-casWithBadSofaFsOrder": ([16], 0, 0, 0, 1),
}
WITHOUT_TEXT = (
    "ser-ref-casWithFloatingPointSpecialValues", "ser-ref-casWithSofaDataArray",
    "ser-ref-casWithoutTextButWithAnnotations", "ser-ref-emptyCas",
)  # fmt: skip


def _counts(found: Uima, path: Path) -> tuple[list[int], int, int, int, int]:
    decoded = list(found.decoded(path))
    layers = [layer for one in decoded for layer in one.bundle.layers]
    return (
        [len(one.bundle.document.text) for one in decoded],
        sum(len(layer.spans) for layer in layers),
        sum(len(layer.events) for layer in layers),
        sum(len(layer.relations) for layer in layers),
        sum(one.left_out.total() for one in decoded),
    )


@pytest.mark.parametrize("name", sorted(CASSIS))
def test_files_of_cassis(shared_dir: Path, name: str) -> None:
    path = shared_dir / "foreign" / "uima" / "cassis" / name
    assert XMI.sniff(path, path.read_bytes()[:65536])
    assert _counts(XMI, path) == CASSIS[name]
    assert bool(XMI.notices(path)) == bool(CASSIS[name][-1])


@pytest.mark.parametrize("name", sorted(JSON_CAS))
def test_files_in_json_and_their_twins_in_xmi(shared_dir: Path, name: str) -> None:
    folder = shared_dir / "foreign" / "uima" / "json-cas"
    for path in sorted(folder.glob(f"{name}-data*.json")):
        assert JSON.sniff(path, path.read_bytes()[:65536])
        assert _counts(JSON, path) == JSON_CAS[name]
    for path in folder.glob(f"{name}-debug.xmi"):
        assert _counts(XMI, path) == JSON_CAS[name]


@pytest.mark.parametrize("name", WITHOUT_TEXT)
def test_files_without_text_say_so(shared_dir: Path, name: str) -> None:
    folder = shared_dir / "foreign" / "uima" / "json-cas"
    with pytest.raises(FormatError, match="no text"):
        list(JSON.read(folder / f"{name}-data.json"))
    with pytest.raises(FormatError, match="no text"):
        list(XMI.read(folder / f"{name}-debug.xmi"))


def test_feature_structures_as_an_object(shared_dir: Path) -> None:
    (path,) = (shared_dir / "foreign" / "uima" / "json-cas-fs-as-object").iterdir()
    assert _counts(JSON, path) == JSON_CAS["ser-ref-casWithEmojiUnicodeTextAndAnnotations"]


def test_older_json_is_refused_with_advice(shared_dir: Path) -> None:
    path = shared_dir / "foreign" / "uima" / "legacy-json" / "chunk2000_ref.json"
    assert JSON.sniff(path, path.read_bytes()[:65536])
    with pytest.raises(FormatError, match="older UIMA programs"):
        list(JSON.read(path))


def test_every_type_system_is_taken_for_one(shared_dir: Path) -> None:
    folder = shared_dir / "foreign" / "uima"
    systems = sorted(folder.rglob("*.xml"))
    assert len(systems) == 23
    for path in systems:
        assert XMI.sniff(path, path.read_bytes()[:65536])
        assert list(XMI.read(path)) == []


def test_smileys_and_line_ends(shared_dir: Path) -> None:
    (bundle,) = XMI.read(shared_dir / "foreign" / "uima" / "cassis" / "cas_with_smileys.xmi")
    (layer,) = bundle.layers
    assert [(one.label, one.text) for one in layer.spans][-2:] == [("OTH", "PyTorch"), ("OTH", "TensorFlow")]
    assert bundle.document.name == "huggingface.txt"
    assert layer.review("entities") == "in_progress"


def test_links_of_inception_are_arguments(shared_dir: Path) -> None:
    folder = shared_dir / "foreign" / "uima" / "json-cas"
    (bundle,) = XMI.read(folder / "one-way-tsv3-testSimpleSlotFeature-debug.xmi")
    (layer,) = bundle.layers
    (event,) = layer.events
    named = {one.id: one.text for one in layer.spans}
    assert (event.type, event.text) == ("SimpleLinkHost", "This")
    assert [(one.role, named[one.filler]) for one in event.arguments] == [("p1", "is"), ("p2", "a")]


def test_other_peoples_files_go_out_and_come_back(shared_dir: Path, source_of: SourceOf, tmp_path: Path) -> None:
    folder = shared_dir / "foreign" / "uima"
    paths = [folder / "cassis" / name for name in CASSIS]
    paths += [folder / "json-cas" / f"{name}-debug.xmi" for name in JSON_CAS if "Bad" not in name and "Ext" not in name]
    for number, path in enumerate(paths):
        bundles = list(XMI.read(path))
        for found in (XMI, JSON):
            out = tmp_path / f"{number}{found.name}"
            found.write(source_of(*bundles), out, ExportOptions())
            for bundle, again in zip(bundles, found.read(out), strict=True):
                same_as_written(bundle, again)


XMI_HEAD = '<xmi:XMI xmlns:xmi="http://www.omg.org/XMI" xmlns:cas="http:///uima/cas.ecore" xmi:version="2.0"'
SOFA = '<cas:Sofa xmi:id="1" sofaNum="1" sofaID="_InitialView" sofaString="abc"/>'
BAD_XMI = {
    "outside": ('<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + XMI_HEAD + ">&e;</xmi:XMI>", "DOCTYPE"),
    "bomb": ('<!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]>' + XMI_HEAD + ">&b;</xmi:XMI>", "DOCTYPE"),
    "broken": (XMI_HEAD + ">", "not well-formed"),
    "other": ("<html/>", "<html>"),
    "no types": (
        XMI_HEAD + f' xmlns:x="http:///my/own.ecore"><x:Thing xmi:id="2" sofa="1" begin="0" end="1"/>{SOFA}</xmi:XMI>',
        "type my.own.Thing.*TypeSystem.xml",
    ),
    "beyond": (
        XMI_HEAD + f' xmlns:t="http:///uima/tcas.ecore"><t:Annotation xmi:id="2" sofa="1" begin="0" end="9"/>{SOFA}'
        '<cas:View sofa="1" members="2"/></xmi:XMI>', "9",
    ),
    "member": (XMI_HEAD + f'>{SOFA}<cas:View sofa="1" members="77"/></xmi:XMI>', "not a sound UIMA CAS"),
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(BAD_XMI))
def test_bad_xmi_is_refused(tmp_path: Path, name: str) -> None:
    content, message = BAD_XMI[name]
    path = tmp_path / "bad.xmi"
    path.write_text(content)
    with pytest.raises(FormatError, match=f"bad.xmi.*{message}"):
        list(XMI.read(path))


def test_a_hostile_type_system_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.xmi").write_text(
        XMI_HEAD + f' xmlns:x="http:///my/own.ecore"><x:Thing xmi:id="2" sofa="1" begin="0" end="1"/>{SOFA}</xmi:XMI>'
    )
    (tmp_path / "TypeSystem.xml").write_text(
        '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><typeSystemDescription>&e;</typeSystemDescription>'
    )
    with pytest.raises(FormatError, match=r"TypeSystem\.xml:1: .*DOCTYPE"):
        list(XMI.read(tmp_path / "a.xmi"))


@pytest.mark.parametrize(
    "value",
    [[], {"%VIEWS": 3}, {"%FEATURE_STRUCTURES": [{"%ID": 1, "%TYPE": "no.such.Type"}]}, {"a": 1}, "["],
)
def test_bad_json_is_refused(tmp_path: Path, value: object) -> None:
    path = tmp_path / "bad.json"
    path.write_text(value if isinstance(value, str) else json.dumps(value))
    with pytest.raises(FormatError, match=r"bad\.json"):
        list(JSON.read(path))


def test_zip_traps_are_refused(tmp_path: Path) -> None:
    for name, content, message in (
        ("../../etc/x.xmi", b"x", "leads out"),
        ("/x.xmi", b"x", "leads out"),
        ("c:\\x.xmi", b"x", "leads out"),
        ("x.xmi", b" " * 2**24, "improbably much"),
        ("x.txt", b"x", "no file that ends in"),
    ):
        path = tmp_path / "trap.zip"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
            file.writestr(name, content)
        with pytest.raises(FormatError, match=message):
            list(XMI.read(path))
    path.write_bytes(b"PK\x03\x04" + b"x" * 100)
    with pytest.raises(FormatError, match="damaged"):
        list(XMI.read(path))
