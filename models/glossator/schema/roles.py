"""Roles of events: what may fill them, and how often.

Part of the schema layer.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

ANY = "*"
"""As an allowed filler: whatever there is."""
EVENT = "<EVENT>"
"""As an allowed filler: another event. In angle brackets, as brat has it, since EVENT is also an entity type."""
FREE = "<FREE>"
"""As an allowed filler: a span without a label, such as a clause or a pronoun."""
ENTITY = "<ENTITY>"
"""As an allowed filler: a span with any label."""
SPECIAL_FILLERS = (ANY, EVENT, FREE, ENTITY)

_EVENT_OF = "<EVENT:"
_SIGNS = {"?": (0, 1), "*": (0, None), "+": (1, None)}
_RANGE = re.compile(r"(\d{1,6})(?:(-)(\d{1,6})|(\+))?")


def event_filler(event_type: str) -> str:
    """As an allowed filler: an event of this type and no other, `<EVENT:TYPE>`."""
    return f"{_EVENT_OF}{event_type}>"


def event_type_of(filler: str) -> str | None:
    """The inverse of `event_filler`; None for every other filler."""
    return filler[len(_EVENT_OF) : -1] if filler.startswith(_EVENT_OF) and filler.endswith(">") else None


@dataclass(frozen=True, slots=True)
class Cardinality:
    """How many fillers a role takes; `maximum` None means any number."""

    minimum: int = 0
    maximum: int | None = None

    @classmethod
    def parse(cls, sign: str) -> Cardinality:
        """Read `?`, `*`, `+`, `n`, `n-m` or `n+`. Raises ValueError for anything else."""
        if sign in _SIGNS:
            return cls(*_SIGNS[sign])
        found = _RANGE.fullmatch(sign)
        if found is None:
            raise ValueError(sign)
        minimum = int(found[1])
        maximum = int(found[3]) if found[2] else None if found[4] else minimum
        if maximum is not None and not max(1, minimum) <= maximum:
            raise ValueError(sign)
        return cls(minimum, maximum)

    def __str__(self) -> str:
        """The sign that `parse` reads back."""
        for sign, (minimum, maximum) in _SIGNS.items():
            if (minimum, maximum) == (self.minimum, self.maximum):
                return sign
        if self.maximum is None:
            return f"{self.minimum}+"
        return f"{self.minimum}" if self.minimum == self.maximum else f"{self.minimum}-{self.maximum}"

    @property
    def required(self) -> bool:
        """Whether an event without a filler in this role is incomplete."""
        return 1 <= self.minimum

    def allows(self, count: int) -> bool:
        """Whether this many fillers are right."""
        return self.minimum <= count and (self.maximum is None or count <= self.maximum)


@dataclass(frozen=True, slots=True)
class Role:
    """A part that somebody or something plays in an event.

    `key` is the letter that jumps to it in the event builder. `allowed` names entity types and ANY, ENTITY, FREE, EVENT
    or `event_filler(TYPE)`, the likeliest first. A general role goes with every event type, also with those that do
    not list it. A hidden one is valid but not among the slots that the builder walks through.
    """

    name: str
    title: str
    key: str | None = None
    allowed: tuple[str, ...] = (ANY,)
    cardinality: Cardinality = Cardinality()
    general: bool = False
    hidden: bool = False
    guideline: str = ""
    model_labels: tuple[str, ...] = ()

    def accepts(self, filler: str) -> bool:
        """Whether an entity type's name, FREE, `event_filler(TYPE)`, or EVENT for some event, may fill this role."""
        return self.rank(filler) is not None

    def rank(self, filler: str) -> int | None:
        """How far down the list of allowed fillers this one stands, 0 the likeliest; None where it is not allowed."""
        if filler in self.allowed:
            return self.allowed.index(filler)
        return next((place for place, one in enumerate(self.allowed) if _covers(one, filler)), None)


def _covers(allowed: str, filler: str) -> bool:
    """Whether an allowed filler stands for this one too."""
    if filler == EVENT:
        return allowed == ANY or event_type_of(allowed) is not None
    if event_type_of(filler) is not None:
        return allowed in (ANY, EVENT)
    return allowed == ANY or (allowed == ENTITY and filler != FREE)
