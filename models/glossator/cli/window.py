"""Commands that need the window. It is found through an entry point: the core never imports it."""

from __future__ import annotations

from collections.abc import Callable
from importlib.metadata import entry_points
from pathlib import Path
from typing import Annotated, Any, cast

import typer

from glossator.cli.app import app
from glossator.errors import GlossatorError


def _window(name: str) -> Callable[..., Any]:
    found = entry_points(group="glossator.window", name=name)
    for point in found:
        try:
            return cast("Callable[..., Any]", point.load())
        except ImportError as error:
            raise GlossatorError(f"The window cannot start: {error}. Install PySide6-Essentials.") from error
    raise GlossatorError("This installation has no window: install glossator whole, with PySide6-Essentials.")


@app.command("open")
def open_window(
    project: Annotated[Path | None, typer.Argument(help="The project; by default the one opened last.")] = None,
    annotator: Annotated[str | None, typer.Option(help="Whose annotations; by default your login name.")] = None,
) -> None:
    """Open the window."""
    raise typer.Exit(int(_window("qt")(project, annotator=annotator)))


@app.command()
def render(
    project: Annotated[Path, typer.Argument(help="The project.")],
    out: Annotated[Path, typer.Argument(help="The PNG file to write.")],
    document: Annotated[str | None, typer.Option(help="Name of the document to show; by default the first.")] = None,
    theme: Annotated[str, typer.Option(help="light or dark.")] = "light",
    width: Annotated[int, typer.Option(help="Width in pixels.")] = 1440,
    height: Annotated[int, typer.Option(help="Height in pixels.")] = 900,
    annotator: Annotated[str | None, typer.Option(help="Whose annotations; by default your login name.")] = None,
) -> None:
    """Draw the window on a project into a picture; needs no display."""
    written = _window("render")(project, out, document=document, theme=theme, size=(width, height), annotator=annotator)
    typer.echo(str(written))
