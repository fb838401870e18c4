"""Arithmetic on the images of steps: swapping them, and summing several of one object up. Pure functions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from glossator.annotation import Kind
from glossator.store import Image


def inverted(images: Sequence[Image]) -> list[Image]:
    """What takes these changes back: the last one first, before and after swapped."""
    return [Image(kind, number, after, before) for kind, number, before, after in reversed(images)]


def net(images: Sequence[Image]) -> list[Image]:
    """One image an object, from its first state to its last; none where that is the same. In order of appearance."""
    if len({image.id for image in images}) == len(images):
        return [image for image in images if image.before != image.after]
    first: dict[tuple[Kind, int], Image] = {}
    last: dict[tuple[Kind, int], Image] = {}
    for image in images:
        key = (image.kind, image.id)
        first.setdefault(key, image)
        last[key] = image
    sums = (
        image if image is last[key] else Image(image.kind, image.id, image.before, last[key].after)
        for key, image in first.items()
    )
    return [image for image in sums if image.before != image.after]


def by_kind(images: Iterable[Image]) -> dict[Kind, list[Image]]:
    """Images by the kind of their objects, kinds and images in order of appearance."""
    grouped: dict[Kind, list[Image]] = {}
    for image in images:
        grouped.setdefault(image.kind, []).append(image)
    return grouped
