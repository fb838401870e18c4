"""Page mode: changing a relation that is current: its type, either end, its direction, or deleting it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossator.annotation import Fragments, Relation
from glossator_desktop.modes.choices import Choice, Choices
from glossator_desktop.modes.choose_mode import ChooseMode
from glossator_desktop.modes.linked import end_at
from glossator_desktop.modes.linking import end_for, place_of
from glossator_desktop.modes.mentions import MOST, span_choice, word_choice
from glossator_desktop.modes.pick_mode import PickMode

if TYPE_CHECKING:
    from glossator_desktop.workspace import Workspace

_ENDS = {"source": "Another start", "target": "Another end"}


def open_relation_change(workspace: Workspace, relation: Relation) -> None:
    """Asks what is to be different."""
    if workspace.project.read_only:
        workspace.say("error", "This project can only be read here, so nothing can be changed.")
        return
    source, target = (workspace.document.text_at(workspace.document.fragments(end)) for end in _ends(relation))
    entries = (
        Choice("type", "Another type", relation.type),
        Choice("target", _ENDS["target"], f"instead of “{target}”"),
        Choice("source", _ENDS["source"], f"instead of “{source}”"),
        Choice("turn", "Turn it round", f"from “{target}” to “{source}”"),
        Choice("delete", "Delete it"),
    )
    choices = Choices(f"{relation.type}: “{source}” → “{target}”", entries)
    workspace.enter(
        ChooseMode(
            workspace, choices, lambda what: _open(workspace, relation, what), anchor=_place(workspace, relation)
        )
    )


def _ends(relation: Relation) -> tuple[int, int]:
    return (relation.source, relation.target)


def _place(workspace: Workspace, relation: Relation) -> Fragments:
    return workspace.document.fragments(relation.source)


def _open(workspace: Workspace, relation: Relation, what: str) -> None:
    project = workspace.project
    if what == "delete":
        workspace.run(lambda: project.delete(relation.id))
    elif what == "turn":
        turned = workspace.run(
            lambda: project.set_relation(relation.id, source=relation.target, target=relation.source)
        )
        _told(workspace, relation, done=turned is not None)
    elif what == "type":
        _open_type(workspace, relation)
    else:
        _open_end(workspace, relation, what)


def _open_type(workspace: Workspace, relation: Relation) -> None:
    project = workspace.project
    types = [one for one in project.schema.relation_types if one.name != relation.type]
    if not types:
        workspace.say("info", f"The schema has no other type than {relation.type}.")
        return
    entries = tuple(Choice(one.name, one.name, one.title if one.title != one.name else "") for one in types)

    def take(name: str) -> None:
        changed = workspace.run(lambda: project.set_relation(relation.id, type=name))
        _told(workspace, relation, done=changed is not None)

    choices = Choices(f"Instead of {relation.type}", entries)
    workspace.enter(ChooseMode(workspace, choices, take, anchor=_place(workspace, relation)))


def _open_end(workspace: Workspace, relation: Relation, which: str) -> None:
    document = workspace.document
    kept = document.fragments(relation.target if which == "source" else relation.source)
    near = kept[0][0] if kept else 0
    spans = [span for span in document.spans.values() if span.id not in _ends(relation) and span.label is not None]
    spans.sort(key=lambda span: (abs(span.start - near), span.id))
    entries = tuple(span_choice(span) for span in spans[:MOST])

    def found(fragments: Fragments) -> Choice | None:
        there = end_at(document, fragments)
        if there.span.id in _ends(relation):
            return None
        return span_choice(there.span) if there.span.id else word_choice(there.span.text, there.span.fragments)

    workspace.enter(
        PickMode(
            workspace,
            Choices(_ENDS[which], entries),
            lambda values: _set_end(workspace, relation, which, values[0]),
            about=f"of {relation.type}",
            places={entry.value: place_of(document, entry.value) for entry in entries},
            found=found,
            anchor=kept,
        )
    )


def _set_end(workspace: Workspace, relation: Relation, which: str, value: str) -> None:
    project, end = workspace.project, end_for(workspace.document, value)
    if end is None:
        return

    def work() -> bool:
        number = end.make(project)
        if which == "source":
            project.set_relation(relation.id, source=number)
        else:
            project.set_relation(relation.id, target=number)
        return True

    title = f"{_ENDS[which].lower()} of {relation.type}: “{end.span.text}”"
    _told(workspace, relation, done=bool(workspace.run_as_one(title, work)))


def _told(workspace: Workspace, relation: Relation, *, done: bool) -> None:
    """The relation as it is now is current, and said."""
    now = workspace.document.links.relations.get(relation.id)
    if not done or now is None:
        return
    workspace.select(now.id)
    source, target = (workspace.document.text_at(workspace.document.fragments(end)) for end in _ends(now))
    workspace.say("info", f"{now.type}: “{source}” → “{target}”.")
