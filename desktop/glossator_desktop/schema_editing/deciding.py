"""What a split has left for a person to decide: flags that say "decide: A or B". Finding them, and settling one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from glossator import Project
from glossator.annotation import ChangeSet, Event, Note, Span

LEAD: Final = "decide: "
BETWEEN: Final = " or "
ROOM: Final = 30
"""Code points of the text shown on either side."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One thing to decide: the flag on it, its document and words, and the names there are to choose from.

    `around` is the text before and after, so that nobody has to go there for the easy ones.
    """

    note: int
    thing: int
    document_id: int
    document: str
    words: str
    names: tuple[str, ...]
    around: tuple[str, str] = ("", "")


def decisions(project: Project, changes: ChangeSet) -> list[Decision]:
    """Those that a migration has left."""
    return in_notes(project, (project.note(number) for number in changes.added.get("note", ())))


def open_decisions(project: Project) -> list[Decision]:
    """Those that are still there in flagged documents, of this annotator."""
    notes = [note for summary in project.document_list() if summary.flagged for note in project.layer(summary.id).notes]
    return in_notes(project, notes)


def in_notes(project: Project, notes: Iterable[Note | None]) -> list[Decision]:
    """The decisions that notes ask for."""
    return [found for note in notes if note is not None and (found := _of(project, note)) is not None]


def _of(project: Project, note: Note) -> Decision | None:
    if not note.flag or not note.text.startswith(LEAD) or note.annotator != project.annotator:
        return None
    thing: Span | Event | None = project.span(note.target) or project.event(note.target)
    words = thing.text if thing is not None else ""
    names = tuple(note.text.removeprefix(LEAD).split(BETWEEN))
    document = project.document(note.document_id)
    title = document.metadata.title or document.name
    around = _around(document.text, thing)
    return Decision(note.id, note.target, note.document_id, title, words, names, around)


def _around(text: str, thing: Span | Event | None) -> tuple[str, str]:
    fragments = thing.fragments if isinstance(thing, Span) else thing.trigger if thing is not None else ()
    if not fragments:
        return "", ""
    start, end = fragments[0][0], fragments[-1][1]
    before, after = text[max(0, start - ROOM) : start], text[end : end + ROOM]
    return " ".join(before.split("\n")[-1].split(" ")[1:]), " ".join(after.split("\n")[0].split(" ")[:-1])


def settle(project: Project, decision: Decision, name: str) -> ChangeSet:
    """Give the thing that name, and take the flag away. To be run as one step.

    Labels and event types are given; of what else was split (modes, roles, values) only the flag goes, since the page
    is where these are changed.
    """
    span, event = project.span(decision.thing), project.event(decision.thing)
    schema = project.schema
    if span is not None and schema.entity_type(name) is not None and span.label != name:
        project.set_label(decision.thing, name)
    elif event is not None and schema.event_type(name) is not None and event.type != name:
        project.convert_event(decision.thing, name)
    elif event is not None and schema.mode(event.type, name) is not None:
        others = [mode for mode in event.modes if mode not in decision.names]
        project.set_modes(decision.thing, [*others, name])
    return project.delete(decision.note)
