"""Verbs on documents: add new ones, and set what is known about one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace

from glossator.annotation import Document, Metadata
from glossator.errors import VerbError
from glossator.steps.step import Step
from glossator.store.documents import text_sha256
from glossator.text.normalise import normalise

_FIELDS = tuple(field.name for field in fields(Metadata))


def add_document(step: Step, document: Document) -> int | None:
    """Add a document; returns its id, or None (and a notice) where the project has this text already.

    The document's own id is ignored. A text that was removed by an undo gets its old id back. A name that is no
    Unicode (a file's name need not be) is mended like a text.
    """
    sha256 = text_sha256(document.text)
    known = step.store.documents.id_of_text(sha256)
    if known is not None and known[2]:
        step.notices.append(f"{normalise(document.name).text} was skipped: the project already has this text.")
        return None
    number, uid = known[:2] if known is not None else (step.store.things.reserve(), document.uid or step.new_uid())
    position = step.store.documents.next_position()
    name = normalise(document.name).text
    step.add(replace(document, id=number, name=name, uid=uid, sha256=sha256, position=position, status="new"))
    return number


def set_metadata(step: Step, document_id: int, values: Mapping[str, str | None]) -> None:
    """Change what is known about a document; None means absent. Unknown fields go to `extra`."""
    before = step.store.documents.get(document_id)
    if before is None:
        raise VerbError(f"There is no document with the id {document_id}.")
    for name, value in values.items():
        if value is not None and not isinstance(value, str):
            raise VerbError(f"{value!r} is no {name}: give text, or None where it is absent.")
    known = {name: value for name, value in values.items() if name in _FIELDS and name != "extra"}
    extra = {**before.metadata.extra, **{name: value for name, value in values.items() if name not in _FIELDS}}
    metadata = Metadata(
        title=known.get("title", before.metadata.title),
        source=known.get("source", before.metadata.source),
        author=known.get("author", before.metadata.author),
        published=known.get("published", before.metadata.published),
        language=known.get("language", before.metadata.language),
        extra={name: value for name, value in extra.items() if value is not None},
    )
    step.update(before, replace(before, metadata=metadata))
