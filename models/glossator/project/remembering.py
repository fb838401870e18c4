"""Keeps the suggestions of all documents in step with what is decided: small pieces of work, when there is time.

Nothing is kept but what is counted from the project itself, so undo, other programs and restarts need no care.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Collection, Iterator
from typing import TYPE_CHECKING

from glossator.annotation import ChangeSet, Fragment
from glossator.annotation.suggestions import MEMORY
from glossator.store import Store
from glossator.store.decided import (
    MARK,
    confirmed_in,
    decided_in,
    documents_remembered,
    documents_with_decisions,
    excluded_documents,
    mark_now,
)
from glossator.store.standing import (
    SuggestionPlace,
    documents_with,
    finished_documents,
    spans_of,
    suggestions_of,
)
from glossator.suggest.memory import GENERATION, Decided, Memory
from glossator.suggest.memory_plan import Amendment, Surroundings, amendments
from glossator.text.wordforms import FormIndex

if TYPE_CHECKING:
    from glossator.project.project import Project

REMEMBER = "remember"
"""The verb of the change sets that memory's writing is told by."""
SETTLED = "memory"
"""The code of the exemptions that settle what words are; their key is the label, a tab, and the spelling."""
_AT_ONCE = 60
"""Suggestions that one transaction writes."""
_WORDS_AT_ONCE = 40
_WINDOW = 1 << 16
"""Code points of a long text whose annotations are read at once."""


class Remembering:
    """Works for one open project. `hear` every change set, and call `work` whenever nobody is waiting for a key.

    `exclude`: documents that are neither learnt from nor suggested in, besides those that the project names.
    """

    def __init__(self, project: Project, store: Store, *, exclude: Collection[int] = ()) -> None:
        self._project, self._store, self._exclude = project, store, frozenset(exclude)
        self.memory = Memory(settled_in(store))
        self._index: FormIndex | None = None
        self._count: dict[int, None] = dict.fromkeys(documents_with_decisions(store))
        self._dirty: set[str] = set()
        self._plan: dict[int, None] = {}
        self._first = 0
        self._counted = False
        self._mark = f"{GENERATION}:"
        self._unmarked = False
        self._running: Iterator[None] | None = None

    @property
    def idle(self) -> bool:
        """Whether there is nothing to do."""
        return not (self._count or self._dirty or self._plan or self._running or self._unmarked or not self._counted)

    def look_at(self, document_id: int) -> None:
        """This document is on the screen: what concerns it comes first."""
        self._first = document_id

    def hear(self, changes: ChangeSet) -> None:
        """Something was changed. Takes no time."""
        if changes.verb == REMEMBER:
            return
        if changes.everything:
            self._count.update(dict.fromkeys(documents_with_decisions(self._store)))
            self._plan.update(dict.fromkeys(self._project.document_ids()))
        if changes.kinds & {"span", "decision", "suggestion", "document", "layer"}:
            self._count.update(dict.fromkeys(changes.touched))
        if "exemption" in changes.kinds:
            self._dirty |= self.memory.settle(settled_in(self._store))
            self._index = None
        if changes.step is None or changes.kinds & {"document", "layer"}:
            self._plan.update(dict.fromkeys(changes.touched))

    def work(self, until: Callable[[], bool]) -> bool:
        """Do pieces of work of a few milliseconds until `until` says so; whether there is more to do."""
        while not self.idle:
            if self._running is None:
                self._running = self._piece()
            try:
                next(self._running)
            except StopIteration:
                self._running = None
            except BaseException:
                self._running = None
                raise
            if until():
                break
        return not self.idle

    # The pieces

    def _piece(self) -> Iterator[None]:
        if self._count:
            yield from self._count_one(self._next(self._count))
        elif not self._counted:
            self._counted = True
            if self._store.setting(MARK) == self._mark + mark_now(self._store):
                self._dirty.clear()  # all that has been applied before the program was closed
            else:
                self._plan.update(dict.fromkeys(documents_remembered(self._store)))
        elif self._dirty:
            yield from self._find_documents()
        elif self._plan:
            yield from self._amend(self._next(self._plan))
        else:
            self._write_mark()

    def _next(self, waiting: dict[int, None]) -> int:
        number = self._first if self._first in waiting else next(iter(waiting))
        del waiting[number]
        return number

    def _count_one(self, document_id: int) -> Iterator[None]:
        decided = Decided()
        for part in _decided_parts(self._store, document_id, self._left_alone()):
            decided = part
            yield
        changed = self.memory.take(document_id, decided)
        if changed:
            self._dirty |= changed
            self._index = None

    def _find_documents(self) -> Iterator[None]:
        """Which documents hold words of which something else is known now."""
        words = [self._dirty.pop() for _ in range(min(_WORDS_AT_ONCE, len(self._dirty)))]
        written = dict.fromkeys(form for one in words for form in (one, self.memory.words(one)))
        yield
        self._plan.update(dict.fromkeys(documents_with(self._store, written)))
        self._unmarked = True

    def _amend(self, document_id: int) -> Iterator[None]:
        self._unmarked = True
        text = self._store.documents.text(document_id)
        if text is None or not self._store.documents.is_present(document_id):
            return
        if document_id in self._left_alone() or document_id in finished_documents(self._store):
            return
        yield
        if self._index is None:
            self._index = FormIndex(self.memory.forms())
            yield
        spans, suggestions = list[Fragment](), list[SuggestionPlace]()
        for start in range(0, len(text), _WINDOW):
            between = (start, start + _WINDOW)
            spans += [(span.start, span.end) for span in spans_of(self._store, document_id, between=between)]
            suggestions += suggestions_of(self._store, document_id, between=between)
            yield
        if self._index is None:
            self._plan[document_id] = None  # something was decided meanwhile: begin anew
            return
        surroundings = Surroundings(document_id, text, spans, suggestions)
        for amendment in amendments(surroundings, self.memory, self._index):
            yield
            for part in _parts(amendment) if amendment else ():
                self._project.amend_suggestions(part)
                yield

    def _write_mark(self) -> None:
        """Remember that everything decided so far has been applied: at the next start only what is new has to be."""
        self._unmarked = False
        mark = self._mark + mark_now(self._store)
        if len(self.memory) and self._store.setting(MARK) != mark:
            with self._store.transaction():
                self._store.set_setting(MARK, mark)

    def _left_alone(self) -> frozenset[int]:
        return self._exclude | excluded_documents(self._store)


def decided_in_document(store: Store, document_id: int, left_alone: Collection[int] = ()) -> Decided:
    """What has been decided in a document; nothing in one that is left alone, or has gone."""
    return deque(_decided_parts(store, document_id, left_alone), maxlen=1)[0]


def _decided_parts(store: Store, document_id: int, left_alone: Collection[int]) -> Iterator[Decided]:
    """The same, of more and more of a long text; the last is all of it."""
    confirmed, rejected, corrected = (Counter[tuple[str, str]]() for _ in range(3))
    text = store.documents.text(document_id) if store.documents.is_present(document_id) else None
    length = 0 if text is None or document_id in left_alone else len(text)
    decided = Decided(confirmed, rejected, corrected)
    for start in range(0, length, _WINDOW):
        between = (start, start + _WINDOW)
        confirmed.update(confirmed_in(store, document_id, between))
        for words, label, to, to_label in decided_in(store, document_id, between):
            if to != words or to_label != label:
                rejected[words, label] += 1
            if to is not None and to != words:
                corrected[words, to] += 1
        yield decided
    yield decided


def settled_in(store: Store) -> dict[str, str | None]:
    """What people have agreed that words are: a label, or None where nothing is to be remembered of them."""
    found = store.exemptions.where("t.code = ? AND t.document_id IS NULL", (SETTLED,), order="t.id")
    pairs = (one.key.partition("\t") for one in found)
    return {spelling: label or None for label, _, spelling in pairs if spelling}


def _parts(amendment: Amendment) -> Iterator[Amendment]:
    """An amendment in portions, what is taken away first."""
    number = amendment.document_id
    for ids in _portions(amendment.drop):
        yield Amendment(number, drop=ids)
    for ids in _portions(amendment.hold):
        yield Amendment(number, hold=ids)
    for ids in _portions(amendment.release):
        yield Amendment(number, release=ids)
    for start in range(0, len(amendment.add), _AT_ONCE):
        yield Amendment(number, add=amendment.add[start : start + _AT_ONCE])


def _portions(ids: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    return (ids[start : start + _AT_ONCE] for start in range(0, len(ids), _AT_ONCE))


__all__ = ["MEMORY", "REMEMBER", "SETTLED", "Remembering", "decided_in_document", "settled_in"]
