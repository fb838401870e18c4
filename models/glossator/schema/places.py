"""Places in a TOML file: which line and column a key stands at. `tomllib` does not say, so the text is searched.

Part of the schema layer; only run when there is an error to report.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

Path = tuple[str, ...]
Place = tuple[int, int]
"""Line and column, both counted from 1, the column in code points."""

_PART = r"""(?:[A-Za-z0-9_-]+|"(?:[^"\\]|\\.)*"|'[^']*')"""
_DOTTED = rf"{_PART}(?:[ \t]*\.[ \t]*{_PART})*"
_HEADER = re.compile(rf"[ \t]*\[\[?[ \t]*({_DOTTED})")
_KEY = re.compile(rf"[ \t]*({_DOTTED})[ \t]*=")
_PARTS = re.compile(_PART)
_QUOTES = re.compile(r'"""|\'\'\'')


def place_of(text: str, path: Path) -> Place:
    """Where the key with this path stands; where it cannot be found, the nearest key above it, or the first line."""
    places: dict[Path, Place] = {}
    for key, place in _keys(text):
        places[key] = place
        for length in range(1, len(key)):  # [a.b] speaks of a too
            places.setdefault(key[:length], place)
    for length in range(len(path), 0, -1):
        if path[:length] in places:
            return _within(text, places[path[:length]], path[length:])
    return (1, 1)


def end_of(text: str) -> Place:
    """The place after the last character."""
    lines = text.split("\n")
    return (len(lines), len(lines[-1]) + 1)


def _within(text: str, place: Place, rest: Path) -> Place:
    """Narrow a key's place to one of an inline table on the same line."""
    if not rest:
        return place
    line = text.split("\n")[place[0] - 1]
    found = re.compile(rf"""["']?{re.escape(rest[-1])}["']?[ \t]*=""").search(line, place[1])
    return (place[0], found.start() + 1) if found else place


def _keys(text: str) -> Iterator[tuple[Path, Place]]:
    """Each table header and each key at the start of a line, with its path. Later ones of the same path come later."""
    table: Path = ()
    closing: str | None = None
    for number, line in enumerate(text.split("\n"), start=1):
        if closing is not None:
            closing = None if closing in line else closing
            continue
        if header := _HEADER.match(line):
            table = _parts(header[1])
            yield table, (number, header.start(1) + 1)
        elif key := _KEY.match(line):
            yield (*table, *_parts(key[1])), (number, key.start(1) + 1)
        closing = _left_open(line)


def _left_open(line: str) -> str | None:
    """The quotes of a string that starts on this line and goes on on the next."""
    opened: str | None = None
    for quotes in _QUOTES.finditer(line):
        if opened is None:
            opened = quotes[0]
        elif quotes[0] == opened:
            opened = None
    return opened


def _parts(dotted: str) -> Path:
    return tuple(part[1:-1] if part[0] in "\"'" else part for part in _PARTS.findall(dotted))
