"""Making, opening and retyping events: what the type mode and the page's Enter lead to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from glossator.annotation import ChangeSet, Event, EventHint, Suggestion
from glossator_desktop.builder.candidates import Candidate
from glossator_desktop.builder.memory import Memory
from glossator_desktop.builder.proposals import from_hint, from_syntax
from glossator_desktop.modes.roles_mode import EventRolesMode

if TYPE_CHECKING:
    from glossator_desktop.modes.starting import Start
    from glossator_desktop.workspace import Workspace


def new_event(workspace: Workspace, start: Start, event_type: str, modes: tuple[str, ...]) -> None:
    """A draft, as the first step of a group, and the builder on it. A hint that it comes of counts as accepted."""
    project, document = workspace.project, workspace.document
    project.begin_group()
    made = workspace.run(
        lambda: project.add_event(
            document.id, event_type, trigger=start.trigger, modes=modes, draft=True, suggestion=start.suggestion
        )
    )
    if made is None:
        project.leave_group()
        return
    workspace.select(made)
    _open(workspace, document.events[made], start.hint, propose=True)


def edit_event(workspace: Workspace, event_id: int) -> None:
    """The builder on an event that is there; a draft without fillers gets its proposals again."""
    event = workspace.document.events[event_id]
    source = workspace.project.suggestion(event.origin.suggestion) if event.origin.suggestion else None
    if workspace.project.read_only:
        workspace.say("info", "This project is open for reading only.")
        return
    workspace.project.begin_group(event_id)
    workspace.select(event_id)
    _open(workspace, event, source.hint if isinstance(source, Suggestion) else None, propose=event.draft)


def retype_event(workspace: Workspace, event_id: int, event_type: str, modes: tuple[str, ...]) -> None:
    """Another type and the modes chosen with it; modes of the old type go."""
    project = workspace.project

    def both() -> ChangeSet:
        project.set_modes(event_id, ())
        changes = project.set_label(event_id, event_type)
        return project.set_modes(event_id, modes) if modes else changes

    workspace.run_all(both)


def _open(workspace: Workspace, event: Event, hint: EventHint | None, *, propose: bool) -> None:
    roles = workspace.project.schema.roles_of(event.type)
    first = roles[0].name if roles else ""
    proposed: Mapping[str, tuple[Candidate, ...]] = {}
    if propose:
        proposed = _proposals(workspace, event, hint)
    values = dict(hint.attributes) if hint and propose else {}
    workspace.enter(EventRolesMode(workspace, event.id, Memory(first, proposed=proposed, values=values)))


def _proposals(workspace: Workspace, event: Event, hint: EventHint | None) -> Mapping[str, tuple[Candidate, ...]]:
    """What waits to be confirmed, for the roles that nothing fills yet."""
    schema = workspace.project.schema
    open_roles = [role for role in schema.roles_of(event.type) if not event.fillers(role.name)]
    scene = workspace.scene_of(event)
    pool = scene.pool()
    if hint:
        return from_hint(hint, open_roles, pool, workspace.document.text)
    return from_syntax(open_roles, pool, scene.around)
