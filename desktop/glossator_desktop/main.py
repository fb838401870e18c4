"""Starting the window: what the command line calls, through the entry point `glossator.window`."""

from __future__ import annotations

import signal
import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from glossator_desktop.accessible_system import keep_still, sized_application, wants_contrast
from glossator_desktop.display import require_display
from glossator_desktop.fonts import BODY, sans
from glossator_desktop.idle import collect_when_idle
from glossator_desktop.log import catch_all, hear_qt, log_to
from glossator_desktop.preferences import state_folder
from glossator_desktop.theme import prefer_contrast
from glossator_desktop.window import MainWindow


def start(project: Path | None = None, *, annotator: str | None = None) -> int:
    """Show the window with that project, the last one, or the welcome page; returns the exit code.

    A project that cannot be opened is said on the welcome page. Raises NoDisplayError where there is no screen.
    """
    require_display()
    application = sized_application(make_application)
    prefer_contrast(wants_contrast())
    log_to(state_folder())
    stop_hearing = hear_qt()
    window = MainWindow(annotator=annotator)
    stop_catching = catch_all(lambda sentence: window.say("error", sentence))
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    path = project or last_project(window)
    window.show()
    if path is not None:
        window.open_project(path)
    try:
        return application.exec()
    finally:
        stop_catching()
        stop_hearing()


def make_application() -> QApplication:
    """The one QApplication, in our fonts; the one there is, if there is one."""
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        application = QApplication([sys.argv[0] if sys.argv else "glossator"])
    application.setApplicationName("Glossator")
    application.setDesktopFileName("glossator")
    application.setStyle("Fusion")
    application.setFont(sans(BODY))
    keep_still(application)
    collect_when_idle()
    return application


def last_project(window: MainWindow) -> Path | None:
    """The project of last time, if its file is still there."""
    recent = window.memory.recent
    return Path(recent[0]) if recent and Path(recent[0]).exists() else None
