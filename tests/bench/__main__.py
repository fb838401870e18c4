"""`make bench`: every budget that can be measured, each beside its bare operation. Names narrow it: `… page store`."""

from __future__ import annotations

import importlib
import os
import sys
from pathlib import Path

from tests.bench.figures import table


def main() -> None:
    """Run the benchmarks whose names were given, or all of them, and print a table for each."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    found = sorted(path.stem for path in Path(__file__).parent.glob("bench_*.py"))
    wanted = [f"bench_{name}" for name in sys.argv[1:]] or found
    for name in wanted:
        rows = importlib.import_module(f"tests.bench.{name}").rows()
        sys.stdout.write(f"\n{name.removeprefix('bench_')}\n{table(rows)}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
