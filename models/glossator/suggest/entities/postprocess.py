"""The steps from what a model marked to what is proposed, in their order. Part of the suggest layer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from glossator.annotation import Proposal
from glossator.schema import Conventions
from glossator.suggest.entities.confidence import confidence
from glossator.suggest.entities.consistency import (
    Vocabulary,
    with_acronyms,
    with_majority_labels,
    with_repeats,
    with_whole_names,
)
from glossator.suggest.entities.edges import is_headline, lengthened, trimmed
from glossator.suggest.entities.foreign import LANGUAGES, find_names
from glossator.suggest.entities.gazetteer import load_gazetteer, with_known_names
from glossator.suggest.entities.labels import LabelMap
from glossator.suggest.entities.lines import Line
from glossator.suggest.entities.mentions import Evidence, Marked, MarkedLine, Mention, in_order
from glossator.suggest.entities.patterns import Stretch, find_patterns, with_patterns, without_overlaps

_LONG_IN_HEADLINE = 4
"""Tokens. In a headline a longer mention is rather a run of capitals."""


class Raw(NamedTuple):
    """What the model marked in a line: tokens `[first, last)` and its label."""

    first: int
    last: int
    label: str


def postprocess(
    text: str, lines: Sequence[Line], raw: Sequence[Sequence[Raw]], conventions: Conventions
) -> list[MarkedLine]:
    """The mentions of an English document, cleaned, made consistent and completed."""
    marked = [
        MarkedLine(line, _at_their_edges(line, found, conventions)) for line, found in zip(lines, raw, strict=True)
    ]
    vocabulary = Vocabulary.of(marked)
    marked = with_whole_names(marked, vocabulary)
    marked = with_majority_labels(marked)
    marked = with_acronyms(marked)
    marked = with_repeats(marked, vocabulary)
    marked = with_known_names(marked, load_gazetteer())
    return with_patterns(marked, find_patterns(text, "en"))


def proposals(marked: Marked, labels: LabelMap) -> list[Proposal]:
    """The mentions that the schema has a visible type for."""
    return [
        Proposal(
            "span", label, (line.line.place(mention.first, mention.last),), confidence(mention.evidence, mention.label)
        )
        for line in marked
        for mention in line.mentions
        if (label := labels(mention.label)) is not None
    ]


def foreign_proposals(text: str, language: str, labels: LabelMap) -> list[Proposal]:
    """What is proposed without a model: known names where the language has a list, and dates by their form."""
    evidence: dict[Stretch, Evidence] = dict.fromkeys(find_patterns(text, language), "pattern")
    if language in LANGUAGES:
        evidence |= dict.fromkeys(find_names(text, language), "gazetteer")
    return [
        Proposal("span", label, ((found.start, found.end),), confidence(evidence[found], found.label))
        for found in without_overlaps(list(evidence))
        if (label := labels(found.label)) is not None
    ]


def _at_their_edges(line: Line, raw: Sequence[Raw], conventions: Conventions) -> list[Mention]:
    words = line.words
    kept: list[Mention] = []
    for first, last, label in raw:
        mention = trimmed(words, Mention(first, last, label), conventions)
        if mention is not None:
            kept.append(mention)
    if not kept:
        return kept
    ends = [*(mention.first for mention in kept[1:]), len(words)]
    grown = in_order(lengthened(words, mention, end) for mention, end in zip(kept, ends, strict=True))
    if is_headline(words):
        return [mention for mention in grown if mention.last - mention.first < _LONG_IN_HEADLINE]
    return grown
