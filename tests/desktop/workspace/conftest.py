"""A real project with one article of suggestions and hints, and the real workspace on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from glossator import Project
from glossator.annotation import (
    Analysis,
    EventHint,
    Fragment,
    Phrase,
    Proposal,
    ProposedArgument,
    ProposedType,
    ProposedValue,
)
from glossator_desktop.questions import Question
from glossator_desktop.workspace import Workspace

ARTICLE = (
    "Ada Byron met Lord Melbourne in London on Tuesday, an aide said.\n"
    "\n"
    "Byron asked the Board of Trade to fund a survey of the northern ports. "
    "The visit was not cancelled. Byron called quickly on London to act.\n"
)
OTHER = "Byron left London.\n"


def place(words: str, nth: int = 0) -> Fragment:
    """Where some words stand in the article; `nth` counts from 0."""
    start = -1
    for _ in range(nth + 1):
        start = ARTICLE.index(words, start + 1)
    return (start, start + len(words))


def span(label: str, words: str, nth: int = 0, score: float = 0.8) -> Proposal:
    """A span suggestion."""
    return Proposal("span", label, (place(words, nth),), score)


def hint(types: str, words: str, arguments: str = "", **attributes: tuple[str, str]) -> Proposal:
    """A trigger hint: types as "CONSULT/visit AGREE", arguments as "actor=Ada Byron; place=London"."""
    proposed = [(name, mode or None) for name, _, mode in (item.partition("/") for item in types.split())]
    pairs = [item.strip().partition("=") for item in arguments.split(";") if item.strip()]
    return Proposal(
        "event",
        proposed[0][0],
        (place(words),),
        0.7,
        EventHint(
            tuple(ProposedType(name, mode, 0.6) for name, mode in proposed),
            tuple(ProposedArgument(role, (place(text),), 0.7) for role, _, text in pairs),
            {name: ProposedValue(value, cue) for name, (value, cue) in attributes.items()},
        ),
    )


def phrase(words: str, kind: str, relation: str, governor: str, nth: int = 0) -> Phrase:
    """A phrase that hangs on a word."""
    return Phrase(*place(words, nth), kind, relation, place(governor)[0])  # type: ignore[arg-type]


ANALYSIS = Analysis(
    "model",
    "1",
    (
        span("PERSON", "Ada Byron"),
        span("ORG", "Melbourne", score=0.41),
        span("GPE", "London"),
        span("DATE", "Tuesday"),
        span("PERSON", "Byron", 1),
        span("ORG", "Board of Trade"),
        hint("CONSULT/visit AGREE REQUEST/meet", "met", "actor=Ada Byron; recipient=Melbourne; place=London",
             modality=("claimed", "said")),
        hint("REQUEST/assist AID", "asked", "recipient=the Board of Trade"),
    ),
    (
        phrase("Lord Melbourne", "noun_chunk", "dobj", "met"),
        phrase("an aide", "noun_chunk", "nsubj", "said"),
        phrase("Byron", "noun_chunk", "nsubj", "asked", 1),
        phrase("the Board of Trade", "noun_chunk", "dobj", "asked"),
        phrase("fund a survey of the northern ports", "clause", "xcomp", "asked"),
        phrase("fund a survey", "short_clause", "xcomp", "asked"),
        phrase("the northern ports", "noun_chunk", "pobj:of", "survey"),
    ),
)  # fmt: skip


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """A PLOVER project of ada's: an article with suggestions, and a second text without."""
    with Project.create(tmp_path / "news.glossator", annotator="ada") as made:
        made.import_texts([("article", ARTICLE), ("other", OTHER)])
        made.record_analysis(made.document_ids()[0], ANALYSIS)
        yield made


@dataclass
class Heard:
    """What a workspace has told."""

    said: list[tuple[str, str]] = field(default_factory=list)
    asked: list[Question] = field(default_factory=list)
    moved: int = 0

    @property
    def errors(self) -> list[str]:
        """The sentences said as errors."""
        return [sentence for level, sentence in self.said if level == "error"]


@pytest.fixture
def workspace(project: Project, qtbot: QtBot) -> Iterator[Workspace]:
    """The workspace with the article open."""
    made = Workspace(project)
    made.resume()
    yield made
    made.close()
    made.deleteLater()


@pytest.fixture
def heard(workspace: Workspace) -> Heard:
    """Listens to the workspace."""
    ears = Heard()
    workspace.said.connect(lambda level, sentence: ears.said.append((level, sentence)))
    workspace.asked.connect(ears.asked.append)

    def count() -> None:
        ears.moved += 1

    workspace.moved.connect(count)
    return ears


@pytest.fixture
def press(workspace: Workspace) -> Callable[..., None]:
    """Presses keys, given as one string: "Tab Shift+Right 1". Each must mean something."""

    def keys(sequence: str) -> None:
        for key in sequence.split():
            typed = key.lower() if len(key) == 1 else ""
            assert workspace.press(key, typed), f"{key} means nothing in mode {workspace.mode.name}"

    return keys
