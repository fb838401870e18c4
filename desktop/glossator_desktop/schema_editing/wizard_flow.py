"""One walk through the wizard: look at what saving would do, hear the answers, do it as one step."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from glossator import Project
from glossator.annotation import ChangeSet
from glossator.schema.migration import ChangePreview, MigrationPreview, Split
from glossator_desktop.schema_editing.changes import NameChange
from glossator_desktop.schema_editing.deciding import Decision, decisions
from glossator_desktop.schema_editing.draft import Draft
from glossator_desktop.schema_editing.examples import examples_of
from glossator_desktop.schema_editing.page import SchemaEditor
from glossator_desktop.schema_editing.plan import ASK, DROP, OPEN, Answer, asked_for, final_schema, heirs, offers, steps
from glossator_desktop.schema_editing.saving import Runs
from glossator_desktop.schema_editing.wizard import Details
from glossator_desktop.schema_editing.wizard_rows import ChangeRow, counted

LONGEST = 60


class WizardFlow:
    """`done` is given the change set once it is done, and what is left for a person to decide."""

    def __init__(
        self,
        editor: SchemaEditor,
        project: Project,
        runs: Runs,
        done: Callable[[ChangeSet | None, Sequence[Decision]], None],
    ) -> None:
        self._editor, self._project, self._runs, self._done = editor, project, runs, done
        self._draft: Draft = editor.draft
        self._changes: list[NameChange] = []
        self._answers: dict[NameChange, Answer] = {}
        self._used: dict[NameChange, ChangePreview] = {}
        self._preview: dict[NameChange, ChangePreview] = {}
        self._at = 0

    def start(self, draft: Draft, changes: Sequence[NameChange]) -> None:
        """Ask what there is to ask; where no annotation is concerned, save at once."""
        self._draft, self._changes = draft, list(changes)
        for change in changes:
            if change.what == "delete":
                self._answers[change] = Answer(DROP)
            if change.what == "split":
                self._answers[change] = Answer(ASK)
        self._look()
        self._used = dict(self._preview)
        if not any(one.counts or one.deleted for one in self._used.values()) and not self._problems():
            self.go()
            return
        # Dropping is how it is counted; whether it is what the person wants, they have to say.
        for change in changes:
            if change.what == "delete" and self._is_used(change):
                self._answers[change] = Answer(OPEN)
        self._at = next((n for n, change in enumerate(self._changes) if self._is_open(change)), 0)
        self._editor.begin_wizard(self)
        self.show()

    # What the wizard shows

    def show(self) -> None:
        """Show the changes, and all of the current one."""
        open_ = sum(self._is_open(change) for change in self._changes)
        self._editor.wizard.show_changes(self._intro(open_), [self._row(change) for change in self._changes], self._at)
        change = self._changes[self._at]
        answer, preview = self._answers.get(change, Answer()), self._of(change)
        details = Details(
            row=self._row(change),
            offers=tuple(offers(self._draft, change, answer, used=self._is_used(change))),
            answer=answer,
            asked=asked_for(self._draft.base, change, answer),
            into=change.into or heirs(self._draft, change, answer),
            notices=preview.notices,
            examples=tuple(examples_of(self._project, self._shown(change, answer), preview)[:3]),
        )
        self._editor.wizard.show_details(details, self._draft.base, self._draft.schema)
        self._editor.show_wizard_state(open_ + len(self._problems()))

    def _intro(self, open_: int) -> str:
        count = len(self._changes)
        first = f"Saving changes {count} name{'' if count == 1 else 's'} that annotations may bear."
        if open_:
            return f"{first} Say what becomes of {'it' if open_ == 1 else f'{open_} of them'}, then Ctrl+S."
        return f"{first} Look at them, then Ctrl+S: it is one step, and undo takes it back."

    def _row(self, change: NameChange) -> ChangeRow:
        preview = self._of(change)
        kept, gone = counted(preview.counts), counted(preview.deleted)
        if gone and not self._is_open(change):
            gone = f"{gone} deleted"
        words = " and ".join(filter(None, (kept, gone)))
        problem = preview.problems[0] if preview.problems and not self._is_open(change) else ""
        return ChangeRow(change, words or "nothing bears it", self._is_open(change), problem)

    def _shown(self, change: NameChange, answer: Answer) -> NameChange:
        """The change as the examples show it: what is deleted may become something else."""
        heir = answer.choice.removeprefix("into:") if answer.choice.startswith("into:") else ""
        return NameChange("merge", change.group, change.names, (heir,)) if heir else change

    def _of(self, change: NameChange) -> ChangePreview:
        return (self._used if self._is_open(change) else self._preview)[change]

    def _is_used(self, change: NameChange) -> bool:
        used = self._used[change]
        return bool(used.counts or used.deleted)

    def _is_open(self, change: NameChange) -> bool:
        return change.what == "delete" and change in self._answers and self._answers[change].choice == OPEN

    def _problems(self) -> list[str]:
        return [
            problem for change, one in self._preview.items() for problem in one.problems if not self._is_open(change)
        ]

    # What the person does

    def go_to(self, number: int) -> None:
        """Look at another change."""
        self._at = number
        self.show()

    def answer(self, answer: Answer) -> None:
        """An answer to the current one."""
        self._answers[self._changes[self._at]] = answer
        self._look()
        self.show()

    def next_open(self) -> None:
        """Go to the next change that waits for an answer, and to its answers."""
        waiting = [n for n, change in enumerate(self._changes) if self._is_open(change)]
        if waiting:
            self.go_to(next((n for n in waiting if self._at < n), waiting[0]))
            self._editor.wizard.offers.setFocus()

    def go(self) -> None:
        """Do it, as one step."""
        if any(self._is_open(change) for change in self._changes):
            self.next_open()
            return
        if self._problems():
            self._editor.show_wizard_state(len(self._problems()))
            return
        title = "; ".join(change.title for change in self._changes)
        title = f"migrate the schema: {title if len(title) <= LONGEST else f'{title[:LONGEST]}…'}"
        with waiting():
            changes = self._runs.run_as_one(title, self._work)
        self._done(changes, decisions(self._project, changes) if changes is not None else ())

    def _work(self) -> ChangeSet:
        wanted = steps(self._draft, self._changes, self._answers)
        final = final_schema(self._draft, wanted, self._answers)
        changes = self._project.migrate_schema(wanted)
        self._project.set_schema(final, title="edit the schema")
        return changes

    def _look(self) -> None:
        """Ask the project what would happen, and hand the answers back to the changes they belong to."""
        wanted = steps(self._draft, self._changes, self._answers)
        with waiting():
            found: MigrationPreview = self._project.preview_migration(wanted)
        self._preview = {change: _preview_of(change, found) for change in self._changes}


@contextmanager
def waiting() -> Iterator[None]:
    """Show that this may take a moment: a large project is gone through as a whole."""
    QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
    try:
        yield
    finally:
        QApplication.restoreOverrideCursor()


def _preview_of(change: NameChange, found: MigrationPreview) -> ChangePreview:
    for one in found.changes:
        made = one.change
        names = made.names if hasattr(made, "names") else (made.name,)
        if made.group == change.group and set(names) & set(change.names):
            return one
    return ChangePreview(Split(change.group, change.names[0], change.into))
