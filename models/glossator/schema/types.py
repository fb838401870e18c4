"""The types a schema is made of, roles aside: entity, event and relation types, modes, attributes, contexts, sectors.

Part of the schema layer. `name` is what annotations carry and files hold, `title` what people read.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from glossator.schema.colours import ColourPair
from glossator.schema.roles import Cardinality

Target: TypeAlias = Literal["event", "span", "entity", "relation"]
"""What an attribute is a feature of."""

ENDS = ("Arg1", "Arg2")
"""What the two ends of a relation are called where a schema does not say."""


@dataclass(frozen=True, slots=True)
class EntityType:
    """A label for spans.

    `key` is the digit that gives it. A hidden type is valid but not offered. `country_sectors`: entities of this type
    carry a country and sectors. `model_labels` are what suggestion models call it where they use another name.
    `parent` is the type that it stands under in lists; nothing follows from it for what is allowed where.
    """

    name: str
    title: str
    colour: ColourPair
    key: str | None = None
    hidden: bool = False
    country_sectors: bool = False
    model_labels: tuple[str, ...] = ()
    guideline: str = ""
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class Mode:
    """How an event of its type was carried out. An event may have several.

    `model_labels` are what the lexicons call it where they use another name.
    """

    name: str
    title: str
    guideline: str = ""
    model_labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EventType:
    """A kind of event.

    `gloss` says in at most 60 characters what it is, for the type chooser. `roles` are those that go with it, in the
    order of the builder; empty means every role of the schema, or, with `roleless`, none but the general ones.
    `cardinalities` and `fillers` (what may fill a role) override those of the roles. `intensity` places it between
    conflict (-10) and cooperation (+10). Not enabled: valid but not offered.
    `model_labels` are what lexicons call it where they use another name. `parent` is as in `EntityType`.
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
    fillers: tuple[tuple[str, tuple[str, ...]], ...] = ()
    roleless: bool = False
    parent: str | None = None
    model_labels: tuple[str, ...] = ()

    def mode(self, name: str) -> Mode | None:
        """The mode of that name, or None."""
        return next((mode for mode in self.modes if mode.name == name), None)


@dataclass(frozen=True, slots=True)
class AttributeType:
    """A feature with a closed choice of values, or an open value where `values` is empty.

    `key` is the builder's letter for it. `applies_to` is what it is a feature of, and `also` what else.
    `only_for` narrows it to event types, entity types or relation types of these names.
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
    also: tuple[Target, ...] = ()

    @property
    def targets(self) -> tuple[Target, ...]:
        """All that it is a feature of."""
        return (self.applies_to, *self.also)

    def fits(self, target: Target, name: str | None) -> bool:
        """Whether a thing of this kind and label (event type, entity type, relation type) has this attribute."""
        return target in self.targets and (not self.only_for or name in self.only_for)


@dataclass(frozen=True, slots=True)
class RelationType:
    """A typed link between two spans. Empty `source` or `target`: any label may stand there.

    `pairs`, where there are any, narrow that down to these (source, target). `ends` are what its two ends are called.
    """

    name: str
    title: str
    source: tuple[str, ...] = ()
    target: tuple[str, ...] = ()
    symmetric: bool = False
    guideline: str = ""
    transitive: bool = False
    pairs: tuple[tuple[str, str], ...] = ()
    ends: tuple[str, str] = ENDS

    def fits(self, source: str | None, target: str | None) -> bool:
        """Whether spans with these labels may be its two ends, in this order or, if symmetric, in the other."""
        return self._fits(source, target) or (self.symmetric and self._fits(target, source))

    def _fits(self, source: str | None, target: str | None) -> bool:
        if self.pairs:
            return (source, target) in self.pairs
        return (not self.source or source in self.source) and (not self.target or target in self.target)


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
