"""Reading a text file from the disk. Part of the text layer: decoding and normalising, and the map back to both."""

from __future__ import annotations

import hashlib
import os
import stat
from dataclasses import dataclass
from pathlib import Path

from glossator.errors import ReadError
from glossator.text.bytemap import byte_map
from glossator.text.charset import Decoded, decode, shown
from glossator.text.normalise import normalise
from glossator.text.sourcemap import SourceMap

__all__ = ["Decoded", "SourceText", "decode", "read_bytes", "read_source", "source_of"]


@dataclass(frozen=True, slots=True)
class SourceText:
    """A file's text as the house keeps it.

    `sha256` is the hexadecimal digest of the file's bytes; `source_map` leads from the text's code points to them.
    """

    text: str
    encoding: str
    sha256: str
    source_map: SourceMap


def read_source(path: Path, *, encoding: str | None = None) -> SourceText:
    """The text of a file.

    Raises:
        ReadError: the file cannot be read, or `decode` refuses its bytes; the message names the file.
    """
    return source_of(read_bytes(path), name=shown(path), encoding=encoding)


def source_of(data: bytes, *, name: str, encoding: str | None = None) -> SourceText:
    """The text in the bytes of a file called `name`. Raises ReadError as `decode` does."""
    decoded = decode(data, name=name, encoding=encoding)
    normalised = normalise(decoded.text)
    return SourceText(
        text=normalised.text,
        encoding=decoded.encoding,
        sha256=hashlib.sha256(data).hexdigest(),
        source_map=normalised.map.then(byte_map(decoded, data)),
    )


def _piped(path: Path) -> bytes:
    """What is in a pipe; nothing where nobody writes to it, instead of waiting for ever."""
    handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    os.set_blocking(handle, True)
    with os.fdopen(handle, "rb") as pipe:
        return pipe.read()


def read_bytes(path: Path, *, most: int | None = None) -> bytes:
    """A file's bytes. Raises ReadError where there is no such file, it cannot be read, or has more than `most`."""
    name = shown(path)
    try:
        status = path.stat()
        mode = status.st_mode
        if stat.S_ISDIR(mode):
            raise ReadError(f"{name} is a folder: give the files in it.")
        if stat.S_ISBLK(mode) or stat.S_ISCHR(mode) or stat.S_ISSOCK(mode):
            raise ReadError(f"{name} is a device, not a file: give a text file.")
        if most is not None and most < status.st_size:
            raise ReadError(
                f"{name} has {status.st_size:,} bytes, and {most:,} at most are read: divide it into parts."
            )
        return _piped(path) if stat.S_ISFIFO(mode) else path.read_bytes()
    except FileNotFoundError:
        raise ReadError(f"There is no file {name}: check the name and the folder.") from None
    except PermissionError:
        raise ReadError(f"{name} may not be read: ask for the right to read it, or copy it elsewhere.") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise ReadError(f"{name} cannot be read: {reason}.") from error
