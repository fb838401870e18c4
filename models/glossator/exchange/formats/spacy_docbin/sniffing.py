"""How a `.spacy` file begins. Part of `exchange`; needs no spaCy."""

from __future__ import annotations

import zlib

_ENOUGH = 64
"""The first two keys of a DocBin, `version` and `attrs`, stand in its first 64 bytes."""


def looks_like(head: bytes) -> bool:
    """Whether the beginning of a file unpacks to the beginning of a DocBin."""
    try:
        start = zlib.decompressobj().decompress(head, _ENOUGH)
    except zlib.error:
        return False
    return b"version" in start and b"attrs" in start
