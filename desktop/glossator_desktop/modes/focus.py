"""What the person's attention is on in a document: caret, selection, current item. Frozen; Qt-free."""

from __future__ import annotations

from dataclasses import dataclass, replace

from glossator.annotation import Fragment, Fragments


@dataclass(frozen=True, slots=True)
class Focus:
    """Where the caret stands and what the next key acts on. Offsets are code points.

    `current` is the id of a suggestion or an annotation; a selection and a current item exclude each other.
    `held` are fragments set aside so that the selection becomes a further one; `target` is the annotation or
    suggestion they belong to, or None where they are to become a new one. `stacking`: the next label is put on top.
    `also` are further items that are to be decided together with the current one.
    `grown` is the way back for shrinking, `goal_x` the column that vertical moves keep to.
    """

    caret: int = 0
    current: int | None = None
    selection: Fragment | None = None
    held: Fragments = ()
    target: int | None = None
    stacking: bool = False
    grown: tuple[Fragment, ...] = ()
    goal_x: float | None = None
    also: tuple[int, ...] = ()

    @property
    def fragments(self) -> Fragments:
        """What would be labelled now: the selection, together with the fragments set aside."""
        return merge((*self.held, self.selection)) if self.selection else self.held

    def at(self, caret: int, *, goal_x: float | None = None) -> Focus:
        """The caret moved: selection and current item are let go, fragments set aside are not."""
        return Focus(caret=caret, held=self.held, target=self.target, goal_x=goal_x)

    def on(self, item: int, start: int) -> Focus:
        """An item became current; all else is let go."""
        return Focus(caret=start, current=item)

    def selecting(self, fragment: Fragment, *, grown: tuple[Fragment, ...] = ()) -> Focus:
        """A stretch is selected; fragments set aside stay."""
        return Focus(caret=fragment[1], selection=fragment, held=self.held, target=self.target, grown=grown)

    def dropped(self) -> Focus:
        """One layer less: first what W and D prepared, what Ctrl+A gathered, then the selection or the current item."""
        if self.stacking:
            return replace(self, stacking=False)
        if self.held:
            return Focus(caret=self.caret)
        if self.also:
            return replace(self, also=())
        return Focus(caret=self.selection[0] if self.selection else self.caret)


def merge(fragments: Fragments) -> Fragments:
    """Fragments in order, those that touch or overlap joined."""
    merged: list[Fragment] = []
    for start, end in sorted(fragments):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)
