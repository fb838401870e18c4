"""Bundles out of a rebuilt text and the labelled stretches in it.

Part of `exchange`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count

from glossator.annotation import (
    AttributeValue,
    Bundle,
    Document,
    Fragment,
    Fragments,
    ReviewState,
    ReviewTask,
    text_of,
)
from glossator.exchange.building import LayerBuilder


@dataclass(frozen=True, slots=True)
class Labelled:
    """A span to be. `group` names what it mentions together with others, `kb_id` what that is."""

    label: str | None
    fragments: Fragments
    attributes: Mapping[str, AttributeValue] = field(default_factory=dict)
    group: str | None = None
    kb_id: str | None = None


@dataclass(frozen=True, slots=True)
class Linked:
    """A relation to be; its ends are places in the list of spans."""

    type: str
    source: int
    target: int


def bundle_of(
    document: Document,
    spans: Sequence[Labelled],
    *,
    source: str,
    links: Iterable[Linked] = (),
    reviews: Mapping[ReviewTask, ReviewState] | None = None,
) -> Bundle:
    """The document with one layer by nobody known."""
    builder = LayerBuilder(document, "", count(2), source)
    made = [builder.span(one.label, one.fragments, one.attributes) for one in spans]
    for link in links:
        builder.relation(link.type, made[link.source], made[link.target])
    for places in _groups(spans).values():
        kb_id = next((spans[place].kb_id for place in places if spans[place].kb_id), None)
        if 1 < len(places) or kb_id is not None:
            name = text_of(document.text, spans[places[0]].fragments)
            builder.entity(name, [made[place] for place in places], kb_id=kb_id)
    for task, state in (reviews or {}).items():
        builder.review(task, state)
    return Bundle(document, (builder.layer(),))


def in_order(fragment: Fragment, label: str) -> tuple[int, int, str]:
    """The order of the text: what begins first, the longer before the shorter."""
    return fragment[0], -fragment[1], label


def _groups(spans: Sequence[Labelled]) -> dict[str, list[int]]:
    """The places of the spans that mention the same thing."""
    groups: dict[str, list[int]] = {}
    for place, one in enumerate(spans):
        if one.group is not None:
            groups.setdefault(one.group, []).append(place)
    return groups
