"""Page mode: going from item to item, and moving the caret."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from glossator_desktop.modes.caret import Move, move_caret
from glossator_desktop.modes.lines import line_edge, moved_by_lines
from glossator_desktop.modes.mode import Handler
from glossator_desktop.modes.order import Key, OrderName, key_of, place_before

if TYPE_CHECKING:
    from glossator_desktop.session import DocumentSession
    from glossator_desktop.workspace import Workspace

_CARET: Mapping[str, Move] = {
    "page.left": "left",
    "page.right": "right",
    "page.word_left": "word_left",
    "page.word_right": "word_right",
    "page.paragraph_up": "paragraph_up",
    "page.paragraph_down": "paragraph_down",
    "page.text_start": "text_start",
    "page.text_end": "text_end",
}


class Moving:
    """The handlers of the group Move."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace

    def handlers(self) -> Mapping[str, Handler]:
        """By action id."""
        return {
            "page.next_suggestion": lambda _: self.next_suggestion(),
            "page.previous_suggestion": lambda _: self._step("suggestion", -1, NOTHING_TO_DECIDE),
            "page.next_annotation": lambda _: self._step("annotation", 1, NO_ANNOTATION),
            "page.previous_annotation": lambda _: self._step("annotation", -1, NO_ANNOTATION),
            "page.next_trigger": lambda _: self.next_trigger(),
            "page.previous_trigger": lambda _: self._step("hint", -1, NO_TRIGGER),
            **{action: self._caret_handler(move) for action, move in _CARET.items()},
            "page.up": lambda _: self._vertical(-1),
            "page.down": lambda _: self._vertical(1),
            "page.line_start": lambda _: self._line_edge(end=False),
            "page.line_end": lambda _: self._line_edge(end=True),
            "page.find": lambda _: self.workspace.panel.emit("find"),
            "page.find_next": lambda _: self.workspace.panel.emit("find_next"),
            "page.find_previous": lambda _: self.workspace.panel.emit("find_previous"),
        }

    def next_suggestion(self, after: Key | None = None) -> None:
        """To the next pending suggestion, behind what was current a moment ago."""
        self._step("suggestion", 1, NOTHING_TO_DECIDE, after)

    def next_trigger(self, after: Key | None = None) -> None:
        """To the next trigger hint."""
        self._step("hint", 1, NO_TRIGGER, after)

    def next_annotation(self, after: Key | None = None) -> None:
        """To the next annotation."""
        self._step("annotation", 1, NO_ANNOTATION, after)

    def here(self) -> Key:
        """The place that next and previous are counted from: the current item, else the caret."""
        focus = self.workspace.focus
        mark = self._session.mark(focus.current) if focus.current is not None else None
        return key_of(mark.fragments, mark.id) if mark else place_before(focus.caret)

    @property
    def _session(self) -> DocumentSession:
        return self.workspace.document

    def _step(self, kind: OrderName, way: int, nothing: str, place: Key | None = None) -> None:
        order = self._session.order(kind)
        start = place or self.here()
        item = order.after(start) if 0 < way else order.before(start)
        if not self._is_next(item, start):
            self.workspace.load_rest()
            order = self._session.order(kind)
            item = order.after(start) if 0 < way else order.before(start)
        if item is None:
            item = order.first() if 0 < way else order.last()
            if item is None or item == self.workspace.focus.current:
                if kind == "annotation" and self._session.events and item is None:
                    nothing = NO_PLACE
                self.workspace.say("info", nothing if item is None else "This is the only one.")
                if place is not None:
                    self.workspace.set_focus(self.workspace.focus.at(self.workspace.focus.caret))
                return
            self.workspace.say("info", "From the top again." if 0 < way else "From the end again.")
        self.workspace.select(item)

    def _is_next(self, item: int | None, start: Key) -> bool:
        """Whether nothing that has not been loaded yet can stand between a place and what was found from there."""
        if item is None:
            return self._session.complete
        there = self._session.marks[item].start
        return self._session.covers(min(start[0], there), max(start[0], there))

    def _caret_handler(self, move: Move) -> Handler:
        def handler(_: str) -> None:
            focus, session = self.workspace.focus, self._session
            self.workspace.set_focus(focus.at(move_caret(session.text, session.tokens, focus.caret, move)))

        return handler

    def _vertical(self, lines: int) -> None:
        self.workspace.set_focus(moved_by_lines(self.workspace, lines))

    def _line_edge(self, *, end: bool) -> None:
        focus = self.workspace.focus
        self.workspace.set_focus(focus.at(line_edge(self.workspace, focus.caret, end=end)))


NOTHING_TO_DECIDE = "No suggestion is left to decide here. Ctrl+Enter: done, next document."
NO_ANNOTATION = "There is no annotation yet. Select some words and press a digit."
NO_PLACE = "No annotation has a place in the text. Events without trigger are in the list of events."
NO_TRIGGER = "There is no trigger hint left. Put the caret on a word and press E for an event."
