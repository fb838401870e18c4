"""What people agree on: what is right although a check reports it, and how a guideline is to be read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Exemption:
    """This is right: the problem `code` on `key` is not to be reported again.

    `key` is text that the check has made, stable from one run to the next. A document of None: it holds in all of them.
    """

    id: int
    annotator: str
    document_id: int | None
    code: str
    key: str
    uid: bytes = b""


@dataclass(frozen=True, slots=True)
class Ruling:
    """A dated decision that is added to a guideline.

    `time` is ISO 8601, UTC. `subject` says what it is about: "entity_types.ORG", "event_types.REQUEST",
    "event_types.REQUEST.modes.change", "roles.actor", "attributes.polarity", "relation_types.X" or "conventions".
    `target` is the annotation that it was made on and `quote` the words that stood there; a target that is deleted
    becomes None, the ruling stays.
    """

    id: int
    annotator: str
    time: str
    subject: str
    text: str
    document_id: int | None = None
    target: int | None = None
    quote: str = ""
    uid: bytes = b""


@dataclass(frozen=True, slots=True)
class Agreed:
    """What people agreed on that concerns no document in particular."""

    exemptions: tuple[Exemption, ...] = ()
    rulings: tuple[Ruling, ...] = ()
