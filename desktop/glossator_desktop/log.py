"""Where things that go wrong are written down: Python's log, Qt's messages, and errors nobody caught."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Callable
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

OURS = ("glossator", "glossator_desktop")
"""The loggers of our packages."""

log = logging.getLogger("glossator_desktop")
qt_log = logging.getLogger("glossator_desktop.qt")

LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}
HARMLESS = ("This plugin does not support propagateSizeHints()", "This plugin does not support raise()")
"""What the offscreen platform says of itself."""


def log_to(folder: Path) -> Path | None:
    """Write the log to `glossator.log` in a folder, at most two files of 1 MB; None where the disk refuses."""
    path = folder / "glossator.log"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(path, maxBytes=1_000_000, backupCount=1, encoding="utf-8", delay=True)
    except OSError:
        return None
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    for name in OURS:
        logger = logging.getLogger(name)
        logger.addHandler(handler)
        logger.setLevel(logging.INFO)
    return path


def hear_qt() -> Callable[[], None]:
    """Send Qt's own messages to the log; returns how to stop."""
    before = qInstallMessageHandler(_qt_message)

    def stop() -> None:
        qInstallMessageHandler(before)

    return stop


def _qt_message(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    if message not in HARMLESS:
        qt_log.log(LEVELS.get(kind, logging.WARNING), "%s", message)


def catch_all(tell: Callable[[str], None]) -> Callable[[], None]:
    """From now on an error that nobody caught is logged and told to the user; returns how to stop.

    A `KeyboardInterrupt` goes its usual way.
    """
    before, before_threads = sys.excepthook, threading.excepthook

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            before(kind, error, trace)
            return
        log.critical("An error that nobody caught", exc_info=(kind, error, trace))
        tell(
            f"Something went wrong that should not have: {kind.__name__}. What you saved is safe; the log has details."
        )

    def thread_hook(failure: threading.ExceptHookArgs) -> None:
        log.critical("An error in a thread", exc_info=(failure.exc_type, failure.exc_value, failure.exc_traceback))  # type: ignore[arg-type]

    sys.excepthook = hook
    threading.excepthook = thread_hook

    def stop() -> None:
        sys.excepthook, threading.excepthook = before, before_threads

    return stop
