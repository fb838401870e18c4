"""Reading a clause: subjects, objects and what hangs on them by prepositions. Part of the suggest layer."""

from __future__ import annotations

from collections.abc import Iterator

from glossator.suggest.events.actors import may_act
from glossator.suggest.events.parse import Parse

_SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_SHARES_SUBJECT = frozenset(("conj", "xcomp", "advcl", "acomp"))
NAMING = frozenset(("call", "label", "brand", "term", "dub", "describe", "denounce", "condemn", "portray"))
"""Verbs that give something a name, mostly a bad one."""
_HIGHEST = 6
"""Steps that are climbed in search of a subject."""


def is_passive(parse: Parse, verb: int) -> bool:
    """Whether a verb stands in the passive, also as a participle after its noun ("a letter delivered by …")."""
    if parse.child(verb, "nsubjpass", "auxpass") is not None:
        return True
    if parse.tags[verb] not in ("VBN", "VBD") or parse.child(verb, "aux", *_SUBJECTS) is not None:
        return False
    if parse.deps[verb] == "conj":
        return is_passive(parse, parse.heads[verb])
    return parse.tags[verb] == "VBN" and (parse.deps[verb] == "acl" or parse.child(verb, "agent") is not None)


def subject(parse: Parse, verb: int) -> int | None:
    """The grammatical subject, also where it stands with another verb that governs this one."""
    for _ in range(_HIGHEST):
        own = parse.child(verb, *_SUBJECTS)
        if own is not None:
            return antecedent(parse, own)
        dep, head = parse.deps[verb], parse.heads[verb]
        if head == verb:
            return None
        if dep in ("acl", "relcl"):
            return _of_modifier(parse, verb, head)
        if dep == "pcomp":
            return _of_gerund(parse, head)
        if dep in ("xcomp", "advcl") and is_infinitive(parse, verb):
            controller = _controller(parse, head)
            if controller is not None:
                return controller
        elif dep not in _SHARES_SUBJECT:
            return None
        verb = head
    return None


def _of_modifier(parse: Parse, verb: int, noun: int) -> int | None:
    """Of a clause after a noun: the noun ("envoys meeting in", "asked the envoy to visit"), or whose it is
    ("Norland's attempts to reach")."""
    if not is_infinitive(parse, verb) or may_act(parse, noun):
        return noun
    owner = possessor(parse, noun)
    if owner is not None or parse.deps[noun] not in ("dobj", "attr"):
        return owner
    return subject(parse, parse.heads[noun])


def _of_gerund(parse: Parse, preposition: int) -> int | None:
    """Of a verb after a preposition: "accused Norland of declining", "after meeting Brandt"."""
    above = parse.heads[preposition]
    if not parse.is_verb(above):
        return possessor(parse, above)
    if parse.lowers[preposition] in ("of", "from", "into", "for"):
        controller = parse.child(above, "dobj", "nsubjpass")
        if controller is not None and may_act(parse, controller):
            return controller
    return subject(parse, above)


def _controller(parse: Parse, verb: int) -> int | None:
    """Who is to do what is asked ("asked Brandt to come"): the object, or the subject of a passive."""
    if not parse.is_verb(verb):
        return None
    controller = parse.child(verb, "dobj", "dative", "nsubjpass")
    if controller is not None and may_act(parse, controller):
        return controller
    return next((target for _, target in by_prepositions(parse, verb, "on", "upon") if may_act(parse, target)), None)


def is_naming(parse: Parse, verb: int) -> bool:
    """Whether a verb calls something something: "calling it an insult"."""
    if parse.lemma(verb) not in NAMING:
        return False
    named = parse.child(verb, "dobj", "nsubjpass")
    small = parse.child(verb, "ccomp")
    return (named is not None and parse.child(verb, "oprd") is not None) or (
        small is not None and not parse.is_verb(small) and parse.child(small, "nsubj") is not None
    )


def is_infinitive(parse: Parse, verb: int) -> bool:
    """Whether a verb stands with "to"."""
    return any(parse.lowers[child] == "to" for child in parse.all_children(verb, "aux"))


def governing_verb(parse: Parse, token: int) -> int:
    """The nearest verb above a token; the token itself where there is none."""
    above = token
    while parse.heads[above] != above:
        above = parse.heads[above]
        if parse.is_verb(above):
            return above
    return token


def antecedent(parse: Parse, token: int) -> int:
    """What a relative pronoun stands for; any other token stands for itself."""
    if parse.tags[token] not in ("WDT", "WP"):
        return token
    verb = parse.heads[token]
    return parse.heads[verb] if parse.deps[verb] == "relcl" else token


def possessor(parse: Parse, noun: int) -> int | None:
    """Whose it is: "Zeid's visit", "their meeting"."""
    return parse.child(noun, "poss")


def with_conjuncts(parse: Parse, token: int) -> Iterator[int]:
    """A token and those joined to it: "China and Russia"."""
    yield token
    for child in parse.all_children(token, "conj"):
        yield from with_conjuncts(parse, child)


def by_prepositions(parse: Parse, token: int, *prepositions: str) -> Iterator[tuple[str, int]]:
    """`(preposition, its object)` for those that hang on a token; all prepositions where none are named."""
    for child in parse.all_children(token, "prep", "agent", "dative"):
        word = parse.lowers[child]
        if not prepositions or word in prepositions:
            target = parse.child(child, "pobj", "pcomp")
            if target is not None:
                yield word, target


def agent(parse: Parse, token: int) -> int | None:
    """Who does it by the text's "by": of a passive verb or of a noun."""
    return next((target for _, target in by_prepositions(parse, token, "by") if not parse.is_verb(target)), None)
