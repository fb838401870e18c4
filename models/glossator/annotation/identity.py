"""Kinds and fragments: the vocabulary that every annotation object shares."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal, TypeAlias

Kind: TypeAlias = Literal[
    "document", "span", "event", "relation", "entity", "note", "layer", "decision", "schema", "suggestion",
    "same_event", "exemption", "ruling",
]  # fmt: skip

Fragment: TypeAlias = tuple[int, int]
"""One half-open stretch `[start, end)` of a document's text, in Unicode code points."""

Fragments: TypeAlias = tuple[Fragment, ...]
"""One or more fragments, ordered, not overlapping. Empty only for the trigger of a document-level event."""

AttributeValue: TypeAlias = str | tuple[str, ...]
"""A closed choice, several of them, or an open value such as an ISO 8601 date."""

Attributes: TypeAlias = Mapping[str, AttributeValue]


def as_fragments(place: Fragment | Iterable[Fragment] | None) -> Fragments:
    """`(start, end)`, a list of such pairs, or None, as fragments. Nothing is sorted, merged or snapped."""
    if place is None:
        return ()
    pairs: list[Fragment] = []
    bounds: list[int] = []
    for item in place:
        if isinstance(item, int):
            bounds.append(item)
        else:
            start, end = item
            pairs.append((start, end))
    if bounds:
        if pairs or len(bounds) != 2:
            raise TypeError(f"a place is (start, end) or a list of such pairs, not {place!r}")
        return ((bounds[0], bounds[1]),)
    return tuple(pairs)


def text_of(text: str, fragments: Fragments) -> str:
    """The surface of fragments, joined by one space as brat does."""
    return " ".join(text[start:end] for start, end in fragments)


def hull(fragments: Fragments) -> Fragment:
    """The stretch from the first fragment's start to the last one's end; `(0, 0)` for none."""
    return (fragments[0][0], fragments[-1][1]) if fragments else (0, 0)
