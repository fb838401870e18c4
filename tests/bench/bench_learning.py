"""What learning brings: somebody corrects 5, 10, 20 documents; how well is suggested in those they have not seen?

`python -m tests.bench learning`. Gold data are real files in `../shared/foreign`; without them there is no table.
The files are cut into documents of a few sentences each. `held out` is F1 (strict) on documents that no version has
learned from, `tried` what the learner itself says before and after, by cross-validation on what is finished.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from glossator.annotation.scoring import Score
from glossator.schema import Schema
from glossator.suggest.learning.crossing import found_in, scored
from glossator.suggest.learning.learner import learn
from glossator.suggest.learning.material import Lesson, Place
from glossator.suggest.learning.recogniser import put_in
from glossator.suggest.learning.shelf import Shelf
from glossator.suggest.pipeline import load_pipeline
from tests.bench.figures import Row

FOREIGN = Path(__file__).parents[3] / "shared" / "foreign" / "conll"
STEPS = (5, 10, 20)
HELD_OUT = 7


@dataclass(frozen=True, slots=True)
class Gold:
    """Files in columns, and how many sentences make a document."""

    title: str
    files: tuple[str, ...]
    sentences: int


SETS = (
    Gold("known labels: encyclopaedia, filings", ("wikigold_0-119.txt", "sec_FIN3_0-149.txt"), 10),
    Gold("new labels: anatomy", ("anem_test_0-99.conll",), 4),
    Gold("half of the labels new: posts", ("wnut17_dev_0-199.conll",), 8),
)


def rows() -> list[Row]:
    """F1 of what is suggested in documents nobody has seen, beside that of the shipped model."""
    return list(_rows())


def _rows() -> Iterator[Row]:
    for gold in SETS:
        if all((FOREIGN / name).is_file() for name in gold.files):
            yield from _rows_of(gold)


def _rows_of(gold: Gold) -> Iterator[Row]:
    lessons = [lesson for name in gold.files for lesson in read(FOREIGN / name, gold.sentences)]
    random.Random(1).shuffle(lessons)
    schema = schema_for(lessons)
    held_out, rest = lessons[:HELD_OUT], lessons[HELD_OUT:]
    shipped = _percent(measured(held_out, schema, None))
    with tempfile.TemporaryDirectory() as folder:
        shelf, in_force = Shelf(Path(folder) / "p.glossator"), None
        for count in (step for step in STEPS if step <= len(rest)):
            begin, processor = time.perf_counter(), time.process_time()
            outcome = learn(rest[:count], schema=schema, shelf=shelf, in_force=in_force)
            wall, busy = time.perf_counter() - begin, time.process_time() - processor
            if outcome.learned is not None:
                in_force = shelf.path_of(outcome.learned.number)
            yield Row(
                f"{gold.title}, {count} documents, {outcome.words:,} words",
                f"F1 {_percent(measured(held_out, schema, in_force))} in {wall:.0f} s ({busy:.0f} s of a processor)",
                f"shipped {shipped}",
                budget=f"tried {_percent(outcome.before)} → {_percent(outcome.after)}, "
                f"{'kept' if outcome.learned else 'not kept'}",
            )


def measured(lessons: Sequence[Lesson], schema: Schema, folder: Path | None) -> Score:
    """What a version (None: the shipped model) suggests in documents it does not know, against the gold."""
    nlp = load_pipeline(events=False)
    if folder is not None:
        put_in(nlp, folder)
    return scored(lessons, {lesson.key: found_in(nlp, lesson, schema) for lesson in lessons}, schema)


def schema_for(lessons: Sequence[Lesson]) -> Schema:
    """A schema of exactly the labels that are used."""
    labels = sorted({span.label for lesson in lessons for span in lesson.spans})
    schema = Schema("gold", "Gold")
    for label in labels:
        schema = schema.with_entity_type(label)
    return schema


def read(path: Path, size: int) -> list[Lesson]:
    """A file of words and tags in columns, one sentence a line, `size` sentences a document."""
    sentences = [sentence for sentence in _sentences(path) if sentence]
    return [
        _lesson(f"{path.stem}-{start}", sentences[start : start + size]) for start in range(0, len(sentences), size)
    ]


def _sentences(path: Path) -> Iterator[list[tuple[str, str]]]:
    sentence: list[tuple[str, str]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        columns = line.split()
        if len(columns) < 2 or columns[0] == "-DOCSTART-":
            yield sentence
            sentence = []
        else:
            sentence.append((columns[0], columns[-1]))
    yield sentence


def _lesson(key: str, sentences: Sequence[Sequence[tuple[str, str]]]) -> Lesson:
    text = ""
    spans: list[Place] = []
    for sentence in sentences:
        before = "O"
        for place, (word, tag) in enumerate(sentence):
            text += " " if place else ""
            start = len(text)
            text += word
            if tag[0] == "I" and before[2:] == tag[2:]:
                spans[-1] = spans[-1]._replace(end=len(text))
            elif tag != "O":
                spans.append(Place(start, len(text), tag[2:]))
            before = tag
        text += "\n\n"
    return Lesson(key, text.rstrip(), tuple(spans), language="en")


def _percent(score: Score) -> str:
    return f"{100 * score.strict_total.f1:5.1f}"


if __name__ == "__main__":
    for row in _rows():
        sys.stdout.write(f"{row.what}: {row.figure}; {row.bare}; {row.budget}\n")
        sys.stdout.flush()
