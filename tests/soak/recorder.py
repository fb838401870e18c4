"""Runs one scenario of the real program over APSW on a recorded disk, and writes down what the disk was told, and when.

A process of its own (`python -m soak.recorder`), because `sqlite3` must be exchanged before the project is imported.
Reads its orders from standard input as JSON, and writes a `Recording` to the file named there.
"""

from __future__ import annotations

import json
import pickle
import random
import sys
from pathlib import Path
from typing import Any

from soak.recording import Order, Recording


def record(order: Order) -> Recording:
    """Do as ordered. Only in a process in which `apsw_sqlite.install` was called first."""
    from soak import scenarios
    from support.recorded_disk import RecordedDisk

    disk = RecordedDisk(order.folder)
    before = scenarios.prepare(order)
    if order.synchronous is not None:
        _weaken(order.synchronous)
    with disk.recording():
        account = scenarios.Account(disk)
        scenarios.BY_NAME[order.scenario](order, account, before, random.Random(order.seed))
        disk.mark(None)
    return Recording(order, tuple(disk.log), tuple(account.acknowledged), tuple(account.faults), dict(account.counts))


def _weaken(synchronous: str) -> None:
    """Have the project flush less than it should: the harness must see what comes of it."""
    from glossator.store import database

    usual = database._configure

    def weaker(connection: Any) -> None:
        usual(connection)
        connection.execute(f"PRAGMA synchronous = {synchronous}")

    database._configure = weaker


def main() -> None:
    """Record, and write it down."""
    from support import apsw_sqlite

    apsw_sqlite.install()
    order = Order.of(json.loads(sys.stdin.read()))
    made = record(order)
    with Path(order.out).open("wb") as file:
        pickle.dump(made, file)


if __name__ == "__main__":
    main()
