"""What survives a round trip through each format, by doing it: the table in docs/formats.md, and no loss unsaid.

Where the table has changed for a good reason, `GLOSSATOR_WRITE_DOCS=1` writes it anew.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.metadata import entry_points
from pathlib import Path

import pytest

from glossator import Project
from glossator.annotation import Analysis, Layer, Proposal
from glossator.exchange.base import Format

PAGE = Path(__file__).resolve().parents[3] / "docs" / "formats.md"
TEXT = (
    "Norland asked the Estmark Ministry of Health to send aid and food to Port Alder. Estmark refused it on Tuesday.\n"
)
HEAD = """# Formats

What comes back when a document goes out in a format and is read again: made by
`tests/models/exchange/test_matrix.py`, by doing it. ● all of it came back, ○ not, or not all of it; then the report of
the export had said so. Each format has a page of its own that tells how things are mapped. The attributes of `spacy`
lie in `events.jsonl`, beside what is read.

"""


@dataclass(frozen=True)
class Feature:
    """Something annotations have: how it is made in a document, and what has to be the same afterwards."""

    name: str
    make: Callable[[Project, int], object]
    seen: Callable[[Project, int], object]
    text: str = TEXT


def at(words: str, text: str = TEXT, nth: int = 0) -> tuple[int, int]:
    """Where these words stand."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return start, start + len(words)


def _layer(project: Project, document: int) -> Layer:
    return project.layer(document)


def _spans(project: Project, document: int) -> object:
    return sorted((span.label or "", span.text) for span in _layer(project, document).spans if span.label)


def _fragments(project: Project, document: int) -> object:
    found = _layer(project, document).spans
    return sorted((span.label or "", len(span.fragments), span.text) for span in found if span.label)


def _said(project: Project, layer: Layer, number: int) -> object:
    spans = {span.id: span.text for span in layer.spans}
    events = {event.id: f"event {event.type} {event.text}" for event in layer.events}
    return spans.get(number) or events.get(number)


def _events(project: Project, document: int) -> object:
    layer = _layer(project, document)
    return sorted(
        (
            event.type,
            event.text,
            sorted((part.role, str(_said(project, layer, part.filler))) for part in event.arguments),
        )
        for event in layer.events
    )


def _attributes(project: Project, document: int) -> object:
    return sorted((event.text, sorted(event.attributes.items()), sorted(event.modes))
                  for event in _layer(project, document).events)  # fmt: skip


def _relations(project: Project, document: int) -> object:
    layer = _layer(project, document)
    return sorted((one.type, str(_said(project, layer, one.source)), str(_said(project, layer, one.target)))
                  for one in layer.relations)  # fmt: skip


def _entities(project: Project, document: int) -> object:
    layer = _layer(project, document)
    return sorted(sorted(str(_said(project, layer, number)) for number in one.mentions) for one in layer.entities)


def _notes(project: Project, document: int) -> object:
    return sorted(note.text for note in _layer(project, document).notes)


def _negatives(project: Project, document: int) -> object:
    return sorted((one.label, one.text) for one in project.suggestions(document) if one.state == "rejected")


def _add(*parts: tuple[str, str]) -> Callable[[Project, int], object]:
    def make(project: Project, document: int) -> object:
        text = project.document(document).text
        return [project.add_span(document, *at(words, text), label) for words, label in parts]

    return make


def _split(project: Project, document: int) -> object:
    return project.add_span(document, fragments=[at("aid"), at("Port Alder")], label="ORG")


def _event(project: Project, document: int) -> object:
    actor = project.add_span(document, *at("Norland"), "GPE")
    recipient = project.add_span(document, *at("Estmark"), "GPE")
    return project.add_event(
        document, "REQUEST", trigger=at("asked"), arguments=[("actor", actor), ("recipient", recipient)]
    )


def _nested(project: Project, document: int) -> object:
    asked = project.add_event(document, "REQUEST", trigger=at("asked"))
    return project.add_event(document, "REJECT", trigger=at("refused"), arguments=[("topic", asked)])


def _attributed(project: Project, document: int) -> object:
    values = {"polarity": "negated", "modality": "claimed", "tense": "past"}
    return project.add_event(document, "REQUEST", trigger=at("asked"), modes=["assist"], attributes=values)


def _relation(project: Project, document: int) -> object:
    source = project.add_span(document, *at("Estmark Ministry of Health"), "ORG")
    target = project.add_span(document, *at("Norland"), "GPE")
    return project.add_relation(project.schema.relation_types[0].name, source, target)


def _entity(project: Project, document: int) -> object:
    one = project.add_span(document, *at("Estmark"), "GPE")
    other = project.add_span(document, *at("Estmark", nth=1), "GPE")
    return project.link([one, other])


def _note(project: Project, document: int) -> object:
    return project.add_note(project.add_span(document, *at("Norland"), "GPE"), "the state, or its government?")


def _reject(project: Project, document: int) -> object:
    project.add_span(document, *at("Norland"), "GPE")
    proposal = Proposal("span", "PERSON", (at("Port Alder"),), 0.6)
    project.record_analysis(document, Analysis("test", "1", (proposal,)))
    return project.reject(project.suggestions(document)[0].id)


EMOJI = "😀 Norland 👩‍👩‍👧 sent aid to e\u0301Estmark 🇰🇷 on Tuesday.\n"
FEATURES = (
    Feature("flat spans", _add(("Norland", "GPE"), ("Tuesday", "DATE")), _spans),
    Feature("nested", _add(("Estmark Ministry of Health", "ORG"), ("Estmark", "GPE")), _spans),
    Feature("overlapping", _add(("Estmark Ministry", "ORG"), ("Ministry of Health", "ORG")), _spans),
    Feature("discontinuous", _split, _fragments),
    Feature("events", _event, _events),
    Feature("nested events", _nested, _events),
    Feature("attributes", _attributed, _attributes),
    Feature("relations", _relation, _relations),
    Feature("coreference", _entity, _entities),
    Feature("notes", _note, _notes),
    Feature("emoji", _add(("Norland", "GPE"), ("Tuesday", "DATE")), _spans, EMOJI),
    Feature("CRLF", _add(("Norland", "GPE"), ("Estmark", "GPE")), _spans,
            "Norland asked.\r\n\r\nEstmark refused.\r\n"),
    Feature("negatives", _reject, _negatives),
)  # fmt: skip


@cache
def formats() -> tuple[Format, ...]:
    """All that are declared, by name."""
    found = (point.load() for point in entry_points(group="glossator.formats"))
    return tuple(sorted(found, key=lambda one: one.name))


def round_trip(found: Format, folder: Path) -> tuple[list[bool], list[bool]]:
    """For each feature in a document of its own: whether it came back, and whether the report had said otherwise."""
    out = folder / f"out-{found.name}"
    with Project.create(folder / "from.glossator", annotator="ada") as project:
        texts = [(f"{number:02d} article", f"{one.text}Letter {number}.\n") for number, one in enumerate(FEATURES)]
        documents = project.import_texts(texts).documents
        for feature, document in zip(FEATURES, documents, strict=True):
            project.set_metadata(document, published="2026-11-03")
            feature.make(project, document)
            project.finish(document, ["entities", "events"], undecided="leave")
        before = [one.seen(project, document) for one, document in zip(FEATURES, documents, strict=True)]
        report = project.export(out, format=found.name)
        said = {loss.document_id for loss in report.losses}
    with Project.create(folder / "to.glossator", annotator="ada") as project:
        project.import_documents([out], format=found.name)
        there = _by_number(project)
        after = [one.seen(project, there[place]) if place in there else None for place, one in enumerate(FEATURES)]
    return [one == other for one, other in zip(before, after, strict=True)], [one in said for one in documents]


def _by_number(project: Project) -> dict[int, int]:
    """The documents by the number in their name, or in their last words where the format has no names."""
    found: dict[int, int] = {}
    for document in project.documents():
        number = re.match(r"\d\d", document.name) or re.search(r"\d+(?=\W*$)", document.text)
        if number is not None:
            found[int(number[0])] = document.id
    return found


@pytest.mark.parametrize("name", [one.name for one in formats()])
def test_what_does_not_come_back_had_been_said(name: str, tmp_path: Path) -> None:
    found = next(one for one in formats() if one.name == name)
    if name in ONE_WAY or not (found.reads and found.writes):
        _ROWS[name] = ["export only" if found.writes else "import only", *[""] * (len(FEATURES) - 1)]
        return
    came_back, said = round_trip(found, tmp_path)
    _ROWS[name] = ["●" if one else "○" for one in came_back]
    features = zip(FEATURES, came_back, said, strict=True)
    unsaid = [feature.name for feature, one, told in features if not one and not told]
    assert unsaid == BESIDE.get(name, [])


BESIDE = {"spacy": ["attributes"]}
"""What stands in a file beside the one that is read, here `events.jsonl`."""
ONE_WAY = ("plover",)
"""Tables of events without their texts: what can be read in that layout is something else."""
_ROWS: dict[str, list[str]] = {}


def test_the_table_is_what_came_out() -> None:
    if set(_ROWS) != {one.name for one in formats()}:
        pytest.skip("not every format was run in this process")
    head = ["", *(feature.name for feature in FEATURES)]
    lines = [head, ["---", *[":-:"] * len(FEATURES)]]
    lines += [[f"[{name}](formats/{name}.md)", *_ROWS[name]] for name in sorted(_ROWS)]
    page = HEAD + "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"
    if os.environ.get("GLOSSATOR_WRITE_DOCS"):
        PAGE.write_text(page, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == page
