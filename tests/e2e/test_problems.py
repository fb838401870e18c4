"""Problems with the real program, by keys: F8 walks through them, Enter mends, X says that it is right as it is."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from e2e import saved
from e2e.program import Program
from glossator import Project

NAME = "pact.txt"
TEXT = "Norland did not sign the pact. The Ostrian Front met Brandt's aide.\n\nNorland may attack."


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    """A project with four problems in one document: a negation, an article, a possessive, a "may"."""
    path = tmp_path / "faulty.glossator"
    with Project.create(path, annotator="ada") as project:
        (document,) = project.import_texts([(NAME, TEXT)]).documents
        for words, type_ in (("sign", "AGREE"), ("attack", "ASSAULT")):
            start = TEXT.index(words)
            project.add_event(document, type_, trigger=(start, start + len(words)))
        for words, label in (("The Ostrian Front", "ORG"), ("Brandt's", "PERSON")):
            start = TEXT.index(words)
            project.add_span(document, start, start + len(words), label)
    return path


def exemptions(path: Path) -> list[tuple[str]]:
    with closing(sqlite3.connect(path, timeout=20)) as connection:
        return connection.execute("SELECT code FROM exemption ORDER BY id").fetchall()


def test_problems_are_walked_mended_and_exempted(faulty: Path, tmp_path: Path) -> None:
    with Program(faulty, folder=tmp_path / "state") as program:
        assert program.key("F8")["mode"] == "problem"
        state = program.key("Enter")
        assert saved.read(faulty, NAME).events[0].attributes == {"polarity": "negated"}

        # On to the article: it is mended, undone by a key, and walked to again.
        assert state["mode"] == "problem"
        program.key("Enter")
        assert saved.read(faulty, NAME).labels == [("ORG", "Ostrian Front"), ("PERSON", "Brandt's")]
        program.key("Ctrl+Z")
        assert saved.read(faulty, NAME).labels == [("ORG", "The Ostrian Front"), ("PERSON", "Brandt's")]
        program.keys("Esc", "Ctrl+Home", "F8")

        # "This is right": nothing is changed but for that.
        program.key("X")
        assert exemptions(faulty) == [("leading_article",)]
        assert saved.read(faulty, NAME).labels == [("ORG", "The Ostrian Front"), ("PERSON", "Brandt's")]
        program.key("Enter")
        assert saved.read(faulty, NAME).labels == [("ORG", "The Ostrian Front"), ("PERSON", "Brandt")]
        state = program.key("Enter")
        assert saved.read(faulty, NAME).events[1].attributes == {"modality": "hypothetical"}
        assert state["mode"] == "page"
        assert "last problem" in state["said"]

    # After a restart what is right still is, and nothing else is left.
    with Program(faulty, folder=tmp_path / "state") as program:
        state = program.key("F8")
        assert state["mode"] == "page"
        assert "no problem" in state["said"]
