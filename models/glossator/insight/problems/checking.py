"""All checks over one layer, in slices, remembering what has not changed. Part of the insight layer."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from heapq import merge
from typing import Any, TypeAlias

from glossator.annotation import Event, Span
from glossator.insight.problems.cues import cue_problems
from glossator.insight.problems.edges import convention_problems, edge_problems, nested_problems
from glossator.insight.problems.left import date_problem, draft_problem, pending_problems, pronoun_problems
from glossator.insight.problems.likeness import elsewhere_problems, entity_problems, label_problems, type_problems
from glossator.insight.problems.model import Material, Problem, Thing
from glossator.insight.problems.names import relation_problems, sector_problems, unknown_in_event, unknown_in_span
from glossator.insight.problems.roles import role_problems
from glossator.insight.problems.words import PRONOUNS
from glossator.schema import Schema
from glossator.text.tokens import TokenIndex

Found: TypeAlias = tuple[Problem, ...]
Scan: TypeAlias = Generator[None, None, list[Problem]]

SLICE = 8
"""Things looked at between two pauses: well below a millisecond once their stretch of text has been cut into tokens."""
SORTED = 512
"""Problems put in order between two pauses."""
_ORDER = {"error": 0, "warning": 1, "hint": 2}


class Checker:
    """The checks on one text with one schema. What was found on a thing stays found until the thing is another one."""

    def __init__(self, text: str, schema: Schema, *, tokens: TokenIndex | None = None) -> None:
        self.schema = schema
        self._tokens = tokens or TokenIndex(text)
        self._spans: dict[int, tuple[Span, Found]] = {}
        self._events: dict[int, tuple[tuple[Thing | None, ...], Found]] = {}
        self._published: str | None = None

    def scan(self, material: Material) -> Scan:
        """Look for everything that is wrong. Pauses every now and then; returns the problems in the order of the text.

        `material` must be of this checker's text and schema.
        """
        if material.published != self._published:
            self._published = material.published
            self._spans.clear()
        found: list[Problem] = []
        spans: dict[int, Span] = {}
        labelled: dict[str, list[Span]] = {}
        for count, span in enumerate(material.spans):
            if not count % SLICE:
                yield
            spans[span.id] = span
            found += self._of_span(span)
            if span.label is not None:
                labelled.setdefault(" ".join(span.text.split()), []).append(span)
        triggers = yield from self._scan_events(material, spans, found)
        for part in (label_problems(labelled), *self._between(material, spans, triggers)):
            found += yield from _in_slices(part)
        self._forget(material)
        return (yield from _in_order(found))

    def _scan_events(
        self, material: Material, spans: dict[int, Span], found: list[Problem]
    ) -> Generator[None, None, dict[str, list[Event]]]:
        things: dict[int, Thing] = {**spans, **{event.id: event for event in material.events}}
        triggers: dict[str, list[Event]] = {}
        for count, event in enumerate(material.events):
            if not count % SLICE:
                yield
            found += self._of_event(event, things)
            if event.text:
                triggers.setdefault(" ".join(event.text.lower().split()), []).append(event)
        return triggers

    def _between(
        self, material: Material, spans: dict[int, Span], triggers: dict[str, list[Event]]
    ) -> Iterator[Iterator[Problem]]:
        """The checks that look at several things together."""
        things: dict[int, Thing] = {**spans}
        fillers = dict.fromkeys(argument.filler for event in material.events for argument in event.arguments)
        pronouns = [spans[number] for number in fillers if number in spans and _is_pronoun(spans[number])]
        yield type_problems(triggers)
        yield elsewhere_problems(triggers, material.elsewhere)
        yield entity_problems(material.entities, spans)
        yield nested_problems(material.spans, self.schema)
        yield relation_problems(material.relations, self.schema, things)
        yield sector_problems(material.entities, self.schema, things)
        yield pending_problems(material)
        if pronouns:
            names = sorted((span for span in material.spans if span.label is not None), key=lambda span: span.start)
            yield pronoun_problems(pronouns, names, material.entities)

    def _of_span(self, span: Span) -> Found:
        known = self._spans.get(span.id)
        if known is not None and known[0] is span:
            return known[1]
        found = tuple(self._look_at_span(span))
        self._spans[span.id] = (span, found)
        return found

    def _look_at_span(self, span: Span) -> Iterator[Problem]:
        edges = tuple(edge_problems(span, self._tokens))
        yield from edges
        if not edges:
            yield from convention_problems(span, self.schema, self._tokens)
        yield from unknown_in_span(span, self.schema)
        yield from date_problem(span, self.schema, self._published)

    def _of_event(self, event: Event, things: dict[int, Thing]) -> Found:
        key = (event, *(things.get(argument.filler) for argument in event.arguments))
        known = self._events.get(event.id)
        if known is not None and len(known[0]) == len(key) and all(a is b for a, b in zip(known[0], key, strict=True)):
            return known[1]
        found = tuple(self._look_at_event(event, things))
        self._events[event.id] = (key, found)
        return found

    def _look_at_event(self, event: Event, things: dict[int, Thing]) -> Iterator[Problem]:
        yield from edge_problems(event, self._tokens)
        yield from unknown_in_event(event, self.schema)
        yield from role_problems(event, self.schema, things)
        yield from cue_problems(event, self.schema, self._tokens)
        yield from draft_problem(event)

    def _forget(self, material: Material) -> None:
        """Let go of what is not there any more."""
        if len(material.spans) < len(self._spans):
            _keep(self._spans, (span.id for span in material.spans))
        if len(material.events) < len(self._events):
            _keep(self._events, (event.id for event in material.events))


def find_problems(material: Material) -> list[Problem]:
    """Everything that is wrong, or likely to be, in the order of the text; what concerns no place comes first."""
    scan = Checker(material.text, material.schema).scan(material)
    while True:
        try:
            next(scan)
        except StopIteration as ended:
            problems: list[Problem] = ended.value
            return problems


def _in_slices(problems: Iterable[Problem]) -> Generator[None, None, list[Problem]]:
    found: list[Problem] = []
    for count, problem in enumerate(problems):
        if not count % SLICE:
            yield
        found.append(problem)
    return found


def _in_order(found: list[Problem]) -> Scan:
    """In the order of the text, sorted part by part: of many thousands at once somebody would notice."""
    parts: list[list[Problem]] = []
    for start in range(0, len(found), SORTED):
        parts.append(sorted(found[start : start + SORTED], key=_place))
        yield
    ordered: list[Problem] = []
    for problem in merge(*parts, key=_place):
        if not len(ordered) % SORTED:
            yield
        ordered.append(problem)
    return ordered


def _is_pronoun(span: Span) -> bool:
    return span.label is None and span.text.lower() in PRONOUNS


def _keep(known: dict[int, Any], ids: Iterable[int]) -> None:
    there = set(ids)
    for number in [number for number in known if number not in there]:
        del known[number]


def _place(problem: Problem) -> tuple[int, int, str, str]:
    start = problem.place[0][0] if problem.place else -1
    return start, _ORDER[problem.severity], problem.code, problem.key
