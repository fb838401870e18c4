"""From files to bundles: which files are taken, which reader takes which, and what happens to the bad ones."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from glossator.annotation import Agreed, Bundle, Document
from glossator.errors import FormatError, GlossatorError, ReadError
from glossator.exchange.base import Format, agreed_in, schema_in
from glossator.exchange.readers.kinds import BY_NAME, TABLES, Kind, kind_of
from glossator.exchange.registry import HEAD, format_names, get_format, sniff_format
from glossator.project.folders import ANNOTATION_SUFFIXES, files_in, readable
from glossator.schema import Schema
from glossator.store.guard import is_sqlite
from glossator.text.normalise import normalise

T = TypeVar("T")


class Reader:
    """Reads files in the named format; "auto" looks at each.

    `notices` tells what was skipped; `schemas` are those that the files carry, to say what their names mean; `agreed`
    is what they say that concerns no document.
    """

    def __init__(
        self,
        *,
        format_name: str = "auto",
        encoding: str | None = None,
        skip_bad: bool = False,
        text_column: str | None = None,
    ) -> None:
        self.notices: list[str] = []
        self.schemas: list[Schema] = []
        self.agreed: list[Agreed] = []
        self._format_name = format_name
        self._encoding = encoding
        self._skip_bad = skip_bad
        self._text_column = text_column

    def read_all(self, paths: Iterable[str | Path]) -> Iterator[Bundle]:
        """The documents of all files; a folder stands for the files in and below it that some reader knows, by name.

        Raises:
            ReadError, FormatError: of the first bad file or folder, unless `skip_bad`: then it becomes a notice.
        """
        for given in paths:
            folder = Path(given)
            for path in self._tried(lambda folder=folder: files_in(folder, self._format_name, self.notices)):  # type: ignore[misc]
                name = path.relative_to(folder).as_posix() if path != folder else path.name
                # Read whole before anything of it is used: half a bad file is never imported.
                yield from self._tried(lambda path=path, name=name: self._read_file(path, name))  # type: ignore[misc]

    def _tried(self, work: Callable[[], list[T]]) -> list[T]:
        try:
            return work()
        except GlossatorError as error:
            if not self._skip_bad:
                raise
            self.notices.append(f"Skipped: {error}")
            return []

    def _read_file(self, path: Path, name: str) -> list[Bundle]:
        found = self._format_of(path)
        _refuse_projects(path)
        if found is None or isinstance(found, Kind):
            return self._read_documents(path, name, found)
        bundles = list(found.read(path))
        schema = schema_in(found, path)
        if schema is not None and schema not in self.schemas:
            self.schemas.append(schema)
        self.agreed.append(agreed_in(found, path))
        return bundles

    def _read_documents(self, path: Path, name: str, kind: Kind | None) -> list[Bundle]:
        from glossator.exchange.readers.documents import read_documents

        bundles, notices = read_documents(
            path,
            name=name,
            kind=kind,
            encoding=self._encoding,
            text_column=self._text_column,
            tolerant=self._skip_bad,
        )
        self.notices.extend(notices)
        return bundles

    def _format_of(self, path: Path) -> Format | Kind | None:
        """The format that a file is read in, or the kind of document; None where that is yet to be found out."""
        if self._format_name in BY_NAME:
            return BY_NAME[self._format_name]
        if self._format_name != "auto":
            return readable(self._format_name)
        _refuse_projects(path)
        if not path.is_file():
            return None
        is_lines = path.suffix.lower() in ANNOTATION_SUFFIXES
        if is_lines and (self._text_column is not None or _is_plain_articles(path)):
            return BY_NAME["records"]
        kind = kind_of(path.name, b"")
        if self._text_column is not None and kind is not None and kind.name in TABLES:
            return kind
        found = sniff_format(path)
        if found is None and is_lines and path.stat().st_size:
            known = ", ".join(name for name in format_names() if get_format(name).reads)
            raise FormatError(
                f"{path}: neither its name nor its first line tells which format it is in. Name it with --format "
                f"({known}), name the part that holds the texts with --text-column, or import it as it stands with "
                "--format text."
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


def bundle_of_text(name: str, text: str) -> Bundle:
    """A document of a text given by a script."""
    return Bundle(Document(0, name, normalise(text).text))


def _is_plain_articles(path: Path) -> bool:
    from glossator.exchange.readers.tables.records import is_plain_articles

    with path.open("rb") as file:
        return is_plain_articles(file.readline(HEAD))
