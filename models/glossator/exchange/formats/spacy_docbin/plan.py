"""What one document becomes in spaCy, worked out without spaCy: words, entities, span groups, categories.

Part of `exchange`. The preflight needs no more than this.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

from glossator.annotation import Bundle, Fragments, Layer, ReviewState, ReviewTask
from glossator.exchange import losses
from glossator.exchange.alignment import Dropped, Placed, TokenRange, flatten
from glossator.exchange.chosen import choose_layer, rejected_suggestions, review_of
from glossator.exchange.losses import LossLog
from glossator.exchange.numbering import Numbering, number
from glossator.exchange.placement import Placement, log_discontinuous, log_dropped
from glossator.schema import Schema
from glossator.text.spacing import SpacedText, space_out

SPANS = "sc"
"""All labelled spans: spaCy's own default key for the span categoriser."""
TRIGGERS = "triggers"
ARGUMENTS = "arguments"
INCORRECT_SPANS = "incorrect_spans"
INCORRECT_TRIGGERS = "incorrect_triggers"
TASKS: Mapping[str, ReviewTask] = MappingProxyType({SPANS: "entities", TRIGGERS: "events", ARGUMENTS: "events"})
"""By which task a group's gold spans are found."""
USER_DATA = "glossator"
"""Where `Doc.user_data` tells the document's name, the hash of its text and how far its tasks were reviewed."""


class GroupSpan(NamedTuple):
    """A span of `doc.spans`, in words: half-open. `id` and `kb_id` are short names ("S1", "E2")."""

    start: int
    end: int
    label: str
    id: str = ""
    kb_id: str = ""


@dataclass(frozen=True, slots=True)
class DocPlan:
    """A document in spaCy's terms.

    `unknown` are stretches of words of which `doc.ents` can say nothing though somebody labelled them; where
    `complete` is false nothing is known of any word outside `ents`.
    """

    name: str
    sha256: str
    spaced: SpacedText
    entities: ReviewState
    events: ReviewState
    ents: list[GroupSpan]
    unknown: list[tuple[int, int]]
    groups: dict[str, list[GroupSpan]]
    cats: dict[str, float]
    layer: Layer
    numbering: Numbering

    @property
    def complete(self) -> bool:
        """Whether a word outside all entities is known to be no entity."""
        return self.entities == "done"


def plan_document(bundle: Bundle, schema: Schema, log: LossLog, *, layer_name: str | None, sha256: str) -> DocPlan:
    """Work out one document, and log what has no place in spaCy."""
    log.open(bundle.document)
    layer = choose_layer(bundle, layer_name)
    planner = _Planner(bundle, layer, schema, log)
    entities, events = planner.reviews()
    ents, unknown = planner.flat_entities()
    log_elsewhere(log, layer)
    return DocPlan(
        name=bundle.document.name.encode("utf-8", "backslashreplace").decode(),
        sha256=sha256,
        spaced=planner.spaced,
        entities=entities,
        events=events,
        ents=ents,
        unknown=unknown,
        groups=planner.groups(entities, events),
        cats=planner.categories(events),
        layer=layer,
        numbering=planner.numbering,
    )


def log_elsewhere(log: LossLog, layer: Layer) -> None:
    """What neither the documents nor the files beside them hold."""
    losses.log_drafts(log, layer)
    losses.log_relations(log, layer)
    losses.log_entities(log, layer)
    losses.log_attributes(log, layer, events=False)
    losses.log_notes(log, layer)


class _Planner:
    """One document on its way."""

    def __init__(self, bundle: Bundle, layer: Layer, schema: Schema, log: LossLog) -> None:
        self.spaced = space_out(bundle.document.text)
        self.numbering = number(layer)
        self._bundle = bundle
        self._layer = layer
        self._schema = schema
        self._log = log
        self._placement = Placement(bundle.document.text, self.spaced.tokens, log)
        self._places = {
            span.id: self._place_span(span.id, span.fragments, span.label) for _, span in self.numbering.spans
        }
        self._places |= {
            event.id: self._placement.place(event.trigger, thing=event.id, what=event.type)
            for _, event in self.numbering.events
        }

    def _place_span(self, thing: int, fragments: Fragments, label: str | None) -> list[TokenRange]:
        return self._placement.place(fragments, thing=thing, what=label or "filler")

    def reviews(self) -> tuple[ReviewState, ReviewState]:
        """How far both tasks have come; what is unfinished is logged, for it teaches less than it seems."""
        entities = review_of(self._bundle, self._layer, "entities")
        events = review_of(self._bundle, self._layer, "events")
        named = {
            losses.ENTITIES_UNSEEN: (
                entities,
                "not_looked_at",
                "all words are of unknown kind, there is no doc.spans['sc']",
            ),
            losses.ENTITIES_UNFINISHED: (entities, "in_progress", "words outside entities are of unknown kind"),
            losses.EVENTS_UNSEEN: (events, "not_looked_at", "there is no doc.spans['triggers']"),
            losses.EVENTS_UNFINISHED: (events, "in_progress", "the triggers are not all there may be"),
        }
        for what, (state, logged, detail) in named.items():
            if state == logged:
                self._log.add(what, detail=detail)
        return entities, events

    def flat_entities(self) -> tuple[list[GroupSpan], list[tuple[int, int]]]:
        """What `doc.ents` can hold, and the words that were labelled all the same."""
        candidates: list[Placed] = []
        unknown: list[tuple[int, int]] = []
        for _, span in self.numbering.spans:
            if span.label is None:
                continue
            places = self._places[span.id]
            if len(span.fragments) == 1:
                candidates += [Placed(span, place.start, place.end) for place in places]
            else:
                unknown += [self._words(place) for place in places]
            log_discontinuous(self._log, span, lambda: "in doc.spans['sc'] by fragments, not in doc.ents")
        kept, dropped = flatten(candidates, label_order=[one.name for one in self._schema.entity_types])
        log_dropped(self._log, dropped, where="doc.ents")
        unknown += [self._stretch(*stretch) for one in dropped for stretch in _outside(one)]
        ents = [GroupSpan(*self._words(one), one.span.label or "") for one in kept]
        return ents, unknown

    def groups(self, entities: ReviewState, events: ReviewState) -> dict[str, list[GroupSpan]]:
        """The span groups. One that is absent was not looked at; one that is empty was, and nothing is there."""
        groups: dict[str, list[GroupSpan]] = {}
        if entities != "not_looked_at":
            groups[SPANS] = list(self._spans())
        if events != "not_looked_at":
            groups[TRIGGERS] = list(self._triggers())
            groups[ARGUMENTS] = list(self._arguments())
        for name, kind, gold in (
            (INCORRECT_SPANS, "span", groups.get(SPANS, [])),
            (INCORRECT_TRIGGERS, "event", groups.get(TRIGGERS, [])),
        ):
            incorrect = self._incorrect(kind, gold)
            if incorrect:
                groups[name] = incorrect
        return groups

    def _spans(self) -> Iterator[GroupSpan]:
        for key, span in self.numbering.spans:
            if span.label is not None:
                for place in self._places[span.id]:
                    yield GroupSpan(*self._words(place), span.label, key)

    def _triggers(self) -> Iterator[GroupSpan]:
        for key, event in self.numbering.events:
            if not event.trigger:
                self._log.add(losses.NO_TRIGGER, thing=event.id, detail=f"{event.type}: in events.jsonl only")
            if 1 < len(event.trigger):
                self._log.add(
                    losses.DISCONTINUOUS_TRIGGER,
                    thing=event.id,
                    fragments=event.trigger,
                    detail="in doc.spans['triggers'] by fragments",
                )
            for place in self._places[event.id]:
                yield GroupSpan(*self._words(place), event.type, key)

    def _arguments(self) -> Iterator[GroupSpan]:
        for key, event in self.numbering.events:
            for argument in event.arguments:
                filler = self.numbering.keys.get(argument.filler)
                if filler is None:
                    self._log.add(losses.DRAFT, thing=argument.filler, detail=f"{argument.role} of {event.type}")
                for place in self._places.get(argument.filler, ()):
                    yield GroupSpan(*self._words(place), argument.role, key, filler or "")

    def _incorrect(self, kind: str, gold: list[GroupSpan]) -> list[GroupSpan]:
        """Rejected suggestions as known negatives, except where something else with that very label stands there."""
        rejected = rejected_suggestions(self._bundle, self._layer)
        right = {(one.start, one.end, one.label) for one in gold}
        found: set[GroupSpan] = set()
        for suggestion in self._bundle.suggestions:
            if suggestion.kind == kind and suggestion.id in rejected:
                place = self._placement.exact(suggestion.fragments)
                if place is None:
                    self._log.add(
                        losses.REJECTED,
                        thing=suggestion.id,
                        fragments=suggestion.fragments,
                        detail=f"{suggestion.label} {suggestion.text!r} has no token edges",
                    )
                else:
                    found.add(GroupSpan(*self._words(place), suggestion.label))
        return sorted(one for one in found if (one.start, one.end, one.label) not in right)

    def categories(self, events: ReviewState) -> dict[str, float]:
        """Contexts, of the document and of its events. 0.0 only where somebody has looked through the whole text."""
        given = set(self._layer.contexts)
        for _, event in self.numbering.events:
            given |= set(event.contexts)
        known = [context.name for context in self._schema.contexts]
        for context in sorted(given.difference(known)):
            self._log.add(losses.UNKNOWN_CONTEXT, detail=context)
        return {name: float(name in given) for name in known if name in given or events == "done"}

    def _words(self, place: TokenRange | Placed) -> tuple[int, int]:
        """Tokens as words: white space between tokens can be a word."""
        return self._stretch(place.start, place.end)

    def _stretch(self, start: int, end: int) -> tuple[int, int]:
        return self.spaced.positions[start], self.spaced.positions[end - 1] + 1


def _outside(one: Dropped) -> Iterator[tuple[int, int]]:
    """The tokens of a dropped span that its winner does not cover."""
    placed, winner = one.placed, one.winner
    if placed.start < winner.start:
        yield placed.start, winner.start
    if winner.end < placed.end:
        yield winner.end, placed.end
