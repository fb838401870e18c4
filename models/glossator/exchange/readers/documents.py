"""Files without annotations as documents, whatever their kind. Part of `exchange`."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from glossator.annotation import Bundle
from glossator.exchange.readers.given import LARGEST_FILE, Given, bundle_of
from glossator.exchange.readers.kinds import PLAIN, Kind, kind_of
from glossator.exchange.readers.plain import plain_bundle
from glossator.text.decode import read_bytes


def read_documents(
    path: Path,
    *,
    name: str | None = None,
    kind: Kind | None = None,
    encoding: str | None = None,
    text_column: str | None = None,
    tolerant: bool = False,
) -> tuple[list[Bundle], list[str]]:
    """The documents of a file, of the kind given or found out, and what the person should know of their reading.

    `name` is that of the document, by default the file's. Raises ReadError: nothing of a bad file is used.
    """
    given = Given(
        name=path.name if name is None else name,
        where=str(path),
        data=read_bytes(path, most=LARGEST_FILE),
        encoding=encoding,
        text_column=text_column,
        tolerant=tolerant,
    )
    found = kind or kind_of(path.name, given.data) or PLAIN
    if found is PLAIN:
        return [plain_bundle(given)], given.notices
    digest = sha256(given.data).hexdigest()
    return [bundle_of(one, given, digest=digest) for one in found.read(given)], given.notices
