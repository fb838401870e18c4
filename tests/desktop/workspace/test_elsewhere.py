"""A document that other programs change while it is open: the session is what a fresh one would be."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from glossator import Project
from glossator.annotation import Analysis, ChangeSet, Proposal
from glossator.errors import GlossatorError
from glossator.project import sharing
from glossator_desktop.session import DocumentSession

PARAGRAPH = "Ada Byron met an aide in London on Tuesday. " * 20 + "\n"
TEXT = PARAGRAPH * 40
WORDS = len(TEXT) - 20

PLACES = st.integers(0, WORDS)
ACTS = st.one_of(
    st.tuples(st.just("span"), PLACES, st.booleans()),
    st.tuples(st.just("event"), PLACES, PLACES),
    st.tuples(st.just("suggest"), st.lists(PLACES, max_size=5, unique=True), st.integers(1, 3)),
    st.tuples(st.sampled_from(("delete", "relabel", "flag", "accept", "reject")), st.integers(0, 50), st.none()),
    st.tuples(st.sampled_from(("undo", "redo", "finish", "catch up", "load more", "own span")), PLACES, st.none()),
)


@contextmanager
def opened_twice(place: int) -> Iterator[tuple[Project, Project, Project, DocumentSession]]:
    """The window's project, a script of the same person, one of another person, and the window's session."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "long.glossator"
        with (
            Project.create(path, annotator="ada") as project,
            Project.open(path, annotator="ada") as script,
            Project.open(path, annotator="bea") as stranger,
        ):
            document = project.import_texts([("long", TEXT)]).documents[0]
            for each in (script, stranger):
                each.catch_up()
            session = DocumentSession(project, document, place=place)
            project.subscribe(lambda changes: hear(session, changes, place))
            yield project, script, stranger, session


def hear(session: DocumentSession, changes: ChangeSet, place: int) -> None:
    session.apply(changes, place=place)


def things(project: Project, document: int) -> list[int]:
    layer = project.layer(document)
    return [item.id for item in (*layer.spans, *layer.events)]


def act(script: Project, document: int, what: str, first: Any, second: Any) -> None:
    """One act of a script."""
    known = things(script, document)
    pending = [item.id for item in script.suggestions(document, state="pending")]
    acts: dict[str, Callable[[], object]] = {
        "span": lambda: script.add_span(document, first, first + 6, "PERSON" if second else None),
        "event": lambda: script.add_event(
            document, "CONSULT", trigger=(first, first + 3),
            arguments=[("actor", script.add_span(document, second, second + 4, None))],
        ),
        "suggest": lambda: script.record_analysis(
            document,
            Analysis("m", str(second), tuple(Proposal("span", "GPE", ((at, at + 5),), 0.5) for at in first)),
        ),
        "delete": lambda: script.delete(known[first % len(known)]),
        "relabel": lambda: script.set_label(known[first % len(known)], "ORG"),
        "flag": lambda: script.set_flag(known[first % len(known)]),
        "accept": lambda: script.accept(pending[first % len(pending)]),
        "reject": lambda: script.reject(pending[first % len(pending)]),
        "undo": script.undo,
        "redo": script.redo,
        "finish": lambda: script.finish(document, ["entities"]),
    }  # fmt: skip
    with contextlib.suppress(GlossatorError, ZeroDivisionError):
        acts[what]()


@settings(max_examples=25)
@given(
    place=PLACES,
    acts=st.lists(st.tuples(st.booleans(), ACTS), max_size=25),
    most=st.sampled_from((400, 200_000)),
)
def test_it_is_what_a_fresh_one_would_be(place: int, acts: list[tuple[bool, Any]], most: int) -> None:
    with patch.object(sharing, "MOST_IMAGE_BYTES", most), opened_twice(place) as (project, script, stranger, session):
        for by_stranger, (what, first, second) in acts:
            if what == "catch up":
                project.catch_up()
            elif what == "load more":
                session.load_more(3_000)
            elif what == "own span":
                with contextlib.suppress(GlossatorError):
                    project.add_span(session.id, first, first + 2, "GPE")
            else:
                act(stranger if by_stranger else script, session.id, what, first, second)
        if session.id not in project.document_ids():
            return
        project.catch_up()
        while not session.complete:
            session.load_more(8_000)
        assert whole(session) == whole(DocumentSession(project, session.id))


def whole(session: DocumentSession) -> Any:
    """All that a session says."""
    return (
        # The status is the lists' business: no session ever looks at it again.
        replace(session.document, status="new"), session.state, set(session.flags.values()),
        session.spans, session.events, session.suggestions, session.marks,
        [session.order(name).starting_in(0, len(TEXT)) for name in ("suggestion", "hint", "annotation", "filler")],
        {item: session.roles_filled(item) for item in (*session.spans, *session.events)},
    )  # fmt: skip
