"""The present moment, as the journal and rulings write it."""

from __future__ import annotations

import datetime


def now() -> str:
    """The present time: ISO 8601, UTC, milliseconds."""
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="milliseconds")
