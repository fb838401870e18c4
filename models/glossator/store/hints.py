"""Event hints and phrases as JSON: how suggestions keep them in the store."""

from __future__ import annotations

import sys
import zlib
from typing import Any, get_args

from glossator.annotation import EventHint, Phrase, PhraseKind, ProposedArgument, ProposedType, ProposedValue
from glossator.store.rows import pairs_of, to_json
from glossator.store.strict import MOST, Unreadable, one_of, parsed
from glossator.text.inflate import inflate

_KINDS: tuple[PhraseKind, ...] = get_args(PhraseKind)
GREATEST_SCORE = sys.float_info.max
_WORD_OR_NONE = (str, type(None))
_NUMBER_OR_NONE = (int, type(None))


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
    data = parsed(text, "hint")
    try:
        return EventHint(
            types=tuple(_type_of(item) for item in data["types"]),
            arguments=tuple(_argument_of(item) for item in data["arguments"]),
            attributes={name: _value_of(item) for name, item in data["attributes"].items()},
        )
    except (KeyError, TypeError, ValueError, AttributeError):
        raise Unreadable("its hint cannot be read") from None


def _type_of(item: Any) -> ProposedType:
    name, mode, score = item
    return ProposedType(_word(name), None if mode is None else _word(mode), score_of(score))


def _argument_of(item: Any) -> ProposedArgument:
    role, place, score = item
    fragments = pairs_of(place)
    if not fragments:
        raise Unreadable("its hint cannot be read")
    return ProposedArgument(_word(role), fragments, score_of(score))


def _value_of(item: Any) -> ProposedValue:
    value, cue = item
    return ProposedValue(_word(value), _word(cue))


def _word(value: Any) -> str:
    if type(value) is not str:
        raise Unreadable("its hint cannot be read")
    return value


def score_of(value: Any) -> float:
    """A finite score."""
    if type(value) not in (int, float) or not -GREATEST_SCORE <= value <= GREATEST_SCORE:
        raise Unreadable("its score is no sensible number")
    return float(value)


def phrases_blob(phrases: tuple[Phrase, ...]) -> bytes:
    """Phrases as compressed JSON: about 2 KB for an article, and never queried by part."""
    rows = [[item.start, item.end, item.kind, item.relation, item.governor] for item in phrases]
    return zlib.compress(to_json(rows).encode(), level=6)


def phrases_of(blob: bytes) -> tuple[Phrase, ...]:
    """The inverse of `phrases_blob`. Raises Unreadable."""
    try:
        rows = parsed(inflate(blob).decode(), "phrases")
    except ValueError:
        raise Unreadable("its phrases cannot be read") from None
    if type(rows) is not list:
        raise Unreadable("its phrases cannot be read")
    return tuple(_phrase_of(row) for row in rows)


def _phrase_of(row: Any) -> Phrase:
    if type(row) is not list or len(row) != 5:
        raise Unreadable("its phrases cannot be read")
    start, end, kind, relation, governor = row
    if type(start) is not int or type(end) is not int or not 0 <= start < end < MOST:
        raise Unreadable("its phrases are no stretches of a text")
    if type(relation) not in _WORD_OR_NONE or type(governor) not in _NUMBER_OR_NONE:
        raise Unreadable("its phrases cannot be read")
    return Phrase(start, end, one_of(kind, _KINDS, "phrases"), relation, governor)
