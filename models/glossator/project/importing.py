"""From files to bundles: which files are taken, which reader takes which, and what happens to the bad ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from glossator.annotation import Bundle, Document
from glossator.errors import FormatError, GlossatorError, ReadError
from glossator.exchange.base import Format
from glossator.exchange.registry import format_names, formats, get_format, sniff_format
from glossator.text.normalise import normalise

TEXT = "text"
TEXT_SUFFIXES = (".txt", ".text")
ANNOTATION_SUFFIXES = (".jsonl",)
"""Of formats that do not declare theirs with an attribute `suffixes`."""
_MOST_NAMED = 8


def read_all(
    paths: Iterable[str | Path], *, format_name: str, encoding: str | None, skip_bad: bool, notices: list[str]
) -> Iterator[Bundle]:
    """The documents of all files; a folder stands for the files in it that some reader knows, ordered by name.

    Raises:
        ReadError, FormatError: of the first bad file or folder, unless `skip_bad`: then it becomes a notice.
    """
    for given in paths:
        try:
            files = _files(Path(given), format_name, notices)
        except GlossatorError as error:
            _skip(error, skip_bad, notices)
            continue
        for path in files:
            try:
                # Read whole before anything of it is used: half a bad file is never imported.
                bundles = list(read_file(path, format_name=format_name, encoding=encoding))
            except GlossatorError as error:
                _skip(error, skip_bad, notices)
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
        yield from _readable(format_name).read(path)


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


def _skip(error: GlossatorError, skip_bad: bool, notices: list[str]) -> None:
    if not skip_bad:
        raise error
    notices.append(f"Skipped: {error}")


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
