"""Spans made around emoji, in a file with a byte order mark and CRLF, come out with the right characters."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.tokens import DocBin

from e2e.article import mark_as_seen
from e2e.program import Program
from glossator import Project

FAMILY = "👩\u200d👩\u200d👧"
LINES = (
    "Grüße 😀 aus Seoul",
    "",
    f"The {FAMILY} family 🇰🇷 met Kim Jong-un in Pyongyang 🎉 today.",
    "e\u0301tat 𝔘nicode 북한은 said so.",
)
TEXT = "\n".join(LINES)


@pytest.fixture(scope="module")
def annotated(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[tuple[str, str]]]:
    """A project in which three spans were made in the window, and what their labels and words were on the screen."""
    folder = tmp_path_factory.mktemp("offsets")
    source = folder / "emoji.txt"
    source.write_bytes(b"\xef\xbb\xbf" + "\r\n".join(LINES).encode())
    path = folder / "news.glossator"
    with Project.create(path, annotator="ada") as project:
        project.import_documents([source])
        mark_as_seen(project)
    with Program(path, folder=folder / "state") as program:
        assert program.state["text"] == TEXT
        _caret_to(program, TEXT.index("Kim"))
        while program.key("Shift+Right")["selection"] != list(_at("Kim Jong-un")):
            assert program.state["caret"] < TEXT.index(" in Pyongyang")
        program.key("1")
        program.drag_text(*_at("Pyongyang"))
        program.key("3")
        program.drag_text(TEXT.index(FAMILY), TEXT.index(" family"), "Alt")
        program.key("4")
        program.drag_text(*_at("북한은"), "Alt")
        program.key("2")
        marks = [(mark["label"], mark["text"]) for mark in program.state["marks"] if mark["kind"] == "span"]
    return path, sorted(marks)


EXPECTED = [("GPE", "Pyongyang"), ("NORP", FAMILY), ("ORG", "북한은"), ("PERSON", "Kim Jong-un")]


def test_the_page_shows_the_words_meant(annotated: tuple[Path, list[tuple[str, str]]]) -> None:
    assert annotated[1] == EXPECTED


def test_jsonl(annotated: tuple[Path, list[tuple[str, str]]], tmp_path: Path) -> None:
    (line,) = _exported(annotated[0], tmp_path / "out.jsonl", "jsonl")
    assert line["text"] == TEXT
    (layer,) = line["layers"]
    spans = [(span["label"], [TEXT[start:end] for start, end in span["fragments"]]) for span in layer["spans"]]
    assert sorted(spans) == [(label, [words]) for label, words in EXPECTED]


def test_prodigy(annotated: tuple[Path, list[tuple[str, str]]], tmp_path: Path) -> None:
    lines = _exported(annotated[0], tmp_path / "out.jsonl", "prodigy")
    found = [(span["label"], line["text"][span["start"] : span["end"]]) for line in lines for span in line["spans"]]
    assert sorted(found) == EXPECTED
    for line in lines:
        for token in line["tokens"]:
            assert line["text"][token["start"] : token["end"]] == token["text"]


def test_spacy(annotated: tuple[Path, list[tuple[str, str]]], tmp_path: Path) -> None:
    with Project.open(annotated[0], annotator="ada") as project:
        report = project.export(tmp_path / "out", format="spacy", split=(1, 0, 0))
    blank = spacy.blank("en")
    docs = list(DocBin().from_disk(tmp_path / "out" / "train.spacy").get_docs(blank.vocab))
    assert [doc.text for doc in docs] == [TEXT]
    assert sorted((span.label_, span.text) for doc in docs for span in doc.ents) == EXPECTED
    assert report.documents == 1


def _exported(path: Path, out: Path, name: str) -> list[dict[str, Any]]:
    with Project.open(path, annotator="ada") as project:
        project.export(out, format=name)
    lines = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    return [line for line in lines if "text" in line]


def _at(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


def _caret_to(program: Program, goal: int) -> None:
    program.key("Ctrl+Home")
    while program.state["caret"] < goal:
        program.key("Ctrl+Right")
    assert program.state["caret"] == goal
