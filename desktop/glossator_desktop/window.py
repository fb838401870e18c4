"""The main window: the welcome page or one open project, the theme, and what this machine remembers of both."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QByteArray, QEvent, QPoint, QRect, Qt
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QPalette,
    QResizeEvent,
)
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget

from glossator import Project
from glossator.errors import GlossatorError
from glossator_desktop.accessible_system import follow_contrast, wants_contrast
from glossator_desktop.desk import Desk
from glossator_desktop.fonts import BODY, sans
from glossator_desktop.keys import key_name
from glossator_desktop.knowledge_lists import choose_list
from glossator_desktop.panels.commands import EVERYWHERE_KEYS
from glossator_desktop.panels.files import SUFFIX, ask_copy, ask_import, ask_new_project, ask_open_project
from glossator_desktop.panels.icons import program_icon
from glossator_desktop.preferences import Memory, PaceRecord, Preferences, WindowShape, load_memory, save_memory
from glossator_desktop.rescuing import Rescuing
from glossator_desktop.sharing import Entrance, Sharing, claimed, entered
from glossator_desktop.theme import Theme, ThemeName, load_theme, palette_colours, prefer_contrast, style_sheet
from glossator_desktop.toast import Level, Toast
from glossator_desktop.welcome import Rescue, Welcome

FIRST_SIZE = (1440, 900)
SMALLEST = (480, 360)


class MainWindow(QMainWindow):
    """One window for the whole program. `state_folder` and `annotator` are the machine's own unless given."""

    def __init__(
        self,
        *,
        state_folder: Path | None = None,
        annotator: str | None = None,
        suggest: bool = True,
        back_up: bool = True,
    ) -> None:
        super().__init__()
        self._state_folder, self._annotator = state_folder, annotator
        self._suggest, self._back_up = suggest, back_up
        self.memory: Memory = load_memory(state_folder)
        self.theme: Theme = load_theme(self._theme_name())
        self.desk: Desk | None = None
        self.sharing: Sharing | None = None
        self.welcome = Welcome()
        self.stack = QStackedWidget()
        self.stack.addWidget(self.welcome)
        self.setCentralWidget(self.stack)
        self.toast = Toast(self.stack, self._toast_room)
        self.welcome.chosen.connect(self._begin)
        self.rescuing = Rescuing(self, self)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow_system)
        follow_contrast(self._follow_contrast)
        self.setWindowTitle("Glossator")
        self.setWindowIcon(program_icon())
        self.setMinimumSize(*SMALLEST)
        self.setAcceptDrops(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._restore_shape()
        self._apply_theme()
        self.show_welcome()

    # What is shown

    def show_welcome(self, error: str = "", *, rescue: Rescue | None = None) -> None:
        """Put the desk away and show the ways to start, with what went wrong if anything did, and the way back."""
        self._put_away()
        self.welcome.show_start(self.memory.recent, error=error, rescue=rescue)
        self.stack.setCurrentWidget(self.welcome)
        self.welcome.setFocus()
        self.setWindowTitle("Glossator")

    def open_project(self, path: Path) -> bool:
        """Open a project file; where that fails the welcome page says why."""
        return self._shows(path) or self._try(lambda: entered(path, annotator=self._annotator), path)

    def open_or_raise(self, path: Path) -> None:
        """Open a project file. Raises ProjectError where that cannot be."""
        self._show(entered(path, annotator=self._annotator))

    def show_project(self, project: Project) -> None:
        """Put an open project on the desk."""
        self._show(claimed(project))

    def _shows(self, path: Path) -> bool:
        """Whether this very file is open here already."""
        project = self.desk.project if self.desk is not None else None
        with suppress(OSError):
            return project is not None and project.is_in_place and path.samefile(project.path)
        return False

    def _show(self, entrance: Entrance) -> None:
        project = entrance.project
        self._put_away()
        self._remember(self.memory.with_recent(project.path.resolve()))
        desk = Desk(
            project,
            theme=self.theme,
            preferences=self.memory.preferences,
            suggest=self._suggest,
            back_up=self._back_up,
            shape=self.memory.window,
            pace=self.memory.pace.get(project.uid.hex(), PaceRecord()),
        )
        desk.said.connect(self.say)
        desk.pressed.connect(self.toast.give_way)
        desk.shell_asked.connect(self._shell)
        desk.preferences_changed.connect(self._prefer)
        self.desk = desk
        self.stack.addWidget(desk)
        self.stack.setCurrentWidget(desk)
        self.setWindowTitle(f"{project.path.stem} — Glossator")
        desk.start()
        self._share(desk, entrance)

    def _share(self, desk: Desk, entrance: Entrance) -> None:
        sharing = Sharing(desk, entrance, known=self.memory.understood)
        sharing.copy_asked.connect(self._save_copy)
        sharing.understood.connect(lambda remark: self._remember(self.memory.with_understood(remark)))
        self.sharing = sharing
        sharing.start()

    def say(self, level: Level, sentence: str) -> None:
        """Show a toast."""
        self.toast.say(level, sentence)

    def _toast_room(self) -> QRect:
        """Where the page is, or the whole window."""
        if self.desk is None:
            return self.stack.rect()
        middle = self.desk.middle
        return QRect(middle.mapTo(self.stack, QPoint(0, 0)), middle.size())

    def _put_away(self) -> None:
        desk, self.desk = self.desk, None
        if desk is None:
            return
        sharing, self.sharing = self.sharing, None
        if sharing is not None:
            sharing.stop()
        self._note_desk(desk)
        self.stack.removeWidget(desk)
        desk.shut()
        if sharing is not None:
            sharing.release()
        desk.deleteLater()

    def _try(self, opened: Callable[[], Entrance], path: Path | None = None) -> bool:
        """Show what a function opens; where it fails say so, on the welcome page if nothing else is open.

        `path` is of a project that there may be backups of.
        """
        try:
            entrance = opened()
        except GlossatorError as error:
            self.rescuing.cannot_open(error, path)
            return False
        self._show(entrance)
        return True

    # What a person asks for

    def _begin(self, way: str) -> None:
        if way.startswith("recent:"):
            self._open_recent(Path(way.removeprefix("recent:")))
        elif way.startswith("restore:"):
            self.rescuing.restore_lost(Path(way.removeprefix("restore:")))
        else:
            self._shell(f"shell.{way}")

    def _open_recent(self, path: Path) -> None:
        if not self.open_project(path) and not path.exists() and not self.rescuing.backups_of(path):
            self._remember(self.memory.without_recent(path))
            self.welcome.show_start(self.memory.recent, error=self.welcome.banner.label.text())

    def _shell(self, action: str) -> None:
        """Do one of the window's own actions."""
        handlers: dict[str, Callable[[], object]] = {
            "shell.new": self._new,
            "shell.open": self._open,
            "shell.sample": self._sample,
            "shell.restore": self.rescuing.choose,
            "shell.import": self._import,
            "shell.knowledge": self._import_list,
            "shell.welcome": self.show_welcome,
            "shell.theme": self._other_theme,
            "shell.full_screen": self._full_screen,
            "shell.quit": self.close,
        }
        handlers[action]()

    def _new(self) -> None:
        path = ask_new_project(self, self._folder() / f"Untitled{SUFFIX}")
        if path is not None:
            self._try(lambda: claimed(Project.create(path, annotator=self._annotator)))

    def _open(self) -> None:
        path = ask_open_project(self, self._folder())
        if path is not None:
            self.open_project(path)

    def _sample(self) -> None:
        from glossator.project.samples import create_sample

        path = free_path(Path.home(), "glossator-sample")
        self._try(lambda: claimed(create_sample(path, annotator=self._annotator)))

    def _save_copy(self) -> None:
        """Save what is open as another project, and go on with that: its own file is not where it was."""
        desk = self.desk
        if desk is None:
            return
        path = ask_copy(self, free_path(self._folder(), f"{desk.project.path.stem}-copy"))
        if path is None:
            return
        QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            copied = desk.workspace.run(lambda: _copied(desk.project, path))
        finally:
            QApplication.restoreOverrideCursor()
        if copied and self.open_project(path):
            self.say("info", f"Everything is in “{path.name}” now. You go on there.")

    def _import(self) -> None:
        if self.desk is not None:
            self.import_files(ask_import(self, self._folder()))

    def _import_list(self) -> None:
        if self.desk is not None:
            choose_list(self, self.desk.workspace, self._folder())

    def import_files(self, paths: list[Path]) -> None:
        """Import files into the open project, as one step, and open the first new document."""
        desk = self.desk
        if desk is None or not paths:
            return
        self.say("info", f"Importing {paths[0].name} …" if len(paths) == 1 else f"Importing {len(paths)} files …")
        self.toast.repaint()
        QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            changes = desk.workspace.run(lambda: desk.project.import_documents(paths))
        finally:
            QApplication.restoreOverrideCursor()
        if changes is not None and not changes.documents and not changes.notices:
            self.say("info", "There was nothing to import.")
        if changes is not None and changes.documents:
            desk.workspace.open_document(changes.documents[0])
            count = len(changes.documents)
            if not changes.notices:
                self.say("info", f"{count} document{'' if count == 1 else 's'} imported.")

    def _folder(self) -> Path:
        """Where file dialogs start: beside the open project, or the latest one."""
        if self.desk is not None:
            return self.desk.project.path.parent
        return Path(self.memory.recent[0]).parent if self.memory.recent else Path.home()

    def _full_screen(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    # Dropping files

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped anywhere."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """A project is opened, other files are imported."""
        event.acceptProposedAction()
        self.take_files([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])

    def take_files(self, paths: list[Path]) -> None:
        """Open a project among these files; else import them, into a new project if none is open."""
        project = next((path for path in paths if path.suffix == SUFFIX), None)
        if project is not None:
            self.open_project(project)
            return
        if self.desk is None and paths:
            self._new()
        self.import_files(paths)

    # Theme and preferences

    def _theme_name(self) -> ThemeName:
        choice = self.memory.preferences.theme
        if choice != "system":
            return choice
        dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return "dark" if dark else "light"

    def _follow_system(self) -> None:
        if self.memory.preferences.theme == "system" and self._theme_name() != self.theme.name:
            self._apply_theme()

    def _follow_contrast(self) -> None:
        prefer_contrast(wants_contrast())
        self._apply_theme()

    def _other_theme(self) -> None:
        other: ThemeName = "light" if self.theme.dark else "dark"
        self._prefer(replace(self.memory.preferences, theme=other))

    def _prefer(self, preferences: Preferences) -> None:
        """Take on preferences and remember them."""
        self._remember(replace(self.memory, preferences=preferences))
        if self._theme_name() != self.theme.name:
            self._apply_theme()
        if self.desk is not None:
            self.desk.set_preferences(preferences)

    def _apply_theme(self) -> None:
        self.theme = load_theme(self._theme_name())
        QApplication.setPalette(_palette(self.theme))
        self.setFont(sans(BODY))
        self.setStyleSheet(style_sheet(self.theme))
        self.welcome.set_theme(self.theme)
        self.toast.set_theme(self.theme)
        if self.desk is not None:
            self.desk.set_theme(self.theme)

    # Remembering

    def _remember(self, memory: Memory) -> None:
        self.memory = memory
        save_memory(memory, self._state_folder)

    def _note_desk(self, desk: Desk) -> None:
        left, right = desk.body.widths
        shape = replace(self._shape(), left=left, right=right, tab=desk.aside.tab)
        pace = {**self.memory.pace, desk.project.uid.hex(): desk.feed.pace.record}
        self._remember(replace(self.memory, window=shape, pace=pace))

    def _shape(self) -> WindowShape:
        geometry = bytes(self.saveGeometry().toBase64().data()).decode("ascii")
        return replace(self.memory.window, geometry=geometry)

    def _restore_shape(self) -> None:
        geometry = self.memory.window.geometry
        if not geometry or not self.restoreGeometry(QByteArray.fromBase64(geometry.encode("ascii"))):
            room = QGuiApplication.primaryScreen().availableGeometry()
            self.resize(min(FIRST_SIZE[0], room.width()), min(FIRST_SIZE[1], room.height()))

    # Qt events

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The toast stays at the foot."""
        super().resizeEvent(event)
        if self.toast.isVisible():
            self.toast.place()

    def changeEvent(self, event: QEvent) -> None:
        """Back from another program: what that did shows at once."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow() and self.sharing is not None:
            self.sharing.look()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that nothing inside took: the window's own work from anywhere."""
        action = EVERYWHERE_KEYS.get(key_name(event), "")
        if self.desk is None and action in ("shell.open", "shell.quit", "shell.full_screen"):
            self._shell(action)
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Everything is saved already; remember the shape, leave no process behind."""
        self.hide()
        self._remember(replace(self.memory, window=self._shape()))
        self.rescuing.restoring.wait()
        self._put_away()
        super().closeEvent(event)


def free_path(folder: Path, stem: str) -> Path:
    """A path for a new project in a folder: `stem`, or `stem-2` … where that is taken."""
    number = 1
    while (path := folder / f"{stem}{'' if number == 1 else f'-{number}'}{SUFFIX}").exists():
        number += 1
    return path


def _copied(project: Project, path: Path) -> bool:
    project.backup(path)
    return True


def _palette(theme: Theme) -> QPalette:
    """Qt's palette in the theme's colours, for what style sheets do not reach."""
    palette = QPalette()
    for role, colour in palette_colours(theme).items():
        palette.setColor(QPalette.ColorRole[role], colour)
    return palette
