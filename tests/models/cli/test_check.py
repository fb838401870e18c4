"""`glossator check`: what it says, to people and to scripts, and what it writes."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from glossator import Project
from glossator.integrity import check
from support.cli import Cli, rows_of
from support.damage import content, pages_of, run, zero


@pytest.fixture
def damaged(news: Path, tmp_path: Path) -> Path:
    """A project whose spans are on a page that was lost."""
    path = tmp_path / "damaged.glossator"
    shutil.copy(news, path)
    zero(path, pages_of(path, "span")[0])
    return path


def test_a_sound_project(cli: Cli, news: Path, unchanged: None) -> None:
    outcome = cli("check", news)
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out == "Sound: 2 documents, 3 spans, 1 event, 3 suggestions, 5 steps of the history.\n"
    assert cli("check", news, "--json").json["sound"] is True


def test_a_damaged_project(cli: Cli, damaged: Path, unchanged: None) -> None:
    outcome = cli("check", damaged)
    assert (outcome.code, outcome.err) == (1, "")
    lines = outcome.out.splitlines()
    assert any("“span” cannot be read" in line and "--repair" in line for line in lines)
    assert any(line.startswith("In “letter”: a span “Kim”") and "is missing" in line for line in lines)


def test_the_findings_as_json(cli: Cli, news: Path) -> None:
    run(news, "UPDATE span SET text = 'Kimm' WHERE id = (SELECT min(id) FROM span)")
    report = cli("check", news, "--json")
    assert report.code == 1
    assert report.json["sound"] is False
    assert {one["code"] for one in report.json["findings"]} == {"place.words", "journal.differs"}
    first = report.json["findings"][0]
    assert (
        first["what"] == f"In “letter”: a span “Kimm” (number {first['ids'][0]}) says “Kimm”, but “Kim” stands there."
    )
    assert first["advice"]
    assert first["table"] == "span"
    assert report.json["counts"]["span"] == 3


def test_a_repair(cli: Cli, damaged: Path, news: Path, tmp_path: Path) -> None:
    out = tmp_path / "mended.glossator"
    before = rows_of(news)
    outcome = cli("check", damaged, "--repair", out)
    assert (outcome.code, outcome.err) == (1, "")
    assert "Restored from the history: 3 spans." in outcome.out
    assert outcome.out.rstrip().endswith("Nothing is lost.")
    assert check(out).sound
    assert content(out) == content(news)
    assert rows_of(news) == before


def test_a_repair_as_json_with_a_backup(cli: Cli, damaged: Path, news: Path, tmp_path: Path) -> None:
    zero(damaged, pages_of(damaged, "text")[0])
    out = tmp_path / "mended.glossator"
    report = cli("check", damaged, "--repair", out, "--backup", news, "--json").json
    assert report["sound"] is False
    assert report["repaired"]["path"] == str(out)
    assert report["repaired"]["lost"] == []
    assert report["repaired"]["backup"] == str(news)
    assert "“letter”" in " ".join(report["repaired"]["restored"])
    assert content(out) == content(news)


def test_a_repair_of_a_sound_project_is_a_copy(cli: Cli, news: Path, tmp_path: Path) -> None:
    outcome = cli("check", news, "--repair", tmp_path / "copy.glossator")
    assert outcome.code == 0
    assert outcome.out.splitlines()[-1].strip() == "Nothing is lost."
    assert content(tmp_path / "copy.glossator") == content(news)


def test_the_backups_beside_the_project_are_found(cli: Cli, news: Path, tmp_path: Path) -> None:
    expected = content(news)
    assert cli("backup", news).code == 0
    zero(news, pages_of(news, "text")[0])
    assert "news " in cli("check", news, "--repair", tmp_path / "mended.glossator").out
    assert content(tmp_path / "mended.glossator") == expected


def test_what_is_refused(cli: Cli, news: Path, tmp_path: Path, unchanged: None) -> None:
    assert "no project" in cli("check", tmp_path / "nothing.glossator").complaint()
    other = tmp_path / "other.glossator"
    other.write_bytes(b"not SQLite at all" * 100)
    assert "not a Glossator project" in cli("check", other).complaint()
    assert "exists already" in cli("check", news, "--repair", other).complaint()
    assert "--repair" in cli("check", news, "--backup", other).complaint(code=2)
    other.unlink()


def test_it_runs_while_the_project_is_open(cli: Cli, news: Path) -> None:
    with Project.open(news, annotator="ada") as project:
        number = project.document_ids()[0]
        project.add_note(number, "in the log only")
        assert cli("check", news).code == 0
        project.add_note(number, "and after it")
    assert check(news).sound
