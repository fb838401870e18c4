"""From files to bundles: which files are taken, which reader takes which, and what happens to the bad ones."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from glossator.annotation import Bundle, Document
from glossator.errors import FormatError, GlossatorError, ReadError
from glossator.exchange.base import Format, schema_in
from glossator.exchange.registry import format_names, formats, get_format, sniff_format
from glossator.schema import Schema
from glossator.store.guard import is_sqlite
from glossator.text.normalise import normalise

T = TypeVar("T")

TEXT = "text"
TEXT_SUFFIXES = (".txt", ".text")
ANNOTATION_SUFFIXES = (".jsonl",)
"""Of formats that do not declare theirs with an attribute `suffixes`."""
_MOST_NAMED = 8


class Reader:
    """Reads files in the named format; "auto" looks at each.

    `notices` tells what was skipped; `schemas` are those that the files carry, to say what their names mean.
    """

    def __init__(self, *, format_name: str = "auto", encoding: str | None = None, skip_bad: bool = False) -> None:
        self.notices: list[str] = []
        self.schemas: list[Schema] = []
        self._format_name = format_name
        self._encoding = encoding
        self._skip_bad = skip_bad

    def read_all(self, paths: Iterable[str | Path]) -> Iterator[Bundle]:
        """The documents of all files; a folder stands for the files in it that some reader knows, ordered by name.

        Raises:
            ReadError, FormatError: of the first bad file or folder, unless `skip_bad`: then it becomes a notice.
        """
        for given in paths:
            for path in self._tried(lambda given=given: _files(Path(given), self._format_name, self.notices)):  # type: ignore[misc]
                # Read whole before anything of it is used: half a bad file is never imported.
                yield from self._tried(lambda path=path: self._read_file(path))  # type: ignore[misc]

    def _tried(self, work: Callable[[], list[T]]) -> list[T]:
        try:
            return work()
        except GlossatorError as error:
            if not self._skip_bad:
                raise
            self.notices.append(f"Skipped: {error}")
            return []

    def _read_file(self, path: Path) -> list[Bundle]:
        from glossator.exchange.readers.plain import read_text

        found = self._format_of(path)
        _refuse_projects(path)
        if found is None:
            return [read_text(path, encoding=self._encoding)]
        bundles = list(found.read(path))
        schema = schema_in(found, path)
        if schema is not None and schema not in self.schemas:
            self.schemas.append(schema)
        return bundles

    def _format_of(self, path: Path) -> Format | None:
        """The format that a file is read in; None for plain text."""
        if self._format_name == TEXT:
            return None
        if self._format_name != "auto":
            return _readable(self._format_name)
        _refuse_projects(path)
        found = sniff_format(path) if path.is_file() else None
        if found is None and path.suffix.lower() in ANNOTATION_SUFFIXES and path.is_file() and path.stat().st_size:
            known = ", ".join(name for name in format_names() if get_format(name).reads)
            raise FormatError(
                f"{path}: neither its name nor its first line tells which format it is in. Name it with --format "
                f"({known}), or import it as it stands with --format {TEXT}."
            )
        return found


def _refuse_projects(path: Path) -> None:
    """A project is no text, and one that is open here must not be opened by anything but SQLite."""
    try:
        if not is_sqlite(path):
            return
    except OSError:
        # Whoever reads the file says what is wrong with it.
        return
    raise ReadError(f"{path} is a project or another SQLite file, not a text. Export it first, and import that.")


def _readable(name: str) -> Format:
    found = get_format(name)
    if not found.reads:
        readable = ", ".join((TEXT, *(other for other in format_names() if get_format(other).reads)))
        raise FormatError(f"The format {name} can be written but not read. Readable: {readable}.")
    return found


def bundle_of_text(name: str, text: str) -> Bundle:
    """A document of a text given by a script."""
    return Bundle(Document(0, name, normalise(text).text))


def suffixes_for(format_name: str) -> tuple[str, ...]:
    """The suffixes, in lower case, of the files that are taken from a folder when it is imported in a format.

    Raises FormatError for a format that is unknown or cannot be read.
    """
    if format_name == TEXT:
        return TEXT_SUFFIXES
    if format_name != "auto":
        return _suffixes_of(_readable(format_name))
    known = [suffix for found in formats().values() if found.reads for suffix in _suffixes_of(found)]
    return tuple(dict.fromkeys((*TEXT_SUFFIXES, *known)))


def _suffixes_of(found: Format) -> tuple[str, ...]:
    declared: Iterable[str] = getattr(found, "suffixes", ANNOTATION_SUFFIXES)
    return tuple(suffix.lower() for suffix in declared)


def _files(path: Path, format_name: str, notices: list[str]) -> list[Path]:
    """The file, or those of the folder that can be read; the others are named in a notice."""
    if not path.is_dir():
        return [path]
    known = suffixes_for(format_name)
    inside = [item for item in _listed(path) if not item.name.startswith(".")]
    taken = [item for item in inside if item.is_file() and item.suffix.lower() in known]
    looked_for = f"{', '.join(known[:-1])} or {known[-1]}" if 1 < len(known) else "".join(known)
    if not taken:
        raise ReadError(
            f"{path}: the folder holds no files to import. Looked for names that end in {looked_for}; "
            "a file of another kind can be given by its name."
        )
    names = {item.name for item in taken}
    others = [item.name + ("/" if item.is_dir() else "") for item in inside if item.name not in names]
    if others:
        more = f" and {len(others) - _MOST_NAMED} more" if _MOST_NAMED < len(others) else ""
        notices.append(f"{path}: skipped {', '.join(others[:_MOST_NAMED])}{more} (taken: {looked_for}).")
    return taken


def _listed(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError as error:
        raise ReadError(f"{folder}: the folder cannot be read: {error.strerror or error}.") from error
