"""Which formats there are: found through entry points, so that other packages can add theirs.

Part of `exchange`.
"""

from __future__ import annotations

from functools import cache
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path

from glossator.errors import FormatError, ReadError
from glossator.exchange.base import Format

GROUP = "glossator.formats"
HEAD = 65_536
"""How many bytes of a file `sniff` is shown."""


@cache
def _declared() -> dict[str, EntryPoint]:
    return {point.name: point for point in sorted(entry_points(group=GROUP), key=lambda point: point.name)}


def format_names() -> tuple[str, ...]:
    """The names of all formats, in alphabetical order; loads none of them."""
    return tuple(_declared())


def get_format(name: str) -> Format:
    """The format of that name. Raises FormatError naming the known ones."""
    point = _declared().get(name)
    if point is None:
        raise FormatError(f"There is no format {name!r}. Known formats: {', '.join(format_names())}.")
    return _load(point)


def formats() -> dict[str, Format]:
    """Every format by its name."""
    return {name: _load(point) for name, point in _declared().items()}


def sniff_format(path: Path) -> Format | None:
    """The format a file looks like, or None for what is no file of annotations. Raises ReadError."""
    try:
        with path.open("rb") as file:
            head = file.read(HEAD)
    except OSError as error:
        raise ReadError(f"{path}: cannot be read: {error.strerror or error}.") from error
    known = formats()
    # Our own first: it says what it is, others only look like what they are.
    order = sorted(known, key=lambda name: name != "jsonl")
    return next((known[name] for name in order if known[name].reads and known[name].sniff(path, head)), None)


@cache
def _load(point: EntryPoint) -> Format:
    try:
        found = point.load()
    except (ImportError, AttributeError) as error:
        raise FormatError(f"The format {point.name!r} ({point.value}) cannot be loaded: {error}.") from error
    if not isinstance(found, Format):
        raise FormatError(f"The format {point.name!r} ({point.value}) is not a Format.")
    return found
