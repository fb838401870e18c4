"""Which documents go to train, dev and test: by content alone, so that the order of import changes nothing.

Part of `exchange`. Documents are ordered by a seeded hash of their text, and each share is one stretch of that order:
adding a document moves at most one document across each border, so that what was tested on is not trained on later.
Twins, texts that are nearly the same, count as one document and go together: a model tested on what it has learnt by
heart looks better than it is.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
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
    twins: Iterable[Collection[Key]] = (),
) -> dict[str, list[Key]]:
    """Divide documents, given by the SHA-256 of their texts, into train, dev and test, each in a stable order.

    `first` are those that teach something: they are divided by themselves before the rest, so that every share gets
    some of them where there are enough. `twins` are groups of documents that stay in one share (see
    `glossator.text.twins`). Shares of zero are left out. Raises ExportError for an impossible split.
    """
    check_split(split)
    together = _together(hashes, twins, seed)
    order = sorted(together, key=lambda key: _rank(hashes[key], seed))
    teaching = [key for key in order if any(member in first for member in together[key])]
    taught = set(teaching)
    others = [key for key in order if key not in taught]
    sizes = apportion(len(order), split)
    early = apportion(len(teaching), split)
    result: dict[str, list[Key]] = {}
    for name, share, size, lead in zip(SHARES, split, sizes, early, strict=True):
        leaders = teaching[:lead] + others[: size - lead]
        teaching, others = teaching[lead:], others[size - lead :]
        if 0 < share:
            members = [member for leader in leaders for member in together[leader]]
            result[name] = sorted(members, key=lambda key: _rank(hashes[key], seed))
    return result


def _together(hashes: Mapping[Key, str], twins: Iterable[Collection[Key]], seed: int) -> dict[Key, list[Key]]:
    """What goes together, by the first of it in the order of the seed; a document without twins is alone.

    A group is led by its first member, so that a twin more hardly moves it. Groups may overlap, and name strangers.
    """
    leaders = {key: key for key in hashes}
    for group in twins:
        members = [key for key in group if key in hashes]
        for member in members[1:]:
            one, other = _leader(leaders, members[0]), _leader(leaders, member)
            if one != other:
                late, early = sorted((one, other), key=lambda key: _rank(hashes[key], seed), reverse=True)
                leaders[late] = early
    found: dict[Key, list[Key]] = {}
    for key in hashes:
        found.setdefault(_leader(leaders, key), []).append(key)
    return found


def _leader(leaders: Mapping[Key, Key], key: Key) -> Key:
    while leaders[key] != key:
        key = leaders[key]
    return key


def _claim(share: float, seats: int) -> float:
    if share == 0:
        return -1.0
    return share / seats if seats else float("inf")


def _rank(sha256: str, seed: int) -> bytes:
    return blake2b(f"{seed}:{sha256}".encode(), digest_size=16).digest()
