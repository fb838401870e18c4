"""Commands that make and look at projects: new, sample, stats, search."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import typer

from glossator.cli.app import app, show
from glossator.cli.options import Annotator, AsJson, ProjectPath
from glossator.cli.place import warn_of_place
from glossator.project import Project, create_sample
from glossator.schema import builtin_schemas


@app.command()
def new(
    project: Annotated[Path, typer.Argument(help="Where to make it, such as news.glossator.")],
    schema: Annotated[str, typer.Option(help="plover, ace, conll, or a TOML file.")] = "plover",
    annotator: Annotator = None,
) -> None:
    """Make an empty project."""
    chosen: str | Path = schema if schema in builtin_schemas() else Path(schema)
    with Project.create(project, schema=chosen, annotator=annotator) as made:
        typer.echo(f"Made {project} with the schema {made.schema.name}.")
    warn_of_place(project)


@app.command()
def sample(
    project: Annotated[Path, typer.Argument(help="Where to make it.")] = Path("sample.glossator"),
    annotator: Annotator = None,
) -> None:
    """Make a project of the sample articles."""
    with create_sample(project, annotator=annotator) as made:
        typer.echo(f"Made {project} with {len(made.document_ids())} articles.")


@app.command()
def stats(project: ProjectPath, as_json: AsJson = False, annotator: Annotator = None) -> None:
    """Count documents, annotations and suggestions."""
    with Project.open(project, annotator=annotator, read_only=True) as opened:
        listed = opened.document_list()
        counts = {
            "documents": len(listed),
            "done": sum(item.status == "done" for item in listed),
            "in_progress": sum(item.status == "in_progress" for item in listed),
            "spans": sum(item.spans for item in listed),
            "events": sum(item.events for item in listed),
            "drafts": sum(item.drafts for item in listed),
            "undecided": sum(item.undecided for item in listed),
            "annotators": opened.annotators(),
            "schema": opened.schema.name,
        }
    lines = "\n".join(
        f"{name.replace('_', ' ')}: {', '.join(value) if isinstance(value, list) else value}"
        for name, value in counts.items()
    )
    show(counts, as_json=as_json, text=lines)


@app.command()
def search(
    project: ProjectPath,
    query: Annotated[str, typer.Argument(help="Words; each may be the beginning of one.")],
    limit: Annotated[int, typer.Option(help="At most so many documents.")] = 100,
    as_json: AsJson = False,
) -> None:
    """Find documents by their words."""
    with Project.open(project, read_only=True) as opened:
        hits = opened.search(query, limit=limit)
    data = [{"document": hit.document_id, "name": hit.name, "start": hit.start, "snippet": hit.snippet} for hit in hits]
    text = "\n".join(f"{hit.name}: {hit.snippet}" for hit in hits) or "Nothing found."
    show(data, as_json=as_json, text=text)


@app.command("version")
def print_version() -> None:
    """Print the version."""
    typer.echo(f"glossator {version('glossator')}")
