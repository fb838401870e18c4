"""Mutates projects at random and looks at each through `Project`: it opens, or is refused in one clear sentence.

`python -m tests.soak fuzz --count 100000`, or `python -m tests.soak.fuzz 100000 [SEED]`. What must never happen: a
crash of the interpreter, a hang, more than a gigabyte of memory, an error that is none of ours, a change of a file that
was refused or only read, or anything new beside a refused one. Seed and number tell how a file is made of the projects
to begin with; those are other ones in each run, so a file with which something was wrong can be kept.
"""

from __future__ import annotations

import json
import os
import resource
import select
import shutil
import subprocess
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import psutil

from glossator import Project
from glossator.errors import GlossatorError
from glossator.steps import versions
from soak.figures import Figures, table
from soak.mutations import Made, bases, make

MOST_SECONDS = 5.0
"""Of processor time for one file; a busy machine is no hang."""
MOST_BYTES = 1 << 30
BATCH = 50

# Looking


def looks(project: Project) -> Iterator[tuple[str, Callable[[], object]]]:
    """Everything that a project is asked by window, scripts and command line."""
    yield "schema", lambda: (project.schema, project.tasks(), project.uid, project.annotators(), project.place())
    yield "list", project.document_list
    yield "documents", lambda: list(project.documents())
    yield "titles", lambda: (project.can_undo(), project.can_redo())
    yield "history", lambda: project.history(limit=200)
    yield "bundles", lambda: list(project.bundles())
    yield "search", lambda: (project.search("estmark"), project.search("북한은"))
    for number in _tried(project.document_ids):
        yield "document", lambda number=number: (project.document(number), project.document_summary(number))
        for name in _tried(project.annotators):
            yield "layer", lambda number=number, name=name: project.layer(number, annotator=name)
        yield "suggestions", lambda number=number: project.suggestions(number)
        yield "superseded", lambda number=number: project.suggestions(number, state="superseded")
        yield "phrases", lambda number=number: project.phrases(number)
        yield "own history", lambda number=number: project.history(document_id=number)
        for step in _tried(lambda number=number: project.history(document_id=number, limit=2)):
            yield "past", lambda number=number, step=step: project.past(step.id, number)
    yield "preflight", lambda: project.preflight("jsonl")


def _tried(ask: Callable[[], list[Any]]) -> list[Any]:
    try:
        return ask()[:10]
    except GlossatorError:
        return []


def changes(project: Project) -> Iterator[tuple[str, Callable[[], object]]]:
    """What writes."""
    yield "undo", project.undo
    yield "undo again", project.undo
    yield "redo", project.redo
    for number in _tried(project.document_ids)[:1]:
        yield "add", lambda number=number: project.add_span(number, 0, 2, "ORG")
    yield "import", lambda: project.import_texts([("new", "A new article.")])


@dataclass(slots=True)
class Seen:
    """What came of one file."""

    number: int
    how: str
    refused: bool = False
    partly: bool = False
    wrong: list[str] = field(default_factory=list)


def look(made: Made, number: int) -> Seen:
    """Open a file, ask it everything, close it, and see what is left."""
    seen = Seen(number, made.how)
    before, beside = made.path.read_bytes(), _names(made.path)
    wrote = made.writes and not made.read_only
    try:
        with Project.open(made.path, annotator="ada", read_only=made.read_only) as project:
            wrote = wrote and not project.read_only
            for name, ask in looks(project):
                seen.partly |= _ask(seen, name, ask)
            for name, ask in changes(project) if wrote else ():
                seen.partly |= _ask(seen, name, ask)
    except GlossatorError as error:
        seen.refused = True
        _judge(seen, "open", error)
    except Exception:
        seen.wrong.append(f"open: {traceback.format_exc(limit=-6)}")
    changed = made.path.read_bytes() != before
    quiet = "old" not in made.how and beside == {made.path.name} and not wrote
    if changed and (seen.refused or made.read_only or quiet):
        seen.wrong.append("the file was changed")
    # A backup made before a migration that could not be stays.
    left = _names(made.path) - beside - {f"{made.path.stem}.glossator-backups"}
    # Neither a log nor a journal beside it: nobody had been at work on it, so nothing new may be there.
    if seen.refused and left and beside == {made.path.name}:
        seen.wrong.append(f"left beside a refused file: {left}")
    return seen


def _names(path: Path) -> set[str]:
    return {item.name for item in path.parent.iterdir()}


def _ask(seen: Seen, name: str, ask: Callable[[], object]) -> bool:
    try:
        ask()
    except GlossatorError as error:
        _judge(seen, name, error)
        return True
    except Exception:
        seen.wrong.append(f"{name}: {traceback.format_exc(limit=-6)}")
    return False


def _judge(seen: Seen, name: str, error: GlossatorError) -> None:
    said = str(error)
    if "\n" in said or len(said) > 1_200 or not said:
        seen.wrong.append(f"{name}: no clear sentence: {said[:300]!r}")


# Workers, and who watches them


def work(folder: Path, origins: list[Path], seed: int) -> None:
    """Take numbers on standard input, a line each, and say what came of them."""
    # Most files hold the same schema, and reading it takes longer than all the rest.
    versions.parse_schema = cache(versions.parse_schema)
    resource.setrlimit(resource.RLIMIT_AS, (2 * MOST_BYTES, 2 * MOST_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    for line in sys.stdin:
        number = int(line)
        seen = look(make(number, folder, origins, seed=seed), number)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1_024
        if MOST_BYTES < peak:
            seen.wrong.append(f"memory: {peak / 1e6:.0f} MB")
        told = {"number": number, "how": seen.how, "refused": seen.refused, "partly": seen.partly, "wrong": seen.wrong}
        sys.stdout.write(json.dumps(told) + "\n")
        sys.stdout.flush()
        if seen.wrong and "memory" in seen.wrong[-1]:
            return


class Worker:
    """A process that looks at files, and the numbers it has still to do."""

    def __init__(self, place: Path, origins: list[Path], seed: int) -> None:
        self._command = [sys.executable, __file__, "--work", str(place), str(seed), *map(str, origins)]
        self.place = place
        self.waiting: list[int] = []
        self._start()

    def _start(self) -> None:
        self.place.mkdir(exist_ok=True)
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115 - it lives as long as the process
        self.process = subprocess.Popen(
            self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._errors,
            cwd=Path(__file__).resolve().parents[2],
        )  # fmt: skip
        self._begun = 0.0
        self._rest = b""

    def give(self, numbers: list[int]) -> None:
        """Further numbers to do."""
        self.waiting.extend(numbers)
        stdin = self.process.stdin
        if stdin is not None:
            with suppress(BrokenPipeError):
                stdin.write("".join(f"{number}\n" for number in numbers).encode())
                stdin.flush()

    def heard(self) -> list[dict[str, Any]]:
        """What the process has said since; crashes and hangs are told in its place."""
        stdout = self.process.stdout
        told: list[dict[str, Any]] = []
        if stdout is not None and select.select([stdout], [], [], 0)[0]:
            self._rest += os.read(stdout.fileno(), 1 << 20)
            *lines, self._rest = self._rest.split(b"\n")
            told = [json.loads(line) for line in lines]
        for item in told:
            self.waiting.remove(item["number"])
            self._begun = self._spent()
        if told or not self.waiting:
            return told
        code = self.process.poll()
        if code is not None:
            return self._gone("crash", f"exit {code}: {self._said()}")
        if MOST_SECONDS < self._spent() - self._begun:
            self.process.kill()
            return self._gone("hang", f"more than {MOST_SECONDS} s")
        return []

    def _spent(self) -> float:
        try:
            times = psutil.Process(self.process.pid).cpu_times()
        except psutil.Error:
            return 0.0
        return float(times.user + times.system)

    def _said(self) -> str:
        self._errors.seek(0)
        return self._errors.read()[-2_000:].decode(errors="replace")

    def _gone(self, what: str, why: str) -> list[dict[str, Any]]:
        self.close()
        number, *rest = self.waiting
        self.waiting = []
        self._start()
        self.give(rest)
        return [{"number": number, "how": what, "refused": False, "partly": False, "wrong": [f"{what}: {why}"]}]

    def close(self) -> None:
        """End the process."""
        for stream in (self.process.stdin, self.process.stdout):
            if stream is not None:
                with suppress(BrokenPipeError):
                    stream.close()
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(5)
        self.process.kill()
        self.process.wait()
        self._errors.close()


def run(
    count: int, *, seed: int = 0, processes: int = 2, keep: Path | None = None, origins: list[Path] | None = None
) -> Figures:
    """Look at `count` files made of the projects `origins`.

    Those with which something went wrong are kept in the folder `keep`.
    """
    began = time.monotonic()
    counts: Counter[str] = Counter(files=0, refused=0, opened=0, partly=0, crashes=0, hangs=0, writes=0, wrong=0)
    faults: list[str] = []
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(prefix="glossator-fuzz-", dir=memory if memory.is_dir() else None) as folder:
        origins = origins or bases(Path(folder))
        workers = [Worker(Path(folder) / f"worker-{number}", origins, seed) for number in range(processes)]
        waiting = iter(range(count))
        try:
            while counts["files"] < count:
                for worker in workers:
                    if len(worker.waiting) < BATCH // 2:
                        worker.give(list(islice(waiting, BATCH)))
                    for told in worker.heard():
                        _count(told, counts, faults)
                        if told["wrong"] and keep is not None:
                            _keep(told, keep, origins, seed)
                select.select([worker.process.stdout for worker in workers], [], [], 0.2)
        finally:
            for worker in workers:
                worker.close()
    seconds = time.monotonic() - began
    figures: dict[str, int | str] = {**counts, "per second": round(count / max(seconds, 0.001))}
    return Figures("fuzz", figures, seconds, tuple(faults), seed=seed)


def _count(told: dict[str, Any], counts: Counter[str], faults: list[str]) -> None:
    counts["files"] += 1
    counts["refused" if told["refused"] else "opened"] += 1
    counts["partly"] += told["partly"]
    for wrong in told["wrong"]:
        kind = {"crash": "crashes", "hang": "hangs", "the file was changed": "writes"}.get(wrong.split(":")[0], "wrong")
        counts[kind] += 1
        faults.append(f"{told['number']} ({told['how']}): {wrong}")


def _keep(told: dict[str, Any], keep: Path, origins: list[Path], seed: int) -> None:
    keep.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        made = make(told["number"], Path(folder), origins, seed=seed)
        for part in Path(folder).iterdir():
            shutil.copyfile(part, keep / part.name.replace(made.path.stem, f"{seed}-{told['number']}"))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--work"]:
        work(Path(sys.argv[2]), [Path(name) for name in sys.argv[4:]], int(sys.argv[3]))
    else:
        wanted, chosen = (int(word) for word in [*sys.argv[1:], "1000", "0"][:2])
        found = run(wanted, seed=chosen, processes=os.cpu_count() or 1, keep=Path("out/fuzz"))
        sys.stdout.write(table([found]) + "\n" + "\n".join(found.faults[:50]) + "\n")
