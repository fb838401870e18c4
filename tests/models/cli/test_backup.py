from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from glossator import Project
from support.cli import Cli, rows_of


def test_a_backup_by_hand_then_nothing_new(cli: Cli, news: Path) -> None:
    done = cli("backup", news)
    assert done.out.startswith(f"Backed up to {news.parent}")
    assert "by-hand" in done.out
    (made,) = news.with_name("news.glossator-backups").iterdir()
    assert rows_of(made) == rows_of(news)
    again = cli("backup", news, "--json")
    assert (again.json["made"], again.json["latest"]) == (None, str(made))
    assert "Nothing has changed since" in cli("backup", news).out


def test_a_backup_to_a_file_of_ones_own(cli: Cli, news: Path, tmp_path: Path) -> None:
    target = tmp_path / "copy.glossator"
    assert cli("backup", news, "--to", target).code == 0
    assert rows_of(target) == rows_of(news)
    assert "exists already" in cli("backup", news, "--to", target).complaint()
    assert not news.with_name("news.glossator-backups").exists()


def test_the_backups_that_rotate_and_the_list(cli: Cli, news: Path) -> None:
    made = cli("backup", news, "--keep-rotating", "--json").json
    assert made["gone"] == []
    assert cli("backup", news, "--keep-rotating", "--json").json["made"] is None
    (listed,) = cli("backup", news, "--list", "--json").json
    assert (listed["path"], listed["reason"], listed["documents"]) == (made["made"], "rotating", 2)
    assert "steps" in cli("backup", news, "--list").out
    Path(made["made"]).write_bytes(b"nothing")
    assert "cannot be read" in cli("backup", news, "--list").out


def test_nothing_to_list(cli: Cli, news: Path, tmp_path: Path) -> None:
    assert "no backups" in cli("backup", news, "--list").out
    assert cli("backup", news, "--list", "--json").json == []
    assert "no project" in cli("backup", tmp_path / "none.glossator", "--list").complaint()
    assert "no file" in cli("backup", tmp_path / "none.glossator").complaint()
    assert "no backup of" in cli("restore", news).complaint()


@pytest.mark.skipif(not hasattr(os, "nice"), reason="priorities are set otherwise here")
def test_a_rotating_backup_is_made_as_a_guest(news: Path) -> None:
    code = (
        "import os\nfrom glossator.cli import main\ntry:\n    main(['backup', 'news.glossator', '--keep-rotating'])\n"
        "finally:\n    print(os.nice(0))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=news.parent, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout.splitlines()[-1]) == min(19, os.nice(0) + 10)


@pytest.mark.skipif(os.name != "posix", reason="files are limited otherwise here")
def test_a_disk_that_takes_no_more_leaves_nothing_behind(news: Path) -> None:
    code = (
        "import resource\nfrom glossator.cli import main\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))\n"
        "main(['backup', 'news.glossator', '--to', 'copy.glossator'])"
    )
    before = sorted(news.parent.iterdir())
    done = subprocess.run([sys.executable, "-c", code], cwd=news.parent, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith("glossator: ")
    assert "copy.glossator" in done.stderr
    assert "unfinished" not in done.stderr
    assert done.stderr.count("\n") == 1
    assert sorted(news.parent.iterdir()) == before


def test_restoring_a_sound_project_makes_another(cli: Cli, news: Path) -> None:
    cli("backup", news)
    before = rows_of(news)
    done = cli("restore", news, "--json").json
    assert Path(done["restored"]).name.startswith("news restored ")
    assert done["kept"] is None
    assert rows_of(Path(done["restored"])) == rows_of(news) == before


def test_restoring_a_damaged_project_puts_it_back_and_keeps_the_damaged_file(cli: Cli, news: Path) -> None:
    cli("backup", news)
    rows = rows_of(news)
    news.write_bytes(b"\x00" * 8192)
    done = cli("restore", news)
    assert "The damaged file was kept as news damaged " in done.out
    assert rows_of(news) == rows
    (kept,) = news.parent.glob("news damaged *")
    assert kept.read_bytes() == b"\x00" * 8192


def test_restoring_what_is_gone_or_to_somewhere_else(cli: Cli, news: Path, tmp_path: Path) -> None:
    cli("backup", news)
    (name,) = (item.name for item in news.with_name("news.glossator-backups").iterdir())
    rows = rows_of(news)
    assert cli("restore", news, "--from", name, "--to", tmp_path / "there.glossator").code == 0
    assert rows_of(tmp_path / "there.glossator") == rows
    news.unlink()
    assert cli("restore", news, "--from", tmp_path / "there.glossator").code == 0
    assert rows_of(news) == rows
    assert "exists already" in cli("restore", news, "--to", tmp_path / "there.glossator").complaint()
    assert "no file" in cli("restore", news, "--from", "nothing", "--to", "new.glossator").complaint()


def test_a_backup_may_be_made_while_a_window_has_the_project(cli: Cli, news: Path) -> None:
    with Project.open(news, annotator="ada") as opened:
        document = opened.document_ids()[0]
        opened.add_span(document, 0, 3, "ORG")
        made = Path(cli("backup", news, "--json").json["made"])
        opened.add_span(document, 4, 7, "ORG")
        with Project.open(made, annotator="ada", read_only=True) as copy:
            assert len(copy.layer(document).spans) + 1 == len(opened.layer(document).spans)
