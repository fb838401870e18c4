"""Pictures of the real window, drawn where there is no screen: for the manual, for tests, for machines without one."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal, TypeAlias, get_args

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QGuiApplication

from glossator import Project
from glossator.errors import DiskError, VerbError
from glossator.store.database import raw_snapshot
from glossator.store.guard import is_sqlite
from glossator_desktop.log import hear_qt
from glossator_desktop.main import make_application
from glossator_desktop.preferences import Memory, Preferences, save_memory
from glossator_desktop.theme import ThemeName
from glossator_desktop.window import MainWindow

State: TypeAlias = Literal[
    "page", "welcome", "palette", "keys", "find", "open", "preferences", "guideline", "spans", "event", "hint"
]
"""What the picture shows: the page as it opens, or with that part of the window open."""

KEYS: dict[str, tuple[str, ...]] = {"event": ("T", "E", "1"), "hint": ("F",)}
SIZE = (1440, 900)


def render(
    project: Path | None,
    out: Path,
    *,
    document: int | str | None = None,
    theme: ThemeName = "light",
    size: tuple[int, int] = SIZE,
    state: State = "page",
    keys: Sequence[str] = (),
    annotator: str | None = None,
) -> Path:
    """Draw the window with a project (None: the welcome page) into a PNG file; returns its path.

    `document` is an id or a name; by default the one this annotator was in.
    `size` is in pixels; `keys` are pressed in the page after it has opened, by DESIGN's names. It works on a copy, so
    the project stays as it is whatever they do; the suggester is not started.

    Raises:
        ProjectError: the project cannot be opened.
        VerbError: there is no such document, or no such theme.
        DiskError: the picture cannot be written.
    """
    with _window(project, theme=theme, size=size, annotator=annotator) as window:
        desk = window.desk
        if desk is not None:
            if document is not None:
                desk.workspace.open_document(_document_id(desk.project, document))
            for key in (*KEYS.get(state, ()), *keys):
                desk.workspace.press(key, key.lower() if len(key) == 1 else "")
            if state in ("palette", "keys", "find", "open", "preferences", "guideline"):
                desk.open_panel(state)
            elif state == "spans":
                desk.aside.show_tab("spans")
            desk.feed.catch_up()
        settle()
        picture = window.grab()
        out.parent.mkdir(parents=True, exist_ok=True)
        if not picture.save(str(out), "PNG"):
            raise DiskError(f"The picture cannot be written to {out}. Is there room, and may you write there?")
    return out


def settle() -> None:
    """Let everything lay itself out and paint."""
    for _ in range(4):
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, int(QEvent.Type.LayoutRequest.value))


def _document_id(project: Project, document: int | str) -> int:
    for summary in project.document_list():
        if document in (summary.id, summary.name):
            return summary.id
    raise VerbError(f"{project.path.name} has no document {document!r}.")


def copied(project: Path, folder: Path) -> Path:
    """A copy of a project, with what its log holds, in a folder; the path as it is where there is nothing to copy."""
    if not is_sqlite(project):
        return project
    target = folder / project.name
    raw_snapshot(project, target)
    return target


@contextmanager
def _window(
    project: Path | None, *, theme: ThemeName, size: tuple[int, int], annotator: str | None
) -> Iterator[MainWindow]:
    if theme not in get_args(ThemeName):
        raise VerbError(f"There is no theme {theme!r}. There are: {', '.join(get_args(ThemeName))}.")
    if QGuiApplication.instance() is None:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        hear_qt()
    application = make_application()
    with TemporaryDirectory(prefix="glossator-picture-") as folder:
        state_folder = Path(folder) / "state"
        save_memory(replace(Memory(), preferences=Preferences(theme=theme)), state_folder)
        window = MainWindow(state_folder=state_folder, annotator=annotator, suggest=False, back_up=False)
        try:
            window.resize(*size)
            window.show()
            if project is not None:
                window.open_or_raise(copied(project, Path(folder)))
            settle()
            yield window
        finally:
            window.close()
            QCoreApplication.sendPostedEvents(None, int(QEvent.Type.DeferredDelete.value))
            application.processEvents()
