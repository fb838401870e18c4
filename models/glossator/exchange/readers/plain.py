"""Plain text files as documents.

Part of `exchange`.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from glossator.annotation import Bundle, Document
from glossator.exchange.readers.given import LONGEST_TEXT, Extracted, Given, check_length
from glossator.exchange.readers.metadata import extract_metadata
from glossator.text.decode import decode, read_bytes, source_of

_MOST_BYTES = 4 * LONGEST_TEXT
"""No encoding takes more for a code point."""


def read_text(path: Path, encoding: str | None = None) -> Bundle:
    """The document of a text file, with the metadata that its layout tells.

    Raises ReadError for a file that is missing, binary, empty or in an encoding that cannot be told.
    """
    return plain_bundle(Given(name=path.name, where=str(path), data=read_bytes(path), encoding=encoding))


def plain_bundle(given: Given) -> Bundle:
    """The document of a text file, with the way back to the file's bytes. Raises ReadError as `read_text` does."""
    if _MOST_BYTES < len(given.data):
        raise given.error(f" has {len(given.data):,} bytes, too many for one document: divide it into parts.")
    source = source_of(given.data, name=given.shown, encoding=given.encoding)
    check_length(source.text, given.shown)
    document = Document(
        id=1,
        name=given.name,
        text=source.text,
        metadata=extract_metadata(source.text),
        sha256=sha256(source.text.encode()).hexdigest(),
        source_sha256=source.sha256,
        source_encoding=source.encoding,
        source_map=source.source_map.to_bytes(),
    )
    return Bundle(document)


def read_plain(given: Given) -> Iterator[Extracted]:
    """The text of a file in an archive."""
    decoded = decode(given.data, name=given.shown, encoding=given.encoding)
    yield Extracted(name=given.name, text=decoded.text, encoding=decoded.encoding)
