"""Every command says what it is for."""

from __future__ import annotations

import pytest

from glossator.cli import app
from support.cli import Cli

NAMES = [command.name or getattr(command.callback, "__name__", "") for command in app.registered_commands]
NAMES += [group.name for group in app.registered_groups if group.name]


def test_the_commands_of_the_design_exist() -> None:
    expected = {
        "new",
        "import",
        "suggest",
        "export",
        "formats",
        "schema",
        "stats",
        "search",
        "render",
        "sample",
        "open",
    }
    assert expected <= set(NAMES)


def test_help_lists_the_commands(cli: Cli) -> None:
    told = cli("--help")
    assert told.code == 0
    assert all(name in told.out for name in NAMES if not name.startswith("_"))
    assert "_suggest-worker" not in told.out


@pytest.mark.parametrize("name", NAMES)
def test_help_of_a_command(cli: Cli, name: str) -> None:
    told = cli(name, "--help")
    assert told.code == 0
    assert told.out.startswith(f"Usage: glossator {name}")
    assert told.err == ""
    assert 3 < len(told.out.splitlines())
