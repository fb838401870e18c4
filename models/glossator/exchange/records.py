"""Files of JSON objects in whatever arrangement: one a line, one after another, or the items of an array.

Part of `exchange`. Read piece by piece, so that a file of any size takes the memory of its largest object.
"""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from glossator.errors import FormatError, ReadError

LARGEST = 256 * 2**20
"""Characters of one object: more is no document, but an attack or a mistake."""
_PIECE = 2**16
_SPACE = " \t\r\n\ufeff"
_decode = json.JSONDecoder().raw_decode
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode


def json_bytes(value: Any) -> bytes:
    """A value in compact JSON. A lone surrogate, as in the name of a file that is not UTF-8, is written escaped."""
    return _encode(value).encode("utf-8", "backslashreplace")


def is_array(path: Path) -> bool:
    """Whether the first sign of a file opens an array. Raises ReadError."""
    try:
        with path.open("rb") as file:
            return file.read(_PIECE).lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"[")
    except OSError as error:
        raise ReadError(f"{path}: cannot be read: {error.strerror or error}.") from error


def json_records(path: Path) -> Iterator[tuple[str, object]]:
    """Each value of a file, or of the array that the file is, and where it begins ("news.json:12").

    Raises ReadError, and FormatError where the file is not JSON or a value is too large.
    """
    try:
        with path.open("rb") as file:
            yield from _Records(path, file)
    except OSError as error:
        raise ReadError(f"{path}: cannot be read: {error.strerror or error}.") from error


class _Records:
    def __init__(self, path: Path, file: BinaryIO) -> None:
        self._path = path
        self._file = file
        self._decoder = codecs.getincrementaldecoder("utf-8")()
        self._text = ""
        self._at = 0
        self._line = 1
        self._ended = False

    def __iter__(self) -> Iterator[tuple[str, object]]:
        if self._next_sign() != "[":
            while self._next_sign():
                yield self._value()
            return
        self._at += 1
        if self._next_sign() != "]":
            yield self._value()
            while self._next_sign() == ",":
                self._at += 1
                self._next_sign()
                yield self._value()
        if self._next_sign() != "]":
            raise self._error("the array does not end here as it should: a comma or ] is expected")
        self._at += 1
        if self._next_sign():
            raise self._error("something stands after the end of the array")

    def _error(self, what: str) -> FormatError:
        return FormatError(f"{self._path}:{self._line}: {what}.")

    def _next_sign(self) -> str:
        """The next sign that is no white space; "" at the end."""
        while True:
            while self._at < len(self._text) and self._text[self._at] in _SPACE:
                self._line += self._text[self._at] == "\n"
                self._at += 1
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._read(_PIECE):
                return ""

    def _value(self) -> tuple[str, object]:
        where, size = f"{self._path}:{self._line}", _PIECE
        while True:
            try:
                value, end = _decode(self._text, self._at)
                self._line += self._text.count("\n", self._at, end)
                self._at = end
                return where, value
            except RecursionError as error:
                raise self._error("it is nested too deep") from error
            except ValueError as error:
                if LARGEST < len(self._text):
                    raise self._error("it is too large for one document") from error
                if not self._read(size):
                    at = f" (line {error.lineno} of it: {error.msg})" if isinstance(error, json.JSONDecodeError) else ""
                    raise self._error(f"not a JSON value{at}") from error
            size *= 2

    def _read(self, size: int) -> bool:
        """Take in some more of the file."""
        if self._ended:
            return False
        data = self._file.read(size)
        self._ended = not data
        try:
            more = self._decoder.decode(data, final=self._ended)
        except UnicodeDecodeError as error:
            raise self._error("the file is not UTF-8") from error
        self._text = self._text[self._at :] + more
        self._at = 0
        return not self._ended
