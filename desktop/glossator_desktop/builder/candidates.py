"""What could fill a role of an event, and in which order it is offered: pure functions over frozen data.

Candidates are spans, pending span suggestions, phrases (noun chunks, pronouns, clauses) and other events. They are
ranked by the role's allowed types, by how the phrase hangs on the trigger, by sentence and by distance.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal, TypeAlias

from glossator.annotation import Event, Fragment, Fragments, Phrase, PhraseKind, Span, Suggestion, hull
from glossator.schema.roles import FREE, Role, event_filler

Source: TypeAlias = Literal["span", "suggestion", "event", "phrase", "free"]

PAGE: Final = 9
"""Candidates numbered at a time."""

_SUBJECT = frozenset({"nsubj", "csubj", "agent", "pobj:by", "poss"})
_OBJECT = frozenset({"dobj", "obj", "iobj", "dative", "nsubjpass", "pobj", "pobj:to", "pobj:with", "pobj:on",
                     "pobj:against", "pobj:at", "pobj:from", "pobj:upon"})  # fmt: skip
_CLAUSAL = frozenset({"xcomp", "ccomp", "advcl", "acl", "dobj", "obj", "pobj:about", "pobj:over", "pobj:for", "prep"})
_RELATIONS: Final[Mapping[str, frozenset[str]]] = {
    "actor": _SUBJECT,
    "recipient": _OBJECT,
    "topic": _CLAUSAL,
    "instrument": frozenset({"pobj:with", "pobj:by", "pobj:through", "pobj:via"}),
    "place": frozenset({"pobj:in", "pobj:at", "pobj:to", "pobj:near", "pobj:from"}),
    "time": frozenset({"npadvmod", "tmod", "pobj:on", "pobj:in", "pobj:after", "pobj:before", "pobj:during"}),
}
"""Which dependency speaks for which role; the names are those of the shipped schemas."""

_KINDS: Final[Mapping[str, frozenset[PhraseKind]]] = {
    "actor": frozenset({"noun_chunk", "pronoun"}),
    "recipient": frozenset({"noun_chunk", "pronoun"}),
    "topic": frozenset({"clause", "short_clause", "noun_chunk"}),
    "instrument": frozenset({"noun_chunk"}),
    "place": frozenset({"place", "noun_chunk"}),
    "time": frozenset({"time"}),
    "source": frozenset({"noun_chunk", "pronoun"}),
}
_UNRELATED: Final = 1.5
"""What any noun loses, if it does not hang on the trigger, in a role that names come first for."""
_TWICE: Final = 3.0
"""What a candidate loses that fills another role of the event."""
_PARTLY: Final = 1.5
"""What one loses that shares words with such a filler."""
_MEANT: Final = 2.5
"""What a noun before the trigger gains where a pronoun that may stand for it fills the role."""
_ARTICLES: Final = ("the ", "a ", "an ")


@dataclass(frozen=True, slots=True)
class Candidate:
    """One possible filler. `ref` is the id of the span, suggestion or event; 0 for a phrase.

    `type` is an entity type, EVENT, or FREE. `relation` and `governor` are as in `Phrase`.
    """

    source: Source
    ref: int
    fragments: Fragments
    text: str
    type: str
    kind: PhraseKind | None = None
    relation: str | None = None
    governor: int | None = None

    @property
    def start(self) -> int:
        """The first code point."""
        return hull(self.fragments)[0]

    @property
    def end(self) -> int:
        """One past the last code point."""
        return hull(self.fragments)[1]

    @property
    def place(self) -> tuple[Fragments, bool]:
        """What makes two candidates the same: where they stand, and whether they are an event."""
        return (self.fragments, self.source == "event")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What ranking needs to know about the event: its trigger, its sentence and its line."""

    trigger: Fragments
    sentence: Fragment
    line: Fragment


def without_article(text: str, fragment: Fragment) -> Fragment:
    """A stretch without the English article that leads it, as the schema's convention asks."""
    start, end = fragment
    for article in _ARTICLES:
        if text[start : start + len(article)].lower() == article and start + len(article) < end:
            return (start + len(article), end)
    return fragment


def gather(
    text: str,
    spans: Iterable[Span],
    suggestions: Iterable[Suggestion],
    events: Iterable[Event],
    phrases: Iterable[Phrase],
    *,
    strip_article: bool,
) -> tuple[Candidate, ...]:
    """All candidates in the order of the text, each place once: annotations first, then suggestions, then phrases.

    A phrase in the place of a span lends it its dependency; one that ends where a span ends does so too, because
    the last word of an English noun phrase is mostly its head.
    """
    found: dict[tuple[Fragments, bool], Candidate] = {}
    for span in sorted(spans, key=lambda span: span.label is None):
        _keep(found, Candidate("span", span.id, span.fragments, span.text, span.label or FREE))
    for suggestion in suggestions:
        _keep(found, Candidate("suggestion", suggestion.id, suggestion.fragments, suggestion.text, suggestion.label))
    by_end: dict[int, list[Candidate]] = {}
    for candidate in found.values():
        by_end.setdefault(candidate.end, []).append(candidate)
    for phrase in phrases:
        start, end = without_article(text, (phrase.start, phrase.end)) if strip_article else (phrase.start, phrase.end)
        fresh = Candidate(
            "phrase", 0, ((start, end),), text[start:end], FREE, phrase.kind, phrase.relation, phrase.governor
        )
        for inner in by_end.get(end, ()):
            known = found[inner.place]
            if start <= known.start and known.relation is None:
                found[inner.place] = replace(known, relation=phrase.relation, governor=phrase.governor)
        _keep(found, fresh)
    for event in events:
        if event.trigger:
            _keep(found, Candidate("event", event.id, event.trigger, event.text, event_filler(event.type)))
    return tuple(sorted(found.values(), key=lambda candidate: (candidate.start, -candidate.end, candidate.source)))


def fits(candidate: Candidate, role: Role, trigger: Fragments) -> bool:
    """Whether a candidate may fill a role at all: its type is allowed, and it does not hold the event's trigger."""
    if candidate.source != "event" and any(_overlaps(candidate.fragments, part) for part in trigger):
        return False
    return role.accepts(candidate.type)


def score(candidate: Candidate, role: Role, around: Surroundings) -> float:
    """How likely a candidate fills a role; higher is likelier. The scale means nothing outside one ranking."""
    rank = role.rank(candidate.type)
    value = 2.0 - 0.25 * min(rank, 8) if rank is not None else -4.0
    if candidate.type == FREE:
        value -= 0.5
    wanted_kinds = _KINDS.get(role.name)
    if candidate.kind is not None and wanted_kinds is not None:
        value += 1.0 if candidate.kind in wanted_kinds else -2.0
    if candidate.governor is not None and any(start <= candidate.governor < end for start, end in around.trigger):
        value += _syntax(candidate.relation, role.name)
    elif candidate.kind == "noun_chunk" and candidate.type == FREE and role.rank(FREE) not in (0, None):
        value -= _UNRELATED
    if candidate.relation == "poss" and role.name == "topic":
        value -= 1.0
    if around.sentence[0] <= candidate.start < around.sentence[1]:
        value += 2.0
    elif around.line[0] <= candidate.start < around.line[1]:
        value += 0.5
    if candidate.kind in ("clause", "short_clause") and not around.sentence[0] <= candidate.start < around.sentence[1]:
        value -= 3.0
    return value - min(_distance(candidate, around), 800) / 160


def _syntax(relation: str | None, role: str) -> float:
    """What a dependency on the trigger says for a role: much for the role it belongs to, something against others."""
    folded = "ccomp" if relation and relation.startswith("pcomp:") else relation
    if folded in _RELATIONS.get(role, frozenset()):
        return 4.0
    return -1.0 if any(folded in relations for relations in _RELATIONS.values()) else 1.0


def ranked(
    candidates: Iterable[Candidate],
    role: Role,
    around: Surroundings,
    favoured: Iterable[Candidate] = (),
    *,
    taken: Collection[Fragments] = (),
) -> tuple[Candidate, ...]:
    """The candidates that fit a role, the likeliest first; those favoured (fillers, proposals) before all others.

    What stands in the places `taken` fills another role of the event, and is hardly ever meant twice. Where a pronoun
    is favoured, what it may stand for comes next.
    """
    first = {candidate.place: candidate for candidate in favoured}
    rest = [c for c in candidates if c.place not in first and fits(c, role, around.trigger)]
    pronoun = next((c for c in first.values() if c.kind == "pronoun"), None)

    def grade(candidate: Candidate) -> float:
        lost = (
            _TWICE
            if candidate.fragments in taken
            else _PARTLY * any(_overlaps(p, q) for p in taken for q in candidate.fragments)
        )
        return score(candidate, role, around) - lost + _MEANT * _may_be_meant(candidate, pronoun)

    rest.sort(key=lambda c: (-grade(c), c.start))
    return (*first.values(), *rest)


def _may_be_meant(candidate: Candidate, pronoun: Candidate | None) -> bool:
    """Whether a pronoun may stand for a candidate: a subject or an object before it."""
    if pronoun is None or candidate.kind != "noun_chunk" or pronoun.start < candidate.end:
        return False
    return candidate.relation in ("nsubj", "nsubjpass", "dobj")


def page_of(candidates: Sequence[Candidate], page: int) -> tuple[Candidate, ...]:
    """The nine candidates of one page, in the order of the text, so that numbers run the way the eye does."""
    chosen = candidates[page * PAGE : (page + 1) * PAGE]
    return tuple(sorted(chosen, key=lambda candidate: (candidate.start, candidate.end, candidate.source)))


def pages(candidates: Sequence[Candidate]) -> int:
    """How many pages of nine there are; at least one."""
    return max(1, -(-len(candidates) // PAGE))


def filtered(candidates: Iterable[Candidate], typed: str) -> tuple[Candidate, ...]:
    """The candidates whose text holds what was typed, those that begin with it first."""
    wanted = typed.casefold()
    hits = [candidate for candidate in candidates if wanted in candidate.text.casefold()]
    return tuple(sorted(hits, key=lambda c: not c.text.casefold().startswith(wanted)))


def find_place(candidates: Iterable[Candidate], fragments: Fragments, text: str) -> Candidate:
    """The candidate in this place, leading articles aside; a new phrase where there is none."""
    wanted = _bare(text, fragments)
    same = [c for c in candidates if c.source != "event" and _bare(text, c.fragments) == wanted]
    if same:
        return min(same, key=lambda c: (c.source != "span", c.source != "suggestion", c.fragments != fragments))
    surface = " ".join(text[start:end] for start, end in fragments)
    return Candidate("phrase", 0, fragments, surface, FREE)


def tag_places(candidates: Sequence[Candidate], tokens: Mapping[int, Fragment]) -> tuple[Fragment, ...]:
    """Over which word each candidate's number stands: its first, or its last one where the first is taken.

    `tokens` gives for a candidate's index the fragment of its last token.
    """
    taken: set[int] = set()
    places: list[Fragment] = []
    for index, candidate in enumerate(candidates):
        place = (candidate.start, candidate.end)
        if candidate.start in taken and index in tokens and tokens[index][0] not in taken:
            place = tokens[index]
        taken.add(place[0])
        places.append(place)
    return tuple(places)


def _keep(found: dict[tuple[Fragments, bool], Candidate], candidate: Candidate) -> None:
    found.setdefault(candidate.place, candidate)


def _bare(text: str, fragments: Fragments) -> Fragments:
    return (without_article(text, fragments[0]), *fragments[1:]) if fragments else ()


def _overlaps(fragments: Fragments, part: Fragment) -> bool:
    return any(start < part[1] and part[0] < end for start, end in fragments)


def _distance(candidate: Candidate, around: Surroundings) -> int:
    start, end = hull(around.trigger) if around.trigger else around.sentence
    return max(0, candidate.start - end, start - candidate.end)
