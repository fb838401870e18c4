"""Looking for annotations and suggestions of the open document that fit a query's filters. Without Qt."""

from __future__ import annotations

from collections.abc import Iterator
from time import perf_counter

from glossator import Project
from glossator.annotation import Fragments, Suggestion, SuggestionState
from glossator.schema import Schema
from glossator_desktop.modes.order import Key, key_of
from glossator_desktop.page.found import Hits
from glossator_desktop.panels.find_filters import STATES, TRAITS, Facts, Wanted, fits
from glossator_desktop.panels.find_pattern import Sought
from glossator_desktop.panels.finding import SLICE
from glossator_desktop.session import DocumentSession

_AT_ONCE = 64
"""Marks between two looks at the clock."""

_Candidate = tuple[int, Fragments, Facts]


def known_values(schema: Schema) -> dict[str, tuple[str, ...]]:
    """For each filter the values that fit something."""
    titles = (role.title.lower() for role in schema.roles if role.title.lower() != role.name)
    return {
        "label": tuple(one.name for one in schema.entity_types),
        "type": tuple(one.name for one in schema.event_types),
        "state": STATES,
        "is": TRAITS,
        "role": (*(role.name for role in schema.roles), *titles),
    }


class MarkScan:
    """Goes through the marks in the order of the text. Decided suggestions are read where a filter asks for them."""

    def __init__(self, project: Project, session: DocumentSession, wanted: Wanted, sought: Sought | None) -> None:
        self.hits = Hits()
        self.done, self.slow = False, False
        self._project, self._session, self._wanted, self._sought = project, session, wanted, sought
        self._schema = project.schema
        self._candidates = self._sorted()
        self._looked = 0
        self._position = 0
        self._total = max(1, len(session.marks))

    @property
    def position(self) -> int:
        """Everything that begins left of this offset has been found."""
        return len(self._session.text) + 1 if self.done else self._position

    @property
    def share(self) -> float:
        """How much has been gone through, 0..1."""
        return 1.0 if self.done and not self.slow else min(1.0, self._looked / self._total)

    def advance(self, seconds: float = SLICE) -> None:
        """Look on for about so long."""
        end = perf_counter() + seconds
        for item, fragments, facts in self._candidates:
            self._looked += 1
            self._position = fragments[0][0]
            if fits(self._wanted, facts) and self._has_words(fragments):
                self.hits.add_item(item, fragments)
            if self.done or (self._looked % _AT_ONCE == 0 and end <= perf_counter()):
                return
        self.done = True

    def _has_words(self, fragments: Fragments) -> bool:
        if self._sought is None:
            return True
        try:
            return self._sought.occurs_in(self._session.text_at(fragments))
        except TimeoutError:
            self.done = self.slow = True
            return False

    # What there is

    def _sorted(self) -> Iterator[_Candidate]:
        """Marks of the session, then with them what has been decided, if that is asked for."""
        decided = tuple(state for state in STATES if state != "pending" and state in self._wanted.values("state"))
        # A copy: the document may change while the search goes on.
        marked = sorted([(mark.start, -mark.end, mark.id) for mark in self._session.marks.values()])
        if not decided:
            return self._marked(marked)
        found = [*self._marked(marked), *self._decided(decided)]
        return iter(sorted(found, key=lambda one: key_of(one[1], one[0])))

    def _marked(self, keys: list[Key]) -> Iterator[_Candidate]:
        for _, _, item in keys:
            mark = self._session.mark(item)
            if mark is not None:
                yield mark.id, mark.fragments, self._facts(mark.id, mark.fragments)

    def _decided(self, states: tuple[SuggestionState, ...]) -> Iterator[_Candidate]:
        for state in states:
            for one in self._project.suggestions(self._session.id, state=state):
                if one.fragments:
                    yield self._session.item_at(one.fragments) or 0, one.fragments, self._suggested(one)

    def _facts(self, item: int, fragments: Fragments) -> Facts:
        session = self._session
        traits = ("discontinuous",) * (1 < len(fragments)) + ("flagged",) * session.is_flagged(item)
        roles = self._role_names(session.roles_filled(item))
        if item in session.spans:
            label = session.spans[item].label
            kind = "filler" if label is None else "span"
            return Facts(fragments, (label,) if label else (), (), (), (*traits, kind), roles)
        if item in session.events:
            event = session.events[item]
            kinds = ("event", "draft") if event.draft else ("event",)
            return Facts(fragments, (), (event.type,), (), (*traits, *kinds), roles)
        return self._suggested(session.suggestions[item])

    def _suggested(self, one: Suggestion) -> Facts:
        traits = ("discontinuous",) * (1 < len(one.fragments))
        if one.kind == "span":
            return Facts(one.fragments, (one.label,), (), (one.state,), (*traits, "suggestion"))
        types = tuple(proposed.type for proposed in one.hint.types) if one.hint else (one.label,)
        return Facts(one.fragments, (), types, (one.state,), (*traits, "hint"))

    def _role_names(self, names: tuple[str, ...]) -> tuple[str, ...]:
        titles = (role.title.lower() for name in names if (role := self._schema.role(name)))
        return (*names, *titles) if names else ()
