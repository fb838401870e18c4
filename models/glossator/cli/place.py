"""A word about where a project lies, for commands that begin one."""

from __future__ import annotations

from pathlib import Path

import typer

from glossator.store.volumes import place_of


def warn_of_place(project: Path) -> None:
    """One line on stderr where the project is not on this machine's own disk."""
    warning = place_of(project).warning
    if warning is not None:
        typer.echo(f"glossator: {warning}", err=True)
