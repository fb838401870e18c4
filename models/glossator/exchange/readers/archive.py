"""Zip archives of documents: each file in it as if it lay in a folder. Part of `exchange`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from glossator.errors import ReadError
from glossator.exchange.readers.given import LARGEST_FILE, Extracted, Given
from glossator.exchange.readers.kinds import kind_of
from glossator.exchange.readers.packed import unpacking
from glossator.text.charset import shown

DEEPEST = 2
"""Archives in archives."""
_MOST_NAMED = 8


def read_archive(given: Given) -> Iterator[Extracted]:
    """The documents in an archive, ordered by name; files that no reader knows are named in a notice."""
    if DEEPEST <= given.depth:
        raise given.error(" is an archive in an archive in an archive: unpack it, and import the folder.")
    left_out: list[str] = []
    taken = 0
    with unpacking(given) as packed:
        for name in sorted(packed.names):
            if _is_hidden(name):
                continue
            data = packed.read(name, most=LARGEST_FILE)
            inner = replace(given, name=name, where=f"{given.shown}/{shown(name)}", data=data, depth=given.depth + 1)
            kind = kind_of(name, data, among_others=True)
            if kind is None:
                left_out.append(shown(name))
                continue
            try:
                found = list(kind.read(inner))
            except ReadError as error:
                if not given.tolerant:
                    raise
                given.notices.append(f"Skipped: {error}")
                continue
            taken += 1
            yield from found
    if not taken and not given.tolerant:
        raise given.error(f" holds no documents{f': {_listed(left_out)}' if left_out else ''}.")
    if left_out:
        given.notices.append(f"{given.shown}: skipped {_listed(left_out)}.")


def _is_hidden(name: str) -> bool:
    return any(part.startswith((".", "__MACOSX")) for part in name.split("/"))


def _listed(names: list[str]) -> str:
    more = f" and {len(names) - _MOST_NAMED} more" if _MOST_NAMED < len(names) else ""
    return ", ".join(names[:_MOST_NAMED]) + more
