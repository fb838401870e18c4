"""How far phrases and clauses reach: base noun phrases, long ones, clauses. Part of the suggest layer.

All stretches are tokens `[first, last)`, cut by the schema's conventions, with no punctuation at their edges.
"""

from __future__ import annotations

from typing import TypeAlias

from glossator.suggest.entities.edges import ARTICLES, POSSESSIVES
from glossator.suggest.events.parse import Parse

Stretch: TypeAlias = tuple[int, int]

_COMPLEMENTS = ("dobj", "dative", "attr", "acomp", "oprd", "prt", "neg", "xcomp", "ccomp")
_NONE: frozenset[str] = frozenset()
_MARKS = frozenset(("to", "that", "whether", "if", "for"))
_INSIDE = frozenset(("of", "for", "on", "about", "to", "with", "in", "against", "over", "from", "between", "into"))
_ACTORS = frozenset(("PERSON", "ORG", "GPE", "NORP", "FAC", "LOC"))


def base(parse: Parse, noun: int) -> Stretch:
    """A noun with what stands before it; the name alone where the noun is the head of one."""
    mention = parse.mention(noun)
    if mention is not None and mention.label in _ACTORS:
        return mention.first, mention.last
    return trimmed(parse, parse.left[noun], noun + 1)


def long(parse: Parse, noun: int) -> Stretch:
    """A noun with its complements after it ("request to visit Pyongyang"), up to a relative clause or an agent."""
    first, last = base(parse, noun)
    for child in parse.children[noun]:
        dep = parse.deps[child]
        if child < last or dep == "cc":
            continue
        if last + (dep == "conj") < parse.left[child] or not _belongs(parse, child):
            break
        if dep == "conj":
            last = long(parse, child)[1]
        elif dep == "prep":
            last = parse.right[child] + 1
        else:
            last = short_clause(parse, child)[1]
    return trimmed(parse, first, last)


def _belongs(parse: Parse, child: int) -> bool:
    """Whether what follows a noun is a part of what it names: "talks on trade" but not "talks at dawn"."""
    if parse.deps[child] == "prep":
        return parse.lowers[child] in _INSIDE
    return parse.deps[child] in ("acl", "xcomp", "ccomp", "conj") and parse.tags[child] != "VBN"


def short_clause(parse: Parse, verb: int) -> Stretch:
    """A clause without its adjuncts: the verb, its objects and complements."""
    first = clause_start(parse, verb)
    return trimmed(parse, first, max(verb + 1, _core_end(parse, verb)))


def long_clause(parse: Parse, verb: int) -> Stretch:
    """A clause with all that hangs on it."""
    return trimmed(parse, clause_start(parse, verb), parse.right[verb] + 1)


def clause_start(parse: Parse, verb: int) -> int:
    """Where a clause begins: after "to" or "that", if that is the convention."""
    if not parse.conventions.clause_starts_after_to:
        return min(parse.left[verb], verb)
    marks = [
        child
        for child in parse.children[verb]
        if child < verb and parse.lowers[child] in _MARKS and parse.deps[child] in ("aux", "mark")
    ]
    start = marks[-1] + 1 if marks else parse.left[verb]
    return min(start, verb)


def trimmed(parse: Parse, first: int, last: int) -> Stretch:
    """Without punctuation, and by convention article and possessive, at the edges; never less than one token."""
    words, conventions = parse.line.words, parse.conventions
    articles = ARTICLES if conventions.strip_leading_article else _NONE
    possessives = POSSESSIVES if conventions.strip_possessive else _NONE
    while first + 1 < last and (words[first] in articles or _is_mark(words[first])):
        first += 1
    while first + 1 < last and (_is_mark(words[last - 1]) or words[last - 1] in possessives):
        last -= 1
    return first, last


def _core_end(parse: Parse, verb: int) -> int:
    end = verb + 1
    for child in parse.children[verb]:
        dep = parse.deps[child]
        if child < verb or dep not in _COMPLEMENTS:
            continue
        reach = _core_end if dep in ("xcomp", "ccomp") else _noun_end
        end = max(end, reach(parse, child))
    return end if verb + 1 < end else _through_preposition(parse, verb, end)


def _through_preposition(parse: Parse, verb: int, end: int) -> int:
    """A verb without object takes its first preposition along: "visit to Pyongyang", "comply with demands"."""
    preposition = parse.child(verb, "prep")
    if preposition is None or preposition < verb:
        return end
    target = parse.child(preposition, "pobj", "pcomp")
    return end if target is None else max(end, _noun_end(parse, target))


def _noun_end(parse: Parse, noun: int) -> int:
    end = noun + 1
    for child in parse.children[noun]:
        if noun < child and (parse.lowers[child] in ("of", "'s") or parse.deps[child] == "conj"):
            target = parse.child(child, "pobj")
            end = max(end, child + 1 if target is None else _noun_end(parse, target))
    return end


def _is_mark(word: str) -> bool:
    return not any(map(str.isalnum, word)) and word not in POSSESSIVES
