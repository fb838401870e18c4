"""Saving what the editor holds: one step, by way of the wizard where names that annotations bear change or go."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

from glossator import Project
from glossator.annotation import ChangeSet
from glossator.schema import Schema
from glossator_desktop.questions import Question, nothing
from glossator_desktop.schema_editing.changes import NameChange, name_changes
from glossator_desktop.schema_editing.deciding import Decision, settle
from glossator_desktop.schema_editing.deciding_card import DecidingCard
from glossator_desktop.schema_editing.draft import LISTED, Draft
from glossator_desktop.schema_editing.fields import ONE
from glossator_desktop.schema_editing.matching import taken_over
from glossator_desktop.schema_editing.page import SchemaEditor

T = TypeVar("T")


class Runs(Protocol):
    """Runs verbs, and says why one failed."""

    def run(self, verb: Callable[[], T]) -> T | None: ...
    def run_as_one(self, title: str, verbs: Callable[[], T]) -> T | None: ...


class Saving:
    """Hears the editor and writes. `say` is given a level and a sentence."""

    def __init__(self, editor: SchemaEditor, project: Project, runs: Runs, say: Callable[[str, str], None]) -> None:
        self._editor, self._project, self._runs, self._say = editor, project, runs, say
        editor.save_asked.connect(self.save)

    def save(self) -> None:
        """Put the draft in force, or ask first."""
        draft = self._editor.draft
        if self._project.read_only:
            self._say("warning", "This project can only be read here. “Save as file…” keeps what you have made.")
        elif self._project.schema != draft.base:
            self._ask_about_other(self._project.schema)
        elif changes := name_changes(draft):
            self._migrate(draft, changes)
        else:
            self._done(self._runs.run(lambda: self._project.set_schema(draft.schema, title=step_title(draft))))

    def _migrate(self, draft: Draft, changes: list[NameChange]) -> None:
        from glossator_desktop.schema_editing.wizard_flow import WizardFlow

        WizardFlow(self._editor, self._project, self._runs, self._done).start(draft, changes)

    def _ask_about_other(self, theirs: Schema) -> None:
        editor = self._editor
        editor.question.ask(
            Question(
                "The schema has been changed meanwhile.",
                "Somebody else, or an undo, has put another version in force since you opened the editor.",
                (
                    ("K", "keep mine: compare with theirs and go on", lambda: self._rebase(theirs)),
                    ("T", "take theirs: what I have changed goes", lambda: editor.begin_anew(theirs)),
                    ("Esc", "look at it first", nothing),
                ),
            )
        )

    def _rebase(self, theirs: Schema) -> None:
        """What was edited, over against what is in force now."""
        editor = self._editor
        mine = editor.draft.schema
        editor.begin_anew(theirs)
        editor.went(taken_over(editor.draft, mine))

    def _done(self, changes: ChangeSet | None, left: Sequence[Decision] = ()) -> None:
        if changes is None:
            return
        editor, schema = self._editor, self._project.schema
        editor.begin_anew(schema)
        if editor.is_wizard:
            editor.end_wizard()
        if left:
            self.decide(left)
        if editor.is_text:
            editor.text.show_draft(editor.draft)
        self._say("info", f"Saved: version {schema.version} of the schema is in force. Undo takes it back in one step.")

    def decide(self, left: Sequence[Decision]) -> None:
        """List what a person has to decide."""
        editor = self._editor
        card = DecidingCard(
            editor,
            lambda decision, name: settled(self._runs, self._project, decision, name),
            editor.show_thing,
        )
        card.set_theme(editor.theme)
        card.closed.connect(card.deleteLater)
        card.show_decisions(left)


def settled(runs: Runs, project: Project, decision: Decision, name: str) -> bool:
    """Settle a decision as one step; False where that failed, which has been said then."""
    title = f"decide: {name} for “{decision.words[:40]}”"
    return runs.run_as_one(title, lambda: settle(project, decision, name)) is not None


def step_title(draft: Draft) -> str:
    """What history calls the step: "edit the schema: entity types, 1 role added" in a few words."""
    parts = []
    for group in LISTED:
        items = draft.items[group]
        added = sum(not item.lineage.origins for item in items)
        if added:
            parts.append(f"{added} {ONE[group]}{'' if added == 1 else 's'} added")
    return f"edit the schema: {', '.join(parts[:3])}" if parts else "edit the schema"
