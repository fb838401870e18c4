"""Event hints and phrases as JSON: how suggestions keep them in the store."""

from __future__ import annotations

import json
import zlib
from typing import Any

from glossator.annotation import EventHint, Fragments, Phrase, ProposedArgument, ProposedType, ProposedValue
from glossator.store.rows import to_json


def hint_text(hint: EventHint | None) -> str | None:
    """A hint as JSON; None stays None."""
    if hint is None:
        return None
    return to_json(
        {
            "types": [[item.type, item.mode, item.score] for item in hint.types],
            "arguments": [[item.role, item.fragments, item.score] for item in hint.arguments],
            "attributes": {name: [item.value, item.cue] for name, item in hint.attributes.items()},
        }
    )


def hint_of(text: str | None) -> EventHint | None:
    """The inverse of `hint_text`."""
    if text is None:
        return None
    data = json.loads(text)
    return EventHint(
        types=tuple(ProposedType(*item) for item in data["types"]),
        arguments=tuple(ProposedArgument(role, _fragments(place), score) for role, place, score in data["arguments"]),
        attributes={name: ProposedValue(*item) for name, item in data["attributes"].items()},
    )


def _fragments(pairs: list[Any]) -> Fragments:
    return tuple((start, end) for start, end in pairs)


def phrases_blob(phrases: tuple[Phrase, ...]) -> bytes:
    """Phrases as compressed JSON: about 2 KB for an article, and never queried by part."""
    rows = [[item.start, item.end, item.kind, item.relation, item.governor] for item in phrases]
    return zlib.compress(to_json(rows).encode(), level=6)


def phrases_of(blob: bytes) -> tuple[Phrase, ...]:
    """The inverse of `phrases_blob`."""
    return tuple(Phrase(*row) for row in json.loads(zlib.decompress(blob)))
