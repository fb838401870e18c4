"""What the event builder remembers between two keys beyond what is stored: frozen, without Qt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from glossator.annotation import Fragments, ProposedValue
from glossator_desktop.builder.candidates import Candidate


@dataclass(frozen=True, slots=True)
class Memory:
    """Where the person is in the builder, and what waits to be confirmed.

    `role` is the current one, `page` the nine candidates that have numbers. `filter` narrows the candidates; while
    `typing`, letters go to it. `proposed` are candidates by role, `values` attribute values that a cue speaks for.
    `filler` is the free filler that the edge keys move, `roaming` says that the caret was moved to find one.
    `template` are the words of the event that this one was begun like.
    """

    role: str
    page: int = 0
    filter: str = ""
    typing: bool = False
    proposed: Mapping[str, tuple[Candidate, ...]] = field(default_factory=dict)
    values: Mapping[str, ProposedValue] = field(default_factory=dict)
    filler: int | None = None
    grown: tuple[Fragments, ...] = ()
    roaming: bool = False
    template: str = ""

    def proposals(self, role: str) -> tuple[Candidate, ...]:
        """What waits to be confirmed for a role."""
        return self.proposed.get(role, ())

    def with_proposals(self, role: str, candidates: tuple[Candidate, ...]) -> Memory:
        """With these proposals for a role instead."""
        return replace(self, proposed={**self.proposed, role: candidates})

    def without_value(self, attribute: str) -> Memory:
        """With an attribute's proposal gone: the person has chosen."""
        return replace(self, values={name: value for name, value in self.values.items() if name != attribute})

    def at_role(self, role: str) -> Memory:
        """In another role: its first nine candidates, unfiltered."""
        return replace(self, role=role, page=0, filter="", typing=False, filler=None, grown=(), roaming=False)
