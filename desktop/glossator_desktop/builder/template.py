"""An event as a template for the next one: its type, what filled its roles, its attributes. Pure, without Qt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from glossator.annotation import AttributeValue, Event, ProposedValue
from glossator.schema import Schema
from glossator.schema.roles import FREE, event_filler
from glossator_desktop.builder.candidates import Candidate, fits
from glossator_desktop.session import DocumentSession


@dataclass(frozen=True, slots=True)
class Template:
    """What an event lends to others. Its fillers are of use in its own document only."""

    document_id: int
    words: str
    type: str
    modes: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()
    fillers: Mapping[str, tuple[Candidate, ...]] = field(default_factory=dict)
    attributes: Mapping[str, AttributeValue] = field(default_factory=dict)

    def proposals(
        self, schema: Schema, event: Event, own: Mapping[str, tuple[Candidate, ...]]
    ) -> dict[str, tuple[Candidate, ...]]:
        """Fillers to propose by role: the template's, and in the roles that it leaves open the event's own."""
        lent = self.fillers if event.document_id == self.document_id else {}
        found = dict(own)
        for role in schema.roles_of(event.type):
            fitting = tuple(c for c in lent.get(role.name, ()) if fits(c, role, event.trigger) and c.ref != event.id)
            if fitting:
                found[role.name] = fitting
        return found

    def values(self, own: Mapping[str, ProposedValue]) -> dict[str, ProposedValue]:
        """Attribute values to propose: those that words around the trigger speak for, else the template's."""
        lent = {name: ProposedValue(value, "") for name, value in self.attributes.items() if isinstance(value, str)}
        return {**lent, **own}


def template_of(document: DocumentSession, event: Event) -> Template:
    """What an event of the open document lends."""
    fillers: dict[str, tuple[Candidate, ...]] = {}
    for argument in event.arguments:
        candidate = _candidate(document, argument.filler)
        if candidate is not None:
            fillers[argument.role] = (*fillers.get(argument.role, ()), candidate)
    words = event.text or event.type
    return Template(document.id, words, event.type, event.modes, event.contexts, fillers, dict(event.attributes))


def _candidate(document: DocumentSession, item: int) -> Candidate | None:
    if item in document.spans:
        span = document.spans[item]
        return Candidate("span", item, span.fragments, span.text, span.label or FREE)
    if item in document.events:
        event = document.events[item]
        return Candidate("event", item, event.trigger, event.text, event_filler(event.type))
    return None
