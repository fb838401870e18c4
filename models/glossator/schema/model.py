"""The schema of a project: everything that annotations may be called, and what goes with what.

Part of the schema layer. A schema never changes; `with_…` gives another one that has a further name.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Protocol, TypeVar

from glossator.schema.colours import spare_colour
from glossator.schema.conventions import USUAL, Conventions
from glossator.schema.keys import spare_digit
from glossator.schema.roles import Cardinality, Role
from glossator.schema.types import (
    AttributeType,
    Context,
    EntityType,
    EventType,
    Mode,
    RelationType,
    Sector,
    Target,
)


class Named(Protocol):
    """Whatever has a name."""

    @property
    def name(self) -> str: ...


_N = TypeVar("_N", bound=Named)


@dataclass(frozen=True, slots=True)
class Schema:
    """Entity types, event types, roles … in the order in which they are offered.

    `version` counts the changes to it. `language` is that of titles and guidelines, a BCP 47 tag.
    """

    name: str
    title: str
    version: int = 1
    language: str = "en"
    guideline: str = ""
    entity_types: tuple[EntityType, ...] = ()
    event_types: tuple[EventType, ...] = ()
    roles: tuple[Role, ...] = ()
    attributes: tuple[AttributeType, ...] = ()
    contexts: tuple[Context, ...] = ()
    sectors: tuple[Sector, ...] = ()
    relation_types: tuple[RelationType, ...] = ()
    conventions: Conventions = USUAL
    _entity_index: Mapping[str, EntityType] = field(init=False, repr=False, compare=False)
    _event_index: Mapping[str, EventType] = field(init=False, repr=False, compare=False)
    _model_index: Mapping[str, EntityType] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        aliases = {label: type_ for type_ in reversed(self.entity_types) for label in type_.model_labels}
        names = _index(self.entity_types)
        object.__setattr__(self, "_entity_index", names)
        object.__setattr__(self, "_event_index", _index(self.event_types))
        object.__setattr__(self, "_model_index", {**aliases, **names})

    # Looking up

    def entity_type(self, name: str | None) -> EntityType | None:
        """The entity type of that name, or None."""
        return self._entity_index.get(name) if name is not None else None

    def event_type(self, name: str) -> EventType | None:
        """The event type of that name, or None."""
        return self._event_index.get(name)

    def mode(self, event_type: str, name: str) -> Mode | None:
        """The mode of that event type, or None."""
        found = self.event_type(event_type)
        return found.mode(name) if found else None

    def role(self, name: str) -> Role | None:
        """The role of that name, as it is apart from any event type, or None."""
        return _find(self.roles, name)

    def attribute(self, name: str) -> AttributeType | None:
        """The attribute of that name, or None."""
        return _find(self.attributes, name)

    def context(self, name: str) -> Context | None:
        """The context of that name, or None."""
        return _find(self.contexts, name)

    def sector(self, name: str) -> Sector | None:
        """The sector with that code, or None."""
        return _find(self.sectors, name)

    def relation_type(self, name: str) -> RelationType | None:
        """The relation type of that name, or None."""
        return _find(self.relation_types, name)

    def for_model_label(self, label: str) -> EntityType | None:
        """The entity type that a suggestion model's label stands for: the one of that name, else by `model_labels`."""
        return self._model_index.get(label)

    # What is offered

    def visible_entity_types(self) -> tuple[EntityType, ...]:
        """The entity types that are offered."""
        return tuple(type_ for type_ in self.entity_types if not type_.hidden)

    def enabled_event_types(self) -> tuple[EventType, ...]:
        """The event types that are offered."""
        return tuple(type_ for type_ in self.event_types if type_.enabled)

    def roles_of(self, event_type: EventType | str, *, hidden: bool = False) -> tuple[Role, ...]:
        """The roles that go with an event type, with that type's cardinalities and fillers, in the builder's order.

        A type that the schema does not know has every role. Hidden roles only if asked for.
        """
        type_ = event_type if isinstance(event_type, EventType) else self.event_type(event_type)
        if type_ is None:
            return tuple(role for role in self.roles if hidden or not role.hidden)
        counts, fillers = dict(type_.cardinalities), dict(type_.fillers)
        return tuple(
            replace(
                role,
                cardinality=counts.get(role.name, role.cardinality),
                allowed=fillers.get(role.name, role.allowed),
            )
            for role in self._roles_in_order(type_)
            if hidden or not role.hidden
        )

    def cardinality(self, event_type: str, role: str) -> Cardinality | None:
        """How many fillers a role takes in events of this type; None where the two do not go together."""
        found = _find(self.roles_of(event_type, hidden=True), role)
        return found.cardinality if found else None

    def attributes_of(self, target: Target, name: str | None = None) -> tuple[AttributeType, ...]:
        """The attributes of an event of this type, of a span with this label, or of entities."""
        return tuple(attribute for attribute in self.attributes if attribute.fits(target, name))

    def defaults(self, target: Target, name: str | None = None) -> dict[str, str]:
        """The values that attributes have until somebody says otherwise."""
        attributes = self.attributes_of(target, name)
        return {attribute.name: attribute.default for attribute in attributes if attribute.default is not None}

    # With one name more. What is there already is left as it is, and the schema itself is returned.

    def with_entity_type(self, name: str, *, title: str | None = None) -> Schema:
        """With this entity type: the next free digit, a spare colour."""
        if self.entity_type(name):
            return self
        colour = spare_colour(type_.colour for type_ in self.entity_types)
        key = spare_digit(type_.key for type_ in self.entity_types)
        new = EntityType(name, title or name, colour, key=key)
        return replace(self, entity_types=(*self.entity_types, new))

    def with_event_type(self, name: str, *, title: str | None = None) -> Schema:
        """With this event type, which every role goes with."""
        if self.event_type(name):
            return self
        return replace(self, event_types=(*self.event_types, EventType(name, title or name)))

    def with_mode(self, event_type: str, name: str, *, title: str | None = None) -> Schema:
        """With this mode of an event type, and with the type where that is missing too."""
        schema = self.with_event_type(event_type)
        type_ = schema._event_index[event_type]
        if type_.mode(name):
            return schema
        return schema._with_changed(replace(type_, modes=(*type_.modes, Mode(name, title or name))))

    def with_role(self, name: str, *, event_type: str | None = None, title: str | None = None) -> Schema:
        """With this role, which anything may fill, and with it among those of an event type. It has no key."""
        schema = self
        if not self.role(name):
            schema = replace(self, roles=(*self.roles, Role(name, title or name)))
        if event_type is None:
            return schema
        schema = schema.with_event_type(event_type)
        if schema.cardinality(event_type, name) is not None:
            return schema
        type_ = schema._event_index[event_type]
        return schema._with_changed(replace(type_, roles=(*type_.roles, name), roleless=False))

    def with_attribute(self, name: str, *, applies_to: Target = "event", title: str | None = None) -> Schema:
        """With this attribute, of an open value."""
        if self.attribute(name):
            return self
        new = AttributeType(name, title or name, applies_to=applies_to)
        return replace(self, attributes=(*self.attributes, new))

    def with_attribute_value(self, attribute: str, value: str, *, applies_to: Target = "event") -> Schema:
        """With this value among an attribute's choices. One of an open value, or one that is missing, has it anyway."""
        schema = self.with_attribute(attribute, applies_to=applies_to)
        found = schema.attribute(attribute)
        if found is None or not found.values or value in found.values:
            return schema
        changed = replace(found, values=(*found.values, value))
        return replace(schema, attributes=_replaced(schema.attributes, changed))

    def with_context(self, name: str, *, title: str | None = None) -> Schema:
        """With this context."""
        if self.context(name):
            return self
        return replace(self, contexts=(*self.contexts, Context(name, title or name)))

    def with_sector(self, name: str, *, title: str | None = None) -> Schema:
        """With this sector."""
        if self.sector(name):
            return self
        return replace(self, sectors=(*self.sectors, Sector(name, title or name)))

    def with_relation_type(self, name: str, *, title: str | None = None) -> Schema:
        """With this relation type, between any two labels."""
        if self.relation_type(name):
            return self
        return replace(self, relation_types=(*self.relation_types, RelationType(name, title or name)))

    def _roles_in_order(self, type_: EventType) -> tuple[Role, ...]:
        if not type_.roles and not type_.roleless:
            return self.roles
        own = tuple(role for name in type_.roles if (role := self.role(name)))
        return own + tuple(role for role in self.roles if role.general and role.name not in type_.roles)

    def _with_changed(self, event_type: EventType) -> Schema:
        return replace(self, event_types=_replaced(self.event_types, event_type))


def _index(things: Iterable[_N]) -> dict[str, _N]:
    return {thing.name: thing for thing in things}


def _find(things: Iterable[_N], name: str) -> _N | None:
    return next((thing for thing in things if thing.name == name), None)


def _replaced(things: tuple[_N, ...], changed: _N) -> tuple[_N, ...]:
    return tuple(changed if thing.name == changed.name else thing for thing in things)
