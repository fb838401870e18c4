"""The installed PySide6 gives back every reference to None that it takes.

6.12.0 on Python 3.11 dropped one with every call that returns nothing, and crashed the interpreter after some
thousands. From Python 3.12 on None is immortal: its count never changes, and nothing can go wrong this way.
"""

from __future__ import annotations

import subprocess
import sys

import pytest

pytest.importorskip("PySide6")

CALLS = 10_000
NOISE = 200
"""References to None that the interpreter itself may take or give back meanwhile."""

SCRIPT = f"""
import sys
from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QImage, QPainter
thing, timer, image = QObject(), QTimer(), QImage(8, 8, QImage.Format.Format_RGB32)
painter = QPainter(image)
def call():
    thing.setObjectName("a")
    timer.setInterval(5)
    painter.drawLine(0, 0, 3, 3)
call()
before = sys.getrefcount(None)
for _ in range({CALLS}):
    call()
after = sys.getrefcount(None)
painter.end()
print(after - before)
"""


def test_none_is_not_lost() -> None:
    # In a process of its own: where the count does fall, the interpreter dies.
    done = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True, timeout=60)
    change = int(done.stdout)
    if (3, 12) <= sys.version_info:
        assert change == 0
    else:
        assert abs(change) <= NOISE
