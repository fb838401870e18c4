"""The article that the window tests annotate, with what a suggester would say of it, so that every run sees the same.

It is recorded in the name of the installed suggester: the window then has nothing more to ask its worker.
"""

from __future__ import annotations

from pathlib import Path

from glossator import Project
from glossator.annotation import (
    Analysis,
    EventHint,
    Phrase,
    Proposal,
    ProposedArgument,
    ProposedType,
    ProposedValue,
)
from glossator.suggest.identity import identity

NAME = "envoys"
TEXT = """Envoys call for bread

PORT CALDER -- Foreign Minister Ilse Brandt met President Olan Reyes in Port Calder on Tuesday.

Norland asked the Council of Ports to send food before the winter, an envoy said. \
The ministers did not agree on a date.
"""
SECOND = ("afterwards", "Nobody met anybody in Karsk.")


def at(words: str, *, after: str = "") -> tuple[int, int]:
    """Where words stand in the article: the first time, or the first time after others."""
    start = TEXT.index(words, TEXT.index(after) if after else 0)
    return start, start + len(words)


def _span(label: str, words: str, score: float, *, after: str = "") -> Proposal:
    return Proposal("span", label, (at(words, after=after),), score)


def analysis() -> Analysis:
    """Five spans, two of them wrong, and two trigger hints; the phrases a parser finds around them."""
    source, version = identity()
    asked = EventHint(
        (ProposedType("REQUEST", "assist", 0.7), ProposedType("AID", None, 0.2), ProposedType("CONSULT", None, 0.1)),
        (ProposedArgument("actor", (at("Norland"),), 0.9),),
        {"tense": ProposedValue("past", "asked")},
    )
    met = EventHint((ProposedType("CONSULT", "visit", 0.8), ProposedType("AGREE", None, 0.1)))
    governor = at("asked")[0]
    return Analysis(
        source,
        version,
        (
            _span("ORG", "Ilse Brandt", 0.41),
            _span("PERSON", "Olan Reyes", 0.92),
            _span("GPE", "Port Calder", 0.95, after="Reyes"),
            _span("DATE", "Tuesday", 0.97),
            _span("GPE", "Norland", 0.9),
            _span("DATE", "winter", 0.3),
            Proposal("event", "CONSULT", (at("met"),), 0.8, met),
            Proposal("event", "REQUEST", (at("asked"),), 0.9, asked),
        ),
        (
            Phrase(*at("Norland"), "noun_chunk", "nsubj", governor),
            Phrase(*at("the Council of Ports"), "noun_chunk", "dobj", governor),
            Phrase(*at("an envoy"), "noun_chunk", "nsubj", at("said")[0]),
        ),
    )


def make_project(path: Path) -> Path:
    """A closed project of ada's with the article and a second document, which the suggester has seen too."""
    with Project.create(path, annotator="ada") as project:
        first, _ = project.import_texts([(NAME, TEXT), SECOND]).documents
        project.record_analysis(first, analysis())
        mark_as_seen(project)
    return path


def mark_as_seen(project: Project) -> None:
    """Let the suggester count as having nothing to say of the documents it has not seen."""
    source, version = identity()
    for document_id in project.unsuggested(source, version):
        project.record_analysis(document_id, Analysis(source, version))
