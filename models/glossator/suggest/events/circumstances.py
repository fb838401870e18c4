"""Where and when it happens, and who says so. Part of the suggest layer."""

from __future__ import annotations

from collections.abc import Container, Iterator
from functools import lru_cache

from glossator.suggest.events.actors import may_act
from glossator.suggest.events.clauses import agent, by_prepositions, is_passive, subject
from glossator.suggest.events.parse import Parse
from glossator.suggest.events.participants import Filler, clause_of
from glossator.suggest.events.sides import hosts
from glossator.suggest.events.triggers import Trigger
from glossator.suggest.tables import words

_PLACES = frozenset(("GPE", "LOC", "FAC", "ORG"))
_PLACE_PREPOSITIONS = frozenset(("in", "at", "near", "inside", "outside", "around", "across", "off"))
_TIMES = frozenset(("DATE", "TIME"))
_HIGHEST = 12
"""Steps that are climbed in search of a source."""
_QUOTED_BESIDE = 12
"""Tokens between a quotation mark and the verb that tells who spoke."""
_ABOUT = frozenset(("about", "on", "over", "for", "of", "against", "to"))
_SHORT = 4
"""Tokens of the longest speaker that a headline names before or after a colon."""
_OTHER_CLAUSES = frozenset(("ccomp", "advcl", "relcl", "conj", "parataxis", "csubj"))
_ACCUSING = frozenset(("accuse", "suspect", "charge", "blame", "convict"))
_QUOTE = '"'


def find_circumstances(parse: Parse, trigger: Trigger, *, happenings: Container[str] = ()) -> Iterator[Filler]:
    """The nearest place and time in the trigger's clause, and the source of reported speech.

    `happenings` are lemmas of nouns that tell of something which has a place itself: "signed a treaty in Karsk".
    """
    clause = clause_of(parse, trigger)
    found: dict[str, tuple[int, Filler]] = {}
    for token in _within(parse, trigger.head, clause, happenings):
        slot = "place" if hosts(parse, trigger, token) else _slot(parse, token)
        if slot is not None:
            distance = abs(token - trigger.head) + (0 if trigger.head < token else 8)
            score = 0.6 if parse.left[trigger.head] <= token <= parse.right[trigger.head] else 0.4
            if slot not in found or distance < found[slot][0]:
                found[slot] = (distance, Filler(slot, token, score))
    yield from (filler for _, filler in found.values())
    source = find_source(parse, clause)
    if source is not None:
        yield Filler("source", source[0], 0.6)


def find_source(parse: Parse, clause: int) -> tuple[int, int] | None:
    """`(who says it, the word that tells so)` for a clause: a reporting verb's subject, or "according to" somebody."""
    verb = clause
    for _ in range(_HIGHEST):
        according = next((child for child in parse.children[verb] if parse.lowers[child] == "according"), None)
        if according is not None:
            named = next((target for _, target in by_prepositions(parse, according, "to")), None)
            if named is not None:
                return named, according
        head, dep = parse.heads[verb], parse.deps[verb]
        if head == verb:
            return _after_quote(parse, clause) or _of_headline(parse, verb)
        if dep in ("ccomp", "parataxis") and _reports(parse, head):
            speaker = subject(parse, head)
            return None if speaker is None else (speaker, head)
        if dep == "pcomp":
            accuser = _accuser(parse, parse.heads[head])
            if accuser is not None:
                return accuser
        verb = head
    return None


@lru_cache(maxsize=1)
def reporting_verbs() -> frozenset[str]:
    """Verbs that report what somebody says."""
    return words("reporting.tsv")


def _reports(parse: Parse, token: int) -> bool:
    return parse.is_verb(token) and parse.lemma(token) in reporting_verbs() and not is_passive(parse, token)


def _accuser(parse: Parse, verb: int) -> tuple[int, int] | None:
    """Who says so where somebody is accused of it: "accused Norland of declining"."""
    if not parse.is_verb(verb) or parse.lemma(verb) not in _ACCUSING:
        return None
    speaker = agent(parse, verb) if is_passive(parse, verb) else subject(parse, verb)
    return None if speaker is None else (speaker, verb)


def _of_headline(parse: Parse, root: int) -> tuple[int, int] | None:
    """The speaker whom a headline names after its last colon, or before its first: "Norland to free crew: minister"."""
    colons = [token for token, word in enumerate(parse.line.words) if word == ":"]
    if not colons or parse.line.words[-1] in (".", "!", "?"):
        return None
    end = len(parse.heads)
    for first, last, colon in ((colons[-1] + 1, end, colons[-1]), (0, colons[0], colons[0])):
        if 0 < last - first <= _SHORT and not first <= root < last and may_act(parse, last - 1):
            return last - 1, colon
    return None


def _after_quote(parse: Parse, clause: int) -> tuple[int, int] | None:
    """The speaker of a quotation of several sentences: named where the quotation ends, or before it begins."""
    marks = [token for token, word in enumerate(parse.line.words) if word == _QUOTE]
    opened = sum(mark < clause for mark in marks)
    if opened % 2 == 0:
        return None
    close = marks[opened] if opened < len(marks) else len(parse.heads)
    after = range(close, min(close + _QUOTED_BESIDE, len(parse.heads)))
    # A quotation that goes on after its speaker has been named: "…," she said at length. "…"
    start = marks[opened - 2] if 2 <= opened else marks[opened - 1] - _QUOTED_BESIDE
    before = range(marks[opened - 1] - 1, max(start, -1), -1)
    for token in (*after, *before):
        if _reports(parse, token):
            speaker = subject(parse, token)
            return None if speaker is None else (speaker, token)
    return None


def _within(parse: Parse, head: int, clause: int, happenings: Container[str]) -> Iterator[int]:
    """Tokens of the clause around a trigger that stand in no other clause than its own or one below it."""
    for token in range(parse.left[clause], parse.right[clause] + 1):
        if parse.mention_at[token] < 0:
            continue
        above = token
        while above not in (head, clause) and parse.deps[above] not in _OTHER_CLAUSES and parse.heads[above] != above:
            if parse.lowers[above] == "according":
                break
            above = parse.heads[above]
        if above in (head, clause) and not _inside_other_noun(parse, token, head, happenings):
            yield token


def _inside_other_noun(parse: Parse, token: int, head: int, happenings: Container[str]) -> bool:
    """Whether a place belongs to a participant or to what is talked about: "envoys in Karsk", "rights in Norland"."""
    above = token
    while above != head and parse.heads[above] != above:
        above = parse.heads[above]
        if above == head or not parse.is_noun(above) or parse.mention_at[above] == parse.mention_at[token]:
            continue
        if parse.deps[above] in ("nsubj", "nsubjpass"):
            return True
        told = parse.deps[above] == "pobj" and parse.lowers[parse.heads[above]] in _ABOUT
        if (told or parse.deps[above] == "dobj") and not may_act(parse, above):
            return parse.lemma(above) not in happenings
    return False


def _slot(parse: Parse, token: int) -> str | None:
    mention = parse.mention(token)
    if mention is None:
        return None
    if mention.label in _TIMES:
        inside = mention.first <= parse.heads[token] < mention.last
        aside = parse.deps[token] in ("compound", "amod", "nummod", "poss") or parse.lowers[parse.heads[token]] in (
            "after",
            "before",
        )
        return None if inside or (aside and parse.deps[token] != "pobj") else "time"
    if mention.label in _PLACES and parse.deps[token] == "pobj":
        preposition = parse.lowers[parse.heads[token]]
        allowed = _PLACE_PREPOSITIONS if mention.label != "ORG" else ("at",)
        return "place" if preposition in allowed else None
    return None
