"""Commands that keep a project safe and bring it back: backup, restore."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from glossator.cli.app import app, show
from glossator.cli.options import AsJson, ProjectPath
from glossator.errors import ProjectNotFoundError
from glossator.store.backups import (
    BY_HAND,
    ROTATING,
    Backup,
    Restored,
    Shelf,
    copy_project,
    look,
    restore,
    restore_backup,
    size_in_words,
)

_NICENESS = 10
LATEST = "latest"


@app.command()
def backup(
    project: ProjectPath,
    to: Annotated[Path | None, typer.Option(help="Where to write it, instead of beside the project.")] = None,
    list_them: Annotated[bool, typer.Option("--list", help="Only list the backups there are.")] = False,
    keep_rotating: Annotated[
        bool,
        typer.Option(
            "--keep-rotating", help="Make one that gives way to later ones, and thin out, as the window does."
        ),
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Make a verified backup of a project, also while a window has it open; one made by hand is never deleted."""
    if to is not None:
        facts = copy_project(project, to)
        size = to.stat().st_size
        show(
            {"made": str(to), "size": size, "steps": facts.steps},
            as_json=as_json,
            text=f"Backed up to {to} ({size_in_words(size)}, {facts.words}).",
        )
    elif list_them:
        _list(Shelf(project), as_json=as_json)
    elif keep_rotating:
        _rotate(Shelf(project), as_json=as_json)
    else:
        shelf = Shelf(project)
        _tell(shelf, shelf.keep(_now(), BY_HAND), as_json=as_json)


def _list(shelf: Shelf, *, as_json: bool) -> None:
    listed = shelf.list()
    if not listed and not shelf.project.exists():
        raise ProjectNotFoundError(f"There is no project at {shelf.project}, and no backup of one in {shelf.folder}.")
    text = "\n".join(_line(item) for item in listed) or f"There are no backups of {shelf.project} yet."
    show([_data(item) for item in listed], as_json=as_json, text=text)


def _rotate(shelf: Shelf, *, as_json: bool) -> None:
    """As a guest: whoever works on this computer comes first."""
    _give_way()
    now = _now()
    shelf.sweep()
    made = shelf.keep(now, ROTATING)
    gone = shelf.prune(now)
    _tell(shelf, made, as_json=as_json, gone=[item.path.name for item in gone])


def _give_way() -> None:
    """Let others have processor and disk first, as far as the system knows such a thing."""
    import psutil

    process = psutil.Process()
    with suppress(OSError, psutil.Error):
        if sys.platform == "win32":
            process.nice(psutil.BELOW_NORMAL_PRIORITY_CLASS)
            process.ionice(psutil.IOPRIO_VERYLOW)
        else:
            os.nice(_NICENESS)
            if sys.platform == "linux":
                process.ionice(psutil.IOPRIO_CLASS_IDLE)


def _tell(shelf: Shelf, made: Backup | None, *, as_json: bool, **more: Any) -> None:
    if made is None:
        latest = shelf.list()[0]
        text = f"Nothing has changed since the backup of {latest.time:%Y-%m-%d %H:%M:%S}, {latest.path}."
        time = latest.time.isoformat()
        show({"made": None, "latest": str(latest.path), "time": time, **more}, as_json=as_json, text=text)
        return
    text = f"Backed up to {made.path} ({size_in_words(made.size)})."
    data = {"made": str(made.path), "size": made.size, "time": made.time.isoformat(), **more}
    show(data, as_json=as_json, text=text)


def _line(item: Backup) -> str:
    facts = look(item.path)
    words = facts.words if facts is not None else "cannot be read"
    return f"{item.time:%Y-%m-%d %H:%M:%S}  {size_in_words(item.size):>8}  {words:<14}  {item.path.name}"


def _data(item: Backup) -> dict[str, Any]:
    facts = look(item.path)
    return {
        "path": str(item.path),
        "time": item.time.isoformat(),
        "size": item.size,
        "reason": item.reason or "rotating",
        "steps": facts.steps if facts is not None else None,
        "documents": facts.documents if facts is not None else None,
    }


@app.command("restore")
def restore_project(
    project: Annotated[Path, typer.Argument(help="The project file, also if it is gone.", show_default=False)],
    source: Annotated[str, typer.Option("--from", help="latest, or one of: glossator backup PROJECT --list.")] = LATEST,
    to: Annotated[Path | None, typer.Option(help="A new file to restore to.")] = None,
    as_json: AsJson = False,
) -> None:
    """Bring a backup back: in place of a project that is gone or damaged, beside a sound one. Nothing is deleted."""
    chosen = _chosen(Shelf(project), source)
    if to is not None:
        restore_backup(chosen, to)
        done = Restored(to)
    else:
        done = restore(chosen, project, _now())
    kept = f" The damaged file was kept as {done.kept.name}." if done.kept is not None else ""
    show(
        {"from": str(chosen), "restored": str(done.project), "kept": str(done.kept) if done.kept else None},
        as_json=as_json,
        text=f"Restored {chosen.name} to {done.project}.{kept}",
    )


def _chosen(shelf: Shelf, source: str) -> Path:
    """The backup that is meant: the latest, a file name on the shelf, or a path."""
    listed = shelf.list()
    if source == LATEST:
        if not listed:
            raise ProjectNotFoundError(
                f"There is no backup of {shelf.project} in {shelf.folder}. Name one with --from."
            )
        return listed[0].path
    on_shelf = [item.path for item in listed if item.path.name == source]
    return on_shelf[0] if on_shelf else Path(source)


def _now() -> datetime:
    return datetime.now().astimezone()
