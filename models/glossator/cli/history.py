"""The command that looks at what has been done, and goes back in it."""

from __future__ import annotations

import datetime
from dataclasses import asdict
from typing import Annotated, Any

import typer

from glossator.cli.app import app, show
from glossator.cli.options import AsJson, ProjectPath
from glossator.errors import VerbError
from glossator.project import Project
from glossator.steps import HistoryStep

_LONGEST_TITLE = 60
_MOST_CHANGES = 200
"""Of a bulk step: as JSON all changes are told, to people so many."""


@app.command()
def history(
    project: ProjectPath,
    document: Annotated[str | None, typer.Option(help="Only what touched this document: its name or id.")] = None,
    annotator: Annotated[
        str | None, typer.Option(help="Only this person's steps; with --restore, whose layer.")
    ] = None,
    limit: Annotated[int | None, typer.Option(min=1, help="At most so many, the newest.")] = None,
    as_json: AsJson = False,
    show_step: Annotated[
        int | None, typer.Option("--show", metavar="STEP", help="Tell what this step changed.")
    ] = None,
    restore: Annotated[
        int | None,
        typer.Option(
            metavar="STEP",
            help="Make your annotations of --document what they were just after this step. One undo takes it back.",
        ),
    ] = None,
) -> None:
    """Tell what was done, when and by whom; or go back to it."""
    if show_step is not None and restore is not None:
        raise typer.BadParameter("--show and --restore do not go together.")
    with Project.open(project, annotator=annotator, read_only=restore is None) as opened:
        if show_step is not None:
            _show_step(opened, show_step, as_json=as_json)
        elif restore is not None:
            _restore(opened, restore, document, as_json=as_json)
        else:
            _list(opened, document, annotator, limit, as_json=as_json)


def _list(opened: Project, document: str | None, annotator: str | None, limit: int | None, *, as_json: bool) -> None:
    if annotator is not None and annotator not in opened.annotators():
        raise VerbError(f"Nobody called {annotator} has worked here. There are: {', '.join(opened.annotators())}.")
    chosen = _document(opened, document) if document is not None else None
    steps = opened.history(document_id=chosen, annotator=annotator, limit=limit)
    names = _document_names(opened)
    rows = [_row(step, names) for step in steps]
    show([_data(step) for step in steps], as_json=as_json, text=_table(rows) or "Nothing has been done yet.")


def _show_step(opened: Project, number: int, *, as_json: bool) -> None:
    step = opened.history_step(number)
    changes = opened.changes_of(number)
    lines = [f"  {_plain(change.words)}" for change in changes[:_MOST_CHANGES]]
    if _MOST_CHANGES < len(changes):
        lines.append(f"  … and {len(changes) - _MOST_CHANGES} more; --json tells all.")
    where = _where(step, _document_names(opened))
    head = [
        _plain(f"step {step.id}: {step.words}{' (taken back)' if step.undone else ''}"),
        _plain(f"{_local(step.time)}, {step.annotator}, {step.application}{f', {where}' if where else ''}"),
    ]
    data = {**_data(step), "changes": [asdict(change) for change in changes]}
    show(data, as_json=as_json, text="\n".join([*head, *(lines or ["  nothing changed"])]))


def _restore(opened: Project, number: int, document: str | None, *, as_json: bool) -> None:
    step = opened.history_step(number)
    chosen = _document(opened, document) if document is not None else step.document_id
    if chosen is None:
        raise typer.BadParameter("This step touched several documents, or none: say which with --document.")
    changes = opened.restore(number, chosen)
    name = _document_names(opened).get(chosen, str(chosen))
    done = f"{name}: your annotations are what they were just after step {number}, {_local(step.time)}."
    nothing = f"{name}: nothing to restore; your annotations are as they were just after step {number}."
    data = {"step": changes.step, "restored": number, "document": chosen}
    show(data, as_json=as_json, text=nothing if changes.step is None else f"{done} This is step {changes.step}.")


def _document(opened: Project, named: str) -> int:
    """The document with this name or, where none is called so, with this id."""
    names = _document_names(opened)
    found = [number for number, name in names.items() if name == named]
    if not found and named.isdecimal():
        # Also one that is gone: its history is still there.
        return int(named)
    if len(found) != 1:
        ids = ", ".join(map(str, found))
        raise VerbError(
            f"Several documents are called “{named}”: give an id ({ids})." if found
            else f"There is no document called “{named}”."
        )  # fmt: skip
    return found[0]


def _document_names(opened: Project) -> dict[int, str]:
    return {item.id: item.name for item in opened.document_list()}


def _data(step: HistoryStep) -> dict[str, Any]:
    return asdict(step)


def _row(step: HistoryStep, names: dict[int, str]) -> tuple[str, ...]:
    title = step.words if len(step.words) <= _LONGEST_TITLE else f"{step.words[: _LONGEST_TITLE - 1]}…"
    mark = "taken back" if step.undone else ""
    return tuple(map(_plain, (str(step.id), _local(step.time), step.annotator, title, _where(step, names), mark)))


def _plain(text: str) -> str:
    """One line that a terminal takes for nothing but text, whatever a file from somebody else holds."""
    return "".join(sign if sign.isprintable() else " " for sign in text)


def _where(step: HistoryStep, names: dict[int, str]) -> str:
    if step.document_id is not None:
        return names.get(step.document_id, f"document {step.document_id}, now gone")
    return f"{len(step.documents)} documents" if 1 < len(step.documents) else ""


def _table(rows: list[tuple[str, ...]]) -> str:
    if not rows:
        return ""
    headed = [("step", "time", "who", "what", "document", ""), *rows]
    widths = [max(len(row[column]) for row in headed) for column in range(len(headed[0]))]
    lines = ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in headed)
    return "\n".join(line.rstrip() for line in lines)


def _local(time: str) -> str:
    """A journal's time in the time zone of this machine, to the second."""
    return f"{datetime.datetime.fromisoformat(time).astimezone():%Y-%m-%d %H:%M:%S}"
