"""Refuses what a suggester must not propose: once it were written, nobody could read the document's suggestions again.

Part of the store.
"""

from __future__ import annotations

from math import isfinite
from typing import get_args

from glossator.annotation import Analysis, Fragments, PhraseKind, SuggestionKind
from glossator.errors import SuggestError
from glossator.store.hints import GREATEST_SCORE

_KINDS: tuple[SuggestionKind, ...] = get_args(SuggestionKind)
_PHRASES: tuple[PhraseKind, ...] = get_args(PhraseKind)


def require_sensible(analysis: Analysis, length: int) -> None:
    """Refuse an analysis of a text of `length` code points that names places outside it, or scores without end.

    Raises SuggestError.
    """
    for item in analysis.proposals:
        if item.kind not in _KINDS or not _is_place(item.fragments, length) or not _is_score(item.score):
            raise _wrong(analysis, f"{item.kind} {item.label} at {item.fragments}, score {item.score}")
        for part in item.hint.arguments if item.hint is not None else ():
            if not _is_place(part.fragments, length) or not _is_score(part.score):
                raise _wrong(analysis, f"a {part.role} at {part.fragments}, score {part.score}")
        for type_ in item.hint.types if item.hint is not None else ():
            if not _is_score(type_.score):
                raise _wrong(analysis, f"a {type_.type} with the score {type_.score}")
    for phrase in analysis.phrases:
        if phrase.kind not in _PHRASES or not _is_place(((phrase.start, phrase.end),), length):
            raise _wrong(analysis, f"a {phrase.kind} at {phrase.start}–{phrase.end}")


def _is_place(fragments: Fragments, length: int) -> bool:
    position = 0
    for start, end in fragments:
        if not position <= start < end <= length:
            return False
        position = end
    return bool(fragments)


def _is_score(score: float) -> bool:
    return isfinite(score) and -GREATEST_SCORE <= score <= GREATEST_SCORE


def _wrong(analysis: Analysis, what: str) -> SuggestError:
    return SuggestError(
        f"The suggester {analysis.source} {analysis.version} proposed what cannot be kept ({what}). Nothing was "
        "written; tell its author."
    )
