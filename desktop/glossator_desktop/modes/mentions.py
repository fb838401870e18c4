"""Which entities and spans a span may be linked with, the likeliest first. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from glossator.annotation import Entity, Fragments, Span
from glossator_desktop.modes.choices import Choice

MOST = 200
"""So many are listed; whoever has more to choose from types letters or clicks."""


def likeness(text: str, other: str) -> int:
    """How alike two mentions are: 0 the same words, 1 the same last word (a name's head), 2 a shared word, 3 not."""
    mine, others = text.casefold().split(), other.casefold().split()
    if mine == others:
        return 0
    if not mine or not others:
        return 3
    if mine[-1] == others[-1]:
        return 1
    return 2 if {word for word in mine if 3 < len(word)} & set(others) else 3


def entity_choices(span: Span, entities: Iterable[Entity]) -> list[Choice]:
    """The entities that are there already, those with a like name first."""
    ranked = sorted(entities, key=lambda entity: (likeness(span.text, entity.name), entity.name.casefold()))
    return [Choice(f"entity:{one.id}", one.name, entity_detail(one)) for one in ranked[:MOST]]


def entity_detail(entity: Entity) -> str:
    """What is known of an entity, in a few words."""
    count = len(entity.mentions)
    parts = (entity.kb_id, entity.country, *entity.sectors, f"{count} mention{'' if count == 1 else 's'}")
    return " · ".join(part for part in parts if part)


def span_choices(span: Span, others: Iterable[Span], *, numbers: Iterable[str] = ()) -> list[Choice]:
    """Spans that may mention the same: the same words, the same head, then those of the same label; nearest first."""
    graded = []
    for other in others:
        like = likeness(span.text, other.text)
        if other.id != span.id and (like < 3 or (other.label == span.label and other.label is not None)):
            graded.append((like, other.label != span.label, abs(other.start - span.start), other.id, other))
    return [span_choice(grade[-1]) for grade in sorted(graded, key=lambda grade: grade[:-1])[:MOST]]


def span_choice(span: Span) -> Choice:
    """A span as an entry."""
    return Choice(f"span:{span.id}", " ".join(span.text.split()), span.label or "free mention", colour=span.label or "")


def word_choice(text: str, fragments: Fragments) -> Choice:
    """Words that are no span yet as an entry."""
    places = ",".join(f"{start}-{end}" for start, end in fragments)
    return Choice(f"word:{places}", " ".join(text.split()), "new mention")


def parse_word(value: str) -> Fragments:
    """The fragments of such an entry's value, without its kind."""
    pairs = (pair.partition("-") for pair in value.split(","))
    return tuple((int(start), int(end)) for start, _, end in pairs)
