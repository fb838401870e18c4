"""Prodigy tasks as bundles: those of other people's projects, and our own with their events.

Part of `exchange`. An accepted task is somebody's annotations; a rejected one says that its spans are wrong: they
become rejected suggestions; an ignored one is flagged; one without an answer was only prepared: its spans become
pending suggestions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from hashlib import sha256
from itertools import count
from pathlib import Path

from glossator.annotation import Bundle, Document, Metadata
from glossator.exchange.fields import Fields
from glossator.exchange.formats.prodigy.layer import LayerReader
from glossator.exchange.formats.prodigy.prepared import Answered, Prepared
from glossator.exchange.lines import json_lines
from glossator.text.normalise import normalise

OWN_META = ("document", "title", "source", "author", "published", "language")


def read_tasks(path: Path) -> Iterator[Bundle]:
    """The documents of a file. Tasks of one text are one document, by several annotators perhaps.

    Raises FormatError with the line where something is not as it should be.
    """
    texts: dict[str, list[Fields]] = defaultdict(list)
    for number, record in json_lines(path):
        task = Fields(record, f"{path}:{number}")
        if "text" not in task and "pattern" in task:
            raise task.error("these are match patterns, not annotated texts")
        texts[task.string("text")].append(task)
    for position, (text, tasks) in enumerate(texts.items()):
        yield _bundle(text, tasks, path, position)


def _bundle(text: str, tasks: list[Fields], path: Path, position: int) -> Bundle:
    normalised = normalise(text)
    meta = tasks[0].object("meta")
    document = Document(
        id=1,
        name=meta.optional("document") or f"{path.stem}-{position + 1}",
        text=normalised.text,
        metadata=_metadata(tasks[0]),
        sha256=sha256(normalised.text.encode()).hexdigest(),
        position=position,
    )
    ids = count(2)
    layers: dict[str, LayerReader] = {}
    prepared = Prepared(document, ids)
    answered: list[Answered] = []
    for task in tasks:
        annotator = _annotator(task)
        match task.choice("answer", ("accept", "reject", "ignore", ""), ""):
            case "accept":
                layers.setdefault(annotator, LayerReader(document, annotator, ids, normalised.map)).accept(task)
            case "ignore":
                layers.setdefault(annotator, LayerReader(document, annotator, ids, normalised.map)).ignore()
            case "reject":
                answered += prepared.reject(task, annotator, normalised.map)
            case _:
                prepared.propose(task, normalised.map)
    decisions = tuple(one.decision(next(ids)) for one in answered)
    return Bundle(document, tuple(one.layer() for one in layers.values()), tuple(prepared.suggestions), decisions)


def _annotator(task: Fields) -> str:
    """Who answered; "" where the file does not say. A session is named "dataset-person"."""
    return task.optional("_annotator_id") or task.optional("_session_id") or ""


def _metadata(task: Fields) -> Metadata:
    meta = task.mapping("meta")
    named = {name: str(meta[name]) for name in OWN_META if isinstance(meta.get(name), str | int)}
    extra = {
        name: str(value)
        for name, value in meta.items()
        if name not in OWN_META and isinstance(value, str | int | float)
    }
    return Metadata(
        title=named.get("title"),
        source=named.get("source"),
        author=named.get("author"),
        published=named.get("published"),
        language=named.get("language"),
        extra=extra,
    )
