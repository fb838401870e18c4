"""Learning: train anew from the shipped model, measure on held-out documents, keep what is no worse. Part of suggest.

Imports spaCy on use. Nothing is written before everything is known: a learner that is killed leaves nothing behind that
anybody would use.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from glossator.annotation.scoring import Count, Score
from glossator.errors import SuggestError
from glossator.schema import Schema
from glossator.suggest.identity import identity
from glossator.suggest.learning.crossing import found_in, scored
from glossator.suggest.learning.material import Lesson, Place, in_folds
from glossator.suggest.learning.recogniser import put_in, to_bytes
from glossator.suggest.learning.shelf import HELD_OUT, RECOGNISER, Learned, Shelf, read_whole
from glossator.suggest.learning.targets import Targets

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.training import Example

    from glossator.suggest.learning.training import Trainer

Told: TypeAlias = Callable[[str, float], None]
"""Hears what is being done, in a few words, and the share of everything that is done, 0 … 1."""

FEWEST = 4
"""Finished documents without which nothing is learned: fewer say nothing about the next one."""
FOLDS = 3


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it. `before` and `after` are of the finished documents, each held out when it was read.

    `learned` is the version that was kept; None where `after` is worse, or finds nothing at all.
    """

    before: Score
    after: Score
    documents: int
    words: int
    labels: tuple[str, ...]
    learned: Learned | None

    @property
    def gain(self) -> float:
        """By how much F1 rises, in points (0 … 100)."""
        return 100 * (self.after.strict_total.f1 - self.before.strict_total.f1)


def learn(
    lessons: Sequence[Lesson],
    *,
    schema: Schema,
    shelf: Shelf,
    in_force: Path | None = None,
    told: Told = lambda _what, _share: None,
) -> Outcome:
    """Learn from lessons; a version is kept on the shelf if F1 on held-out documents does not fall.

    `in_force` is the learned version that suggests now; None: the shipped model.

    Raises:
        SuggestError: too few documents are finished, or the disk refuses.
    """
    lessons = _usable(lessons)
    told("Loading the model", 0.0)
    course = _Course(lessons, schema, told)
    before = course.present(in_force)
    held_out = course.held_out()
    finished = [lesson for lesson in lessons if lesson.complete]
    old, new = scored(finished, before, schema), scored(finished, held_out, schema)
    learned = None
    if new.strict_total.right and not _falls(old.strict_total, new.strict_total):
        data = course.final()
        learned = shelf.keep(course.about(old, new), {RECOGNISER: data, HELD_OUT: _pack(held_out)})
    told("Done", 1.0)
    return Outcome(old, new, len(finished), course.words, course.labels, learned)


def _falls(before: Count, after: Count) -> bool:
    """By cross-multiplication: equal is equal, whatever the rounding."""
    return after.right * (before.said + before.gold) < before.right * (after.said + after.gold)


def _usable(lessons: Sequence[Lesson]) -> list[Lesson]:
    usable = sorted((lesson for lesson in lessons if lesson.readable), key=lambda one: one.key)
    finished = sum(lesson.complete for lesson in usable)
    if finished < FEWEST:
        count = f"Only {finished} is" if finished == 1 else f"Only {finished} are" if finished else "None is"
        raise SuggestError(
            f"There is too little to learn from: {FEWEST} English documents have to be finished (entities). {count}."
        )
    if not any(lesson.spans for lesson in usable if lesson.complete):
        raise SuggestError("There is nothing to learn from: the finished documents have no entities.")
    return usable


class _Course:
    """One run: the pipeline, its examples, and how far it has come."""

    def __init__(self, lessons: Sequence[Lesson], schema: Schema, told: Told) -> None:
        from glossator.suggest.learning.examples import examples_of
        from glossator.suggest.learning.training import Trainer, load_base, rounds_for

        self._schema = schema
        self._base = identity()
        self._lessons = lessons
        self._told = told
        self._nlp: Language = load_base()
        targets = Targets(schema, self._nlp.pipe_labels["ner"])
        self._examples: dict[str, list[Example]] = {
            lesson.key: examples_of(self._nlp, lesson, targets) for lesson in lessons
        }
        self._finished = [lesson for lesson in lessons if lesson.complete]
        self.words = sum(len(one.reference) for several in self._examples.values() for one in several)
        self.labels = tuple(sorted({span.label for lesson in lessons for span in lesson.spans}))
        new = [label for label in self.labels if targets.is_new(label)]
        self._rounds = rounds_for(self.words, new=bool(new))
        self._trainer: Trainer = Trainer(self._nlp, new)

    def present(self, in_force: Path | None) -> dict[str, Sequence[Place]]:
        """What is suggested now. Where the version in force has learned from a document itself, what was found there
        when it was held out: else it would be praised for what it knows by heart.
        """
        self._told("Reading with the present model", 0.02)
        if in_force is None:
            return {lesson.key: found_in(self._nlp, lesson, self._schema) for lesson in self._finished}
        known = _unpack(read_whole(in_force)[1][HELD_OUT], in_force)
        put_in(self._nlp, in_force)
        found: dict[str, Sequence[Place]] = {
            lesson.key: known[lesson.key] if lesson.key in known else found_in(self._nlp, lesson, self._schema)
            for lesson in self._finished
        }
        self._trainer.forget()
        return found

    def held_out(self) -> dict[str, Sequence[Place]]:
        """What is found in each document by a model that has learned from all others."""
        found: dict[str, Sequence[Place]] = {}
        folds = in_folds(self._finished, min(FOLDS, len(self._finished)))
        for number, fold in enumerate(folds):
            left = {lesson.key for lesson in fold}
            self._train(f"Trying {number + 1} of {len(folds)}", number, len(folds), without=left)
            found |= {lesson.key: found_in(self._nlp, lesson, self._schema) for lesson in fold}
        return found

    def final(self) -> bytes:
        """What is learned from everything."""
        self._train("Learning from all", FOLDS, FOLDS, without=frozenset())
        return to_bytes(self._nlp)

    def _train(self, what: str, number: int, folds: int, *, without: set[str] | frozenset[str]) -> None:
        examples = [one for key, several in self._examples.items() if key not in without for one in several]
        share = 0.94 / (folds + 1)
        self._trainer.train(
            examples, rounds=self._rounds, told=lambda done: self._told(what, 0.05 + share * (number + done))
        )

    def about(self, before: Score, after: Score) -> dict[str, object]:
        """What is written of the version."""
        return {
            "base": self._base[0],
            "base_version": self._base[1].partition("+")[0],
            "time": datetime.now(UTC).isoformat(timespec="seconds"),
            "documents": len(self._finished),
            "words": self.words,
            "labels": self.labels,
            "f1": round(100 * after.strict_total.f1, 2),
            "f1_before": round(100 * before.strict_total.f1, 2),
        }


def _pack(found: Mapping[str, Sequence[Place]]) -> bytes:
    return json.dumps(found, ensure_ascii=False).encode()


def _unpack(data: bytes, folder: Path) -> dict[str, list[Place]]:
    try:
        found = {
            str(key): [Place(int(start), int(end), str(label)) for start, end, label in places]
            for key, places in json.loads(data).items()
        }
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        raise SuggestError(f"{folder}: what was found when it was tried cannot be read: {error}.") from error
    return found
