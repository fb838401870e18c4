"""Exports under pseudonyms: no annotator's name is in any file, and nothing else is different."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from glossator import Project
from glossator.annotation import Analysis, Proposal
from glossator.errors import ExportError
from glossator.project.pseudonyms import pseudonyms

ADA, GRACE = "ada-lovelace", "grace-hopper"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "news.glossator"
    with Project.create(path, annotator=ADA) as project:
        document = project.import_texts([("letter", "Kim met Putin in Moscow.")]).documents[0]
        project.record_analysis(document, Analysis("model", "1", (Proposal("span", "PERSON", ((0, 3),), 0.9),)))
    for name in (GRACE, ADA):
        with Project.open(path, annotator=name) as project:
            project.accept(project.suggestions(document)[0].id)
            span = project.add_span(document, 8, 13, "PERSON")
            place = project.add_span(document, 17, 23, "GPE")
            project.add_event(document, "CONSULT", trigger=(4, 7), arguments=[("actor", span)])
            project.link([span], name="Putin")
            project.add_note(place, "a city")
            project.set_review(document, "entities", "done")
    return path


def test_names_are_gone_and_nothing_else(path: Path, tmp_path: Path) -> None:
    with Project.open(path, annotator=ADA) as project:
        project.export(tmp_path / "plain.jsonl", format="jsonl")
        project.export(tmp_path / "hidden.jsonl", format="jsonl", pseudonymise=True)
    plain, hidden = ((tmp_path / f"{name}.jsonl").read_text(encoding="utf-8") for name in ("plain", "hidden"))
    assert ADA in plain
    assert ADA not in hidden
    assert GRACE not in hidden
    assert hidden == plain.replace(ADA, "annotator-1").replace(GRACE, "annotator-2")


def test_one_layer_by_name_or_pseudonym(path: Path, tmp_path: Path) -> None:
    with Project.open(path, annotator=ADA) as project:
        for layer in (GRACE, "annotator-2"):
            project.export(tmp_path / layer, format="prodigy", layer=layer, pseudonymise=True)
        with pytest.raises(ExportError, match="annotator-1, annotator-2") as refused:
            project.export(tmp_path / "out", format="prodigy", layer="nobody", pseudonymise=True)
    assert GRACE not in str(refused.value)
    assert (tmp_path / GRACE).read_bytes() == (tmp_path / "annotator-2").read_bytes()
    assert _answers(tmp_path / GRACE)


def test_gold_is_nobody() -> None:
    assert pseudonyms(["bo", "gold", "cy", "bo"]) == {"bo": "annotator-1", "cy": "annotator-2"}


def _answers(path: Path) -> list[Any]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
