"""Exports: written beside the place they go to, then moved there, so that a failed one leaves nothing behind."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from glossator.annotation import LossReport
from glossator.errors import DiskError, ExportError
from glossator.exchange.base import ExportOptions, ExportSource, Format

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
    _refuse_strangers(found, out)
    unfinished = out.with_name(f".{out.name}.{os.getpid()}.unfinished")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        _remove(unfinished)
        report = found.write(source, unfinished, replace(options, destination=out.resolve()))
        if unfinished.is_dir():
            names = sorted(item.name for item in unfinished.iterdir())
            (unfinished / _LIST).write_text("\n".join(names) + "\n", encoding="utf-8")
        _replace(unfinished, out)
    except OSError as error:
        raise DiskError(f"{out} cannot be written: {error.strerror or error}. Nothing was exported.") from error
    finally:
        _remove(unfinished)
    return report


def _refuse_strangers(found: Format, out: Path) -> None:
    if found.folder and out.exists() and not out.is_dir():
        raise ExportError(f"{out} is a file, but an export to {found.name} is a folder. Choose another place.")
    if not found.folder and out.is_dir():
        raise ExportError(f"{out} is a folder, but an export to {found.name} is one file. Name the file.")
    if out.name in ("", ".", ".."):
        raise ExportError("Give the export a name of its own.")


def _replace(unfinished: Path, out: Path) -> None:
    """Put the new export where the old one was; files in a folder that are not of this export stay."""
    if not out.is_dir():
        unfinished.replace(out)
        return
    # What an earlier export left would be taken for part of this one: a stale test.spacy leaks into the new train.
    for name in _listed(out) - {item.name for item in unfinished.iterdir()}:
        _remove(out / name)
    for item in sorted(unfinished.iterdir()):
        target = out / item.name
        if target.is_dir():
            shutil.rmtree(target)
        item.replace(target)


def _listed(out: Path) -> set[str]:
    """The names that an earlier export into this folder wrote; never a path that leads out of it."""
    with suppress(OSError, UnicodeDecodeError):
        names = (out / _LIST).read_text(encoding="utf-8").split("\n")
        return {name for name in names if name and Path(name).name == name}
    return set()


def _remove(path: Path) -> None:
    with suppress(FileNotFoundError, NotADirectoryError):
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()
