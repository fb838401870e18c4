"""What a concordance shows and what is ticked in it, fed from a search that goes on a little at a time. No Qt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Literal, TypeAlias

from glossator import Project
from glossator.insight.concordance import Occurrence
from glossator.project.propagating import Asked
from glossator.text.wordforms import KINDS, MatchKind

Scope: TypeAlias = Literal["document", "all"]

_Place: TypeAlias = tuple[int, int, int]


class Occurrences:
    """Rows as they are found, which of them are ticked, and which one is marked.

    What a person has ticked or not stays so when more is looked through, by its place.
    """

    def __init__(self, project: Project, asked: Asked, document_id: int) -> None:
        self._project, self.asked, self._document_id = project, asked, document_id
        self.scope: Scope = "document"
        self._chosen: dict[_Place, bool] = {}
        self._began = 0
        self._search: Iterator[tuple[Occurrence, ...]] = iter(())
        self.start("document")

    def start(self, scope: Scope) -> None:
        """Looks through this document, or all, from the beginning."""
        self.scope = scope
        self.rows: list[Occurrence] = []
        self.ticked: set[int] = set()
        self.counts: Counter[MatchKind] = Counter()
        self.open = 0
        self.unticked_conflicts = self.unticked_unsure = 0
        self._open_kinds: Counter[MatchKind] = Counter()
        self._ticked_kinds: Counter[MatchKind] = Counter()
        self._in_documents: Counter[int] = Counter()
        self.found_in: set[int] = set()
        self.complete = False
        self.moved = False
        self.at = 0
        self._began += 1
        only = self._document_id if scope == "document" else None
        self._search = self._project.concordance(self.asked, document_id=only)

    @property
    def generation(self) -> int:
        """Another one whenever the rows are not those of before with more at the end."""
        return self._began

    def advance(self, until: Callable[[], bool] = lambda: False) -> bool:
        """Goes on looking until `until` says so or all is found; whether there is more to look through."""
        while not self.complete:
            portion = next(self._search, None)
            if portion is None:
                self.complete = True
                break
            self._take(portion)
            if until():
                break
        return not self.complete

    def _take(self, portion: tuple[Occurrence, ...]) -> None:
        for one in portion:
            number = len(self.rows)
            self.rows.append(one)
            self.counts[one.kind] += 1
            self.found_in.add(one.document_id)
            if one.takes_label:
                self.open += 1
                self._open_kinds[one.kind] += 1
                self._note_unticked(one, 1)
                if self._chosen.get(_place(one), one.ticked):
                    self._tick(number, True)
            if one.itself and not self.moved:
                self.at = number

    # What a person does

    def step(self, by: int) -> None:
        """Marks another row, staying inside."""
        self.moved = True
        self.at = max(0, min(len(self.rows) - 1, self.at + by))

    def go(self, row: int) -> None:
        """Marks this row."""
        self.moved = True
        self.at = max(0, min(len(self.rows) - 1, row))

    def toggle(self) -> bool:
        """Ticks the marked row, or no longer; False where it has the label already."""
        row = self._row(self.at)
        if row is None or not row.takes_label:
            return False
        self._set(self.at, self.at not in self.ticked)
        return True

    def toggle_all(self) -> None:
        """Ticks all that the label can be given to; none where all are ticked."""
        self._toggle([number for number, row in enumerate(self.rows) if row.takes_label])

    def toggle_kind(self, kind: MatchKind) -> bool:
        """Ticks all of a kind that nothing speaks against; none of the kind where these are. False: there are none."""
        of_kind = [number for number, row in enumerate(self.rows) if row.kind == kind and row.takes_label]
        easy = [number for number in of_kind if not self.rows[number].conflict] or of_kind
        if self.ticked.issuperset(easy):
            easy = [number for number in of_kind if number in self.ticked]
        self._toggle(easy)
        return bool(of_kind)

    def _toggle(self, numbers: list[int]) -> None:
        on = not self.ticked.issuperset(numbers)
        for number in numbers:
            self._set(number, on)

    def _set(self, number: int, on: bool) -> None:
        self._chosen[_place(self.rows[number])] = on
        if on != (number in self.ticked):
            self._tick(number, on)

    def _tick(self, number: int, on: bool) -> None:
        row, by = self.rows[number], 1 if on else -1
        (self.ticked.add if on else self.ticked.discard)(number)
        self._ticked_kinds[row.kind] += by
        self._in_documents[row.document_id] += by
        self._note_unticked(row, -by)

    def _note_unticked(self, row: Occurrence, by: int) -> None:
        if row.conflict:
            self.unticked_conflicts += by
        elif not row.sure:
            self.unticked_unsure += by

    def _row(self, number: int) -> Occurrence | None:
        return self.rows[number] if 0 <= number < len(self.rows) else None

    # What comes of it

    @property
    def marked(self) -> Occurrence | None:
        """The row that Space ticks."""
        return self._row(self.at)

    def chosen(self) -> list[Occurrence]:
        """The occurrences that are ticked, in order."""
        return [self.rows[number] for number in sorted(self.ticked)]

    def kinds(self) -> list[tuple[MatchKind, int, int]]:
        """Each kind there is, how many of it can be given the label, and how many of these are ticked."""
        return [(kind, self._open_kinds[kind], self._ticked_kinds[kind]) for kind in KINDS if self._open_kinds[kind]]

    @property
    def documents(self) -> int:
        """In how many documents something is ticked."""
        return sum(0 < count for count in self._in_documents.values())


def _place(one: Occurrence) -> _Place:
    return one.document_id, one.start, one.end
