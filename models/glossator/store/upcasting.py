"""Images of older versions of the journal, read as the present one would have written them. Part of the store."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

IMAGE_VERSION: Final = 2
"""One more whenever a migration changes what an image holds; `upcast_row` then knows how to read the older ones."""

_SINCE: Final[Mapping[int, Mapping[str, Mapping[str, Any]]]] = {
    2: {
        "span": {"schema_version": 0},
        "event": {"schema_version": 0},
        "relation": {"schema_version": 0},
        "entity": {"attributes": "{}"},
    },
}
"""Version → kind → what images of that kind hold from that version on, and what the older ones mean."""


def image_version_of(file_format: int) -> int:
    """The version of images that programs of this file format write."""
    return 1 if file_format < 3 else IMAGE_VERSION


def upcast_row(version: int, kind: Any, row: Any, *, to: int = IMAGE_VERSION) -> Any:
    """An object's state out of an image of that version, as version `to` has it. What is no state stays what it is."""
    if type(row) is not dict or type(kind) is not str:
        return row
    for number in range(version + 1, to + 1):
        row = {**row, **_SINCE.get(number, {}).get(kind, {})}
    return row
