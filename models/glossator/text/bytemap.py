"""Where in a file each code point of its text came from, encoding by encoding. Part of the text layer."""

from __future__ import annotations

import codecs
from collections.abc import Iterator

from glossator.text.charset import Decoded
from glossator.text.offsets import utf8_runs, utf16_runs
from glossator.text.sourcemap import Run, SourceMap


def byte_map(decoded: Decoded, data: bytes) -> SourceMap:
    """The map from the code points of a decoded text to the bytes it was decoded from."""
    return SourceMap.from_runs(_runs(decoded.text, data[decoded.start :], decoded.encoding), base=decoded.start)


def _runs(text: str, data: bytes, encoding: str) -> Iterator[Run]:
    if encoding == "utf-8":
        return utf8_runs(text)
    if encoding in ("utf-16-le", "utf-16-be"):
        return ((count, 2 * width) for count, width in utf16_runs(text))
    if encoding in ("utf-32-le", "utf-32-be"):
        return iter([(len(text), 4)])
    return iter([(len(text), 1)]) if len(text) == len(data) else _measured(data, encoding)


def _measured(data: bytes, encoding: str) -> Iterator[Run]:
    """What each code point took, found by decoding byte by byte: also right for encodings with shift states."""
    decoder = codecs.getincrementaldecoder(encoding)()
    pending = 0
    for position in range(len(data)):
        pending += 1
        produced = len(decoder.decode(data[position : position + 1]))
        if produced:
            yield 1, pending
            yield produced - 1, 0
            pending = 0
    yield len(decoder.decode(b"", final=True)), pending
