"""Schemas: entity types, event types, modes, roles, attributes and their guidelines, read from TOML.

A layer of the core above `annotation`; imports nothing but the standard library and `glossator.errors`.
"""

from glossator.schema.checks import Fault, check_schema, faults
from glossator.schema.colours import ColourPair, contrast, legible_ink, mix
from glossator.schema.conventions import Conventions
from glossator.schema.dump import dump_schema
from glossator.schema.keys import BUILDER_KEYS, ENTITY_KEYS
from glossator.schema.load import builtin_schemas, load_schema
from glossator.schema.model import Schema
from glossator.schema.parse import parse_schema, problems_in
from glossator.schema.roles import ANY, ENTITY, EVENT, FREE, Cardinality, Role, event_filler, event_type_of
from glossator.schema.tables import SchemaProblem
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

__all__ = [
    "ANY",
    "BUILDER_KEYS",
    "ENTITY",
    "ENTITY_KEYS",
    "EVENT",
    "FREE",
    "AttributeType",
    "Cardinality",
    "ColourPair",
    "Context",
    "Conventions",
    "EntityType",
    "EventType",
    "Fault",
    "Mode",
    "RelationType",
    "Role",
    "Schema",
    "SchemaProblem",
    "Sector",
    "Target",
    "builtin_schemas",
    "check_schema",
    "contrast",
    "dump_schema",
    "event_filler",
    "event_type_of",
    "faults",
    "legible_ink",
    "load_schema",
    "mix",
    "parse_schema",
    "problems_in",
]
