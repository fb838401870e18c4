"""What a recorder is ordered to do, and what it hands back. Imports nothing of the project: both processes need it."""

from __future__ import annotations

import json
import os
import pickle
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Self

from soak.state import InFlight, State

_TESTS = Path(__file__).resolve().parents[1]
PROJECT = "news.glossator"


@dataclass(frozen=True, slots=True)
class Order:
    """A scenario, so many operations of it, in a folder.

    `most_calls` of each operation are made to fail, where that is the scenario. `synchronous` weakens the project, to
    see that it shows.
    """

    scenario: str
    folder: Path
    seed: int
    count: int
    out: str = ""
    synchronous: str | None = None
    most_calls: int = 60

    @classmethod
    def of(cls, fields: dict[str, Any]) -> Self:
        """From JSON."""
        return cls(**{**fields, "folder": Path(fields["folder"])})

    @property
    def project(self) -> Path:
        """Where the project is."""
        return self.folder / PROJECT


@dataclass(frozen=True, slots=True)
class Ack:
    """What had been promised at one moment: the project's state (None: there need not be one), and whole files besides.

    `whole` has their paths under the folder, and the states that they hold. `flying` is an operation that has failed,
    and may be found to have been done all the same.
    """

    name: str
    state: State | None
    whole: tuple[tuple[str, State], ...] = ()
    flying: InFlight | None = None


@dataclass(frozen=True, slots=True)
class Recording:
    """What the disk was told, with the number of acknowledgements made so far as marks."""

    order: Order
    log: tuple[tuple[Any, ...], ...]
    acknowledged: tuple[Ack, ...]
    faults: tuple[str, ...] = ()
    counts: Mapping[str, int] | None = None


def recorded(order: Order) -> Recording:
    """Have a scenario recorded in a process of its own."""
    order.folder.mkdir(parents=True, exist_ok=True)
    order = replace(order, out=str(order.folder.with_suffix(".recording")))
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(_TESTS), os.environ.get("PYTHONPATH", "")])}
    done = subprocess.run(
        [sys.executable, "-W", "error::ResourceWarning", "-m", "soak.recorder"],
        input=json.dumps({**asdict(order), "folder": str(order.folder)}),
        text=True, capture_output=True, env=environment, check=False,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(f"recording {order} failed:\n{done.stderr[-4_000:]}")
    with Path(order.out).open("rb") as file:
        made: Recording = pickle.load(file)
    Path(order.out).unlink()
    return made
