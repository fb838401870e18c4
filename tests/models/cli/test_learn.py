"""`glossator learn`: one real training by the command, and everything about versions."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from glossator import Project
from support.cli import Cli

SHIPS = ("Aurora", "Meridian", "Halcyon", "Sovereign", "Tempest")


@pytest.fixture
def ships(tmp_path: Path) -> Path:
    """Four finished documents of ada's, and one that nobody has looked at."""
    path = tmp_path / "ships.glossator"
    with Project.create(path, schema="conll", annotator="ada") as project:
        texts = [(name, f"The trawler MV {name} left Oslo.\nNobody aboard MV {name} was hurt.") for name in SHIPS]
        for document in project.import_texts(texts).documents[:4]:
            text = project.document(document).text
            end = text.index(" left")
            project.add_span(document, 12, end, "MISC")
            again = text.index("MV", end)
            project.add_span(document, again, again + end - 12, "MISC")
            project.set_review(document, "entities", "done")
    return path


def test_it_learns_and_suggests_with_what_it_learned(cli: Cli, ships: Path) -> None:
    command = [sys.executable, "-m", "glossator", "learn", str(ships), "--annotator", "ada", "--lines"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    *told, last = map(json.loads, done.stdout.splitlines())
    assert {one["type"] for one in told} == {"progress"}
    shares = [one["share"] for one in told]
    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == (0, 1)
    assert (last["type"], last["version"], last["documents"]) == ("done", 1, 4)
    assert last["f1_before"] <= last["f1"]
    listed = cli("learn", ships, "--list")
    assert listed.out.splitlines()[0] == "  shipped"
    assert listed.out.splitlines()[1].startswith("* 1  ")
    cli("suggest", ships)
    with Project.open(ships, annotator="ada", read_only=True) as project:
        found = project.suggestions(project.document_ids()[-1])
        assert found
        assert all("+learned1." in one.version for one in found)
    assert "The shipped model suggests from now on." in cli("learn", ships, "--use", "shipped").out
    assert cli("learn", ships, "--use", "1", "--json").json == {"in_force": 1}
    (ships.with_name("ships.glossator-models") / "v0001" / "ner.bin").write_bytes(b"")
    assert "so the shipped model suggests" in cli("suggest", ships).err
    assert cli("learn", ships, "--list", "--json").json["in_force"] is None
    assert "is damaged" in cli("learn", ships, "--use", "1").complaint()


def test_what_cannot_be_done_is_one_sentence(cli: Cli, ships: Path) -> None:
    assert "Finished by others: ada (4)" in cli("learn", ships, "--annotator", "bob").complaint()
    assert "There are: none" in cli("learn", ships, "--use", "2").complaint()
    assert "is no version" in cli("learn", ships, "--use", "best").complaint()
    assert cli("learn", ships, "--list").out == "* shipped\n"


def test_a_learner_that_is_killed_changes_nothing(cli: Cli, ships: Path) -> None:
    command = [sys.executable, "-m", "glossator", "learn", str(ships), "--annotator", "ada", "--lines"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if "Trying 2" in json.loads(line)["what"]:
                process.kill()
                break
        process.stdout.read()
    assert cli("learn", ships, "--list").out == "* shipped\n"
    assert not ships.with_name("ships.glossator-models").exists()
    assert cli("check", ships).code == 0
