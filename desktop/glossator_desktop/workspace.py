"""The workspace: the only bridge from widgets to the project. It holds the open document, what is current, the mode.

Widgets give it keys and clicks, run verbs through `run`, and listen to its signals.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from glossator import Project
from glossator.annotation import ChangeSet, Event, Fragment, Fragments, ReviewTask
from glossator_desktop.actions import keymap
from glossator_desktop.builder.scene import Scene
from glossator_desktop.holding import Held
from glossator_desktop.loading import MARGIN, NEARBY, Loading
from glossator_desktop.modes.building import edit_event, new_event, retype_event
from glossator_desktop.modes.focus import Focus
from glossator_desktop.modes.lines import View
from glossator_desktop.modes.mode import KeyHint, Mode
from glossator_desktop.modes.page_mode import PageMode
from glossator_desktop.modes.stack import ModeStack
from glossator_desktop.modes.starting import Start
from glossator_desktop.operations import Operations
from glossator_desktop.page.content import Mark, MarkKind, Overlay, ScrollPlace
from glossator_desktop.place_keeper import Place, PlaceKeeper
from glossator_desktop.questions import Question
from glossator_desktop.session import DocumentSession, MarkChanges
from glossator_desktop.usage import Usage

T = TypeVar("T")

_PANELS = {
    "everywhere.open": "open",
    "everywhere.palette": "palette",
    "everywhere.keys": "keys",
    "everywhere.guideline": "guideline",
    "everywhere.preferences": "preferences",
    "everywhere.density": "density",
    "everywhere.zoom_in": "zoom_in",
    "everywhere.zoom_out": "zoom_out",
    "everywhere.zoom_reset": "zoom_reset",
    "everywhere.next_problem": "next_problem",
    "everywhere.previous_problem": "previous_problem",
    "everywhere.next_panel": "next_panel",
    "everywhere.previous_panel": "previous_panel",
}
"""What the shell does for an action: the word that `panel` is emitted with."""


_TELLING: tuple[MarkKind, ...] = ("event", "hint", "span", "suggestion")
"""Of all that a step changed, which kind says best what it was about."""
FEW = 12


class Workspace(QObject):
    """One project as it is worked on."""

    opened = Signal(int)
    completed = Signal()
    remarked = Signal(object)
    changed = Signal(object)
    moved = Signal()
    said = Signal(str, str)
    copied = Signal(str)
    asked = Signal(object)
    panel = Signal(str)

    def __init__(self, project: Project, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.project = project
        self.session: DocumentSession | None = None
        self.focus = Focus()
        self.view: View | None = None
        self.tasks: tuple[ReviewTask, ...] | None = None
        self.usage = Usage()
        self.opening_scroll: ScrollPlace | None = None
        self._held = Held(self.moved.emit)
        self._modes = ModeStack(PageMode(self), self.touch)
        self._unsubscribe = project.subscribe(self._hear)
        self._operations = Operations(project, self.say)
        self._place_keeper = PlaceKeeper(project, self._here, self)
        self._loading = Loading(self._load_part, self)
        self._untouched = False

    # What is there

    @property
    def mode(self) -> Mode:
        """The mode that has the keys."""
        return self._modes.top

    @property
    def modes(self) -> tuple[Mode, ...]:
        """The modes that have been entered and not left, the one that has the keys last."""
        return tuple(self._modes)

    @property
    def document(self) -> DocumentSession:
        """The open document; asking without one is a bug."""
        if self.session is None:
            raise RuntimeError("no document is open")
        return self.session

    @property
    def current_mark(self) -> Mark | None:
        """The mark of the current item, if it has one."""
        if self.session is None or self.focus.current is None:
            return None
        return self.session.mark(self.focus.current)

    @property
    def current_kind(self) -> MarkKind | None:
        """The kind of the current item's mark."""
        mark = self.current_mark
        return mark.kind if mark else None

    @property
    def place(self) -> int:
        """Where the person is: the start of the current item or selection, else the caret."""
        fragments = self.focus_fragments
        return fragments[0][0] if fragments else self.focus.caret

    @property
    def focus_fragments(self) -> Fragments:
        """The words that the next key acts on."""
        if self.session is None:
            return ()
        return self.focus.fragments or self.session.fragments(self.focus.current)

    # Documents

    def resume(self) -> None:
        """Opens the document this annotator was in, where they were; else the first one."""
        place = self.project.place()
        documents = self.project.document_ids()
        if place and place[0] in documents:
            self.open_document(place[0], caret=place[1], scroll=ScrollPlace(int(place[2]), 0))
        elif documents:
            self.open_document(documents[0])

    def open_document(self, document_id: int, *, caret: int | None = None, scroll: ScrollPlace | None = None) -> None:
        """Shows a document; its first suggestion is current, unless a caret is given."""
        if self.session is not None and self.session.id == document_id and caret is None:
            return
        self._leave_document()
        place = scroll.offset if scroll is not None else caret or 0
        session = self.run(lambda: DocumentSession(self.project, document_id, place=place))
        if session is None:
            return
        self.session = session
        self.usage.note(session.events.values())
        self.opening_scroll = scroll
        self._untouched = caret is None
        self.focus = Focus(caret=min(max(caret or 0, 0), len(session.text)))
        self._begin_at_first_suggestion(opening=True)
        self.opened.emit(document_id)
        self.touch()
        if not session.complete:
            self._loading.start()

    def _begin_at_first_suggestion(self, *, opening: bool = False) -> bool:
        """Makes the first suggestion current in a document that nobody has touched since it was opened."""
        session = self.session
        first = session.pending.first() if session is not None else None
        if not self._untouched or session is None or first is None or self.focus.current is not None:
            return False
        if not opening and self.view is not None and self.view.scroll_place().offset:
            return False
        self.focus = Focus().on(first, session.fragments(first)[0][0])
        return True

    def close_document(self) -> None:
        """Shows no document, for a project that has none any more."""
        self._leave_document()
        self.session = None
        self.focus = Focus()
        self.opened.emit(0)
        self.touch()

    def step_document(self, by: int) -> None:
        """To the document before or after this one."""
        ids = self.project.document_ids()
        if not ids:
            return
        here = ids.index(self.session.id) if self.session and self.session.id in ids else 0
        there = here + by
        if 0 <= there < len(ids):
            self.open_document(ids[there])
        else:
            self.say("info", "This is the last document." if 0 < by else "This is the first document.")

    def go_to(self, document_id: int, start: int, end: int) -> None:
        """Shows a place in a document: the annotation that stands exactly there, else the words selected."""
        if self.session is None or self.session.id != document_id:
            self.open_document(document_id, caret=start)
        if self.session is None or self.session.id != document_id:
            return
        if not self.session.covers(start, end):
            self.load_rest()
        self._untouched = False
        self._modes.clear()
        exact = self.session.annotated(((start, end),))
        if exact is not None:
            self.select(exact)
        elif start < end:
            self.select_range(start, end)
        else:
            self.place_caret(start)

    def close(self) -> None:
        """Remembers the place and stops listening; the project itself is left open."""
        self._leave_document()
        self.save_place()
        self._unsubscribe()

    def save_place(self) -> None:
        """Remembers where the annotator is."""
        self._place_keeper.write()

    def _here(self) -> Place | None:
        if self.session is None:
            return None
        top = self.view.scroll_place().offset if self.view else 0
        return (self.session.id, self.focus.caret, float(top))

    def _leave_document(self) -> None:
        self._loading.stop()
        self._modes.clear()

    # Long documents

    def load_rest(self) -> None:
        """Loads whatever of the document has not been loaded yet, now."""
        session = self.session
        if session is not None and not session.complete:
            delta = self.run(session.load_rest)
            if delta is not None:
                self._grow(session, delta)

    def _load_part(self, size: int) -> bool:
        """Loads a part of about so many code points; whether there is more."""
        session = self.session
        if session is None or session.complete:
            return False
        delta = self.run(lambda: session.load_more(size))
        if delta is None:
            return False
        self._grow(session, delta)
        return not session.complete

    def _grow(self, session: DocumentSession, delta: MarkChanges) -> None:
        self._show_marks(delta)
        if self._begin_at_first_suggestion() or delta.everything:
            self.touch()
        if session.complete:
            self._loading.stop()
            self.usage.note(session.events.values())
            self.completed.emit()

    def _load_for(self, action: str) -> None:
        """Before an action that looks further than what has been loaded: loads the rest."""
        self._untouched = False
        session = self.session
        if session is None or session.complete:
            return
        self._loading.wait()
        near = action in NEARBY and self.mode.name == "page" and self.current_kind in (None, "span", "suggestion")
        if not near or not session.covers(self.place - MARGIN, self.place + MARGIN):
            self.load_rest()

    # Running verbs

    def run(self, verb: Callable[[], T]) -> T | None:
        """Runs a verb of the project; what goes wrong is said, and None returned."""
        return self._operations.run(verb)

    def run_all(self, verbs: Callable[[], T]) -> T | None:
        """Runs several verbs: where one of them fails, those before it are taken back."""
        return self._operations.run_all(verbs)

    def run_as_one(self, title: str, verbs: Callable[[], T]) -> T | None:
        """Runs several verbs as one step: one undo takes all of them back."""
        return self._operations.run_as_one(title, verbs)

    def undo(self) -> None:
        """Takes back the latest step, and goes where it happened."""
        title = self.project.can_undo()
        changes = self.run(self.project.undo)
        if changes is not None:
            self._show_changes(changes)
            self.say("info", f"Undone: {title}." if title else "Undone.")

    def redo(self) -> None:
        """Does again what was undone, and goes where it happened."""
        title = self.project.can_redo()
        changes = self.run(self.project.redo)
        if changes is not None:
            self._show_changes(changes)
            self.say("info", f"Done again: {title}." if title else "Done again.")

    def say(self, level: str, sentence: str) -> None:
        """Tells the person: "info", "warning" or "error"."""
        self.said.emit(level, sentence)

    def ask(self, question: Question) -> None:
        """Asks the person; the answers do what they do."""
        self.asked.emit(question)

    def _show_changes(self, changes: ChangeSet) -> None:
        if changes.touched and (self.session is None or self.session.id not in changes.touched):
            ids = set(self.project.document_ids())
            there = next((document for document in changes.touched if document in ids), None)
            if there is not None:
                self.open_document(there)
        if self.session is None or self.mode.name == "roles":
            return
        self.load_rest()
        items = (*changes.events, *changes.spans, *changes.suggestions)
        shown = [mark for item in items if (mark := self.session.mark(item))]
        if shown:
            self.select(_most_telling(shown, self.place).id)

    def _show_marks(self, delta: MarkChanges) -> None:
        """The page shows what is different, unless it shows another state of the document."""
        if delta and self.mode.content() is None:
            self.remarked.emit(delta)

    def _hear(self, changes: ChangeSet) -> None:
        """Every change of the project comes by here, once."""
        self._operations.note(changes)
        with self._held:
            if self.session is not None:
                if self._is_gone(self.session, changes):
                    self.close_document()
                else:
                    self._take_in(self.session, changes)
        self.changed.emit(changes)
        self.touch()

    def _is_gone(self, session: DocumentSession, changes: ChangeSet) -> bool:
        if changes.everything:
            return session.id not in self.project.document_ids()
        return session.id in changes.deleted.get("document", ())

    def _take_in(self, session: DocumentSession, changes: ChangeSet) -> None:
        # What is built may have its parts anywhere: only the page can do with a stretch around the place.
        delta = session.apply(changes, place=self.place if self.mode.name == "page" else None)
        if not session.complete:
            self._loading.start()
        for item in changes.events:
            self.usage.forget(item)
        self.usage.note(session.events[item] for item in changes.events if item in session.events)
        current = self.focus.current
        if current is not None and not session.holds(current):
            self.focus = Focus(caret=self.focus.caret)
        # First the modes: what they are about may have gone, and the page asks them for their place.
        for mode in self._modes:
            mode.refresh(changes)
        self._show_marks(delta)
        self._begin_at_first_suggestion()

    # Keys, actions, clicks

    def press(self, key: str, text: str = "") -> bool:
        """Takes a key in DESIGN's spelling; False where it means nothing now. `text` is what it typed."""
        with self._held:
            action = keymap("everywhere").get(key)
            if action is None or self.mode.action_for(key) is not None:
                self._load_for(self.mode.action_for(key) or "")
            if self.mode.press(key, text):
                return True
            return action is not None and self._everywhere(action)

    def perform(self, action_id: str) -> bool:
        """Does an action by its id; False where it means nothing in this mode."""
        with self._held:
            if action_id not in _PANELS:
                self._load_for(action_id)
            return self.mode.perform(action_id) or self._everywhere(action_id)

    def enabled(self, action_id: str) -> bool:
        """Whether an action would do something now."""
        if action_id == "everywhere.undo":
            return self.project.can_undo() is not None
        if action_id == "everywhere.redo":
            return self.project.can_redo() is not None
        return action_id in _PANELS or self.mode.enabled(action_id)

    def command(self, command: str) -> bool:
        """Takes a click on the card."""
        with self._held:
            self._load_for("")
            return self.mode.command(command)

    def hints(self) -> list[KeyHint]:
        """What the next keys do."""
        return self.mode.hints()

    def mark_clicked(self, item: int) -> None:
        """A click on a mark makes it current, unless the mode has another meaning for it."""
        with self._held:
            self._untouched = False
            if not self.mode.mark_clicked(item):
                self.select(item)

    def place_clicked(self, offset: int) -> None:
        """A click between marks puts the caret there."""
        with self._held:
            self._untouched = False
            if not self.mode.place_clicked(offset):
                self.place_caret(offset)

    def range_dragged(self, start: int, end: int, *, exact: bool = False) -> None:
        """A stretch was dragged over: snapped to tokens, unless it is meant exactly."""
        if self.session is None:
            return
        self._untouched = False
        with self._held:
            place = (start, end) if exact else self.document.tokens.snap(start, end)
            if not self.document.text[place[0] : place[1]].strip():
                self.place_clicked(end)
            elif not self.mode.range_selected(*place):
                self.select_range(*place)

    def double_clicked(self, offset: int) -> None:
        """A double click accepts the current suggestion under it; elsewhere it selects the word."""
        if self.session is None:
            return
        self._untouched = False
        with self._held:
            mark = self.current_mark
            if self.mode.name == "page" and mark and mark.kind == "suggestion" and _holds(mark.fragments, offset):
                self.mode.perform("page.accept")
                return
            token = self.document.tokens.at(offset)
            if token is not None and not self.mode.range_selected(token.start, token.end):
                self.select_range(token.start, token.end)

    def _everywhere(self, action_id: str) -> bool:
        if action_id == "everywhere.undo":
            self.undo()
        elif action_id == "everywhere.redo":
            self.redo()
        elif action_id in _PANELS:
            self.panel.emit(_PANELS[action_id])
        else:
            return False
        return True

    # Focus

    def set_focus(self, focus: Focus) -> None:
        """The attention goes elsewhere."""
        self.focus = focus
        self.touch()

    def select(self, item: int, *, grown: tuple[Fragment, ...] = ()) -> None:
        """Makes an annotation or a suggestion current."""
        if self.session is None:
            return
        if not self.session.holds(item):
            return
        fragments = self.session.fragments(item)
        start = fragments[0][0] if fragments else self.focus.caret
        self.set_focus(replace(self.focus.on(item, start), grown=grown))

    def select_range(self, start: int, end: int) -> None:
        """Selects words of the text."""
        self.set_focus(self.focus.selecting((start, end)))

    def place_caret(self, offset: int) -> None:
        """Puts the caret somewhere; nothing is current then."""
        self.set_focus(self.focus.at(offset))

    def go_to_word(self, word: Fragment) -> None:
        """To a word chosen by its letters: the item that stands exactly there, else the word selected."""
        exact = self.document.item_at((word,))
        if exact is not None and not self.focus.held:
            self.select(exact)
        else:
            self.select_range(*word)

    def touch(self) -> None:
        """Something that the page or the hint bar shows is different; told once, after the key is done with."""
        self._place_keeper.stirred()
        self._held.tell()

    def overlay(self) -> Overlay:
        """What the page shows over the text now."""
        if self.session is None:
            return Overlay()
        focus = self.focus
        document = self.session
        event = document.events.get(focus.current) if focus.current is not None else None
        base = Overlay(
            caret=focus.caret,
            selection=focus.fragments,
            current=focus.current,
            arcs=Scene(document, event, self.project.schema).arcs() if event else (),
        )
        return self.mode.overlay(base)

    # Modes

    def enter(self, mode: Mode) -> None:
        """Another mode takes the keys, until it leaves."""
        self._modes.enter(mode)

    def leave_mode(self) -> None:
        """Back to the mode before."""
        self._modes.leave()

    def close_mode(self, mode: Mode) -> None:
        """Leaves this mode, and whatever was entered from it."""
        self._modes.close(mode)

    # Events: what several modes do

    def scene_of(self, event: Event) -> Scene:
        """The surroundings of an event."""
        return Scene(self.document, event, self.project.schema, caret=self.focus.caret)

    def build_event(self, start: Start, event_type: str, modes: tuple[str, ...]) -> None:
        """Makes a draft and opens the builder on it."""
        new_event(self, start, event_type, modes)

    def edit_event(self, event_id: int) -> None:
        """Opens the builder on an event."""
        edit_event(self, event_id)

    def retype_event(self, event_id: int, event_type: str, modes: tuple[str, ...]) -> None:
        """Gives an event another type and modes."""
        retype_event(self, event_id, event_type, modes)


def _most_telling(marks: list[Mark], place: int) -> Mark:
    """Of a few marks that a step changed, the one that says best what it was about, the nearest; of many, the first."""
    if FEW < len(marks):
        return min(marks, key=lambda mark: (mark.kind == "hint", mark.start))
    return min(marks, key=lambda mark: (_TELLING.index(mark.kind), abs(mark.start - place)))


def _holds(fragments: Fragments, offset: int) -> bool:
    return any(start <= offset < end for start, end in fragments)
