"""Runs the suggester over what it has not seen, in this process or several: for scripts and the command line.

The window does not use this: it talks to a worker process (`glossator.suggest.worker`).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from glossator.annotation import ChangeSet, Document
from glossator.suggest.request import Request

if TYPE_CHECKING:
    from glossator.project.project import Project

Progress: TypeAlias = Callable[[int, int], None]
"""Hears how many documents are done, of how many."""


def suggest(project: Project, *, progress: Progress | None, processes: int, model: str | None) -> ChangeSet:
    """Analyse what this suggester has not seen in its present version; `model` None: the one in force."""
    # spaCy costs a second to import: only who suggests pays it.
    from glossator.suggest import identity
    from glossator.suggest.run import analyse_many

    notices: tuple[str, ...] = ()
    if model is None:
        chosen = project.suggester_model()
        model, notices = chosen.model, (chosen.notice,) if chosen.notice else ()
    source, version = identity(model)
    waiting = project.unsuggested(source, version)
    requests = (_request(project.document(number)) for number in waiting)
    added: list[int] = []
    updated: list[int] = []
    analyses = analyse_many(requests, schema=project.schema, model=model, processes=processes)
    for done, (number, analysis) in enumerate(zip(waiting, analyses, strict=True), start=1):
        changes = project.record_analysis(number, analysis)
        added.extend(changes.added.get("suggestion", ()))
        updated.extend(changes.updated.get("suggestion", ()))
        if progress is not None:
            progress(done, len(waiting))
    return ChangeSet(
        "suggest",
        added={"suggestion": tuple(added)},
        updated={"suggestion": tuple(updated)},
        touched=tuple(waiting),
        notices=notices,
    )


def _request(document: Document) -> Request:
    return Request(document.text, document.metadata.language, document.metadata.title)
