"""`glossator history`: listing, telling one step, going back."""

from __future__ import annotations

from pathlib import Path

import pytest

from glossator import Project
from support.cli import Cli


@pytest.mark.usefixtures("news", "unchanged")
def test_the_list_says_when_who_what_and_where(news: Path, cli: Cli) -> None:
    lines = cli("history", news).out.splitlines()
    assert lines[0].split() == ["step", "time", "who", "what", "document"]
    assert len(lines) == 6
    assert "mark CONSULT" in lines[1]
    assert lines[1].endswith("letter")
    assert "ada" in lines[1]
    assert "import 2 documents" in lines[-1]


@pytest.mark.usefixtures("news", "unchanged")
def test_the_list_can_be_narrowed(news: Path, cli: Cli) -> None:
    assert [step["id"] for step in cli("history", news, "--json").json] == [5, 4, 3, 2, 1]
    assert [step["id"] for step in cli("history", news, "--json", "--limit", 2).json] == [5, 4]
    assert [step["id"] for step in cli("history", news, "--json", "--document", "note").json] == [1]
    number = cli("history", news, "--json", "--limit", 1).json[0]["document_id"]
    assert len(cli("history", news, "--json", "--document", number).json) == 5
    assert len(cli("history", news, "--annotator", "ada").out.splitlines()) == 6
    assert "Nobody called eve" in cli("history", news, "--annotator", "eve").complaint()
    assert "no document called “x”" in cli("history", news, "--document", "x").complaint()


@pytest.mark.usefixtures("news", "unchanged")
def test_a_step_is_told_in_words(news: Path, cli: Cli) -> None:
    told = cli("history", news, "--show", 3).out.splitlines()
    assert told[0] == "step 3: accept ORG “Putin”"
    assert "glossator 0" in told[1]
    assert any("label PERSON" in line and "origin corrected (model 1)" in line for line in told[2:])
    data = cli("history", news, "--show", 3, "--json").json
    assert {change["kind"] for change in data["changes"]} == {"span", "decision"}
    assert "no step 99" in cli("history", news, "--show", 99).complaint()
    cli("history", news, "--show", 3, "--restore", 3).complaint(code=2)


def test_what_was_taken_back_is_marked(news: Path, cli: Cli) -> None:
    with Project.open(news, annotator="ada") as project:
        project.undo()
    lines = cli("history", news).out.splitlines()
    assert "undo mark CONSULT" in lines[1]
    assert lines[2].endswith("taken back")


def test_going_back_is_one_step(news: Path, cli: Cli) -> None:
    with Project.open(news, annotator="ada") as project:
        letter = project.document_ids()[0]
        before = project.layer(letter)
    said = cli("history", news, "--restore", 2, "--document", "letter", "--annotator", "ada").out
    assert said.startswith("letter: your annotations are what they were just after step 2")
    with Project.open(news, annotator="ada") as project:
        assert [span.text for span in project.layer(letter).spans] == ["Kim"]
        project.undo()
        assert project.layer(letter) == before
    # The step touched one document only: it need not be said.
    assert cli("history", news, "--restore", 2, "--annotator", "ada", "--json").json["document"] == letter
    assert "nothing to restore" in cli("history", news, "--restore", 2, "--annotator", "ada").out
    assert "--document" in cli("history", news, "--restore", 1, "--annotator", "ada").complaint(code=2)


def test_what_another_file_holds_cannot_move_the_cursor(tmp_path: Path, cli: Cli) -> None:
    path = tmp_path / "a.glossator"
    with Project.create(path, annotator="ada") as project:
        document = project.import_texts([("evil\x1b[2J\nname", "Kim met Putin.")]).documents[0]
        project.set_metadata(document, **{"\x1b[31mred": "\x1b[0m"})
    for words in (("history", path), ("history", path, "--show", 2)):
        assert "\x1b" not in cli(*words).out


def test_a_project_without_a_past_says_so(tmp_path: Path, cli: Cli) -> None:
    cli("new", tmp_path / "a.glossator")
    assert cli("history", tmp_path / "a.glossator").out == "Nothing has been done yet.\n"
