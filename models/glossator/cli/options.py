"""Arguments and options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, TypeAlias

import typer

ProjectPath: TypeAlias = Annotated[Path, typer.Argument(help="The project file.", show_default=False)]
Annotator: TypeAlias = Annotated[str | None, typer.Option(help="Whose annotations; by default your login name.")]
AsJson: TypeAlias = Annotated[bool, typer.Option("--json", help="Print the result as JSON.")]
