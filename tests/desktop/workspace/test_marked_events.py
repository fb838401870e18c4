"""How many keys the builder takes for seventy events of the real articles, marked by hand beforehand.

What is measured is the whole of it: triggers, ranked types, proposals, numbered candidates, cues. Run with `-s` for the
table. Raise nothing here to make it pass: a rule that costs keys elsewhere is not worth having.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from glossator import Project
from glossator.annotation import Document, Event, Fragment
from glossator_desktop.workspace import Workspace
from tests.desktop.workspace.marked import ARTICLES, Marked, marked_events
from tests.desktop.workspace.playing import Player

PER_EVENT = 4.5
PER_ARGUMENT = 1.5
MOST = 20
"""Keys for the worst of them."""

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not ARTICLES.is_dir(), reason="the articles are not here")]


@pytest.fixture(scope="module")
def suggested(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    """The articles with the suggestions of the shipped model."""
    with Project.create(tmp_path_factory.mktemp("marked") / "news.glossator", annotator="ada") as made:
        made.import_documents(sorted(ARTICLES.glob("*.txt")))
        made.suggest()
        yield made


@pytest.fixture
def workspace(suggested: Project, qtbot: QtBot) -> Iterator[Workspace]:
    """The workspace, with no document open."""
    made = Workspace(suggested)
    yield made
    made.close()
    made.deleteLater()


def test_marked_events_come_out_exactly_and_in_few_keys(workspace: Workspace, suggested: Project) -> None:
    documents = {document.name.partition("-")[0]: document for document in suggested.documents()}
    marked = marked_events({name: document.text for name, document in documents.items()})
    player = Player(workspace)
    rows = []
    for event in marked:
        _build(workspace, player, documents[event.article], event)
        rows.append((event.words, len(player.keys), event.count, " ".join(player.keys)))
        workspace.undo()
    keys, arguments = sum(row[1] for row in rows), sum(row[2] for row in rows)
    lines = [f"{count:3} keys {number:2} arguments  {words:24} {path}" for words, count, number, path in rows]
    lines.append(f"{len(rows)} events: {keys / len(rows):.2f} keys an event, {keys / arguments:.2f} an argument\n")
    sys.stdout.write("\n" + "\n".join(lines))
    assert max(row[1] for row in rows) <= MOST
    assert keys <= PER_EVENT * len(rows)
    assert keys <= PER_ARGUMENT * arguments


def _build(workspace: Workspace, player: Player, document: Document, marked: Marked) -> None:
    workspace.open_document(document.id)
    event = workspace.project.event(player.build(marked))
    assert event is not None
    assert (event.type, event.modes, event.draft) == (marked.type, marked.modes, False), marked.words
    assert _places(workspace.project, event) == {r: sorted(p) for r, p in marked.arguments.items()}, marked.words
    assert {name: event.attributes.get(name) for name in marked.attributes} == marked.attributes, marked.words


def _places(project: Project, event: Event) -> dict[str, list[Fragment]]:
    found: dict[str, list[Fragment]] = {}
    for argument in event.arguments:
        span = project.span(argument.filler)
        assert span is not None
        found.setdefault(argument.role, []).append(span.fragments[0])
    return {role: sorted(places) for role, places in found.items()}
