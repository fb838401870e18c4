"""Exports of 1,000 articles of 3 KB with 40 spans each, the `.spacy` one beside the bare DocBin loop."""

from __future__ import annotations

import tempfile
from pathlib import Path

import spacy
from spacy.tokens import DocBin

from glossator import Project
from glossator.annotation import Analysis, Proposal
from glossator.suggest.spacy_tokenizer import create_tokenizer
from tests.bench.figures import Row, article, places, timed

ARTICLES = 1_000
LABELS = ("PERSON", "ORG", "GPE", "NORP", "DATE")


def rows() -> list[Row]:
    """Every format, and the bare loop that a script would write for spaCy."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with _project(folder) as project:
            written = {
                format_name: timed(lambda to=format_name: project.export(folder / to, format=to))[0]  # type: ignore[misc]
                for format_name in ("jsonl", "iob2", "prodigy", "spacy")
            }
            bare = timed(lambda: _bare(project, folder / "bare.spacy"))[0]
    budgets = {"jsonl": "0.3 s", "iob2": "3 s"}
    result = [
        Row(f"{ARTICLES:,} articles to {format_name}", f"{seconds:.2f} s", budget=budgets.get(format_name, ""))
        for format_name, seconds in written.items()
        if format_name != "spacy"
    ]
    ratio = written["spacy"] / bare
    result.append(
        Row(f"{ARTICLES:,} articles to spacy", f"{written['spacy']:.2f} s", f"{bare:.2f} s", ratio, "≤ 1.3 × bare")
    )
    return result


def _project(folder: Path) -> Project:
    project = Project.create(folder / "export.glossator", annotator="ada")
    changes = project.import_texts((f"{number:04}", article(3_000, seed=number)) for number in range(ARTICLES))
    for document_id in changes.documents:
        found = places(project.document(document_id).text, 40)
        proposals = tuple(Proposal("span", LABELS[n % 5], (place,), 0.9) for n, place in enumerate(found))
        project.record_analysis(document_id, Analysis("bench", "1", proposals))
        project.accept_all([item.id for item in project.suggestions(document_id)])
        project.finish(document_id, ["entities", "events"])
    return project


def _bare(project: Project, path: Path) -> None:
    nlp = spacy.blank("en")
    nlp.tokenizer = create_tokenizer()(nlp)
    kept = DocBin()
    for document in project.documents():
        doc = nlp.make_doc(document.text)
        found = [
            doc.char_span(span.start, span.end, span.label or "", alignment_mode="expand")
            for span in project.layer(document.id).spans
        ]
        doc.spans["sc"] = [span for span in found if span is not None]
        doc.ents = spacy.util.filter_spans(list(doc.spans["sc"]))
        kept.add(doc)
    kept.to_disk(path)
