"""Page mode: moving edges, growing and shrinking. On a suggestion the first move accepts it, corrected."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from glossator.annotation import Fragment, Fragments
from glossator_desktop.modes.edges import Side, Unit, Way, move_edge
from glossator_desktop.modes.growth import grow, name_around, shrink
from glossator_desktop.modes.mode import Handler

if TYPE_CHECKING:
    from glossator_desktop.session import DocumentSession
    from glossator_desktop.workspace import Workspace

EDGE_MOVES: Mapping[str, tuple[Side, Way, Unit]] = {
    "right_edge_out": ("right", "out", "token"),
    "right_edge_in": ("right", "in", "token"),
    "left_edge_out": ("left", "out", "token"),
    "left_edge_in": ("left", "in", "token"),
    "right_character_out": ("right", "out", "character"),
    "right_character_in": ("right", "in", "character"),
    "left_character_out": ("left", "out", "character"),
    "left_character_in": ("left", "in", "character"),
}
"""The edge keys, by the part of the action's id behind the mode."""


def stretches_around(document: DocumentSession, current: Fragment) -> list[Fragment]:
    """What a stretch can grow to and shrink to: word, name, phrases, sentence and line around it."""
    line = document.line(current[0])
    tokens = [(token.start, token.end) for token in document.tokens.between(*line)]
    found = [token for token in tokens if token[0] < current[1] and current[0] < token[1]]
    found.append(name_around(document.text, tokens, current))
    found.extend((p.start, p.end) for p in document.phrases_between(*line))
    found.extend(document.sentences_of(line))
    return found


class Edging:
    """The handlers of the group Edges."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace

    def handlers(self) -> Mapping[str, Handler]:
        """By action id."""
        moves = {f"page.{name}": self._edge_handler(*move) for name, move in EDGE_MOVES.items()}
        return {**moves, "page.grow": lambda _: self.grow(), "page.shrink": lambda _: self.shrink()}

    def _edge_handler(self, side: Side, way: Way, unit: Unit) -> Handler:
        def handler(_: str) -> None:
            document = self.workspace.document
            fragments = self._present()
            if not fragments:
                self.start()
                return
            moved = move_edge(document.text, document.tokens, fragments, side, way, unit)
            if moved == fragments:
                self.workspace.say("info", "This edge cannot go further.")
            else:
                self.reshape(moved)

        return handler

    def start(self) -> None:
        """Selects the word at the caret, or the next one."""
        document, caret = self.workspace.document, self.workspace.focus.caret
        token = document.tokens.at(caret)
        if token is None or token.end == caret:
            token = document.tokens.next_after(caret) or token
        if token is not None:
            self.workspace.set_focus(self.workspace.focus.selecting((token.start, token.end)))

    def grow(self) -> None:
        """To the smallest stretch around; with nothing current, selects the word at the caret."""
        fragments = self._present()
        if len(fragments) != 1:
            if not fragments:
                self.start()
            return
        wider = grow(fragments[0], stretches_around(self.workspace.document, fragments[0]))
        if wider is None:
            self.workspace.say("info", "It is as large as it gets: the whole sentence.")
        else:
            self.reshape((wider,), grown=(*self.workspace.focus.grown, fragments[0]))

    def shrink(self) -> None:
        """Back to what it grew from, else to the largest stretch inside."""
        fragments, grown = self._present(), self.workspace.focus.grown
        if len(fragments) != 1:
            return
        smaller = grown[-1] if grown else None
        if smaller is None:
            stretches = stretches_around(self.workspace.document, fragments[0])
            smaller = shrink(fragments[0], stretches, fragments[0][1])
        if smaller is not None:
            self.reshape((smaller,), grown=grown[:-1])

    def reshape(self, fragments: Fragments, grown: tuple[Fragment, ...] = ()) -> None:
        """Gives what is current these edges: a selection at once, an annotation as a step."""
        workspace, project = self.workspace, self.workspace.project
        focus, mark = workspace.focus, workspace.current_mark
        if mark is None or mark.kind == "hint":
            workspace.set_focus(focus.selecting(fragments[-1], grown=grown))
            return
        item = mark.id
        if mark.kind == "suggestion":
            item_or_none = workspace.run(lambda: project.accept(item, fragments=fragments))
        else:
            item_or_none = item if workspace.run(lambda: project.set_edges(item, fragments=fragments)) else None
        if item_or_none is not None:
            workspace.select(item_or_none, grown=grown)

    def _present(self) -> Fragments:
        focus = self.workspace.focus
        if focus.selection:
            return (focus.selection,)
        return self.workspace.document.fragments(focus.current) if focus.current is not None else ()
