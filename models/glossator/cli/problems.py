"""The command that lists what is wrong in a project's annotations, or likely to be."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Annotated, Any

import typer

from glossator.cli.app import app, show
from glossator.cli.options import Annotator, AsJson, ProjectPath
from glossator.errors import VerbError

if TYPE_CHECKING:
    from glossator.annotation import Document
    from glossator.insight.problems import Problem


@app.command()
def problems(
    project: ProjectPath,
    document: Annotated[str | None, typer.Option(help="Only this document: its name or its id.")] = None,
    annotator: Annotator = None,
    as_json: AsJson = False,
) -> None:
    """List what is wrong in the annotations, or likely to be; exit code 0 whatever is found. Changes nothing."""
    from glossator import Project

    with Project.open(project, annotator=annotator, read_only=True) as opened:
        if annotator is not None and annotator not in opened.annotators():
            raise VerbError(f"Nobody called {annotator} has worked here. There are: {', '.join(opened.annotators())}.")
        found = [
            _data(one, problem)
            for one in opened.documents()
            if document is None or document in (one.name, str(one.id))
            for problem in opened.problems(one.id)
        ]
        if document is not None and not any(document in (one.name, str(one.id)) for one in opened.document_list()):
            raise VerbError(f"There is no document “{document}” in this project: give its name or its id.")
    show(found, as_json=as_json, text="\n".join(_lines(found)))


_ORDER = ("error", "warning", "hint")


def _lines(found: list[dict[str, Any]]) -> list[str]:
    lines = [f"{one['document']}:{one['line']}: {one['severity']}: {one['message']}" for one in found]
    counts = Counter(one["severity"] for one in found)
    said = [f"{counts[name]} {name}{'' if counts[name] == 1 else 's'}" for name in _ORDER if counts[name]]
    return [*lines, f"{', '.join(said)}."] if said else ["No problems."]


def _data(document: Document, problem: Problem) -> dict[str, Any]:
    return {
        "document": document.name,
        "document_id": document.id,
        "line": document.text.count("\n", 0, problem.place[0][0]) + 1 if problem.place else 1,
        "code": problem.code,
        "severity": problem.severity,
        "message": problem.message,
        "target": problem.target,
        "place": [list(fragment) for fragment in problem.place],
        "key": problem.key,
        "fixes": [fix.title for fix in problem.fixes],
    }
