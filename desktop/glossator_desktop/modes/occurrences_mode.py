"""Occurrences mode: the concordance has the keys; Enter labels what is ticked, as one step. Without Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, ClassVar

from glossator.annotation import ChangeSet
from glossator.errors import VerbError
from glossator.project.propagating import Asked
from glossator.text.wordforms import KINDS
from glossator_desktop.actions import ModeName
from glossator_desktop.modes.choices import Choice, Choices
from glossator_desktop.modes.choose_mode import ChooseMode
from glossator_desktop.modes.mode import Handler, KeyHint, Mode
from glossator_desktop.modes.occurrences import Occurrences

if TYPE_CHECKING:
    from glossator_desktop.workspace import Workspace

PAGE = 12
NOTHING = "Make a span or suggestion current, or select a name: A then shows all its occurrences."


class OccurrencesMode(Mode):
    """`state` is what the card shows. Somebody has to `advance` it until nothing is left to look through."""

    name: ClassVar[ModeName] = "occurrences"

    def __init__(self, workspace: Workspace, asked: Asked) -> None:
        super().__init__(workspace)
        self.state = Occurrences(workspace.project, asked, workspace.document.id)
        self.waiting = False
        self.handlers = self._handlers()

    def _handlers(self) -> Mapping[str, Handler]:
        return {
            "occurrences.up": lambda _: self.step(-1),
            "occurrences.down": lambda _: self.step(1),
            "occurrences.page_up": lambda _: self.step(-PAGE),
            "occurrences.page_down": lambda _: self.step(PAGE),
            "occurrences.first": lambda _: self.step(-len(self.state.rows)),
            "occurrences.last": lambda _: self.step(len(self.state.rows)),
            "occurrences.toggle": lambda _: self.toggle(),
            "occurrences.toggle_all": lambda _: self.toggle_all(),
            "occurrences.toggle_kind": self.toggle_kind,
            "occurrences.scope": lambda _: self.switch_scope(),
            "occurrences.label": lambda _: self.label(),
            "occurrences.cancel": lambda _: self.workspace.close_mode(self),
        }

    # Looking

    def finish(self) -> None:
        """All that there is to look through, at once."""
        self.workspace.run(lambda: self.state.advance())

    def step(self, by: int) -> None:
        """Another row."""
        self._changed_by(lambda: self.state.step(by))

    def toggle(self) -> None:
        """The marked row, and on to the next."""
        if not self.state.toggle():
            self.workspace.say("info", "These words have this label already.")
        self._changed_by(lambda: self.state.step(1))

    def toggle_row(self, row: int) -> None:
        """A click on a row."""
        self.state.go(row)
        self.state.toggle()
        self.workspace.touch()

    def toggle_all(self) -> None:
        """All or none."""
        self._changed_by(self.state.toggle_all)

    def toggle_kind(self, key: str) -> None:
        """All or none of a kind, by its number."""
        kind = KINDS[int(key or 1) - 1]
        if not self.state.toggle_kind(kind):
            self.workspace.say("info", f"Nothing here is of the kind {key}.")
        self.workspace.touch()

    def switch_scope(self) -> None:
        """This document, or all."""
        self.waiting = False
        self._changed_by(lambda: self.state.start("document" if self.state.scope == "all" else "all"))

    def _changed_by(self, change: Callable[[], object]) -> None:
        change()
        self.workspace.touch()

    # Labelling

    def label(self) -> None:
        """Labels what is ticked; what is still being looked through in all documents is waited for."""
        if self.state.scope == "all" and not self.state.complete:
            self.waiting = True
            self.workspace.touch()
            return
        self.finish()
        self.commit()

    def commit(self) -> None:
        """Labels what is ticked, as one step, and goes back to where it was asked for."""
        workspace, state = self.workspace, self.state
        asked, label = state.asked, state.asked.label
        self.waiting = False
        if label is None:
            return
        chosen, documents = state.chosen(), state.documents
        if not chosen:
            workspace.say("info", _nothing_to_do(state))
            if not any(row.takes_label for row in state.rows):
                workspace.close_mode(self)
            workspace.touch()
            return
        changes = workspace.run(lambda: workspace.project.label_occurrences(chosen, label))
        if changes is None:
            return
        workspace.close_mode(self)
        self._select_what_was_asked(asked)
        workspace.say("info", _done(asked.words, label, changes, documents))

    def _select_what_was_asked(self, asked: Asked) -> None:
        workspace = self.workspace
        if workspace.session is None or asked.place is None or asked.document_id != workspace.session.id:
            return
        made = workspace.document.annotated((asked.place,), asked.label)
        if made is not None:
            workspace.select(made)

    # What to show

    def hints(self) -> list[KeyHint]:
        """The next keys."""
        wider = "this document only" if self.state.scope == "all" else "all documents"
        return [KeyHint(("Enter",), "label what is ticked"), KeyHint(("Space",), "tick"), KeyHint(("Tab",), wider),
                KeyHint(("A",), "all, none"), KeyHint(("1–4",), "a kind"), KeyHint(("↑↓",), "go"),
                KeyHint(("Esc",), "back")]  # fmt: skip

    # Coming and going

    def refresh(self, changes: ChangeSet) -> None:
        """Somebody's step may have changed what stands anywhere: it is looked through again, ticks and all."""
        if changes.step is not None or changes.everything:
            self.state.start(self.state.scope)

    def mark_clicked(self, item: int) -> bool:
        """A click on the page leaves."""
        self.workspace.close_mode(self)
        return False

    def place_clicked(self, offset: int) -> bool:
        """A click on the page leaves."""
        self.workspace.close_mode(self)
        return False


def open_occurrences(workspace: Workspace) -> None:
    """Shows every occurrence of what is current; a selection is asked for its label first."""
    mark, focus = workspace.current_mark, workspace.focus
    if workspace.project.read_only:
        workspace.say("info", "This project can only be read here; / finds words.")
    elif focus.fragments:
        _ask_label(workspace)
    elif mark is None or mark.kind not in ("span", "suggestion") or mark.label is None:
        workspace.say("info", NOTHING)
    else:
        item = mark.id
        _enter(workspace, lambda: workspace.project.asked(item))


def _ask_label(workspace: Workspace) -> None:
    fragments, document = workspace.focus.fragments, workspace.document
    if len(fragments) != 1:
        workspace.say("info", "Words that stand apart have no other occurrences: select one stretch.")
        return
    types = sorted(workspace.project.schema.entity_types, key=lambda type_: type_.hidden)
    entries = tuple(Choice(type_.name, type_.name, type_.title, colour=type_.name) for type_ in types)
    words = document.text_at(fragments)

    def chosen(label: str) -> None:
        _enter(workspace, lambda: _checked(Asked(words, label, document.id, fragments[0])))

    choices = Choices("Label all occurrences as", entries, numbered=9)
    workspace.enter(ChooseMode(workspace, choices, chosen, anchor=fragments))


def _checked(asked: Asked) -> Asked:
    if not any(letter.isalnum() for letter in asked.words):
        raise VerbError("There is no word in what is selected.")
    return asked


def _enter(workspace: Workspace, asked_for: Callable[[], Asked]) -> None:
    asked = workspace.run(asked_for)
    if asked is not None:
        workspace.enter(OccurrencesMode(workspace, asked))


def _nothing_to_do(state: Occurrences) -> str:
    if any(row.takes_label for row in state.rows):
        return "Nothing is ticked: Space ticks a row, A all of them."
    wider = " Tab in the list looks in all documents." if state.scope == "document" else ""
    return f"“{state.asked.words}” has this label wherever it stands.{wider}"


def _done(words: str, label: str, changes: ChangeSet, documents: int) -> str:
    count = len(set(changes.added.get("span", ())) | set(changes.updated.get("span", ())))
    where = f" in {documents:,} documents" if 1 < documents else ""
    return f"“{words}”: {count:,} marked as {label}{where}."
