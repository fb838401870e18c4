"""What an export could not represent: the words for it, and the log that exporters write it to.

Part of `exchange`.
"""

from __future__ import annotations

from collections.abc import Iterable

from glossator.annotation import Bundle, Document, Fragments, Layer, Loss, LossReport

NESTED = "nested span"
OVERLAPPING = "overlapping span"
SAME_WORDS = "further label on the same words"
DISCONTINUOUS = "discontinuous span"
DISCONTINUOUS_TRIGGER = "discontinuous trigger"
MISALIGNED = "edge inside a token"
WHITE_SPACE = "white space at an edge"
BLANK = "span of white space only"
CROSS_LINE = "span across a line break"
FREE_FILLER = "unlabelled filler"
EVENT = "event"
DRAFT = "unfinished event (draft)"
NO_TRIGGER = "event without trigger"
EVENT_FILLER = "event as filler"
ATTRIBUTE = "attribute"
RELATION = "relation"
ENTITY = "entity (coreference, country, sectors)"
OVERRIDE = "country or sectors of an argument"
NOTE = "note"
FLAG = "flag"
CONTEXT = "context"
UNKNOWN_CONTEXT = "context that the schema does not have"
REJECTED = "rejected suggestion"
ENTITIES_UNSEEN = "entities not looked at"
ENTITIES_UNFINISHED = "entities not finished"
EVENTS_UNSEEN = "events not looked at"
EVENTS_UNFINISHED = "events not finished"
MODE = "mode"
LABEL = "label of a span"
LONG_TRIGGER = "trigger of several words"
CROSS_SENTENCE = "span across sentences"
OTHER_SENTENCE = "filler in another sentence"
ARGUMENT = "argument"
MENTION = "which mention fills a role"
SAME_EVENTS = "same events"
NO_WORDS = "document without words"
NO_EVENTS = "document without events"
NO_ACTOR = "event without actor"
NO_RECIPIENT = "event without the recipient that its type needs"
UNDATED = "undated event"
INEXACT_DATE = "event dated less exactly than to a day"
UNLOCATED = "event without place"
NEGATED = "negated event"
OTHER_TYPE = "other type in a group of same events"
NOT_IN_EVENT = "span in no event"
CONTROL = "character that XML cannot hold"


class LossLog:
    """Gathers losses, document after document."""

    def __init__(self) -> None:
        self.documents = 0
        self.losses: list[Loss] = []
        self._document: Document | None = None

    def open(self, document: Document) -> None:
        """What is added from now on is of this document."""
        self.documents += 1
        self._document = document

    def add(self, what: str, *, thing: int | None = None, fragments: Fragments = (), detail: str = "") -> None:
        """One thing of the open document is lost."""
        document = self._document
        if document is None:
            raise RuntimeError("a loss was logged before any document was opened")
        self.losses.append(Loss(what, document.id, document.name, thing, fragments, detail))

    def report(self, name: str, *, files: Iterable[str] = (), notices: Iterable[str] = ()) -> LossReport:
        """The report of an export to the format of that name."""
        return LossReport(name, self.documents, tuple(self.losses), tuple(files), tuple(notices))


def log_relations(log: LossLog, layer: Layer) -> None:
    """Every relation is lost."""
    surfaces = {span.id: span.text for span in layer.spans}
    for relation in layer.relations:
        source, target = surfaces.get(relation.source, "?"), surfaces.get(relation.target, "?")
        log.add(RELATION, thing=relation.id, detail=f"{source} → {relation.type} → {target}")


def log_entities(log: LossLog, layer: Layer) -> None:
    """Every entity is lost."""
    for entity in layer.entities:
        log.add(ENTITY, thing=entity.id, detail=f"{entity.name}, {len(entity.mentions)} mentions")


def log_notes(log: LossLog, layer: Layer) -> None:
    """Every note and flag is lost."""
    for note in layer.notes:
        log.add(FLAG if note.flag else NOTE, thing=note.target, detail=note.text)


def log_attributes(log: LossLog, layer: Layer, *, events: bool) -> None:
    """Every attribute of a span and a relation is lost, and of an event where `events`."""
    things: list[tuple[int, Fragments, Iterable[str]]] = [(s.id, s.fragments, s.attributes) for s in layer.spans]
    things += [(relation.id, (), relation.attributes) for relation in layer.relations]
    if events:
        things += [(event.id, event.trigger, event.attributes) for event in layer.events if not event.draft]
    for thing, fragments, names in things:
        for name in names:
            log.add(ATTRIBUTE, thing=thing, fragments=fragments, detail=name)


def log_events(log: LossLog, layer: Layer) -> None:
    """Every event, its unlabelled fillers and every context are lost."""
    for event in layer.events:
        log.add(DRAFT if event.draft else EVENT, thing=event.id, fragments=event.trigger, detail=event.type)
    for span in layer.spans:
        if span.label is None:
            log.add(FREE_FILLER, thing=span.id, fragments=span.fragments, detail=span.text)
    for context in layer.contexts:
        log.add(CONTEXT, detail=context)


def log_drafts(log: LossLog, layer: Layer) -> None:
    """Every draft is lost."""
    for event in layer.events:
        if event.draft:
            log.add(DRAFT, thing=event.id, fragments=event.trigger, detail=event.type)


def log_rejected(log: LossLog, bundle: Bundle, rejected: frozenset[int]) -> None:
    """Every rejected suggestion is lost as a known negative."""
    for suggestion in bundle.suggestions:
        if suggestion.id in rejected:
            log.add(REJECTED, thing=suggestion.id, fragments=suggestion.fragments, detail=suggestion.label)
