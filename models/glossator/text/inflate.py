"""Decompression that no hostile blob turns into gigabytes. Part of the text layer; imports nothing of the house."""

from __future__ import annotations

import zlib

_ALWAYS = 16 * 1024 * 1024
_MOST_RATIO = 100
"""What the house compresses (JSON of rows, columns of numbers) shrinks 5 to 40 times; zlib could 1,000 times."""


def inflate(blob: bytes) -> bytes:
    """What was compressed with `zlib.compress`.

    Raises ValueError where the blob is something else, is cut off, or would become improbably long.
    """
    limit = max(_ALWAYS, _MOST_RATIO * len(blob))
    engine = zlib.decompressobj()
    try:
        data = engine.decompress(blob, limit)
    except zlib.error as error:
        raise ValueError("this is no compressed data") from error
    if not engine.eof or engine.unused_data:
        raise ValueError("this is no whole compressed data, or too much of it")
    return data
