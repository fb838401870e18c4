"""Exports: written beside the place they go to, then moved there, so that a failed one leaves nothing behind."""

from __future__ import annotations

import os
import shutil
import stat
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from glossator.annotation import LossReport
from glossator.errors import DiskError, ExportError
from glossator.exchange.base import ExportOptions, ExportSource, Format
from glossator.store.guard import is_sqlite

_LIST = ".glossator-export"
"""In an exported folder: the names of what the export wrote there."""


def write(found: Format, source: ExportSource, out: Path, options: ExportOptions) -> LossReport:
    """Export to `out`, whole or not at all.

    Raises:
        ExportError: the format cannot be written, or something else stands at `out`.
        DiskError: the disk is full or failing.
    """
    if not found.writes:
        raise ExportError(f"The format {found.name} can be read but not written.")
    # Where a link leads, so that the link stays one. Not out's own name: that may be as long as a name can be.
    target = Path(os.path.realpath(out))
    unfinished = target.with_name(f".glossator-export.{os.getpid()}.unfinished")
    try:
        _refuse_strangers(found, out)
        target.parent.mkdir(parents=True, exist_ok=True)
        _remove(unfinished)
        report = found.write(source, unfinished, replace(options, destination=target))
        if unfinished.is_dir():
            names = sorted(item.name for item in unfinished.iterdir())
            (unfinished / _LIST).write_text("\n".join(names) + "\n", encoding="utf-8")
        _replace(unfinished, target)
    except OSError as error:
        raise DiskError(f"{out} cannot be written: {error.strerror or error}. Nothing was exported.") from error
    finally:
        with suppress(OSError):
            _remove(unfinished)
    return report


def _refuse_strangers(found: Format, out: Path) -> None:
    if out.name in ("", ".", ".."):
        raise ExportError("Give the export a name of its own.")
    try:
        mode = out.stat().st_mode
    except FileNotFoundError:
        return
    if stat.S_ISDIR(mode):
        if not found.folder:
            raise ExportError(f"{out} is a folder, but an export to {found.name} is one file. Name the file.")
        return
    if found.folder:
        raise ExportError(f"{out} is a file, but an export to {found.name} is a folder. Choose another place.")
    if not stat.S_ISREG(mode):
        raise ExportError(f"{out} is a device or a pipe, not a file. Choose another place.")
    if is_sqlite(out):
        raise ExportError(f"{out} is a project or another SQLite file; an export never replaces one.")


def _replace(unfinished: Path, out: Path) -> None:
    """Put the new export where the old one was; files in a folder that are not of this export stay."""
    if not out.is_dir():
        unfinished.replace(out)
        return
    # What an earlier export left would be taken for part of this one: a stale test.spacy leaks into the new train.
    earlier = _listed(out)
    new = sorted(unfinished.iterdir())
    for item in new:
        present = out / item.name
        if item.name not in earlier and present.exists() and (present.is_dir() or item.is_dir()):
            raise ExportError(f"{present} is in the way, and no export has made it. Nothing was exported.")
    for name in earlier - {item.name for item in new}:
        _remove(out / name)
    for item in new:
        if (out / item.name).is_dir():
            _remove(out / item.name)
        item.replace(out / item.name)


def _listed(out: Path) -> set[str]:
    """The names that an earlier export into this folder wrote; never a path that leads out of it."""
    with suppress(OSError, UnicodeDecodeError):
        names = (out / _LIST).read_text(encoding="utf-8").split("\n")
        return {name for name in names if name and Path(name).name == name}
    return set()


def _remove(path: Path) -> None:
    with suppress(FileNotFoundError, NotADirectoryError):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()
