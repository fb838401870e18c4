"""Event mode, roles: putting fillers into roles and taking them out, and moving the edges of a free one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from glossator.annotation import ChangeSet, Fragment, Fragments
from glossator.schema.roles import FREE, event_filler
from glossator_desktop.builder.candidates import Candidate, find_place, fits
from glossator_desktop.builder.state import Numbered, RoleRow, can_be_reshaped, shares_words
from glossator_desktop.modes.caret import Move, move_caret
from glossator_desktop.modes.edges import Side, Unit, Way, move_edge
from glossator_desktop.modes.edging import EDGE_MOVES, stretches_around
from glossator_desktop.modes.growth import grow
from glossator_desktop.modes.lines import moved_by_lines
from glossator_desktop.modes.mode import Handler

if TYPE_CHECKING:
    from glossator_desktop.modes.roles_mode import EventRolesMode


class Filling:
    """The handlers that change arguments. All of them act on the current role."""

    def __init__(self, mode: EventRolesMode) -> None:
        self._mode = mode
        self._workspace = mode.workspace

    def handlers(self) -> Mapping[str, Handler]:
        """By action id."""
        edges = {f"roles.{name}": self._edge_handler(*move) for name, move in EDGE_MOVES.items()}
        return {
            **edges,
            "roles.toggle": self._toggle,
            "roles.only": self._only,
            "roles.empty": lambda _: self._empty(),
            "roles.left": lambda _: self._move("word_left"),
            "roles.right": lambda _: self._move("word_right"),
            "roles.up": lambda _: self._move_line(-1),
            "roles.down": lambda _: self._move_line(1),
            "roles.grow": lambda _: self._grow(),
            "roles.shrink": lambda _: self._shrink(),
        }

    # Filling

    def add(self, role: str, candidate: Candidate) -> int:
        """Fills a role with a candidate, as verbs of the project; returns the filler's id. Raises what they raise."""
        project, event = self._workspace.project, self._mode.event_id
        if candidate.source == "suggestion":
            made = project.accept(candidate.ref)
            project.add_argument(event, role, made)
            return made
        if candidate.source in ("span", "event"):
            project.add_argument(event, role, candidate.ref)
            return candidate.ref
        changes = project.add_argument(event, role, candidate.fragments)
        return changes.added["span"][0]

    def confirm(self, row: RoleRow) -> bool:
        """Fills a role with all that is proposed for it."""
        name = row.role.name
        done = self._workspace.run_all(lambda: [self.add(name, candidate) for candidate in row.proposed])
        if done is None:
            return False
        self._mode.proposals_done(name)
        return True

    def fill(self, candidate: Candidate, *, alone: bool = False) -> int | None:
        """Fills the current role; one that takes a single filler, or is to have this one `alone`, gives up the others.

        Free words that share some with the candidate were a shorter or longer reading of the same: it replaces them.
        """
        row = self._mode.state.row
        name, alone = row.role.name, alone or row.role.cardinality.maximum == 1
        project, event = self._workspace.project, self._mode.event_id
        gone = [f.id for f in row.fillers if alone or (f.is_free and shares_words(f.fragments, candidate.fragments))]
        kept = [c for c in row.proposed if not (alone or shares_words(c.fragments, candidate.fragments))]

        def work() -> int:
            for filler in gone:
                project.remove_argument(event, name, filler)
            return self.add(name, candidate)

        made = self._workspace.run_all(work)
        if made is not None:
            self._mode.proposals_done(name, tuple(kept))
            self._mode.edit_filler(made if candidate.source == "phrase" else None)
        return made

    def remove(self, role: str, filler: int) -> None:
        """Takes one filler out of a role."""
        self._workspace.run(lambda: self._workspace.project.remove_argument(self._mode.event_id, role, filler))

    def fill_word(self, word: Fragment) -> None:
        """A word chosen by its letters: the smallest annotation or suggestion around it, else the word itself."""
        self._workspace.set_focus(self._workspace.focus.at(word[0]))
        role, trigger = self._mode.state.row.role, self._mode.event.trigger
        around = [c for c in self._workspace.scene_of(self._mode.event).near(word) if fits(c, role, trigger)]
        if around:
            self.fill(min(around, key=lambda c: c.end - c.start))
        else:
            self.fill_place(word)

    def fill_place(self, place: Fragment) -> None:
        """Words of the text fill the role: as the annotation that stands exactly there, else as a free filler."""
        scene = self._workspace.scene_of(self._mode.event)
        candidate = find_place(scene.near(place), (place,), self._workspace.document.text)
        if candidate.fragments != (place,):
            candidate = Candidate("phrase", 0, (place,), self._workspace.document.text[place[0] : place[1]], FREE)
        self.fill(candidate)

    def toggle_mark(self, item: int) -> None:
        """A mark that was clicked: in or out."""
        document = self._workspace.document
        if item == self._mode.event_id:
            return
        if item in self._mode.event.fillers(self._mode.state.row.role.name):
            self.remove(self._mode.state.row.role.name, item)
        elif item in document.spans:
            span = document.spans[item]
            self.fill(Candidate("span", item, span.fragments, span.text, span.label or FREE))
        elif item in document.events:
            event = document.events[item]
            self.fill(Candidate("event", item, event.trigger, event.text, event_filler(event.type)))
        elif item in document.suggestions and document.suggestions[item].kind == "span":
            found = document.suggestions[item]
            self.fill(Candidate("suggestion", item, found.fragments, found.text, found.label))
        elif item in document.suggestions:
            self.fill_place(document.suggestions[item].fragments[0])

    def toggle(self, entry: Numbered) -> None:
        """A numbered candidate: in, or out again."""
        row = self._mode.state.row
        if entry.filler is not None:
            self.remove(row.role.name, entry.filler)
        elif entry.proposed:
            kept = tuple(candidate for candidate in row.proposed if candidate != entry.candidate)
            self._mode.proposals_done(row.role.name, kept)
            self._workspace.touch()
        else:
            self.fill(entry.candidate)

    def _toggle(self, key: str) -> None:
        entry = self._mode.state.digit(int(key)) if key else None
        if entry is None:
            self._workspace.say("info", f"No candidate has the number {key}.")
        else:
            self.toggle(entry)

    def _only(self, key: str) -> None:
        """The candidate with this number, and no other."""
        entry = self._mode.state.digit(int(key[-1])) if key else None
        row = self._mode.state.row
        if entry is None:
            self._workspace.say("info", f"No candidate has the number {key[-1:]}.")
        elif entry.filler is None:
            self.fill(entry.candidate, alone=True)
        else:
            others = [filler.id for filler in row.fillers if filler.id != entry.filler]
            project, event = self._workspace.project, self._mode.event_id
            self._workspace.run_all(lambda: [project.remove_argument(event, row.role.name, item) for item in others])
            self._mode.proposals_done(row.role.name)
            self._workspace.touch()

    def _empty(self) -> None:
        row = self._mode.state.row
        project, event = self._workspace.project, self._mode.event_id
        if row.fillers and self._workspace.run(lambda: project.remove_argument(event, row.role.name)) is None:
            return
        self._mode.proposals_done(row.role.name)
        self._mode.edit_filler(None)

    # Free text

    def _move(self, move: Move) -> None:
        document, focus = self._workspace.document, self._workspace.focus
        self._workspace.set_focus(focus.at(move_caret(document.text, document.tokens, focus.caret, move)))
        self._mode.roam()

    def _move_line(self, way: int) -> None:
        self._workspace.set_focus(moved_by_lines(self._workspace, way))
        self._mode.roam()

    def _edge_handler(self, side: Side, way: Way, unit: Unit) -> Handler:
        def handler(_: str) -> None:
            fragments = self._edited()
            if not fragments:
                self._start()
                return
            document = self._workspace.document
            self._reshape(move_edge(document.text, document.tokens, fragments, side, way, unit), ())

        return handler

    def _start(self) -> None:
        document, caret = self._workspace.document, self._workspace.focus.caret
        token = document.tokens.at(caret)
        if token is None or token.end == caret:
            token = document.tokens.next_after(caret) or token
        if token is not None:
            self.fill_place((token.start, token.end))

    def _grow(self) -> None:
        fragments = self._edited()
        if not fragments:
            self._start()
            return
        trigger = self._mode.event.trigger
        stretches = stretches_around(self._workspace.document, fragments[0])
        wider = grow(fragments[0], [stretch for stretch in stretches if not shares_words((stretch,), trigger)])
        if wider is not None:
            self._reshape((wider,), (*self._mode.memory.grown, fragments))

    def _shrink(self) -> None:
        grown = self._mode.memory.grown
        if grown:
            self._reshape(grown[-1], grown[:-1])

    def _edited(self) -> Fragments:
        if self._mode.memory.filler is None:
            self._take_up()
        filler = self._mode.memory.filler
        return self._workspace.document.fragments(filler) if filler is not None else ()

    def _take_up(self) -> None:
        """The edge keys move the free words that the role has, proposed or not, unless the caret went elsewhere."""
        row = self._mode.state.row
        if not can_be_reshaped(row) or self._mode.memory.roaming:
            return
        if row.proposed and not self.confirm(row):
            return
        (filler,) = self._mode.event.fillers(row.role.name)
        self._mode.edit_filler(filler)

    def _reshape(self, fragments: Fragments, grown: tuple[Fragments, ...]) -> None:
        filler = self._mode.memory.filler
        if filler is None or fragments == self._edited():
            return
        changed: ChangeSet | None = self._workspace.run(
            lambda: self._workspace.project.set_edges(filler, fragments=fragments)
        )
        if changed is not None:
            self._mode.edit_filler(filler, grown)
