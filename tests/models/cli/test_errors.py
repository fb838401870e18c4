"""What goes wrong with projects, schemas and words is one line on stderr, and nothing is written."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from support.cli import Cli, state_of

READING = (("stats",), ("search", "kim"), ("schema",), ("export", "out", "--format", "jsonl"))
WRITING = (("import", "a.txt"), ("suggest",))


def _words(command: tuple[str, ...], project: Path) -> list[object]:
    return [command[0], project, *command[1:]]


def _truncate(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])


def _make_newer(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 99")


def _make_foreign(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE bookmark (id INTEGER)")
        connection.commit()


def _make_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


DAMAGE: dict[str, tuple[Callable[[Path], object], str]] = {
    "missing": (lambda path: path.unlink(), "glossator new"),
    "not SQLite": (lambda path: path.write_text("# Notes\n" * 99), "not a Glossator project"),
    "another program's": (_make_foreign, "not a Glossator project"),
    "empty": (lambda path: path.write_bytes(b""), "empty"),
    "folder": (_make_folder, "folder"),
    "truncated": (_truncate, "cut off"),
    "newer": (_make_newer, "newer"),
}


@pytest.mark.parametrize("command", [*READING, *WRITING], ids=lambda command: command[0])
@pytest.mark.parametrize("kind", DAMAGE)
def test_a_file_that_is_no_sound_project(cli: Cli, news: Path, kind: str, command: tuple[str, ...]) -> None:
    damage, word = DAMAGE[kind]
    damage(news)
    news.parent.joinpath("a.txt").write_text("Some text.", encoding="utf-8")
    before = state_of(news.parent)
    said = cli(*_words(command, news)).complaint()
    assert str(news) in said
    assert word in said
    assert state_of(news.parent) == before


def test_new_never_overwrites(cli: Cli, news: Path, unchanged: None) -> None:
    assert "exists already" in cli("new", news).complaint()
    assert "exists already" in cli("sample", news).complaint()


def test_new_in_a_missing_folder(cli: Cli, unchanged: None) -> None:
    cli("new", "no/such/a.glossator").complaint()


@pytest.mark.parametrize(
    ("toml", "place"),
    [
        ("[schema\nname = 1", "bad.toml:1:"),
        ('[schema]\nname = "x"\ntitle = "unclosed\n', "bad.toml:3:"),
        ('[schema]\nname = "x"\ntitle = "X"\nversion = 1\nnonsense = 2\n', "bad.toml:5:"),
    ],
)
def test_a_bad_schema_names_line_and_column(cli: Cli, tmp_path: Path, toml: str, place: str) -> None:
    (tmp_path / "bad.toml").write_text(toml, encoding="utf-8")
    before = state_of(tmp_path)
    for words in (["new", "a.glossator", "--schema", "bad.toml"], ["schema", "bad.toml"]):
        said = cli(*words).complaint()
        assert place in said
        assert said.split(place)[1].split(":")[0].isdigit()
    assert state_of(tmp_path) == before


@pytest.mark.parametrize("name", ["nonsense", "missing.toml"])
def test_an_unknown_schema(cli: Cli, unchanged: None, name: str) -> None:
    assert name in cli("new", "a.glossator", "--schema", name).complaint()


def test_an_unknown_format(cli: Cli, news: Path, unchanged: None) -> None:
    said = cli("export", news, "out", "--format", "nonsense").complaint()
    assert "nonsense" in said
    assert "jsonl" in said
    assert "nonsense" in cli("import", news, "a.txt", "--format", "nonsense").complaint()


@pytest.mark.parametrize("split", ["80/10", "a/b/c", "0/0/0", "-1/1/1", "nan/1/1", "inf/1/1", ""])
def test_a_bad_split(cli: Cli, news: Path, unchanged: None, split: str) -> None:
    told = cli("export", news, "out", "--format", "spacy", f"--split={split}")
    assert "split" in told.complaint(code=told.code)
    assert told.code in (1, 2)


def test_an_unknown_layer(cli: Cli, news: Path, unchanged: None) -> None:
    assert "bob" in cli("export", news, "out.jsonl", "--format", "jsonl", "--layer", "bob").complaint()


def test_an_export_onto_something_else(cli: Cli, news: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    (tmp_path / "folder").mkdir()
    before = state_of(tmp_path)
    cli("export", news, "file", "--format", "spacy").complaint()
    cli("export", news, "folder", "--format", "jsonl").complaint()
    cli("export", news, "file/below", "--format", "jsonl").complaint()
    assert state_of(tmp_path) == before


@pytest.mark.parametrize(
    "words",
    [
        ["exprot", "a.glossator"],
        ["no-such-file"],
        ["import"],
        ["export", "a.glossator", "out"],
        ["stats", "--nonsense", "a.glossator"],
        ["export", "a.glossator", "out", "--format", "spacy", "--seed", "x"],
        ["suggest", "a.glossator", "--processes", "0"],
        ["new"],
    ],
    ids=" ".join,
)
def test_bad_usage(cli: Cli, unchanged: None, words: list[str]) -> None:
    cli(*words).complaint(code=2)
