from __future__ import annotations

import logging
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QMessageLogContext, QtMsgType

from glossator_desktop import log as module
from glossator_desktop.log import OURS, catch_all, log_to


def test_an_error_nobody_caught_is_logged_and_told(caplog: pytest.LogCaptureFixture) -> None:
    told: list[str] = []
    stop = catch_all(told.append)
    try:
        error = ValueError("the inside")
        sys.excepthook(ValueError, error, None)
    finally:
        stop()
    assert "ValueError" in told[0]
    assert "the inside" in caplog.text
    caplog.clear()


def test_an_error_in_a_thread_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    stop = catch_all(lambda sentence: None)
    try:
        thread = threading.Thread(target=lambda: 1 / 0)
        thread.start()
        thread.join()
    finally:
        stop()
    assert "ZeroDivisionError" in caplog.text
    caplog.clear()


def test_the_hooks_are_given_back() -> None:
    before = sys.excepthook, threading.excepthook
    catch_all(lambda sentence: None)()
    assert (sys.excepthook, threading.excepthook) == before


def test_the_log_goes_to_a_file(tmp_path: Path) -> None:
    path = log_to(tmp_path / "new")
    assert path is not None
    loggers = [logging.getLogger(name) for name in OURS]
    handler = loggers[0].handlers[-1]
    try:
        for logger in loggers:
            logger.info("a line of %s", logger.name)
        written = path.read_text(encoding="utf-8")
        assert all(f"a line of {name}" in written for name in OURS)
    finally:
        for logger in loggers:
            logger.removeHandler(handler)
            logger.setLevel(logging.NOTSET)
        handler.close()


def test_a_disk_that_refuses_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert log_to(tmp_path / "file") is None


def test_qts_messages_go_to_the_log(caplog: pytest.LogCaptureFixture) -> None:
    module._qt_message(QtMsgType.QtWarningMsg, QMessageLogContext(), "something odd")
    module._qt_message(QtMsgType.QtWarningMsg, QMessageLogContext(), module.HARMLESS[0])
    assert [record.message for record in caplog.records] == ["something odd"]
    caplog.clear()
