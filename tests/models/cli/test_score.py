"""`glossator score`: figures, errors, JSON; it changes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from glossator import Project
from support.cli import TEXT, Cli


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """The letter of `news` as somebody else has it, and a document that is not in `news`."""
    path = tmp_path / "gold.glossator"
    with Project.create(path, annotator="gold") as project:
        first, other = project.import_texts([("letter", TEXT), ("elsewhere", "Other words.")]).documents
        kim = project.add_span(first, 0, 3, "PERSON")
        putin = project.add_span(first, 8, 13, "NORP")
        moscow = project.add_span(first, 17, 23, "GPE")
        project.add_event(
            first, "CONSULT", trigger=(4, 7), arguments=[("actor", kim), ("recipient", putin), ("place", moscow)]
        )
        project.set_review(first, "entities", "done")
        project.add_span(other, 0, 5, "ORG")
    return path


def test_figures_are_given_by_label_type_and_role(cli: Cli, news: Path, gold: Path) -> None:
    data = cli("score", news, "--against", gold, "--layer", "ada", "--json").json
    assert (data["layer"], data["gold_layer"], data["documents"]) == ("ada", "gold", ["letter"])
    assert data["only_in_gold"] == ["elsewhere"]
    entities = data["scores"]["entities"]["strict"]
    assert entities["PERSON"] == {"right": 1, "said": 2, "gold": 1, "precision": 0.5, "recall": 1.0, "f1": 0.6667}
    assert (entities["all"]["right"], entities["GPE"]["recall"]) == (1, 0)
    assert data["scores"]["triggers"]["strict"]["all"]["f1"] == 1
    assert data["scores"]["events"]["strict"]["CONSULT"]["f1"] == 1
    arguments = data["scores"]["arguments"]["strict"]
    assert (arguments["actor"]["f1"], arguments["place"]["f1"], arguments["recipient"]["recall"]) == (1, 1, 0)
    kinds = [(one["aspect"], one["kind"], (one["gold"] or one["said"])["text"]) for one in data["errors"]]
    assert kinds == [
        ("entities", "label", "Putin"), ("entities", "missing", "Moscow"), ("arguments", "missing", "Putin"),
    ]  # fmt: skip


def test_errors_are_sentences_with_a_place(cli: Cli, news: Path, gold: Path) -> None:
    said = cli("score", news, "--against", gold, "--layer", "ada", "--errors")
    assert "Not in the project, and not counted: elsewhere." in said.out
    assert "letter:1: entities: PERSON “Putin”, in the gold NORP “Putin”" in said.out
    assert "letter:1: entities: GPE “Moscow” is missing" in said.out
    assert "letter:1: arguments: CONSULT recipient “Putin” is missing" in said.out
    done = cli("score", news, "--against", gold, "--layer", "ada", "--finished", "--json").json
    assert done["scores"]["events"]["strict"]["all"]["gold"] == 0


def test_a_file_is_gold_too_and_agrees_with_its_project(cli: Cli, news: Path, tmp_path: Path) -> None:
    out = tmp_path / "gold.jsonl"
    cli("export", news, out, "--format", "jsonl")
    said = cli("score", news, "--against", out, "--layer", "ada", "--errors")
    assert said.out.endswith("The two agree on everything.\n")


def test_what_cannot_be_compared_is_one_sentence(cli: Cli, news: Path, gold: Path, tmp_path: Path) -> None:
    assert "nobody called bob" in cli("score", news, "--against", gold, "--layer", "bob").complaint()
    with Project.open(gold, annotator="second") as project:
        project.add_span(project.document_ids()[0], 0, 3, "ORG")
    several = cli("score", news, "--against", gold, "--layer", "ada").complaint()
    assert "gold, second" in several
    assert cli("score", news, "--against", gold, "--layer", "ada", "--gold-layer", "second", "--json").code == 0
    other = tmp_path / "other.glossator"
    with Project.create(other, annotator="gold") as project:
        project.add_span(project.import_texts([("x", "Nothing in common.")]).documents[0], 0, 7, "ORG")
    assert "nothing to compare" in cli("score", news, "--against", other, "--layer", "ada").complaint()
    assert cli("score", news, "--against", tmp_path / "none.jsonl", "--layer", "ada").code == 1
