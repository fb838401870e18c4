"""Commands on the lists of names that a project knows besides what came with the program."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from glossator import Project
from glossator.cli.app import app, show
from glossator.cli.options import AsJson, ProjectPath

knowledge_app = typer.Typer(
    no_args_is_help=True, help="Lists of names that a project knows: who or what they stand for."
)
app.add_typer(knowledge_app, name="knowledge")


@knowledge_app.command(name="import")
def import_list(
    project: ProjectPath,
    file: Annotated[Path, typer.Argument(help="A CSV file with the columns of docs/knowledge.md.")],
    as_json: AsJson = False,
) -> None:
    """Take a list into the project, all of it or nothing; one of the same file name gives way."""
    with Project.open(project) as opened:
        count = opened.import_knowledge(file)
    text = f"{count:,} names from {file.name} are in the project. They are no step: undo leaves them."
    show({"list": file.name, "entries": count}, as_json=as_json, text=text)


@knowledge_app.command(name="list")
def list_lists(project: ProjectPath, as_json: AsJson = False) -> None:
    """The lists that the project has."""
    with Project.open(project, read_only=True) as opened:
        found = opened.knowledge_lists()
    lines = [f"{name}: {count:,} names" for name, count in found.items()]
    show(found, as_json=as_json, text="\n".join(lines) or "The project has no list of names of its own.")


@knowledge_app.command()
def remove(
    project: ProjectPath,
    name: Annotated[str, typer.Argument(help="The list, as `glossator knowledge list` names it.")],
) -> None:
    """Take a list out of the project. Entities that were filled in from it stay as they are."""
    with Project.open(project) as opened:
        opened.remove_knowledge(name)
    show(None, as_json=False, text=f"{name} is no longer in the project.")


@knowledge_app.command()
def look_up(
    project: ProjectPath,
    name: Annotated[str, typer.Argument(help="A name as a text has it.")],
    as_json: AsJson = False,
) -> None:
    """Who or what a name may stand for."""
    with Project.open(project, read_only=True) as opened:
        found = opened.candidates(name)
    rows = [
        {"kb_id": one.entry.kb_id, "name": one.entry.name, "known": one.entry.told, "why": one.why} for one in found
    ]
    lines = [f"{row['kb_id']}  {row['name']}  {row['known']}  ({row['why']})" for row in rows]
    show(rows, as_json=as_json, text="\n".join(lines) or f"Nothing is known of “{name}”.")
