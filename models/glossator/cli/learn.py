"""The command that lets suggestions learn from what is finished, and chooses which model suggests."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Any

import typer

from glossator.cli.app import app, show
from glossator.cli.options import Annotator, AsJson, ProjectPath
from glossator.errors import VerbError

if TYPE_CHECKING:
    from glossator.project import Project
    from glossator.project.learning import KeptVersion
    from glossator.suggest.learning.learner import Outcome

SHIPPED = "shipped"


@app.command()
def learn(
    project: ProjectPath,
    list_versions: Annotated[bool, typer.Option("--list", help="List what was learned so far.")] = False,
    use: Annotated[str | None, typer.Option(help="Choose what suggests: a version's number, or “shipped”.")] = None,
    lines: Annotated[bool, typer.Option("--lines", help="Tell how far it is, and the result, as JSON lines.")] = False,
    as_json: AsJson = False,
    annotator: Annotator = None,
) -> None:
    """Learn from the finished documents to suggest better; kept only if it does not suggest worse.

    What suggests is a setting of the project: undo leaves it, --use takes it back.
    """
    from glossator.project import Project

    with Project.open(project, annotator=annotator, read_only=list_versions) as opened:
        if list_versions:
            _list(opened, as_json=as_json)
        elif use is not None:
            _use(opened, use, as_json=as_json)
        else:
            _learn(opened, lines=lines, as_json=as_json)


def _learn(opened: Project, *, lines: bool, as_json: bool) -> None:
    from glossator.suggest.worker import lower_priority

    before = opened.suggester_model()
    if before.notice:
        typer.echo(before.notice, err=True)
    lower_priority()
    with _telling(lines) as told:
        outcome = opened.learn(told)
    data = _outcome_data(outcome)
    if lines:
        _say({"type": "done", **data})
    else:
        show(data, as_json=as_json, text=_outcome_text(outcome, opened))


@contextmanager
def _telling(lines: bool) -> Iterator[Callable[[str, float], None]]:
    """JSON lines for a program, a bar on stderr for a person, nothing where that is no terminal."""
    if lines:
        with_hundredth = [-1]

        def line(what: str, share: float) -> None:
            if with_hundredth[0] < int(100 * share):
                with_hundredth[0] = int(100 * share)
                _say({"type": "progress", "what": what, "share": round(share, 3)})

        yield line
    elif sys.stderr.isatty():
        with typer.progressbar(length=1000, label="Learning", file=sys.stderr) as bar:
            yield lambda _what, share: bar.update(int(1000 * share) - bar.pos)
    else:
        yield lambda _what, _share: None


def _say(data: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(data, ensure_ascii=True) + "\n")
    sys.stdout.flush()


def _outcome_data(outcome: Outcome) -> dict[str, Any]:
    return {
        "version": outcome.learned.number if outcome.learned else None,
        "documents": outcome.documents,
        "words": outcome.words,
        "f1_before": round(100 * outcome.before.strict_total.f1, 2),
        "f1": round(100 * outcome.after.strict_total.f1, 2),
        "labels": {
            label: {
                "f1_before": round(100 * outcome.before.strict[label].f1, 2) if label in outcome.before.strict else 0.0,
                "f1": round(100 * count.f1, 2),
                "marked": count.gold,
            }
            for label, count in outcome.after.strict.items()
        },
    }


def _outcome_text(outcome: Outcome, opened: Project) -> str:
    data = _outcome_data(outcome)
    if outcome.learned is None:
        head = (
            f"Nothing was changed: what could be learned from {outcome.documents} documents suggests no better than "
            f"what suggests now (F1 {data['f1']:.1f}, now {data['f1_before']:.1f}). "
            "Finish more documents and try again."
        )
    else:
        number = outcome.learned.number
        head = (
            f"Version {number} suggests from now on: F1 {data['f1']:.1f}, before {data['f1_before']:.1f}, on "
            f"{outcome.documents} finished documents, each read without having learned from it.\n"
            f"It is no step: undo leaves it; glossator learn {opened.path.name} --use {SHIPPED} takes it back."
        )
    rows = [
        f"  {label:<16} {of['f1_before']:5.1f} → {of['f1']:5.1f}  ({of['marked']} marked)"
        for label, of in data["labels"].items()
    ]
    return "\n".join((head, *rows))


def _list(opened: Project, *, as_json: bool) -> None:
    now, versions = opened.suggester_model(), opened.learned_versions()
    if now.notice:
        typer.echo(now.notice, err=True)
    data = {"in_force": now.number, "versions": [_version_data(one) for one in versions]}
    shipped = f"{'*' if now.number is None else ' '} {SHIPPED}"
    show(data, as_json=as_json, text="\n".join((shipped, *map(_version_text, versions))))


def _version_data(version: KeptVersion) -> dict[str, Any]:
    learned = version.learned
    if learned is None:
        return {"number": version.number, "fault": version.fault}
    return {
        "number": version.number, "in_force": version.in_force, "time": learned.time, "documents": learned.documents,
        "f1": learned.f1, "f1_before": learned.f1_before, "labels": list(learned.labels),
        "files": dict(learned.files),
    }  # fmt: skip


def _version_text(version: KeptVersion) -> str:
    learned = version.learned
    if learned is None:
        return f"  {version.number}: {version.fault}"
    mark = "*" if version.in_force else " "
    return (
        f"{mark} {version.number}  {learned.time[:16].replace('T', ' ')}  {learned.documents} documents  "
        f"F1 {learned.f1:.1f} (before: {learned.f1_before:.1f})"
    )


def _use(opened: Project, use: str, *, as_json: bool) -> None:
    if use != SHIPPED and not (use.isascii() and use.isdigit()):
        raise VerbError(f"“{use}” is no version: give its number, as --list has it, or “{SHIPPED}”.")
    chosen = opened.use_model(None if use == SHIPPED else int(use))
    what = "The shipped model" if chosen.number is None else f"Version {chosen.number}"
    text = f"{what} suggests from now on. It is no step: undo leaves it. Documents nobody has worked on are read anew."
    show({"in_force": chosen.number}, as_json=as_json, text=text)
