"""Who does it, to whom, and what about: fillers proposed for an event's roles. Part of the suggest layer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from glossator.suggest.events.clauses import (
    agent,
    by_prepositions,
    governing_verb,
    is_passive,
    possessor,
    subject,
    with_conjuncts,
)
from glossator.suggest.events.lemmas import Lemmatizer
from glossator.suggest.events.parse import Parse
from glossator.suggest.events.triggers import Trigger
from glossator.suggest.tables import words

ACTING = frozenset(("GPE", "ORG", "PERSON", "NORP"))
"""Labels of those who act."""

_SIDES = ("to", "against", "on", "upon", "with", "towards", "toward", "from", "for", "at", "over", "of")
_ACTOR_SHARE, _RECIPIENT_SHARE = 0.75, 0.55
"""How often the subject side is the actor and the object side the recipient, given the trigger."""


class Filler(NamedTuple):
    """A token that heads a proposed filler of a slot. A clause is headed by its verb."""

    slot: str
    token: int
    score: float


def find_participants(parse: Parse, trigger: Trigger, lemma: Lemmatizer) -> list[Filler]:
    """Actors, recipients and topics of a candidate trigger, without doubles, each slot's likeliest first."""
    reader = _verb_participants if trigger.verb else _noun_participants
    seen: set[tuple[str, int]] = set()
    taken: set[int] = set()
    fillers = []
    for filler in reader(parse, trigger, lemma):
        if (filler.slot, filler.token) in seen or filler.token in trigger.tokens or filler.token in taken:
            continue
        seen.add((filler.slot, filler.token))
        taken.add(filler.token)
        fillers.append(filler)
    return fillers


def acts(parse: Parse, token: int, lemma: Lemmatizer) -> bool:
    """Whether a token heads somebody who can act: a name, a pronoun for people, "officials", "the British side"."""
    mention = parse.mention(token)
    if mention is not None:
        return mention.label in ACTING
    if parse.tags[token] in ("PRP", "PRP$", "WP"):
        return True
    return lemma(parse.lowers[token]) in acting_nouns()


def names_actor(parse: Parse, token: int) -> bool:
    """Whether a token's subtree holds a name of somebody who can act."""
    inside = range(parse.left[token], parse.right[token] + 1)
    return any((mention := parse.mention(place)) is not None and mention.label in ACTING for place in inside)


@lru_cache(maxsize=1)
def acting_nouns() -> frozenset[str]:
    """Nouns for those who act in politics."""
    return words("actors.tsv")


def _verb_participants(parse: Parse, trigger: Trigger, lemma: Lemmatizer) -> Iterator[Filler]:
    verb, frame = trigger.head, trigger.entry.frame
    passive = is_passive(parse, verb)
    near = agent(parse, verb) if passive else subject(parse, verb)
    far = subject(parse, verb) if passive else parse.child(verb, "dobj", "oprd")
    doer, other = ("recipient", "actor") if frame == "host" else ("actor", "recipient")
    yield from _joined(parse, doer, near, _ACTOR_SHARE)
    yield from _objects(parse, far, frame, other, lemma)
    yield from _joined(parse, "recipient", parse.child(verb, "dative"), _RECIPIENT_SHARE)
    yield from _sides(parse, _prepositions_of(parse, trigger), frame, lemma)
    yield from _topics(parse, verb)


def _objects(parse: Parse, far: int | None, frame: str, other: str, lemma: Lemmatizer) -> Iterator[Filler]:
    """The object side: somebody who can act is affected, anything else is what it is about."""
    if far is None:
        return
    if frame == "mutual":
        yield from _joined(parse, "actor" if acts(parse, far, lemma) else "topic", far, _RECIPIENT_SHARE)
    elif frame == "motion" or (acts(parse, far, lemma) and frame != "topic"):
        yield from _joined(parse, other, far, _RECIPIENT_SHARE)
    elif frame == "act":
        yield from _sides(parse, by_prepositions(parse, far), frame, lemma)
        yield Filler("topic", far, 0.5)
    else:
        yield Filler("topic" if frame == "topic" or not names_actor(parse, far) else "recipient", far, 0.5)
        yield from _concerned(parse, far, lemma)


def _concerned(parse: Parse, noun: int, lemma: Lemmatizer) -> Iterator[Filler]:
    """Those whom the object names as its own doer or owner: "rejected a request by Quintana", "North Korea's offer"."""
    by = agent(parse, noun) or _agent_below(parse, noun)
    for token, score in ((by, 0.5), (possessor(parse, noun), 0.4)):
        if token is not None and acts(parse, token, lemma) and parse.tags[token] != "PRP$":
            yield from _joined(parse, "recipient", token, score)


def _agent_below(parse: Parse, noun: int) -> int | None:
    """A "by" that the parser hung on the verb inside the object instead of on the object."""
    for child in parse.all_children(noun, "acl", "relcl"):
        found = agent(parse, child)
        if found is not None and not is_passive(parse, child):
            return found
    return None


def _prepositions_of(parse: Parse, trigger: Trigger) -> Iterator[tuple[str, int]]:
    for token in trigger.tokens:
        if parse.deps[token] in ("prep", "prt", "agent", "dative"):
            target = parse.child(token, "pobj")
            if target is not None:
                yield parse.lowers[token], target
        yield from ((word, target) for word, target in by_prepositions(parse, token) if word != "by")


def _sides(parse: Parse, prepositions: Iterable[tuple[str, int]], frame: str, lemma: Lemmatizer) -> Iterator[Filler]:
    for word, target in prepositions:
        if parse.is_verb(target):
            if word in ("of", "for", "from", "about", "over"):
                yield Filler("topic", target, 0.5)
        elif word == "with" and frame == "mutual" and acts(parse, target, lemma):
            yield from _joined(parse, "actor", target, _ACTOR_SHARE)
        elif word in _SIDES and (acts(parse, target, lemma) or (frame == "motion" and word == "to")):
            yield from _joined(parse, "recipient", target, _RECIPIENT_SHARE)
        elif word in ("about", "on", "over", "for", "of", "against", "at", "to"):
            yield Filler("topic", target, 0.45)


def _topics(parse: Parse, verb: int) -> Iterator[Filler]:
    for child in parse.all_children(verb, "xcomp", "ccomp"):
        reaches = verb < child or parse.deps[child] == "xcomp"
        if reaches and (parse.is_verb(child) or parse.deps[child] == "ccomp"):
            yield Filler("topic", child, 0.6)


def _noun_participants(parse: Parse, trigger: Trigger, lemma: Lemmatizer) -> Iterator[Filler]:
    noun, frame = trigger.head, trigger.entry.frame
    by = agent(parse, noun)
    owner = possessor(parse, noun)
    yield from _joined(parse, "actor", by, _ACTOR_SHARE)
    if owner is not None and acts(parse, owner, lemma):
        yield from _joined(parse, "recipient" if frame == "of" and by is not None else "actor", owner, 0.65)
    yield from _modifiers(parse, noun)
    yield from _light_subject(parse, noun, lemma)
    for word, target in by_prepositions(parse, noun):
        yield from _noun_side(parse, word, target, frame, lemma)
    for child in parse.all_children(noun, "acl", "xcomp", "ccomp"):
        if any(parse.lowers[mark] in ("to", "that") for mark in parse.all_children(child, "aux", "mark")):
            yield Filler("topic", child, 0.55)


def _noun_side(parse: Parse, word: str, target: int, frame: str, lemma: Lemmatizer) -> Iterator[Filler]:
    acting = acts(parse, target, lemma)
    if parse.is_verb(target):
        if word in ("of", "for", "about", "on", "over"):
            yield Filler("topic", target, 0.45)
    elif word in ("with", "between", "among") and acting:
        yield from _joined(parse, "actor" if frame == "mutual" else "recipient", target, 0.6)
    elif word == "of":
        if acting:
            yield from _joined(parse, "recipient" if frame == "of" else "actor", target, 0.55)
        else:
            yield Filler("topic", target, 0.45)
    elif word == "from" and acting:
        yield from _joined(parse, "actor", target, 0.6)
    elif word in ("to", "against", "on", "upon", "towards", "toward", "at") and acting:
        yield from _joined(parse, "recipient", target, _RECIPIENT_SHARE)
    elif word in ("on", "over", "about", "for", "against", "to"):
        yield Filler("topic", target, 0.45)


def _modifiers(parse: Parse, noun: int) -> Iterator[Filler]:
    """Names before the noun: "North Korean invitation", "the U.N. call"."""
    for child in parse.all_children(noun, "amod", "compound", "nmod"):
        mention = parse.mention(child)
        if mention is not None and mention.label in ACTING:
            yield Filler("actor", child, 0.55)


def _light_subject(parse: Parse, noun: int, lemma: Lemmatizer) -> Iterator[Filler]:
    """Who holds, makes, attends what the noun names: the subject of the verb that has it as object."""
    verb = parse.heads[noun]
    if parse.deps[noun] == "pobj":
        verb = parse.heads[verb]
        if not parse.is_verb(verb) or lemma(parse.lowers[verb]) not in ("be", "go", "come", "respond", "engage"):
            return
    elif parse.deps[noun] != "dobj":
        return
    if not parse.is_verb(verb) or is_passive(parse, verb):
        found = agent(parse, verb)
    else:
        found = subject(parse, verb)
    if found is not None and acts(parse, found, lemma):
        yield from _joined(parse, "actor", found, 0.6)


def _joined(parse: Parse, slot: str, token: int | None, score: float) -> Iterator[Filler]:
    if token is not None:
        for joined in with_conjuncts(parse, token):
            yield Filler(slot, joined, score)


def clause_of(parse: Parse, trigger: Trigger) -> int:
    """The verb whose clause the trigger stands in: the trigger itself if it is a verb."""
    return trigger.head if trigger.verb else governing_verb(parse, trigger.head)
