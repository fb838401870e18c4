"""What the sentence around a date says of it: is it still to come? Pure; part of the knowledge layer."""

from __future__ import annotations

import re

_AHEAD = re.compile(
    r"\b(?:will|shall|won't|'ll|going to|(?:is|are) to(?: be \w+)?|to be held|scheduled|slated|due to|set to|set for|"
    r"expected to|plans? to|planning to|intends? to|hopes? to|upcoming|forthcoming|would)\b|"
    r"예정|계획|할 것|سوف|المقرر|المقبل",
    re.IGNORECASE,
)
_SAID = re.compile(
    r"\b(?:said|says|told|announced|reported|added|stated|claimed|wrote|urged|called|released|passed|adopted|met|"
    r"visited|arrived|left|voted|rejected|agreed|issued|published|held|was|were|had|has|did)\b",
    re.IGNORECASE,
)
_NEAR = 40
"""Code points before or after a date in which a past verb takes it for itself."""


def speaks_ahead(before: str, after: str) -> bool | None:
    """Whether a date without a year is rather the coming one, by the sentence around it; None where nothing tells.

    It is where the sentence has a word for what is to come, and no past verb stands closer before the date.
    """
    found = list(_AHEAD.finditer(before))
    cues = [match.end() for match in found]
    # "To be held" is still to come, whatever its verb looks like.
    said = [match.end() for match in _SAID.finditer(before)
            if not any(cue.start() <= match.start() < cue.end() for cue in found)]  # fmt: skip
    if said and (not cues or max(cues) < max(said)):
        return False
    if cues:
        return True
    if _SAID.search(after[:_NEAR]):
        return False
    return True if _AHEAD.search(after) else None
