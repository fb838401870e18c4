"""Zip archives and gzip files that may be hostile: bounded, read in memory, no name that leads out of a folder.

Part of `exchange`.
"""

from __future__ import annotations

import gzip
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from glossator.errors import FormatError, ReadError

MOST_BYTES = 512 * 2**20
"""Of everything in an archive, unpacked."""
MOST_FILES = 10_000
_MOST_RATIO = 200
_ALWAYS = 2**20
"""Bytes up to which no ratio is looked at: small files of one repeated word shrink a lot."""


def read_bounded(path: Path, most: int) -> bytes:
    """The bytes of a file. Raises ReadError, and FormatError where there are more than `most`."""
    try:
        with path.open("rb") as file:
            data = file.read(most + 1)
    except OSError as error:
        raise ReadError(f"{path}: cannot be read: {error.strerror or error}.") from error
    if most < len(data):
        raise FormatError(f"{path}: the file is larger than {most // 2**20} MB, too large for one document.")
    return data


def unzip(path: Path) -> Iterator[tuple[str, bytes]]:
    """Every file of a zip archive, by name. Raises FormatError for one that is damaged, encrypted, or a trap."""
    try:
        with zipfile.ZipFile(path) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
            _check(path, infos)
            for info in sorted(infos, key=lambda info: info.filename):
                with archive.open(info) as file:
                    data = file.read(info.file_size + 1)
                if len(data) != info.file_size:
                    raise FormatError(f"{path}: {info.filename!r} is not as large as the archive says: it is damaged.")
                yield info.filename, data
    except OSError as error:
        raise ReadError(f"{path}: cannot be read: {error.strerror or error}.") from error
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise FormatError(f"{path}: the zip archive is damaged or of an unknown kind ({error}).") from error


def _check(path: Path, infos: list[zipfile.ZipInfo]) -> None:
    if MOST_FILES < len(infos) or MOST_BYTES < sum(info.file_size for info in infos):
        raise FormatError(f"{path}: the archive would unpack to too much: it is refused.")
    for info in infos:
        name = PurePosixPath(info.filename.replace("\\", "/"))
        if name.is_absolute() or ".." in name.parts or ":" in info.filename:
            raise FormatError(f"{path}: {info.filename!r} leads out of the archive's own folder: it is refused.")
        if info.flag_bits & 1:
            raise FormatError(f"{path}: {info.filename!r} is encrypted. Unpack the archive with its password first.")
        if _ALWAYS < info.file_size and _MOST_RATIO * max(1, info.compress_size) < info.file_size:
            raise FormatError(f"{path}: {info.filename!r} would unpack to improbably much: it is refused.")


def gunzip(path: Path, most: int) -> bytes:
    """The contents of a gzip file, up to `most` bytes. Raises ReadError, FormatError."""
    try:
        with gzip.open(path, "rb") as file:
            data = file.read(most + 1)
    except (gzip.BadGzipFile, zlib.error, EOFError) as error:
        raise FormatError(f"{path}: the gzip file is damaged ({error}).") from error
    except OSError as error:
        raise ReadError(f"{path}: cannot be read: {error.strerror or error}.") from error
    if most < len(data):
        raise FormatError(f"{path}: the file would unpack to more than {most // 2**20} MB: it is refused.")
    return data
