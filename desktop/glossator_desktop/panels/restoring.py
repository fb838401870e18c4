"""Backups as lists show them: rows of the welcome page, choices of the card."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from glossator.store.backups import BY_HAND, ROTATING, Backup, Facts, Shelf, look, size_in_words
from glossator_desktop.panels.chooser import Choice

MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True)
class Offered:
    """A backup that can be restored: when it was made, in this computer's time, what is in it, and why it was made."""

    path: Path
    when: str
    detail: str
    reason: str = ""
    readable: bool = True


def offered(project: Path) -> list[Offered]:
    """The backups of a project, the latest first. Raises DiskError where their folder cannot be read."""
    return [_offered(backup, look(backup.path)) for backup in Shelf(project).list()]


def _offered(backup: Backup, facts: Facts | None) -> Offered:
    reason = reason_in_words(backup.reason)
    if facts is None:
        return Offered(backup.path, when(backup.time), "cannot be read", reason, readable=False)
    count = f"{facts.documents:,} document{'' if facts.documents == 1 else 's'}"
    detail = _joined(size_in_words(backup.size), facts.words, count)
    return Offered(backup.path, when(backup.time), detail, reason)


def when(moment: datetime) -> str:
    """A moment with its zone as the clock on this wall has it: 21 Nov 2026 14:32."""
    local = moment.astimezone()
    return f"{local.day} {MONTHS[local.month - 1]} {local.year} {local:%H:%M}"


def reason_in_words(reason: str) -> str:
    """Why a backup was made, where that is anything special."""
    known = {ROTATING: "", BY_HAND: "made by hand"}
    version = re.fullmatch(r"before-format-(\d+)", reason)
    if version:
        return f"before the change to format {version[1]}"
    return known.get(reason, "put there by somebody")


def backup_choices(backups: Sequence[Offered]) -> list[Choice]:
    """The backups as the card lists them; those that cannot be read come last and cannot be chosen."""
    return [
        Choice(str(one.path), _joined(one.when, one.reason), one.detail, enabled=one.readable, also=one.detail)
        for one in backups
    ]


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
