"""Keys that a schema hands out: digits for entity types, letters for roles and attributes in the event builder.

Part of the schema layer.
"""

from __future__ import annotations

from collections.abc import Iterable
from types import MappingProxyType

ENTITY_KEYS = tuple("123456789")
"""The digits that label a span. 0 is not among them: it labels by name."""

BUILDER_KEYS = MappingProxyType(
    {"C": "contexts", "D": "the mode", "F": "hint codes", "G": "growing the selection", "Y": "the event type"}
)
"""Letters the event builder keeps for itself, and for what. The others may be given to roles and attributes."""


def is_letter(key: str) -> bool:
    """Whether this is one capital letter A to Z."""
    return len(key) == 1 and "A" <= key <= "Z"


def spare_digit(taken: Iterable[str | None]) -> str | None:
    """The lowest digit no entity type has yet; None when all nine are given."""
    used = set(taken)
    return next((digit for digit in ENTITY_KEYS if digit not in used), None)
