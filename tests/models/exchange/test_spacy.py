"""Training data for spaCy, read back by spaCy itself."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossator.annotation import (
    Argument,
    Bundle,
    Decision,
    Document,
    Entity,
    Event,
    Layer,
    LayerState,
    Metadata,
    Note,
    Relation,
    Span,
    Suggestion,
    as_fragments,
    text_of,
)
from glossator.errors import ExportError
from glossator.exchange.base import ExportOptions, ExportSource
from glossator.exchange.formats.spacy_docbin import FORMAT

spacy = pytest.importorskip("spacy")
from spacy.tokens import Doc, DocBin  # noqa: E402

SourceOf = Callable[..., ExportSource]
TEXT = "The North and South Korea office called Russia on.\n\nKim Jong-un's U.S.-led visit 😀  ended."
ALL = ExportOptions(split=(1, 0, 0))


def _at(surface: str) -> tuple[int, int]:
    start = TEXT.index(surface)
    return start, start + len(surface)


def _span(thing: int, label: str | None, *surfaces: str) -> Span:
    fragments = tuple(map(_at, surfaces))
    return Span(thing, 1, "ada", label, fragments, text_of(TEXT, fragments))


def _event(thing: int, *surfaces: str, **more: Any) -> Event:
    trigger = tuple(map(_at, surfaces))
    return Event(thing, 1, "ada", "REQUEST", trigger, text_of(TEXT, trigger), **more)


def _bundle(*things: Span | Event, suggestions: tuple[Suggestion, ...] = (), **reviews: str) -> Bundle:
    layer = Layer(
        1,
        "ada",
        LayerState(90, 1, "ada", ("legal",), reviews),  # type: ignore[arg-type]
        tuple(thing for thing in things if isinstance(thing, Span)),
        tuple(thing for thing in things if isinstance(thing, Event)),
    )
    return Bundle(Document(1, "a.txt", TEXT, Metadata(language="en")), (layer,), suggestions)


def _docs(folder: Path, share: str = "train") -> list[Doc]:
    return list(DocBin().from_disk(folder / f"{share}.spacy").get_docs(spacy.blank("xx").vocab))


def _one(bundle: Bundle, source_of: SourceOf, folder: Path) -> tuple[Doc, list[str]]:
    report = FORMAT.write(source_of(bundle), folder, ALL)
    (doc,) = _docs(folder)
    assert doc.text == bundle.document.text
    return doc, sorted({loss.what for loss in report.losses})


def _labelled(spans: Iterator[Any]) -> list[tuple[str, str]]:
    return [(span.text, span.label_) for span in spans]


def test_flat_and_nested_spans(source_of: SourceOf, tmp_path: Path) -> None:
    bundle = _bundle(
        _span(2, "ORG", "South Korea office"),
        _span(3, "GPE", "South Korea"),
        _span(4, "GPE", "Russia"),
        entities="done",
    )
    doc, lost = _one(bundle, source_of, tmp_path)
    assert _labelled(doc.ents) == [("South Korea office", "ORG"), ("Russia", "GPE")]
    assert _labelled(doc.spans["sc"]) == [("South Korea office", "ORG"), ("South Korea", "GPE"), ("Russia", "GPE")]
    assert doc[0].ent_iob_ == "O"
    assert lost == ["events not looked at", "nested span"]


def test_words_of_a_crossing_span_are_of_unknown_kind(source_of: SourceOf, tmp_path: Path) -> None:
    bundle = _bundle(_span(2, "ORG", "North and South"), _span(3, "GPE", "South Korea"), entities="done", events="done")
    doc, lost = _one(bundle, source_of, tmp_path)
    assert _labelled(doc.ents) == [("North and South", "ORG")]
    assert {token.text: token.ent_iob_ for token in doc}["Korea"] == ""
    assert lost == ["overlapping span"]


def test_discontinuous_spans_are_kept_by_fragments(source_of: SourceOf, tmp_path: Path) -> None:
    bundle = _bundle(_span(2, "GPE", "North", "Korea"), entities="done", events="done")
    doc, lost = _one(bundle, source_of, tmp_path)
    assert [(span.text, span.id_) for span in doc.spans["sc"]] == [("North", "S1"), ("Korea", "S1")]
    assert not doc.ents
    kinds = {token.text: token.ent_iob_ for token in doc}
    assert (kinds["North"], kinds["and"], kinds["Korea"]) == ("", "O", "")
    assert lost == ["discontinuous span"]


def test_edges_inside_tokens_are_widened_and_said(source_of: SourceOf, tmp_path: Path) -> None:
    report = FORMAT.write(
        source_of(_bundle(_span(2, "PERSON", "Kim Jong-u"), entities="done", events="done")), tmp_path, ALL
    )
    assert [(loss.what, loss.thing) for loss in report.losses] == [("edge inside a token", 2)]
    assert report.losses[0].detail == "PERSON: 'Kim Jong-u' → 'Kim Jong-un'"
    assert _labelled(_docs(tmp_path)[0].ents) == [("Kim Jong-un", "PERSON")]
    (line,) = (tmp_path / "losses.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(line)["detail"] == report.losses[0].detail


def test_events(source_of: SourceOf, tmp_path: Path) -> None:
    things = (
        _span(2, "GPE", "Russia"),
        _span(3, None, "Kim Jong-un"),
        _event(4, "visit", modes=("help",)),
        _event(5, "called", "on", attributes={"polarity": "positive"}, contexts=("military",),
               arguments=(Argument("recipient", 2, "RUS", ("GOV",)), Argument("topic", 4), Argument("actor", 3))),
        _event(6, draft=True),
        _event(7),
    )  # fmt: skip
    doc, lost = _one(_bundle(*things, entities="done", events="done"), source_of, tmp_path)
    assert [(one.text, one.label_, one.id_) for one in doc.spans["triggers"]] == [
        ("called", "REQUEST", "E2"),
        ("on", "REQUEST", "E2"),
        ("visit", "REQUEST", "E3"),
    ]
    assert [(one.text, one.label_, one.id_, one.kb_id_) for one in doc.spans["arguments"]] == [
        ("Russia", "recipient", "E2", "S1"),
        ("visit", "topic", "E2", "E3"),
        ("Kim Jong-un", "actor", "E2", "S2"),
    ]
    assert doc.cats == {"military": 1.0, "legal": 1.0, "health": 0.0}
    assert _labelled(doc.ents) == [("Russia", "GPE")]
    assert lost == ["discontinuous trigger", "event without trigger", "unfinished event (draft)"]
    events = [json.loads(line) for line in (tmp_path / "events.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [event["id"] for event in events] == ["E1", "E2", "E3"]
    assert events[0]["trigger"] is None
    asked = events[1]
    assert asked["sha256"] == doc.user_data["glossator"]["sha256"]
    assert asked["trigger"]["text"] == "called on"
    for place in (asked["trigger"], *asked["arguments"]):
        assert [TEXT[slice(*one)] for one in place["fragments"]] == [doc[slice(*one)].text for one in place["tokens"]]
    assert asked["arguments"][0] | {"country": "RUS", "sectors": ["GOV"], "label": "GPE"} == asked["arguments"][0]


def test_what_nobody_looked_at_is_missing(source_of: SourceOf, tmp_path: Path) -> None:
    doc, lost = _one(_bundle(), source_of, tmp_path / "unseen")
    assert not doc.has_annotation("ENT_IOB")
    assert "sc" not in doc.spans
    assert "triggers" not in doc.spans
    assert doc.cats == {"legal": 1.0}
    assert lost == ["entities not looked at", "events not looked at"]
    doc, lost = _one(_bundle(entities="done", events="done"), source_of, tmp_path / "empty")
    assert {token.ent_iob_ for token in doc} == {"O"}
    assert list(doc.spans["sc"]) == list(doc.spans["triggers"]) == []
    assert doc.cats == {"military": 0.0, "legal": 1.0, "health": 0.0}
    assert lost == []


def test_an_unfinished_document_says_nothing_of_the_other_words(source_of: SourceOf, tmp_path: Path) -> None:
    doc, lost = _one(_bundle(_span(2, "GPE", "Russia"), entities="in_progress"), source_of, tmp_path)
    assert {token.text: token.ent_iob_ for token in doc if token.ent_iob_} == {"Russia": "B"}
    assert "entities not finished" in lost


def test_rejected_suggestions_are_known_to_be_wrong(source_of: SourceOf, tmp_path: Path) -> None:
    def suggestion(thing: int, surface: str, state: str, kind: str = "span", label: str = "ORG") -> Suggestion:
        return Suggestion(thing, 1, kind, label, as_fragments(_at(surface)), surface, 0.5, "sm", "1", state)  # type: ignore[arg-type]

    suggestions = (
        suggestion(20, "office", "rejected"),
        suggestion(21, "Russia", "rejected", label="GPE"),
        suggestion(22, "Kim", "pending"),
        suggestion(23, "visit", "rejected", "event", "AID"),
        suggestion(24, "ffice", "rejected"),
    )
    bundle = _bundle(_span(2, "GPE", "Russia"), suggestions=suggestions, entities="done", events="done")
    doc, lost = _one(bundle, source_of, tmp_path / "a")
    assert _labelled(doc.spans["incorrect_spans"]) == [("office", "ORG")]
    assert _labelled(doc.spans["incorrect_triggers"]) == [("visit", "AID")]
    assert lost == ["rejected suggestion"]
    bundle = replace(bundle, decisions=(Decision(30, 20, "ben", "rejected"), Decision(31, 22, "ada", "rejected")))
    doc, _ = _one(bundle, source_of, tmp_path / "b")
    assert _labelled(doc.spans["incorrect_spans"]) == [("Kim", "ORG")]


def test_everything_else_is_in_the_report(source_of: SourceOf, tmp_path: Path) -> None:
    bundle = _bundle(replace(_span(2, "GPE", "Russia"), attributes={"sure": "yes"}), entities="done", events="done")
    layer = replace(
        bundle.layers[0],
        relations=(Relation(3, 1, "ada", "near", 2, 2),),
        entities=(Entity(4, 1, "ada", "Russia", mentions=(2,)),),
        notes=(Note(5, 1, "ada", 2, "really?"), Note(6, 1, "ada", 1, "", True)),
    )
    report = FORMAT.preflight(source_of(replace(bundle, layers=(layer,))), ALL)
    assert report.counts() == dict.fromkeys(
        ["relation", "entity (coreference, country, sectors)", "attribute", "note", "flag"], 1
    )


@settings(max_examples=30)
@given(data=st.data())
def test_any_documents(
    data: st.DataObject,
    one_layer_bundle: st.SearchStrategy[Bundle],
    source_of: SourceOf,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    bundles = data.draw(
        st.lists(one_layer_bundle, min_size=1, max_size=3, unique_by=lambda bundle: bundle.document.text)
    )
    folder = tmp_path_factory.mktemp("export")
    report = FORMAT.write(source_of(*bundles), folder, ALL)
    assert report.losses == FORMAT.preflight(source_of(*bundles), ALL).losses
    docs = {doc.text: doc for doc in _docs(folder)}
    assert len(docs) == len(bundles)
    for bundle in bundles:
        doc = docs[bundle.document.text]
        spans = [span for layer in bundle.layers for span in layer.spans if span.label is not None]
        touched = [(f, span.label) for span in spans for f in span.fragments if bundle.document.text[slice(*f)].strip()]
        group = doc.spans.get("sc", [])
        assert len(group) == len(touched)
        assert all(doc[one.start].text.strip() and doc[one.end - 1].text.strip() for one in group)
        covered = {(one.start, one.end, one.label) for one in group}
        assert {(one.start, one.end, one.label) for one in doc.ents} <= covered
        for (start, end), label in touched:
            assert any(one.label_ == label and one.start_char < end and start < one.end_char for one in group)


def test_the_same_documents_give_the_same_bytes_in_any_order(
    source_of: SourceOf, training_bundles: list[Bundle], tmp_path: Path
) -> None:
    given_ = training_bundles[:6]
    renumbered = [replace(one, document=replace(one.document, id=90 + n, position=n)) for n, one in enumerate(given_)]
    options = ExportOptions(destination=tmp_path)
    report = FORMAT.write(source_of(*given_), tmp_path / "a", options)
    FORMAT.write(source_of(*reversed(renumbered)), tmp_path / "b", options)
    assert set(report.files) == {one.name for one in (tmp_path / "a").iterdir()}
    for name in report.files:
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes(), name


def test_shares(source_of: SourceOf, training_bundles: list[Bundle], tmp_path: Path) -> None:
    FORMAT.write(source_of(*training_bundles[:10]), tmp_path / "a", ExportOptions())
    assert [len(_docs(tmp_path / "a", share)) for share in ("train", "dev", "test")] == [8, 1, 1]
    report = FORMAT.write(source_of(*training_bundles[:10]), tmp_path / "b", ExportOptions(split=(50, 50, 0)))
    assert "test.spacy" not in report.files
    with pytest.raises(ExportError, match="three shares"):
        FORMAT.write(source_of(*training_bundles[:2]), tmp_path / "c", ExportOptions(split=(0, 0, 0)))
    with pytest.raises(ExportError, match="no document"):
        FORMAT.write(source_of(), tmp_path / "d", ExportOptions())
