"""How far a mention is to be believed. Part of the suggest layer.

The model gives no probabilities. What is known instead is how often mentions were right that had the same kind of
evidence and the same label, on hand-marked newswire (strictly: same edges and same label). Those shares, drawn towards
the evidence's mean where few mentions were seen, are rounded to a twentieth: more digits would be invented.
"""

from __future__ import annotations

from functools import lru_cache

from glossator.suggest.entities.mentions import Evidence
from glossator.suggest.tables import rows

_UNKNOWN = 0.5


def confidence(evidence: Evidence, label: str) -> float:
    """The share of such mentions that are right, in steps of 0.05."""
    table = _shares()
    return table.get((evidence, label), table.get((evidence, "*"), _UNKNOWN))


@lru_cache(maxsize=1)
def _shares() -> dict[tuple[str, str], float]:
    return {(row[0], row[1]): float(row[2]) for row in rows("confidence.tsv")}
