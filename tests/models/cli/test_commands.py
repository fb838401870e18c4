"""What the commands do when all is well."""

from __future__ import annotations

from pathlib import Path

import pytest

from glossator import Project
from glossator.schema import load_schema, parse_schema
from support.cli import TEXT, Cli, state_of


@pytest.mark.parametrize("schema", ["plover", "ace", "conll"])
def test_new(cli: Cli, tmp_path: Path, schema: str) -> None:
    made = cli("new", "a.glossator", "--schema", schema, "--annotator", "ada")
    assert made.code == 0
    assert schema in made.out
    with Project.open(tmp_path / "a.glossator") as project:
        assert project.schema.name == schema
        assert project.annotators() == ["ada"]
        assert project.document_ids() == []
    assert [item.name for item in tmp_path.iterdir()] == ["a.glossator"]


def test_new_with_a_schema_file(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(cli("schema", "conll").out, encoding="utf-8")
    assert cli("new", "a.glossator", "--schema", "mine.toml").code == 0
    with Project.open(tmp_path / "a.glossator") as project:
        assert project.schema == load_schema("conll")


@pytest.mark.parametrize("name", ["plover", "ace", "conll"])
def test_schema_prints_what_can_be_read_again(cli: Cli, name: str) -> None:
    assert parse_schema(cli("schema", name).out, where="stdout") == load_schema(name)


def test_schema_of_a_project_and_of_a_file(cli: Cli, news: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(cli("schema", news).out, encoding="utf-8")
    assert cli("schema", "mine.toml").out == cli("schema", "plover").out


def test_import_files_and_folders(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "more").mkdir()
    for name, text in {"a.txt": "One.", "more/b.txt": "Two.", "more/c.txt": "Three.", "more/.hidden": "No."}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    cli("new", "p.glossator")
    done = cli("import", "p.glossator", "a.txt", "more", "--json")
    assert done.code == 0
    with Project.open(tmp_path / "p.glossator") as project:
        assert [document.text for document in project.documents()] == ["One.", "Two.", "Three."]
        assert done.json == {"documents": project.document_ids(), "notices": []}


def test_a_text_already_there_is_skipped_and_said(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("One.", encoding="utf-8")
    cli("new", "p.glossator")
    assert "Imported 1 document." in cli("import", "p.glossator", "a.txt").out
    again = cli("import", "p.glossator", "a.txt")
    assert again.code == 0
    assert "already" in again.err
    assert "Imported 0 documents." in again.out


def test_stats(cli: Cli, news: Path, unchanged: None) -> None:
    counted = cli("stats", news, "--annotator", "ada", "--json").json
    assert {key: counted[key] for key in ("documents", "spans", "events", "drafts", "undecided", "schema")} == {
        "documents": 2, "spans": 2, "events": 1, "drafts": 0, "undecided": 0, "schema": "plover",
    }  # fmt: skip
    assert counted["annotators"] == ["ada"]
    assert "documents: 2" in cli("stats", news).out


def test_search(cli: Cli, news: Path, unchanged: None) -> None:
    (hit,) = cli("search", news, "mosc", "--json").json
    assert hit["name"] == "letter"
    assert hit["start"] == TEXT.index("Moscow")
    assert "letter: " in cli("search", news, "south korea").out
    assert cli("search", news, "atlantis").out == "Nothing found.\n"
    assert cli("search", news, "atlantis", "--json").json == []


@pytest.mark.parametrize("query", ['"', "a AND", "(", "*", "-", "NEAR(", "", "'; DROP TABLE document; --", "😀"])
def test_any_query_is_answered(cli: Cli, news: Path, unchanged: None, query: str) -> None:
    found = cli("search", news, "--json", "--", query)
    assert found.code == 0
    assert isinstance(found.json, list)


def test_formats(cli: Cli) -> None:
    listed = {row["name"]: row for row in cli("formats", "--json").json}
    assert {"jsonl", "spacy", "prodigy", "iob2"} <= set(listed)
    assert listed["spacy"]["folder"]
    assert listed["jsonl"]["reads"]
    assert all(name in cli("formats").out for name in listed)


def test_sample(cli: Cli, tmp_path: Path) -> None:
    assert cli("sample", "s.glossator", "--annotator", "ada").code == 0
    with Project.open(tmp_path / "s.glossator") as project:
        assert 9 <= len(project.document_ids())
    assert list(state_of(tmp_path)) == ["s.glossator"]


@pytest.mark.parametrize("words", [["version"], ["--version"]])
def test_version(cli: Cli, words: list[str]) -> None:
    assert cli(*words).out.startswith("glossator ")


def test_read_only_project(cli: Cli, news: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Not there yet.", encoding="utf-8")
    news.chmod(0o444)
    before = state_of(tmp_path)
    for words in (["stats", news], ["search", news, "kim"], ["schema", news],
                  ["export", news, "x", "--format", "jsonl", "--preflight"]):  # fmt: skip
        assert cli(*words).code == 0
    assert "read-only" in cli("import", news, "a.txt").complaint()
    assert state_of(tmp_path) == before
    assert cli("export", news, "out.jsonl", "--format", "jsonl").code == 0
