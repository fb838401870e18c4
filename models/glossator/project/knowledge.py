"""The façade's knowledge: who names stand for, with the project's own lists, and what dates in words are.

Lists are no steps: undo leaves them. Giving dates their values is one.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from glossator.annotation import ChangeSet, Span
from glossator.errors import KnowledgeError, VerbError
from glossator.project.reading import Reading
from glossator.schema import Schema
from glossator.steps import Step
from glossator.steps.verbs import spans
from glossator.store import Store
from glossator.store.lists import drop_list, save_list, saved_lists
from glossator.text import read_source, sentences

if TYPE_CHECKING:
    from glossator.knowledge.base import Candidate, KnowledgeBase
    from glossator.knowledge.dates import DateReading
    from glossator.knowledge.entries import Entry

# The knowledge layer is imported by the methods that need it: the window starts without.

VALUE = "value"
"""The attribute of a span that holds a date's value."""


@dataclass(frozen=True, slots=True)
class DateProposals:
    """What the dates of a document would be given: sure values by span, how many have one, how many are not sure."""

    document_id: int
    sure: dict[int, DateReading]
    given: int = 0
    unsure: int = 0


class Knowing(ABC):
    """Looking things up for annotations. `Project` mixes it in."""

    annotator: str
    _store: Store
    _reading: Reading
    _lists: tuple[dict[str, str], KnowledgeBase] | None = None

    @property
    @abstractmethod
    def schema(self) -> Schema:
        """The schema in force."""

    @abstractmethod
    def _change(
        self, verb: str, title: str, document_id: int | None, work: Callable[[Step], Any], *, closes: bool = False
    ) -> ChangeSet: ...

    # Names

    def knowledge(self) -> KnowledgeBase:
        """What came with the program and the project's own lists; those come first.

        Raises KnowledgeError where a list in the project cannot be read: the message says which.
        """
        from glossator.knowledge.base import KnowledgeBase

        saved = saved_lists(self._store)
        if self._lists is None or self._lists[0] != saved:
            own = [entry for name, text in saved.items() for entry in self._kept(text, name)]
            self._lists = (saved, KnowledgeBase.load(own))
        return self._lists[1]

    def knowledge_lists(self) -> dict[str, int]:
        """The project's own lists: the name of each, and how many entries it has."""
        return {name: len(self._kept(text, name)) for name, text in saved_lists(self._store).items()}

    def import_knowledge(self, path: str | Path) -> int:
        """Take a list of names (CSV) into the project; returns how many. One of the same file name gives way.

        It is no step: undo does not take it back, `remove_knowledge` does.

        Raises:
            KnowledgeError: the list is wrong; file, line and column are said, and nothing was changed.
            ReadError: the file cannot be read.
        """
        file = Path(path)
        text = read_source(file).text
        try:
            entries = self._read(text, file.name, checked=True)
        except KnowledgeError as error:
            raise KnowledgeError(f"{error} Nothing was imported.") from error
        save_list(self._store, file.name, text)
        return len(entries)

    def remove_knowledge(self, name: str) -> None:
        """Take a list out of the project again. Raises KnowledgeError where there is none of this name."""
        if name not in (known := saved_lists(self._store)):
            listed = f"It has: {', '.join(known)}." if known else "It has none."
            raise KnowledgeError(f"The project has no list “{name}”. {listed}")
        drop_list(self._store, name)

    def candidates(self, name: str, *, document_id: int | None = None, limit: int = 9) -> list[Candidate]:
        """Who or what a name may stand for, the likeliest first; offices as they were when the document came out."""
        return self.knowledge().candidates(name, limit, on=self._published(document_id))

    def known_as(self, name: str, *, document_id: int | None = None) -> Candidate | None:
        """The one entry with this name; None where there is none, or several."""
        return self.knowledge().known(name, on=self._published(document_id))

    def _kept(self, text: str, name: str) -> tuple[Entry, ...]:
        try:
            return self._read(text, name, checked=False)
        except KnowledgeError as error:
            raise KnowledgeError(
                f"The project's list “{name}” cannot be used: {error} Take it out with “glossator knowledge remove”."
            ) from error

    def _read(self, text: str, name: str, *, checked: bool) -> tuple[Entry, ...]:
        """`checked` holds the sectors against the schema, which may have changed since a list was taken in."""
        from glossator.knowledge.lists import Known, read_list
        from glossator.knowledge.shipped import country_names

        sectors = [sector.name for sector in self.schema.sectors] if checked and self.schema.sectors else None
        return read_list(text, name=name, known=Known(country_names().keys(), sectors), source=name)

    # Dates

    def is_date(self, label: str | None) -> bool:
        """Whether spans with this label have a date's value by the schema."""
        found = self.schema.attribute(VALUE)
        return found is not None and not found.values and label is not None and found.fits("span", label)

    def date_reading(self, thing_id: int) -> DateReading | None:
        """What a date in words is, counted from the document's publication: of a span, or of a suggestion of one."""
        thing = self._store.spans.get(thing_id) or self._reading.suggestion(thing_id)
        if thing is None:
            return None
        return self.read_words(thing.document_id, thing.text, thing.fragments[0][0], thing.fragments[-1][1])

    def read_words(self, document_id: int, words: str, start: int, end: int) -> DateReading | None:
        """What a date in words is, at this place of a document: its sentence tells whether it is still to come."""
        from glossator.knowledge.dates import read_date, speaks_ahead

        text = self._store.documents.text(document_id) or ""
        before, after = _around(text, start, end)
        return read_date(words, self._published(document_id), ahead=speaks_ahead(before, after))

    def date_proposals(self, document_id: int) -> DateProposals:
        """What `value_dates` would do in a document."""
        layer = self._reading.layer(document_id, self.annotator)
        dates = [span for span in layer.spans if self.is_date(span.label)]
        open_ = [span for span in dates if VALUE not in span.attributes]
        found = {span.id: reading for span in open_ if (reading := self.date_reading(span.id))}
        sure = {number: reading for number, reading in found.items() if reading.sure}
        return DateProposals(document_id, sure, len(dates) - len(open_), len(open_) - len(sure))

    def value_dates(self, document_id: int, only: Iterable[int] | None = None) -> ChangeSet:
        """Give the dates of a document their values as one step: those that have none and whose value is sure.

        `only` keeps these spans. Raises VerbError where there is none.
        """
        wanted = None if only is None else set(only)
        sure = {
            number: reading.value
            for number, reading in self.date_proposals(document_id).sure.items()
            if wanted is None or number in wanted
        }
        if not sure:
            raise VerbError("No date here is without a value that is sure. V on a date asks for it.")

        def work(step: Step) -> None:
            for number, value in sure.items():
                spans.set_attributes(step, number, {VALUE: value})

        many = "a date its value" if len(sure) == 1 else f"{len(sure):,} dates their values"
        return self._change("value_dates", f"give {many}", document_id, work)

    def _published(self, document_id: int | None) -> str | None:
        document = self._store.documents.get(document_id) if document_id is not None else None
        return document.metadata.published if document else None


def date_value_of(span: Span) -> str | None:
    """The value that a date has been given."""
    value = span.attributes.get(VALUE)
    return value if isinstance(value, str) else None


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    """The sentence before and after a place, within its line."""
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    for begin, stop in sentences(text, first, last if 0 <= last else len(text)):
        if begin <= start and end <= stop:
            return text[begin:start], text[end:stop]
    return text[first:start], ""
