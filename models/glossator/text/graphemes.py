"""Grapheme clusters, what a reader takes for one character: an edge never falls inside one. Part of the text layer.

Unicode's rules are those of `regex`'s `\\X` (UAX #29, extended clusters). Each question looks only at the text
around the offset: back to the nearest place where a cluster certainly begins, and on from there.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from glossator.text.fragments import Fragment

_CLUSTER = regex.compile(r"\X")

# Between these two a cluster always ends, whatever stands before: the last one that begins at or before an offset.
_SURE_BREAK = regex.compile(
    r"(?r)[\p{GCB=Other}\p{GCB=LV}\p{GCB=LVT}\p{GCB=V}\p{GCB=T}\p{GCB=LF}\p{GCB=Control}]"
    r"[\p{GCB=Other}\p{GCB=L}\p{GCB=LV}\p{GCB=LVT}]"
)

JOINING = regex.compile(
    r"[\p{GCB=Extend}\p{GCB=ZWJ}\p{GCB=SpacingMark}\p{GCB=Prepend}\p{GCB=Regional_Indicator}\p{GCB=V}\p{GCB=T}]"
)
"""The code points without which no cluster is longer than one code point (in a normalised text)."""


def clusters(text: str, start: int = 0, end: int | None = None) -> Iterator[Fragment]:
    """The clusters of a stretch, in order. `start` should be a boundary."""
    for match in _CLUSTER.finditer(text, start, len(text) if end is None else end):
        yield match.span()


def is_boundary(text: str, offset: int) -> bool:
    """Whether a cluster begins or ends at the offset. Both ends of the text are boundaries."""
    if offset <= 0 or len(text) <= offset:
        return True
    before, after = text[offset - 1], text[offset]
    if before < "\u0300" and after < "\u0300":
        return before != "\r" or after != "\n"
    return _cluster_around(text, offset)[0] == offset


def next_boundary(text: str, offset: int) -> int:
    """The nearest boundary right of the offset; the text's length where there is none."""
    if len(text) <= offset:
        return len(text)
    return _cluster_around(text, max(offset, 0))[1]


def previous_boundary(text: str, offset: int) -> int:
    """The nearest boundary left of the offset; 0 where there is none."""
    if offset <= 0:
        return 0
    return _cluster_around(text, min(offset, len(text)) - 1)[0]


def snap(text: str, start: int, end: int) -> Fragment:
    """The stretch widened to the edges of clusters; `start <= end` is expected.

    An empty stretch stays empty on a boundary and becomes the cluster around it elsewhere.
    """
    return (
        start if is_boundary(text, start) else previous_boundary(text, start),
        end if is_boundary(text, end) else next_boundary(text, end),
    )


def _cluster_around(text: str, offset: int) -> Fragment:
    """The cluster that the code point at `offset` belongs to; `0 <= offset < len(text)`."""
    sure = _SURE_BREAK.search(text, 0, offset + 1)
    match = _CLUSTER.match(text, 0 if sure is None else sure.start() + 1)
    while match is not None and match.end() <= offset:
        match = _CLUSTER.match(text, match.end())
    return (offset, offset + 1) if match is None else match.span()
