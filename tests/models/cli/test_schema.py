"""glossator schema: show, check, import, export, migrate."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from glossator import Project
from glossator.schema import load_schema, parse_schema
from support.cli import Cli

CONF = "[entities]\nA\nB\n\n[relations]\n\n[events]\n-----\nE\tX{1-3}:A|<EVENT>, Y?:B\n\n[attributes]\n"


def test_show_as_toml_and_as_json(cli: Cli, news: Path) -> None:
    assert parse_schema(cli("schema", "show", news).out) == load_schema("plover")
    data = json.loads(cli("schema", "conll", "--json").out)
    assert data["entity_types"] == ["PER", "ORG", "LOC", "MISC"]


def test_check_tells_everything(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "x.toml").write_text('[schema]\nname = "x"\n[roles.a]\nkey = "9"\nallowed = ["B"]\n', encoding="utf-8")
    told = cli("schema", "check", "x.toml")
    assert told.code == 1
    assert [line.split(": ")[0] for line in told.out.splitlines()] == ["x.toml:4:1", "x.toml:5:1"]
    data = json.loads(cli("schema", "check", "x.toml", "--json").out)
    assert [item["path"] for item in data] == ["roles.a.key", "roles.a.allowed"]
    (tmp_path / "y.toml").write_text('[schema]\nname = "x"\n', encoding="utf-8")
    assert cli("schema", "check", "y.toml").code == 0


def test_import_and_export_brat(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "annotation.conf").write_text(CONF, encoding="utf-8")
    told = cli("schema", "import", "annotation.conf", "--from", "brat", "--out", "x.toml", "--name", "mine")
    assert (told.code, told.out) == (0, "Wrote x.toml.\n")
    assert "separators" in told.err
    assert load_schema(tmp_path / "x.toml").name == "mine"
    assert cli("schema", "export", "x.toml", "--to", "brat").out == CONF.replace("-----\n", "")
    again = cli("schema", "import", "annotation.conf", "--from", "brat", "--out", "x.toml")
    assert again.code == 1
    assert "x.toml" in again.err


def test_import_label_studio_as_json(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "c.xml").write_text('<View><Labels name="n"><Label value="P"/></Labels></View>', encoding="utf-8")
    data = json.loads(cli("schema", "import", "c.xml", "--from", "labelstudio", "--json").out)
    assert parse_schema(data["text"]).entity_type("P") is not None
    assert data["notices"]


def test_migrate_tells_first_and_then_does_it(cli: Cli, news: Path) -> None:
    words = ("schema", "migrate", news, "--annotator", "ada", "--rename", "entity_types.PERSON=HUMAN")
    told = cli(*words, "--dry-run")
    assert told.code == 0
    assert told.out.startswith("rename entity type PERSON to HUMAN: 2 spans, 1 suggestion")
    assert "dry run" in told.out
    data = json.loads(cli(*words, "--json").out)
    assert data["changes"][0]["counts"] == {"span": 2, "suggestion": 1}
    with Project.open(news, annotator="ada") as project:
        assert project.schema.entity_type("HUMAN") is not None
        project.undo()
        assert project.schema.entity_type("HUMAN") is None


def test_migrate_by_a_plan(cli: Cli, news: Path, tmp_path: Path) -> None:
    plan = '[[change]]\nsplit = "event_types.CONSULT"\ninto = ["TALK", "SEE"]\nby_text = { SEE = "met" }\n'
    (tmp_path / "plan.toml").write_text(plan, encoding="utf-8")
    assert cli("schema", "migrate", news, "--plan", "plan.toml", "--delete", "contexts.gender").code == 0
    with Project.open(news, annotator="ada") as project:
        assert [event.type for event in project.layer(project.document_ids()[0]).events] == ["SEE"]


@pytest.mark.parametrize(
    ("words", "code", "complaint"),
    [
        (("schema",), 2, ""),
        (("schema", "migrate", "news.glossator"), 2, "say what is to change"),
        (("schema", "migrate", "news.glossator", "--rename", "ORG=X"), 2, "write GROUP.NAME"),
        (("schema", "migrate", "news.glossator", "--rename", "entity_types.ORGS=X"), 1, "unknown entity type 'ORGS'"),
        (("schema", "migrate", "news.glossator", "--delete", "entity_types.PERSON"), 1, "still use it"),
        (("schema", "import", "x.conf", "--from", "word"), 2, ""),
        (("schema", "import", "x.conf", "--from", "brat"), 1, "x.conf"),
        (("schema", "export", "plover", "--to", "yaml"), 2, ""),
        (("schema", "show"), 2, ""),
        (("schema", "nothing-here"), 1, "nothing-here"),
    ],
)
def test_what_is_wrong_is_one_line(
    cli: Cli, news: Path, unchanged: None, words: tuple[str, ...], code: int, complaint: str
) -> None:
    told = cli(*words)
    assert told.code == code
    assert complaint in told.err
    assert "Traceback" not in told.err
