"""The command line. The top layer of the core; the window is found through an entry point, never imported."""

from glossator.cli.interrupt import ending_quietly

with ending_quietly():
    from glossator.cli import (
        backup,
        check,
        history,
        knowledge,
        learn,
        problems,
        projects,
        schema,
        score,
        transfer,
        window,
        worker,
    )
    from glossator.cli.app import app, main

__all__ = [
    "app", "backup", "check", "history", "knowledge", "learn", "main", "problems", "projects", "schema", "score",
    "transfer", "window", "worker",
]  # fmt: skip
