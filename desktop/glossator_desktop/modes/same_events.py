"""Page mode: which events tell of the same happening as the current one, in this document and in others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossator.annotation import Event, Fragments, SameEvent
from glossator_desktop.modes.choices import Choice, Choices
from glossator_desktop.modes.pick_mode import PickMode

if TYPE_CHECKING:
    from glossator.project.likeness import LikeEvent
    from glossator_desktop.workspace import Workspace

NONE = "No other event here, and none of this type in an article of the same weeks, may be the same."
_LONGEST = 48
"""Code points of an event's sentence."""


def open_same_events(workspace: Workspace) -> None:
    """Asks which events are the same: those said to be are ticked, and unticked are so no longer."""
    project, document = workspace.project, workspace.document
    event = document.events.get(workspace.focus.current or 0)
    if event is None:
        return
    if project.read_only:
        workspace.say("error", "This project can only be read here, so nothing can be linked.")
        return
    group = project.same_event_of(event.id)
    like = workspace.run(lambda: project.like_events(event.id))
    if like is None:
        return
    members = [number for number in group.events if number != event.id] if group else []
    entries = (*(_member(workspace, number) for number in members), *(_choice(workspace, one) for one in like))
    if not entries:
        workspace.say("info", NONE)
        return
    ticked = tuple(str(number) for number in members)
    workspace.enter(
        PickMode(
            workspace,
            Choices("Same happening as", entries, many=True, ticked=ticked),
            lambda values: _save(workspace, event, ticked, values),
            about=f"{event.type} “{_short(event.text)}”" + _members_told(workspace, group),
            places={entry.value: document.fragments(int(entry.value)) for entry in entries},
            found=lambda fragments: _at(workspace, fragments, event),
            anchor=event.trigger,
        )
    )


def _choice(workspace: Workspace, like: LikeEvent) -> Choice:
    here = like.event.document_id == workspace.document.id
    place = "" if here else _short(like.document_name)
    known = "of a group" if like.group else ""
    detail = " · ".join(part for part in (like.why, known, place) if part)
    return Choice(str(like.event.id), _sentence(workspace, like.event), detail)


def _member(workspace: Workspace, number: int) -> Choice:
    project, document = workspace.project, workspace.document
    event = document.events.get(number) or project.event(number)
    if event is None:
        return Choice(str(number), "An event", "")
    here = event.document_id == document.id
    place = "" if here else _title(workspace, event.document_id)
    return Choice(str(number), _sentence(workspace, event), " · ".join(part for part in ("the same", place) if part))


def _title(workspace: Workspace, document_id: int) -> str:
    summary = workspace.project.document_summary(document_id)
    return _short(summary.metadata.title or summary.name)


def _sentence(workspace: Workspace, event: Event) -> str:
    """Who did what to whom; without an actor the trigger."""
    return _short(workspace.run(lambda: workspace.project.summary(event.id)) or f"{event.type} “{event.text}”")


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"


def _members_told(workspace: Workspace, group: SameEvent | None) -> str:
    if group is None:
        return ""
    documents = {found.document_id for number in group.events if (found := workspace.project.event(number))}
    many = f" in {len(documents)} documents" if 1 < len(documents) else ""
    name = f" “{group.name}”" if group.name else ""
    return f" ·{name} {len(group.events)} events{many}"


def _at(workspace: Workspace, fragments: Fragments, event: Event) -> Choice | None:
    """The event whose trigger stands there."""
    document = workspace.document
    found = next((one for one in document.events.values() if one.trigger == fragments and one.id != event.id), None)
    return Choice(str(found.id), _sentence(workspace, found), found.type) if found else None


def _save(workspace: Workspace, event: Event, before: tuple[str, ...], values: tuple[str, ...]) -> None:
    project = workspace.project
    added = [int(value) for value in values if value not in before]
    gone = [int(value) for value in before if value not in values]
    kept = [value for value in before if value in values]

    def work() -> bool:
        if gone and not kept:
            # Whoever is left with the others would still be with them: it is this event that leaves.
            project.part_event(event.id)
        else:
            for number in gone:
                project.part_event(number)
        if added:
            project.same_event([event.id, *added])
        return True

    many = len(kept) + len(added)
    title = f"{event.type} “{_short(event.text)}” is the same as {many} other{'' if many == 1 else 's'}" if many else (
        f"{event.type} “{_short(event.text)}” is no other event"
    )  # fmt: skip
    if workspace.run_as_one(title, work):
        workspace.select(event.id)
        workspace.say("info", _said(workspace, event))


def _said(workspace: Workspace, event: Event) -> str:
    group = workspace.project.same_event_of(event.id)
    if group is None:
        return "It is the same as no other event now."
    return f"The same happening:{_members_told(workspace, group).removeprefix(' ·')}."
