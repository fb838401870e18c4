"""A large project: 10,000 documents with 1,000,000 spans. `GLOSSATOR_SCALE=0.1` makes it a tenth of that."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from glossator import Project
from glossator.annotation import Analysis, Bundle, Document, Layer, Metadata, Proposal, Span
from tests.bench.figures import Row, article, milliseconds, places, timed

SCALE = float(os.environ.get("GLOSSATOR_SCALE", "1"))
DOCUMENTS = round(10_000 * SCALE)
SPANS_EACH = 100
BATCH = 500
BULK = round(50_000 * SCALE)
CHARACTERS = 3_000


def rows() -> list[Row]:
    """Opening, verbs, a bulk step and a backup of a large project."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "large.glossator"
        built = timed(lambda: _build(path))[0]
        size = path.stat().st_size
        what = f"{DOCUMENTS:,} documents, {DOCUMENTS * SPANS_EACH:,} spans"
        return [
            Row(f"build: {what}", f"{built:.0f} s"),
            Row("file, per span with its journal", f"{size / (DOCUMENTS * SPANS_EACH):.0f} bytes",
                f"{_texts(path):.0f} bytes of text"),
            *_opening(path),
            *_verbs(path),
            *_bulk(path),
            *_backing_up(path),
        ]  # fmt: skip


def _build(path: Path) -> None:
    with Project.create(path, annotator="ada") as project:
        for first in range(0, DOCUMENTS, BATCH):
            project.import_bundles([_bundle(number) for number in range(first, min(first + BATCH, DOCUMENTS))])
            project.checkpoint()


def _bundle(number: int) -> Bundle:
    text = f"{number}. " + article(CHARACTERS, seed=number)
    spans = tuple(
        Span(index, 0, "ada", "ORG", (place,), text[slice(*place)])
        for index, place in enumerate(places(text, SPANS_EACH), start=1)
    )
    return Bundle(Document(0, f"{number:05}", text, Metadata()), layers=(Layer(0, "ada", spans=spans),))


def _texts(path: Path) -> float:
    with Project.open(path, annotator="ada") as project:
        return sum(item.length for item in project.document_list()) / (DOCUMENTS * SPANS_EACH)


def _opening(path: Path) -> list[Row]:
    def look() -> None:
        with Project.open(path, annotator="ada") as project:
            listed = project.document_list()
            project.layer(listed[len(listed) // 2].id)

    with Project.open(path, annotator="ada") as project:
        listing = timed(project.document_list, times=3)
    return [
        Row("open, list, read a layer", milliseconds(timed(look, times=5)), budget="≤ 1 s"),
        Row("list the documents", milliseconds(listing)),
    ]


def _verbs(path: Path) -> list[Row]:
    with Project.open(path, annotator="ada") as project:
        ids = project.document_ids()
        chosen = iter(ids[:: max(1, len(ids) // 400)] * 3)
        added = timed(lambda: project.add_span(next(chosen), 0, 2, "GPE"), times=300)
        undone = timed(project.undo, times=200)
        history = timed(lambda: project.history(limit=100), times=20)
    return [
        Row("add a span, durable", milliseconds(added), budget="≤ 10 ms"),
        Row("undo it, durable", milliseconds(undone), budget="≤ 10 ms"),
        Row("the latest 100 steps", milliseconds(history)),
    ]


def _bulk(path: Path) -> list[Row]:
    with Project.open(path, annotator="ada") as project:
        text = article(60 * BULK, seed=-1)
        document_id = project.import_texts([("bulk", text)]).documents[0]
        proposals = tuple(Proposal("span", "ORG", (place,), 0.9) for place in places(text, BULK))
        project.record_analysis(document_id, Analysis("bench", "1", proposals))
        ids = [suggestion.id for suggestion in project.suggestions(document_id)]
        accepted = timed(lambda: project.accept_all(ids))[0]
        undone = timed(project.undo)[0]
        redone = timed(project.redo)[0]
    return [
        Row(f"accept {len(ids):,} suggestions in one step", f"{accepted:.2f} s"),
        Row("undo that step", f"{undone:.2f} s", budget="≤ 2 s"),
        Row("redo it", f"{redone:.2f} s", budget="≤ 2 s"),
    ]


def _backing_up(path: Path) -> list[Row]:
    """Verbs while another process copies and verifies the whole file, as the window has it done."""
    with Project.open(path, annotator="ada") as project:
        ids = project.document_ids()
        alone = timed(lambda: project.add_span(ids[0], 0, 1, "GPE"), times=200)
        begin = time.perf_counter()
        command = [sys.executable, "-m", "glossator", "backup", str(path), "--to", str(path.with_suffix(".copy"))]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        times: list[float] = []
        while process.poll() is None:
            times.extend(timed(lambda: project.add_span(ids[0], 0, 1, "GPE")))
            threading.Event().wait(0.02)
        took = time.perf_counter() - begin
    return [
        Row("add a span while a backup is made", milliseconds(times), milliseconds(alone)),
        Row("the backup, verified", f"{took:.1f} s", f"{path.stat().st_size / 1e6:.0f} MB"),
    ]
