"""File dialogs. They are the system's own, except where there is no screen."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

SUFFIX = ".glossator"
PICTURES = "SVG (*.svg);;PNG (*.png)"
PROJECTS = f"Glossator projects (*{SUFFIX});;All files (*)"


def _options() -> QFileDialog.Option:
    headless = QGuiApplication.platformName() in ("offscreen", "minimal", "vnc")
    return QFileDialog.Option.DontUseNativeDialog if headless else QFileDialog.Option(0)


def ask_open_project(parent: QWidget, folder: Path) -> Path | None:
    """A project file to open; None where the person thought better of it."""
    name, _ = QFileDialog.getOpenFileName(parent, "Open a project", str(folder), PROJECTS, options=_options())
    return Path(name) if name else None


def ask_new_project(parent: QWidget, suggested: Path) -> Path | None:
    """Where to make a new project; the suffix is added where it is missing."""
    name, _ = QFileDialog.getSaveFileName(parent, "New project", str(suggested), PROJECTS, options=_options())
    return with_suffix(Path(name)) if name else None


def ask_copy(parent: QWidget, suggested: Path) -> Path | None:
    """Where to save a copy of a project; the suffix is added where it is missing."""
    name, _ = QFileDialog.getSaveFileName(parent, "Save a copy", str(suggested), PROJECTS, options=_options())
    return with_suffix(Path(name)) if name else None


def ask_import(parent: QWidget, folder: Path) -> list[Path]:
    """Files to import."""
    names, _ = QFileDialog.getOpenFileNames(parent, "Import files", str(folder), imported_kinds(), options=_options())
    return [Path(name) for name in names]


def imported_kinds() -> str:
    """The kinds of files that can be imported, as a file dialog lists them; every file first, for texts of any name."""
    from glossator.exchange.readers.kinds import KINDS

    listed = [f"{kind.title} ({' '.join(f'*{suffix}' for suffix in kind.suffixes)})" for kind in KINDS]
    return ";;".join(("All files (*)", *listed))


def ask_list(parent: QWidget, folder: Path) -> Path | None:
    """A list of names to take in; None where the person thought better of it."""
    title, kinds = "Import a list of names", "Lists (*.csv *.tsv *.txt);;All files (*)"
    name, _ = QFileDialog.getOpenFileName(parent, title, str(folder), kinds, options=_options())
    return Path(name) if name else None


def ask_save(parent: QWidget, title: str, suggested: Path) -> Path | None:
    """Where to write a file."""
    name, _ = QFileDialog.getSaveFileName(parent, title, str(suggested), "All files (*)", options=_options())
    return Path(name) if name else None


def ask_picture(parent: QWidget, suggested: Path) -> Path | None:
    """Where to save a picture; the kind chosen becomes its suffix where the name has none."""
    title = "Save as a picture"
    name, kind = QFileDialog.getSaveFileName(parent, title, str(suggested), PICTURES, options=_options())
    if not name:
        return None
    path = Path(name)
    suffix = ".png" if "png" in kind.casefold() else ".svg"
    return path if path.suffix.casefold() in (".svg", ".png") else path.with_name(path.name + suffix)


def ask_folder(parent: QWidget, title: str, suggested: Path) -> Path | None:
    """Where to write a folder: the folder named, whether it exists or not."""
    dialog = QFileDialog(parent, title, str(suggested.parent))
    dialog.setOptions(_options() | QFileDialog.Option.ShowDirsOnly)
    dialog.setFileMode(QFileDialog.FileMode.AnyFile)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.selectFile(suggested.name)
    chosen = dialog.selectedFiles() if dialog.exec() else []
    dialog.deleteLater()
    return Path(chosen[0]) if chosen else None


def with_suffix(path: Path) -> Path:
    """The path with the suffix of projects."""
    return path if path.suffix == SUFFIX else path.with_name(path.name + SUFFIX)
