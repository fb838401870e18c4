"""Other people's event corpora, and what each layout makes of one small text: counts, ends, what breaks its rules."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from glossator.annotation import (
    Argument,
    Bundle,
    Document,
    Entity,
    Event,
    Layer,
    LayerState,
    Metadata,
    Relation,
    SameEventPart,
    Span,
)
from glossator.errors import FormatError
from glossator.exchange import losses
from glossator.exchange.base import ExportOptions, ExportSource
from glossator.exchange.formats import dygie, maven_arg, omnievent, oneie, rams, wikievents
from glossator.exchange.formats.event_json.grid import BY_WHITE_SPACE, TOKENS

SourceOf = Callable[..., ExportSource]
TEXT = "The North called Russia on.\nIt met envoys in Seoul. Talks ended."
NORTH = Span(2, 1, "ada", "GPE", ((4, 9),), "North")
RUSSIA = Span(3, 1, "ada", "GPE", ((17, 23),), "Russia")
SEOUL = Span(4, 1, "ada", "GPE", ((45, 50),), "Seoul")
IT = Span(5, 1, "ada", "GPE", ((28, 30),), "It")
ENVOYS = Span(6, 1, "ada", None, ((35, 41),), "envoys")
CALLED = Event(
    7, 1, "ada", "REQUEST", ((10, 16), (24, 26)), "called on",
    arguments=(Argument("actor", 2), Argument("recipient", 3), Argument("topic", 8), Argument("place", 4)),
)  # fmt: skip
MET = Event(
    8, 1, "ada", "CONSULT", ((31, 34),), "met", ("visit",), ("legal",),
    (Argument("actor", 5), Argument("recipient", 6, "RUS"), Argument("place", 4)), {"polarity": "negated"},
)  # fmt: skip
TALKS = Event(9, 1, "ada", "CONSULT", ((52, 63),), "Talks ended")
NAMED = Entity(10, 1, "ada", "North", mentions=(2, 5), country="PRK")
NEAR = Relation(11, 1, "ada", "near", 2, 3)
STATE = LayerState(12, 1, "ada", ("military",), {"entities": "done", "events": "done"})
LAYER = Layer(1, "ada", STATE, (NORTH, RUSSIA, IT, ENVOYS, SEOUL), (CALLED, MET, TALKS), (NEAR,), (NAMED,))
BUNDLE = Bundle(
    Document(1, "a.txt", TEXT, Metadata(title="Talks", published="2014-11-21")),
    (LAYER,),
    same_events=(SameEventPart(13, "ada", "", (8, 9), (0, 1)),),
)


def exported(form: Any, source: ExportSource, folder: Path) -> tuple[list[dict[str, Any]], dict[str, int]]:
    """The records of an export, without our key, and what it lost."""
    out = folder / "out"
    report = form.write(source, out, ExportOptions())
    path = out / wikievents.INFO if out.is_dir() else out
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]
    for record in records:
        record.pop("glossator", None)
    return records, report.counts()


def test_dygie_counts_words_of_the_document_and_means_the_last_one(source_of: SourceOf, tmp_path: Path) -> None:
    (record,), lost = exported(dygie.FORMAT, source_of(BUNDLE), tmp_path)
    words = [word for sentence in record["sentences"] for word in sentence]
    assert words[3] == "Russia"
    assert record["ner"][0] == [[1, 1, "GPE"], [3, 3, "GPE"]]
    assert record["relations"][0] == [[1, 1, 3, 3, "near"]]
    assert record["events"][0] == [[[2, "REQUEST"], [1, 1, "actor"], [3, 3, "recipient"]]]
    assert record["events"][1] == [[[7, "CONSULT"], [6, 6, "actor"], [8, 8, "recipient"], [10, 10, "place"]]]
    assert record["events"][2] == [[[12, "CONSULT"]]]
    assert record["clusters"] == [[[1, 1], [6, 6]]]
    for what in (losses.LONG_TRIGGER, losses.DISCONTINUOUS_TRIGGER, losses.OTHER_SENTENCE, losses.EVENT_FILLER):
        assert lost[what] == 1
    assert lost[losses.MODE] == lost[losses.OVERRIDE] == lost[losses.ATTRIBUTE] == lost[losses.SAME_EVENTS] == 1


def test_oneie_counts_words_of_the_sentence_and_stops_before_the_end(source_of: SourceOf, tmp_path: Path) -> None:
    records, lost = exported(oneie.FORMAT, source_of(BUNDLE), tmp_path)
    assert [record["sentence"] for record in records] == [
        "The North called Russia on.",
        "It met envoys in Seoul.",
        "Talks ended.",
    ]
    (met,) = records[1]["event_mentions"]
    assert met["trigger"] == {"start": 1, "end": 2, "text": "met"}
    assert [one["text"] for one in met["arguments"]] == ["It", "envoys", "Seoul"]
    assert records[1]["entity_mentions"][1]["entity_type"] == "FILLER"
    assert records[2]["event_mentions"][0]["trigger"] == {"start": 0, "end": 2, "text": "Talks ended"}
    assert lost[losses.OTHER_SENTENCE] == lost[losses.FREE_FILLER] == 1


def test_rams_has_a_record_for_every_event(source_of: SourceOf, tmp_path: Path) -> None:
    records, lost = exported(rams.FORMAT, source_of(BUNDLE), tmp_path)
    assert [record["evt_triggers"] for record in records] == [
        [[2, 2, [["REQUEST", 1.0]]]], [[7, 7, [["CONSULT", 1.0]]]], [[12, 13, [["CONSULT", 1.0]]]]
    ]  # fmt: skip
    roles = [link[2].split("arg")[1][2:] for link in records[0]["gold_evt_links"]]
    assert roles == ["actor", "recipient", "place"]
    assert records[0]["gold_evt_links"][2][1] == [10, 10]
    assert lost[losses.LABEL] == 4


def test_wikievents_reaches_over_sentences_and_keeps_who_is_who(source_of: SourceOf, tmp_path: Path) -> None:
    (record,), lost = exported(wikievents.FORMAT, source_of(BUNDLE), tmp_path)
    assert record["event_mentions"][0]["arguments"][2]["text"] == "Seoul"
    assert all(record["text"][start:end] == word for words, _ in record["sentences"] for word, start, end in words)
    assert json.loads((tmp_path / "out" / wikievents.COREF).read_text(encoding="utf-8")) == {
        "doc_key": "a.txt", "clusters": [["a.txt-S1", "a.txt-S3"]], "informative_mentions": ["North"]
    }  # fmt: skip
    assert losses.OTHER_SENTENCE not in lost


def test_maven_arg_joins_what_is_the_same(source_of: SourceOf, tmp_path: Path) -> None:
    (record,), lost = exported(maven_arg.FORMAT, source_of(BUNDLE), tmp_path)
    assert [[one["mention"] for one in entity["mention"]] for entity in record["entities"]] == [
        ["North", "It"], ["Russia"], ["Seoul"]
    ]  # fmt: skip
    called, consulted = record["events"]
    assert [one["trigger_word"] for one in consulted["mention"]] == ["met", "Talks ended"]
    assert consulted["argument"]["recipient"] == [{"content": "envoys", "offset": [35, 41]}]
    assert called["mention"][0]["offset"] == [10, 16]
    assert [one["trigger_word"] for one in record["negative_triggers"]] == ["North", "Russia", "envoys", "Seoul"]
    assert lost[losses.MENTION] == 2


def test_words_are_no_triggers_only_where_somebody_has_looked(source_of: SourceOf, tmp_path: Path) -> None:
    for state in ("in_progress", "not_looked_at"):
        reviews = {"entities": "done", "events": state}
        layer = Layer(1, "ada", LayerState(12, 1, "ada", (), reviews), LAYER.spans, LAYER.events)  # type: ignore[arg-type]
        for form in (maven_arg.FORMAT, omnievent.FORMAT):
            (tmp_path / "out").unlink(missing_ok=True)
            (record,), _ = exported(form, source_of(Bundle(BUNDLE.document, (layer,))), tmp_path)
            assert record["negative_triggers"] == []


def test_omnievent_gives_every_trigger_its_arguments(source_of: SourceOf, tmp_path: Path) -> None:
    (record,), lost = exported(omnievent.FORMAT, source_of(BUNDLE), tmp_path)
    met, ended = record["events"][1]["triggers"]
    assert [one["mentions"][0]["mention"] for one in met["arguments"]] == ["It", "envoys", "Seoul"]
    assert (ended["position"], ended["arguments"]) == ([52, 63], [])
    assert losses.MENTION not in lost
    assert losses.SAME_EVENTS not in lost


CORPORA = [
    (wikievents.FORMAT, "wikievents/dev_info_subset.jsonl", (4, 293, 37, 37)),
    (oneie.FORMAT, "geneva-oneie/s404_dev_0-39.jsonl", (19, 426, 41, 73)),
    (dygie.FORMAT, "phee-dygie/eeqa_dev_0-149.jsonl", (150, 618, 155, 772)),
    # 722 arguments in 785 places, and the 20 triggers of events inside arguments.
    (omnievent.FORMAT, "phee-json/dev_0-149.jsonl", (150, 661, 155, 805)),
    (oneie.FORMAT, "commodity-ace/aug1.json", (1, 4, 2, 4)),
    (oneie.FORMAT, "commodity-ace/aug10.json", (1, 2, 2, 2)),
    (oneie.FORMAT, "commodity-ace/aug103.json", (1, 6, 2, 3)),
]


def counts(bundles: list[Bundle]) -> tuple[int, int, int, int]:
    """Documents, spans, events, arguments."""
    layers = [bundle.layers[0] for bundle in bundles]
    arguments = sum(len(event.arguments) for layer in layers for event in layer.events)
    return len(bundles), sum(len(one.spans) for one in layers), sum(len(one.events) for one in layers), arguments


@pytest.mark.parametrize(("form", "name", "expected"), CORPORA)
def test_corpora_have_the_counts_that_are_known_of_them(
    form: Any, name: str, expected: tuple[int, ...], shared_dir: Path
) -> None:
    path = shared_dir / "foreign" / "events" / name
    assert form.sniff(path, path.read_bytes()[:65_536])
    assert counts(list(form.read(path))) == expected


def test_wikievents_reads_who_is_who_from_the_file_beside(shared_dir: Path) -> None:
    found = list(wikievents.FORMAT.read(shared_dir / "foreign/events/wikievents/dev_info_subset.jsonl"))
    assert sum(len(bundle.layers[0].entities) for bundle in found) == 51
    assert found[0].layers[0].entities[0].name == "Badia al-Sukhnah"


def test_eeqa_comes_out_as_it_came_in_but_for_long_triggers(
    source_of: SourceOf, shared_dir: Path, tmp_path: Path
) -> None:
    path = shared_dir / "foreign/events/phee-dygie/eeqa_dev_0-149.jsonl"
    theirs = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    found = list(dygie.FORMAT.read(path))
    assert all(bundle.document.metadata.extra[TOKENS] == BY_WHITE_SPACE for bundle in found)
    ours, lost = exported(dygie.FORMAT, source_of(*found), tmp_path)
    assert lost[losses.LONG_TRIGGER] == 6
    for their, our in zip(theirs, ours, strict=True):
        assert our["sentences"] == [their["sentence"]]
        events = [[[start - their["s_start"], type_], *rest] for (start, _, type_), *rest in their["event"]]
        assert sorted(our["events"][0]) == sorted(
            [head, *([a - their["s_start"], b - their["s_start"], role] for a, b, role in rest)]
            for head, *rest in events
        )


@pytest.mark.parametrize(
    ("name", "form"),
    [("wikievents/dev_info_subset.jsonl", wikievents.FORMAT), ("geneva-oneie/s404_dev_0-39.jsonl", oneie.FORMAT)],
)
def test_corpora_come_back_the_same_by_characters(
    name: str, form: Any, source_of: SourceOf, shared_dir: Path, tmp_path: Path
) -> None:
    found = list(form.read(shared_dir / "foreign/events" / name))
    out = tmp_path / "out"
    form.write(source_of(*found), out, ExportOptions())
    path = out / wikievents.INFO if out.is_dir() else out
    assert list(form.read(path)) == found
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]
    path.write_text(
        "".join(json.dumps(one | {"glossator": None}).replace(', "glossator": null', "") + "\n" for one in records)
    )
    again = list(form.read(path))
    assert counts(again) == counts(found)
    triggers = [[event.text for event in bundle.layers[0].events] for bundle in found]
    assert [[event.text for event in bundle.layers[0].events] for bundle in again] == triggers


def test_a_rams_record_of_the_corpus_is_read(tmp_path: Path) -> None:
    record = {
        "rel_triggers": [], "gold_rel_links": [], "doc_key": "nw_1", "language_id": "eng", "source_url": "http://x.org",
        "ent_spans": [[0, 1, [["evt089arg01attacker", 1.0]]], [5, 5, [["evt089arg02target", 1.0]]]],
        "evt_triggers": [[2, 2, [["conflict.attack.n/a", 1.0]]]], "split": "dev",
        "sentences": [["Two", "men", "fired", "."], ["At", "us", "."]],
        "gold_evt_links": [[[2, 2], [0, 1], "evt089arg01attacker"], [[2, 2], [5, 5], "evt089arg02target"]],
    }  # fmt: skip
    path = tmp_path / "dev.jsonlines"
    path.write_text(json.dumps(record) + "\n", encoding="utf-8")
    (bundle,) = rams.FORMAT.read(path)
    assert bundle.document.text == "Two men fired .\nAt us ."
    (event,) = bundle.layers[0].events
    words = {span.id: span.text for span in bundle.layers[0].spans}
    assert [(one.role, words[one.filler]) for one in event.arguments] == [("attacker", "Two men"), ("target", "us")]


MISNAMED = {"trigger_word": "b", "position": [0, 1]}
MISFITS: list[tuple[Any, dict[str, Any], str]] = [
    (dygie.FORMAT, {"doc_key": "a", "sentences": [["a"]], "ner": [[[0, 1, "X"]]]}, "no words of the text"),
    (dygie.FORMAT, {"doc_key": "a", "sentences": [["a"]], "events": [[], []]}, "2 sentences"),
    (omnievent.FORMAT, {"text": "abc", "events": [{"type": "X", "triggers": [MISNAMED]}]}, "the text says 'a'"),
    (maven_arg.FORMAT, {"document": "abc", "events": [{"type": "X", "mention": []}]}, "an event has a trigger"),
    (
        oneie.FORMAT,
        {"doc_id": "a", "tokens": ["a"], "entity_mentions": [{"id": "1", "start": 0, "end": 1, "text": "b"}]},
        "the words are 'a'",
    ),
    (
        oneie.FORMAT,
        {"doc_id": "a", "tokens": ["a"], "event_mentions": [{"trigger": {"start": 0, "end": 2}}]},
        "has 1 words",
    ),
    (
        rams.FORMAT,
        {"sentences": [["a"]], "evt_triggers": [], "gold_evt_links": [[[0, 0], [0, 0], "r"]]},
        "which 'evt_triggers' lacks",
    ),
    (
        wikievents.FORMAT,
        {"doc_id": "a", "tokens": ["a"], "text": "a", "sentences": [[[["b", 0, 1]], "b"]]},
        "different words",
    ),
]


@pytest.mark.parametrize(("form", "record", "says"), MISFITS)
def test_what_does_not_fit_is_refused_with_its_place(
    form: Any, record: dict[str, Any], says: str, tmp_path: Path
) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_text(json.dumps(record) + "\n", encoding="utf-8")
    with pytest.raises(FormatError, match=says) as caught:
        list(form.read(path))
    assert f"{path}:1" in str(caught.value)
