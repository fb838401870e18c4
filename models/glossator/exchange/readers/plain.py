"""Plain text files as documents.

Part of `exchange`.
"""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from glossator.annotation import Bundle, Document
from glossator.exchange.readers.metadata import extract_metadata
from glossator.text import read_source


def read_text(path: Path, encoding: str | None = None) -> Bundle:
    """The document of a text file, with the metadata that its layout tells.

    Raises ReadError for a file that is missing, binary, empty or in an encoding that cannot be told.
    """
    source = read_source(path, encoding=encoding)
    document = Document(
        id=1,
        name=path.name,
        text=source.text,
        metadata=extract_metadata(source.text),
        sha256=sha256(source.text.encode()).hexdigest(),
        source_sha256=source.sha256,
        source_encoding=source.encoding,
        source_map=source.source_map.to_bytes(),
    )
    return Bundle(document)
