"""The drafts that led to the present one, for undo and redo inside the editor. Frozen; pure, without Qt."""

from __future__ import annotations

from dataclasses import dataclass, replace

from glossator_desktop.schema_editing.draft import Draft, Place


@dataclass(frozen=True, slots=True)
class Moment:
    """A draft, and where the person was."""

    draft: Draft
    place: Place


@dataclass(frozen=True, slots=True)
class Trail:
    """`run` names what is being typed: one field's letters are one edit."""

    now: Moment
    back: tuple[Moment, ...] = ()
    forth: tuple[Moment, ...] = ()
    run: object = None

    def went(self, moment: Moment, *, run: object = None) -> Trail:
        """After another edit; None as the run stands for itself."""
        if moment.draft == self.now.draft:
            return replace(self, now=moment)
        if run is not None and run == self.run:
            return replace(self, now=moment, forth=())
        return Trail(moment, (*self.back, self.now), (), run)

    def at(self, place: Place) -> Trail:
        """The person has gone elsewhere: what is typed from now on is another edit."""
        return self if place == self.now.place else replace(self, now=replace(self.now, place=place), run=None)

    def undone(self) -> Trail:
        """Before the latest edit; unchanged before the first."""
        if not self.back:
            return self
        return Trail(self.back[-1], self.back[:-1], (self.now, *self.forth))

    def redone(self) -> Trail:
        """After the edit that was taken back last."""
        if not self.forth:
            return self
        return Trail(self.forth[0], (*self.back, self.now), self.forth[1:])
