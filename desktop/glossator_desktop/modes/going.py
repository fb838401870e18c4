"""Page mode: finishing a document and going to others."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from glossator.annotation import DocumentSummary, ReviewTask
from glossator_desktop.modes.mode import Handler
from glossator_desktop.questions import Question, nothing

if TYPE_CHECKING:
    from glossator_desktop.workspace import Workspace

BOTH: tuple[ReviewTask, ...] = ("entities", "events")
ENTITIES: tuple[ReviewTask, ...] = ("entities",)


class Going:
    """The handlers of the group Go."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace

    def handlers(self) -> Mapping[str, Handler]:
        """By action id."""
        return {
            "page.finish": lambda _: self.finish(),
            "page.previous_document": lambda _: self.workspace.step_document(-1),
            "page.next_document": lambda _: self.workspace.step_document(1),
            "page.task": lambda _: self.ask_task(nothing),
        }

    def finish(self) -> None:
        """Marks this document as done and goes on; asks what is done, once, and what becomes of the undecided."""
        workspace = self.workspace
        if workspace.tasks is None and workspace.project.schema.enabled_event_types():
            self.ask_task(self.finish)
            return
        tasks = workspace.tasks or ENTITIES
        document = workspace.document
        spans = len(document.pending)
        hints = len(document.hints) if "events" in tasks else 0
        if not spans and not hints:
            self._finish(tasks, reject=False)
            return
        drafts = sum(event.draft for event in document.events.values())
        workspace.ask(
            Question(
                "Undecided suggestions",
                undecided_text(spans, hints, drafts),
                (
                    ("L", "Leave them unseen", lambda: self._finish(tasks, reject=False)),
                    ("R", "Reject them", lambda: self._finish(tasks, reject=True)),
                    ("Esc", "Go on working", nothing),
                ),
            )
        )

    def ask_task(self, then: Callable[[], None]) -> None:
        """Asks what Ctrl+Enter is to mark as done from now on."""

        def choose(tasks: tuple[ReviewTask, ...]) -> None:
            self.workspace.tasks = tasks
            then()

        self.workspace.ask(
            Question(
                "What are you working through?",
                "A document is marked as done for this only: “not looked at” must never be taken for “nothing here”.",
                (
                    ("1", "Entities and events", lambda: choose(BOTH)),
                    ("2", "Entities only", lambda: choose(ENTITIES)),
                    ("Esc", "Not yet", nothing),
                ),
            )
        )

    def _finish(self, tasks: tuple[ReviewTask, ...], *, reject: bool) -> None:
        workspace, project = self.workspace, self.workspace.project
        done = workspace.document
        if workspace.run(lambda: project.finish(done.id, tasks, undecided="reject" if reject else "leave")) is None:
            return
        following = next_unfinished(workspace.project.document_list(), done.id, tasks)
        if following is None:
            workspace.say("info", "Done. Every document is finished.")
        else:
            workspace.open_document(following)
            workspace.say("info", f"Done: {done.document.metadata.title or done.document.name}.")


def next_unfinished(documents: list[DocumentSummary], current: int, tasks: tuple[ReviewTask, ...]) -> int | None:
    """The next document, round the end, for which one of the tasks is not done; None when there is none."""
    ids = [document.id for document in documents]
    here = ids.index(current) if current in ids else 0
    for document in (*documents[here + 1 :], *documents[:here]):
        if any(document.reviews.get(task) != "done" for task in tasks):
            return document.id
    return None


def undecided_text(spans: int, hints: int, drafts: int) -> str:
    """What is left open, as a sentence or two."""
    parts = [_count(spans, "suggestion")] if spans else []
    if hints:
        parts.append(_count(hints, "trigger hint"))
    verb = "is" if spans + hints == 1 else "are"
    text = f"{' and '.join(parts)} {verb} undecided. Rejected, they count as wrong; left unseen, they say nothing."
    return f"{text} {_count(drafts, 'event')} {'is' if drafts == 1 else 'are'} still a draft." if drafts else text


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"
