"""From files to bundles: which reader takes which file, and what happens to the bad ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from glossator.annotation import Bundle, Document
from glossator.errors import FormatError, GlossatorError, ReadError
from glossator.exchange.registry import format_names, get_format, sniff_format
from glossator.text.normalise import normalise

TEXT = "text"


def read_all(
    paths: Iterable[str | Path], *, format_name: str, encoding: str | None, skip_bad: bool, notices: list[str]
) -> Iterator[Bundle]:
    """The documents of all files; a folder stands for the files in it, in the order of their names.

    Raises:
        ReadError, FormatError: of the first bad file, unless `skip_bad`: then it becomes a notice.
    """
    for path in _files(paths):
        try:
            # Read whole before anything of it is used: half a bad file is never imported.
            bundles = list(read_file(path, format_name=format_name, encoding=encoding))
        except GlossatorError as error:
            if not skip_bad:
                raise
            notices.append(f"Skipped: {error}")
            continue
        yield from bundles


def read_file(path: Path, *, format_name: str = "auto", encoding: str | None = None) -> Iterator[Bundle]:
    """The documents of one file in the named format; "auto" looks at the file."""
    from glossator.exchange.readers.plain import read_text

    if format_name == "auto":
        found = sniff_format(path) if path.is_file() else None
        yield from found.read(path) if found is not None else iter((read_text(path, encoding=encoding),))
    elif format_name == TEXT:
        yield read_text(path, encoding=encoding)
    else:
        found = get_format(format_name)
        if not found.reads:
            readable = ", ".join((TEXT, *(name for name in format_names() if get_format(name).reads)))
            raise FormatError(f"The format {format_name} can be written but not read. Readable: {readable}.")
        yield from found.read(path)


def bundle_of_text(name: str, text: str) -> Bundle:
    """A document of a text given by a script."""
    return Bundle(Document(0, name, normalise(text).text))


def _files(paths: Iterable[str | Path]) -> Iterator[Path]:
    for given in paths:
        path = Path(given)
        if path.is_dir():
            inside = sorted(item for item in path.iterdir() if item.is_file() and not item.name.startswith("."))
            if not inside:
                raise ReadError(f"{path}: the folder holds no files to import.")
            yield from inside
        else:
            yield path
