"""Examples from the project's own documents: how a label, a type, a role or a feature has been used so far.

Part of the insight layer. What an example is of is a path into the schema, as rulings have it: `entity_types.ORG`,
`event_types.REQUEST`, `event_types.REQUEST.modes.change`, `roles.actor`, `attributes.polarity`, `relation_types.X`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from glossator.annotation import Fragments, Status, hull
from glossator.text.graphemes import next_boundary, previous_boundary

Group: TypeAlias = Literal["entity_types", "event_types", "modes", "roles", "attributes", "relation_types"]

AROUND = 72
"""Code points of context on either side, at most; they end at a word."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What a schema path names. `of` is the event type that a mode belongs to."""

    group: Group
    name: str
    of: str = ""

    @property
    def path(self) -> str:
        """The path that `subject_of` reads back."""
        return f"event_types.{self.of}.modes.{self.name}" if self.group == "modes" else f"{self.group}.{self.name}"


@dataclass(frozen=True, slots=True)
class Example:
    """A thing in its context, each on one line; `detail` says what else matters. `status` is its document's."""

    document_id: int
    thing_id: int
    before: str
    text: str
    after: str
    status: Status
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A thing that may serve as an example: where it stands, and how many people's work it may be taken for.

    `kind` is what should differ from example to example besides the words: an attribute's value, an event's type.
    """

    document_id: int
    thing_id: int
    place: Fragments
    words: str
    status: Status
    kind: str = ""


def subject_of(path: str) -> Subject | None:
    """What a schema path names; None for what examples cannot be of, such as the conventions."""
    if path.startswith("event_types.") and ".modes." in path:
        of, _, name = path.removeprefix("event_types.").partition(".modes.")
        return Subject("modes", name, of) if of and name else None
    group, _, name = path.partition(".")
    groups: tuple[Group, ...] = ("entity_types", "event_types", "roles", "attributes", "relation_types")
    known = next((one for one in groups if one == group), None)
    return Subject(known, name) if known and name else None


def chosen(candidates: Iterable[Candidate], limit: int) -> list[Candidate]:
    """The few that show most: from finished documents first, then each other kinds, words and documents."""
    left = list(candidates)
    order = {"done": 0, "in_progress": 1, "new": 2}
    taken: list[Candidate] = []
    kinds: dict[str, int] = {}
    words: dict[str, int] = {}
    documents: dict[int, int] = {}
    while left and len(taken) < limit:
        best = min(
            left,
            key=lambda one: (
                words.get(one.words.casefold(), 0),
                kinds.get(one.kind, 0),
                order[one.status],
                documents.get(one.document_id, 0),
                -one.thing_id,
            ),
        )
        left.remove(best)
        taken.append(best)
        kinds[best.kind] = kinds.get(best.kind, 0) + 1
        words[best.words.casefold()] = words.get(best.words.casefold(), 0) + 1
        documents[best.document_id] = documents.get(best.document_id, 0) + 1
    return taken


def in_context(candidate: Candidate, text: str) -> Example:
    """A candidate with the words around it. Between two fragments stand the words between, or " … " for many."""
    start, end = hull(candidate.place)
    low = _word_start(text, max(0, start - AROUND))
    high = _word_end(text, min(len(text), end + AROUND))
    before, after = text[low:start], text[end:high]
    return Example(
        candidate.document_id,
        candidate.thing_id,
        before=("… " if 0 < low else "") + _line(before).lstrip(),
        text=_line(_surface(text, candidate.place)).strip(),
        after=_line(after).rstrip() + (" …" if high < len(text) else ""),
        status=candidate.status,
        detail=candidate.kind,
    )


def _surface(text: str, place: Fragments) -> str:
    start, end = hull(place)
    if len(place) < 2 or end - start <= 2 * AROUND:
        return text[start:end]
    return " … ".join(text[one:other] for one, other in place)


def _word_start(text: str, offset: int) -> int:
    if offset <= 0:
        return 0
    space = text.find(" ", offset, offset + AROUND // 3)
    return space + 1 if 0 <= space else previous_boundary(text, offset)


def _word_end(text: str, offset: int) -> int:
    if len(text) <= offset:
        return len(text)
    space = text.rfind(" ", offset - AROUND // 3, offset)
    return space if 0 <= space else next_boundary(text, offset)


def _line(text: str) -> str:
    """Whitespace becomes single spaces; those at the edges stay, since words stand there."""
    words = " ".join(text.split())
    lead = " " if text[:1].isspace() and words else ""
    return lead + words + (" " if text[-1:].isspace() and words else "")
