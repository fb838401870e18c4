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
_WITH_VERB = frozenset(("to", "with", "against", "from", "for", "on", "upon", "about", "of", "into", "by", "as", "over",
                        "towards", "toward", "between"))  # fmt: skip
"""Prepositions that bring what a clause cannot do without; where and when stay outside it."""
_BESIDE = frozenset(("advmod", "punct", "neg", "cc", "det", "predet", "mark", "aux", "auxpass", "expl", "intj"))
_WANTING = frozenset(("call", "demand", "request", "appeal", "plea", "offer", "attempt", "plan", "bid", "pledge",
                      "promise", "proposal", "effort", "decision", "refusal", "invitation", "threat"))  # fmt: skip
"""Nouns that say what is to be done by an infinitive."""
_TIMES = frozenset(("DATE", "TIME"))
_PLACES = frozenset(("GPE", "LOC", "FAC"))
_QUOTE = '"'
_ACTORS = frozenset(("PERSON", "ORG", "GPE", "NORP", "FAC", "LOC"))


def base(parse: Parse, noun: int) -> Stretch:
    """A noun with what stands before it; the name alone where the noun is the head of one."""
    mention = parse.mention(noun)
    if mention is not None and mention.label in _ACTORS:
        return mention.first, mention.last
    return trimmed(parse, parse.left[noun], noun + 1)


def long(parse: Parse, noun: int, *, clause: bool = False) -> Stretch:
    """A noun with its complements after it ("request to visit Pyongyang"), up to a relative clause or an agent.

    Inside a `clause` its agent belongs to it ("examine recommendations by the council"), and of places only names.
    """
    first, last = base(parse, noun)
    for child in parse.children[noun]:
        dep = parse.deps[child]
        if child < last or dep == "cc" or parse.line.words[child] in ("(", ")"):
            continue
        if dep == "appos" and parse.line.words[last : child + 2 : 2] == ["(", ")"]:
            last = child + 2
            continue
        if last + (dep == "conj") < parse.left[child] or not _belongs(parse, child, clause):
            break
        last = _end_of_complement(parse, child, clause)
    wanted = _wanted_of(parse, noun, last)
    return trimmed(parse, first, last if wanted is None else _core_last(parse, wanted, agent=False))


def _wanted_of(parse: Parse, noun: int, last: int) -> int | None:
    """The infinitive behind "calls to …" and the like, where the parser hung it on the verb before them."""
    if parse.deps[noun] != "dobj" or parse.lemma(noun) not in _WANTING:
        return None
    beside = parse.all_children(parse.heads[noun], "advcl", "xcomp")
    return next((verb for verb in beside if parse.left[verb] == last and _is_purpose(parse, verb)), None)


def with_group(parse: Parse, noun: int) -> Stretch:
    """A noun and whose it is: "officials of the union"; a name alone."""
    first, last = base(parse, noun)
    if parse.mention(noun) is None:
        of = next((child for child in parse.all_children(noun, "prep") if parse.lowers[child] == "of"), None)
        target = None if of is None or of != last else parse.child(of, "pobj")
        if target is not None:
            last = base(parse, target)[1]
    return trimmed(parse, first, last)


def _belongs(parse: Parse, child: int, clause: bool) -> bool:
    """Whether what follows a noun is a part of what it names: "talks on trade" but not "talks at dawn"."""
    dep = parse.deps[child]
    if dep in ("prep", "agent"):
        word, target = parse.lowers[child], parse.child(child, "pobj", "pcomp")
        mention = None if target is None else parse.mention(target)
        if target is None or (mention is not None and mention.label in _TIMES):
            return False
        if word == "in" and clause:
            return mention is not None and mention.label in _PLACES
        return word in _INSIDE or (clause and word == "by")
    if dep == "relcl":
        return parse.tags[child] == "VB" and parse.child(child, "nsubj", "nsubjpass", "aux") != parse.left[child] - 1
    return dep in ("acl", "xcomp", "ccomp", "conj") and parse.tags[child] != "VBN"


def _end_of_complement(parse: Parse, child: int, clause: bool) -> int:
    dep = parse.deps[child]
    if dep == "conj":
        return long(parse, child, clause=clause)[1]
    if dep in ("prep", "agent"):
        target = parse.child(child, "pobj", "pcomp")
        if target is None:
            return parse.right[child] + 1
        return _core_last(parse, target) if parse.is_verb(target) else long(parse, target, clause=clause)[1]
    return _core_last(parse, child, agent=False)


def core_clause(parse: Parse, verb: int) -> Stretch:
    """A clause with what the verb cannot do without: objects, complements, whom it is done with, what for.

    Where and when it is done stay outside.
    """
    return trimmed(parse, clause_start(parse, verb), max(verb + 1, _core_last(parse, verb)))


def _core_last(parse: Parse, verb: int, *, agent: bool = True) -> int:
    end = verb + 1
    for child in parse.children[verb]:
        dep = parse.deps[child]
        if child < verb or dep in _BESIDE:
            continue
        if dep in _COMPLEMENTS and parse.is_verb(child):
            end = max(end, _core_last(parse, child, agent=agent))
        elif dep in _COMPLEMENTS:
            end = max(end, long(parse, child, clause=agent)[1])
        elif dep in ("prep", "agent", "dative") and _goes_with(parse, child, bare=end == verb + 1, agent=agent):
            end = max(end, _end_of_complement(parse, child, agent))
        elif dep == "advcl" and _is_purpose(parse, child):
            end = max(end, _core_last(parse, child, agent=agent))
        else:
            break
    return end


def _goes_with(parse: Parse, preposition: int, *, bare: bool, agent: bool) -> bool:
    """Whether a preposition's object belongs to the clause's core; that of a verb without object mostly does."""
    target = parse.child(preposition, "pobj", "pcomp")
    mention = None if target is None else parse.mention(target)
    if target is None or (mention is not None and mention.label in _TIMES):
        return False
    word = parse.lowers[preposition]
    if word == "by":
        return agent
    return bare or word in _WITH_VERB


def _is_purpose(parse: Parse, verb: int) -> bool:
    return any(parse.lowers[mark] == "to" for mark in parse.all_children(verb, "aux"))


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
    start = min(marks[-1] + 1 if marks else parse.left[verb], verb)
    # A quotation that ends before the verb is no part of what the verb begins.
    return verb if _QUOTE in parse.line.words[start:verb] else start


def trimmed(parse: Parse, first: int, last: int) -> Stretch:
    """Without punctuation, and by convention article and possessive, at the edges; never less than one token."""
    words, conventions = parse.line.words, parse.conventions
    articles = ARTICLES if conventions.strip_leading_article else _NONE
    possessives = POSSESSIVES if conventions.strip_possessive else _NONE
    while first + 1 < last and (words[first] in articles or _is_mark(words[first])):
        first += 1
    while first + 1 < last and (_is_mark(words[last - 1]) or words[last - 1] in possessives):
        if words[last - 1] == ")" and "(" in words[first:last]:
            break
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
