"""The training itself: always from the shipped recogniser, always in the same order. Part of suggest; imports spaCy."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from glossator.suggest.learning.examples import REFUSED
from glossator.suggest.learning.recogniser import recogniser_of, renew, to_bytes
from glossator.suggest.pipeline import limit_threads

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.training import Example

WORK = 60_000
"""Words that one training reads, all rounds together: about a quarter of a minute of one processor."""
FEWEST_ROUNDS = 4
MOST_ROUNDS = 12
MOST_ROUNDS_FOR_NEW = 30
"""Labels that the model has never seen need more; for those that it knows, more would be learning by heart."""
SEED = 0
_SMALLEST_BATCH, _LARGEST_BATCH = 8, 32
_DROPOUT = 0.2


def load_base() -> Language:
    """The shipped recogniser alone, with our tokenizer, ready to be taught. Raises SuggestError."""
    from glossator.suggest.pipeline import load_pipeline

    limit_threads()
    return load_pipeline(events=False)


def rounds_for(words: int, *, new: bool) -> int:
    """How often so many words are read. `new`: there are labels among them that the model has never seen."""
    return max(FEWEST_ROUNDS, min(MOST_ROUNDS_FOR_NEW if new else MOST_ROUNDS, WORK // max(words, 1)))


class Trainer:
    """Trains one pipeline again and again from the same beginning, which `labels` are added to."""

    def __init__(self, nlp: Language, labels: Iterable[str]) -> None:
        self._nlp = nlp
        self._untaught = to_bytes(nlp)
        self._labels = sorted(labels)

    def forget(self) -> None:
        """The recogniser as it was before it was taught anything."""
        from thinc.api import fix_random_seed

        fix_random_seed(SEED)
        renew(self._nlp, self._untaught)
        recogniser = recogniser_of(self._nlp)
        recogniser.moves.cfg["neg_key"] = REFUSED  # the bytes say that there is none
        for label in self._labels:
            recogniser.add_label(label)

    def train(self, examples: Sequence[Example], *, rounds: int, told: Callable[[float], None]) -> None:
        """Teach it; `told` hears the share that is done, after each batch. It may raise, to end everything."""
        self.forget()
        if not examples:
            return
        recogniser = recogniser_of(self._nlp)
        optimizer = self._nlp.create_optimizer()  # type: ignore[no-untyped-call]
        chooser = random.Random(SEED)
        order = list(examples)
        for number in range(rounds):
            chooser.shuffle(order)
            done = 0
            for batch in _batches(order, number, rounds):
                recogniser.update(batch, drop=_DROPOUT, sgd=optimizer)
                done += len(batch)
                told((number + done / len(order)) / rounds)
        _take_averages(recogniser.model, optimizer)


def _batches(order: Sequence[Example], number: int, rounds: int) -> Iterable[Sequence[Example]]:
    """Small batches at first, larger ones in later rounds."""
    size = round(_SMALLEST_BATCH + (_LARGEST_BATCH - _SMALLEST_BATCH) * number / max(rounds - 1, 1))
    size = max(_SMALLEST_BATCH, min(size, 1 + len(order) // 8))
    for start in range(0, len(order), size):
        yield order[start : start + size]


def _take_averages(model: Any, optimizer: Any) -> None:
    """The mean of all states of training is steadier than the last one."""
    for node in model.walk():
        for name in node.param_names:
            key = (node.id, name)
            if key in optimizer.averages and node.has_param(name):
                node.set_param(name, optimizer.averages[key].copy())
