"""Which three types a candidate trigger is offered with, in which order. Part of the suggest layer.

A type's score is the lexicon's share for it, made smaller where nobody who could act stands near the trigger. It ranks;
it filters nothing.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

from glossator.annotation import ProposedType
from glossator.suggest.events.clauses import is_infinitive, is_naming
from glossator.suggest.events.lexicon import EventLexicon, Option
from glossator.suggest.events.parse import Parse
from glossator.suggest.events.triggers import Trigger

OFFERED = 3
_ALONE, _WITH_ACTOR, _WITH_RECIPIENT = 0.4, 0.35, 0.25
_NOUN = 0.8
"""A noun of the lexicon triggers an event less often than a verb: reports, rights and relations are all around."""
_NEAR = 0.1
_CUE_DEPTH = 5
_TO_COME = frozenset(("CONSULT", "SUPPORT", "COOPERATE", "AID"))
_STEP = 20
"""Scores are multiples of 1 / _STEP: the lexicon's shares are no finer."""


def ranked_types(
    parse: Parse, trigger: Trigger, lexicon: EventLexicon, *, actor: bool, recipient: bool, planned: bool
) -> tuple[ProposedType, ...]:
    """Up to three types, the likeliest first. `planned`: the text tells of it as still to come."""
    options = list(trigger.entry.options)
    if trigger.verb and is_naming(parse, trigger.head):
        options = _as_named(options, lexicon)
    options = _with_cued_modes(parse, trigger, lexicon, options)
    if planned:
        options = _as_promised(options, lexicon)
    factor = (_ALONE + _WITH_ACTOR * actor + _WITH_RECIPIENT * recipient) * (1.0 if trigger.verb else _NOUN)
    ranked = sorted(options, key=lambda option: -option.weight)
    ranked = _filled(ranked, lexicon)
    return tuple(ProposedType(option.type, option.mode, _rounded(option.weight * factor)) for option in ranked)


def _rounded(score: float) -> float:
    return max(1, round(min(score, 1.0) * _STEP)) / _STEP


def _with_cued_modes(parse: Parse, trigger: Trigger, lexicon: EventLexicon, options: list[Option]) -> list[Option]:
    """What is asked for, refused or used decides the mode."""
    for type_ in dict.fromkeys(option.type for option in options):
        mode = _cued_mode(parse, trigger, lexicon, type_)
        if mode is not None:
            weight = max(option.weight for option in options if option.type == type_)
            others = [option for option in options if (option.type, option.mode) != (type_, mode)]
            options = [Option(type_, mode, weight + 0.05), *others]
    return options


def _cued_mode(parse: Parse, trigger: Trigger, lexicon: EventLexicon, type_: str) -> str | None:
    """The mode that the nearest cue word below the trigger speaks for, breadth first, left to right."""
    cues = lexicon.modes.get(type_)
    if not cues:
        return None
    waiting = deque((child, 1) for child in _below(parse, trigger))
    while waiting:
        token, depth = waiting.popleft()
        modes = cues.get(parse.lemma(token))
        if modes:
            return modes[0]
        if depth < _CUE_DEPTH:
            waiting.extend(
                (child, depth + 1)
                for child in parse.children[token]
                if parse.deps[child] not in ("relcl", "conj")
                or (parse.deps[child] == "relcl" and is_infinitive(parse, child))
            )
    return None


def _below(parse: Parse, trigger: Trigger) -> list[int]:
    """The dependants of the trigger on the object side, clauses first, then objects, then what prepositions bring."""
    order = {"xcomp": 0, "ccomp": 0, "acl": 0, "dobj": 1, "nsubjpass": 1, "prt": 2, "prep": 3, "poss": 4}
    found = [child for token in trigger.tokens for child in parse.children[token] if child not in trigger.tokens]
    own = [child for child in found if parse.deps[child] in order]
    asked = [child for child in found if parse.deps[child] == "advcl" and is_infinitive(parse, child)]
    return [*asked, *sorted(own, key=lambda child: (order[parse.deps[child]], child))]


def _as_named(options: list[Option], lexicon: EventLexicon) -> list[Option]:
    """Calling something something is mostly an accusation."""
    known = [option for option in options if option.type == "ACCUSE"]
    if not known or "ACCUSE" not in lexicon.nearby:
        return options
    first = max(known, key=lambda option: option.weight)
    return [first._replace(weight=0.6), *(option for option in options if option != first)]


def _as_promised(options: list[Option], lexicon: EventLexicon) -> list[Option]:
    """A meeting, support or help that is still to come is agreed upon, not done."""
    top = max(options, key=lambda option: option.weight)
    if top.type not in _TO_COME or "AGREE" not in lexicon.nearby:
        return options
    return [Option("AGREE", None, top.weight + 0.05), *(option for option in options if option.type != "AGREE")]


def _filled(ranked: Sequence[Option], lexicon: EventLexicon) -> list[Option]:
    """Three options of at least two types, from those that are easily confused with the first."""
    top = list(ranked[:OFFERED])
    if len(top) == OFFERED and len({option.type for option in top}) == 1:
        top.pop()
    known = {option.type for option in top}
    for name in lexicon.nearby.get(top[0].type, ()):
        if OFFERED <= len(top):
            break
        if name not in known:
            top.append(Option(name, None, _NEAR))
    return top
