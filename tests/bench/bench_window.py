"""The window: opening a stored document, a key to its painted result, start-up, memory."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

from glossator import Project
from glossator.annotation import Analysis, Proposal
from tests.bench.bench_store import _bare_commit
from tests.bench.figures import Row, article, milliseconds, p99, places, timed

SHAPES = (("3 KB", 3_000, 40, "10 ms"), ("100 KB, 2,000 spans", 100_000, 2_000, "20 ms"),
          ("1 MB, 20,000 spans", 1_000_000, 20_000, "50 ms"))  # fmt: skip
LABELS = ("PERSON", "ORG", "GPE", "NORP", "DATE")


def rows() -> list[Row]:
    """Everything that a person waits for."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["GLOSSATOR_STATE_DIR"] = str(folder / "state")
        path = folder / "shapes.glossator"
        _make(path)
        return [*_in_window(path, _bare_commit(folder / "bare.db")), *_starting(path)]


def _make(path: Path) -> None:
    with Project.create(path, annotator="ada") as project:
        texts = [(name, article(length, seed=number)) for number, (name, length, _, _) in enumerate(SHAPES)]
        texts.append(("empty", "Nothing to see here."))
        for document_id, (_, _, count, _) in zip(project.import_texts(texts).documents, SHAPES, strict=False):
            found = places(project.document(document_id).text, count + count // 10)
            proposals = tuple(Proposal("span", LABELS[number % 5], (place,), 0.9) for number, place in enumerate(found))
            project.record_analysis(document_id, Analysis("bench", "1", proposals))
            project.accept_all([item.id for item in project.suggestions(document_id)[:count]])


def _in_window(path: Path, bare: list[float]) -> list[Row]:
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    from glossator_desktop.main import make_application
    from glossator_desktop.window import MainWindow

    application = make_application()
    window = MainWindow(annotator="ada", suggest=False, back_up=False)
    window.resize(1440, 900)
    window.show()
    window.open_or_raise(path)
    application.processEvents()
    desk = window.desk
    result: list[Row] = []
    ids = desk.workspace.project.document_ids()
    for document_id, (name, _, _, budget) in zip(ids, SHAPES, strict=False):
        times: list[float] = []
        for _ in range(5):
            desk.workspace.open_document(ids[-1])
            application.processEvents()
            times += timed(lambda number=document_id: _open_and_paint(desk, number))  # type: ignore[misc]
        result.append(Row(f"open {name}, to first paint", milliseconds(times), budget=budget))
    application.processEvents()
    desk.workspace.place_caret(900_000)
    pressed = {"accept": Qt.Key.Key_Space, "relabel": Qt.Key.Key_2}
    for what, key in pressed.items():

        def press(key: Qt.Key = key) -> None:
            QTest.keyClick(desk.page, key)
            desk.page.viewport().repaint()

        times = []
        for _ in range(120):
            QTest.keyClick(desk.page, Qt.Key.Key_Tab)
            application.processEvents()
            times += timed(press)
        result.append(
            Row(f"{what}, durable and painted, 1 MB document", milliseconds(times), milliseconds(bare),
                p99(times) / p99(bare), f"p99 ≤ {p99(bare) * 1_000 + 8:.1f} ms")
        )  # fmt: skip
    scrolled = timed(lambda: _scroll(desk), times=200)
    result.append(Row("scroll a page on it", milliseconds(scrolled), budget="p99 ≤ 8 ms"))
    desk.workspace.open_document(ids[0])
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    result.append(Row("memory, this process at its peak", f"{memory:.0f} MB", budget="200 MB"))
    window.close()
    application.processEvents()
    return result


def _open_and_paint(desk: object, document_id: int) -> None:
    desk.workspace.open_document(document_id)  # type: ignore[attr-defined]
    desk.page.viewport().repaint()  # type: ignore[attr-defined]


def _scroll(desk: object) -> None:
    bar = desk.page.verticalScrollBar()  # type: ignore[attr-defined]
    bar.setValue(0 if bar.maximum() <= bar.value() else bar.value() + bar.pageStep())
    desk.page.viewport().repaint()  # type: ignore[attr-defined]


_START = """
import sys, time
begin = time.perf_counter()
from pathlib import Path
from glossator_desktop.main import make_application
from glossator_desktop.window import MainWindow
application = make_application()
window = MainWindow(annotator="ada", suggest=False, back_up=False)
window.show()
window.open_or_raise(Path(sys.argv[1]))
application.processEvents()
print(time.perf_counter() - begin)
"""
_BARE = """
import time
begin = time.perf_counter()
from PySide6.QtWidgets import QApplication, QMainWindow
application = QApplication([])
window = QMainWindow()
window.show()
application.processEvents()
print(time.perf_counter() - begin)
"""


def _starting(path: Path) -> list[Row]:
    ours = [_run(_START, str(path)) for _ in range(4)][1:]
    bare = [_run(_BARE) for _ in range(4)][1:]
    return [Row("window usable after start", milliseconds(ours), milliseconds(bare), min(ours) / min(bare), "1,000 ms")]


def _run(script: str, *arguments: str) -> float:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments], capture_output=True, text=True, check=True, env=environment
    )
    return float(done.stdout)
