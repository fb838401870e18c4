"""Mentions: what post-processing works on, counted in the tokens of one line. Part of the suggest layer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias

from glossator.suggest.entities.lines import Line

Evidence: TypeAlias = Literal[
    "model", "agreed", "repeated", "relabelled", "name", "acronym", "propagated", "gazetteer", "pattern"
]
"""Why a mention is believed.

model: the model alone, once. repeated: the model said the same of the same words elsewhere. agreed: model and
gazetteer say the same. relabelled: most other places say something else than the model did here. name: part of a full
name in the document. acronym: it stands beside its long form. propagated: repeats a sure mention where the model saw
nothing. gazetteer: a known name where the model saw nothing or something else. pattern: a date or byline by its form.
"""


class Mention(NamedTuple):
    """The tokens `[first, last)` of a line, with a label in OntoNotes' names."""

    first: int
    last: int
    label: str
    evidence: Evidence = "model"


@dataclass(slots=True)
class MarkedLine:
    """A line and its mentions, which do not overlap and stand in order."""

    line: Line
    mentions: list[Mention]

    def surface(self, mention: Mention) -> str:
        """The mention's words with single spaces."""
        return self.line.surface(mention.first, mention.last)


Marked: TypeAlias = Sequence[MarkedLine]


def each(marked: Marked) -> Iterator[tuple[MarkedLine, Mention]]:
    """Every mention of a document with its line."""
    for line in marked:
        for mention in line.mentions:
            yield line, mention


def touching(mentions: Iterable[Mention], first: int, last: int) -> list[Mention]:
    """The mentions that share a token with `[first, last)`."""
    return [mention for mention in mentions if mention.first < last and first < mention.last]


def in_order(mentions: Iterable[Mention]) -> list[Mention]:
    """Sorted; of two that overlap the longer stays, of two as long the earlier."""
    kept: list[Mention] = []
    for mention in sorted(mentions):
        if kept and mention.first < kept[-1].last:
            if kept[-1].last - kept[-1].first < mention.last - mention.first:
                kept[-1] = mention
        else:
            kept.append(mention)
    return kept
