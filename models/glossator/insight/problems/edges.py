"""Edges of spans and triggers: white space, half words, and the schema's conventions for names. Insight layer."""

from __future__ import annotations

from collections.abc import Iterator

from glossator.annotation import Event, Fragment, Fragments, Span
from glossator.insight.problems.model import Fix, Problem, Thing, in_words, place_of, problem, quoted
from glossator.insight.problems.words import ARTICLES, DEFINITE, NAMES, POSSESSIVES, titles
from glossator.schema import Schema
from glossator.text.fragments import trimmed
from glossator.text.tokens import Token, TokenIndex

SHORT_FILLER = 6
"""Tokens up to which a free filler is taken for a phrase, not for a clause, whose article is its subject's."""


def edge_problems(thing: Thing, tokens: TokenIndex) -> Iterator[Problem]:
    """White space at an edge, which no training format can hold; an edge inside a word."""
    place, text = place_of(thing), tokens.text
    body = tuple(trimmed(text, start, end) for start, end in place)
    if any(piece != fragment for piece, fragment in zip(body, place, strict=True)):
        kept = tuple(piece for piece in body if piece is not None)
        fixes = (_move(thing, "Leave the white space out", kept),) if kept else (_delete(thing),)
        yield problem("blank_edge", f"{in_words(thing)} begins or ends with white space.", thing, fixes=fixes)
        return
    whole = tuple(_whole(start, end, tokens) for start, end in place)
    if whole != place:
        words = text[whole[0][0] : whole[-1][1]]
        message = f"{in_words(thing)} begins or ends inside a word of {quoted(words)}."
        yield problem("inside_token", message, thing, fixes=(_move(thing, "Take whole words", _joined(whole)),))


def _whole(start: int, end: int, tokens: TokenIndex) -> Fragment:
    """The stretch with half words at its edges made whole. Most edges are beside white space: no token need be cut."""
    text = tokens.text
    first, last = start, end
    if 0 < start and not text[start - 1].isspace():
        token = tokens.at(start)
        if token is not None and token.start < start < token.end:
            first = token.start
    if end < len(text) and not text[end].isspace():
        token = tokens.at(end)
        if token is not None and token.start < end < token.end:
            last = token.end
    return first, last


def _joined(fragments: Fragments) -> Fragments:
    joined: list[Fragment] = []
    for start, end in fragments:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def convention_problems(span: Span, schema: Schema, tokens: TokenIndex) -> Iterator[Problem]:
    """A leading article, a possessive 's, a title before a name, "to" before a clause: what the project leaves out."""
    text, (start, stop), end = tokens.text, span.fragments[0], span.fragments[-1][1]
    first = _first_word(text, start, stop).lower()
    if first in ARTICLES and schema.conventions.strip_leading_article:
        yield from _article(span, first, tokens)
    elif first == "to" and span.label is None and schema.conventions.clause_starts_after_to:
        message = f"{in_words(span)} begins with “to”; by convention a clause begins after it."
        yield from _if_fixed("clause_start", message, span, _without_first(span, tokens, "Begin after it"))
    elif first in titles() and schema.conventions.titles_outside_name and _is(span, "PERSON", schema):
        yield from _title(span, tokens)
    if text[end - 1] in "sS'’" and schema.conventions.strip_possessive:
        yield from _possessive(span, tokens)


def _article(span: Span, first: str, tokens: TokenIndex) -> Iterator[Problem]:
    if span.label is None:
        if SHORT_FILLER < len(tokens.between(span.start, span.end)):
            return
    elif span.label == "WORK_OF_ART" or (first not in DEFINITE and span.label not in NAMES):
        return
    message = f"{in_words(span)} begins with an article; by convention that stays outside."
    yield from _if_fixed("leading_article", message, span, _without_first(span, tokens, "Leave it out"))


def _title(span: Span, tokens: TokenIndex) -> Iterator[Problem]:
    inside, known = tokens.between(*span.fragments[0]), titles()
    count = next((at for at, token in enumerate(inside) if not _is_title(token, tokens.text, known)), len(inside))
    if count < len(inside) and tokens.text[inside[count].start].isupper():
        message = f"{in_words(span)} has a title in it; by convention that stays outside."
        kept = ((inside[count].start, span.fragments[0][1]), *span.fragments[1:])
        yield problem("title_in_name", message, span, fixes=(_move(span, "Leave the title out", kept),))


def _possessive(span: Span, tokens: TokenIndex) -> Iterator[Problem]:
    begin, end = span.fragments[-1]
    text, inside = tokens.text, tokens.between(begin, end)
    if len(inside) < 2 or inside[-1].end != end:
        return
    last = text[inside[-1].start : end]
    if last in POSSESSIVES and (1 < len(last) or text[inside[-1].start - 1] in "sS"):
        kept = (*span.fragments[:-1], (begin, inside[-1].start))
        message = f"{in_words(span)} ends with a possessive; by convention that stays outside."
        yield problem("possessive", message, span, fixes=(_move(span, "Leave it out", kept),))


def _if_fixed(code: str, message: str, span: Span, fixes: tuple[Fix, ...]) -> Iterator[Problem]:
    """Only where something is left of the span."""
    if fixes:
        yield problem(code, message, span, fixes=fixes)


def _is_title(token: Token, text: str, known: frozenset[str]) -> bool:
    return text[token.start : token.end].lower() in known


def _without_first(span: Span, tokens: TokenIndex, title: str) -> tuple[Fix, ...]:
    (start, stop), *others = span.fragments
    inside = tokens.between(start, stop)
    kept = ((inside[1].start, stop), *others) if 1 < len(inside) else tuple(others)
    return (_move(span, title, kept),) if kept else ()


def _first_word(text: str, start: int, end: int) -> str:
    """The letters up to the first white space."""
    piece = text[start : min(end, start + 24)]
    return piece.split(None, 1)[0] if piece.strip() and not piece[0].isspace() else ""


def _is(span: Span, model_label: str, schema: Schema) -> bool:
    """Whether a span's label is the schema's own for this one of OntoNotes."""
    type_ = schema.for_model_label(model_label)
    return type_ is not None and type_.name == span.label


def nested_problems(spans: tuple[Span, ...], schema: Schema) -> Iterator[Problem]:
    """A nationality marked inside the name of an organisation."""
    inner, outer = schema.entity_type("NORP"), schema.for_model_label("ORG")
    if schema.conventions.mark_norp_inside_org or inner is None or outer is None:
        return
    orgs = sorted((span for span in spans if span.label == outer.name), key=_start_of)
    norps = sorted((span for span in spans if span.label == inner.name), key=_start_of)
    at, reach, widest = 0, -1, None
    for norp in norps:
        (start, _), (_, end) = norp.fragments[0], norp.fragments[-1]
        while at < len(orgs) and orgs[at].fragments[0][0] <= start:
            if reach < orgs[at].fragments[-1][1]:
                widest, reach = orgs[at], orgs[at].fragments[-1][1]
            at += 1
        if widest is not None and end <= reach and norp.fragments != widest.fragments:
            message = f"{in_words(norp)} is marked inside {in_words(widest)}; by convention it is not."
            yield problem("norp_in_org", message, norp, fixes=(_delete(norp),))


def _start_of(span: Span) -> int:
    return span.fragments[0][0]


def _move(thing: Thing, title: str, place: Fragments) -> Fix:
    return Fix(title, "set_edges", {"thing_id": thing.id, "fragments": place})


def _delete(thing: Thing) -> Fix:
    return Fix("Delete the event" if isinstance(thing, Event) else "Delete it", "delete", {"thing_id": thing.id})
