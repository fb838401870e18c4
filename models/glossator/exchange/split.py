"""Which documents go to train, dev and test: by content alone, so that the order of import changes nothing.

Part of `exchange`. Documents are ordered by a seeded hash of their text, and each share is one stretch of that order:
adding a document moves at most one document across each border, so that what was tested on is not trained on later.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from hashlib import blake2b
from typing import TypeVar

from glossator.errors import ExportError

SHARES = ("train", "dev", "test")
Key = TypeVar("Key")


def check_split(split: tuple[float, ...]) -> None:
    """Raise ExportError where these cannot be the shares of train, dev and test."""
    if len(split) != len(SHARES) or any(not 0 <= share < float("inf") for share in split) or not 0 < sum(split):
        shown = "/".join(f"{share:g}" for share in split)
        raise ExportError(f"A split is three shares for train, dev and test, such as 80/10/10, not {shown}.")


def apportion(count: int, split: tuple[float, ...]) -> tuple[int, ...]:
    """How many of `count` documents each share gets, by Adams's divisor method.

    Every share that is not zero gets one document before any gets two, in the order of the shares; the method is
    monotone: with one more document, no share gets fewer.
    """
    seats = [0] * len(split)
    for _ in range(count):
        chosen = max(range(len(split)), key=lambda share: (_claim(split[share], seats[share]), -share))
        seats[chosen] += 1
    return tuple(seats)


def split_documents(
    hashes: Mapping[Key, str],
    split: tuple[float, ...],
    *,
    seed: int = 0,
    first: Collection[Key] = (),
) -> dict[str, list[Key]]:
    """Divide documents, given by the SHA-256 of their texts, into train, dev and test, each in a stable order.

    `first` are those that teach something: they are divided by themselves before the rest, so that every share gets
    some of them where there are enough. Shares of zero are left out. Raises ExportError for an impossible split.
    """
    check_split(split)
    order = sorted(hashes, key=lambda key: _rank(hashes[key], seed))
    teaching = [key for key in order if key in first]
    others = [key for key in order if key not in first]
    sizes = apportion(len(order), split)
    early = apportion(len(teaching), split)
    result: dict[str, list[Key]] = {}
    for name, share, size, lead in zip(SHARES, split, sizes, early, strict=True):
        members = teaching[:lead] + others[: size - lead]
        teaching, others = teaching[lead:], others[size - lead :]
        if 0 < share:
            result[name] = sorted(members, key=lambda key: _rank(hashes[key], seed))
    return result


def _claim(share: float, seats: int) -> float:
    if share == 0:
        return -1.0
    return share / seats if seats else float("inf")


def _rank(sha256: str, seed: int) -> bytes:
    return blake2b(f"{seed}:{sha256}".encode(), digest_size=16).digest()
