"""The façade's memory: what has been decided of words, applied to what is undecided. What it writes is no step."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Iterable
from typing import TYPE_CHECKING, cast

from glossator.annotation import ChangeSet, Kind
from glossator.errors import VerbError
from glossator.project.broadcast import Broadcast, Listener
from glossator.store import Store
from glossator.store.decided import documents_with_decisions, excluded_documents, set_excluded
from glossator.store.errors import agreeing
from glossator.store.suggestions import HELD_BACK
from glossator.text.wordforms import spelt_alike

if TYPE_CHECKING:
    from glossator.project.project import Project
    from glossator.project.remembering import Remembering
    from glossator.suggest.memory import Conflict, Memory
    from glossator.suggest.memory_plan import Amendment

# The suggest layer is imported by the methods that need it: the window starts without.


class Memories(ABC):
    """Remembering. `Project` mixes it in."""

    _store: Store
    _broadcast: Broadcast

    @abstractmethod
    def exempt(self, code: str, key: str, *, document_id: int | None = None) -> int:
        """Write an exemption, as one step."""

    @abstractmethod
    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Hear every change set."""

    def memory(self) -> Memory:
        """What has been decided of words, by everybody, as it is now."""
        from glossator.project.remembering import decided_in_document, settled_in
        from glossator.suggest.memory import Memory

        memory, left_alone = Memory(settled_in(self._store)), excluded_documents(self._store)
        for number in documents_with_decisions(self._store):
            memory.take(number, decided_in_document(self._store, number, left_alone))
        return memory

    def memory_conflicts(self) -> list[Conflict]:
        """Words that have been given several labels: nothing is suggested for them until they are settled."""
        return self.memory().conflicts()

    def settle_memory(self, words: str, label: str | None) -> int:
        """Agree that words are to be suggested with a label, or (None) never, as one step; returns its id.

        It is an exemption, which `unexempt` takes back. Decisions that were made stay. Raises VerbError where there
        are no words.
        """
        from glossator.project.remembering import SETTLED

        if not words.strip():
            raise VerbError("There are no words to settle anything about.")
        return self.exempt(SETTLED, f"{label or ''}\t{spelt_alike(words)}")

    def remembering(self, *, exclude: Collection[int] = ()) -> Remembering:
        """What applies the memory in small pieces of work; it has to be given every change set.

        `exclude`: documents, such as those that agreement is measured on, that it neither learns from nor changes.
        """
        from glossator.project.remembering import Remembering

        return Remembering(cast("Project", self), self._store, exclude=exclude)

    def remember(self, *, exclude: Collection[int] = ()) -> ChangeSet:
        """Apply the memory to all that is undecided, now. No step: undo does not see it, redo is not cut off.

        Words known as something are suggested so wherever they stand and nothing is marked; suggestions that say
        otherwise are held back, and stand again as soon as the decision is taken back.
        """
        added: dict[int, None] = {}
        updated: dict[int, None] = {}
        touched: dict[int, None] = {}

        def note(changes: ChangeSet) -> None:
            added.update(dict.fromkeys(changes.added.get("suggestion", ())))
            updated.update(dict.fromkeys(changes.updated.get("suggestion", ())))
            touched.update(dict.fromkeys(changes.touched))

        stop = self.subscribe(note)
        try:
            self.remembering(exclude=exclude).work(lambda: False)
        finally:
            stop()
        return _told(added, updated, touched)

    def amend_suggestions(self, amendment: Amendment) -> ChangeSet:
        """Write what memory changes among a document's suggestions; what somebody has decided meanwhile stays."""
        from glossator.suggest.memory import GENERATION

        with agreeing(self._store.path), self._store.transaction():
            table = self._store.suggestions
            text = self._store.documents.text(amendment.document_id) or ""
            updated = [*table.mark_superseded(amendment.drop, 1), *table.mark_superseded(amendment.hold, HELD_BACK),
                       *table.mark_superseded(amendment.release, 0)]  # fmt: skip
            added = table.add_remembered(amendment.document_id, text, str(GENERATION), amendment.add)
        changes = _told(added, updated, (amendment.document_id,))
        self._broadcast.send(changes)
        return changes

    def memory_excluded(self) -> frozenset[int]:
        """The documents that memory leaves alone."""
        return excluded_documents(self._store)

    def exclude_from_memory(self, document_ids: Iterable[int]) -> None:
        """Say which documents memory leaves alone from now on, such as those that agreement is measured on.

        It is no step. What was suggested in them stays.
        """
        set_excluded(self._store, frozenset(document_ids))


def _told(added: Iterable[int], updated: Iterable[int], touched: Iterable[int]) -> ChangeSet:
    new, changed = tuple(added), tuple(updated)
    first: dict[Kind, tuple[int, ...]] = {"suggestion": new} if new else {}
    second: dict[Kind, tuple[int, ...]] = {"suggestion": changed} if changed else {}
    return ChangeSet("remember", added=first, updated=second, touched=tuple(touched))
