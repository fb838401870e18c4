"""Page mode: a relation from the current span: its type, then the span that it leads to."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from glossator.annotation import Fragments, Span
from glossator.schema import RelationType, Schema
from glossator_desktop.modes.choices import Choice, Choices
from glossator_desktop.modes.choose_mode import ChooseMode
from glossator_desktop.modes.linked import End, end_at, end_here
from glossator_desktop.modes.linking import NOTHING, end_for, place_of
from glossator_desktop.modes.mentions import MOST, span_choice, word_choice
from glossator_desktop.modes.pick_mode import PickMode
from glossator_desktop.modes.relation_change import open_relation_change

if TYPE_CHECKING:
    from glossator_desktop.workspace import Workspace


def open_relation(workspace: Workspace) -> None:
    """Asks for the type; those that may start from this label come first. A current relation is changed."""
    schema = workspace.project.schema
    relation = workspace.document.links.relations.get(workspace.focus.current or 0)
    if relation is not None:
        open_relation_change(workspace, relation)
        return
    if not schema.relation_types:
        workspace.say("info", "This project's schema has no relation types.")
        return
    end = end_here(workspace)
    if end is None:
        workspace.say("info", NOTHING.format(key="R", what="starts a relation from them"))
        return
    if workspace.project.read_only:
        workspace.say("error", "This project can only be read here, so nothing can be linked.")
        return
    choices = Choices(f"Relation from “{end.span.text}”", type_choices(schema, end.span.label))
    workspace.enter(ChooseMode(workspace, choices, lambda name: _open_target(workspace, end, name),
                               anchor=end.span.fragments))  # fmt: skip


def type_choices(schema: Schema, label: str | None) -> tuple[Choice, ...]:
    """The relation types, those that may start from this label first."""
    ordered = sorted(schema.relation_types, key=lambda one: not may_start(one, label))
    return tuple(Choice(one.name, one.name, one.title if one.title != one.name else "") for one in ordered)


def may_start(relation: RelationType, label: str | None) -> bool:
    """Whether a span with this label may be the source."""
    if relation.pairs:
        return any(label == source or (relation.symmetric and label == target) for source, target in relation.pairs)
    return not relation.source or label in relation.source or (relation.symmetric and label in relation.target)


def target_choices(relation: RelationType | None, source: Span, spans: Iterable[Span]) -> tuple[Choice, ...]:
    """The labelled spans that a relation may lead to: those with a label that it asks for first, the nearest first."""
    found = [span for span in spans if span.id != source.id and span.label is not None]
    found.sort(
        key=lambda span: (
            relation is not None and not relation.fits(source.label, span.label),
            abs(span.start - source.start),
            span.id,
        )
    )
    return tuple(span_choice(span) for span in found[:MOST])


def _open_target(workspace: Workspace, end: End, name: str) -> None:
    document = workspace.document
    entries = target_choices(workspace.project.schema.relation_type(name), end.span, document.spans.values())

    def found(fragments: Fragments) -> Choice | None:
        there = end_at(document, fragments)
        if there.span.fragments == end.span.fragments:
            return None
        return span_choice(there.span) if there.span.id else word_choice(there.span.text, there.span.fragments)

    workspace.enter(
        PickMode(
            workspace,
            Choices(f"{name} to", entries),
            lambda values: _relate(workspace, end, name, values[0]),
            about=f"from “{end.span.text}”",
            places={entry.value: place_of(document, entry.value) for entry in entries},
            found=found,
            anchor=end.span.fragments,
        )
    )


def _relate(workspace: Workspace, end: End, name: str, value: str) -> None:
    project, document = workspace.project, workspace.document
    target = end_for(document, value)
    if target is None:
        return
    if any(
        one.type == name and one.target == target.span.id
        for one in document.links.relations_of(end.span.id)
        if one.source == end.span.id and end.span.id
    ):
        workspace.say("info", f"This relation is there already: {name} to “{target.span.text}”.")
        return

    def work() -> int:
        source = end.make(project)
        project.add_relation(name, source, target.make(project))
        return source

    made = workspace.run_as_one(f"{name} from “{end.span.text}” to “{target.span.text}”", work)
    if made is not None:
        workspace.select(made)
        workspace.say("info", f"{name} → “{target.span.text}”. S goes to it; R then changes it, X deletes it.")
