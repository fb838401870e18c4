"""The command that looks for damage in a project, and writes a repaired one."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from glossator.cli.app import app, show
from glossator.cli.options import AsJson, ProjectPath

if TYPE_CHECKING:
    from glossator.integrity import Finding, Progress, Repaired, Verdict


@app.command()
def check(
    project: ProjectPath,
    repair: Annotated[Path | None, typer.Option(help="Write a repaired project there.", metavar="OUT")] = None,
    backup: Annotated[list[Path] | None, typer.Option(help="A backup to draw on; several may be named.")] = None,
    as_json: AsJson = False,
) -> None:
    """Look for damage in a project; exit code 1 where there is any. The project itself is never changed."""
    # The window and every other command start without.
    from glossator.integrity import check as check_project
    from glossator.integrity import repair as repair_project

    if backup and repair is None:
        raise typer.BadParameter("--backup is for --repair: name the repaired project's file with that.")
    with _progress("Checking" if repair is None else "Repairing") as progress:
        if repair is None:
            verdict = check_project(project, progress=progress)
            report, lines = _verdict_data(verdict), _verdict_lines(verdict)
        else:
            repaired = repair_project(project, repair, backups=backup or (), progress=progress)
            verdict = repaired.before
            report, lines = _repaired_data(repaired), [*_verdict_lines(verdict), *_repaired_lines(repaired)]
    show(report, as_json=as_json, text="\n".join(lines))
    if not verdict.sound:
        raise typer.Exit(1)


@contextmanager
def _progress(label: str) -> Iterator[Progress | None]:
    """A bar on stderr for a person; nothing where that is no terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    with typer.progressbar(length=1000, label=label, file=sys.stderr) as bar:

        def progress(done: int, total: int) -> None:
            bar.update(max(0, done * 1000 // total - bar.pos))

        yield progress


def _verdict_lines(verdict: Verdict) -> list[str]:
    if verdict.sound:
        from glossator.integrity.account import many

        shown = ("document", "span", "event", "suggestion", "step")
        counts = ", ".join(many(name, verdict.counts.get(name, 0)) for name in shown)
        return [f"Sound: {counts}."]
    return [f"{finding.what} {finding.advice}".rstrip() for finding in verdict.findings]


def _repaired_lines(repaired: Repaired) -> list[str]:
    lines = [f"Repaired: {repaired.path}"]
    lines.extend(f"  {line}" for line in repaired.restored)
    lines.extend(f"  {line}" for line in repaired.lost or ("Nothing is lost.",))
    return lines


def _verdict_data(verdict: Verdict) -> dict[str, Any]:
    return {
        "sound": verdict.sound,
        "findings": [_finding_data(finding) for finding in verdict.findings],
        "counts": dict(verdict.counts),
    }


def _finding_data(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code, "what": finding.what, "advice": finding.advice, "table": finding.table,
        "ids": list(finding.ids),
    }  # fmt: skip


def _repaired_data(repaired: Repaired) -> dict[str, Any]:
    return {
        **_verdict_data(repaired.before),
        "repaired": {
            "path": str(repaired.path),
            "restored": list(repaired.restored),
            "lost": list(repaired.lost),
            "backup": None if repaired.backup is None else str(repaired.backup),
            "backup_time": None if repaired.backup_time is None else repaired.backup_time.isoformat(),
        },
    }
