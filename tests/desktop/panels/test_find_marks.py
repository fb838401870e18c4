from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from glossator import Project
from glossator.annotation import Analysis, EventHint, Proposal, ProposedType
from glossator_desktop.panels.find_filters import completions, parse, unknown_value
from glossator_desktop.panels.find_marks import MarkScan, known_values
from glossator_desktop.panels.find_pattern import Options, Sought, prepare
from glossator_desktop.session import DocumentSession

TEXT = "North and South Korea met in Seoul. Kim said no. They met Lee."

Find = Callable[[str], list[str]]


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """An event with an actor, a span in two pieces, a flagged one, a draft; suggestions pending and rejected."""
    with Project.create(tmp_path / "a.glossator", annotator="ada") as made:
        (document,) = made.import_texts([("a.txt", TEXT)]).documents
        hint = EventHint((ProposedType("AGREE", None, 0.5), ProposedType("CONSULT", None, 0.4)))
        proposals = (
            Proposal("span", "GPE", (_at("Seoul"),), 0.9),
            Proposal("span", "PERSON", (_at("Lee"),), 0.9),
            Proposal("event", "AGREE", (_at("said"),), 0.5, hint),
        )
        made.record_analysis(document, Analysis("test", "1", proposals))
        made.reject(next(one.id for one in made.suggestions(document) if one.text == "Lee"))
        kim = made.add_span(document, *_at("Kim"), "PERSON")
        made.set_flag(kim, True)
        made.add_span(document, label="GPE", fragments=((0, 5), _at("Korea")))
        made.add_event(document, "CONSULT", trigger=_at("met"), arguments=[("actor", kim), ("place", _at("Seoul"))])
        yield made


def _at(words: str) -> tuple[int, int]:
    return TEXT.index(words), TEXT.index(words) + len(words)


@pytest.fixture
def find(project: Project) -> Find:
    """What a query finds, as the words of the hits."""
    session = DocumentSession(project, project.document_ids()[0])

    def found(query: str) -> list[str]:
        wanted = parse(query)
        sought = prepare(wanted.words, Options())
        assert sought is None or isinstance(sought, Sought)
        scan = MarkScan(project, session, wanted, sought)
        while not scan.done:
            scan.advance()
        return [session.text_at(scan.hits.fragments(at)) for at in range(len(scan.hits))]

    return found


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("label:gpe", ["North Korea", "Seoul"]),
        ("label:GPE is:span", ["North Korea"]),
        ("label:GPE,PERSON", ["North Korea", "Seoul", "Kim"]),
        ("label:GPE north", ["North Korea"]),
        ("label:", ["North Korea", "Seoul", "Kim"]),
        ("type:CONSULT", ["met", "said"]),
        ("type:CONSULT is:event", ["met"]),
        ("type:agree is:hint", ["said"]),
        ("role:actor", ["Kim"]),
        ("role:place is:filler", ["Seoul"]),
        ("is:discontinuous", ["North Korea"]),
        ("is:flagged", ["Kim"]),
        ("state:pending", ["Seoul", "said"]),
        ("state:rejected", ["Lee"]),
        ("state:rejected,pending is:suggestion", ["Seoul", "Lee"]),
        ("is:draft", []),
        ("label:PERSON seoul", []),
    ],
)
def test_marks_are_found_by_what_they_are(find: Find, query: str, words: list[str]) -> None:
    assert find(query) == words


def test_everything_that_is_offered_is_known(project: Project) -> None:
    known = known_values(project.schema)
    for name in ("label:", "type:", "state:", "is:", "role:"):
        offered = completions(name, known, most=1000)
        assert offered
        assert all(unknown_value(parse(one.query), known) is None for one in offered)
