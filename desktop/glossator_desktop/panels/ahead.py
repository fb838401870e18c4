"""Which document the suggester should read next: the one being looked at, then those that follow. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


class Ahead:
    """Documents waiting to be read. `total` counts all of this round, `done` those that are through."""

    def __init__(self) -> None:
        self._waiting: dict[int, None] = {}
        self._asked: set[int] = set()
        self._order: dict[int, int] = {}
        self.done = 0

    @property
    def total(self) -> int:
        """How many documents this round has, done or not."""
        return self.done + len(self._waiting) + len(self._asked)

    @property
    def left(self) -> int:
        """How many are still to be read."""
        return len(self._waiting) + len(self._asked)

    @property
    def asked(self) -> frozenset[int]:
        """What the worker has been given and has not answered."""
        return frozenset(self._asked)

    def fill(self, waiting: Iterable[int], order: Sequence[int]) -> None:
        """These documents are to be read; `order` is that of all documents. Starts a new round once one is over."""
        if not self.left:
            self.done = 0
        self._order = {document: place for place, document in enumerate(order)}
        self._waiting = dict.fromkeys(document for document in waiting if document not in self._asked)

    def take(self, current: int) -> int | None:
        """The document to read next, now counted as asked; None where none waits."""
        if not self._waiting:
            return None
        here = self._order.get(current, 0)
        count = len(self._order) + 1
        chosen = min(self._waiting, key=lambda document: (self._order.get(document, count) - here) % count)
        del self._waiting[chosen]
        self._asked.add(chosen)
        return chosen

    def take_now(self, document: int) -> bool:
        """Take this very document, out of turn; False where it does not wait."""
        if document not in self._waiting:
            return False
        del self._waiting[document]
        self._asked.add(document)
        return True

    def answered(self, document: int) -> None:
        """The worker is through with a document."""
        if document in self._asked:
            self._asked.discard(document)
            self.done += 1

    def give_back(self, document: int) -> None:
        """A document that was asked for waits again: the worker was told to leave it, or died."""
        if document in self._asked:
            self._asked.discard(document)
            self._waiting[document] = None
