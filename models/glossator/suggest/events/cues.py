"""Attributes that words around a trigger speak for: polarity, modality, tense, currency. Part of the suggest layer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from glossator.annotation import ProposedValue
from glossator.schema import Schema
from glossator.suggest.events.circumstances import find_source
from glossator.suggest.events.clauses import is_passive
from glossator.suggest.events.parse import Parse
from glossator.suggest.events.participants import clause_of
from glossator.suggest.events.stretches import base
from glossator.suggest.events.triggers import Trigger
from glossator.suggest.tables import names, rows

_PAST, _PRESENT, _FUTURE = "past", "present", "future"
_GOVERNED = ("xcomp", "ccomp", "pcomp", "acl", "advcl")
_LIGHT_CLIMB = ("xcomp", "pcomp", "conj", "acl")


class Cue(NamedTuple):
    """A value and the word that speaks for it. `who` heads the phrase for whoever says so."""

    value: str
    token: int
    who: int | None = None


def find_attributes(parse: Parse, trigger: Trigger) -> dict[str, Cue]:
    """The values that differ from what goes without saying, and the tense."""
    clause = clause_of(parse, trigger)
    found: dict[str, Cue] = {}
    for name in ("polarity", "currency"):
        cue = _own_cue(parse, trigger, name)
        if cue is not None:
            found[name] = cue
    modality = _modality(parse, trigger, clause)
    if modality is not None:
        found["modality"] = modality
    tense = _tense(parse, clause, modality)
    if tense is not None:
        found["tense"] = tense
    return found


def fitted(parse: Parse, cues: Mapping[str, Cue], schema: Schema) -> dict[str, ProposedValue]:
    """The cues as values that the schema has, under its names."""
    values: dict[str, ProposedValue] = {}
    attributes = {
        attribute.name.lower(): attribute for attribute in schema.attributes if attribute.applies_to == "event"
    }
    for name, cue in cues.items():
        attribute = attributes.get(name)
        if attribute is None:
            continue
        known = {value.lower(): value for value in attribute.values}
        value = next((known[word] for word in (cue.value, *_OTHER_WORDS.get(cue.value, ())) if word in known), None)
        if value is not None and (value != attribute.default or name == "tense"):
            values[attribute.name] = ProposedValue(value, cue_words(parse, cue))
    return values


def cue_words(parse: Parse, cue: Cue) -> str:
    """The words that say why: "did not", "has urged", "official said", as they stand in the text."""
    words, token = parse.line.words, cue.token
    if cue.who is not None:
        who = _as_written(parse, *base(parse, cue.who))
        if words[token] == ":":
            return who
        return f"{words[token]} to {who}" if parse.lowers[token] == "according" else f"{who} {words[token]}"
    head = parse.heads[token]
    first, last = token, token + 1
    if parse.deps[token] == "neg" and 0 < token and parse.heads[token - 1] == head:
        first -= parse.deps[token - 1] in ("aux", "auxpass")
    elif parse.deps[token] in ("aux", "auxpass") and parse.tags[token] != "MD" and head == last:
        last += 1
    return _as_written(parse, first, last)


def _as_written(parse: Parse, first: int, last: int) -> str:
    """Tokens with spaces only where the text has some."""
    tokens, words = parse.line.tokens, parse.line.words
    joined = words[first]
    for token in range(first + 1, last):
        joined += (" " if tokens[token - 1].end < tokens[token].start else "") + words[token]
    return joined


_OTHER_WORDS: dict[str, tuple[str, ...]] = {
    "negated": ("negative",),
    "claimed": ("other",),
    "planned": ("other",),
    "hypothetical": ("other",),
}


@lru_cache(maxsize=1)
def _cue_words() -> dict[tuple[str, str], dict[str, str]]:
    """`{(attribute, where it stands): {lemma: value}}`; of two values for one lemma the first stays."""
    table: dict[tuple[str, str], dict[str, str]] = {}
    for attribute, value, where, lemmas in rows("cues.tsv"):
        known = table.setdefault((attribute, where), {})
        for lemma in names(lemmas):
            known.setdefault(lemma, value)
    return table


_WHERE = {
    "neg": "adverb",
    "advmod": "adverb",
    "det": "determiner",
    "aux": "modal",
    "mark": "mark",
    "amod": "adjective",
    "prep": "preposition",
}


def _own_cue(parse: Parse, trigger: Trigger, attribute: str) -> Cue | None:
    """A cue among the dependants of the trigger, or of the light verb that carries a noun."""
    table = _cue_words()
    for token in _carriers(parse, trigger):
        for child in parse.children[token]:
            where = _WHERE.get(parse.deps[child])
            value = table.get((attribute, where or ""), {}).get(parse.lowers[child])
            if value is not None:
                return Cue(value, child)
    head = parse.heads[trigger.head]
    if parse.deps[trigger.head] == "pobj" and (attribute, "preposition") in table:
        value = table[attribute, "preposition"].get(parse.lowers[head])
        return None if value is None else Cue(value, head)
    if parse.deps[trigger.head] == "xcomp" and (attribute, "governor") in table:
        value = table[attribute, "governor"].get(parse.lemma(head))
        return None if value is None else Cue(value, head)
    return None


def _carriers(parse: Parse, trigger: Trigger) -> Iterator[int]:
    yield trigger.head
    if not trigger.verb and parse.deps[trigger.head] in ("dobj", "nsubjpass"):
        yield parse.heads[trigger.head]
    if parse.deps[trigger.head] == "conj" and parse.child(trigger.head, "aux") is None and not trigger.verb:
        yield parse.heads[trigger.head]


def _modality(parse: Parse, trigger: Trigger, clause: int) -> Cue | None:
    cue = _own_cue(parse, trigger, "modality") or _governing_cue(parse, trigger)
    if cue is not None and cue.value != "claimed":
        return cue
    source = find_source(parse, clause)
    return cue or (None if source is None else Cue("claimed", source[1], source[0]))


def _governing_cue(parse: Parse, trigger: Trigger) -> Cue | None:
    """A cue in what governs the trigger: "urged to", "likely to", "plans to", "if"."""
    table = _cue_words()
    governors = table["modality", "governor"]
    token = trigger.head
    for _ in range(4):
        dep, head = parse.deps[token], parse.heads[token]
        if head == token:
            return None
        infinitive = any(parse.lowers[mark] == "to" for mark in parse.all_children(token, "aux"))
        if (
            (dep in ("xcomp", "acl", "advcl", "relcl") and infinitive)
            or dep in ("pcomp", "ccomp")
            or (dep == "pobj" and not trigger.verb)
        ):
            above = parse.heads[head] if dep in ("pcomp", "pobj") else head
            value = governors.get(parse.lemma(above))
            if value is not None and value != "claimed":
                return Cue(value, above)
        if dep in ("dobj", "conj", "pobj", "prep", "pcomp") or dep in _GOVERNED:
            modal = _modal(parse, head)
            if modal is not None and dep in ("dobj", "conj", "xcomp"):
                return modal
            if dep == "ccomp":
                return None
            token = head
            continue
        return None
    return None


def _modal(parse: Parse, verb: int) -> Cue | None:
    table = _cue_words()["modality", "modal"]
    for child in parse.all_children(verb, "aux"):
        value = table.get(parse.lowers[child])
        if value is not None:
            return Cue(value, child)
    return None


def _tense(parse: Parse, clause: int, modality: Cue | None) -> Cue | None:
    if modality is not None and modality.value in ("planned", "hypothetical"):
        return Cue(_FUTURE, modality.token)
    verb = clause
    for _ in range(5):
        found = _verb_tense(parse, verb)
        if found is not None:
            return found
        if parse.deps[verb] not in (*_LIGHT_CLIMB, "advcl", "relcl") or parse.heads[verb] == verb:
            return None
        verb = parse.heads[verb]
    return None


def _verb_tense(parse: Parse, verb: int) -> Cue | None:
    for child in parse.all_children(verb, "aux", "auxpass"):
        word, tag = parse.lowers[child], parse.tags[child]
        if tag == "MD":
            return Cue(_FUTURE, child)
        if tag == "VBD" or (
            word in ("has", "have", "'ve", "'s", "having")
            and parse.tags[verb] == "VBN"
            and not is_passive_present(parse, verb)
        ):
            return Cue(_PAST, child)
        if tag in ("VBZ", "VBP"):
            return Cue(_PRESENT, child)
    tag = parse.tags[verb]
    if tag == "VBD" or (tag == "VBN" and is_passive(parse, verb)):
        return Cue(_PAST, verb)
    return Cue(_PRESENT, verb) if tag in ("VBZ", "VBP") else None


def is_passive_present(parse: Parse, verb: int) -> bool:
    """Whether a participle is a passive in the present: "is summoned", as against "has been summoned"."""
    marks = [parse.lowers[child] for child in parse.all_children(verb, "aux", "auxpass")]
    return any(mark in ("is", "are", "'re") for mark in marks) and "been" not in marks
