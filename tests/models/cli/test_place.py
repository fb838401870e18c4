"""A project made in a synced folder: one line says so, and everything else is as ever."""

from __future__ import annotations

from pathlib import Path

import pytest

from support.cli import Cli


@pytest.fixture
def synced(tmp_path: Path) -> Path:
    folder = tmp_path / "synced"
    (folder / ".stfolder").mkdir(parents=True)
    (folder / "a.txt").write_text("Kim met Putin in Moscow.")
    return folder


def test_new_and_import_warn_once_each(cli: Cli, synced: Path) -> None:
    made = cli("new", synced / "news.glossator")
    assert made.code == 0
    (line,) = made.err.splitlines()
    assert line.startswith("glossator: This folder is synchronised by Syncthing.")
    taken = cli("import", synced / "news.glossator", synced / "a.txt", "--json")
    assert len(taken.json["documents"]) == 1
    assert taken.err.splitlines() == [line]


def test_nothing_is_said_of_this_machines_own_disk(cli: Cli, synced: Path, tmp_path: Path) -> None:
    assert cli("new", tmp_path / "news.glossator").err == ""
    assert cli("import", tmp_path / "news.glossator", synced / "a.txt").err == ""


def test_a_command_that_fails_says_only_why(cli: Cli, synced: Path) -> None:
    (synced / "news.glossator").write_text("taken")
    assert "exists already" in cli("new", synced / "news.glossator").complaint()
