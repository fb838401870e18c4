"""Fails every single call of a session to its disk, one after the other, and looks at what the program makes of it.

For each operation and each kind of fault: the first call fails, then the second, and so on, until the operation gets
by without meeting the fault. Runs inside a recorder.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain, islice
from typing import TYPE_CHECKING

import apsw

from glossator import Project
from glossator.errors import DiskError, GlossatorError, ProjectError
from soak.recording import Order
from soak.session import Op, Session, perform
from soak.state import Journal, State, state
from support.recorded_disk import Fault

if TYPE_CHECKING:
    from soak.scenarios import Account


@dataclass(frozen=True, slots=True)
class Trouble:
    """A kind of fault: what fails, with which of SQLite's codes, and how it goes on."""

    name: str
    kind: str
    code: int
    lasting: bool = False
    partial: bool = False


TROUBLES = (
    Trouble("full", "write", apsw.SQLITE_FULL),
    Trouble("full, and stays so", "write", apsw.SQLITE_FULL, lasting=True, partial=True),
    Trouble("write error", "write", apsw.SQLITE_IOERR_WRITE, partial=True),
    Trouble("flush error", "sync", apsw.SQLITE_IOERR_FSYNC),
    Trouble("read error", "read", apsw.SQLITE_IOERR_READ),
    Trouble("truncate error", "truncate", apsw.SQLITE_IOERR_TRUNCATE),
    Trouble("open error", "open", apsw.SQLITE_CANTOPEN),
)


def strike_everywhere(order: Order, account: Account, chance: random.Random) -> None:
    """Go through a session, each operation under all troubles first."""
    session = Session(order.project, chance, large=False)
    # A large document's pages do not all stay in memory: reads happen, too.
    session.opened = _with_little_memory
    session.reopen()
    for op in chain(islice(session.ops(), order.count), _at_last(session, order)):
        for trouble in TROUBLES:
            _strike(op, trouble, session, account, order.most_calls)
        _do(op, session, account, f"{op.name} after the trouble")
        account.acknowledge(op.name, _now(session))
    last = _now(session)
    session.project.close()
    account.acknowledge("close", last)


def _with_little_memory(project: Project) -> None:
    project._store.database.conn.execute("PRAGMA cache_size = 4")


def _at_last(session: Session, order: Order) -> Iterator[Op]:
    """What every session does once: closing and opening, backups, another project."""
    yield session.draw("checkpoint")
    yield session.draw("reopen")
    for name in ("backup", "create"):
        yield Op("none", name, lambda name=name: _make(name, session, order))  # type: ignore[misc]


def _make(name: str, session: Session, order: Order) -> None:
    """A new file: whole, or not there at all."""
    target = order.folder / "made.glossator"
    target.unlink(missing_ok=True)
    before = set(order.folder.iterdir())
    try:
        if name == "backup":
            session.project.backup(target)
        else:
            Project.create(target, annotator="ada").close()
    except GlossatorError:
        left = set(order.folder.iterdir()) - before
        if left:
            raise RuntimeError(f"left behind: {sorted(item.name for item in left)}") from None
        raise
    target.unlink()


def _now(session: Session) -> State:
    return state(session.project._store.database, Journal())


def _strike(op: Op, trouble: Trouble, session: Session, account: Account, most: int) -> None:
    """Fail the operation's first call, its second, and so on. It may get by all the same; then it has been done."""
    for after in range(most):
        # Anew each time: a schema that is read again brings the usual size with it.
        _with_little_memory(session.project)
        if not _attempt(op, trouble, after, session, account):
            return


def _attempt(op: Op, trouble: Trouble, after: int, session: Session, account: Account) -> bool:
    """Run the operation with one call failing; whether it came to that."""
    disk = account.disk
    before = _now(session)
    account.acknowledge(op.name, before, op.flying)
    fault = disk.fault = Fault(frozenset((trouble.kind,)), trouble.code, after, trouble.lasting, trouble.partial)
    session.heard = None
    error: BaseException | None = None
    try:
        perform(op)
    except Exception as raised:
        error = raised
    finally:
        disk.fault = None
    account.counts["calls made to fail"] += fault.hits > 0
    account.counts[f"operations that met: {trouble.name}"] += fault.hits > 0
    where = f"{op.name}, {trouble.name}, call {after} ({fault.where})"
    _judge(op, before, error, fault, session, account, where)
    return 0 < fault.hits


def strike_the_index(order: Order, account: Account) -> None:
    """Take an import back on a disk that is full, and then on one that is not, with more and more pages in memory.

    The full-text index keeps in mind what it is about to write; what has been rolled back must not come along.
    """
    session = Session(order.project, random.Random(order.seed), large=False)
    undo, redo = session.draw("undo"), session.draw("redo")
    for pages in range(2, 8):
        for after in range(order.count):
            session.project._store.database.conn.execute(f"PRAGMA cache_size = {pages}")
            # Nothing is read before the operation is tried again: that would bring the index to its senses.
            account.disk.fault = Fault(frozenset(("write",)), apsw.SQLITE_FULL, after, lasting=True, partial=True)
            with suppress(DiskError):
                _do(undo, session, account, f"undo, call {after}", but=DiskError)
            account.counts["calls made to fail"] += account.disk.fault.hits > 0
            account.disk.fault = None
            _do(undo, session, account, f"undo after call {after} had failed, {pages} pages")
            _do(redo, session, account, f"redo after call {after} had failed, {pages} pages")
        account.acknowledge("redo", _now(session))
    session.project.close()


def _judge(
    op: Op, before: State, error: BaseException | None, fault: Fault, session: Session, account: Account, where: str
) -> None:
    """What a person may rely on: a clear error and nothing changed, or the operation done as if nothing had been."""
    if error is not None and not isinstance(error, DiskError):
        account.faults.append(f"{where}: raised {type(error).__name__}: {error}")
    if error is not None and not fault.hits:
        account.faults.append(f"{where}: raised {error!r} without any fault")
    if op.name == "reopen" and error is not None:
        _reopen_patiently(session, account, where)
    try:
        present = _now(session)
    except (GlossatorError, Exception) as after:
        account.faults.append(f"{where}: cannot be read any more: {type(after).__name__}: {after}")
        session.reopen()
        present = _now(session)
    if error is not None:
        account.counts["refused, nothing changed"] += 1
        if present != before:
            account.faults.append(f"{where}: raised {type(error).__name__}, and changed something all the same")
    elif fault.hits:
        account.counts["done in spite of it"] += 1
    if present != before:
        account.acknowledge(op.name, present)


def _reopen_patiently(session: Session, account: Account, where: str) -> None:
    """Closing went well or not; once the disk is right again the project opens."""
    try:
        session.reopen()
    except ProjectError as error:
        account.faults.append(f"{where}: does not open once the disk is right again: {error}")
        raise


def _do(op: Op, session: Session, account: Account, where: str, *, but: type[Exception] | tuple[()] = ()) -> None:
    """An operation that has to work, or to raise this and nothing else."""
    try:
        perform(op)
    except but:
        raise
    except Exception as error:
        account.faults.append(f"{where}: raised {type(error).__name__}: {error}")
