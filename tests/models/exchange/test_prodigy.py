"""Prodigy: our tasks as its manual describes them, and other people's tasks as they are."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossator.annotation import Argument, Bundle, Document, Event, Layer, LayerState, Metadata, Relation, Span
from glossator.errors import FormatError
from glossator.exchange.base import ExportOptions, ExportSource
from glossator.exchange.formats.prodigy import FORMAT

SourceOf = Callable[..., ExportSource]
TEXT = "North and South Korea 🇰🇷\ncalled Russia on."
KOREA = Span(2, 1, "ada", "GPE", ((0, 5), (16, 21)), "North Korea")
RUSSIA = Span(3, 1, "ada", "GPE", ((32, 38),), "Russia")
CLAUSE = Span(4, 1, "ada", None, ((0, 9),), "North and")
ARGUMENTS = (Argument("actor", 2), Argument("recipient", 3), Argument("topic", 4))
TRIGGER = ((25, 31), (39, 41))
EVENT = Event(5, 1, "ada", "REQUEST", TRIGGER, "called on", ("help",), ("legal",), ARGUMENTS, {"polarity": "negated"})
STATE = LayerState(6, 1, "ada", ("military",), {"entities": "done", "events": "in_progress"})
RELATION = Relation(7, 1, "ada", "near", 3, 4)
BUNDLE = Bundle(
    Document(1, "a.txt", TEXT, Metadata(title="Korea", published="2014-11-21")),
    (Layer(1, "ada", STATE, (KOREA, RUSSIA, CLAUSE), (EVENT,), (RELATION,)),),
)


def _tasks(source: ExportSource, path: Path) -> list[dict[str, Any]]:
    FORMAT.write(source, path, ExportOptions())
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]


def test_a_task_is_as_the_manual_says(source_of: SourceOf, tmp_path: Path) -> None:
    (task,) = _tasks(source_of(BUNDLE), tmp_path / "out.jsonl")
    assert task["answer"] == "accept"
    for number, token in enumerate(task["tokens"]):
        assert token["id"] == number
        assert TEXT[token["start"] : token["end"]] == token["text"]
    assert "".join(token["text"] + " " * token["ws"] for token in task["tokens"]) == TEXT
    for span in task["spans"]:
        first, last = task["tokens"][span["token_start"]], task["tokens"][span["token_end"]]
        assert (first["start"], last["end"]) == (span["start"], span["end"])
    labels = {TEXT[span["start"] : span["end"]]: span["label"] for span in task["spans"]}
    assert labels == {
        "North": "GPE", "North and": "FILLER", "Korea": "GPE", "called": "REQUEST", "Russia": "GPE", "on": "REQUEST"
    }  # fmt: skip
    relations = [
        (task["tokens"][one["head"]]["text"], one["label"], task["tokens"][one["child"]]["text"])
        for one in task["relations"]
    ]
    assert relations == [
        ("Russia", "near", "and"),
        ("called", "actor", "North"),
        ("called", "recipient", "Russia"),
        ("called", "topic", "and"),
    ]
    assert all(-(2**31) <= task[key] < 2**31 for key in ("_input_hash", "_task_hash"))


def test_losses(source_of: SourceOf) -> None:
    assert FORMAT.preflight(source_of(BUNDLE), ExportOptions()).counts() == {
        "discontinuous span": 1,
        "unlabelled filler": 1,
        "discontinuous trigger": 1,
        "events not finished": 1,
    }


def test_our_own_tasks_come_back_whole(source_of: SourceOf, tmp_path: Path) -> None:
    FORMAT.write(source_of(BUNDLE), tmp_path / "out.jsonl", ExportOptions())
    (read,) = FORMAT.read(tmp_path / "out.jsonl")
    assert replace(read.document, sha256="") == BUNDLE.document
    (layer,) = read.layers
    assert layer.state is not None
    assert (layer.state.contexts, layer.state.reviews, layer.annotator) == (STATE.contexts, STATE.reviews, "ada")
    named = {span.id: span.text for span in layer.spans}
    assert sorted((span.label or "", span.fragments, span.text) for span in layer.spans) == sorted(
        (span.label or "", span.fragments, span.text) for span in (KOREA, RUSSIA, CLAUSE)
    )
    (event,) = layer.events
    assert (event.type, event.trigger, event.modes, event.contexts) == ("REQUEST", EVENT.trigger, ("help",), ("legal",))
    assert event.attributes == EVENT.attributes
    assert [(one.role, named[one.filler]) for one in event.arguments] == [
        ("actor", "North Korea"),
        ("recipient", "Russia"),
        ("topic", "North and"),
    ]
    (relation,) = layer.relations
    assert (named[relation.source], relation.type, named[relation.target]) == ("Russia", "near", "North and")


@settings(max_examples=30)
@given(data=st.data())
def test_any_document_can_be_written_and_read(
    data: st.DataObject, one_layer_bundle: st.SearchStrategy[Bundle], source_of: SourceOf, tmp_path: Path
) -> None:
    bundle = data.draw(one_layer_bundle)
    source = source_of(bundle)
    report = FORMAT.write(source, tmp_path / "out.jsonl", ExportOptions())
    assert report.losses == FORMAT.preflight(source, ExportOptions()).losses
    (read,) = FORMAT.read(tmp_path / "out.jsonl")
    assert read.document.text == bundle.document.text
    events = [event for layer in bundle.layers for event in layer.events if not event.draft]
    for layer in read.layers:
        assert len(layer.events) == len(events)


def test_what_nobody_looked_at_has_no_answer(source_of: SourceOf, tmp_path: Path) -> None:
    (task,) = _tasks(source_of(replace(BUNDLE, layers=())), tmp_path / "out.jsonl")
    assert "answer" not in task
    (read,) = FORMAT.read(tmp_path / "out.jsonl")
    assert read.layers == ()


def test_hashes_depend_on_the_content_alone(source_of: SourceOf, tmp_path: Path) -> None:
    (task,) = _tasks(source_of(BUNDLE), tmp_path / "a")
    other = replace(BUNDLE, document=replace(BUNDLE.document, id=70, name="b.txt"))
    (again,) = _tasks(source_of(other), tmp_path / "b")
    assert [task[key] for key in ("_input_hash", "_task_hash")] == [again[key] for key in ("_input_hash", "_task_hash")]


def _file(folder: Path, *tasks: dict[str, Any]) -> Path:
    path = folder / "tasks.jsonl"
    path.write_text("".join(json.dumps(task) + "\n" for task in tasks), encoding="utf-8")
    return path


def test_answers(tmp_path: Path) -> None:
    span = {"start": 0, "end": 3, "label": "PERSON"}
    accepted = {"text": "Kim met Putin.", "spans": [span], "answer": "accept", "_annotator_id": "ada"}
    rejected = accepted | {"spans": [{"start": 4, "end": 7, "label": "ORG"}], "answer": "reject"}
    ignored = accepted | {"answer": "ignore", "_annotator_id": "ben"}
    prepared = {"text": "A\r\nKim", "spans": [{"start": 3, "end": 6, "label": "PERSON", "score": 0.4, "source": "sm"}]}
    first, second = FORMAT.read(_file(tmp_path, accepted, rejected, prepared, ignored))
    ada, ben = first.layers
    assert [(one.text, one.label) for one in ada.spans] == [("Kim", "PERSON")]
    assert ada.review("entities") == "done"
    assert [(one.text, one.label, one.state) for one in first.suggestions] == [("met", "ORG", "rejected")]
    assert [(one.annotator, one.state) for one in first.decisions] == [("ada", "rejected")]
    assert [(note.target, note.flag) for note in ben.notes] == [(first.document.id, True)]
    assert ben.review("entities") == "not_looked_at"
    assert second.layers == ()
    assert second.document.text == "A\nKim"
    (suggestion,) = second.suggestions
    assert (suggestion.text, suggestion.state, suggestion.score, suggestion.source) == ("Kim", "pending", 0.4, "sm")


@pytest.mark.parametrize(
    ("task", "message"),
    [
        ({"label": "GPE", "pattern": "x"}, "match patterns"),
        ({"spans": []}, "'text' is missing"),
        ({"text": "Kim", "spans": [{"start": 0, "end": 9, "label": "X"}], "answer": "accept"}, r"spans\[0\]: \[0, 9\)"),
        ({"text": "Kim", "spans": [{"start": 0, "end": 2, "label": "X", "text": "Kim"}], "answer": "accept"}, "'Ki'"),
        ({"text": "Kim", "answer": "maybe"}, "'answer' is 'maybe'"),
        ({"text": "Kim", "spans": 3}, "'spans' must be a list"),
    ],
)
def test_a_bad_task_is_refused_with_its_place(tmp_path: Path, task: dict[str, Any], message: str) -> None:
    with pytest.raises(FormatError, match=f"tasks.jsonl:1: .*{message}"):
        list(FORMAT.read(_file(tmp_path, task)))


FOREIGN = {
    "news_headlines_ner_0-119.jsonl": (120, 107, 0, 0),
    "bio_events_0-79.jsonl": (80, 0, 221, 0),
    "span-and-textcat_examples.jsonl": (3, 0, 0, 0),
    "llm_food_data_sample.jsonl": (11, 0, 0, 0),
    "rel_component_0-49.jsonl": (50, 154, 0, 91),
    "nel_emerson.jsonl": (30, 30, 0, 0),
}


@pytest.mark.parametrize("name", sorted(FOREIGN))
def test_other_peoples_files(shared_dir: Path, name: str) -> None:
    path = shared_dir / "foreign" / "prodigy" / name
    assert FORMAT.sniff(path, path.read_bytes()[:65536])
    bundles = list(FORMAT.read(path))
    layers = [layer for bundle in bundles for layer in bundle.layers]
    found = (
        len(bundles),
        sum(len(layer.spans) for layer in layers),
        sum(len(bundle.suggestions) for bundle in bundles),
        sum(len(layer.relations) for layer in layers),
    )
    assert found == FOREIGN[name]


def test_a_choice_about_a_span_is_what_it_refers_to(shared_dir: Path) -> None:
    bundles = FORMAT.read(shared_dir / "foreign" / "prodigy" / "nel_emerson.jsonl")
    entities = [entity for bundle in bundles for layer in bundle.layers for entity in layer.entities]
    assert entities
    assert all(entity.kb_id and entity.kb_id.startswith("Q") for entity in entities)


def test_files_of_other_programs_are_not_taken_for_prodigy(shared_dir: Path) -> None:
    doccano = ("data_export-sequence_labeling-example.jsonl", "data_import-relation_extraction-example.jsonl")
    for name in ("prodigy/patterns_countries-GPE.jsonl", *(f"doccano/{one}" for one in doccano)):
        path = shared_dir / "foreign" / name
        assert not FORMAT.sniff(path, path.read_bytes()[:65536]), name
