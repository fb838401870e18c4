"""The builder's view of a document: which candidates are near an event, and what the page shows while it is built."""

from __future__ import annotations

from functools import cached_property
from typing import Final

from glossator.annotation import Event, Fragment, Fragments, hull
from glossator.schema import Schema
from glossator_desktop.builder.candidates import Candidate, Surroundings, gather, tag_places
from glossator_desktop.builder.state import BuilderState, Filler
from glossator_desktop.page.content import Arc, Tag
from glossator_desktop.session import DocumentSession

LINES_AROUND: Final = 2
"""So many paragraphs before and after the event's are searched for candidates."""


class Scene:
    """An event in its document, for one state of both."""

    def __init__(self, document: DocumentSession, event: Event, schema: Schema, *, caret: int = 0) -> None:
        self._document = document
        self._event = event
        self._caret = caret
        self._schema = schema

    @cached_property
    def around(self) -> Surroundings:
        """The event's trigger, sentence and line; those of the first filler, or at the caret, without a trigger."""
        start = hull(self._event.trigger)[0]
        if not self._event.trigger:
            fillers = [self._document.fragments(argument.filler) for argument in self._event.arguments]
            start = min((fragments[0][0] for fragments in fillers if fragments), default=self._caret)
        return Surroundings(self._event.trigger, self._document.sentence(start), self._document.line(start))

    def pool(self, *, everything: bool = False) -> tuple[Candidate, ...]:
        """The candidates of the paragraphs around, or of the whole document."""
        document = self._document
        if everything or not self._event.trigger:
            return self._gather((0, len(document.text)))
        start, end = self.around.line
        for _ in range(LINES_AROUND):
            start, end = document.line_before(start)[0], document.line_after(end)[1]
        return self._gather((start, end))

    def near(self, place: Fragment) -> tuple[Candidate, ...]:
        """The annotations and suggestions that hold this place, in its line; no phrases."""
        found = self._gather(self._document.line(place[0]))
        return tuple(
            c for c in found if c.source != "phrase" and any(s <= place[0] and place[1] <= e for s, e in c.fragments)
        )

    def filler(self, item: int) -> Filler | None:
        """What an id in a role stands for."""
        document = self._document
        if item in document.spans:
            span = document.spans[item]
            return Filler(item, span.text, span.label, span.fragments)
        if item in document.events:
            event = document.events[item]
            return Filler(item, event.text or event.type, event.type, event.trigger, is_event=True)
        return None

    def arcs(self) -> tuple[Arc, ...]:
        """An arc from the event's trigger to each filler that stands in the text."""
        if not self._event.trigger:
            return ()
        found = ((argument.role, self._document.fragments(argument.filler)) for argument in self._event.arguments)
        return tuple(
            Arc(self._event.trigger[0], fragments[0], self._role_title(role)) for role, fragments in found if fragments
        )

    def _role_title(self, name: str) -> str:
        role = self._schema.role(name)
        return (role.title if role else name).lower()

    def _gather(self, stretch: Fragment) -> tuple[Candidate, ...]:
        document = self._document
        items = document.items_between(*stretch)
        return gather(
            document.text,
            [document.spans[item] for item in items if item in document.spans],
            [document.suggestions[item] for item in items if item in document.suggestions],
            [document.events[item] for item in items if item in document.events and item != self._event.id],
            document.phrases_between(*stretch),
            strip_article=self._schema.conventions.strip_leading_article,
        )


def role_tags(document: DocumentSession, state: BuilderState) -> tuple[Tag, ...]:
    """The numbers over the candidates."""
    candidates = [entry.candidate for entry in state.numbered]
    last: dict[int, Fragment] = {}
    for index, candidate in enumerate(candidates):
        token = document.tokens.previous_before(candidate.end)
        if token is not None:
            last[index] = (token.start, token.end)
    places = tag_places(candidates, last)
    tags = [Tag(start, end, str(entry.digit)) for entry, (start, end) in zip(state.numbered, places, strict=True)]
    return tuple(sorted(tags, key=lambda tag: tag.start))


def preview_of(state: BuilderState) -> Fragments:
    """The words of what is proposed, and of the numbered phrases: nothing else shows how far those go."""
    numbered = (entry.candidate for entry in state.numbered if entry.candidate.source == "phrase")
    return tuple(dict.fromkeys(part for c in (*state.row.proposed, *numbered) for part in c.fragments))
