"""What a date is, who a person is, and which events are the same, by keys in the real window; then the file."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from e2e import saved
from e2e.article import mark_as_seen
from e2e.program import Program
from glossator import Project

FIRST = "Ri Su Yong met Vladimir Putin in Moscow on Tuesday. He left again at once, officials said."
SECOND = "Putin met with the envoy Ri Su Yong on Tuesday."
SPANS = ((("PERSON", "Ri Su Yong"), ("PERSON", "Vladimir Putin"), ("DATE", "Tuesday")), (("PERSON", "Ri Su Yong"),))


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """Two articles of one meeting, with spans and an event each."""
    path = tmp_path / "news.glossator"
    with Project.create(path, annotator="ada") as project:
        numbers = project.import_texts([("first", FIRST), ("second", SECOND)]).documents
        for number, text, spans in zip(numbers, (FIRST, SECOND), SPANS, strict=True):
            project.set_metadata(number, published="2014-11-20")
            for label, words in spans:
                project.add_span(number, text.index(words), text.index(words) + len(words), label)
            project.add_event(number, "CONSULT", trigger=(text.index("met"), text.index("met") + 3))
        mark_as_seen(project)
    return path


def rows(path: Path, query: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(path, timeout=20)) as connection:
        return connection.execute(query).fetchall()


def to(program: Program, words: str) -> None:
    """N until these words are current."""
    for _ in range(12):
        if (program.state["current"] or {}).get("text") == words:
            return
        program.key("N")
    raise AssertionError(f"N does not come to {words!r}: {program.state['current']}")


def test_two_keys_give_a_date_its_value(news: Path, tmp_path: Path) -> None:
    with Program(news, folder=tmp_path / "state") as program:
        to(program, "Tuesday")
        program.keys("V", "Enter")
        assert program.state["mode"] == "page"
        assert program.quit() == 0
    ((attributes,),) = rows(news, "SELECT attributes FROM span WHERE label = 'DATE'")
    assert json.loads(attributes) == {"value": "2014-11-18"}
    assert saved.steps(news)[-1] == "“Tuesday” is 2014-11-18"


def test_a_person_is_known_and_linked(news: Path, tmp_path: Path) -> None:
    with Program(news, folder=tmp_path / "state") as program:
        to(program, "Ri Su Yong")
        program.keys("V", "Enter")
        to(program, "Vladimir Putin")
        program.keys("L", "H", "E", "Enter", "Enter")
        program.keys("V", "Enter")
        assert program.quit() == 0
    found = rows(news, "SELECT name, kb_id, country, sectors FROM entity ORDER BY id")
    assert found[0] == ("Ri Su-yong", "person:ri-su-yong", "PRK", '["GOV"]')
    assert found[1] == ("Vladimir Putin", "person:vladimir-putin", "RUS", '["GOV"]')
    mentions = rows(news, "SELECT s.text FROM mention m JOIN span s ON s.id = m.span_id ORDER BY s.start")
    assert mentions == [("Ri Su Yong",), ("Vladimir Putin",), ("He",)]
    saved.check(news)


def test_all_dates_by_the_palette(news: Path, tmp_path: Path) -> None:
    with Program(news, folder=tmp_path / "state") as program:
        program.key("Ctrl+K")
        program.write("give all dates")
        program.key("Enter")
        assert program.state["said"] == "1 date has its value now."
        program.key("Ctrl+Z")
    ((attributes,),) = rows(news, "SELECT attributes FROM span WHERE label = 'DATE'")
    assert json.loads(attributes) == {}


def test_events_of_two_documents_are_the_same(news: Path, tmp_path: Path) -> None:
    with Program(news, folder=tmp_path / "state") as program:
        to(program, "met")
        program.keys("L", "1", "Enter")
        assert program.state["said"] == "The same happening: 2 events in 2 documents."
        program.keys("Ctrl+Z", "Ctrl+Shift+Z")
        assert program.quit() == 0
    documents = rows(news, "SELECT DISTINCT document_id FROM same_event_member")
    assert len(documents) == 2
    saved.check(news)
