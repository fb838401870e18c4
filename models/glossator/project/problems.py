"""The façade's problems: what is wrong in a document, mending it, and saying that it is right as it is."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from typing import Any

from glossator.annotation import (
    ChangeSet,
    Document,
    Event,
    Exemption,
    Layer,
    Span,
    Suggestion,
    SuggestionState,
)
from glossator.errors import VerbError
from glossator.insight.problems import Elsewhere, Fix, Material, Problem, find_problems
from glossator.schema import Schema
from glossator.store import Store
from glossator.store.rows import to_json

VERBS = frozenset(
    (
        "accept", "accept_all", "delete", "finish_event", "link", "reject", "reject_all", "remove_argument",
        "set_attributes", "set_contexts", "set_edges", "set_label", "set_labels", "set_modes", "set_relation",
        "set_review", "set_value",
    )
)  # fmt: skip
"""The verbs that a fix may be."""


class Problems(ABC):
    """Live checks of a document. `Project` mixes it in."""

    annotator: str
    _store: Store

    @property
    @abstractmethod
    def schema(self) -> Schema:
        """The schema in force."""

    @abstractmethod
    def document(self, document_id: int) -> Document: ...

    @abstractmethod
    def layer(self, document_id: int) -> Layer: ...

    @abstractmethod
    def suggestions(self, document_id: int, *, state: SuggestionState | None = None) -> list[Suggestion]: ...

    @abstractmethod
    def exemptions(self, document_id: int | None = None) -> list[Exemption]: ...

    @abstractmethod
    def exempt(self, code: str, key: str, *, document_id: int | None = None) -> int: ...

    def problems(self, document_id: int) -> list[Problem]:
        """What is wrong in this annotator's layer of a document, or likely to be, in the order of the text.

        What somebody has said is right is left out. Raises VerbError if there is no such document.
        """
        with self._store.snapshot():
            document, layer = self.document(document_id), self.layer(document_id)
            pending = self.suggestions(document_id, state="pending")
            material = Material(
                document_id,
                document.text,
                self.schema,
                spans=layer.spans,
                events=layer.events,
                relations=layer.relations,
                entities=layer.entities,
                reviews=layer.state.reviews if layer.state else {},
                pending=tuple(pending),
                elsewhere=self.triggers_elsewhere(document_id, (event.text for event in layer.events)),
                published=document.metadata.published,
            )
            exempted = self.exempted(document_id)
        return [problem for problem in find_problems(material) if (problem.code, problem.key) not in exempted]

    def exempted(self, document_id: int) -> frozenset[tuple[str, str]]:
        """The problems of a document, as code and key, that this annotator has said are none."""
        found = self.exemptions(document_id)
        return frozenset((one.code, one.key) for one in found if one.annotator == self.annotator)

    def fix(self, problem: Problem, index: int = 0) -> ChangeSet | int:
        """Mend a problem in one of its ways, as one step; returns what that verb returns.

        Raises:
            VerbError: there is no such way, or what it is about has been moved or deleted since. Nothing was changed.
        """
        if not 0 <= index < len(problem.fixes):
            raise VerbError("There is no such way to mend this problem. Nothing was changed.")
        fix = problem.fixes[index]
        if fix.verb not in VERBS:
            raise VerbError(f"“{fix.verb}” is no way to mend a problem. Nothing was changed.")
        self._require_unmoved(problem, fix)
        verb = getattr(self, fix.verb)
        done: ChangeSet | int = verb(**fix.arguments)
        return done

    def exempt_problem(self, problem: Problem) -> int:
        """Say that a problem is right as it is: it is not reported again. Returns the exemption's id."""
        return self.exempt(problem.code, problem.key, document_id=problem.document_id)

    def triggers_elsewhere(self, document_id: int, triggers: Iterable[str]) -> Mapping[str, tuple[Elsewhere, ...]]:
        """The event types that these words have as triggers of this annotator in other documents, by lower-case words.

        In what case a word is written there is not asked beyond lower case and a capital at its beginning.
        """
        wanted = {" ".join(text.lower().split()) for text in triggers if text}
        spelt = sorted({form for words in wanted for form in (words, words[:1].upper() + words[1:])})
        if not spelt:
            return {}
        rows = self._store.database.execute(
            "SELECT e.text, e.type, count(*), min(e.id) FROM event e JOIN annotator a ON a.id = e.annotator_id"
            " WHERE a.name = ? AND e.document_id <> ? AND NOT e.draft"
            " AND e.text IN (SELECT value FROM json_each(?)) GROUP BY e.text, e.type ORDER BY 4",
            (self.annotator, document_id, to_json(spelt)),
        ).fetchall()
        found: dict[str, dict[str, Elsewhere]] = {}
        for text, type_, count, event in rows:
            types = found.setdefault(text.lower(), {})
            known = types.get(type_)
            types[type_] = Elsewhere(type_, count + (known.count if known else 0), known.event if known else event)
        return {words: tuple(types.values()) for words, types in found.items()}

    def _require_unmoved(self, problem: Problem, fix: Fix) -> None:
        """New edges were worked out for the old ones: somewhere else they would be wrong."""
        if fix.verb != "set_edges" or problem.target is None:
            return
        thing: Any = self._store.spans.get(problem.target) or self._store.events.get(problem.target)
        now = thing.fragments if isinstance(thing, Span) else thing.trigger if isinstance(thing, Event) else None
        if now != problem.place:
            raise VerbError("This has been moved or deleted since the problem was found. Nothing was changed.")
