"""The command line's frame: one Typer application, errors as one line, a path on its own opens the window."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import typer
from typer.core import TyperGroup
from typer.models import CommandInfo

from glossator.errors import GlossatorError

PROJECT_SUFFIX = ".glossator"
_INTERRUPTED = 130
"""What shells know a program by that Ctrl+C has ended."""


_UsageError: type[Exception] = typer.BadParameter.__mro__[1]
"""Typer exports this one only through its child, and from a click of its own since 0.26."""


class Commands(TyperGroup):
    """Shows errors of the user's world as one line on stderr, exit code 1."""

    def main(self, *args: Any, **extra: Any) -> Any:
        """Run the command line; bad usage is one line on stderr too, exit code 2."""
        standalone_mode = extra.get("standalone_mode", True)
        try:
            code = super().main(*args, **{**extra, "standalone_mode": False})
        except _UsageError as error:
            command = getattr(getattr(error, "ctx", None), "command_path", "glossator")
            typer.echo(f"glossator: {_one_line(error)} (see: {command} --help)", err=True)
            code = 2
        except typer.Abort:
            code = 1
        if standalone_mode:
            raise SystemExit(code or 0)
        return code

    def invoke(self, ctx: Any) -> Any:
        """Run the command that was asked for."""
        try:
            return super().invoke(ctx)
        except GlossatorError as error:
            typer.echo(f"glossator: {error}", err=True)
            raise typer.Exit(1) from error
        except BrokenPipeError:
            # Whoever read our output (head, less) has enough of it.
            _leave_output()
            raise typer.Exit(1) from None
        except OSError as error:
            _leave_output()
            place = f": {error.filename}" if error.filename else ""
            typer.echo(f"glossator: {error.strerror or error}{place}", err=True)
            raise typer.Exit(1) from error


def _leave_output() -> None:
    """Point standard output nowhere: what waits in it would fail again when the interpreter ends."""
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


app = typer.Typer(
    cls=Commands,
    add_completion=False,
    no_args_is_help=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Offline annotation of entities and events in text.",
    epilog="glossator PROJECT opens the window on a project; glossator alone opens the last one.",
)


def _one_line(error: Exception) -> str:
    message = str(getattr(error, "format_message", error.__str__)())
    return " ".join(message.split())


def show(data: object, *, as_json: bool, text: str) -> None:
    """Print a result: for scripts as JSON, for people as text."""
    typer.echo(json.dumps(data, ensure_ascii=False) if as_json else text)


def main(arguments: Sequence[str] | None = None) -> None:
    """The console script. Exit code 0, 1 for a failure, 2 for bad usage."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        app(args=routed(given), prog_name="glossator")
    except KeyboardInterrupt:
        # Before the command itself has begun: it would deal with it.
        raise SystemExit(_INTERRUPTED) from None


def routed(given: list[str]) -> list[str]:
    """A path in place of a command means the window on it; nothing at all means the last project."""
    known = {_name_of(command) for command in app.registered_commands}
    known |= {group.name for group in app.registered_groups if isinstance(group.name, str)}
    known.update(group.name for group in app.registered_groups if isinstance(group.name, str))
    if not given:
        return ["open"]
    first = given[0]
    if first in known or first == "--help":
        return given
    if first == "--version":
        return ["version"]
    if first.startswith("-"):
        return ["open", *given]
    path = Path(first)
    if path.exists() or path.suffix == PROJECT_SUFFIX:
        return ["open", *given]
    typer.echo(
        f"glossator: “{first}” is neither a command nor a file. Commands: "
        f"{', '.join(sorted(name for name in known if name and not name.startswith('_')))}.",
        err=True,
    )
    raise SystemExit(2)


def _name_of(command: CommandInfo) -> str:
    return command.name or (command.callback.__name__ if command.callback else "")
