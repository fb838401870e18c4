"""Finding the marks of a stretch of text among many thousands. Pure, without Qt.

Marks are kept in chunks in text order. Each chunk remembers how far its marks reach (worked out when first asked), so
that a long mark that began far above is found without looking at all the others.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator, Sequence

from glossator_desktop.page.content import Mark

_CHUNK = 128


def _order(mark: Mark) -> tuple[int, int, int]:
    return mark.start, -mark.end, mark.id


def _start(mark: Mark) -> int:
    return mark.fragments[0][0]


def _first_start(chunk: list[Mark]) -> int:
    return chunk[0].fragments[0][0]


class MarkIndex:
    """Marks by place and by id. Marks without fragments have no place and are left out."""

    def __init__(self, marks: Sequence[Mark] = ()) -> None:
        starts = [mark.fragments[0][0] if mark.fragments else -1 for mark in marks]
        if starts != sorted(starts) or starts[:1] == [-1]:
            marks = sorted((mark for mark in marks if mark.fragments), key=_order)
        self._chunks = [list(marks[at : at + _CHUNK]) for at in range(0, len(marks), _CHUNK)]
        self._reach: list[int | None] = [None] * len(self._chunks)
        self._events: list[int | None] = [None] * len(self._chunks)
        self._by_id = {mark.id: mark for mark in marks}

    def __len__(self) -> int:
        return len(self._by_id)

    def __iter__(self) -> Iterator[Mark]:
        for chunk in self._chunks:
            yield from chunk

    def get(self, mark_id: int | None) -> Mark | None:
        """The mark of that id, if it is shown."""
        return self._by_id.get(mark_id) if mark_id is not None else None

    def overlapping(self, start: int, end: int) -> list[Mark]:
        """The marks that share at least one code point with `[start, end)` (gaps count), in text order."""
        found: list[Mark] = []
        for at in range(bisect_left(self._chunks, end, key=_first_start)):
            if start < self._reach_of(at):
                chunk = self._chunks[at]
                before = bisect_left(chunk, end, key=_start)
                found.extend([mark for mark in chunk[:before] if start < mark.fragments[-1][1]])
        return found

    def starting(self, start: int, end: int, *, most: int) -> list[Mark]:
        """Marks that start in `[start, end)`, at most so many."""
        found: list[Mark] = []
        at = max(0, bisect_left(self._chunks, start, key=_first_start) - 1)
        while at < len(self._chunks) and self._chunks[at][0].start < end and len(found) < most:
            chunk = self._chunks[at]
            found.extend(chunk[bisect_left(chunk, start, key=_start) : bisect_left(chunk, end, key=_start)])
            at += 1
        return found[:most]

    def events_before(self, mark: Mark | None) -> int:
        """How many triggers come before one that is shown; None: how many there are."""
        if mark is None:
            return sum(map(self._events_of, range(len(self._chunks))))
        at = self._chunk_of(mark)
        before = bisect_left(self._chunks[at], _order(mark), key=_order)
        return sum(map(self._events_of, range(at))) + _count_events(self._chunks[at][:before])

    def put(self, mark: Mark) -> Mark | None:
        """Add a mark, or replace the one of its id; the replaced one."""
        old = self.discard(mark.id)
        if not mark.fragments:
            return old
        self._by_id[mark.id] = mark
        if not self._chunks:
            self._chunks.append([])
            self._reach.append(None)
            self._events.append(None)
            at = 0
        else:
            at = max(0, bisect_right(self._chunks, mark.start, key=_first_start) - 1)
        insort(self._chunks[at], mark, key=_order)
        self._reach[at] = self._events[at] = None
        if 2 * _CHUNK < len(self._chunks[at]):
            self._split(at)
        return old

    def discard(self, mark_id: int) -> Mark | None:
        """Remove a mark, if it is there; what was removed."""
        mark = self._by_id.pop(mark_id, None)
        if mark is None:
            return None
        at = self._chunk_of(mark)
        self._chunks[at].remove(mark)
        self._reach[at] = self._events[at] = None
        if not self._chunks[at]:
            del self._chunks[at], self._reach[at], self._events[at]
        return mark

    def _chunk_of(self, mark: Mark) -> int:
        at = max(0, bisect_left(self._chunks, mark.start, key=_first_start) - 1)
        while mark not in self._chunks[at]:
            at += 1
        return at

    def _events_of(self, at: int) -> int:
        count = self._events[at]
        if count is None:
            count = self._events[at] = _count_events(self._chunks[at])
        return count

    def _reach_of(self, at: int) -> int:
        reach = self._reach[at]
        if reach is None:
            reach = self._reach[at] = max(mark.end for mark in self._chunks[at])
        return reach

    def _split(self, at: int) -> None:
        chunk = self._chunks[at]
        self._chunks[at : at + 1] = [chunk[:_CHUNK], chunk[_CHUNK:]]
        self._reach[at : at + 1] = [None, None]
        self._events[at : at + 1] = [None, None]


def _count_events(marks: Sequence[Mark]) -> int:
    return sum([mark.kind == "event" for mark in marks])
