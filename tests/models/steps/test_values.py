"""Values that cannot be kept are refused before anything is written."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from glossator import Project
from glossator.errors import VerbError

HALF = "\ud83d"


@pytest.fixture
def span_id(project: Project, document_id: int) -> int:
    """A span in `project`."""
    return project.add_span(document_id, 0, 3, "PERSON")


WRONG: dict[str, Callable[[Any, int, int], object]] = {
    "number as attribute": lambda p, d, s: p.set_attributes(s, {"value": 1}),
    "number as attribute of a new span": lambda p, d, s: p.add_span(d, 0, 3, "ORG", attributes={"value": 1}),
    "unknown attribute of a new span": lambda p, d, s: p.add_span(d, 0, 3, "ORG", attributes={"shade": "red"}),
    "unknown value of a new span": lambda p, d, s: p.add_span(d, 0, 3, "ORG", attributes={"tense": "often"}),
    "numbers as attribute": lambda p, d, s: p.set_attributes(s, {"value": [1, 2]}),
    "number as attribute of a relation": lambda p, d, s: p.add_relation("member_of", s, s, attributes={"n": 1}),
    "number as title": lambda p, d, s: p.set_metadata(d, title=5),
    "half a character as title": lambda p, d, s: p.set_metadata(d, title=HALF),
    "half a character in a note": lambda p, d, s: p.add_note(s, f"who{HALF}"),
    "half a character as attribute": lambda p, d, s: p.set_attributes(s, {"value": HALF}),
    "unknown way to finish": lambda p, d, s: p.finish(d, ["entities"], undecided="later"),
    "undecide what is no suggestion": lambda p, d, s: p.undecide(s),
}


@pytest.mark.parametrize("what", WRONG)
def test_a_wrong_value_changes_nothing(project: Project, document_id: int, span_id: int, what: str) -> None:
    before = (project.document(document_id), project.layer(document_id), project.can_undo())
    with pytest.raises(VerbError):
        WRONG[what](project, document_id, span_id)
    assert (project.document(document_id), project.layer(document_id), project.can_undo()) == before


def test_several_choices_are_kept_as_they_were_given(project: Project, document_id: int, span_id: int) -> None:
    project.set_attributes(span_id, {"value": ["2014-11-21", "yesterday"]})
    found = project.span(span_id)
    assert found is not None
    assert found.attributes == {"value": ("2014-11-21", "yesterday")}
    project.set_attributes(span_id, {"value": None})
    project.undo()
    assert project.span(span_id) == found


def test_a_name_that_is_no_unicode_is_mended(project: Project) -> None:
    added = project.import_texts([(f"caf{HALF}.txt", "Another text.")]).documents[0]
    assert project.document(added).name == "caf\ufffd.txt"
