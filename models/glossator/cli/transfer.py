"""Commands that bring documents in, let the suggester see them, and take training data out."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer

from glossator.annotation import LossReport
from glossator.cli.app import app, show
from glossator.cli.options import Annotator, AsJson, ProjectPath
from glossator.cli.place import warn_of_place
from glossator.errors import ExportError
from glossator.exchange.registry import format_names, get_format
from glossator.project import Project
from glossator.project.suggesting import Progress

_MOST_LOSSES = 10


@app.command("import")
def import_documents(
    project: ProjectPath,
    inputs: Annotated[list[Path], typer.Argument(help="Files, or folders of files.", show_default=False)],
    format_name: Annotated[str, typer.Option("--format", help="auto, text, or a format that can be read.")] = "auto",
    encoding: Annotated[str | None, typer.Option(help="The text files' encoding, where it is not UTF-8.")] = None,
    text_column: Annotated[str | None, typer.Option(help="The column with the texts, where files are tables.")] = None,
    skip_bad: Annotated[bool, typer.Option(help="Import the good files and name the bad ones.")] = False,
    strict: Annotated[bool, typer.Option(help="Refuse labels that the schema lacks.")] = False,
    as_json: AsJson = False,
    annotator: Annotator = None,
) -> None:
    """Import articles, or annotated files."""
    with Project.open(project, annotator=annotator) as opened:
        changes = opened.import_documents(
            inputs,
            format=format_name,
            encoding=encoding,
            skip_bad=skip_bad,
            strict=strict,
            text_column=text_column,
        )
    warn_of_place(project)
    for notice in changes.notices:
        typer.echo(notice, err=True)
    count = len(changes.documents)
    text = f"Imported {count} document{'' if count == 1 else 's'}."
    show({"documents": list(changes.documents), "notices": list(changes.notices)}, as_json=as_json, text=text)


@app.command()
def suggest(
    project: ProjectPath,
    processes: Annotated[int, typer.Option(min=1, help="How many processes work.")] = 1,
    model: Annotated[str | None, typer.Option(help="A spaCy model that is installed.")] = None,
    as_json: AsJson = False,
    annotator: Annotator = None,
) -> None:
    """Suggest entities and events in every document not yet seen."""
    with Project.open(project, annotator=annotator) as opened, _progress("Suggesting") as progress:
        changes = opened.suggest(progress, processes=processes, model=model)
    for notice in changes.notices:
        typer.echo(notice, err=True)
    count = len(changes.added.get("suggestion", ()))
    text = f"{count} suggestions in {len(changes.touched)} documents."
    show({"documents": list(changes.touched), "suggestions": count}, as_json=as_json, text=text)


@contextmanager
def _progress(label: str) -> Iterator[Progress | None]:
    """A bar on stderr for a person; nothing where that is no terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    with typer.progressbar(length=1, label=label, file=sys.stderr) as bar:

        def progress(done: int, total: int) -> None:
            bar.length = total
            bar.update(done - bar.pos)

        yield progress


@app.command()
def export(
    project: ProjectPath,
    out: Annotated[Path, typer.Argument(help="A folder for spacy, a file for other formats.", show_default=False)],
    format_name: Annotated[str, typer.Option("--format", help="See: glossator formats.")],
    split: Annotated[str, typer.Option(help="Shares of train, dev and test.")] = "80/10/10",
    seed: Annotated[int, typer.Option(help="Another seed splits otherwise.")] = 0,
    layer: Annotated[str | None, typer.Option(help="Whose annotations, if several people's are there.")] = None,
    finished: Annotated[bool, typer.Option(help="Only documents that are done.")] = False,
    pseudonymise: Annotated[bool, typer.Option(help="Replace the annotators' names: annotator-1 and so on.")] = False,
    preflight: Annotated[bool, typer.Option(help="Say what would be lost, and write nothing.")] = False,
    as_json: AsJson = False,
) -> None:
    """Export training data, and say what it could not represent."""
    options: dict[str, Any] = {
        "split": _shares(split), "seed": seed, "layer": layer, "finished": finished, "pseudonymise": pseudonymise,
    }  # fmt: skip
    with Project.open(project, read_only=True) as opened:
        if preflight:
            report = opened.preflight(format_name, **options)
        else:
            report = opened.export(out, format=format_name, **options)
    show(_report_data(report), as_json=as_json, text=_report_text(report, out, written=not preflight))


def _shares(text: str) -> tuple[float, float, float]:
    try:
        train, dev, test = (float(part) for part in text.split("/"))
    except ValueError:
        raise ExportError(f"“{text}” is no split: give three shares, such as 80/10/10.") from None
    if min(train, dev, test) < 0 or train + dev + test <= 0:
        raise ExportError(f"“{text}” is no split: shares are not negative, and at least one is more than zero.")
    return train, dev, test


def _report_data(report: LossReport) -> dict[str, Any]:
    return {
        "format": report.format,
        "documents": report.documents,
        "files": list(report.files),
        "notices": list(report.notices),
        "lost": report.counts(),
        "losses": [
            {
                "what": loss.what, "document": loss.document, "document_id": loss.document_id, "thing": loss.thing,
                "fragments": loss.fragments, "detail": loss.detail,
            }
            for loss in report.losses
        ],
    }  # fmt: skip


def _report_text(report: LossReport, out: Path, *, written: bool) -> str:
    done = f"Exported {report.documents} documents to {out}." if written else f"{report.documents} documents."
    lines = [done, *report.notices, report.summary()]
    shown = report.losses[:_MOST_LOSSES]
    lines.extend(f"  {loss.document}: {loss.what}{f': {loss.detail}' if loss.detail else ''}" for loss in shown)
    if _MOST_LOSSES < len(report.losses):
        lines.append(f"  … and {len(report.losses) - _MOST_LOSSES} more; --json lists them all.")
    return "\n".join(lines)


@app.command()
def formats(as_json: AsJson = False) -> None:
    """List the formats."""
    rows = [
        {"name": found.name, "title": found.title, "folder": found.folder, "reads": found.reads, "writes": found.writes}
        for found in (get_format(name) for name in format_names())
    ]
    text = "\n".join(
        f"{row['name']:<16}{'reads' if row['reads'] else '     '}  {'writes' if row['writes'] else '      '}  "
        f"{'folder' if row['folder'] else 'file  '}  {row['title']}"
        for row in rows
    )
    show(rows, as_json=as_json, text=text)
