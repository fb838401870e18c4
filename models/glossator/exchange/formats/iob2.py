"""IOB2 in the four columns of CoNLL-2003: one token a line, a blank line after each sentence.

Part of `exchange`. Columns: token, `-X-` for the part of speech, `_` for the chunk, tag. Every document begins with
`-DOCSTART- -X- O O`. Tokens are the one tokenisation of the house, so no span is widened to white space.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from glossator.annotation import Bundle, Layer, LossReport
from glossator.errors import FormatError
from glossator.exchange import losses
from glossator.exchange.alignment import Placed, flatten
from glossator.exchange.base import ExportOptions, ExportSource
from glossator.exchange.chosen import choose_layer, labelled_spans, rejected_suggestions, review_of
from glossator.exchange.losses import LossLog
from glossator.exchange.placement import Placement, log_discontinuous, log_dropped
from glossator.schema import Schema
from glossator.text.sentences import sentences
from glossator.text.tokens import Token, tokenize

DOCUMENT_START = "-DOCSTART- -X- O O\n\n"


@dataclass(frozen=True, slots=True)
class Iob2:
    """One flat layer of labels."""

    name: str = "iob2"
    title: str = "IOB2 (CoNLL-2003 columns)"
    folder: bool = False
    reads: bool = False
    writes: bool = True

    def write(self, source: ExportSource, out: Path, options: ExportOptions) -> LossReport:
        """Write all documents to one file."""
        log = LossLog()
        with out.open("w", encoding="utf-8", newline="\n") as file:
            for bundle in source.bundles():
                file.write(document_lines(bundle, source.schema, log, layer_name=source.layer))
        return log.report(self.name, files=((options.destination or out).name,), notices=_notices(source.schema))

    def preflight(self, source: ExportSource, options: ExportOptions) -> LossReport:
        """The report alone."""
        log = LossLog()
        for bundle in source.bundles():
            document_lines(bundle, source.schema, log, layer_name=source.layer)
        return log.report(self.name, notices=_notices(source.schema))

    def read(self, path: Path) -> Iterator[Bundle]:
        """Not yet."""
        raise FormatError(f"{path}: IOB2 files cannot be imported.")

    def sniff(self, path: Path, head: bytes) -> bool:
        """Never: it does not read."""
        return False


def document_lines(bundle: Bundle, schema: Schema, log: LossLog, *, layer_name: str | None) -> str:
    """The lines of one document, and in the log what they do not say."""
    log.open(bundle.document)
    layer = choose_layer(bundle, layer_name)
    text = bundle.document.text
    tokens = tokenize(text)
    placement = Placement(text, tokens, log)
    candidates: list[Placed] = []
    for span in labelled_spans(layer):
        places = placement.place(span.fragments, thing=span.id, what=span.label or "")
        candidates += [Placed(span, place.start, place.end) for place in places]
        log_discontinuous(log, span, lambda: "written by fragments, as if each were a span")
    kept, dropped = flatten(candidates, label_order=[one.name for one in schema.entity_types])
    log_dropped(log, dropped, where="the file")
    starts = _sentence_starts(text, tokens)
    for placed in kept:
        starts -= _broken_by(placed, starts, text, tokens, log)
    _log_elsewhere(log, bundle, layer)
    return DOCUMENT_START + _lines(text, tokens, kept, starts)


def _log_elsewhere(log: LossLog, bundle: Bundle, layer: Layer) -> None:
    """Everything of a layer that is no labelled span, and what its tags cannot say."""
    entities = review_of(bundle, layer, "entities")
    if entities == "not_looked_at":
        log.add(losses.ENTITIES_UNSEEN, detail="all tokens are tagged O, as if there were no entity")
    elif entities == "in_progress":
        log.add(losses.ENTITIES_UNFINISHED, detail="tokens not looked at are tagged O")
    losses.log_events(log, layer)
    losses.log_relations(log, layer)
    losses.log_entities(log, layer)
    losses.log_attributes(log, layer, events=False)
    losses.log_notes(log, layer)
    losses.log_rejected(log, bundle, rejected_suggestions(bundle, layer))


def _sentence_starts(text: str, tokens: list[Token]) -> set[int]:
    """The tokens that begin a sentence."""
    edges = [end for _, end in tokens]
    return {bisect_right(edges, start) for start, _ in sentences(text)} - {len(tokens)}


def _broken_by(placed: Placed, starts: set[int], text: str, tokens: list[Token], log: LossLog) -> set[int]:
    """The sentence starts inside a span: they are not written, so that the span stays whole."""
    inside = starts.intersection(range(placed.start + 1, placed.end))
    if "\n" in text[tokens[placed.start][0] : tokens[placed.end - 1][1]]:
        span = placed.span
        log.add(losses.CROSS_LINE, thing=span.id, fragments=span.fragments, detail="the line break is not written")
    return inside


def _lines(text: str, tokens: list[Token], kept: list[Placed], starts: set[int]) -> str:
    tags = ["O"] * len(tokens)
    for placed in kept:
        label = _column(placed.span.label or "")
        tags[placed.start] = f"B-{label}"
        for place in range(placed.start + 1, placed.end):
            tags[place] = f"I-{label}"
    lines: list[str] = []
    for place, ((start, end), tag) in enumerate(zip(tokens, tags, strict=True)):
        gap = "\n" if 0 < place and place in starts else ""
        lines.append(f"{gap}{text[start:end]} -X- _ {tag}\n")
    if lines:
        lines.append("\n")
    return "".join(lines)


def _column(label: str) -> str:
    """A label as it can stand in a column: white space would begin the next one."""
    return "_".join(label.split())


def _notices(schema: Schema) -> list[str]:
    renamed = [one.name for one in schema.entity_types if _column(one.name) != one.name]
    return [f"Labels are written without white space: {', '.join(renamed)}."] if renamed else []


FORMAT = Iob2()
