"""Documents as CoNLL-U: words, the white space between them, so that the text comes back exactly, and spans.

Part of `exchange`. Brackets (`Entity=`) hold spans of any shape; the flat ones stand as IOB2 tags (`NE=`) beside them,
first in the column, where spaCy's converter looks for them.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from glossator.annotation import Bundle, Layer, Metadata, ReviewState
from glossator.exchange import losses
from glossator.exchange.alignment import Placed, flatten
from glossator.exchange.chosen import choose_layer, rejected_suggestions, review_of
from glossator.exchange.formats.conllu.brackets import encode_field
from glossator.exchange.formats.conllu.marks import Marks, marks_of
from glossator.exchange.formats.conllu.reading import REVIEW
from glossator.exchange.formats.conllu.spacing import space_items
from glossator.exchange.formats.iob.columns import sentence_starts
from glossator.exchange.formats.tokens.tags import Run, tags_of
from glossator.exchange.losses import LossLog
from glossator.exchange.placement import Placement
from glossator.schema import Schema
from glossator.text.tokens import Token, tokenize

_UNSAID = "\t_" * 7
"""Lemma to enhanced dependencies: nobody has looked at them here."""


def document_lines(bundle: Bundle, schema: Schema, log: LossLog, *, layer_name: str | None, number: int) -> list[str]:
    """The lines of one document (the `number`th), and in the log what they do not say."""
    log.open(bundle.document)
    layer = choose_layer(bundle, layer_name)
    text = bundle.document.text
    tokens = tokenize(text)
    marks = marks_of(layer, Placement(text, tokens, log), log)
    review = review_of(bundle, layer, "entities")
    _log_elsewhere(log, bundle, layer, review)
    if not tokens:
        log.add(losses.NO_WORDS, detail="not written")
        return []
    # Brackets may cross sentences, so none is joined for a span's sake.
    starts = sentence_starts(text, tokens)
    tags = _flat_tags(marks, len(tokens), schema, starts)
    rows = [_row(text, tokens, place, tags[place], marks) for place in range(len(tokens))]
    edges = [*sorted(starts | {0}), len(tokens)]
    lines = list(_head(bundle.document.name, bundle.document.metadata, marks, review))
    for order, (first, last) in enumerate(pairwise(edges), start=1):
        if not first or "\n" in text[tokens[first - 1].end : tokens[first].start]:
            lines.append("# newpar\n")
        lines.append(f"# sent_id = d{number}-s{order}\n")
        lines.append(f"# text = {_stated(text, tokens[first:last])}\n")
        lines += [f"{place - first + 1}\t{rows[place]}" for place in range(first, last)]
        lines.append("\n")
    return lines


def _head(name: str, metadata: Metadata, marks: Marks, review: ReviewState) -> Iterator[str]:
    """The comments before the first sentence of a document."""
    yield f"# newdoc id = {_one_line(name)}\n" if _one_line(name) else "# newdoc\n"
    yield f"# global.Entity = {'-'.join(marks.fields)}\n"
    yield f"# {REVIEW} = {review}\n"
    named = {
        "title": metadata.title,
        "source": metadata.source,
        "author": metadata.author,
        "published": metadata.published,
        "language": metadata.language,
    }
    for key, value in (named | dict(metadata.extra)).items():
        plain = _one_line(key).replace("=", " ").strip()
        if value is not None and _one_line(value) and plain and f"meta::{plain}" != REVIEW:
            yield f"# meta::{plain} = {_one_line(value)}\n"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _flat_tags(marks: Marks, length: int, schema: Schema, starts: set[int]) -> list[str]:
    """The tags of `NE=`. What has no room here stands in brackets all the same, so nothing is lost."""
    placed = [
        Placed(span, start, end) for span, start, end in marks.flat if not starts.intersection(range(start + 1, end))
    ]
    kept, _ = flatten(placed, label_order=[one.name for one in schema.entity_types])
    found = [Run(one.start, one.end, encode_field(one.span.label or "")) for one in kept]
    return tags_of(found, length, "iob2")


def _row(text: str, tokens: list[Token], place: int, tag: str, marks: Marks) -> str:
    """A word's line without its number."""
    start, end = tokens[place]
    before = text[:start] if place == 0 else ""
    following = tokens[place + 1].start if place + 1 < len(tokens) else len(text)
    brackets = marks.at(place)
    items = [f"NE={tag}"] if tag != "O" else []
    items += [f"Entity={brackets}"] if brackets else []
    items += space_items(text[end:following], before=before, last=place + 1 == len(tokens))
    return f"{text[start:end]}{_UNSAID}\t{'|'.join(items) or '_'}\n"


def _stated(text: str, tokens: list[Token]) -> str:
    """The sentence as the comment gives it: one space wherever there is any."""
    pieces: list[str] = []
    for place, (start, end) in enumerate(tokens):
        gap = place and tokens[place - 1].end < start
        pieces.append(f"{' ' if gap else ''}{text[start:end]}")
    return "".join(pieces)


def _log_elsewhere(log: LossLog, bundle: Bundle, layer: Layer, review: ReviewState) -> None:
    """Everything of a layer that is no labelled span."""
    if review == "not_looked_at":
        log.add(losses.ENTITIES_UNSEEN, detail=f"only the comment {REVIEW} says so")
    elif review == "in_progress":
        log.add(losses.ENTITIES_UNFINISHED, detail=f"only the comment {REVIEW} says so")
    losses.log_events(log, layer)
    losses.log_relations(log, layer)
    for relation in layer.relations:
        for name in relation.attributes:
            log.add(losses.ATTRIBUTE, thing=relation.id, detail=name)
    for span in layer.spans:
        for name in span.attributes if span.label is None else ():
            log.add(losses.ATTRIBUTE, thing=span.id, fragments=span.fragments, detail=name)
    losses.log_notes(log, layer)
    losses.log_rejected(log, bundle, rejected_suggestions(bundle, layer))
