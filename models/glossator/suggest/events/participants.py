"""Who does it, to whom, and what about: fillers proposed for an event's roles. Part of the suggest layer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from glossator.suggest.events.actors import ACTING, identified, may_act, names_actor
from glossator.suggest.events.clauses import (
    NAMING,
    agent,
    by_prepositions,
    governing_verb,
    is_infinitive,
    is_naming,
    is_passive,
    possessor,
    subject,
    with_conjuncts,
)
from glossator.suggest.events.parse import Parse
from glossator.suggest.events.sides import hosts
from glossator.suggest.events.triggers import Trigger
from glossator.suggest.tables import words as word_list

_SIDES = ("to", "against", "on", "upon", "with", "towards", "toward", "from", "for", "over", "of")
_SUBJECT_MATTER = ("about", "on", "over", "for", "of", "against", "to")
_UNTIL = frozenset(("date", "day", "time", "week", "month", "year", "spring", "summer", "autumn", "winter", "session"))
_VERBAL = frozenset(("AGREE", "SUPPORT", "CONCEDE", "CONSULT", "COOPERATE", "REQUEST", "REJECT", "ACCUSE", "THREATEN"))
"""Types whose object is what they are about, unless it is somebody who can act."""
_ON_THE_WAY = ("at", "in", "during", "on", "after", "for")
_TIMES = frozenset(("DATE", "TIME"))
_ACTOR_SHARE, _RECIPIENT_SHARE = 0.75, 0.55
"""How often the subject side is the actor and the object side the recipient, given the trigger."""


class Filler(NamedTuple):
    """A token that heads a proposed filler of a slot. A clause is headed by its verb."""

    slot: str
    token: int
    score: float


def find_participants(parse: Parse, trigger: Trigger) -> list[Filler]:
    """Actors, recipients and topics of a candidate trigger, without doubles, each slot's likeliest first."""
    reader = _verb_participants if trigger.verb else _noun_participants
    taken: set[int] = set()
    fillers = []
    for slot, token, score in reader(parse, trigger):
        mention = parse.mention(token)
        if token in trigger.tokens or token in taken or (mention is not None and mention.label in _TIMES):
            continue
        taken.add(token)
        fillers.append(Filler(slot, token, score))
    return fillers


def _verb_participants(parse: Parse, trigger: Trigger) -> Iterator[Filler]:
    verb, frame = trigger.head, trigger.entry.frame
    passive = is_passive(parse, verb)
    near = _passive_agent(parse, verb) if passive else subject(parse, verb)
    far = subject(parse, verb) if passive else _object(parse, verb, frame)
    doer, other = ("recipient", "actor") if frame == "host" else ("actor", "recipient")
    yield from _joined(parse, doer, near, _ACTOR_SHARE)
    yield from _objects(parse, far, trigger, other)
    yield from _called(parse, verb, far)
    yield from _joined(parse, "recipient", parse.child(verb, "dative"), _RECIPIENT_SHARE)
    yield from _sides(parse, trigger, _prepositions_of(parse, trigger))
    yield from _topics(parse, trigger)


def _object(parse: Parse, verb: int, frame: str) -> int | None:
    """The direct object; of a verb of motion also one that the parser took for an adverbial ("visited also X")."""
    found = parse.child(verb, "dobj", "oprd")
    if found is None and frame == "motion":
        found = next((one for one in parse.all_children(verb, "npadvmod") if verb < one and may_act(parse, one)), None)
    return found


def _passive_agent(parse: Parse, verb: int) -> int | None:
    """Who does it; of a verb that is joined to another passive, who does both."""
    found = agent(parse, verb)
    while found is None and parse.deps[verb] == "conj":
        verb = parse.heads[verb]
        found = agent(parse, verb)
    return found


def _called(parse: Parse, verb: int, far: int | None) -> Iterator[Filler]:
    """What somebody is called: "labelled the plan an insult", "branded as a traitor"."""
    for child in parse.all_children(verb, "oprd"):
        if child != far:
            yield Filler("topic", child, 0.55)
    if parse.lemma(verb) in NAMING:
        yield from (Filler("topic", target, 0.5) for _, target in by_prepositions(parse, verb, "as"))


def _objects(parse: Parse, far: int | None, trigger: Trigger, other: str) -> Iterator[Filler]:
    """The object side: somebody who can act is affected, anything else is what it is about."""
    frame = trigger.entry.frame
    if far is None:
        return
    if parse.tags[far] == "PRP" and parse.lowers[far] == "it" and is_naming(parse, trigger.head):
        return
    if frame == "mutual":
        yield from _joined(parse, "actor" if may_act(parse, far) else "topic", far, _RECIPIENT_SHARE)
    elif frame == "motion" or (may_act(parse, far) and frame != "topic"):
        yield from _joined(parse, other, far, _RECIPIENT_SHARE)
    elif frame == "act":
        yield Filler("topic", far, 0.5)
    else:
        type_ = _likeliest(trigger)
        about = frame == "topic" or type_ in _VERBAL or not names_actor(parse, far)
        yield Filler("topic" if about else "recipient", far, 0.5)
        if type_ != "CONSULT":
            yield from _concerned(parse, far)


def _concerned(parse: Parse, noun: int) -> Iterator[Filler]:
    """Those whom the object names as its own doer or owner: "rejected a request by Quintana", "North Korea's offer"."""
    by = agent(parse, noun)
    if by is None:
        by = _agent_below(parse, noun)
    for token, score in ((by, 0.5), (possessor(parse, noun), 0.4)):
        if token is not None and may_act(parse, token) and parse.tags[token] != "PRP$":
            yield from _joined(parse, "recipient", token, score)


def _agent_below(parse: Parse, noun: int) -> int | None:
    """A "by" that the parser hung elsewhere: "a request to visit by Brandt", "the arrest of a man by police"."""
    for child in parse.all_children(noun, "acl", "relcl"):
        found = agent(parse, child)
        if found is not None and not is_passive(parse, child):
            return found
    for _, target in by_prepositions(parse, noun, "of"):
        found = agent(parse, target)
        if found is not None:
            return found
    verb = parse.heads[noun]
    above = parse.deps[noun] == "dobj" and not is_passive(parse, verb)
    return agent(parse, verb) if above else None


def _prepositions_of(parse: Parse, trigger: Trigger) -> Iterator[tuple[str, int]]:
    """What hangs on the trigger by prepositions. The object of one that belongs to it comes first, without its word."""
    for token in trigger.tokens:
        if parse.deps[token] in ("prep", "agent", "dative"):
            target = parse.child(token, "pobj")
            if target is not None:
                yield "", target
    for token in trigger.tokens:
        yield from ((word, target) for word, target in by_prepositions(parse, token) if word != "by")


def _sides(parse: Parse, trigger: Trigger, prepositions: Iterable[tuple[str, int]]) -> Iterator[Filler]:
    frame, silent = trigger.entry.frame, trigger.entry.silent
    for word, target in prepositions:
        if parse.is_verb(target):
            if word in ("of", "for", "from", "about", "over"):
                yield Filler("topic", target, 0.5)
        elif word in ("with", "to") and frame == "mutual" and may_act(parse, target):
            yield from _joined(parse, "actor", target, _ACTOR_SHARE)
        elif word in ("", *_SIDES) and (may_act(parse, target) or (frame == "motion" and word in ("to", "in"))):
            yield from _joined(parse, "recipient", target, _RECIPIENT_SHARE)
        elif word == "to" and parse.lemma(target) in _UNTIL:
            yield Filler("time", target, 0.45)
        elif word in ("", *_SUBJECT_MATTER) or word in silent:
            yield Filler("topic", target, 0.45)


def _topics(parse: Parse, trigger: Trigger) -> Iterator[Filler]:
    """Clauses after the verb; the subject of one with "to" is asked: "calls for the council to refer"."""
    for child in parse.all_children(trigger.head, "xcomp", "ccomp", "advcl"):
        marked = any(mark in trigger.tokens for mark in parse.all_children(child, "mark"))
        asked_for = parse.deps[child] != "advcl" or (_asks(trigger) and is_infinitive(parse, child))
        if child < trigger.head or not (marked or (asked_for and parse.is_verb(child))):
            continue
        if _belongs_to_report(parse, trigger.head, child):
            continue
        if is_infinitive(parse, child) or _is_wanted(trigger, parse.deps[child]):
            asked = parse.child(child, "nsubj")
            if asked is not None and may_act(parse, asked):
                yield from _joined(parse, "recipient", asked, _RECIPIENT_SHARE)
        yield Filler("topic", child, 0.6)


def _is_wanted(trigger: Trigger, dep: str) -> bool:
    """Whether a finite clause tells what somebody is asked to do: "demanded that Norland allow"."""
    return dep == "ccomp" and _asks(trigger)


def _asks(trigger: Trigger) -> bool:
    return _likeliest(trigger) == "REQUEST"


def _likeliest(trigger: Trigger) -> str:
    return max(trigger.entry.options, key=lambda option: option.weight).type


def _belongs_to_report(parse: Parse, verb: int, clause: int) -> bool:
    """Whether a "that" clause is what the verb above reports: "said after meeting Brandt that …"."""
    above = governing_verb(parse, verb)
    if (
        parse.deps[clause] != "ccomp"
        or parse.deps[verb] != "pcomp"
        or parse.lemma(above) not in word_list("reporting.tsv")
    ):
        return False
    return parse.child(above, "ccomp") is None and parse.child(clause, "mark") is not None


def _noun_participants(parse: Parse, trigger: Trigger) -> Iterator[Filler]:
    noun, frame = trigger.head, trigger.entry.frame
    by = agent(parse, noun)
    if by is None:
        by = _agent_below(parse, noun)
    owner = possessor(parse, noun)
    yield from _joined(parse, "actor", by, _ACTOR_SHARE)
    if owner is not None and may_act(parse, owner):
        yield from _joined(parse, "recipient" if frame == "of" and by is not None else "actor", owner, 0.65)
    yield from _modifiers(parse, trigger)
    if owner is None or not may_act(parse, owner):
        yield from _light_subject(parse, trigger)
    yield from _held(parse, trigger)
    for word, target in by_prepositions(parse, noun):
        yield from _noun_side(parse, word, target, frame)
    for child in parse.all_children(noun, "acl", "xcomp", "ccomp"):
        if any(parse.lowers[mark] in ("to", "that") for mark in parse.all_children(child, "aux", "mark")):
            yield Filler("topic", child, 0.55)
    yield from _light_recipient(parse, noun)


def _noun_side(parse: Parse, word: str, target: int, frame: str) -> Iterator[Filler]:
    acting = may_act(parse, target)
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


def _held(parse: Parse, trigger: Trigger) -> Iterator[Filler]:
    """What a light verb after the noun tells: "a meeting held by the council about the crew"."""
    for verb in parse.all_children(trigger.head, "acl"):
        if parse.lemma(verb) in light_verbs() and is_passive(parse, verb):
            yield from _joined(parse, "actor", agent(parse, verb), 0.6)
            for word, target in by_prepositions(parse, verb):
                if word != "by":
                    yield from _noun_side(parse, word, target, trigger.entry.frame)


def _modifiers(parse: Parse, trigger: Trigger) -> Iterator[Filler]:
    """Names before the noun: "North Korean invitation", "the U.N. call"."""
    for child in parse.all_children(trigger.head, "amod", "compound", "nmod"):
        mention = parse.mention(child)
        if mention is not None and mention.label in ACTING and not hosts(parse, trigger, child):
            yield Filler("actor", child, 0.55)


def _light_subject(parse: Parse, trigger: Trigger) -> Iterator[Filler]:
    """Who takes part in what the noun names: the subject of a light verb that has it as object ("held talks"), or,
    less surely, of a verb that happens on the way ("said at a meeting")."""
    noun = trigger.head
    verb, score = parse.heads[noun], 0.6
    if parse.deps[noun] == "pobj":
        preposition, verb = verb, parse.heads[verb]
        if parse.lowers[preposition] not in _ON_THE_WAY or trigger.entry.frame not in ("mutual", "-"):
            return
        score = 0.6 if parse.lemma(verb) == "be" else 0.4
    elif parse.deps[noun] != "dobj" or parse.lemma(verb) not in light_verbs():
        return
    if not parse.is_verb(verb):
        return
    found = agent(parse, verb) if is_passive(parse, verb) else subject(parse, verb)
    if found is not None and may_act(parse, found):
        yield from _joined(parse, "actor", found, score)


def _light_recipient(parse: Parse, noun: int) -> Iterator[Filler]:
    """To whom a light verb takes it: "provide aid to Norland"."""
    verb = parse.heads[noun]
    if parse.deps[noun] == "dobj" and parse.lemma(verb) in light_verbs():
        targets = [target for _, target in by_prepositions(parse, verb, "to", "against", "on")]
        direct = parse.child(verb, "dative")
        for target in (*targets, *([] if direct is None else [direct])):
            if may_act(parse, target):
                yield from _joined(parse, "recipient", target, 0.5)


@lru_cache(maxsize=1)
def light_verbs() -> frozenset[str]:
    """Verbs that lend a noun their subject."""
    return word_list("light_verbs.tsv")


def _joined(parse: Parse, slot: str, token: int | None, score: float) -> Iterator[Filler]:
    if token is not None:
        for joined in with_conjuncts(parse, identified(parse, token)):
            yield Filler(slot, joined, score)
            for misplaced in _joined_below(parse, joined):
                yield Filler(slot, misplaced, score)


def _joined_below(parse: Parse, noun: int) -> Iterator[int]:
    """Those whom the parser joined to a name inside the phrase: "the envoy to Norland and other diplomats"."""
    if parse.mention(noun) is not None:
        return
    for _, target in by_prepositions(parse, noun):
        if parse.mention(target) is not None:
            for joined in parse.all_children(target, "conj"):
                if parse.mention(joined) is None and parse.is_noun(joined) and may_act(parse, joined):
                    yield from with_conjuncts(parse, joined)


def clause_of(parse: Parse, trigger: Trigger) -> int:
    """The verb whose clause the trigger stands in: the trigger itself if it is a verb."""
    return trigger.head if trigger.verb else governing_verb(parse, trigger.head)
