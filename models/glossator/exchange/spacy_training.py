"""What spaCy loads when it trains on an export: a reader and a suggester that know what nobody has looked at.

Part of `exchange`; spaCy finds both through entry points, nothing else imports this module. spaCy's named entity
recogniser understands missing annotations by itself; its span categoriser does not: whatever is not marked counts as
wrong. So documents whose task is not done give it no candidates, neither in training nor in scoring.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.pipeline.spancat import Suggester, build_ngram_range_suggester
from spacy.tokens import Doc, DocBin, Span
from spacy.training import Example
from thinc.api import Ops, get_current_ops
from thinc.types import Ragged

from glossator.exchange.formats.spacy_docbin.plan import TASKS, USER_DATA

UNSEEN = "glossator.unseen"
"""In `Doc.user_data` of a document to predict: the span groups that cannot be learned from it."""


def create_corpus(path: Path, max_length: int = 0) -> Callable[[Language], Iterator[Example]]:
    """`glossator.Corpus.v1`: the documents of one `.spacy` file that teach something; all of them if none does.

    Where `path` is no longer there, the file of that name in the current folder. Documents of more than `max_length`
    tokens (0: no limit) are cut at line breaks.
    """

    def read(nlp: Language) -> Iterator[Example]:
        docs = [doc for doc in DocBin().from_disk(_locate(Path(path))).get_docs(nlp.vocab) if len(doc)]
        # Where nothing has been looked at, training has nothing to learn; it still runs to its end, and says 0.
        for doc in [doc for doc in docs if _teaches(doc)] or docs:
            for piece in _pieces(doc, max_length):
                yield _example(nlp, piece, _unseen(doc))

    return read


def create_suggester(group: str, min_size: int, max_size: int) -> Suggester:
    """`glossator.reviewed_ngram_suggester.v1`: all stretches of `min_size` to `max_size` tokens.

    None in a document of which `create_corpus` says that this span group cannot be learned from it.
    """
    return partial(_suggest, group=group, every=build_ngram_range_suggester(min_size, max_size))


def _suggest(docs: Iterable[Doc], *, group: str, every: Suggester, ops: Ops | None = None) -> Ragged:
    # A function of the module, and no closure: pipelines are pickled for several processes.
    ops = ops or get_current_ops()
    asked = list(docs)
    seen = [doc for doc in asked if group not in doc.user_data.get(UNSEEN, ())]
    found = every(seen, ops=ops)
    if len(seen) == len(asked):
        return found
    lengths = iter(found.lengths.tolist())
    spread = [0 if group in doc.user_data.get(UNSEEN, ()) else next(lengths) for doc in asked]
    return Ragged(found.dataXd, ops.asarray1i(spread))


def _locate(path: Path) -> Path:
    for candidate in (path, Path.cwd() / path.name):
        if candidate.is_file():
            return candidate
    raise FileNotFoundError(f"{path} is not there, nor is {path.name} in this folder: train in the export's folder")


def _teaches(doc: Doc) -> bool:
    """Whether anybody has looked at anything in this document."""
    return doc.has_annotation("ENT_IOB") or 0 < len(doc.spans)


def _unseen(doc: Doc) -> tuple[str, ...]:
    """The span groups whose task was not done. Other people's files say nothing of that: there, all groups present."""
    reviews: dict[str, Any] = doc.user_data.get(USER_DATA, {})
    return tuple(
        group for group, task in TASKS.items() if group not in doc.spans or reviews.get(task, "done") != "done"
    )


def _example(nlp: Language, reference: Doc, unseen: tuple[str, ...]) -> Example:
    predicted = nlp.make_doc(reference.text)
    predicted.user_data[UNSEEN] = unseen
    for group in unseen:
        reference.spans.pop(group, None)
    return Example(predicted, reference)


def _pieces(doc: Doc, max_length: int) -> Iterator[Doc]:
    """The document, or where it is too long its stretches of lines."""
    if max_length <= 0 or len(doc) <= max_length:
        yield doc
        return
    start = last = 0
    for cut in (*_line_starts(doc), len(doc)):
        if max_length < cut - start and start < last:
            yield _cut(doc[start:last])
            start = last
        last = cut
    yield _cut(doc[start:last])


def _line_starts(doc: Doc) -> Iterator[int]:
    """The tokens that begin a line and are not inside an entity."""
    for token in doc[:-1]:
        if "\n" in token.text and doc[token.i + 1].ent_iob_ != "I":
            yield token.i + 1


def _cut(stretch: Span) -> Doc:
    """A stretch as a document of its own, with those spans that lie within it."""
    piece = stretch.as_doc()
    for name, group in stretch.doc.spans.items():
        piece.spans[name] = [
            Span(piece, one.start - stretch.start, one.end - stretch.start, one.label, one.kb_id, span_id=one.id)
            for one in group
            if stretch.start <= one.start and one.end <= stretch.end
        ]
    return piece
