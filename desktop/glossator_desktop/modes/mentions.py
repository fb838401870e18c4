"""Which entities and spans a span may be linked with, the likeliest first. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeAlias

from glossator.annotation import Entity, Fragment, Fragments, Span
from glossator.text.tokens import TokenIndex
from glossator_desktop.modes.choices import Choice

MOST = 200
"""So many are listed; whoever has more to choose from types letters or clicks."""


Same: TypeAlias = Callable[[str, str], bool]
"""Whether two names are known to stand for the same, whatever their words."""

PRONOUNS = {
    "PERSON": frozenset(("he", "him", "his", "himself", "she", "her", "hers", "herself", "who")),
    "ORG": frozenset(("it", "its", "itself", "they", "their", "them")),
    "GPE": frozenset(("it", "its", "itself")),
    "NORP": frozenset(("they", "their", "them", "themselves")),
}
"""What may stand for a span with this label further on."""
MOST_PRONOUNS = 5


def never(text: str, other: str) -> bool:
    """Nothing is known of names."""
    return False


def likeness(text: str, other: str, same: Same = never) -> int:
    """How alike two mentions are: 0 the same words, 1 the same last word (a name's head), 2 a shared word, 3 not.

    Names that are known to stand for the same are as the same words.
    """
    mine, others = text.casefold().split(), other.casefold().split()
    if mine == others or same(text, other):
        return 0
    if not mine or not others:
        return 3
    if mine[-1] == others[-1]:
        return 1
    return 2 if {word for word in mine if 3 < len(word)} & set(others) else 3


def entity_choices(
    span: Span, entities: Iterable[Entity], same: Same = never, distance: Callable[[Entity], int] | None = None
) -> list[Choice]:
    """The entities that are there already, those with a like name first, then by `distance`, else by name."""
    ranked = sorted(
        entities,
        key=lambda entity: (
            likeness(span.text, entity.name, same), distance(entity) if distance else 0, entity.name.casefold(),
        ),
    )  # fmt: skip
    return [Choice(f"entity:{one.id}", one.name, entity_detail(one)) for one in ranked[:MOST]]


def entity_detail(entity: Entity) -> str:
    """What is known of an entity, in a few words."""
    count = len(entity.mentions)
    parts = (entity.kb_id, entity.country, *entity.sectors, f"{count} mention{'' if count == 1 else 's'}")
    return " · ".join(part for part in parts if part)


def span_choices(span: Span, others: Iterable[Span], same: Same = never) -> list[Choice]:
    """Spans that may mention the same: the same words, the same head, then those of the same label; nearest first."""
    graded = []
    for other in others:
        like = likeness(span.text, other.text, same)
        if other.id != span.id and (like < 3 or (other.label == span.label and other.label is not None)):
            graded.append((like, other.label != span.label, abs(other.start - span.start), other.id, other))
    return [span_choice(grade[-1]) for grade in sorted(graded, key=lambda grade: grade[:-1])[:MOST]]


def pronoun_choices(
    span: Span, tokens: TokenIndex, stretch: Fragment, taken: Callable[[Fragment], bool]
) -> list[Choice]:
    """Pronouns after a name, in a stretch of the text, that may stand for it: those that are linked already not."""
    wanted = PRONOUNS.get(span.label or "", frozenset())
    found = []
    for token in tokens.between(*stretch):
        place = (token.start, token.end)
        text = tokens.text[token.start : token.end]
        if text.casefold() in wanted and not taken(place):
            found.append(word_choice(text, (place,), detail="pronoun"))
        if MOST_PRONOUNS <= len(found):
            break
    return found


def is_pronoun(text: str) -> bool:
    """Whether a mention is a pronoun: then what stands before it is likelier than what is called so."""
    return any(text.casefold() in words for words in PRONOUNS.values())


def span_choice(span: Span) -> Choice:
    """A span as an entry."""
    return Choice(f"span:{span.id}", " ".join(span.text.split()), span.label or "free mention", colour=span.label or "")


def word_choice(text: str, fragments: Fragments, *, detail: str = "new mention") -> Choice:
    """Words that are no span yet as an entry."""
    places = ",".join(f"{start}-{end}" for start, end in fragments)
    return Choice(f"word:{places}", " ".join(text.split()), detail)


def parse_word(value: str) -> Fragments:
    """The fragments of such an entry's value, without its kind."""
    pairs = (pair.partition("-") for pair in value.split(","))
    return tuple((int(start), int(end)) for start, _, end in pairs)
