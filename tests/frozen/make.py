"""Makes a frozen project of the present format: `python -m tests.frozen.make`. Run once a format, before its release.

What is frozen is never made again: `format-N.glossator.gz` is how a program of that time wrote it, and beside it
`format-N.json` is what that program read in it.
"""

from __future__ import annotations

import gzip
import tempfile
from dataclasses import replace
from pathlib import Path

from glossator import Project
from glossator.annotation import Analysis, EventHint, Phrase, Proposal, ProposedArgument, ProposedType, ProposedValue
from glossator.store.migrations import FORMAT_VERSION
from tests.frozen.content import content_of, written

LETTER = (
    "Estmark called its envoy Ilse Brandt back home on Tuesday. She said Norland had broken the treaty. 😀\n"
    "The Norland Ministry of Health denied the claim, and 북한은 said nothing."
)
NOTE = "Talks in Port Alder ended early. The delegation of Estmark left without a word to the press."


def _place(text: str, words: str) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


def _analysis(text: str) -> Analysis:
    hint = EventHint(
        types=(ProposedType("REJECT", None, 0.8), ProposedType("ACCUSE", None, 0.25)),
        arguments=(ProposedArgument("actor", (_place(text, "Estmark"),), 0.5),),
        attributes={"polarity": ProposedValue("negated", "without")},
    )
    names = (("GPE", "Estmark", 0.93), ("GPE", "Port Alder", 0.9), ("ORG", "Norland Ministry of Health", 0.71),
             ("PERSON", "Ilse Brandt", 0.99), ("DATE", "Tuesday", 0.5))  # fmt: skip
    proposals = [
        Proposal("span", label, (_place(text, words),), score) for label, words, score in names if words in text
    ]
    trigger = "denied" if "denied" in text else "ended"
    proposals.append(Proposal("event", "REJECT", (_place(text, trigger),), 0.8, hint))
    phrases = (Phrase(0, 7, "noun_chunk", "nsubj", 8), Phrase(3, 5, "clause"))
    return Analysis("frozen", "1", tuple(proposals), phrases)


def _ada(project: Project, letter: int, note: int) -> None:
    for document_id in (letter, note):
        project.record_analysis(document_id, _analysis(project.document(document_id).text))
    pending = project.suggestions(letter, state="pending")
    first, person, *others = [item for item in pending if item.kind == "span"]
    estmark = project.accept(first.id)
    brandt = project.accept(person.id, fragments=_place(LETTER, "Brandt"))
    project.reject(others[0].id)
    project.undo()
    project.redo()
    ministry = project.add_span(letter, *_place(LETTER, "Norland Ministry of Health"), "ORG")
    project.add_span(letter, *_place(LETTER, "Norland Ministry"), "GPE")
    she = project.add_span(letter, *_place(LETTER, "She"))
    project.set_metadata(letter, title="A letter", source="The Alder Post", published="2024-05-07", desk="foreign")
    called = project.add_event(
        letter, "RETREAT", trigger=[_place(LETTER, "called"), _place(LETTER, "back")],
        arguments=[("actor", estmark), ("recipient", _place(LETTER, "its envoy Ilse Brandt"))],
        attributes={"polarity": "positive", "modality": "asserted", "tense": "past"},
    )  # fmt: skip
    project.add_event(letter, "ACCUSE", trigger=_place(LETTER, "said"), arguments=[("actor", she), ("topic", called)])
    project.add_event(note, "CONSULT", modes=["visit"], contexts=["diplomatic"], draft=True)
    project.set_attributes(called, {"tense": "present"})
    entity = project.link([brandt, she], name="Ilse Brandt")
    project.set_value(entity, country="EST", sectors=["GOV", "MED"])
    project.add_relation("represents", estmark, ministry)
    project.add_note(called, "Recalled, or only called home?")
    project.set_flag(letter)
    project.set_contexts(letter, ["diplomatic"])
    project.delete(she)
    project.undo()
    _agree(project, letter, note, called)
    project.finish(letter, ["entities"], undecided="reject")
    project.set_place(letter, 12, 0.5)


def _agree(project: Project, letter: int, note: int, called: int) -> None:
    """What format 3 brought."""
    spans = [((start, end), "ORG") for start, end in (_place(NOTE, "press"), _place(NOTE, "delegation"))]
    press, delegation = project.add_spans(note, spans).spans
    project.set_labels([press, delegation], None)
    left = project.add_event(note, "RETREAT", trigger=_place(NOTE, "left"), arguments=[("actor", delegation)])
    project.set_argument(left, "actor", delegation, country="EST", sectors=["GOV"])
    project.same_event([called, left], name="the recall")
    again = project.duplicate_event(left)
    project.same_event([again, left])
    project.part_event(again)
    project.convert_event(again, "REJECT")
    entity = project.link([delegation])
    project.set_value(entity, name="Estmark", country="EST", sectors=["GOV"])
    project.set_attributes(entity, {"polarity": "positive"})
    project.exempt("overlap", "the ministry", document_id=letter)
    project.unexempt(project.exempt("overlap", "elsewhere"))
    project.exempt("undated", "all of them")
    project.record_ruling(
        "event_types.RETREAT", "An envoy called back counts.", target=called, quote="called its envoy"
    )
    project.record_ruling("conventions", "As the house has it.")
    project.set_schema(replace(project.schema, title="PLOVER, ours"), title="name the schema")


def _bob(project: Project, letter: int) -> None:
    span_id = project.add_span(letter, *_place(LETTER, "Ilse Brandt"), "PERSON")
    project.set_label(span_id, "ORG")
    project.undo()
    project.set_edges(span_id, *_place(LETTER, "Brandt"))
    project.set_review(letter, "events", "in_progress")


def make(target: Path) -> str:
    """Write the project at `target`; returns what it holds."""
    with Project.create(target, annotator="ada") as project:
        letter, note = project.import_texts([("letter", LETTER), ("note", NOTE)]).documents
        project.import_texts([("gone", "An article that was taken back.")])
        project.undo()
        _ada(project, letter, note)
    with Project.open(target, annotator="bob") as project:
        _bob(project, letter)
    with Project.open(target, annotator="ada") as project:
        project.set_review(letter, "events", "done")
        project.undo()
        return written(content_of(project))


def freeze(folder: Path) -> None:
    """Keep a project of the present format in `folder`."""
    with tempfile.TemporaryDirectory() as place:
        made = Path(place) / f"format-{FORMAT_VERSION}.glossator"
        content = make(made)
        (folder / f"{made.name}.gz").write_bytes(gzip.compress(made.read_bytes(), mtime=0))
        (folder / f"{made.stem}.json").write_text(content, encoding="utf-8")


if __name__ == "__main__":
    freeze(Path(__file__).parent)
