from __future__ import annotations

from pathlib import Path

from support.cli import Cli


def test_a_list_is_taken_in_looked_up_and_taken_out(cli: Cli, news: Path, tmp_path: Path) -> None:
    names = tmp_path / "own.csv"
    names.write_text("name;kb_id;country\nHarbour Forum;Q1;KOR\n", encoding="utf-8")
    assert cli("knowledge", "import", news, names, "--json").json == {"list": "own.csv", "entries": 1}
    assert cli("knowledge", "list", news, "--json").json == {"own.csv": 1}
    (found,) = cli("knowledge", "look-up", news, "Harbour Forum", "--json").json
    assert (found["kb_id"], found["known"]) == ("Q1", "KOR")
    assert cli("knowledge", "remove", news, "own.csv").out == "own.csv is no longer in the project.\n"
    assert "no list of names" in cli("knowledge", "list", news).out


def test_a_wrong_list_is_one_line(cli: Cli, news: Path, tmp_path: Path) -> None:
    names = tmp_path / "own.csv"
    names.write_text("name,country\nx,ZZZ\n", encoding="utf-8")
    said = cli("knowledge", "import", news, names).complaint()
    assert "own.csv, line 2, column country" in said
    assert "There is no file" in cli("knowledge", "import", news, tmp_path / "none.csv").complaint()
    assert cli("knowledge", "list", news, "--json").json == {}
