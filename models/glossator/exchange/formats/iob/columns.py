"""Documents as the four columns of CoNLL-2003: token, `-X-` for the part of speech, `_` for the chunk, tag.

Part of `exchange`. Every document begins with `-DOCSTART- -X- O O`, a blank line follows each sentence. Tokens are the
one tokenisation of the house, so no span is widened to white space.
"""

from __future__ import annotations

from bisect import bisect_right

from glossator.annotation import Bundle, Layer
from glossator.exchange import losses
from glossator.exchange.alignment import Placed, flatten
from glossator.exchange.chosen import choose_layer, labelled_spans, rejected_suggestions, review_of
from glossator.exchange.formats.tokens.tags import Run, Scheme, tags_of
from glossator.exchange.losses import LossLog
from glossator.exchange.placement import Placement, log_discontinuous, log_dropped
from glossator.schema import Schema
from glossator.text.sentences import sentences
from glossator.text.tokens import Token, tokenize

DOCUMENT_START = "-DOCSTART- -X- O O\n\n"


def document_lines(bundle: Bundle, schema: Schema, log: LossLog, *, layer_name: str | None, scheme: Scheme) -> str:
    """The lines of one document, and in the log what they do not say."""
    log.open(bundle.document)
    layer = choose_layer(bundle, layer_name)
    text = bundle.document.text
    tokens = tokenize(text)
    kept = flat_spans(layer, schema, Placement(text, tokens, log), log, where="the file")
    starts = sentence_starts(text, tokens)
    for placed in kept:
        starts -= _broken_by(placed, starts, text, tokens, log)
    log_reviews(log, bundle, layer)
    log_elsewhere(log, bundle, layer)
    if not tokens:
        log.add(losses.NO_WORDS, detail="only the mark of a new document is written")
    return DOCUMENT_START + _lines(text, tokens, kept, starts, scheme)


def flat_spans(layer: Layer, schema: Schema, placement: Placement, log: LossLog, *, where: str) -> list[Placed]:
    """The labelled spans that one row of tags can hold, in order of the text; the others are logged."""
    candidates: list[Placed] = []
    for span in labelled_spans(layer):
        places = placement.place(span.fragments, thing=span.id, what=span.label or "")
        candidates += [Placed(span, place.start, place.end) for place in places]
        log_discontinuous(log, span, lambda: "written by fragments, as if each were a span")
    kept, dropped = flatten(candidates, label_order=[one.name for one in schema.entity_types])
    log_dropped(log, dropped, where=where)
    return kept


def log_reviews(log: LossLog, bundle: Bundle, layer: Layer) -> None:
    """What tags cannot say of how far somebody has looked."""
    entities = review_of(bundle, layer, "entities")
    if entities == "not_looked_at":
        log.add(losses.ENTITIES_UNSEEN, detail="all tokens are tagged O, as if there were no entity")
    elif entities == "in_progress":
        log.add(losses.ENTITIES_UNFINISHED, detail="tokens not looked at are tagged O")


def log_elsewhere(log: LossLog, bundle: Bundle, layer: Layer) -> None:
    """Everything of a layer that is no labelled span, and what its tags cannot say."""
    losses.log_events(log, layer)
    losses.log_relations(log, layer)
    losses.log_entities(log, layer)
    losses.log_attributes(log, layer, events=False)
    losses.log_notes(log, layer)
    losses.log_rejected(log, bundle, rejected_suggestions(bundle, layer))


def sentence_starts(text: str, tokens: list[Token]) -> set[int]:
    """The tokens that begin a sentence."""
    edges = [end for _, end in tokens]
    return {bisect_right(edges, start) for start, _ in sentences(text)} - {len(tokens)}


def column(label: str) -> str:
    """A label as it can stand in a column: white space would begin the next one."""
    return "_".join(label.split())


def _broken_by(placed: Placed, starts: set[int], text: str, tokens: list[Token], log: LossLog) -> set[int]:
    """The sentence starts inside a span: they are not written, so that the span stays whole."""
    inside = starts.intersection(range(placed.start + 1, placed.end))
    if "\n" in text[tokens[placed.start][0] : tokens[placed.end - 1][1]]:
        span = placed.span
        log.add(losses.CROSS_LINE, thing=span.id, fragments=span.fragments, detail="the line break is not written")
    return inside


def _lines(text: str, tokens: list[Token], kept: list[Placed], starts: set[int], scheme: Scheme) -> str:
    spans = [Run(one.start, one.end, column(one.span.label or "")) for one in kept]
    tags = tags_of(spans, len(tokens), scheme, breaks=starts)
    lines: list[str] = []
    for place, ((start, end), tag) in enumerate(zip(tokens, tags, strict=True)):
        gap = "\n" if 0 < place and place in starts else ""
        lines.append(f"{gap}{text[start:end]} -X- _ {tag}\n")
    if lines:
        lines.append("\n")
    return "".join(lines)
