"""From articles to a trained model: import, suggest, accept, export, `spacy train` on the export as it was written."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import spacy

from e2e.equal import content
from glossator import LossReport, Project
from glossator.annotation import Suggestion
from glossator.project.samples import sample_folder

SHARED = Path(__file__).resolve().parents[3] / "shared" / "articles"
LEAST = 3
"""As many entities a model must find in the articles that it was trained on, to have learned anything."""

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Five real articles, or, where they are not there, five of the samples."""
    if SHARED.is_dir():
        return sorted(SHARED.glob("*.txt"))
    folder = tmp_path_factory.mktemp("articles")
    names = sorted(item.name for item in sample_folder().iterdir() if item.name.endswith(".txt"))[:5]
    for name in names:
        (folder / name).write_bytes((sample_folder() / name).read_bytes())
    return [folder / name for name in names]


@pytest.fixture(scope="module")
def suggested(articles: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project made by the commands alone: new, import, suggest."""
    path = tmp_path_factory.mktemp("suggested") / "news.glossator"
    _glossator("new", path, "--annotator", "ada")
    _glossator("import", path, *articles, "--annotator", "ada")
    _glossator("suggest", path, "--annotator", "ada")
    return path


@pytest.fixture(scope="module")
def annotated(suggested: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same, with what a person would do to every document: accept most, reject and correct some, finish."""
    path = tmp_path_factory.mktemp("annotated") / "news.glossator"
    path.write_bytes(suggested.read_bytes())
    with Project.open(path, annotator="ada") as project:
        for document_id in project.document_ids():
            _annotate(project, document_id)
    return path


def test_every_article_got_suggestions(suggested: Path) -> None:
    with Project.open(suggested, annotator="ada", read_only=True) as project:
        for document_id in project.document_ids():
            assert 5 <= len(project.suggestions(document_id, kind="span"))
            assert 1 <= len(project.suggestions(document_id, kind="event"))


def test_the_trained_model_finds_entities(annotated: Path, tmp_path: Path) -> None:
    # One article to train on: a step then costs a third, and the command and its config are the same.
    with Project.open(annotated, annotator="ada") as project:
        report = project.export(tmp_path / "out", format="spacy", split=(0.2, 0.2, 0.6), seed=0)
        texts = [document.text for document in project.documents()]
    _names_what_was_dropped(report)
    model = spacy.load(_train(tmp_path / "out", tmp_path / "model") / "model-best")
    found = [entity for text in texts for entity in model(text).ents]
    assert LEAST <= len(found)
    assert {"PERSON", "GPE", "ORG"} & {entity.label_ for entity in found}


def test_nothing_annotated_still_trains_to_the_end(suggested: Path, tmp_path: Path) -> None:
    told = _glossator("export", suggested, tmp_path / "out", "--format", "spacy", "--split", "20/20/60")
    assert "not looked at" in told
    spacy.load(_train(tmp_path / "out", tmp_path / "model") / "model-last")


def test_jsonl_comes_back_equal(annotated: Path, tmp_path: Path) -> None:
    with Project.open(annotated, annotator="ada") as project:
        report = project.export(tmp_path / "all.jsonl", format="jsonl")
        assert report.losses == ()
        expected = content(project)
    with Project.create(tmp_path / "again.glossator", annotator="ada") as again:
        again.import_documents([tmp_path / "all.jsonl"])
        assert content(again) == expected
        again.export(tmp_path / "again.jsonl", format="jsonl")
        again.undo()
        assert again.document_ids() == []
    with Project.create(tmp_path / "third.glossator", annotator="ada") as third:
        third.import_documents([tmp_path / "again.jsonl"])
        assert content(third) == expected


def _annotate(project: Project, document_id: int) -> None:
    spans = project.suggestions(document_id, kind="span")
    for number, suggestion in enumerate(spans):
        if number % 7 == 3:
            project.reject(suggestion.id)
        elif number % 7 == 5:
            project.accept(suggestion.id, label="ORG")
        else:
            project.accept(suggestion.id)
    events = [_accept_event(project, hint) for hint in project.suggestions(document_id, kind="event")[:4]]
    kept = project.layer(document_id).spans
    project.add_argument(events[0], "topic", (kept[0].start, kept[1].end))
    project.add_span(document_id, label="ORG", fragments=[(0, 2), (4, 6)])
    project.set_attributes(events[0], {"polarity": "negated"})
    project.link([kept[0].id, kept[1].id], name="Somebody")
    project.add_note(kept[0].id, "really?")
    project.finish(document_id, ["entities", "events"], undecided="reject")


def _accept_event(project: Project, hint: Suggestion) -> int:
    event_id = project.accept(hint.id)
    for argument in hint.hint.arguments[:2] if hint.hint else ():
        project.add_argument(event_id, argument.role, argument.fragments)
    return event_id


def _names_what_was_dropped(report: LossReport) -> None:
    assert report.counts()
    assert all(loss.document and loss.what for loss in report.losses)
    whats = " ".join(report.counts())
    for word in ("note", "entit"):
        assert word in whats


def _train(exported: Path, out: Path) -> Path:
    """Trains with the command that the export itself names, in another folder than the export's."""
    words = [sys.executable, "-m", "spacy", "train", str(exported / "config.cfg"), "--output", str(out)]
    done = subprocess.run(words, cwd=exported.parent, capture_output=True, text=True, check=False, timeout=540)
    assert done.returncode == 0, done.stdout[-3_000:] + done.stderr[-3_000:]
    return out


def _glossator(*arguments: object) -> str:
    words = [sys.executable, "-m", "glossator", *map(str, arguments)]
    done = subprocess.run(words, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr
    return done.stdout
