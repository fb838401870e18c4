"""brat: other people's collections as they are, ours as brat's own checks want them, and both ways whole."""

from __future__ import annotations

import re
from collections import Counter
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
    Note,
    Relation,
    Span,
)
from glossator.errors import FormatError
from glossator.exchange.base import ExportOptions, ExportSource
from glossator.exchange.filenames import FileNames
from glossator.exchange.formats.brat import FORMAT
from glossator.exchange.formats.brat.lines import Annotations
from glossator.schema import Schema
from glossator.schema.foreign.brat import read_annotation_conf
from glossator.schema.roles import ANY, ENTITY, EVENT, event_filler
from support.facts import facts

SourceOf = Callable[..., ExportSource]
TEXT = "North and South Korea 🇰🇷\ncalled Russia on."
KOREA = Span(2, 1, "ada", "GPE", ((0, 5), (16, 21)), "North Korea", {"sure": ("a", "b c")})
RUSSIA = Span(3, 1, "ada", "Länder typ", ((32, 38),), "Russia")
CLAUSE = Span(4, 1, "ada", None, ((22, 31),), "🇰🇷\ncalled")
ARGUMENTS = (Argument("actor", 2), Argument("actor", 3), Argument("topic", 4))
TRIGGER = ((25, 31), (39, 41))
EVENT_ = Event(5, 1, "ada", "REQUEST", TRIGGER, "called on", ("help",), ("legal",), ARGUMENTS, {"polarity": "negated"})
STATE = LayerState(6, 1, "ada", ("military",), {"entities": "done", "events": "done"})
RELATION = Relation(7, 1, "ada", "near to", 3, 4)
ENTITY_ = Entity(8, 1, "ada", "Korea", "Wikidata:Q 423", mentions=(2, 3))
NOTE = Note(9, 1, "ada", 5, "odd", True)
BUNDLE = Bundle(
    Document(1, "a.txt", TEXT),
    (Layer(1, "ada", STATE, (KOREA, RUSSIA, CLAUSE), (EVENT_,), (RELATION,), (ENTITY_,), (NOTE,)),),
)


def _written(source: ExportSource, out: Path) -> dict[str, str]:
    report = FORMAT.write(source, out, ExportOptions())
    assert sorted(report.files) == sorted(one.name for one in out.iterdir())
    return {one.name: one.read_text(encoding="utf-8") for one in out.iterdir()}


def test_a_document_is_as_brat_has_it(source_of: SourceOf, tmp_path: Path) -> None:
    files = _written(source_of(BUNDLE), tmp_path / "out")
    assert files["a.txt"] == TEXT
    assert files["a.ann"].splitlines() == [
        "T1\tGPE 0 5;16 21\tNorth Korea",
        "T2\tFILLER 22 24;25 31\t🇰🇷 called",
        "T3\tREQUEST 25 31;39 41\tcalled on",
        "T4\tL_nder_typ 32 38\tRussia",
        "E1\tREQUEST:T3 actor:T1 actor2:T4 topic:T2",
        "R1\tnear_to Arg1:T4 Arg2:T2\t",
        "*\tEquiv T1 T4",
        "A1\tsure T1 a",
        "A2\tsure T1 b_c",
        "A3\tMode_help E1",
        "A4\tContext_legal E1",
        "A5\tpolarity E1 negated",
        "N1\tReference T1 KB:=Wikidata%3AQ%20423\tKorea",
        "#1\tFlag E1\todd",
    ]


def test_it_comes_back_whole_but_for_what_the_report_says(source_of: SourceOf, tmp_path: Path) -> None:
    report = FORMAT.write(source_of(BUNDLE), tmp_path / "out", ExportOptions())
    assert report.counts() == {"context": 1}
    (read,) = FORMAT.read(tmp_path / "out")
    assert read.document.text == TEXT
    assert facts(read.layers[0], without=["contexts"]) == facts(BUNDLE.layers[0], without=["contexts"])
    assert FORMAT.notices(tmp_path / "out") == ()


@settings(max_examples=20)
@given(data=st.data())
def test_any_document_comes_back_but_for_what_the_report_says(
    data: st.DataObject,
    one_layer_bundle: st.SearchStrategy[Bundle],
    source_of: SourceOf,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    bundle = data.draw(one_layer_bundle)
    source, out = source_of(bundle), tmp_path_factory.mktemp("brat") / "out"
    report = FORMAT.write(source, out, ExportOptions())
    assert report.losses == FORMAT.preflight(source, ExportOptions()).losses
    (read,) = FORMAT.read(out)
    assert read.document.text == bundle.document.text
    layer = bundle.layers[0] if bundle.layers else Layer(1, "ada")
    lost = {loss.what for loss in report.losses}
    spans = {one.id: one.fragments for one in layer.spans}
    broken = {
        loss.thing for loss in report.losses if loss.what in ("span across a line break", "span of white space only")
    }
    whole = [one for one in layer.spans if one.id not in broken and one.label is not None]
    expected = Counter((one.label, one.fragments) for one in whole)
    assert not expected - Counter((one.label, one.fragments) for one in read.layers[0].spans)
    assert spans.keys() >= broken - {one.id for one in layer.events}
    no_trigger = {loss.thing for loss in report.losses if loss.what == "event without trigger"}
    events = [one for one in layer.events if not one.draft and one.id not in no_trigger | broken]
    assert not Counter((one.type, one.trigger, frozenset(one.modes)) for one in events) - Counter(
        (one.type, one.trigger, frozenset(one.modes)) for one in read.layers[0].events
    )
    if not lost - {"entities not looked at", "entities not finished", "events not looked at", "events not finished"}:
        assert facts(read.layers[0]) == facts(layer)


def test_the_schema_comes_back_under_our_names(source_of: SourceOf, tmp_path: Path) -> None:
    _written(source_of(BUNDLE), tmp_path / "out")
    schema = FORMAT.schema(tmp_path / "out")
    assert schema.entity_type("Länder typ") is not None
    assert schema.mode("REQUEST", "help") is not None
    assert schema.context("legal") is not None
    assert schema.entity_type("FILLER") is None
    sure = schema.attribute("sure")
    assert sure is not None
    assert sure.values == ("a", "b c")


# brat's own checks, restated after its server/src/verify_annotations.py.


def _problems(text: str, schema: Schema) -> list[str]:
    """What brat would complain of in a document of ours, entities that overlap (an option of one project) left out."""
    found = Annotations()
    found.take(text, where="a.ann")
    entities = {one.name for one in schema.entity_types}
    types = {one.name for one in schema.event_types}
    kinds = {thing: one.type for thing, one in (found.texts | found.events).items()}  # type: ignore[operator]
    problems = [f"unknown type {one.type}" for one in found.texts.values() if one.type not in entities | types]
    problems += [f"unknown event {one.type}" for one in found.events.values() if one.type not in types]
    triggers = Counter(one.trigger for one in found.events.values())
    for thing, one in found.texts.items():
        if one.type in types and thing not in triggers:
            problems.append(f"trigger {thing} without event")
    places = Counter((one.places, one.type) for one in found.texts.values() if one.type in types)
    problems += [f"trigger twice: {one}" for one, times in places.items() if 1 < times]
    for event in found.events.values():
        roles = {role.name: role for role in schema.roles_of(event.type, hidden=True)}
        for role, filler in event.arguments:
            name = role.rstrip("0123456789")
            allowed = roles[name].allowed if name in roles else ()
            accepted = {ANY, kinds[filler], event_filler(kinds[filler]), EVENT if filler[0] == "E" else ENTITY}
            if not accepted & set(allowed):
                problems.append(f"{event.type} cannot have {role}:{kinds[filler]}")
    for link in found.links.values():
        type_ = schema.relation_type(link.type)
        ends = [kinds[end] for _, end in link.ends]
        if type_ is None or not type_.fits(ends[0], ends[1]):
            problems.append(f"no relation {link.type} between {ends}")
    for feature in found.features.values():
        attribute = schema.attribute(feature.type)
        is_known = attribute is not None and (feature.value or "true") in attribute.values
        is_binary = attribute is not None and attribute.values == ("true",)
        if not is_known or is_binary != (feature.value is None):
            problems.append(f"no attribute {feature.type} {feature.value}")
    names = [*entities, *types, *(role.name for role in schema.roles), *(one.name for one in schema.attributes)]
    problems += [f"{name!r} is no name" for name in names if not re.fullmatch("[A-Za-z0-9_-]+", name)]
    problems += [f"{name} is an entity and an event" for name in entities & types]
    return problems


def test_brat_has_nothing_to_complain_of(source_of: SourceOf, tmp_path: Path) -> None:
    files = _written(source_of(BUNDLE), tmp_path / "out")
    assert _problems(files["a.ann"], read_annotation_conf(files["annotation.conf"])) == [
        # The schema does not let such a thing be an actor, so neither does brat.
        "REQUEST cannot have actor2:L_nder_typ"
    ]


@settings(max_examples=20)
@given(data=st.data())
def test_brat_knows_every_name_of_any_document(
    data: st.DataObject,
    one_layer_bundle: st.SearchStrategy[Bundle],
    source_of: SourceOf,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    files = _written(source_of(data.draw(one_layer_bundle)), tmp_path_factory.mktemp("brat") / "out")
    (text,) = (text for name, text in files.items() if name.endswith(".ann"))
    problems = _problems(text, read_annotation_conf(files["annotation.conf"]))
    # What fills a role, and what a relation links, is for the annotator; generated ones do not keep to the schema.
    assert [one for one in problems if "cannot have" not in one and "no relation" not in one] == []


# Other people's collections.

_COUNTED = re.compile(r"(spans|events|event args|relations|attributes|normalizations|notes|equivs|discontinuous) (\d+)")


def _stated(shared: Path, folder: str) -> Counter[str]:
    """The counts of the index for one folder."""
    found: Counter[str] = Counter()
    section = (shared / "foreign" / "INDEX.md").read_text(encoding="utf-8").partition(f"### brat/{folder}/")[2]
    for line in section.partition("\n### ")[0].splitlines():
        if line.startswith("|"):
            found.update({what: int(number) for what, number in _COUNTED.findall(line)})
    return found


def _counted(bundles: list[Bundle]) -> Counter[str]:
    found: Counter[str] = Counter()
    for bundle in bundles:
        (layer,) = bundle.layers
        found["spans"] += sum(1 for one in layer.spans if one.label is not None)
        found["events"] += len(layer.events)
        found["event args"] += sum(len(one.arguments) for one in layer.events)
        found["notes"] += len(layer.notes)
        found["normalizations"] += sum(1 for one in layer.entities if one.kb_id is not None)
        found["equivs"] += sum(1 for one in layer.entities if one.kb_id is None)
        things = (*layer.spans, *layer.events, *layer.relations)
        found["attributes"] += sum(
            1 if isinstance(value, str) else len(value) for thing in things for value in thing.attributes.values()
        )
    return found


def _triggers(folder: Path) -> int:
    """How many spans of a folder are triggers of events."""
    found = 0
    for path in (one for one in folder.iterdir() if one.suffix in (".ann", ".a2")):
        lines = path.read_text(encoding="utf-8").split("\n")
        found += len({line.split("\t")[1].split()[0].partition(":")[2] for line in lines if line.startswith("E")})
    return found


FOLDERS = {
    "tutorial-news": 13, "bionlp-st-2013-cg": 8, "bionlp-st-2013-pc": 5, "bionlp-st-2013-ge": 4, "anatem": 3,
    "cellfinder": 1, "phee": 49, "maccrobat2020": 3, "dkpro-core": 5, "litbank-coref": 1, "litbank-events": 1,
}  # fmt: skip


@pytest.mark.parametrize("folder", FOLDERS)
def test_other_peoples_collections(shared_dir: Path, folder: str, tmp_path: Path) -> None:
    path = shared_dir / "foreign" / "brat" / folder
    bundles = list(FORMAT.read(path))
    assert len(bundles) == FOLDERS[folder]
    found, stated = _counted(bundles), _stated(shared_dir, folder)
    found["spans"] += _triggers(path)
    for what in ("spans", "events", "event args", "attributes", "notes", "normalizations", "equivs"):
        assert found[what] == stated[what], what
    source = ExportSource(bundles=lambda: iter(bundles), schema=FORMAT.schema(path))
    FORMAT.write(source, tmp_path / "out", ExportOptions())
    again = {one.document.name: one for one in FORMAT.read(tmp_path / "out")}
    for bundle in bundles:
        assert again[bundle.document.name].document.text == bundle.document.text
        assert facts(again[bundle.document.name].layers[0]) == facts(bundle.layers[0])


def test_each_file_is_known_for_what_it_is(shared_dir: Path) -> None:
    for path in (shared_dir / "foreign" / "brat").rglob("*"):
        if path.is_file() and path.suffix in (".ann", ".a1"):
            assert FORMAT.sniff(path, path.read_bytes()[:65536]), path.name
        elif path.is_file() and path.suffix != ".a2":
            assert not FORMAT.sniff(path, path.read_bytes()[:65536]), path.name


def test_a_file_without_its_text_is_refused(shared_dir: Path) -> None:
    for path in (shared_dir / "foreign" / "brat" / "commodity-news-ann-only").iterdir():
        with pytest.raises(FormatError, match="its text is not there"):
            list(FORMAT.read(path))


def test_groups_that_are_no_equivalence_stay_groups(shared_dir: Path, tmp_path: Path) -> None:
    path = shared_dir / "foreign" / "brat" / "maccrobat2020"
    bundles = list(FORMAT.read(path))
    source = ExportSource(bundles=lambda: iter(bundles), schema=FORMAT.schema(path))
    FORMAT.write(source, tmp_path / "out", ExportOptions())
    for one in path.glob("*.ann"):
        stated = Counter(line for line in one.read_text(encoding="utf-8").splitlines() if line[0] == "*")
        written = (tmp_path / "out" / one.name).read_text(encoding="utf-8").splitlines()
        assert sum(1 for line in written if line[0] == "*") == stated.total()


# Offsets that are not code points, hostile files.


def _folder(tmp_path: Path, text: bytes, annotations: str) -> Path:
    (tmp_path / "a.txt").write_bytes(text)
    (tmp_path / "a.ann").write_text(annotations, encoding="utf-8", newline="\n")
    return tmp_path


@pytest.mark.parametrize(
    ("text", "line", "notice"),
    [
        ("🙂 Kim\r\nmet", "T1\tVerb 7 10\tmet", ""),
        ("🙂 Kim\r\nmet", "T1\tVerb 8 11\tmet", "UTF-16"),
        ("🙂 Kim\r\nmet", "T1\tVerb 10 13\tmet", "bytes"),
        ("🙂 Kim\r\nmet", "T1\tVerb 6 9\tmet", "line ends of one"),
        ("A Kim\nmet", "T1\tVerb 7 10\tmet", "line ends of two"),
        ("\ufeffKim met", "T1\tVerb 5 8\tmet", ""),
        ("\ufeffKim met", "T1\tVerb 4 7\tmet", "without the byte order mark"),
        ("Kim met", "T1\tVerb 5 8\tmet", "byte order mark before"),
    ],
)
def test_offsets_of_every_kind_are_found_out(tmp_path: Path, text: str, line: str, notice: str) -> None:
    folder = _folder(tmp_path, text.encode(), line + "\n")
    (bundle,) = FORMAT.read(folder)
    assert [one.text for one in bundle.layers[0].spans] == ["met"]
    notices = FORMAT.notices(folder)
    assert len(notices) == bool(notice)
    assert all(notice in one for one in notices)


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ("T1\tPerson 0 3\tPutin", r"a.ann:1: the text says 'Kim' at \[0, 3\), the annotation 'Putin'"),
        ("T1\tPerson 0 99\tKim", r"\[0, 99\) is not a stretch"),
        ("T1\tPerson 3 0\tKim", "empty or overlap"),
        ("T1\tPerson 0 2;1 3\tKi im", "empty or overlap"),
        ("T1\tPerson 0\tKim", "a type and offsets"),
        ("T1 Person 0 3 Kim", "is no line of brat's"),
        ("Q1\tPerson 0 3\tKim", "is no line of brat's"),
        ("T1\tPerson 0 3\tKim\nT1\tPerson 0 3\tKim", "a.ann:2: the id T1 is given twice"),
        ("E1\tMeet:T9", "no line T9 that its trigger"),
        ("T1\tMeet 0 3\tKim\nE1\tMeet:T1 Who:T7", "a.ann:2: there is no line T7"),
        ("E1\t", "is not an event"),
        ("R1\tNear Arg1:T1", "a relation with two ends"),
        ("R1\tNear Arg1:T1 Arg2:T2", "there is no line T1"),
        ("*\tEquiv", "is not a group"),
        ("*\tEquiv T1 T2", "there is no line T1"),
        ("A1\tNegation", "is not an attribute"),
        ("A1\tNegation E1", "there is no line E1"),
        ("N1\tReference T1 Q423", "is not a normalisation"),
        ("N1\tReference T1 Wikidata:Q423", "there is no line T1"),
        ("#1\tAnnotatorNotes", "is not a note"),
        ("T1\tPerson " + "9" * 5000 + " 3\tKim", "a type and offsets"),
    ],
)
def test_a_damaged_file_is_refused_with_its_line(tmp_path: Path, lines: str, message: str) -> None:
    with pytest.raises(FormatError, match=message):
        list(FORMAT.read(_folder(tmp_path, b"Kim met Putin.", lines)))


def test_links_out_of_the_folder_are_refused(tmp_path: Path) -> None:
    outside = _folder(tmp_path, b"Kim", "T1\tPerson 0 3\tKim\n") / "a.ann"
    folder = tmp_path / "inside"
    folder.mkdir()
    (folder / "b.ann").symlink_to(outside)
    with pytest.raises(FormatError, match="leads out of the folder"):
        list(FORMAT.read(folder))


def test_names_of_documents_become_names_of_files(source_of: SourceOf, tmp_path: Path) -> None:
    names = FileNames(suffix=".txt")
    given_names = ["a.txt", "A", "../../etc/passwd", "", "con", "x" * 300, "a/b.txt", "-rf"]
    taken = [names.take(name) for name in given_names]
    assert taken[:5] == ["a", "A-2", "_.._etc_passwd", "document", "_con"]
    assert all("/" not in name and len(name) <= 90 and not name.startswith(("-", ".")) for name in taken)
    (notice,) = names.notices()
    assert "'../../etc/passwd'" in notice
    bundles = [replace(BUNDLE, document=replace(BUNDLE.document, name=name)) for name in given_names]
    files = _written(source_of(*bundles), tmp_path / "out")
    assert len(files) == 2 * len(given_names) + 2
