"""Page mode: several marks at once. Ctrl+A and Ctrl+click gather them; what is done to them is one step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from glossator.annotation import Fragments
from glossator_desktop.modes.focus import Focus
from glossator_desktop.modes.mode import Handler
from glossator_desktop.modes.order import OrderName

if TYPE_CHECKING:
    from glossator_desktop.modes.moving import Moving
    from glossator_desktop.session import DocumentSession
    from glossator_desktop.workspace import Workspace


def gathered(document: DocumentSession, focus: Focus) -> list[int]:
    """What is gathered and still there: the current item first."""
    items = (*((focus.current,) if focus.current is not None else ()), *focus.also)
    return [item for item in dict.fromkeys(items) if document.mark(item)]


def alike(document: DocumentSession, current: int | None) -> list[int]:
    """What one would do the same to: pending suggestions, or annotations, with the label of the current one."""
    mark = document.mark(current) if current is not None else None
    if mark is None:
        return list(document.pending)
    name: OrderName = mark.kind if mark.kind in ("suggestion", "hint") else "annotation" if mark.label else "filler"
    marks = (document.marks[item] for item in document.order(name))
    return [other.id for other in marks if (other.kind, other.label) == (mark.kind, mark.label)]


def with_click(document: DocumentSession, focus: Focus, item: int) -> Focus:
    """The focus after Ctrl+click on a mark: it is one more of those gathered, or no longer."""
    items = gathered(document, focus)
    items = [one for one in items if one != item] if item in items else [*items, item]
    return of(document, items, focus)


def of(document: DocumentSession, items: list[int], focus: Focus) -> Focus:
    """The focus on these, the first of them current."""
    if not items:
        return focus.at(focus.caret)
    start = document.fragments(items[0])[0][0]
    return replace(focus.on(items[0], start), also=tuple(items[1:]))


def places(document: DocumentSession, focus: Focus) -> Fragments:
    """The words of what is gathered besides the current item."""
    return tuple(part for item in focus.also if item in document.marks for part in document.fragments(item))


class Bulk:
    """Does to everything gathered what the keys do to one."""

    def __init__(self, workspace: Workspace, moving: Moving) -> None:
        self.workspace = workspace
        self._moving = moving

    def handlers(self) -> Mapping[str, Handler]:
        """By action id."""
        return {"page.select_all": lambda _: self.select_all()}

    def select_all(self) -> None:
        """All with the label of the current one; pressed again, all pending suggestions."""
        workspace = self.workspace
        workspace.load_rest()
        document, focus = workspace.document, workspace.focus
        items = alike(document, focus.current)
        every = set(items) <= set(gathered(document, focus))
        if every:
            items = list(document.pending)
        if not items:
            workspace.say("info", "No suggestion is left to decide here.")
            return
        if focus.current in items:
            items = [focus.current, *(item for item in items if item != focus.current)]
        workspace.set_focus(of(document, items, focus))
        which = f"All {len(items)} pending are" if every else f"{len(items)} are"
        workspace.say("info", f"{which} selected: Space, X or a digit acts on all of them.")

    def click(self, item: int) -> None:
        """Ctrl+click."""
        self.workspace.set_focus(with_click(self.workspace.document, self.workspace.focus, item))

    def accept(self) -> None:
        """Accepts the suggestions among them."""
        suggestions, _ = self._parted()
        if not suggestions:
            self.workspace.say("info", "None of these is a suggestion.")
        elif self.workspace.run(lambda: self.workspace.project.accept_all(suggestions)) is not None:
            self._done(f"{len(suggestions)} accepted.")

    def reject(self) -> None:
        """Rejects the suggestions, deletes the annotations."""
        project = self.workspace.project
        suggestions, others = self._parted(hints=True)

        def work() -> int:
            if suggestions:
                project.reject_all(suggestions)
            for item in others:
                project.delete(item)
            return len(suggestions) + len(others)

        count = self.workspace.run_as_one(f"reject or delete {len(suggestions) + len(others)}", work)
        if count is not None:
            self._done(f"{count} rejected or deleted." if others else f"{count} rejected.")

    def label(self, name: str) -> None:
        """Labels them all; a suggestion is accepted with the label. Events are left alone."""
        document, project = self.workspace.document, self.workspace.project
        suggestions, others = self._parted()
        right = [item for item in suggestions if document.suggestions[item].label == name]
        wrong = [item for item in suggestions if document.suggestions[item].label != name]
        spans = [item for item in others if item in document.spans and document.spans[item].label != name]

        def work() -> int:
            if right:
                project.accept_all(right)
            for item in wrong:
                project.accept(item, label=name)
            for item in spans:
                project.set_label(item, name)
            return len(suggestions) + len(spans)

        count = self.workspace.run_as_one(f"label {len(suggestions) + len(spans)} as {name}", work)
        if count is not None:
            self._done(f"{count} labelled {name}.")

    def _parted(self, *, hints: bool = False) -> tuple[list[int], list[int]]:
        """The suggestions (hints too, if so asked), and the annotations."""
        document = self.workspace.document
        items = gathered(document, self.workspace.focus)
        pending = [item for item in items if item in document.suggestions]
        spans = [item for item in pending if hints or document.suggestions[item].kind == "span"]
        return spans, [item for item in items if item not in document.suggestions]

    def _done(self, said: str) -> None:
        workspace, place = self.workspace, self._moving.here()
        workspace.set_focus(workspace.focus.at(place[0]))
        workspace.say("info", said)
        if workspace.document.pending.after(place) is not None:
            self._moving.next_suggestion(place)
