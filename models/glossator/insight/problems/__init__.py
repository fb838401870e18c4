"""Problems of a layer: what the schema forbids, what contradicts itself or the text, what is left to be done.

Part of the insight layer: pure over a layer, a schema, a text and suggestions. Each problem is a sentence with a place,
and where there is one, with the verb that mends it.
"""

from glossator.insight.problems.checking import Checker, Scan, find_problems
from glossator.insight.problems.model import SEVERITIES, Elsewhere, Fix, Material, Problem, Severity

__all__ = [
    "SEVERITIES",
    "Checker",
    "Elsewhere",
    "Fix",
    "Material",
    "Problem",
    "Scan",
    "Severity",
    "find_problems",
]
