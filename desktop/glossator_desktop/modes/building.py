"""Making, opening and retyping events: what the type mode and the page's Enter lead to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from glossator.annotation import Event, EventHint, Suggestion
from glossator_desktop.builder.candidates import Candidate
from glossator_desktop.builder.memory import Memory
from glossator_desktop.builder.proposals import from_hint, from_syntax
from glossator_desktop.builder.template import Template
from glossator_desktop.modes.roles_mode import EventRolesMode

if TYPE_CHECKING:
    from glossator_desktop.modes.starting import Start
    from glossator_desktop.workspace import Workspace


def new_event(
    workspace: Workspace,
    start: Start,
    event_type: str,
    modes: tuple[str, ...],
    *,
    template: Template | None = None,
) -> None:
    """A draft, as the first step of a group, and the builder on it. A hint that it comes of counts as accepted."""
    project, document = workspace.project, workspace.document
    project.begin_group()
    made = workspace.run(
        lambda: project.add_event(
            document.id,
            event_type,
            trigger=start.trigger,
            modes=modes,
            contexts=template.contexts if template else (),
            draft=True,
            suggestion=start.suggestion,
        )
    )
    if made is None:
        project.leave_group()
        return
    workspace.select(made)
    _open(workspace, document.events[made], start.hint, propose=True, template=template)


def event_like(workspace: Workspace, start: Start, template: Template) -> None:
    """A new event with what another one lends it: its type at once, fillers and attributes proposed."""
    schema = workspace.project.schema
    found = schema.event_type(template.type)
    if found is None or not found.enabled:
        workspace.say("info", f"The schema has no type {template.type} any more: E chooses another one.")
        return
    modes = tuple(mode for mode in template.modes if found.mode(mode))
    new_event(workspace, start, template.type, modes, template=template)


def duplicate_event(workspace: Workspace, event_id: int) -> None:
    """A second event with all that the first one has, and the builder on it; one undo takes both back."""
    project, document = workspace.project, workspace.document
    if project.read_only:
        workspace.say("info", "This project is open for reading only.")
        return
    project.begin_group()
    made = workspace.run(lambda: project.duplicate_event(event_id))
    if made is None:
        project.leave_group()
        return
    workspace.select(made)
    _open(workspace, document.events[made], None, propose=False)


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
    """Another type and the modes chosen with it, as one step. What does not go with it is dropped, and said."""
    workspace.run(lambda: workspace.project.convert_event(event_id, event_type, modes=modes))


def _open(
    workspace: Workspace, event: Event, hint: EventHint | None, *, propose: bool, template: Template | None = None
) -> None:
    roles = workspace.project.schema.roles_of(event.type)
    first = roles[0].name if roles else ""
    proposed: Mapping[str, tuple[Candidate, ...]] = {}
    if propose:
        proposed = _proposals(workspace, event, hint)
    values = dict(hint.attributes) if hint and propose else {}
    if template is not None:
        proposed = template.proposals(workspace.project.schema, event, proposed)
        values = template.values(values)
    memory = Memory(first, proposed=proposed, values=values, template=template.words if template else "")
    workspace.enter(EventRolesMode(workspace, event.id, memory))


def _proposals(workspace: Workspace, event: Event, hint: EventHint | None) -> Mapping[str, tuple[Candidate, ...]]:
    """What waits to be confirmed, for the roles that nothing fills yet."""
    schema = workspace.project.schema
    open_roles = [role for role in schema.roles_of(event.type) if not event.fillers(role.name)]
    scene = workspace.scene_of(event)
    pool = scene.pool()
    if hint:
        return from_hint(hint, open_roles, pool, workspace.document.text)
    return from_syntax(open_roles, pool, scene.around)
