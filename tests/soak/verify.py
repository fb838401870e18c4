"""Looks at a file that was left behind by a kill or a power cut: is all of it there that was promised?"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from glossator import Project
from glossator.errors import GlossatorError
from glossator.integrity import check
from glossator.steps import Step
from glossator.steps.images import inverted, net
from soak.state import InFlight, Journal, State, annotations_digest, state


@dataclass(frozen=True, slots=True)
class Found:
    """What became of a file: the faults, and whether the operation in flight had made it to the disk."""

    faults: tuple[str, ...]
    extra: bool = False
    present: State | None = None


def survives(
    path: Path,
    acknowledged: State,
    flying: InFlight,
    *,
    annotator: str = "ada",
    alone: bool = True,
    check_first: bool = False,
) -> Found:
    """Open the file and compare it with what was acknowledged; `alone`: nobody but this annotator wrote to it.

    `check_first` has the check look at the file as the fault left it; else the project is opened before.
    """
    before = tuple(checked(path)) if check_first else ()
    try:
        with Project.open(path, annotator=annotator) as project:
            found = compared(project, acknowledged, flying, annotator=None if alone else annotator)
    except (GlossatorError, sqlite3.Error) as error:
        return Found((*before, f"does not open: {type(error).__name__}: {error}"))
    return replace(found, faults=(*before, *found.faults, *unsound(path)))


def unsound(path: Path) -> tuple[str, ...]:
    """What plain SQLite, and the project's own check, find wrong with a file."""
    faults: list[str] = []
    try:
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("PRAGMA foreign_keys = ON")
            verdict = [str(row[0]) for row in connection.execute("PRAGMA integrity_check").fetchall()]
            if verdict != ["ok"]:
                faults.append(f"integrity_check: {verdict[:2]}")
            if connection.execute("PRAGMA foreign_key_check").fetchall():
                faults.append("foreign_key_check: dangling rows")
            connection.execute("INSERT INTO text_index (text_index) VALUES ('integrity-check')")
            connection.rollback()
    except sqlite3.Error as error:
        faults.append(f"{type(error).__name__}: {error}")
    return (*faults, *checked(path))


def checked(path: Path) -> list[str]:
    """What `glossator check` finds in a file."""
    try:
        verdict = check(path)
    except GlossatorError as error:
        return [f"check: {type(error).__name__}: {error}"]
    return [] if verdict.sound else [f"check: {finding.code}: {finding.what}" for finding in verdict.findings[:3]]


def compared(project: Project, acknowledged: State, flying: InFlight, *, annotator: str | None = None) -> Found:
    """An open project against what was acknowledged: the same, or with the operation in flight, as a whole."""
    rows = project._store.database
    journal = Journal(annotator)
    faults: list[str] = []
    if journal.read(rows, up_to=acknowledged.step) != acknowledged.journal:
        faults.append(f"the journal up to step {acknowledged.step} is not as acknowledged: it ends at {journal.step}")
    present = state(rows, journal, annotator=annotator)
    steps = _steps_after(rows, acknowledged.step, project.annotator)
    extra = False
    if flying.step is not None and flying.step not in steps:
        faults.append(f"step {flying.step} is missing: {flying.name} had returned")
    if steps:
        extra = True
        if 1 < len(steps):
            faults.append(f"{len(steps)} steps that were not acknowledged")
        if flying.kind != "step":
            faults.append(f"a step that nobody was making: {flying.name} was in flight")
        if _before(project, steps[-1], annotator) != acknowledged.annotations:
            faults.append("half a step: without the unacknowledged one the annotations are not what was acknowledged")
    elif present.annotations != acknowledged.annotations:
        faults.append("the annotations are not what was acknowledged")
    if present.suggestions != acknowledged.suggestions and annotator is None:
        extra = True
        faults += _analysis_faults(project, flying)
    if present.place != acknowledged.place and annotator is None:
        extra = True
        faults += [] if flying.kind == "place" else ["the place is not what was acknowledged"]
    return Found(tuple(faults), extra, present)


def _steps_after(rows: Any, step: int, annotator: str) -> list[int]:
    sql = "SELECT s.id FROM step s JOIN annotator a ON a.id = annotator_id WHERE ? < s.id AND a.name = ? ORDER BY 1"
    return [row[0] for row in rows.execute(sql, (step, annotator)).fetchall()]


def _before(project: Project, step_id: int, annotator: str | None) -> str:
    """The digest of the annotations as they were before this step, which must be the last one. Writes nothing."""
    store = project._store

    def rewound() -> str:
        step = Step(store, project.schema, project.annotator)
        step.apply(net(inverted(store.journal.images(step_id))))
        return annotations_digest(store.database, annotator=annotator)

    return _rolled_back(project, rewound)


def _rolled_back(project: Project, work: Callable[[], str]) -> str:
    class _Done(Exception):
        pass

    result = ""
    try:
        with project._store.transaction():
            result = work()
            raise _Done
    except _Done:
        return result


def _analysis_faults(project: Project, flying: InFlight) -> list[str]:
    """Suggestions beyond the acknowledged ones must be all those of the run that was in flight."""
    if flying.kind != "analysis":
        return ["the suggestions are not what was acknowledged"]
    present = {
        (item.label, item.start, item.end)
        for item in project._store.suggestions.of_document(flying.document_id, 0)
        if item.state != "superseded"
    }
    missing = set(flying.proposals) - present
    return [f"half a suggester run: {len(missing)} of {len(flying.proposals)} proposals are missing"] if missing else []
