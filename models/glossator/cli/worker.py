"""The hidden command that the window starts as its suggestion worker."""

from __future__ import annotations

import sys

import typer

from glossator.cli.app import app


@app.command("_suggest-worker", hidden=True)
def suggest_worker() -> None:
    """Serve suggestions over standard input and output until input ends."""
    from glossator.suggest.worker import serve

    raise typer.Exit(serve(sys.stdin.buffer, sys.stdout.buffer))
