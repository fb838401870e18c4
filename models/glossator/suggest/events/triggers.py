"""Candidate triggers: verbs, verb phrases and nouns that the lexicon knows. Part of the suggest layer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from glossator.annotation import Fragments
from glossator.suggest.events.lexicon import Entry, EventLexicon
from glossator.suggest.events.parse import Parse

_NOT_VERBS = frozenset(("aux", "auxpass", "amod", "compound"))
_NOT_NOUNS = frozenset(("compound", "amod", "nmod", "npadvmod"))
_ATTACHED = frozenset(
    ("prt", "prep", "advmod", "dobj", "obj", "acomp", "oprd", "pobj", "amod", "pcomp", "agent", "dative")
)
_REACH = 4
"""Tokens between a verb and its preposition: "called Tuesday on Norland", but not "wrote in a letter to"."""
_EVENT_NAMES = frozenset(("EVENT", "LAW"))


class Trigger(NamedTuple):
    """A candidate: its head token, all its tokens in order, and what the lexicon says."""

    head: int
    tokens: tuple[int, ...]
    entry: Entry
    verb: bool

    def fragments(self, parse: Parse) -> Fragments:
        """Its places in the document: neighbouring tokens make one fragment."""
        runs: list[list[int]] = []
        for token in self.tokens:
            if runs and token == runs[-1][-1] + 1:
                runs[-1].append(token)
            else:
                runs.append([token])
        return tuple(parse.place(run[0], run[-1] + 1) for run in runs)


def find_triggers(parse: Parse, lexicon: EventLexicon) -> list[Trigger]:
    """The candidates of a line, in order. No token belongs to two."""
    found: list[Trigger] = []
    taken: set[int] = set()
    for token, tag in enumerate(parse.tags):
        if token in taken or tag[:2] not in ("VB", "NN", "JJ"):
            continue
        trigger = _verb(parse, token, lexicon) if tag[:2] == "VB" else _noun(parse, token, lexicon)
        if trigger is not None and taken.isdisjoint(trigger.tokens):
            found.append(trigger)
            taken.update(trigger.tokens)
    return found


def _verb(parse: Parse, token: int, lexicon: EventLexicon) -> Trigger | None:
    if parse.deps[token] in _NOT_VERBS or parse.mention(token):
        return None
    for entry in lexicon.verbs.get(parse.lemma(token), ()):
        rest = _attached(parse, token, entry.rest)
        if rest is not None:
            own = (place for place, word in zip(rest, entry.rest, strict=True) if word not in entry.silent)
            return Trigger(token, tuple(sorted({token, *own})), entry, True)
    return None


def _attached(parse: Parse, head: int, rest: Sequence[str]) -> list[int] | None:
    """The tokens that stand for the further words of a phrase, each hanging on the head or on the one before."""
    found: list[int] = []
    for word in rest:
        hosts = [found[-1], head] if found else [head]
        place = next((child for host in hosts for child in _hanging(parse, host, word)), None)
        if place is None or place in found:
            return None
        found.append(place)
    return found


def _hanging(parse: Parse, host: int, word: str) -> Iterator[int]:
    for child in parse.children[host]:
        dep = parse.deps[child]
        if dep in _ATTACHED and word in (parse.lowers[child], parse.lemma(child)):
            if dep not in ("prep", "agent") or (abs(child - host) <= _REACH and not _tells_when(parse, child)):
                yield child
        elif dep in ("xcomp", "ccomp", "advcl"):  # "calls for the council to …"
            yield from (mark for mark in parse.all_children(child, "mark") if parse.lowers[mark] == word)


def _tells_when(parse: Parse, preposition: int) -> bool:
    """Whether a preposition brings a time ("called on Friday"): it is then no part of the verb."""
    target = parse.child(preposition, "pobj")
    mention = None if target is None else parse.mention(target)
    return mention is not None and mention.label in ("DATE", "TIME")


def _noun(parse: Parse, token: int, lexicon: EventLexicon) -> Trigger | None:
    if not parse.is_noun(token) or parse.deps[token] in _NOT_NOUNS:
        return None
    mention = parse.mention(token)
    if mention is not None and mention.label not in _EVENT_NAMES:
        return None
    lemma = parse.lemma(token)
    before = token - 1
    if 0 <= before and parse.deps[before] in ("compound", "amod", "nmod"):
        known = lexicon.nouns.get(parse.lemma(before), ())
        entry = next((entry for entry in known if entry.rest in ((lemma,), (parse.lowers[token],))), None)
        if entry is not None:
            return Trigger(token, (before, token), entry, False)
    entry = next((entry for entry in lexicon.nouns.get(lemma, ()) if not entry.rest), None)
    return Trigger(token, (token,), entry, False) if entry else None
