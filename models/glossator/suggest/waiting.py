"""The worker's requests, waiting in order of priority. Part of the suggest layer; safe to use from two threads."""

from __future__ import annotations

import heapq
from threading import Condition

from glossator.suggest.protocol import Analyse

TOGETHER = 4
"""Requests that nobody is looking at are analysed by so many at once: the model is faster on more lines."""


class WaitingRequests:
    """Requests in, by one thread; out, the most urgent first, by another."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._heap: list[tuple[int, int, Analyse]] = []
        self._count = 0
        self._closed = False

    def put(self, request: Analyse) -> None:
        """Add a request."""
        with self._changed:
            self._count += 1
            heapq.heappush(self._heap, (request.priority, self._count, request))
            self._changed.notify()

    def cancel(self, request_id: int) -> None:
        """Forget a request that is still waiting."""
        with self._changed:
            self._heap = [entry for entry in self._heap if entry[2].id != request_id]
            heapq.heapify(self._heap)

    def close(self) -> None:
        """No more will come, and what waits is not wanted any more."""
        with self._changed:
            self._closed = True
            self._heap.clear()
            self._changed.notify()

    def take(self) -> list[Analyse]:
        """The most urgent request; several where nobody looks at them; none once it is closed. Waits for one."""
        with self._changed:
            self._changed.wait_for(lambda: self._closed or bool(self._heap))
            if not self._heap:
                return []
            taken = [heapq.heappop(self._heap)[2]]
            while self._heap and len(taken) < TOGETHER and 0 < taken[0].priority:
                taken.append(heapq.heappop(self._heap)[2])
            return taken
