"""The window: from the start of the process until it can be used."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from glossator import Project
from tests.bench.figures import Row, article, milliseconds


def rows() -> list[Row]:
    """With an article of 3 KB, in a process of its own each time; the first run warms the disk cache."""
    with tempfile.TemporaryDirectory() as name:
        os.environ["GLOSSATOR_STATE_DIR"] = str(Path(name) / "state")
        path = Path(name) / "news.glossator"
        with Project.create(path, annotator="ada") as project:
            project.import_texts([("article", article(3_000, seed=1))])
        return _starting(path)


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
