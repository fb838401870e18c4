"""Taking names that a schema lacks from another one, with as much of their definitions as fits.

Part of the schema layer. Importing annotations needs it: a file's own schema says what its names mean.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from glossator.schema.checks import faults
from glossator.schema.keys import spare_digit
from glossator.schema.model import Schema
from glossator.schema.roles import ANY, SPECIAL_FILLERS, Cardinality, event_type_of
from glossator.schema.types import EventType


@dataclass(frozen=True, slots=True)
class Adoption:
    """A schema that grows by names; `sources` are asked in their order for what a name means."""

    schema: Schema
    sources: tuple[Schema, ...] = ()

    def entity_type(self, name: str) -> Adoption:
        """With this entity type."""
        if self.schema.entity_type(name):
            return self
        key = spare_digit(type_.key for type_ in self.schema.entity_types)
        found = (found for source in self.sources if (found := source.entity_type(name)))
        defined = (
            variant for one in found for variant in (one, replace(one, key=key), replace(one, key=key, parent=None))
        )
        return self._first(
            (replace(self.schema, entity_types=(*self.schema.entity_types, one)) for one in defined),
            lambda: self.schema.with_entity_type(name),
        )

    def event_type(self, name: str) -> Adoption:
        """With this event type, without modes: they come one by one."""
        if self.schema.event_type(name):
            return self
        bare = self.schema.with_event_type(name)
        defined = []
        for source in self.sources:
            if found := source.event_type(name):
                whole = self._with_known_names(replace(found, modes=()))
                defined.append(replace(self.schema, event_types=(*self.schema.event_types, whole)))
        fitting = (_with_fitting_roles(one, name) for one in defined)
        return self._first((*defined, *fitting, bare), lambda: _with_fitting_roles(bare, name))

    def _with_known_names(self, type_: EventType) -> EventType:
        """With those of its roles, fillers and parent that this schema has."""
        roles = tuple(role for role in type_.roles if self.schema.role(role))
        return replace(
            type_,
            roles=roles,
            roleless=type_.roleless or (bool(type_.roles) and not roles),
            cardinalities=tuple(item for item in type_.cardinalities if item[0] in roles),
            fillers=tuple(
                (role, kept)
                for role, allowed in type_.fillers
                if role in roles and (kept := tuple(one for one in allowed if self._is_filler(one)))
            ),
            parent=type_.parent if type_.parent and self.schema.event_type(type_.parent) else None,
        )

    def _is_filler(self, name: str) -> bool:
        type_ = event_type_of(name)
        if type_ is not None:
            return self.schema.event_type(type_) is not None
        return name in SPECIAL_FILLERS or self.schema.entity_type(name) is not None

    def mode(self, event_type: str, name: str) -> Adoption:
        """With this mode of an event type."""
        grown = self.event_type(event_type)
        type_ = grown.schema.event_type(event_type)
        if type_ is None or type_.mode(name):
            return grown
        found = [mode for source in self.sources if (mode := source.mode(event_type, name))]
        defined = (
            replace(
                grown.schema,
                event_types=tuple(
                    replace(one, modes=(*one.modes, mode)) if one.name == event_type else one
                    for one in grown.schema.event_types
                ),
            )
            for mode in found
        )
        return grown._first(defined, lambda: grown.schema.with_mode(event_type, name))

    def role(self, name: str) -> Adoption:
        """With this role; its letter only where that is free, its fillers as far as the schema has them."""
        if self.schema.role(name):
            return self
        found = [role for source in self.sources if (role := source.role(name))]
        fitting = [
            replace(role, allowed=tuple(one for one in role.allowed if self._is_filler(one)) or (ANY,))
            for role in found
        ]
        # Not required and not general: other event types of this schema know nothing of it.
        modest = [replace(role, key=None, general=False, cardinality=Cardinality()) for role in fitting]
        return self._first(
            (replace(self.schema, roles=(*self.schema.roles, role)) for role in (*found, *fitting, *modest)),
            lambda: self.schema.with_role(name),
        )

    def attribute(self, name: str, value: str | None, *, of: str) -> Adoption:
        """With this attribute of events or spans, and this value among its choices."""
        grown = self
        if not self.schema.attribute(name):
            found = [attribute for source in self.sources if (attribute := source.attribute(name))]
            defined = [variant for one in found for variant in (one, replace(one, key=None, only_for=()))]
            target = "event" if of == "event" else "span"
            grown = self._first(
                (replace(self.schema, attributes=(*self.schema.attributes, one)) for one in defined),
                lambda: self.schema.with_attribute(name, applies_to=target),  # type: ignore[arg-type]
            )
        return grown if value is None else replace(grown, schema=grown.schema.with_attribute_value(name, value))

    def context(self, name: str) -> Adoption:
        """With this context."""
        if self.schema.context(name):
            return self
        found = (context for source in self.sources if (context := source.context(name)))
        return self._first(
            (replace(self.schema, contexts=(*self.schema.contexts, one)) for one in found),
            lambda: self.schema.with_context(name),
        )

    def relation_type(self, name: str) -> Adoption:
        """With this relation type; between any labels where the schema lacks some of those it goes between."""
        if self.schema.relation_type(name):
            return self
        found = [relation for source in self.sources if (relation := source.relation_type(name))]
        defined = [variant for one in found for variant in (one, replace(one, source=(), target=(), pairs=()))]
        return self._first(
            (replace(self.schema, relation_types=(*self.schema.relation_types, one)) for one in defined),
            lambda: self.schema.with_relation_type(name),
        )

    def _first(self, candidates: Iterable[Schema], otherwise: Callable[[], Schema]) -> Adoption:
        """The first candidate that is a sound schema."""
        sound = (candidate for candidate in candidates if not any(faults(candidate)))
        return replace(self, schema=next(sound, None) or otherwise())


def _with_fitting_roles(schema: Schema, event_type: str) -> Schema:
    """With those roles of the event type only whose letters differ, from each other and from the general ones."""
    found = schema.event_type(event_type)
    if found is None:
        return schema
    taken = {role.key for role in schema.roles if role.general}
    names: list[str] = []
    for role in schema.roles:
        if role.name not in (found.roles or (role.name,)):
            continue
        if role.general or role.key is None or role.key not in taken:
            names.append(role.name)
            taken.add(role.key)
    places = tuple(item for item in found.cardinalities if item[0] in names)
    fillers = tuple(item for item in found.fillers if item[0] in names)
    fitting = replace(found, roles=tuple(names), cardinalities=places, fillers=fillers)
    return replace(schema, event_types=tuple(fitting if one.name == event_type else one for one in schema.event_types))
