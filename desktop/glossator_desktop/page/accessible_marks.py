"""What a screen reader is told of the marks at a place, as text attributes. Pure, without Qt.

The form is IAccessible2's: `name:value;name:value`, with a backslash before `\\`, `,` and `=` in a value. Before `:`
and `;` Qt does not know it: it cuts there all the same, and reads beyond what it has cut. So these two stand as `%3A`
and `%3B`, and `%` as `%25`. Where marks lie in one another, each value is a list with a comma between, the innermost
mark first, one entry for each mark, empty where a mark has none:
`label:PERSON,ORG;state:suggested,annotated;score:0.64,`. Several events or roles of one mark have a space between.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple, Protocol, TypeAlias

from glossator.annotation import Fragment
from glossator_desktop.page.content import Mark

State: TypeAlias = Literal["annotated", "suggested", "filler", "trigger", "hint"]

_STATES: Final[dict[str, State]] = {"span": "annotated", "event": "trigger", "suggestion": "suggested", "hint": "hint"}

_ESCAPES: Final = str.maketrans({"\\": "\\\\", ",": "\\,", "=": "\\=", ":": "%3A", ";": "%3B", "%": "%25"})
_ESCAPED: Final = re.compile(r"\\(.)|%(3A|3B|25)", re.DOTALL)

_STANDARD: Final[dict[State, str]] = {
    "annotated": "text-underline-type:single",
    "suggested": "text-underline-type:single;text-underline-style:dash",
    "filler": "text-underline-type:single;text-underline-style:dotted",
    "trigger": "font-weight:bold;text-underline-type:single",
    "hint": "text-underline-type:single;text-underline-style:dotted",
}
"""How a mark looks, in IAccessible2's own names: Qt hands only those on to AT-SPI."""


class Role(NamedTuple):
    """A role that a span fills: the event's type, and the role's name."""

    event: str
    role: str


@dataclass(frozen=True, slots=True)
class MarkFacts:
    """What a mark itself does not say. `score` is 0..1, of suggestions; `roles` are those that it fills."""

    score: float | None = None
    roles: tuple[Role, ...] = ()
    flagged: bool = False


NO_FACTS: Final = MarkFacts()

FactsOf: TypeAlias = Callable[[Mark], MarkFacts]


class Facts(Protocol):
    """Whoever feeds the page knows more of a mark than the page has to show."""

    def of(self, mark: Mark) -> MarkFacts:
        """What there is to know of a mark."""

    def current(self) -> str:
        """In words what the next key acts on; empty where that is the caret."""


class Stretch(NamedTuple):
    """Code points `[start, end)` that all have the same attributes."""

    start: int
    end: int
    attributes: str


def state_of(mark: Mark) -> State:
    """What kind of thing a mark stands for."""
    return "filler" if mark.kind == "span" and mark.label is None else _STATES[mark.kind]


def marks_holding(marks: Iterable[Mark], offset: int) -> list[Mark]:
    """Those of the marks of which a fragment holds an offset, the innermost first."""
    found = [mark for mark in marks if any(start <= offset < end for start, end in mark.fragments)]
    return sorted(found, key=lambda mark: (mark.length, -mark.start, mark.id))


def stretch_at(
    offset: int,
    within: Fragment,
    marks: Sequence[Mark],
    *,
    facts_of: FactsOf,
    current: int | None = None,
    language: str | None = None,
) -> Stretch:
    """The attributes at an offset, and how far they hold, at most as far as `within`.

    `marks` are all that share a code point with `within`. The language is the document's: it holds everywhere.
    """
    edges = sorted({*within, *(edge for mark in marks for part in mark.fragments for edge in part)})
    start = max(within[0], edges[max(0, bisect_right(edges, offset) - 1)])
    after = bisect_right(edges, offset)
    end = min(within[1], edges[after]) if after < len(edges) else within[1]
    here = marks_holding(marks, offset)
    return Stretch(start, max(start, end), attributes(here, facts_of=facts_of, current=current, language=language))


def attributes(
    marks: Sequence[Mark], *, facts_of: FactsOf, current: int | None = None, language: str | None = None
) -> str:
    """The attributes of a place on which these marks lie, the innermost first."""
    pairs: list[str] = []
    if marks:
        facts = [facts_of(mark) for mark in marks]
        named: dict[str, list[str]] = {
            "label": [mark.label or "" for mark in marks],
            "state": [state_of(mark) for mark in marks],
            "score": ["" if fact.score is None else f"{fact.score:.2f}" for fact in facts],
            "event": [_event_of(mark, fact) for mark, fact in zip(marks, facts, strict=True)],
            "role": [" ".join(role.role for role in fact.roles) for fact in facts],
            "current": ["true" if mark.id == current else "" for mark in marks],
            "flagged": ["true" if fact.flagged else "" for fact in facts],
        }
        pairs = [f"{name}:{','.join(map(escaped, values))}" for name, values in named.items() if any(values)]
        pairs.append(_STANDARD[state_of(marks[0])])
    if language:
        pairs.append(f"language:{escaped(language)}")
    return ";".join(pairs)


def _event_of(mark: Mark, facts: MarkFacts) -> str:
    """The type of the event that a mark triggers or may trigger; else of those in which it fills a role."""
    if mark.kind in ("event", "hint"):
        return mark.label or ""
    return " ".join(role.event for role in facts.roles)


def escaped(value: str) -> str:
    """A value in which no character means anything else than itself."""
    return value.translate(_ESCAPES)


def unescaped(value: str) -> str:
    """The value that was escaped."""
    return _ESCAPED.sub(lambda match: match[1] or chr(int(match[2], 16)), value)


def parse_attributes(text: str) -> dict[str, tuple[str, ...]]:
    """Attributes as values by name: the way back from `attributes`."""
    pairs = (pair.split(":") for pair in text.split(";") if pair)
    return {name: tuple(map(unescaped, _entries(values))) for name, values in pairs}


def _entries(values: str) -> list[str]:
    """Cut at each comma before which no backslash stands that counts."""
    parts, begin, at = [], 0, 0
    while at < len(values):
        if values[at] == "\\":
            at += 1
        elif values[at] == ",":
            parts.append(values[begin:at])
            begin = at + 1
        at += 1
    return [*parts, values[begin:]]
