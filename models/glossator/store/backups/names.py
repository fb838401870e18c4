"""What backups are called: `news 2026-11-21 14-32-05 +0100 by-hand.glossator`. Pure functions, nothing imported.

A name carries the time on the wall with its distance from UTC: a person reads the first, and the second makes it one
moment, also where clocks go back an hour and where a laptop crosses time zones.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Final

ROTATING: Final = ""
"""Reason of a backup that makes room for later ones; it is not written into the name."""
BY_HAND: Final = "by-hand"
"""Reason of a backup that somebody asked for: it stays."""
SUFFIX: Final = ".glossator"

_LONGEST: Final = 150
"""Bytes of the project's name in a backup's; most file systems take 255 for the whole."""
_STAMP: Final = "%Y-%m-%d %H-%M-%S %z"
_NAME: Final = re.compile(
    r".+ (?P<stamp>\d{4}-\d\d-\d\d \d\d-\d\d-\d\d [+-]\d{4})(?: (?P<reason>by-hand|before-format-\d+))?\.glossator",
    re.DOTALL,
)


def before_format(version: int) -> str:
    """Reason of the backup made before a project is brought to another format: it stays."""
    return f"before-format-{version}"


def stamp(time: datetime) -> str:
    """A moment as a file name has it, to the second. A time without a zone is taken to be this computer's."""
    local = time.astimezone() if time.tzinfo is None else time
    offset = local.utcoffset()
    if offset is None or offset.total_seconds() % 60:
        local = local.astimezone(UTC)
    return local.strftime("%Y-%m-%d %H-%M-%S ") + local.strftime("%z")


def backup_name(stem: str, time: datetime, reason: str = ROTATING) -> str:
    """The file name of a backup of the project called `stem`, made at `time`."""
    words = (shortened(stem), stamp(time), reason)
    return " ".join(word for word in words if word) + SUFFIX


def read_name(name: str) -> tuple[datetime, str] | None:
    """The moment and the reason that a backup's name tells; None for a name that is not ours."""
    found = _NAME.fullmatch(name)
    if found is None:
        return None
    try:
        return datetime.strptime(found["stamp"], _STAMP), found["reason"] or ROTATING
    except ValueError:  # the 31st of February, or a zone a day and more away
        return None


def stem_of(name: str) -> str:
    """A project's name without its suffix."""
    return name.removesuffix(SUFFIX) or name


def shortened(stem: str) -> str:
    """As much of a project's name as fits into the name of a backup."""
    raw = stem.encode("utf-8", "surrogateescape")
    if len(raw) <= _LONGEST:
        return stem
    return raw[:_LONGEST].decode("utf-8", "ignore").rstrip()
