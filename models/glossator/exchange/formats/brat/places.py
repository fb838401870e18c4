"""Places as brat can keep them: no stretch crosses the end of a line.

Part of `exchange`; pure functions. brat's own editor does the same to a selection over several lines.
"""

from __future__ import annotations

import re

from glossator.annotation import Fragment, Fragments

# All that Python's `splitlines` takes for the end of a line: brat reads its files by it.
_BREAKS = re.compile("[\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]+")


def by_lines(text: str, fragments: Fragments) -> Fragments:
    """The fragments, cut at the ends of lines; none where they hold nothing else."""
    found: list[Fragment] = []
    for start, end in fragments:
        for gap in _BREAKS.finditer(text, start, end):
            if start < gap.start():
                found.append((start, gap.start()))
            start = gap.end()
        if start < end:
            found.append((start, end))
    return tuple(found)


def over_lines(text: str, fragments: Fragments) -> Fragments:
    """The inverse: neighbours that only the end of a line parts are one."""
    found: list[Fragment] = []
    for start, end in fragments:
        if found and _BREAKS.fullmatch(text, found[-1][1], start):
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return tuple(found)
