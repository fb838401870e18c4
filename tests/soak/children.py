"""Forked children that run a session and say over a pipe what they begin and what has been acknowledged.

A child never returns: it goes on until it is killed. The parent must not have the project open while it forks, or while
a child is alive (POSIX locks belong to processes, and a forked connection to nobody).
"""

from __future__ import annotations

import json
import os
import random
import select
import signal
import time
import traceback
import warnings
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from glossator import Project
from glossator.errors import ProjectBusyError
from soak.session import Op, Session, perform
from soak.state import InFlight, Journal, State, state

_CHUNK = 1 << 16


@dataclass(slots=True)
class Child:
    """A running session, and what it has said so far."""

    pid: int
    pipe: int
    annotator: str
    acknowledged: State | None = None
    flying: InFlight = field(default_factory=InFlight)
    crash: str | None = None
    acks: int = 0
    begun: int = 0
    commits: int = 0
    in_verb: bool = False
    in_commit: bool = False
    is_dead: bool = False
    _rest: bytes = b""
    _ended: bool = False

    def listen(self, until: Callable[[Child], bool], *, seconds: float) -> None:
        """Take in what the child says until something holds, or that time has passed, or the child has ended."""
        deadline = time.monotonic() + seconds
        while not until(self) and not self._ended and not self.is_dead and (left := deadline - time.monotonic()) > 0:
            if select.select([self.pipe], [], [], left)[0]:
                self._read()

    def take_what_is_there(self) -> None:
        """Take in what the child has said already."""
        while not self._ended and select.select([self.pipe], [], [], 0.0)[0]:
            self._read()

    @property
    def is_over(self) -> bool:
        """Whether the child has said its last word."""
        return self._ended

    def reap(self) -> None:
        """Take leave of a child that has died by itself."""
        self.is_dead = True
        os.waitpid(self.pid, 0)
        os.close(self.pipe)

    def kill(self) -> None:
        """SIGKILL, and take in what had been said before. A child that is dead already stays so."""
        if self.is_dead:
            return
        self.is_dead = True
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        while not self._ended:
            self._read()
        os.close(self.pipe)

    def _read(self) -> None:
        data = os.read(self.pipe, _CHUNK)
        self._ended = not data
        *lines, self._rest = (self._rest + data).split(b"\n")
        for line in lines:
            self._hear(json.loads(line))

    def _hear(self, said: dict[str, Any]) -> None:
        if "state" in said:
            self.acknowledged, self.flying = State.of(said["state"]), InFlight()
            self.acks += 1
        elif "begin" in said:
            proposals = tuple((label, start, end) for label, start, end in said["proposals"])
            self.flying = InFlight(said["kind"], said["begin"], said["document"], proposals)
            self.begun += 1
            self.in_verb = True
        elif "commit" in said:
            self.commits += 1
            self.in_commit = self.in_verb = True
        elif "returned" in said:
            self.flying = replace(self.flying, step=said["returned"])
            self.in_commit = self.in_verb = False
        else:
            self.crash = said["crash"]


def start(path: Path, seed: int, *, annotator: str = "ada", alone: bool = True, large: bool = True) -> Child:
    """Fork a child that works on the file."""
    read, write = os.pipe()
    with warnings.catch_warnings():
        # The child uses no thread of the parent's, such as those of a test runner.
        warnings.simplefilter("ignore", DeprecationWarning)
        pid = os.fork()
    if pid == 0:
        os.close(read)
        _live(path, seed, write, annotator=annotator, alone=alone, large=large)
    os.close(write)
    return Child(pid, read, annotator)


def _live(path: Path, seed: int, pipe: int, *, annotator: str, alone: bool, large: bool) -> None:
    try:
        _work(path, random.Random(seed), pipe, annotator=annotator, alone=alone, large=large)
    except BaseException:
        _say(pipe, {"crash": traceback.format_exc()[-3_000:]})
    finally:
        os._exit(0)


def _work(path: Path, chance: random.Random, pipe: int, *, annotator: str, alone: bool, large: bool) -> None:
    def watch(project: Project) -> None:
        project._store.database.conn.set_trace_callback(lambda sql: _trace(pipe, sql))

    session = Session(path, chance, annotator, watch, large, looks=True)
    journal = Journal(None if alone else annotator)

    def present() -> dict[str, Any]:
        return state(session.project._store.database, journal, annotator=None if alone else annotator).as_dict()

    _say(pipe, {"state": present()})
    for op in session.ops():
        _say(pipe, {"begin": op.name, "kind": op.kind, "document": op.document_id, "proposals": op.proposals})
        session.heard = None
        _patiently(op, alone=alone)
        _say(pipe, {"returned": _step_of(session)})
        _say(pipe, {"state": present()})


def _step_of(session: Session) -> int | None:
    return None if session.heard is None else session.heard.step


def _patiently(op: Op, *, alone: bool) -> None:
    """Where others write too, a verb that found the project busy is asked for again, as a person would."""
    while True:
        try:
            perform(op)
        except ProjectBusyError:
            if alone:
                raise
            continue
        return


def _trace(pipe: int, sql: str) -> None:
    if sql.startswith(("COMMIT", "PRAGMA wal_checkpoint")):
        _say(pipe, {"commit": 1})


def _say(pipe: int, message: dict[str, Any]) -> None:
    os.write(pipe, json.dumps(message).encode() + b"\n")
