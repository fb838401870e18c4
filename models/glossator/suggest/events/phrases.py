"""Phrases that can fill roles: noun chunks, pronouns, clauses, times, places. Part of the suggest layer."""

from __future__ import annotations

from collections.abc import Iterator

from glossator.annotation import Phrase, PhraseKind
from glossator.suggest.events import stretches
from glossator.suggest.events.parse import Parse

_NOUN_DEPS = frozenset(
    ("nsubj", "nsubjpass", "dobj", "pobj", "dative", "appos", "attr", "oprd", "ROOT", "conj", "npadvmod", "poss")
)
_LONG_DEPS = frozenset(("nsubj", "nsubjpass", "dobj", "pobj", "attr", "oprd"))
_CLAUSE_DEPS = frozenset(("ccomp", "xcomp", "pcomp"))
_PLACES = frozenset(("GPE", "LOC", "FAC"))
_PLACE_PREPOSITIONS = frozenset(("in", "at", "near", "inside", "outside", "around", "across", "to", "from", "off"))
_TIMES = frozenset(("DATE", "TIME"))


def find_phrases(parse: Parse) -> list[Phrase]:
    """The phrases of a line in the order of the text; of two with the same edges the more telling kind."""
    found: dict[tuple[int, int], Phrase] = {}
    for phrase in _all(parse):
        found.setdefault((phrase.start, phrase.end), phrase)
    return sorted(found.values(), key=lambda phrase: (phrase.start, phrase.end))


def _all(parse: Parse) -> Iterator[Phrase]:
    yield from _times(parse)
    for token, tag in enumerate(parse.tags):
        if tag in ("PRP", "PRP$"):
            if parse.deps[token] != "expl":
                yield _phrase(parse, token, (token, token + 1), "pronoun")
        elif tag[:2] in ("NN", "CD"):
            yield from _noun_phrases(parse, token)
        if parse.deps[token] in _CLAUSE_DEPS or _is_purpose(parse, token):
            yield from _clauses(parse, token)


def _times(parse: Parse) -> Iterator[Phrase]:
    for mention in parse.mentions:
        if mention.label in _TIMES:
            head = _head(parse, mention.first, mention.last)
            yield _phrase(parse, head, (mention.first, mention.last), "time")


def _noun_phrases(parse: Parse, token: int) -> Iterator[Phrase]:
    dep = parse.deps[token]
    mention = parse.mention(token)
    if (
        dep not in _NOUN_DEPS
        or (parse.tags[token] == "CD" and mention is None)
        or (mention and mention.label in _TIMES)
    ):
        return
    base = stretches.base(parse, token)
    yield _phrase(parse, token, base, "place" if _is_place(parse, token) else "noun_chunk")
    if mention is not None:
        yield _phrase(parse, token, stretches.trimmed(parse, parse.left[token], token + 1), "noun_chunk")
    if dep in _LONG_DEPS:
        yield _phrase(parse, token, stretches.long(parse, token), "noun_chunk")


def _clauses(parse: Parse, token: int) -> Iterator[Phrase]:
    short, long = stretches.short_clause(parse, token), stretches.long_clause(parse, token)
    for stretch in (short, stretches.core_clause(parse, token)):
        if 1 < stretch[1] - stretch[0]:
            yield _phrase(parse, token, stretch, "short_clause")
    if 1 < long[1] - long[0]:
        yield _phrase(parse, token, long, "clause")


def _is_purpose(parse: Parse, token: int) -> bool:
    """Whether a token is the verb of an infinitive: "attempts to reach out", "a trip to prepare a report"."""
    if parse.deps[token] not in ("acl", "advcl", "relcl") or parse.tags[token] != "VB":
        return False
    return any(parse.lowers[mark] == "to" for mark in parse.all_children(token, "aux"))


def _is_place(parse: Parse, token: int) -> bool:
    mention = parse.mention(token)
    if mention is None or mention.label not in _PLACES or parse.deps[token] != "pobj":
        return False
    return parse.lowers[parse.heads[token]] in _PLACE_PREPOSITIONS


def _head(parse: Parse, first: int, last: int) -> int:
    """The token of a stretch whose head stands outside."""
    return next((token for token in range(first, last) if not first <= parse.heads[token] < last), last - 1)


def _phrase(parse: Parse, token: int, stretch: tuple[int, int], kind: PhraseKind) -> Phrase:
    relation, governor = _relation(parse, token)
    start, end = parse.place(*stretch)
    at = None if governor is None else parse.place(governor, governor + 1)[0]
    return Phrase(start, end, kind, relation if at is not None else None, at)


def _relation(parse: Parse, token: int) -> tuple[str, int | None]:
    """The dependency towards the governing verb or noun, prepositions folded into its name ("pobj:in")."""
    first = token
    while parse.deps[token] == "conj" and parse.heads[token] != token:
        token = parse.heads[token]
    if parse.is_verb(token) and not parse.is_verb(first):
        token = first
    dep, head = parse.deps[token], parse.heads[token]
    if head == token:
        return dep, None
    if dep in ("pobj", "pcomp"):
        above = parse.heads[head]
        return f"{dep}:{parse.lowers[head]}", None if above == head else above
    return dep, head
