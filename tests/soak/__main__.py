"""`python -m tests.soak [kill power full snapshot writers fuzz] [--minutes M | --count N] [--seed S]`: faults, counted.

Prints a table as it goes into `docs/reliability.md`. The exit code is 1 where a promise was broken.
"""

from __future__ import annotations

import argparse
import datetime
import importlib
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

if TYPE_CHECKING:
    from soak.figures import Figures

USUAL = {"kill": 2_000, "power": 5_000, "full": 600, "snapshot": 300, "writers": 300, "fuzz": 2_000}
"""The kinds, and how many faults without further wishes."""


def main() -> int:
    """Run what was asked for, or everything."""
    from soak.figures import machine, table

    wanted = _parser().parse_args()
    runs: list[Figures] = []
    for name in wanted.kinds or list(USUAL):
        module = importlib.import_module(f"soak.{name}")
        options = {"seed": wanted.seed, "processes": wanted.processes}
        if wanted.minutes is not None and name != "fuzz":
            options["minutes"] = wanted.minutes
        runs.append(module.run(wanted.count or USUAL[name], **options))
        sys.stderr.write(f"{name}: {len(runs[-1].faults)} faults in {runs[-1].seconds:.0f} s\n")
    sys.stdout.write(f"{datetime.date.today().isoformat()}, {machine()}\n\n{table(runs)}\n")
    for found in runs:
        for fault in found.faults[:20]:
            sys.stdout.write(f"\n{found.name}: {fault}\n")
    return int(any(found.faults for found in runs))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.soak", description=(__doc__ or "").split("\n")[2])
    parser.add_argument("kinds", nargs="*", choices=[*USUAL, []], metavar="kind", help=f"any of {', '.join(USUAL)}")
    parser.add_argument("--count", type=int, help="how many faults of each kind")
    parser.add_argument("--minutes", type=float, help="how long each kind goes on, instead of a count")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
