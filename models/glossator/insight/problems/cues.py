"""Attributes of an event against the words around its trigger: "did not", "may", "plans to". Insight layer.

Without a parse: only what stands in the trigger's own verb group or noun phrase counts, up to the nearest clause
boundary, so that a cue of another verb is not taken for this one's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from glossator.annotation import Event
from glossator.insight.problems.model import Fix, Problem, in_words, problem, quoted
from glossator.insight.problems.words import cues
from glossator.schema import AttributeType, Schema
from glossator.text.tokens import TokenIndex

REACH = 100
"""Code points to either side of a trigger within which its cues stand."""
SOURCE = "source"
"""The role of who reports an event."""

_BREAKS = frozenset((*",.;:!?()[]—–\"“”«»…|", "that", "who", "which", "and", "but", "or", "because", "although",
                     "while", "when", "after", "before"))  # fmt: skip
_AUXILIARIES = frozenset(
    ("be", "been", "being", "is", "are", "was", "were", "am", "has", "have", "had", "having", "do", "does", "did",
     "'ve", "'re", "'s", "get", "got", "yet", "even", "ever", "also", "again", "still", "just",
     "now", "once", "then", "soon")
)  # fmt: skip
_CARRIERS = frozenset(
    ("held", "hold", "take", "taken", "took", "happen", "happened", "occur", "occurred", "begin", "begun", "began",
     "made", "make")
)  # fmt: skip
"""Verbs that say no more of a noun than that it happens: their "not" is the noun's."""
_OTHER_NAMES: Mapping[str, tuple[str, ...]] = {
    "negated": ("negated", "negative"),
    "hypothetical": ("hypothetical", "other"),
    "claimed": ("claimed", "other"),
    "future": ("future",),
}


class Cue(NamedTuple):
    """What a word around a trigger speaks for, and the words as a message quotes them."""

    attribute: str
    value: str
    words: str


def cue_problems(event: Event, schema: Schema, tokens: TokenIndex) -> Iterator[Problem]:
    """Values that words around the trigger contradict; a source, but no claim."""
    attributes = {item.name.lower(): item for item in schema.attributes_of("event", event.type)}
    said: set[str] = set()
    for cue in find_cues(event, tokens):
        found = _contradiction(event, cue, attributes)
        if found is not None and cue.attribute not in said:
            said.add(cue.attribute)
            yield found
    modality = attributes.get("modality")
    if modality is not None and event.fillers(SOURCE) and "modality" not in said:
        yield from _unclaimed(event, modality)


def _contradiction(event: Event, cue: Cue, attributes: Mapping[str, AttributeType]) -> Problem | None:
    attribute = attributes.get(cue.attribute)
    if attribute is None or not _is_plain(event, attribute, _PLAIN[cue.attribute]):
        return None
    value = _fitting(attribute, cue.value)
    if value is None:
        return None
    now = event.attributes.get(attribute.name, attribute.default)
    message = f"{quoted(cue.words)} speaks for {value}, but {in_words(event)} is {now}."
    return problem(f"{cue.attribute}_cue", message, event, fixes=(_set(event, attribute, value),))


def _unclaimed(event: Event, modality: AttributeType) -> Iterator[Problem]:
    value = _fitting(modality, "claimed")
    if value is not None and value.lower() == "claimed" and _is_plain(event, modality, "asserted"):
        message = f"{in_words(event)} has a source, so it is claimed, but its modality is asserted."
        yield problem("source_cue", message, event, fixes=(_set(event, modality, value),))


_PLAIN: Mapping[str, str] = {"polarity": "positive", "modality": "asserted", "tense": "past"}
"""The value of each attribute that a cue can contradict."""


def _is_plain(event: Event, attribute: AttributeType, plain: str) -> bool:
    value = event.attributes.get(attribute.name, attribute.default)
    return isinstance(value, str) and value.lower() == plain


def _fitting(attribute: AttributeType, value: str) -> str | None:
    """The schema's own word for a value."""
    known = {name.lower(): name for name in attribute.values}
    return next((known[name] for name in _OTHER_NAMES[value] if name in known), None)


def _set(event: Event, attribute: AttributeType, value: str) -> Fix:
    return Fix(f"Set {attribute.title.lower()} to {value}", "set_attributes",
               {"thing_id": event.id, "values": {attribute.name: value}})  # fmt: skip


# Finding cues


def find_cues(event: Event, tokens: TokenIndex) -> Iterator[Cue]:
    """The cues in an event's own verb group or noun phrase, the nearest first."""
    if not event.trigger:
        return
    before, after = _around(event, tokens)
    yield from _before(before)
    yield from _conditions(before)
    yield from _after(after)


def _around(event: Event, tokens: TokenIndex) -> tuple[list[str], list[str]]:
    """The words before the trigger, nearest first, and those after it, each up to the clause's boundary."""
    (start, end), text = event.trigger[0], tokens.text
    low, high = max(0, start - REACH), min(len(text), end + REACH)
    line = text.rfind("\n", low, start)
    before = [_word(text, a, b) for a, b in tokens.between(low if line < 0 else line, start)]
    stop = text.find("\n", end, high)
    after = [_word(text, a, b) for a, b in tokens.between(end, high if stop < 0 else stop)]
    return list(_clause(reversed(before))), list(_clause(after))


def _word(text: str, start: int, end: int) -> str:
    """A word as the lists have it."""
    return text[start:end].lower().replace("’", "'")


def _clause(words: Iterator[str] | list[str]) -> Iterator[str]:
    for word in words:
        if word in _BREAKS:
            return
        yield word


def _before(words: list[str]) -> Iterator[Cue]:
    """Walks back through auxiliaries and adverbs, over "to", to what governs the trigger."""
    modals, adverbs = cues("modality", "modal"), cues("modality", "adverb")
    negations = cues("polarity", "adverb")
    yield from _nominal(words)
    at = 0
    while at < len(words):
        word = words[at]
        if word in negations:
            if at == 0 or words[at - 1] != "only":
                yield Cue("polarity", "negated", _quote(words, at))
        elif word in modals:
            yield from _modal(modals[word], _quote(words, at))
            # "does not mean to", "will not have to": nothing beyond a modal belongs to this verb.
            return
        elif word in adverbs:
            yield Cue("modality", adverbs[word], word)
        elif word == "to":
            yield from _governor(words, at + 1)
            return
        elif word not in _AUXILIARIES and not word.endswith("ly"):
            return
        at += 1


def _modal(value: str, words: str) -> Iterator[Cue]:
    if value == "planned":
        yield Cue("tense", "future", words)
    else:
        yield Cue("modality", value, words)


def _governor(words: list[str], at: int) -> Iterator[Cue]:
    """What stands before "to": "refused to", "plans to", "is likely to"."""
    if len(words) <= at:
        return
    word, said = words[at], f"{words[at]} to"
    negated = any(one in cues("polarity", "adverb") or one == "no" for one in words[at + 1 : at + 3])
    if word in cues("polarity", "governor"):
        if not negated:
            yield Cue("polarity", "negated", said)
    elif word in cues("modality", "governor"):
        yield from _modal(cues("modality", "governor")[word], said)


def _nominal(words: list[str]) -> Iterator[Cue]:
    """What stands before a noun: "no talks", "without talks", "possible talks"."""
    for at, word in enumerate(words[:3]):
        if word in cues("polarity", "determiner") and words[at - 1 : at] != ["doubt"]:
            yield Cue("polarity", "negated", _quote(words, at))
            return
        if word in cues("polarity", "preposition") and at < 2:
            yield Cue("polarity", "negated", _quote(words, at))
            return
    if words and words[0] in cues("modality", "adjective"):
        value = cues("modality", "adjective")[words[0]]
        if value != "planned":
            yield Cue("modality", value, words[0])


def _conditions(words: list[str]) -> Iterator[Cue]:
    """ "If", "unless", "whether" at the head of the trigger's clause."""
    marks = cues("modality", "mark")
    found = next((word for word in words if word in marks), None)
    if found is not None:
        yield Cue("modality", marks[found], found)


def _after(words: list[str]) -> Iterator[Cue]:
    """What is said of a noun: "talks were not held", "the visit may take place"."""
    group: list[str] = []
    modals, negations = cues("modality", "modal"), cues("polarity", "adverb")
    for word in words[:6]:
        if word in _CARRIERS:
            break
        if word not in modals and word not in negations and word not in _AUXILIARIES and not word.endswith("ly"):
            return
        group.append(word)
    else:
        return
    for word in group:
        if word in negations:
            yield Cue("polarity", "negated", " ".join(group))
        elif word in modals:
            yield from _modal(modals[word], " ".join(group))


def _quote(words: list[str], at: int) -> str:
    """A cue with what stands between it and the trigger, and an auxiliary before it, as the text has them."""
    low = at + 1 if words[at] in ("not", "n't") and at + 1 < len(words) else at
    joined = " ".join(reversed(words[: low + 1]))
    return joined.replace(" n't", "n't")
