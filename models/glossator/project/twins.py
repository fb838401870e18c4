"""Which documents of a project are nearly the same: wire stories that ran again. Reads only."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator

from glossator.annotation import Document


class Twins(ABC):
    """Finding twins. `Project` mixes it in."""

    @abstractmethod
    def documents(self) -> Iterator[Document]:
        """Every document with its text."""

    def twins(self) -> list[tuple[int, ...]]:
        """The ids of documents that are nearly the same, or a part of one another: groups of two and more, in order."""
        from glossator.text.twins import TwinFinder

        finder: TwinFinder[int] = TwinFinder()
        for document in self.documents():
            finder.add(document.id, document.text)
        return finder.groups()
