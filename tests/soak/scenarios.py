"""What the program does while its disk is recorded: sessions, new projects, large imports, migrations, backups."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from glossator import Project
from soak.recording import Ack, Order
from soak.session import Session, perform, template
from soak.state import InFlight, Journal, State, state

if TYPE_CHECKING:
    from support.recorded_disk import RecordedDisk

_NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


@dataclass(slots=True)
class Account:
    """The acknowledgements of a run, each with a mark on the disk."""

    disk: RecordedDisk
    acknowledged: list[Ack] = field(default_factory=list)
    whole: dict[str, State] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    def acknowledge(self, name: str, present: State | None, flying: InFlight | None = None) -> None:
        """From this moment on all of this is promised."""
        self.disk.mark(len(self.acknowledged))
        self.acknowledged.append(Ack(name, present, tuple(self.whole.items()), flying))


Scenario: TypeAlias = Callable[[Order, Account, "State | None", random.Random], None]


def prepare(order: Order) -> State | None:
    """Put what a scenario starts from into its folder, before anything is recorded."""
    if order.scenario == "create":
        return None
    template(order.project, seed=order.seed)
    with Project.open(order.project, annotator="ada") as project:
        return _now(project)


def _now(project: Project) -> State:
    return state(project._store.database, Journal())


def _session(order: Order, account: Account, before: State | None, chance: random.Random) -> None:
    account.acknowledge("start", before)
    session = Session(order.project, chance, large=chance.random() < 0.2)
    for op in islice(session.ops(), order.count):
        perform(op)
        account.acknowledge(op.name, _now(session.project))
    last = _now(session.project)
    session.project.close()
    account.acknowledge("close", last)


def _create(order: Order, account: Account, before: State | None, chance: random.Random) -> None:
    account.acknowledge("start", None)
    with Project.create(order.project, annotator="ada") as project:
        last = _now(project)
        account.acknowledge("create", last)
    account.acknowledge("close", last)
    _session(order, account, last, chance)


def _import(order: Order, account: Account, before: State | None, chance: random.Random) -> None:
    account.acknowledge("start", before)
    with Project.open(order.project, annotator="ada") as project:
        for number in range(3):
            texts = [(f"{number} {index}", f"{chance.getrandbits(64)} naïve 😀 " * 40) for index in range(order.count)]
            project.import_texts(texts)
            account.acknowledge("import", _now(project))
            if number == 1:
                project.undo()
                account.acknowledge("undo", _now(project))
                project.checkpoint()
                account.acknowledge("checkpoint", _now(project))
        last = _now(project)
    account.acknowledge("close", last)


def _migrate(order: Order, account: Account, before: State | None, chance: random.Random) -> None:
    from soak.next_format import next_format

    account.acknowledge("start", before)
    with next_format():
        with Project.open(order.project, annotator="ada") as project:
            account.acknowledge("migrate", _now(project))
            project.import_texts([("later", f"{chance.getrandbits(64)}")])
            last = _now(project)
            account.acknowledge("import", last)
        account.acknowledge("close", last)


def _backup(order: Order, account: Account, before: State | None, chance: random.Random) -> None:
    from glossator.store.backups import Shelf, put_back, restore_backup

    account.acknowledge("start", before)
    session = Session(order.project, chance, large=False)
    shelf = Shelf(order.project)
    kept: list[Path] = []
    for number, op in enumerate(islice(session.ops(), order.count)):
        perform(op)
        account.acknowledge(op.name, _now(session.project))
        if number % 3 == 0:
            made = shelf.keep(_NOON + timedelta(minutes=20 * number))
            if made is not None:
                kept.append(made.path)
                account.whole[_under(made.path, order)] = _now(session.project)
        elif number % 3 == 1:
            target = order.folder / f"copy {number}.glossator"
            session.project.backup(target)
            account.whole[_under(target, order)] = _now(session.project)
        elif kept:
            target = order.folder / f"restored {number}.glossator"
            restore_backup(kept[-1], target)
            account.whole[_under(target, order)] = account.whole[_under(kept[-1], order)]
        account.acknowledge("backup", _now(session.project))
    for gone in shelf.prune(_NOON + timedelta(days=3)):
        account.whole.pop(_under(gone.path, order), None)
    session.project.close()
    _put_back(order, account, kept, put_back)


def _put_back(
    order: Order, account: Account, kept: list[Path], put_back: Callable[[Path, Path, datetime], Path | None]
) -> None:
    latest = next((path for path in reversed(kept) if path.exists()), None)
    last = account.acknowledged[-1].state
    account.acknowledge("close", last)
    if latest is None:
        return
    there = account.whole[_under(latest, order)]
    moved = put_back(latest, order.project, _NOON)
    if moved is not None and last is not None:
        account.whole[_under(moved, order)] = last
    account.acknowledge("put back", there)


def _under(path: Path, order: Order) -> str:
    return str(path.relative_to(order.folder))


def _faults(order: Order, account: Account, before: State | None, chance: random.Random) -> None:
    from soak.striking import strike_everywhere

    account.acknowledge("start", before)
    strike_everywhere(order, account, chance)


def _index(order: Order, account: Account, before: State | None, chance: random.Random) -> None:
    from soak.striking import strike_the_index

    account.acknowledge("start", before)
    strike_the_index(order, account)


BY_NAME: dict[str, Scenario] = {
    "session": _session, "create": _create, "import": _import, "migrate": _migrate, "backup": _backup,
    "faults": _faults, "index": _index,
}  # fmt: skip
