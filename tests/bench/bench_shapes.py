"""Documents of four sizes in the real window: opening, keys, scrolling, memory; with the suggester at work and without.

Each size has a process of its own. The bare operations: a QPlainTextEdit in the same window size that shows the same
text without a single mark, and a durable commit of one row.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from glossator import Project
from glossator.annotation import Analysis, Proposal
from tests.bench.bench_store import _bare_commit
from tests.bench.figures import Row, article, milliseconds, p99, places, timed

SHAPES = (
    ("3 KB, 40 spans", 3_000, 40, 10),
    ("100 KB, 2,000 spans", 100_000, 2_000, 20),
    ("1 MB, 20,000 spans", 1_000_000, 20_000, 50),
    ("10 MB, 200,000 spans", 10_000_000, 200_000, 300),
)
"""Name, characters, spans, and the budget for opening in milliseconds."""
LABELS = ("PERSON", "ORG", "GPE", "NORP", "DATE")
_KEYS = 60
_WAITING = 60
"""Articles that the suggester has not read."""


def rows() -> list[Row]:
    """For each size what a person waits for."""
    found: list[Row] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["GLOSSATOR_STATE_DIR"] = str(folder / "state")
        for shape in SHAPES:
            path = folder / f"{shape[1]}.glossator"
            _make(path, shape)
            found += _rows_of(shape, path)
            path.unlink()
    return found


def _make(path: Path, shape: tuple[str, int, int, int]) -> None:
    name, length, count, _ = shape
    with Project.create(path, annotator="ada") as project:
        others = [(f"waiting {number}", article(3_000, seed=number)) for number in range(_WAITING)]
        texts = [(name, article(length, seed=7)), ("empty", "Nothing to see here."), *others]
        document = project.import_texts(texts).documents[0]
        found = places(project.document(document).text, count + _keys(count))
        proposals = tuple(Proposal("span", LABELS[number % 5], (place,), 0.9) for number, place in enumerate(found))
        project.record_analysis(document, Analysis("bench", "1", proposals))
        project.accept_all([item.id for item in project.suggestions(document)[:count]])


def _keys(count: int) -> int:
    """How often each key is pressed: a short article has few suggestions."""
    return min(_KEYS, count // 2)


def _rows_of(shape: tuple[str, int, int, int], path: Path) -> list[Row]:
    name, _, _, budget = shape
    quiet, busy = _measured(path, suggest=False), _measured(path, suggest=True)
    bare = quiet["commit"]
    limit = f"p99 ≤ {min(16.0, p99(bare) * 1_000 + 8):.1f} ms"
    at_work = "suggester at work" if busy["at_work"] else "SUGGESTER HAD ENDED"
    return [
        Row(f"{name}: open to first paint", milliseconds(quiet["open"]), milliseconds(quiet["plain open"]),
            p99(quiet["open"]) / p99(quiet["plain open"]), f"{budget} ms"),
        Row("  … scroll a page", milliseconds(quiet["scroll"]), milliseconds(quiet["plain scroll"]),
            p99(quiet["scroll"]) / p99(quiet["plain scroll"]), "p99 ≤ 8 ms"),
        Row("  … accept, durable and painted", milliseconds(quiet["accept"]), milliseconds(bare),
            p99(quiet["accept"]) / p99(bare), limit),
        Row("  … relabel, durable and painted", milliseconds(quiet["relabel"]), milliseconds(bare),
            p99(quiet["relabel"]) / p99(bare), limit),
        Row(f"  … accept, {at_work}", milliseconds(busy["accept"]), milliseconds(busy["commit"]),
            p99(busy["accept"]) / p99(busy["commit"]), limit),
        Row("  … memory at its peak", f"{quiet['memory']:.0f} MB", budget="200 MB" if shape[1] <= 1_000_000 else ""),
    ]  # fmt: skip


def _measured(path: Path, *, suggest: bool) -> dict[str, Any]:
    command = [sys.executable, "-m", "tests.bench.bench_shapes", str(path), str(int(suggest))]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def _measure(path: Path, *, suggest: bool) -> dict[str, Any]:
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    from glossator_desktop.main import make_application
    from glossator_desktop.window import MainWindow

    application = make_application()
    window = MainWindow(annotator="ada", suggest=suggest, back_up=False)
    window.resize(1440, 900)
    window.show()
    window.open_or_raise(path)
    application.processEvents()
    desk = window.desk
    project = desk.workspace.project
    large, empty = project.document_ids()[:2]
    found: dict[str, Any] = {"open": []}
    for _ in range(5):
        desk.workspace.open_document(empty)
        _settle(application)
        found["open"] += timed(lambda: _open_and_paint(desk, large))
    _settle(application, until=lambda: desk.workspace.document.complete)
    if suggest:
        _settle(application, until=lambda: desk.suggesting is not None and desk.suggesting.state.done, most=60)
    found["commit"] = _bare_commit(path.with_suffix(f".{int(suggest)}.bare"))
    for what, key in (("accept", Qt.Key.Key_Space), ("relabel", Qt.Key.Key_2)):

        def press(key: Qt.Key = key) -> None:
            QTest.keyClick(desk.page, key)
            _paint()

        found[what] = []
        desk.workspace.place_caret(0)
        for _ in range(_keys(len(project.layer(large).spans))):
            QTest.keyClick(desk.page, Qt.Key.Key_Tab)
            _settle(application, seconds=0.02 if suggest else 0)
            found[what] += timed(press)
    found["at_work"] = suggest and desk.suggesting is not None and desk.suggesting.state.busy
    found["scroll"] = timed(lambda: _scroll(desk.page), times=200)
    found["memory"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    text = desk.workspace.document.text
    found |= _plain(application, text, desk.page.size()) if not suggest else {}
    window.close()
    application.processEvents()
    return found


def _plain(application: Any, text: str, size: Any) -> dict[str, list[float]]:
    from PySide6.QtWidgets import QPlainTextEdit

    view = QPlainTextEdit()
    view.resize(size)
    view.show()
    found: dict[str, list[float]] = {"plain open": []}
    for _ in range(5):
        view.setPlainText("")
        application.processEvents()

        def work() -> None:
            view.setPlainText(text)
            _paint()

        found["plain open"] += timed(work)
    application.processEvents()
    found["plain scroll"] = timed(lambda: _scroll(view), times=200)
    view.close()
    return found


def _open_and_paint(desk: Any, document_id: int) -> None:
    desk.workspace.open_document(document_id)
    _paint()


def _scroll(area: Any) -> None:
    bar = area.verticalScrollBar()
    bar.setValue(0 if bar.maximum() <= bar.value() else bar.value() + bar.pageStep())
    _paint()


def _paint() -> None:
    """What has asked to be painted, and nothing else: as the event loop does before it waits."""
    from PySide6.QtCore import QCoreApplication, QEvent

    QCoreApplication.sendPostedEvents(None, QEvent.Type.UpdateRequest.value)


def _settle(application: Any, *, until: Any = None, seconds: float = 0, most: float = 30) -> None:
    """Let the event loop run: once, for a while, or until something is so."""
    begin = time.monotonic()
    while True:
        application.processEvents()
        passed = time.monotonic() - begin
        if passed >= (most if until is not None else seconds) or (until is not None and until()):
            return


if __name__ == "__main__":
    sys.stdout.write(json.dumps(_measure(Path(sys.argv[1]), suggest=sys.argv[2] == "1")) + "\n")
