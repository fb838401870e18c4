"""Real trainers on our exports: what spaCy is given, and that it learns."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from glossator.annotation import Bundle, LayerState
from glossator.exchange.base import ExportOptions, ExportSource
from glossator.exchange.formats.spacy_docbin import FORMAT

spacy = pytest.importorskip("spacy")
from glossator.exchange.spacy_training import create_corpus, create_suggester  # noqa: E402

SourceOf = Callable[..., ExportSource]
ALL = ExportOptions(split=(1, 0, 0))


def _reviewed(bundle: Bundle, **reviews: str) -> Bundle:
    state = LayerState(99, bundle.document.id, "ada", (), reviews)  # type: ignore[arg-type]
    return replace(bundle, layers=(replace(bundle.layers[0], state=state),))


def test_the_reader_hides_what_nobody_finished(
    source_of: SourceOf, training_bundles: list[Bundle], tmp_path: Path
) -> None:
    done, entities, begun, unseen = training_bundles[:4]
    entities = _reviewed(replace(entities, layers=(replace(entities.layers[0], events=()),)), entities="done")
    begun = _reviewed(begun, entities="in_progress", events="done")
    unseen = replace(unseen, layers=())
    FORMAT.write(source_of(done, entities, begun, unseen), tmp_path, ALL)
    examples = {one.text: one for one in create_corpus(tmp_path / "train.spacy")(spacy.blank("xx"))}
    assert unseen.document.text not in examples
    suggest = {group: create_suggester(group, 1, 2) for group in ("sc", "triggers")}
    for bundle, groups in ((done, {"sc", "triggers"}), (entities, {"sc"}), (begun, {"triggers"})):
        example = examples[bundle.document.text]
        assert groups == {"sc", "triggers"}.intersection(example.reference.spans)
        candidates = {group: int(ask([example.predicted]).lengths.sum()) for group, ask in suggest.items()}
        assert {group for group, found in candidates.items() if found} == groups
    mixed = [examples[one.document.text].predicted for one in (entities, done)]
    lengths = suggest["triggers"](mixed).lengths.tolist()
    assert lengths == [0, 2 * len(mixed[1]) - 1]
    assert examples[begun.document.text].reference.ents


def test_long_documents_are_cut_at_line_breaks(
    source_of: SourceOf, training_bundles: list[Bundle], tmp_path: Path
) -> None:
    bundle = training_bundles[0]
    FORMAT.write(source_of(bundle), tmp_path, ALL)
    pieces = list(create_corpus(tmp_path / "train.spacy", max_length=60)(spacy.blank("xx")))
    assert 1 < len(pieces)
    assert "".join(piece.reference.text for piece in pieces) == bundle.document.text
    whole = next(iter(create_corpus(tmp_path / "train.spacy")(spacy.blank("xx")))).reference
    for count in (lambda doc: doc.ents, lambda doc: doc.spans["sc"], lambda doc: doc.spans["triggers"]):
        assert sum(len(count(piece.reference)) for piece in pieces) == len(count(whole))


def test_a_moved_export_is_read_in_its_folder(
    source_of: SourceOf, training_bundles: list[Bundle], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    FORMAT.write(source_of(*training_bundles[:2]), tmp_path / "new", ALL)
    read = create_corpus(tmp_path / "old" / "train.spacy")
    with pytest.raises(FileNotFoundError, match=r"train in the export's folder"):
        list(read(spacy.blank("xx")))
    monkeypatch.chdir(tmp_path / "new")
    assert len(list(read(spacy.blank("xx")))) == 2


def test_without_anything_labelled_the_report_says_so(
    source_of: SourceOf, training_bundles: list[Bundle], tmp_path: Path
) -> None:
    source = source_of(*(replace(one, layers=()) for one in training_bundles[:3]))
    assert "cannot be trained" in " ".join(FORMAT.preflight(source, ExportOptions()).notices)


@pytest.mark.slow
def test_spacy_trains_on_an_export_from_any_folder(
    source_of: SourceOf, training_bundles: list[Bundle], tmp_path: Path
) -> None:
    """`config.cfg` as it was written, in a process of its own; only the number of steps is cut down."""
    out = tmp_path / "export"
    FORMAT.write(source_of(*training_bundles), out, ExportOptions())
    (tmp_path / "elsewhere").mkdir()
    command = [sys.executable, "-m", "spacy", "train", str(out / "config.cfg"), "--output", str(tmp_path / "model")]
    steps = ["--training.max_steps", "60", "--training.eval_frequency", "30"]
    done = subprocess.run([*command, *steps], cwd=tmp_path / "elsewhere", capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    scores = json.loads((tmp_path / "model" / "model-best" / "meta.json").read_text())["performance"]
    assert 0.8 < scores["ents_f"]
    assert 0.5 < scores["spans_sc_f"]
    assert 0.5 < scores["spans_triggers_f"]
    nlp = spacy.load(tmp_path / "model" / "model-best")
    doc = nlp(training_bundles[0].document.text)
    assert doc.text == training_bundles[0].document.text
    assert doc.ents


def test_the_configuration_reads_whatever_the_folder_is_called(
    source_of: SourceOf, training_bundles: list[Bundle], tmp_path: Path
) -> None:
    folder = tmp_path / "a $x {b} 'c' é"
    FORMAT.write(source_of(*training_bundles), tmp_path / "unfinished", ExportOptions(destination=folder))
    config = spacy.util.load_config(tmp_path / "unfinished" / "config.cfg", interpolate=True)
    assert config["corpora"]["train"]["path"] == str(folder / "train.spacy")
    assert config["nlp"]["pipeline"] == ["tok2vec", "ner", "spancat", "trigger_spancat"]
    assert config["nlp"]["lang"] == "en"


def test_what_was_never_finished_trains_no_span_categoriser(
    source_of: SourceOf, training_bundles: list[Bundle], tmp_path: Path
) -> None:
    begun = [_reviewed(replace(one, layers=(replace(one.layers[0], events=()),))) for one in training_bundles[:3]]
    FORMAT.write(source_of(*begun), tmp_path / "out", ALL)
    config = spacy.util.load_config(tmp_path / "out" / "config.cfg", interpolate=True)
    assert config["nlp"]["pipeline"] == ["tok2vec", "ner"]
    assert config["paths"]["dev"].endswith("train.spacy")
    assert "only from documents whose entities are done" in (tmp_path / "out" / "README.txt").read_text()
