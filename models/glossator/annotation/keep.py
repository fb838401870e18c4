"""The value that a verb is given where something is to stay as it is: None takes away what is known."""

from __future__ import annotations

from enum import Enum
from typing import Final, Literal, TypeAlias


class _Keep(Enum):
    KEEP = "keep"


KEEP: Final = _Keep.KEEP
"""As it is."""

Keep: TypeAlias = Literal[_Keep.KEEP]
