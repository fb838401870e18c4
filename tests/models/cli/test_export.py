"""The export commands, and what they say about what was lost."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from glossator import Project
from support.cli import TEXT, Cli, state_of

FORMATS = ("jsonl", "spacy", "prodigy", "iob2")


@pytest.mark.parametrize("name", FORMATS)
def test_preflight_says_the_same_and_writes_nothing(cli: Cli, news: Path, tmp_path: Path, name: str) -> None:
    before = state_of(tmp_path)
    words = ("export", news, "out", "--format", name, "--json")
    told = cli(*words, "--preflight")
    assert told.code == 0
    assert state_of(tmp_path) == before
    done = cli(*words)
    assert done.code == 0
    assert told.json["losses"] == done.json["losses"]
    assert told.json["lost"] == done.json["lost"]
    assert done.json["documents"] == 2
    assert (tmp_path / "out").is_dir() is (name == "spacy")


def test_only_the_export_is_written(cli: Cli, news: Path, tmp_path: Path) -> None:
    before = state_of(tmp_path)
    cli("export", news, "out.jsonl", "--format", "jsonl")
    assert {name for name in state_of(tmp_path) if name not in before} == {"out.jsonl"}
    assert state_of(tmp_path)["news.glossator"] == before["news.glossator"]


def test_jsonl_holds_every_document_with_its_annotations(cli: Cli, news: Path, tmp_path: Path) -> None:
    cli("export", news, "out.jsonl", "--format", "jsonl")
    lines = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    texts = [line["text"] for line in lines if "text" in line]
    assert texts == [TEXT, "Nothing happened in Oslo."]


def test_what_iob2_cannot_hold_is_listed(cli: Cli, news: Path) -> None:
    lost = cli("export", news, "out.iob2", "--format", "iob2", "--json").json
    assert lost["lost"]
    assert "letter" in {loss["document"] for loss in lost["losses"]}
    assert any("event" in what for what in lost["lost"])
    assert "letter" in cli("export", news, "out.iob2", "--format", "iob2").out


def test_an_export_replaces_the_one_before(cli: Cli, news: Path, tmp_path: Path) -> None:
    cli("export", news, "out", "--format", "spacy")
    (tmp_path / "out" / "notes.md").write_text("mine", encoding="utf-8")
    first = state_of(tmp_path / "out")
    assert cli("export", news, "out", "--format", "spacy").code == 0
    assert set(state_of(tmp_path / "out")) == set(first)
    assert state_of(tmp_path / "out")["notes.md"] == first["notes.md"]


def test_finished_narrows(cli: Cli, news: Path, tmp_path: Path) -> None:
    with Project.open(news, annotator="ada") as project:
        project.finish(project.document_ids()[0], ["entities", "events"], undecided="leave")
    assert cli("export", news, "all.jsonl", "--format", "jsonl", "--json").json["documents"] == 2
    assert cli("export", news, "done.jsonl", "--format", "jsonl", "--finished", "--json").json["documents"] == 1


def test_two_layers_must_be_told_apart(cli: Cli, news: Path, tmp_path: Path) -> None:
    with Project.open(news, annotator="bob") as project:
        project.add_span(project.document_ids()[0], 0, 3, "PERSON")
    before = state_of(tmp_path)
    said = cli("export", news, "out.iob2", "--format", "iob2").complaint()
    assert "ada" in said
    assert "bob" in said
    assert state_of(tmp_path) == before
    assert cli("export", news, "out.iob2", "--format", "iob2", "--layer", "bob").code == 0


def test_jsonl_comes_back(cli: Cli, news: Path, tmp_path: Path) -> None:
    cli("export", news, "out.jsonl", "--format", "jsonl")
    cli("new", "again.glossator", "--annotator", "ada")
    assert cli("import", "again.glossator", "out.jsonl", "--annotator", "ada").code == 0
    cli("export", "again.glossator", "again.jsonl", "--format", "jsonl")
    counts = [cli("stats", path, "--annotator", "ada", "--json").json for path in (news, "again.glossator")]
    assert counts[0] == counts[1]


def test_the_same_seed_splits_alike(cli: Cli, tmp_path: Path) -> None:
    cli("sample", "s.glossator")
    for out, seed in (("one", 3), ("two", 3), ("three", 4)):
        assert cli("export", "s.glossator", out, "--format", "spacy", "--split", "60/20/20", "--seed", seed).code == 0
    names = ("train.spacy", "dev.spacy", "test.spacy")
    one, two, three = (state_of(tmp_path / out) for out in ("one", "two", "three"))
    assert {one[name] == two[name] for name in names} == {True}
    assert {one[name] == three[name] for name in names} != {True}
