"""A real training of a few seconds: what is learned, what is not kept, what is read back."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from pathlib import Path

import pytest

from glossator.annotation import text_of
from glossator.errors import SuggestError
from glossator.schema import Schema, load_schema
from glossator.suggest import Request, SpacySuggester, identity
from glossator.suggest.entities.lines import lines_of
from glossator.suggest.learning.examples import REFUSED, examples_of
from glossator.suggest.learning.learner import Outcome, learn
from glossator.suggest.learning.material import Lesson, Place
from glossator.suggest.learning.shelf import HELD_OUT, RECOGNISER, Shelf, read_whole
from glossator.suggest.learning.targets import Targets

SHIPS = ("Aurora", "Meridian", "Halcyon", "Sovereign", "Tempest", "Corinth")
PLACES = ("Oslo", "Lisbon", "Hamburg", "Naples", "Gdansk", "Bergen")


def article(number: int) -> Lesson:
    """A short report in which ships are marked, and everything else is not."""
    ship, other, place = (names[(number + shift) % 6] for names, shift in ((SHIPS, 0), (SHIPS, 2), (PLACES, 1)))
    text = (
        f"The trawler MV {ship} left {place} on Monday.\n"
        f"Rescuers towed the ferry MV {other} back into the harbour.\n"
        f"Nobody aboard the tanker MV {ship} was hurt, the coast guard said."
    )
    spans = []
    at = text.find("MV ")
    while 0 <= at:
        end = at + 3 + len(text[at + 3 :].split()[0])
        spans.append(Place(at, end, "SHIP"))
        at = text.find("MV ", end)
    return Lesson(f"{number:04}", text, tuple(spans), language="en")


LESSONS = [article(number) for number in range(6)]


@pytest.fixture(scope="module")
def schema() -> Schema:
    return load_schema("conll").with_entity_type("SHIP")


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    return Shelf(tmp_path_factory.mktemp("learning") / "news.glossator")


@pytest.fixture(scope="module")
def outcome(schema: Schema, first: Shelf) -> Outcome:
    return learn(LESSONS, schema=schema, shelf=first)


def test_a_new_label_is_learned(outcome: Outcome, first: Shelf, schema: Schema) -> None:
    assert outcome.learned is not None
    assert outcome.before.strict["SHIP"].right == 0
    assert outcome.after.strict_total.f1 > 0.5
    assert (outcome.documents, outcome.labels) == (6, ("SHIP",))
    folder = str(first.path_of(1))
    source, version = identity()
    assert identity(folder) == (source, f"{version}+{outcome.learned.mark}")
    text = "The freighter MV Valiant reached Genoa on Friday."
    (analysis,) = SpacySuggester(model=folder, schema=schema).analyse([Request(text, "en")])
    assert (analysis.source, analysis.version) == identity(folder)
    assert ("MV Valiant", "SHIP") in [(text_of(text, one.fragments), one.label) for one in analysis.proposals]


def test_what_is_worse_is_not_kept(outcome: Outcome, first: Shelf, schema: Schema, tmp_path: Path) -> None:
    """The version in force knew everything when it was tried; of words marked at random nothing can be learned."""
    chooser = random.Random(1)
    noise = [
        replace(one, spans=(Place(start := chooser.randrange(len(one.text) - 9), start + 9, "SHIP"),))
        for one in LESSONS
    ]
    assert outcome.learned is not None
    shelf = Shelf(tmp_path / "news.glossator")
    learned = outcome.learned
    known = json.dumps({one.key: one.spans for one in noise}).encode()
    about = {name: getattr(learned, name) for name in type(learned).__slots__ if name not in ("number", "files")}
    _, files = read_whole(first.path_of(1))
    shelf.keep(about, {**files, HELD_OUT: known})
    judged = learn(noise, schema=schema, shelf=shelf, in_force=shelf.path_of(1))
    assert judged.before.strict_total.f1 == 1
    assert judged.after.strict_total.f1 < 1
    assert judged.learned is None
    assert [number for number, _ in shelf.versions()] == [1]


def test_the_version_in_force_is_judged_by_what_it_had_not_learned(
    outcome: Outcome, first: Shelf, schema: Schema
) -> None:
    again = learn(LESSONS, schema=schema, shelf=first, in_force=first.path_of(1))
    assert again.before == outcome.after
    assert again.after == outcome.after
    assert again.learned is not None
    assert again.learned.files == read_whole(first.path_of(1))[0].files, "the same lessons give the same model"


def test_too_little_is_said(schema: Schema, tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "news.glossator")
    with pytest.raises(SuggestError, match=r"4 English documents .* Only 3 are"):
        learn([*LESSONS[:3], replace(LESSONS[3], complete=False)], schema=schema, shelf=shelf)
    with pytest.raises(SuggestError, match="None is"):
        learn([], schema=schema, shelf=shelf)
    with pytest.raises(SuggestError, match="have no entities"):
        learn([replace(one, spans=()) for one in LESSONS], schema=schema, shelf=shelf)


class _Enough(Exception):
    """Somebody has stopped the learner."""


def test_a_learner_that_is_stopped_leaves_nothing(schema: Schema, tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "news.glossator")

    def stop(_what: str, share: float) -> None:
        if 0.3 < share:
            raise _Enough

    with pytest.raises(_Enough):
        learn(LESSONS, schema=schema, shelf=shelf, told=stop)
    assert list(tmp_path.iterdir()) == []


def test_a_recogniser_of_another_make_is_refused(outcome: Outcome, tmp_path: Path, schema: Schema) -> None:
    shelf = Shelf(tmp_path / "news.glossator")
    about = {
        "base": outcome.learned.base, "base_version": outcome.learned.base_version, "time": "", "documents": 1,
        "words": 1, "labels": (), "f1": 0.0, "f1_before": 0.0,
    } if outcome.learned else {}  # fmt: skip
    shelf.keep(about, {RECOGNISER: b"no weights", "held-out.json": b"{}"})
    with pytest.raises(SuggestError, match="does not fit the program"):
        SpacySuggester(model=str(shelf.path_of(1)), schema=schema)
    shelf.keep({**about, "base_version": "0.1"}, {RECOGNISER: b"no weights", "held-out.json": b"{}"})
    with pytest.raises(SuggestError, match="not what is installed"):
        identity(str(shelf.path_of(2)))


def test_examples_say_what_is_known_and_no_more(schema: Schema) -> None:
    from glossator.suggest.learning.training import load_base

    nlp = load_base()
    targets = Targets(schema, nlp.pipe_labels["ner"])
    text = "Kim Jong-un met Putin in Moscow. The UN said so."
    lesson = Lesson(
        "a", text, (Place(0, 11, "PER"), Place(0, 3, "PER"), Place(17, 21, "PER")), (Place(25, 31, "ORG"),),
        blurred=((37, 39),), complete=False, language="en",
    )  # fmt: skip
    (unfinished,) = examples_of(nlp, lesson, targets)
    reference = unfinished.reference
    assert [(one.text, one.label_) for one in reference.ents] == [("Kim Jong-un", "PERSON"), ("Putin", "PERSON")]
    assert [(one.text, one.label_) for one in reference.spans[REFUSED]] == [("Moscow", "ORG")]
    assert {token.text: token.ent_iob_ for token in reference}["said"] == ""
    (finished,) = examples_of(nlp, replace(lesson, complete=True), targets)
    kinds = {token.text: token.ent_iob_ for token in finished.reference}
    assert (kinds["said"], kinds["UN"], kinds["Moscow"]) == ("O", "", "O")
    assert finished.predicted.text == lines_of(text)[0].spaced.words[0] + finished.predicted.text[3:]


def test_a_refusal_teaches(schema: Schema) -> None:
    """Nothing but refusals of one name is known; afterwards the model does not say it any more."""
    from glossator.suggest.learning.training import Trainer, load_base

    nlp = load_base()
    text = "Vladimir Putin arrived."
    assert [one.label_ for one in nlp(text).ents] == ["PERSON"]
    lesson = Lesson("a", text, rejected=(Place(0, 14, "PER"),), complete=False, language="en")
    examples = examples_of(nlp, lesson, Targets(schema, nlp.pipe_labels["ner"]))
    Trainer(nlp, []).train(examples, rounds=30, told=lambda _share: None)
    assert [(one.text, one.label_) for one in nlp(text).ents] != [("Vladimir Putin", "PERSON")]
