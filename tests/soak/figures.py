"""What a run of the fault harness found: figures for the table, and faults, with what is needed to see them again."""

from __future__ import annotations

import platform
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Figures:
    """One run. `counts` are in the order in which the table shows them; `faults` is empty where all promises held."""

    name: str
    counts: Mapping[str, int | str]
    seconds: float
    faults: tuple[str, ...] = ()
    seed: int = field(default=0, kw_only=True)


def total(name: str, parts: list[Figures], seconds: float, *, seed: int) -> Figures:
    """Several workers' figures as one: numbers are added, words must be the same in all."""
    counts: dict[str, int | str] = {}
    for part in parts:
        for what, figure in part.counts.items():
            before = counts.get(what, 0)
            counts[what] = before + figure if isinstance(before, int) and isinstance(figure, int) else figure
    return Figures(name, counts, seconds, tuple(fault for part in parts for fault in part.faults), seed=seed)


def table(runs: list[Figures]) -> str:
    """The runs as a Markdown table, which `docs/reliability.md` takes as it is."""
    lines = ["| run | what | figure |", "|---|---|---:|"]
    for run in runs:
        rows = {**run.counts, "faults": len(run.faults), "seconds": round(run.seconds), "seed": run.seed}
        for position, (what, figure) in enumerate(rows.items()):
            shown = f"{figure:,}" if isinstance(figure, int) and what != "seed" else str(figure)
            lines.append(f"| {run.name if position == 0 else ''} | {what} | {shown} |")
    return "\n".join(lines)


def machine() -> str:
    """The kind of machine, in one line, without its name."""
    import os

    return (
        f"{os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}, "
        f"SQLite {sqlite3.sqlite_version}"
    )
