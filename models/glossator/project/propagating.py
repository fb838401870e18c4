"""The façade's concordance: every occurrence of a name in a document or in all, and one label for those chosen."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from glossator.annotation import ChangeSet, Entity, Fragment, Span, Suggestion
from glossator.errors import KnowledgeError, VerbError
from glossator.insight.concordance import Occurrence, Standings, Text, concordance
from glossator.knowledge.base import KnowledgeBase
from glossator.knowledge.names import key_of
from glossator.knowledge.shipped import names_of_places_and_people
from glossator.project.reading import Reading
from glossator.steps import Step
from glossator.steps.verbs import propagation
from glossator.store import Store
from glossator.store.standing import documents_with, finished_documents, spans_of, suggestions_of
from glossator.text.acronyms import other_names
from glossator.text.wordforms import KINDS, Form, FormIndex, MatchKind, forms_of, is_acronym, spelt_alike

_SHORTEST_ALIAS = 2
_LONGEST = 200
"""Code points: what is longer is no name."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a concordance is of: some words, the label they are to get, and where they stand."""

    words: str
    label: str | None = None
    document_id: int | None = None
    place: Fragment | None = None
    thing_id: int | None = None


class Propagating(ABC):
    """Looking for occurrences and labelling them. `Project` mixes it in."""

    annotator: str
    _store: Store
    _reading: Reading

    @abstractmethod
    def _change(
        self, verb: str, title: str, document_id: int | None, work: Callable[[Step], Any], *, closes: bool = False
    ) -> ChangeSet: ...

    @abstractmethod
    def knowledge(self) -> KnowledgeBase:
        """What came with the program and the project's own lists."""

    def occurrences(
        self,
        of: str | int | Asked,
        *,
        kinds: Collection[MatchKind] = KINDS,
        document_id: int | None = None,
        exclude: Collection[int] = (),
    ) -> Iterator[Occurrence]:
        """Where some words, or those of a span or suggestion (its id), stand: in one document, else in all.

        `kinds`: "exact", "case", "inflected" (number, particles, proclitics), "alias" (other names of the same: by the
        knowledge base, by links, by brackets such as "World Health Organization (WHO)"). `exclude`: documents. The
        document that the words are of comes first, then all in their order. Raises VerbError where there is nothing to
        look for.
        """
        for portion in self.concordance(of, kinds=kinds, document_id=document_id, exclude=exclude):
            yield from portion

    def concordance(
        self,
        of: str | int | Asked,
        *,
        kinds: Collection[MatchKind] = KINDS,
        document_id: int | None = None,
        exclude: Collection[int] = (),
    ) -> Iterator[tuple[Occurrence, ...]]:
        """The same in portions that take a few milliseconds each, many of them empty, so that it can be interrupted."""
        asked = of if isinstance(of, Asked) else self.asked(of)
        yield ()
        forms = self._forms(asked, kinds)
        index, finished = FormIndex(forms), finished_documents(self._store)
        words = {form.words for form in forms}
        documents = [document_id] if document_id is not None else documents_with(self._store, words)
        if document_id is None and asked.document_id in documents:
            documents.remove(asked.document_id)
            documents.insert(0, asked.document_id)
        yield ()
        for number in documents:
            if number in exclude:
                continue
            text = self._text(asked, number, finished=number in finished and number != asked.document_id)
            if text is not None:
                yield from concordance(text, index, kinds)

    def asked(self, of: str | int, *, label: str | None = None) -> Asked:
        """What a concordance of words, or of a thing's words, looks for. Raises VerbError where that is nothing."""
        if isinstance(of, str):
            return self._checked(Asked(of, label))
        thing: Span | Suggestion | None = self._store.spans.get(of) or self._reading.suggestion(of)
        if thing is None:
            raise VerbError(f"There is no span or suggestion with the id {of}.")
        place = thing.fragments[0] if len(thing.fragments) == 1 else None
        return self._checked(Asked(thing.text, label or thing.label, thing.document_id, place, of))

    def label_occurrences(self, places: Iterable[Occurrence | tuple[int, int, int]], label: str) -> ChangeSet:
        """Give occurrences, or places `(document, start, end)`, a label, as one step over all their documents.

        Suggestions that stand exactly there are accepted or corrected, spans with another label are relabelled.
        Raises VerbError where there is no place, or one is none.
        """
        by_document: dict[int, list[Fragment]] = {}
        for one in places:
            document, start, end = one if isinstance(one, tuple) else (one.document_id, one.start, one.end)
            by_document.setdefault(document, []).append((start, end))
        propagation.require_places(by_document)
        document, some = next(iter(by_document.items()))
        count = sum(map(len, by_document.values()))
        words = self._reading.quoted(document, (some[0],))
        title = f"label {label}{words}" if count == 1 else f"label {count:,} × {label}{words}"
        return self._change(
            "label_occurrences", title, document if len(by_document) == 1 else None,
            lambda step: propagation.label_places(step, label, by_document),
        )  # fmt: skip

    # What is looked for

    def _checked(self, asked: Asked) -> Asked:
        if not any(letter.isalnum() for letter in asked.words) or _LONGEST < len(asked.words):
            raise VerbError("There are no words here to look for: choose a name of at most a line.")
        return asked

    def _forms(self, asked: Asked, kinds: Collection[MatchKind]) -> list[Form]:
        forms = forms_of(asked.words)
        if "alias" in kinds:
            known = {spelt_alike(form.words) for form in forms}
            for words, sure in self._aliases(asked).items():
                if spelt_alike(words) not in known and _SHORTEST_ALIAS <= len(words) and not words.islower():
                    forms.append(Form(words, "alias", words, sure=sure, strict=True))
        return forms

    def _aliases(self, asked: Asked) -> dict[str, bool]:
        """Other names of the same, each with whether nobody need look at them: what the text itself says is sure."""
        found: dict[str, bool] = {}
        if asked.document_id is not None:
            text = self._store.documents.text(asked.document_id) or ""
            found.update(dict.fromkeys(other_names(text, asked.words), True))
        entity = self._entity(asked)
        if entity is not None:
            spans = self._store.spans.where(
                "t.id IN (SELECT span_id FROM mention WHERE entity_id = ?) AND t.label IS ?", (entity.id, asked.label)
            )
            for words in (entity.name, *(span.text for span in spans)):
                found.setdefault(words, False)
        for words in self._known_names(asked.words, entity):
            found.setdefault(words, False)
        if is_acronym(asked.words) and "." in asked.words:
            found.setdefault(asked.words.replace(".", ""), True)
        return found

    def _entity(self, asked: Asked) -> Entity | None:
        if asked.thing_id is None:
            return None
        mentioned = "t.id IN (SELECT entity_id FROM mention WHERE span_id = ?)"
        found = self._store.entities.where(mentioned, (asked.thing_id,))
        return found[0] if found else None

    def _known_names(self, words: str, entity: Entity | None) -> tuple[str, ...]:
        try:
            base = self.knowledge()
        except KnowledgeError:
            return ()
        entry = base.of_id(entity.kb_id) if entity is not None and entity.kb_id else None
        if entry is None:
            candidate = base.known(words)
            entry = candidate.entry if candidate else None
        # A country is also found by its people and its capital: those are other names for a value, not in a text.
        others = names_of_places_and_people()
        return tuple(name for name in (entry.name, *entry.aliases) if key_of(name) not in others) if entry else ()

    def _text(self, asked: Asked, document_id: int, *, finished: bool) -> Text | None:
        text = self._store.documents.text(document_id) if self._store.documents.is_present(document_id) else None
        if text is None:
            return None
        me = self._store.annotators.known_id(self.annotator)
        suggestions = [one for one in suggestions_of(self._store, document_id, me) if not one.superseded]
        standings = Standings(
            spans=spans_of(self._store, document_id, me),
            pending=[one for one in suggestions if one.state is None],
            rejected=frozenset((one.start, one.end) for one in suggestions if one.state == "rejected"),
            finished=finished,
        )
        itself = asked.place if document_id == asked.document_id else None
        return Text(document_id, text, asked.label, standings, itself)
