"""The types a schema is made of, roles aside: entity, event and relation types, modes, attributes, contexts, sectors.

Part of the schema layer. `name` is what annotations carry and files hold, `title` what people read.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from glossator.schema.colours import ColourPair
from glossator.schema.roles import Cardinality

Target: TypeAlias = Literal["event", "span", "entity"]
"""What an attribute is a feature of."""


@dataclass(frozen=True, slots=True)
class EntityType:
    """A label for spans.

    `key` is the digit that gives it. A hidden type is valid but not offered. `country_sectors`: entities of this type
    carry a country and sectors. `model_labels` are what suggestion models call it where they use another name.
    """

    name: str
    title: str
    colour: ColourPair
    key: str | None = None
    hidden: bool = False
    country_sectors: bool = False
    model_labels: tuple[str, ...] = ()
    guideline: str = ""


@dataclass(frozen=True, slots=True)
class Mode:
    """How an event of its type was carried out. An event may have several."""

    name: str
    title: str
    guideline: str = ""


@dataclass(frozen=True, slots=True)
class EventType:
    """A kind of event.

    `gloss` says in at most 60 characters what it is, for the type chooser. `roles` are those that go with it, in the
    order of the builder; empty means every role of the schema. `cardinalities` override those of the roles.
    `intensity` places it between conflict (-10) and cooperation (+10). Not enabled: valid but not offered.
    """

    name: str
    title: str
    gloss: str = ""
    quad_class: str | None = None
    intensity: float | None = None
    modes: tuple[Mode, ...] = ()
    roles: tuple[str, ...] = ()
    cardinalities: tuple[tuple[str, Cardinality], ...] = ()
    enabled: bool = True
    guideline: str = ""

    def mode(self, name: str) -> Mode | None:
        """The mode of that name, or None."""
        return next((mode for mode in self.modes if mode.name == name), None)


@dataclass(frozen=True, slots=True)
class AttributeType:
    """A feature with a closed choice of values, or an open value where `values` is empty.

    `key` is the builder's letter for it. `only_for` narrows it to event types or entity types of these names.
    """

    name: str
    title: str
    values: tuple[str, ...] = ()
    default: str | None = None
    many: bool = False
    key: str | None = None
    applies_to: Target = "event"
    only_for: tuple[str, ...] = ()
    guideline: str = ""

    def fits(self, target: Target, name: str | None) -> bool:
        """Whether a thing of this kind and label (event type, entity type) has this attribute."""
        return self.applies_to == target and (not self.only_for or name in self.only_for)


@dataclass(frozen=True, slots=True)
class RelationType:
    """A typed link between two spans. Empty `source` or `target`: any label may stand there."""

    name: str
    title: str
    source: tuple[str, ...] = ()
    target: tuple[str, ...] = ()
    symmetric: bool = False
    guideline: str = ""


@dataclass(frozen=True, slots=True)
class Context:
    """What an event or a whole document is about."""

    name: str
    title: str
    guideline: str = ""


@dataclass(frozen=True, slots=True)
class Sector:
    """A part of society that an entity acts for, as a code."""

    name: str
    title: str
