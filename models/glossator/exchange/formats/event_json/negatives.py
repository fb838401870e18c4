"""Words that are known to be no triggers: only of texts whose events somebody has reviewed to the end.

Part of `exchange`.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from glossator.annotation import Fragment
from glossator.exchange.formats.event_json.telling import Telling
from glossator.text.tokens import tokenize

_WORD = re.compile(r"[^\W\d_]{2,}")
_FUNCTION_WORDS = frozenset(
    word
    for line in (
        "a about above after again against all also although am an and any are as at be because been before being",
        "below between both but by can could did do does doing down during each either even ever few for from",
        "further had has have having he her here hers herself him himself his how however if in into is it its",
        "itself just may me might more most much must my myself neither no nor not now of off on once one only or",
        "other our ours ourselves out over own rather same shall she should since so some such than that the their",
        "theirs them themselves then there these they this those though through thus to too under until up upon us",
        "very was we were what when where whether which while who whom whose why will with within without would",
        "yet you your yours yourself",
    )
    for word in line.split()
)


def negative_triggers(telling: Telling) -> list[Fragment]:
    """The words that could be a trigger and are none, in order; empty where the events were not reviewed to the end."""
    if telling.layer.review("events") != "done":
        return []
    triggers = [piece for event in telling.layer.events for piece in event.trigger] + list(telling.unfinished)
    taken = sorted(triggers)
    reach: list[int] = []
    for _, end in taken:
        reach.append(max(end, reach[-1] if reach else 0))
    found: list[Fragment] = []
    for start, end in tokenize(telling.text):
        before = bisect_left(taken, (end, 0))
        word = telling.text[start:end]
        free = not before or reach[before - 1] <= start
        if free and _WORD.fullmatch(word) and word.lower() not in _FUNCTION_WORDS:
            found.append((start, end))
    return found
