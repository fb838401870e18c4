"""Events: a trigger, participants in roles, modes, contexts and attributes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from glossator.annotation.identity import Attributes, Fragments, hull
from glossator.annotation.spans import Origin


@dataclass(frozen=True, slots=True)
class Argument:
    """A role and its filler: the id of a span (labelled or free) or of another event.

    It unpacks as `role, filler`. `country` and `sectors` override the filler's entity for this event only.
    """

    role: str
    filler: int
    country: str | None = None
    sectors: tuple[str, ...] = ()

    def __iter__(self) -> Iterator[str | int]:
        return iter((self.role, self.filler))


@dataclass(frozen=True, slots=True)
class Event:
    """One typed mention of something that happened. `trigger` is empty for a document-level event.

    A draft is an unfinished event: durable, listed, never in gold. `schema_version` is that of the schema in force
    when a person made or last changed it; 0: not known.
    """

    id: int
    document_id: int
    annotator: str
    type: str
    trigger: Fragments
    text: str = ""
    modes: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()
    arguments: tuple[Argument, ...] = ()
    attributes: Attributes = field(default_factory=dict)
    draft: bool = False
    origin: Origin = field(default_factory=Origin)
    uid: bytes = b""
    schema_version: int = 0

    @property
    def start(self) -> int:
        """The trigger's first code point; 0 without a trigger."""
        return hull(self.trigger)[0]

    @property
    def end(self) -> int:
        """One past the trigger's last code point; 0 without a trigger."""
        return hull(self.trigger)[1]

    def fillers(self, role: str) -> tuple[int, ...]:
        """The ids that fill a role, in order."""
        return tuple(argument.filler for argument in self.arguments if argument.role == role)


@dataclass(frozen=True, slots=True)
class SameEvent:
    """Events, of any documents, that tell of one happening, as one annotator sees it. Each is in one group at most.

    `documents` are those of the events, in the same order.
    """

    id: int
    annotator: str
    name: str = ""
    events: tuple[int, ...] = ()
    uid: bytes = b""
    documents: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class SameEventPart:
    """What a group of same events has in one document: its events there, and the place of each in the whole group."""

    id: int
    annotator: str
    name: str = ""
    events: tuple[int, ...] = ()
    places: tuple[int, ...] = ()
    uid: bytes = b""
