"""Files of one JSON value a line, read with the number of each line.

Part of `exchange`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from glossator.errors import FormatError, ReadError

BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def json_lines(path: Path) -> Iterator[tuple[int, object]]:
    """Each value and its line's number, from 1; blank lines are passed over.

    Only LF ends a line (CR before it is white space): U+2028 and its like may stand in a text. Raises ReadError,
    and FormatError where a line is not JSON.
    """
    try:
        with path.open("rb") as file:
            for number, line in enumerate(file, start=1):
                if line.strip():
                    yield number, _parse(line.removeprefix(BYTE_ORDER_MARK), f"{path}:{number}")
    except OSError as error:
        raise ReadError(f"{path}: cannot be read: {error.strerror or error}.") from error


def _parse(line: bytes, where: str) -> object:
    try:
        return json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise FormatError(f"{where}: byte {error.start + 1} of the line is not UTF-8.") from error
    except (ValueError, RecursionError) as error:
        at = f" (column {error.colno}: {error.msg})" if isinstance(error, json.JSONDecodeError) else ""
        raise FormatError(f"{where}: not a JSON value{at}.") from error
