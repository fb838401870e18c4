from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from glossator import Project
from glossator_desktop.idle import Idle


def test_the_log_file_moves_into_the_project_when_nobody_is_there(qtbot: QtBot, tmp_path: Path) -> None:
    owner = QObject()
    with Project.create(tmp_path / "idle.glossator", annotator="ada") as project:
        document = project.import_texts([("a", "Byron left London.")]).documents[0]
        idle = Idle(project, owner)
        project.add_span(document, 0, 5, "PERSON")
        log = Path(f"{project.path}-wal")
        assert log.stat().st_size
        idle.stirred()
        idle.tidy()
        assert log.stat().st_size
        idle.stirred(changed=True)
        idle.tidy()
        assert not log.stat().st_size
