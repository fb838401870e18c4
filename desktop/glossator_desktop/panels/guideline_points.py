"""The points of doubt: which names of the schema a person may be in doubt about just now. Without Qt.

The first is what has the keys (the role being filled, the type being chosen, the field being edited), else what is
current on the page; the others are what goes with it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from glossator.annotation import Event
from glossator.insight.examples import Subject, subject_of
from glossator.schema import Schema
from glossator_desktop.modes.choose_mode import ChooseMode
from glossator_desktop.modes.roles_mode import EventRolesMode
from glossator_desktop.modes.type_mode import EventTypeMode
from glossator_desktop.modes.types import parse_value
from glossator_desktop.workspace import Workspace

CONVENTIONS = "conventions"


@dataclass(frozen=True, slots=True)
class Doubt:
    """What a guideline is asked about: paths into the schema, the likeliest first, and the thing it came up on.

    `target` is the id of an annotation, None on a suggestion or on bare words; `quote` are its words.
    """

    paths: tuple[str, ...]
    document_id: int | None = None
    target: int | None = None
    quote: str = ""


def doubt_of(workspace: Workspace, *, first: str | None = None) -> Doubt:
    """What a person may be in doubt about now. `first`: the path of a field that is being edited."""
    session = workspace.session
    if session is None:
        return Doubt((CONVENTIONS,))
    paths = dict.fromkeys((*((first,) if first else ()), *_paths(workspace), CONVENTIONS))
    current = workspace.focus.current
    is_mine = current in session.spans or current in session.events
    words = session.text_at(workspace.focus_fragments)
    schema = workspace.project.schema
    known = tuple(path for path in paths if path == CONVENTIONS or is_known(schema, path))
    return Doubt(known, session.id, current if is_mine else None, " ".join(words.split()))


def _paths(workspace: Workspace) -> Iterable[str]:
    mode, schema = workspace.mode, workspace.project.schema
    if isinstance(mode, EventRolesMode):
        yield f"roles.{mode.state.row.role.name}"
        yield from event_paths(schema, mode.event)
    elif isinstance(mode, EventTypeMode) and mode.choices.marked:
        yield from _type_paths(schema, mode.choices.marked.value)
    elif isinstance(mode, ChooseMode) and mode.choices.marked:
        yield f"entity_types.{mode.choices.marked.value}"
    yield from _current_paths(workspace)


def _current_paths(workspace: Workspace) -> Iterable[str]:
    session, current, schema = workspace.session, workspace.focus.current, workspace.project.schema
    if session is None or current is None:
        return
    if current in session.events:
        yield from event_paths(schema, session.events[current])
        for _, role in session.fills(current):
            yield f"roles.{role}"
    elif current in session.spans:
        label = session.spans[current].label
        roles = [f"roles.{role}" for role in session.roles_filled(current)]
        yield from (f"entity_types.{label}", *roles) if label else roles
        yield from (f"attributes.{one.name}" for one in schema.attributes_of("span", label))
    elif current in session.suggestions:
        suggestion = session.suggestions[current]
        group = "entity_types" if suggestion.kind == "span" else "event_types"
        yield f"{group}.{suggestion.label}"
        if suggestion.hint is not None:
            yield from (f"event_types.{one.type}" for one in suggestion.hint.types)
    elif current in session.links.relations:
        yield f"relation_types.{session.links.relations[current].type}"


def event_paths(schema: Schema, event: Event) -> Iterable[str]:
    """The type of an event, its modes, its roles with the filled ones first, its features, its other modes."""
    yield f"event_types.{event.type}"
    yield from (Subject("modes", mode, event.type).path for mode in event.modes)
    filled = {argument.role for argument in event.arguments}
    roles = schema.roles_of(event.type)
    yield from (f"roles.{role.name}" for role in sorted(roles, key=lambda role: role.name not in filled))
    yield from (f"attributes.{one.name}" for one in schema.attributes_of("event", event.type))
    known = schema.event_type(event.type)
    yield from (Subject("modes", mode.name, event.type).path for mode in (known.modes if known else ()))


def _type_paths(schema: Schema, value: str) -> Iterable[str]:
    name, mode = parse_value(schema, value)
    if mode:
        yield Subject("modes", mode, name).path
    yield f"event_types.{name}"


def is_known(schema: Schema, path: str) -> bool:
    """Whether the schema has what a path names."""
    subject = subject_of(path)
    return subject is not None and title_of(schema, path) != ""


def title_of(schema: Schema, path: str) -> str:
    """What a path is called on a pill; "" where the schema does not have it."""
    subject = subject_of(path)
    if subject is None:
        return "conventions" if path == CONVENTIONS else ""
    if subject.group == "modes":
        mode = schema.mode(subject.of, subject.name)
        return mode.title.lower() if mode else ""
    if subject.group == "entity_types":
        return subject.name if schema.entity_type(subject.name) else ""
    if subject.group == "event_types":
        return subject.name if schema.event_type(subject.name) else ""
    if subject.group == "roles":
        role = schema.role(subject.name)
        return role.title.lower() if role else ""
    if subject.group == "attributes":
        attribute = schema.attribute(subject.name)
        return attribute.title.lower() if attribute else ""
    relation = schema.relation_type(subject.name)
    return relation.title.lower() if relation else ""
