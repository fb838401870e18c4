"""The way back to a backup, from the window: which ones there are, which one is meant, and what came of it."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject

from glossator.errors import GlossatorError, NotAProjectError, ProjectDamagedError, ProjectNotFoundError
from glossator.store.backups import Restored
from glossator_desktop.desk import Desk
from glossator_desktop.panels.notice import Notice, NoticeAction
from glossator_desktop.panels.restoring import Offered, backup_choices, offered
from glossator_desktop.restoring import Restoring, Wish, restored_sentence
from glossator_desktop.toast import Level
from glossator_desktop.welcome import Rescue, Welcome

LOST = (ProjectDamagedError, ProjectNotFoundError, NotAProjectError)
"""Why a project cannot be opened that a backup would mend."""
SLOT = "restored"


class Host(Protocol):
    """What is needed of the window."""

    @property
    def desk(self) -> Desk | None: ...
    @property
    def welcome(self) -> Welcome: ...
    def show_welcome(self, error: str = "", *, rescue: Rescue | None = None) -> None: ...
    def open_project(self, path: Path) -> bool: ...
    def say(self, level: Level, sentence: str) -> None: ...


class Rescuing(QObject):
    """Offers backups on the welcome page for what cannot be opened, and on the card for the open project."""

    def __init__(self, host: Host, parent: QObject) -> None:
        super().__init__(parent)
        self._host = host
        self._lost: Path | None = None
        self.restoring = Restoring(self)
        self.restoring.done.connect(self._restored)
        self.restoring.failed.connect(self._not_restored)

    def backups_of(self, project: Path) -> list[Offered]:
        """What there is; nothing where the folder cannot be read, which is said."""
        try:
            return offered(project)
        except GlossatorError as error:
            self._host.say("error", str(error))
            return []

    def cannot_open(self, error: GlossatorError, path: Path | None) -> None:
        """Say why, and offer the backups of what is damaged or gone; `path` is of a project that may have some."""
        lost = path is not None and isinstance(error, LOST)
        backups = self.backups_of(path) if lost and path is not None else []
        self._lost = path
        if self._host.desk is None:
            self._host.show_welcome(str(error), rescue=_rescue(path, backups))
            return
        self._host.say("error", str(error))
        if backups and path is not None:
            self._ask(f"“{path.stem}” cannot be opened. Restore which backup?", path, backups, in_place=True)

    def restore_lost(self, backup: Path) -> None:
        """Restore what could not be opened."""
        project = self._lost
        found = [one for one in self.backups_of(project) if one.path == backup] if project is not None else []
        if project is not None and found:
            self._start(found[0], project, in_place=True)

    def choose(self) -> None:
        """Choose a backup of the open project."""
        if self._host.desk is None:
            return
        path = self._host.desk.project.path
        backups = self.backups_of(path)
        if backups:
            self._ask("Restore which backup? It becomes a project of its own.", path, backups, in_place=False)
        else:
            sentence = f"There are no backups of “{path.stem}” yet. One is made soon after a project is opened."
            self._host.say("info", sentence)

    def _ask(self, prompt: str, project: Path, backups: list[Offered], *, in_place: bool) -> None:
        known = {str(one.path): one for one in backups}

        def chosen(name: str) -> None:
            self._start(known[name], project, in_place=in_place)

        if self._host.desk is not None:
            self._host.desk.overlays.chooser.ask(prompt, backup_choices(backups), chosen)

    def _start(self, backup: Offered, project: Path, *, in_place: bool) -> None:
        sentence = f"Restoring the backup of {backup.when} …"
        if self._host.desk is None:
            self._host.welcome.show_busy(sentence)
        else:
            self._host.say("info", sentence)
        self.restoring.start(Wish(backup.path, project, in_place=in_place, when=backup.when))

    def _restored(self, wish: Wish, restored: Restored) -> None:
        if not self._host.open_project(restored.project):
            return
        sentence = restored_sentence(wish, restored)
        if restored.kept is None or self._host.desk is None:
            self._host.say("info", sentence)
            return
        # Where the damaged file is has to be read, and perhaps written down.
        notices = self._host.desk.notices
        done = NoticeAction("", "All right", lambda: notices.set_notice(SLOT, None))
        notices.set_notice(SLOT, Notice("info", sentence, (done,)))

    def _not_restored(self, wish: Wish, sentence: str) -> None:
        if self._host.desk is None:
            self._host.show_welcome(sentence, rescue=_rescue(wish.project, self.backups_of(wish.project)))
        else:
            self._host.say("error", sentence)


def _rescue(project: Path | None, backups: list[Offered]) -> Rescue | None:
    return Rescue(project.stem, tuple(backups)) if project is not None and backups else None
