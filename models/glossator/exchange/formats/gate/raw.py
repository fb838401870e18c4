"""A GATE document as its files have it, whatever they are written in.

Part of `exchange`; a pure model. Offsets are code points of the text as it stands in the file.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

Value: TypeAlias = str | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GateAnnotation:
    """One annotation: a type, a stretch (perhaps empty), features."""

    id: str
    type: str
    start: int
    end: int
    features: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class GateDocument:
    """A text with sets of annotations by name; "" is the default set. `complicated` counts values left out, by name."""

    text: str
    features: Mapping[str, Value]
    sets: Mapping[str, tuple[GateAnnotation, ...]]
    complicated: Counter[str] = field(default_factory=Counter)
    name: str = ""


def plain_value(value: object) -> Value | None:
    """A value of JSON or YAML as a feature's; None for what is neither one value nor a flat list."""
    if isinstance(value, list):
        items = [_single(item) for item in value]
        plain = tuple(item for item in items if item is not None)
        return plain if len(plain) == len(items) else None
    return _single(value)


def _single(value: object) -> str | None:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, str | int | float) else None
