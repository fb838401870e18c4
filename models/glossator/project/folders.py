"""Which files of a folder are imported, and what is said of the others."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from glossator.errors import FormatError, ReadError
from glossator.exchange.base import Format
from glossator.exchange.readers.kinds import BY_NAME, KINDS
from glossator.exchange.registry import format_names, formats, get_format

ANNOTATION_SUFFIXES = (".jsonl",)
"""Of formats that do not declare theirs with an attribute `suffixes`."""
DEEPEST = 32
MOST_FILES = 200_000
_MOST_NAMED = 8
_MOST_SUFFIXES = 12


def files_in(path: Path, format_name: str, notices: list[str]) -> list[Path]:
    """The file, or those in and below the folder that can be read, by name; the others are named in a notice.

    Hidden files and folders are passed over, and links to folders are not followed. Raises ReadError where there is
    none to take.
    """
    if not path.is_dir():
        return [path]
    known = suffixes_for(format_name)
    taken: list[Path] = []
    others: list[str] = []
    for item in _below(path):
        if item.suffix.lower() in known and item.is_file():
            taken.append(item)
        else:
            others.append(item.relative_to(path).as_posix() + ("/" if item.is_dir() else ""))
        if MOST_FILES < len(taken) + len(others):
            raise ReadError(f"{path}: the folder holds more than {MOST_FILES:,} files: import it in parts.")
    if not taken:
        raise ReadError(
            f"{path}: the folder holds no files to import. Looked for names that end in {_listed(known)}; "
            "a file of another kind can be given by its name."
        )
    if others:
        more = f" and {len(others) - _MOST_NAMED} more" if _MOST_NAMED < len(others) else ""
        notices.append(f"{path}: skipped {', '.join(others[:_MOST_NAMED])}{more} (taken: {_listed(known)}).")
    return sorted(taken, key=lambda item: item.relative_to(path).parts)


def _below(folder: Path, depth: int = 0) -> Iterator[Path]:
    """Everything in a folder and the folders in it; a link to a folder, or one too deep, itself."""
    try:
        inside = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        raise ReadError(f"{folder}: the folder cannot be read: {error.strerror or error}.") from error
    for entry in inside:
        if entry.name.startswith((".", "__MACOSX")):
            continue
        if entry.is_dir(follow_symlinks=False) and depth < DEEPEST:
            yield from _below(Path(entry.path), depth + 1)
        else:
            yield Path(entry.path)


def suffixes_for(format_name: str) -> tuple[str, ...]:
    """The suffixes, in lower case, of the files that are taken from a folder when it is imported in a format.

    Raises FormatError for a format that is unknown or cannot be read.
    """
    if format_name in BY_NAME:
        return BY_NAME[format_name].suffixes
    if format_name != "auto":
        return _suffixes_of(readable(format_name))
    documents = [suffix for kind in KINDS for suffix in kind.suffixes]
    annotated = [suffix for found in formats().values() if found.reads for suffix in _suffixes_of(found)]
    return tuple(dict.fromkeys((*documents, *annotated)))


def readable(name: str) -> Format:
    """The format of that name. Raises FormatError where it is unknown, or only written."""
    found = get_format(name)
    if not found.reads:
        known = ", ".join((*BY_NAME, *(other for other in format_names() if get_format(other).reads)))
        raise FormatError(f"The format {name} can be written but not read. Readable: {known}.")
    return found


def _suffixes_of(found: Format) -> tuple[str, ...]:
    declared: Iterable[str] = getattr(found, "suffixes", ANNOTATION_SUFFIXES)
    return tuple(suffix.lower() for suffix in declared)


def _listed(suffixes: Sequence[str]) -> str:
    if _MOST_SUFFIXES < len(suffixes):
        return f"{', '.join(suffixes[:_MOST_SUFFIXES])} and {len(suffixes) - _MOST_SUFFIXES} more"
    return f"{', '.join(suffixes[:-1])} or {suffixes[-1]}" if 1 < len(suffixes) else "".join(suffixes)
