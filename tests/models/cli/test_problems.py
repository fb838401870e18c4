"""`glossator problems`: sentences with their places, or JSON; it changes nothing."""

from __future__ import annotations

from pathlib import Path

from glossator import Project
from support.cli import Cli


def test_it_lists_what_is_wrong(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "news.glossator"
    with Project.create(path, annotator="ada") as project:
        first, _ = project.import_texts([("a.txt", "Talks.\nThe Norland envoy left."), ("b.txt", "Nothing.")]).documents
        project.add_span(first, 7, 18, "GPE")
    text = cli("problems", str(path), "--annotator", "ada")
    assert "a.txt:2: warning: “The Norland” begins with an article" in text.out
    assert text.out.splitlines()[-1] == "1 warning."
    (found,) = cli("problems", str(path), "--annotator", "ada", "--json").json
    assert (found["code"], found["place"], found["fixes"]) == ("leading_article", [[7, 18]], ["Leave it out"])
    other = cli("problems", str(path), "--annotator", "ada", "--document", "b.txt")
    assert other.out == "No problems.\n"


def test_unknown_names_are_said(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "news.glossator"
    with Project.create(path, annotator="ada") as project:
        project.import_texts([("a.txt", "Talks.")])
    for arguments in (("--document", "c.txt"), ("--annotator", "nobody")):
        assert arguments[1] in cli("problems", str(path), *arguments).complaint()
