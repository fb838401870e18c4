"""What the shares of an export hold: from that, which components can be trained and how.

Part of `exchange`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from glossator.exchange.formats.spacy_docbin.plan import SPANS, TRIGGERS, DocPlan

EPOCHS = 30
STEP = 1_000
"""Words that one step of training looks at."""
FEWEST_STEPS, MOST_STEPS = 100, 1_000
"""Bounds for the steps: a quarter of a second each on two cores."""
LONGEST_SPAN = 6
LONGEST_TRIGGER = 3
"""Words that the span categorisers look at in one piece, at most: their candidates grow with it."""


@dataclass(frozen=True, slots=True)
class Facts:
    """Counts of what a trainer learns from; `longest_…` are in words.

    Spans and triggers count only where the task is done: a span categoriser takes whatever is not marked as wrong.
    """

    documents: int = 0
    words: int = 0
    taught: int = 0
    entities: int = 0
    spans: int = 0
    triggers: int = 0
    longest_span: int = 0
    longest_trigger: int = 0
    english: int = 0

    def __add__(self, other: Facts) -> Facts:
        return Facts(
            self.documents + other.documents,
            self.words + other.words,
            self.taught + other.taught,
            self.entities + other.entities,
            self.spans + other.spans,
            self.triggers + other.triggers,
            max(self.longest_span, other.longest_span),
            max(self.longest_trigger, other.longest_trigger),
            self.english + other.english,
        )


def facts_of(plan: DocPlan, *, language: str | None) -> Facts:
    """The facts of one document."""
    spans = [one.end - one.start for one in plan.groups.get(SPANS, ())] if plan.entities == "done" else []
    triggers = [one.end - one.start for one in plan.groups.get(TRIGGERS, ())] if plan.events == "done" else []
    return Facts(
        documents=1,
        words=len(plan.spaced.words),
        taught=int(plan.entities != "not_looked_at" or plan.events != "not_looked_at"),
        entities=len(plan.ents),
        spans=len(spans),
        triggers=len(triggers),
        longest_span=max(spans, default=0),
        longest_trigger=max(triggers, default=0),
        english=int((language or "").partition("-")[0] == "en"),
    )


def total(facts: Iterable[Facts]) -> Facts:
    """The facts of several documents together."""
    return sum(facts, Facts())


@dataclass(frozen=True, slots=True)
class Recipe:
    """What `config.cfg` trains: the components for which the training share has examples."""

    ner: bool
    spans: int
    triggers: int
    language: str
    dev: str
    steps: int

    @property
    def teaches(self) -> bool:
        """Whether anything can be learned at all."""
        return self.ner or 0 < self.spans or 0 < self.triggers


def recipe_of(shares: dict[str, Facts]) -> Recipe:
    """Choose components and lengths. `spans` and `triggers` are the longest candidates in words, 0 for no component.

    Where dev has nothing to score by, the documents of train score themselves.
    """
    train, dev = shares.get("train", Facts()), shares.get("dev", Facts())
    whole = total(shares.values())
    useful = (train.entities and dev.entities) or (train.spans and dev.spans) or (train.triggers and dev.triggers)
    return Recipe(
        ner=0 < train.entities,
        spans=min(train.longest_span, LONGEST_SPAN),
        triggers=min(train.longest_trigger, LONGEST_TRIGGER),
        language="en" if whole.documents <= 2 * whole.english else "xx",
        dev="dev" if useful else "train",
        steps=max(FEWEST_STEPS, min(MOST_STEPS, EPOCHS * train.words // STEP)),
    )
