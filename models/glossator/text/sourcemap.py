"""The way back from a text to what it was made from: the raw text before normalisation, or a file's bytes.

Part of the text layer; imports nothing of the house. Every code point of the text came from a run of source units
(code points or bytes); neighbours that took equally many share one segment, so plain ASCII is a single segment.
"""

from __future__ import annotations

import struct
import zlib
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import TypeAlias

from glossator.text.inflate import inflate

Run: TypeAlias = tuple[int, int]
"""`(count, width)`: so many code points in a row that took so many source units each."""

_HEADER = struct.Struct("<BQ")
_VERSION = 1
_COLUMN_CODES = "BHIQ"


@dataclass(frozen=True, slots=True)
class SourceMap:
    """Offsets in a text (code points) to and from positions in its source (units), in O(log segments).

    Segment i covers text `[text_starts[i], text_starts[i + 1])`, whose source begins at `source_starts[i]`; the last
    entry of both is the end. `text_starts[0]` is 0, `source_starts[0]` what precedes the text (a byte order mark).
    """

    text_starts: array[int]
    source_starts: array[int]
    widths: array[int]

    @classmethod
    def from_runs(cls, runs: Iterable[Run], *, base: int = 0) -> SourceMap:
        """A map out of runs in text order, the first of which begins at source position `base`."""
        counts, widths = array("Q"), array("Q")
        for count, width in runs:
            if not count:
                continue
            if widths and widths[-1] == width:
                counts[-1] += count
            else:
                counts.append(count)
                widths.append(width)
        return cls._from_columns(counts, widths, base)

    @classmethod
    def identity(cls, length: int) -> SourceMap:
        """The map of a text that is its own source."""
        return cls.from_runs([(length, 1)])

    @classmethod
    def _from_columns(cls, counts: array[int], widths: array[int], base: int) -> SourceMap:
        text_starts = array("Q", accumulate(counts, initial=0))
        lengths = (count * width for count, width in zip(counts, widths, strict=True))
        return cls(text_starts, array("Q", accumulate(lengths, initial=base)), widths)

    @property
    def length(self) -> int:
        """The length of the text in code points."""
        return self.text_starts[-1]

    @property
    def base(self) -> int:
        """The source position at which the text begins."""
        return self.source_starts[0]

    @property
    def is_identity(self) -> bool:
        """Whether every offset equals its source position."""
        return self.base == 0 and list(self.widths) in ([], [1])

    def runs(self) -> Iterator[Run]:
        """The segments as `(count, width)`."""
        starts = self.text_starts
        for index, width in enumerate(self.widths):
            yield starts[index + 1] - starts[index], width

    def to_source(self, offset: int) -> int:
        """Where in the source the code point at `offset` begins (at `length`: where the last one ends).

        Raises ValueError for an offset outside the text.
        """
        if not 0 <= offset <= self.length:
            raise ValueError(f"offset {offset} is outside a text of {self.length} code points")
        if offset == self.length:
            return self.source_starts[-1]
        index = bisect_right(self.text_starts, offset) - 1
        return self.source_starts[index] + (offset - self.text_starts[index]) * self.widths[index]

    def from_source(self, position: int) -> int:
        """The code point that the source unit at `position` belongs to.

        Positions before the text give 0, positions past it the text's length.
        """
        if position < self.base:
            return 0
        if self.source_starts[-1] <= position:
            return self.length
        index = bisect_right(self.source_starts, position) - 1
        return self.text_starts[index] + (position - self.source_starts[index]) // self.widths[index]

    def then(self, further: SourceMap) -> SourceMap:
        """The map through this source, which is the text of `further`, to the source of `further`."""
        if self.is_identity and self.length == further.length:
            return further
        return SourceMap.from_runs(self._runs_through(further), base=further.to_source(self.base))

    def _runs_through(self, further: SourceMap) -> Iterator[Run]:
        for index, (count, width) in enumerate(self.runs()):
            position = self.source_starts[index]
            if width == 1:
                yield from further._runs_between(position, position + count)
                continue
            for start in range(position, position + count * width, width or 1):
                yield 1, further.to_source(start + width) - further.to_source(start)

    def _runs_between(self, start: int, end: int) -> Iterator[Run]:
        index = bisect_right(self.text_starts, start) - 1
        while start < end:
            stop = min(end, self.text_starts[index + 1])
            yield stop - start, self.widths[index]
            start, index = stop, index + 1

    def to_bytes(self) -> bytes:
        """The map as a compact blob that `from_bytes` reads."""
        counts = array("Q", (count for count, _ in self.runs()))
        return _HEADER.pack(_VERSION, self.base) + zlib.compress(_packed(counts) + _packed(self.widths), 9)

    @classmethod
    def from_bytes(cls, blob: bytes) -> SourceMap:
        """The map that `to_bytes` wrote. Raises ValueError where the blob is something else."""
        try:
            version, base = _HEADER.unpack_from(blob)
            if version != _VERSION:
                raise ValueError(f"source maps of version {version} are unknown")
            counts, rest = _unpacked(_inflated(blob[_HEADER.size :]))
            return cls._from_columns(counts, _unpacked(rest)[0], base)
        except (struct.error, IndexError, OverflowError) as error:
            raise ValueError("this is not a source map") from error


def _inflated(body: bytes) -> bytes:
    try:
        return inflate(body)
    except ValueError as error:
        raise ValueError("this is not a source map") from error


def _packed(column: array[int]) -> bytes:
    """A column in the narrowest cells that hold it: code, number of cells, cells (little-endian)."""
    largest = max(column, default=0)
    code = next(code for code in _COLUMN_CODES if largest < 256 ** struct.calcsize(f"<{code}"))
    return code.encode("ascii") + struct.pack(f"<Q{len(column)}{code}", len(column), *column)


def _unpacked(data: bytes) -> tuple[array[int], bytes]:
    code, (count,) = chr(data[0]), struct.unpack_from("<Q", data, 1)
    if code not in _COLUMN_CODES:
        raise ValueError("this is not a source map")
    cells = struct.Struct(f"<{count}{code}")
    return array("Q", cells.unpack_from(data, 9)), data[9 + cells.size :]
