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
    for item in sorted(unfinished.iterdir()):
        target = out / item.name
        if target.is_dir():
            shutil.rmtree(target)
        item.replace(target)


def _remove(path: Path) -> None:
    with suppress(FileNotFoundError):
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()
