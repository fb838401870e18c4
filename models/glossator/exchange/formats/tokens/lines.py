"""The lines of a UTF-8 file with their numbers, none longer than a line can honestly be.

Part of `exchange`; the formats of one token a line share it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from glossator.errors import FormatError, ReadError
from glossator.exchange.lines import BYTE_ORDER_MARK

LONGEST_LINE = 1 << 20
"""In bytes: whole paragraphs stand in comments, but no file of tokens has a line of a million."""


def numbered_lines(path: Path) -> Iterator[tuple[int, str]]:
    """Each line without its end, and its number from 1. Only LF ends a line; a CR before it goes too.

    Raises ReadError, and FormatError for a line that is too long or not UTF-8.
    """
    try:
        with path.open("rb") as file:
            number = 0
            while line := file.readline(LONGEST_LINE):
                number += 1
                if len(line) == LONGEST_LINE and not line.endswith(b"\n"):
                    raise FormatError(f"{path}:{number}: the line is longer than {LONGEST_LINE} bytes: no tokens.")
                if number == 1:
                    line = line.removeprefix(BYTE_ORDER_MARK)
                yield number, _decoded(line.removesuffix(b"\n").removesuffix(b"\r"), path, number)
    except OSError as error:
        raise ReadError(f"{path}: cannot be read: {error.strerror or error}.") from error


def lines_of_head(head: bytes) -> list[str]:
    """The whole lines in the first bytes of a file, as far as they are UTF-8; the last, cut one is left out."""
    whole, found, cut = head.removeprefix(BYTE_ORDER_MARK).rpartition(b"\n")
    try:
        text = (whole if found and LONGEST_HEAD <= len(head) else whole + found + cut).decode("utf-8")
    except UnicodeDecodeError:
        return []
    return [line.removesuffix("\r") for line in text.split("\n")]


LONGEST_HEAD = 4096
"""A file shorter than this is shown whole, as far as anybody who looks at its head is concerned."""


def _decoded(line: bytes, path: Path, number: int) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError as error:
        raise FormatError(
            f"{path}:{number}: byte {error.start + 1} of the line is not UTF-8. Save the file as UTF-8 first."
        ) from error
