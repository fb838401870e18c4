"""Looking into zip archives that strangers made: nothing is written, and nothing unpacks to more than it may.

Part of `exchange`. Office documents and e-books are such archives.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from glossator.exchange.readers.given import Given

MOST_RATIO = 250
"""Text shrinks five to thirty times, the XML of a spreadsheet a hundred; zip could a thousand."""
_ALWAYS = 4 << 20
"""Bytes that anything may unpack to."""
LARGEST_XML = 64 << 20
_LOCKED = 0x1
_MACROS = ("vbaproject.bin", "vbadata.xml")
_DECLARATIONS = tuple(
    word.encode(encoding) for word in ("<!DOCTYPE", "<!ENTITY") for encoding in ("ascii", "utf-16-le", "utf-16-be")
)


class Packed:
    """A zip archive, checked before anything is unpacked: zipfile never gives more bytes than are stated."""

    def __init__(self, archive: ZipFile, given: Given) -> None:
        self._archive = archive
        self._given = given
        self._infos = {info.filename: info for info in archive.infolist() if not info.filename.endswith("/")}
        self._check()

    @property
    def names(self) -> list[str]:
        """The files in it, in the order of the archive."""
        return list(self._infos)

    def __contains__(self, name: str) -> bool:
        return name in self._infos

    def read(self, name: str, *, most: int = LARGEST_XML) -> bytes:
        """A file in it. Raises ReadError where it is missing, locked, damaged, or longer than `most` bytes."""
        info = self._infos.get(name)
        if info is None:
            raise self._given.damaged(f"{name} is missing")
        if info.flag_bits & _LOCKED:
            raise self._given.error(" is locked with a password: save it without one.")
        if most < info.file_size:
            raise self._given.error(f" is too large: {name} in it would take {info.file_size:,} bytes.")
        try:
            return self._archive.read(info)
        except (BadZipFile, OSError, EOFError, ValueError, NotImplementedError, RuntimeError, zlib.error) as error:
            raise self._given.damaged(error) from error

    def refuse_macros(self) -> None:
        """Raise ReadError where the archive carries programs: documents do not need them."""
        if any(name.lower().endswith(_MACROS) for name in self._infos):
            raise self._given.error(" holds macros, which are programs: save it without them, and import that.")

    def refuse_declarations(self) -> None:
        """Raise ReadError where any XML in it declares something: office documents never do, only attacks."""
        for name in self._infos:
            if name.lower().endswith((".xml", ".rels")):
                data = self.read(name)
                if any(word in data for word in _DECLARATIONS):
                    raise self._given.error(f" is not safe to read: {name} in it declares XML entities.")

    def _check(self) -> None:
        given = self._given
        given.budget.files -= len(self._infos)
        if given.budget.files < 0:
            raise given.error(" holds too many files: unpack it, and import the folder.")
        for info in self._infos.values():
            self._check_name(info)
            if max(_ALWAYS, MOST_RATIO * info.compress_size) < info.file_size:
                raise given.error(f" is not safe to unpack: {info.filename!a} in it would swell to a huge file.")
            given.budget.bytes -= info.file_size
        if given.budget.bytes < 0:
            raise given.error(" would unpack to too much: unpack it yourself, and import the folder in parts.")

    def _check_name(self, info: ZipInfo) -> None:
        parts = info.filename.replace("\\", "/").split("/")
        if ".." in parts or not parts[0] or parts[0].endswith(":"):
            raise self._given.error(f" is not safe to unpack: {info.filename!a} in it would lie outside of it.")


@contextmanager
def unpacking(given: Given) -> Iterator[Packed]:
    """The archive that a file is. Raises ReadError where it is none, or is not safe to unpack."""
    try:
        archive = ZipFile(BytesIO(given.data))
    except (BadZipFile, OSError, EOFError, ValueError, NotImplementedError, UnicodeDecodeError) as error:
        raise given.damaged(error) from error
    with archive:
        yield Packed(archive, given)


def member_names(data: bytes) -> list[str]:
    """The names in what may be a zip archive; none where it is not."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            return archive.namelist()
    except (BadZipFile, OSError, EOFError, ValueError, NotImplementedError):
        return []
