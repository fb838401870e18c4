"""Lines that no project can hold are refused with their place; nothing of the file is imported then."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from glossator import Project
from glossator.annotation import Analysis, Proposal
from glossator.errors import FormatError, GlossatorError

TEXT = "Kim met Putin in Moscow."


@pytest.fixture
def lines(tmp_path: Path) -> list[str]:
    """An export: header, and a document with spans, two events, a suggestion and a decision."""
    with Project.create(tmp_path / "from.glossator", annotator="ada") as project:
        document_id = project.import_texts([("letter", TEXT)]).documents[0]
        project.record_analysis(document_id, Analysis("m", "1", (Proposal("span", "PERSON", ((0, 3),), 0.9),)))
        project.accept(project.suggestions(document_id)[0].id)
        meeting = project.add_event(
            document_id, "CONSULT", trigger=(4, 7), modes=["visit"], arguments=[("actor", (0, 3))]
        )
        project.add_event(document_id, "STATEMENT", arguments=[("topic", meeting)], attributes={"tense": "past"})
        project.set_contexts(document_id, ["diplomatic"])
        project.set_flag(document_id)
        project.export(tmp_path / "all.jsonl", format="jsonl")
    return (tmp_path / "all.jsonl").read_text(encoding="utf-8").splitlines()


def _import(lines: list[str], folder: Path) -> Project:
    (folder / "bad.jsonl").write_text("\n".join(lines), encoding="utf-8")
    project = Project.create(folder / "to.glossator", annotator="bob")
    try:
        project.import_documents([folder / "bad.jsonl"])
    except BaseException:
        assert project.document_ids() == []
        assert project.can_undo() is None
        project.close()
        raise
    return project


def _layer(record: Any) -> Any:
    return record["layers"][0]


def _circle(record: Any) -> None:
    first, second = _layer(record)["events"]
    first["arguments"] = [{"role": "topic", "filler": second["id"]}]
    second["arguments"] = [{"role": "topic", "filler": first["id"]}]


WRONG: dict[str, Callable[[Any], object]] = {
    "pending decision": lambda r: r["decisions"][0].update(state="pending"),
    "a document as the result of a decision": lambda r: r["decisions"][0].update(result=r["id"]),
    "two decisions by one person": lambda r: r["decisions"].append({**r["decisions"][0], "id": 999}),
    "two layers by one person": lambda r: r["layers"].append({"annotator": "ada"}),
    "a nameless layer beside one's own": lambda r: r["layers"].extend(
        [{"annotator": "", "state": {"id": 998}}, {"annotator": "bob", "state": {"id": 999}}]
    ),
    "NaN as score": lambda r: r["suggestions"][0].update(score=float("nan")),
    "infinite score": lambda r: r["suggestions"][0].update(score=float("inf")),
    "enormous score": lambda r: r["suggestions"][0].update(score=10**400),
    "truth values as offsets": lambda r: _layer(r)["spans"][0].update(fragments=[[False, True]], text="K"),
    "empty label": lambda r: _layer(r)["spans"][0].update(label=""),
    "empty type": lambda r: _layer(r)["events"][0].update(type=""),
    "empty mode": lambda r: _layer(r)["events"][0].update(modes=[""]),
    "empty role": lambda r: _layer(r)["events"][0].update(arguments=[{"role": "", "filler": r["id"]}]),
    "empty context": lambda r: _layer(r)["state"].update(contexts=[""]),
    "empty name of an attribute": lambda r: _layer(r)["spans"][0].update(attributes={"": "x"}),
    "short uid": lambda r: r.update(uid="abcd"),
    "one uid for all suggestions": lambda r: r["suggestions"].append({**r["suggestions"][0], "id": 999}),
    "an event in itself": lambda r: _layer(r)["events"][0].update(
        arguments=[{"role": "topic", "filler": _layer(r)["events"][0]["id"]}]
    ),
    "events in each other": _circle,
    "half a character in a label": lambda r: _layer(r)["spans"][0].update(label="x\ud800"),
    "half a character in a name": lambda r: _layer(r).update(annotator="x\ud800"),
}


@pytest.mark.parametrize("what", WRONG)
def test_a_line_that_no_project_can_hold(lines: list[str], tmp_path: Path, what: str) -> None:
    record = json.loads(lines[1])
    WRONG[what](record)
    with pytest.raises(GlossatorError) as caught:
        _import([lines[0], json.dumps(record)], tmp_path)
    assert "\n" not in str(caught.value)


def test_a_header_written_by_another_program_is_known(lines: list[str], tmp_path: Path) -> None:
    with _import([json.dumps(json.loads(lines[0]), indent=None), lines[1]], tmp_path) as project:
        assert project.document(project.document_ids()[0]).text == TEXT


@pytest.mark.parametrize("version", [0, -1])
def test_an_impossible_version(lines: list[str], tmp_path: Path, version: int) -> None:
    header = json.dumps({**json.loads(lines[0]), "version": version})
    with pytest.raises(FormatError, match="version"):
        _import([header, lines[1]], tmp_path)


def test_a_file_without_its_header_is_not_taken_for_plain_text(lines: list[str], tmp_path: Path) -> None:
    with pytest.raises(FormatError, match="--format"):
        _import([lines[1]], tmp_path)


def test_a_choice_that_the_schema_lacks_is_added_and_said(lines: list[str], tmp_path: Path) -> None:
    record = json.loads(lines[1])
    _layer(record)["events"][0]["attributes"] = {"polarity": "doubtful"}
    (tmp_path / "new.jsonl").write_text("\n".join([lines[0], json.dumps(record)]), encoding="utf-8")
    with Project.create(tmp_path / "to.glossator", annotator="bob") as project:
        with pytest.raises(FormatError, match="polarity=doubtful"):
            project.import_documents([tmp_path / "new.jsonl"], strict=True)
        assert any(
            "polarity=doubtful" in notice for notice in project.import_documents([tmp_path / "new.jsonl"]).notices
        )
        found = project.schema.attribute("polarity")
        assert found is not None
        assert "doubtful" in found.values
