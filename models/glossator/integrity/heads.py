"""What each step says of undo and redo: computed anew from the steps themselves. Part of integrity; pure.

A row of the journal names the step it stands on and what undo and redo find after it (see `glossator.store.journal`).
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Heads:
    """The pointers of a step; None where there is nothing."""

    parent: int | None
    inverts: int | None
    undo_head: int | None
    redo_head: int | None


@dataclass(frozen=True, slots=True)
class Move:
    """A step as far as undo and redo are concerned."""

    id: int
    annotator_id: int
    verb: str
    group_id: int | None
    closes: bool


_NOTHING = (None, None)


@dataclass(slots=True)
class Lines:
    """Follows the steps of all annotators, from the first on."""

    _last: dict[int, tuple[int | None, int | None]] = field(default_factory=dict)
    _parents: dict[int, int] = field(default_factory=dict)
    _groups: dict[int, int] = field(default_factory=dict)
    _owners: dict[int, int] = field(default_factory=dict)
    _closing: set[int] = field(default_factory=set)
    _undone: dict[int, int] = field(default_factory=dict)

    def expected(self, move: Move) -> Heads | None:
        """What the pointers of the next step have to be; None for an undo or redo of nothing."""
        undo_head, redo_head = self._last.get(move.annotator_id, _NOTHING)
        if move.verb == "undo":
            if undo_head is None:
                return None
            return Heads(redo_head, undo_head, self._before(undo_head), undo_head)
        if move.verb == "redo":
            undone = self._undone.get(redo_head or 0)
            if redo_head is None or undone is None:
                return None
            return Heads(undo_head, redo_head, redo_head, self._parents.get(undone))
        return Heads(undo_head, None, move.id, None)

    def is_grouped_well(self, move: Move) -> bool:
        """Whether a step's group is its own, or one that this annotator began; and only a member closes one."""
        if move.group_id is None:
            return not move.closes
        if move.group_id == move.id:
            return not move.closes
        return self._groups.get(move.group_id) == move.group_id and self._owners.get(move.group_id) == move.annotator_id

    def follow(self, move: Move, heads: Heads) -> None:
        """Go on from this step, whatever its pointers are."""
        if heads.parent is not None:
            self._parents[move.id] = heads.parent
        self._last[move.annotator_id] = (heads.undo_head, heads.redo_head)
        if move.verb == "undo" and heads.inverts is not None:
            self._undone[heads.inverts] = move.id
        if move.group_id is not None:
            self._groups[move.id] = move.group_id
            if move.group_id == move.id:
                self._owners[move.id] = move.annotator_id
            if move.closes:
                self._closing.add(move.id)

    def _before(self, head: int) -> int | None:
        """What a step, or the group that it closes, stands on."""
        last = head
        while head in self._closing:
            earlier = self._parents.get(last)
            if earlier is None or self._groups.get(earlier) != self._groups.get(head):
                break
            last = earlier
        return self._parents.get(last)
