"""Generated documents with annotations of every kind, and the sources that exporters are given."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from hashlib import sha256
from itertools import count
from random import Random
from typing import Any

import pytest
from hypothesis import strategies as st

from glossator.annotation import (
    Argument,
    Bundle,
    Decision,
    Document,
    Entity,
    Event,
    EventHint,
    Exemption,
    Fragments,
    Layer,
    LayerState,
    Metadata,
    Note,
    Origin,
    ProposedArgument,
    ProposedType,
    ProposedValue,
    Relation,
    Ruling,
    SameEventPart,
    Span,
    Suggestion,
    text_of,
)
from glossator.exchange.base import ExportSource
from glossator.schema import Context, Schema, load_schema
from glossator.text.sourcemap import SourceMap

LABELS = ("PERSON", "ORG", "GPE", "Länder typ")
ROLES = ("actor", "recipient", "topic")
TIMES = ("2026-01-31T12:00:00.000+00:00", "2025-02-01T00:00:00+09:00")
PIECES = (
    *("Kim", "Putin", "called", "on", "the", "U.N.", "South", "Korea", "don't", "1,000", "北한은", "中国", "🇰🇷"),
    *("👩‍👩‍👧", "e\u0301tat", "-", "(", ")", "“", "”", ".", "...", "a\u00a0b", "\u200b", "\u2028", "x" * 12),
)
GAPS = (" ", " ", " ", "", "  ", "\n", "\n\n", "\t", " \n ")

texts = st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from(GAPS)), min_size=1, max_size=25).map(
    lambda parts: "".join(word + gap for word, gap in parts)
)
names = st.text(st.characters(codec="utf-8", exclude_characters="\0\r"), max_size=12)
_numbers = count(1)
# Never the same twice, as in a project: a file that names one thing twice is refused.
uids = st.just(b"") | st.builds(lambda: next(_numbers).to_bytes(16, "big"))
labels = names.filter(bool)
attributes = st.dictionaries(labels, names | st.lists(names, max_size=3).map(tuple), max_size=2)
optional = st.none() | names
scores = st.floats(0, 1)
versions = st.integers(0, 3)
origins = st.just(Origin()) | st.builds(
    Origin,
    st.sampled_from(["accepted", "corrected", "imported", "propagated"]),
    optional,
    optional,
    st.none() | st.integers(1, 99),
)


def fragments_in(text: str, *, most: int = 3) -> st.SearchStrategy[Fragments]:
    """One to `most` stretches of a text, in order, not overlapping."""
    cuts = st.lists(st.integers(0, len(text)), min_size=2, max_size=2 * most, unique=True).map(sorted)
    return cuts.map(lambda found: tuple(zip(found[::2], found[1::2], strict=False)))


@st.composite
def suggestions_in(draw: st.DrawFn, document: Document, ids: count[int]) -> Suggestion:
    """A suggestion for a span or an event."""
    kind = draw(st.sampled_from(["span", "event"]))
    fragments = draw(fragments_in(document.text))
    hint = None
    if kind == "event":
        arguments = st.builds(ProposedArgument, st.sampled_from(ROLES), fragments_in(document.text), scores)
        hint = EventHint(
            tuple(draw(st.lists(st.builds(ProposedType, names, optional, scores), max_size=2))),
            tuple(draw(st.lists(arguments, max_size=2))),
            draw(st.dictionaries(names, st.builds(ProposedValue, names, names), max_size=2)),
        )
    return Suggestion(
        id=next(ids),
        document_id=document.id,
        kind=kind,
        label=draw(st.sampled_from(LABELS)),
        fragments=fragments,
        text=text_of(document.text, fragments),
        score=draw(scores),
        source=draw(names),
        version=draw(names),
        state=draw(st.sampled_from(["pending", "accepted", "corrected", "rejected", "superseded"])),
        hint=hint,
        uid=draw(uids),
    )


@st.composite
def layers_in(draw: st.DrawFn, document: Document, annotator: str, ids: count[int]) -> Layer:
    """A layer in which everything refers to something that is there."""
    common = {"document_id": document.id, "annotator": annotator}
    spans = []
    for _ in range(draw(st.integers(0, 6))):
        fragments = draw(fragments_in(document.text))
        spans.append(
            Span(
                id=next(ids),
                label=draw(st.none() | st.sampled_from(LABELS)),
                fragments=fragments,
                text=text_of(document.text, fragments),
                attributes=draw(attributes),
                origin=draw(origins),
                uid=draw(uids),
                schema_version=draw(versions),
                **common,
            )
        )
    span_ids = [span.id for span in spans]
    event_ids = [next(ids) for _ in range(draw(st.integers(0, 3)))]
    events = [draw(_events(document, annotator, thing, span_ids + event_ids)) for thing in event_ids]
    some = st.sampled_from(span_ids) if span_ids else st.nothing()
    relations = draw(
        _few(
            st.builds(
                Relation,
                st.builds(lambda: next(ids)),
                type=labels,
                source=some,
                target=some,
                attributes=attributes,
                uid=uids,
                schema_version=versions,
                **_just(common),
            ),
            span_ids,
        )
    )
    entities = draw(
        _few(
            st.builds(
                Entity,
                st.builds(lambda: next(ids)),
                name=names,
                kb_id=optional,
                country=optional,
                sectors=st.lists(names, max_size=2).map(tuple),
                uid=uids,
                mentions=st.lists(some, max_size=3).map(tuple),
                attributes=attributes,
                **_just(common),
            ),
            span_ids,
        )
    )
    target = st.sampled_from([document.id, *span_ids, *event_ids])
    notes = draw(
        _few(
            st.builds(
                Note,
                st.builds(lambda: next(ids)),
                target=target,
                text=names,
                flag=st.booleans(),
                uid=uids,
                **_just(common),
            ),
            [1],
        )
    )
    state = None
    if draw(st.booleans()):
        states = st.sampled_from(["not_looked_at", "in_progress", "done"])
        reviews = draw(st.dictionaries(st.sampled_from(["entities", "events"]), states))
        contexts = tuple(draw(st.lists(st.sampled_from(["military", "legal"]), unique=True)))
        state = LayerState(next(ids), contexts=contexts, reviews=reviews, uid=draw(uids), **common)
    return Layer(
        document.id, annotator, state, tuple(spans), tuple(events), tuple(relations), tuple(entities), tuple(notes)
    )


@st.composite
def _events(draw: st.DrawFn, document: Document, annotator: str, thing: int, fillers: list[int]) -> Event:
    trigger = draw(st.just(()) | fragments_in(document.text, most=2))
    argument = st.builds(
        Argument, st.sampled_from(ROLES), st.sampled_from(fillers), optional, st.lists(names, max_size=2).map(tuple)
    )
    return Event(
        id=thing,
        document_id=document.id,
        annotator=annotator,
        type=draw(st.sampled_from(["CONSULT", "AID"])),
        trigger=trigger,
        text=text_of(document.text, trigger),
        modes=tuple(draw(st.lists(st.sampled_from(["visit", "phone"]), unique=True))),
        contexts=tuple(draw(st.lists(st.sampled_from(["military", "legal"]), unique=True))),
        arguments=tuple(draw(st.lists(argument, max_size=3))),
        attributes=draw(attributes),
        draft=draw(st.booleans()),
        origin=draw(origins),
        uid=draw(uids),
        schema_version=draw(versions),
    )


def _just(values: dict[str, Any]) -> dict[str, st.SearchStrategy[Any]]:
    return {name: st.just(value) for name, value in values.items()}


def _few(things: st.SearchStrategy[Any], needed: Sequence[int]) -> st.SearchStrategy[list[Any]]:
    return st.lists(things, max_size=2) if needed else st.just([])


@st.composite
def bundles(draw: st.DrawFn, *, annotators: Sequence[str] = ("ada", "gold")) -> Bundle:
    """A document with everything that can be known about it."""
    ids = count(1)
    text = draw(texts)
    document = Document(
        id=next(ids),
        name=draw(names),
        text=text,
        metadata=draw(
            st.builds(
                Metadata, optional, optional, optional, optional, optional, st.dictionaries(names, names, max_size=2)
            )
        ),
        status=draw(st.sampled_from(["new", "in_progress", "done"])),
        sha256=draw(st.sampled_from(["", sha256(text.encode()).hexdigest()])),
        source_sha256=draw(optional),
        source_encoding=draw(optional),
        source_map=draw(st.none() | st.just(SourceMap.from_runs([(len(text), draw(st.integers(1, 4)))]).to_bytes())),
        uid=draw(uids),
        position=draw(st.integers(0, 9)),
    )
    chosen = draw(st.sets(st.sampled_from(list(annotators))))
    layers = tuple(draw(layers_in(document, annotator, ids)) for annotator in sorted(chosen))
    suggestions = tuple(draw(suggestions_in(document, ids)) for _ in range(draw(st.integers(0, 3))))
    decisions = ()
    if suggestions and draw(st.booleans()):
        states = st.sampled_from(["accepted", "corrected", "rejected"])
        decisions = tuple(
            Decision(
                next(ids),
                one.id,
                draw(st.sampled_from(list(annotators))),
                draw(states),
                draw(st.none() | st.just(7)),
                draw(uids),
            )
            for one in suggestions
        )
    agreed = [draw(_agreed_in(document, annotator, layers, ids)) for annotator in annotators]
    parts = tuple(one for found, _, _ in agreed for one in found)
    exemptions = tuple(one for _, found, _ in agreed for one in found)
    rulings = tuple(one for _, _, found in agreed for one in found)
    return Bundle(document, layers, suggestions, decisions, parts, exemptions, rulings)


@st.composite
def _agreed_in(
    draw: st.DrawFn, document: Document, annotator: str, layers: Sequence[Layer], ids: count[int]
) -> tuple[list[SameEventPart], list[Exemption], list[Ruling]]:
    """Same events, exemptions and rulings of an annotator in a document."""
    events = [event.id for layer in layers if layer.annotator == annotator for event in layer.events]
    things = [document.id, *events, *(span.id for layer in layers for span in layer.spans)]
    parts = []
    while events and draw(st.booleans()):
        size = draw(st.integers(1, len(events)))
        members, events = tuple(events[:size]), events[size:]
        places = draw(st.lists(st.integers(0, 9), min_size=size, max_size=size, unique=True).map(sorted))
        parts.append(SameEventPart(next(ids), annotator, draw(names), members, tuple(places), draw(uids)))
    exemption = st.builds(
        Exemption, st.builds(lambda: next(ids)), st.just(annotator), st.just(document.id), labels, labels, uids
    )
    ruling = st.builds(
        Ruling, st.builds(lambda: next(ids)), st.just(annotator), st.sampled_from(TIMES), labels, names,
        st.just(document.id), st.none() | st.sampled_from(things), names, uids,
    )  # fmt: skip
    return parts, draw(st.lists(exemption, max_size=2)), draw(st.lists(ruling, max_size=2))


@pytest.fixture(scope="session")
def any_bundle() -> st.SearchStrategy[Bundle]:
    """Bundles of two annotators or fewer."""
    return bundles()


@pytest.fixture(scope="session")
def one_layer_bundle() -> st.SearchStrategy[Bundle]:
    """Bundles of one annotator or none."""
    return bundles(annotators=("ada",))


@pytest.fixture(scope="session")
def schema() -> Schema:
    """The default schema."""
    return load_schema("plover")


@pytest.fixture(scope="session")
def small_schema(schema: Schema) -> Schema:
    """The default schema's entity types with three contexts, for short files."""
    return replace(schema, contexts=tuple(Context(name, name.title()) for name in ("military", "legal", "health")))


@pytest.fixture(scope="session")
def source_of(small_schema: Schema) -> Callable[..., ExportSource]:
    """Bundles as something to export."""

    def make(*given: Bundle, layer: str | None = None) -> ExportSource:
        return ExportSource(bundles=lambda: iter(given), schema=small_schema, project_name="news", layer=layer)

    return make


PEOPLE = ("Ada Quill", "Ben Otter", "Cy Heron", "Dee Marten")
PLACES = ("Port Ellen", "Oban", "New Gull")
BODIES = ("Harbour Council", "Gull Wire", "Ferry Board")


def _report(number: int) -> Bundle:
    """A little news of who met whom, from a few words: something that a model can learn in a minute."""
    random = Random(number)
    ids = count(2)
    document = 1000 + number
    text = ""
    spans: list[Span] = []
    events: list[Event] = []

    def say(words: str, label: str | None = None) -> int:
        nonlocal text
        start = len(text)
        text += words
        if label is not None:
            spans.append(Span(next(ids), document, "ada", label, ((start, len(text)),), words))
        return spans[-1].id if spans else 0

    for sentence in range(6):
        actor = say(random.choice(PEOPLE), "PERSON")
        say(" ")
        trigger = ((len(text), len(text) + 3),)
        say("met ")
        recipient = say(random.choice(PEOPLE), "PERSON")
        say(" in ")
        place = say(random.choice(PLACES), "GPE")
        say(", the ")
        say(random.choice(BODIES), "ORG")
        say(f" said on day {number}." + ("\n" if sentence % 2 else " "))
        fillers = (Argument("actor", actor), Argument("recipient", recipient), Argument("place", place))
        events.append(Event(next(ids), document, "ada", "CONSULT", trigger, "met", arguments=fillers))
    state = LayerState(next(ids), document, "ada", ("legal",), {"entities": "done", "events": "done"})
    layer = Layer(document, "ada", state, tuple(spans), tuple(events))
    found = Document(document, f"report-{number}.txt", text, Metadata(language="en"))
    return Bundle(found, (layer,))


@pytest.fixture(scope="session")
def training_bundles() -> list[Bundle]:
    """Twenty finished documents with entities and events."""
    return [_report(number) for number in range(20)]
