"""What the page shows, as frozen data: the only language between the page and whoever feeds it. Without Qt.

All offsets are Unicode code points of the document's text, half-open.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias

from glossator.annotation import Fragment, Fragments

MarkKind: TypeAlias = Literal["span", "event", "suggestion", "hint"]
TagStyle: TypeAlias = Literal["number", "hint"]


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing to show in the text.

    `kind`: "span" is an annotation (label None: a free filler), "event" a trigger, "suggestion" an undecided span,
    "hint" a candidate trigger. `chip` is the text below the word, `colour` a key of the theme's colours (an entity
    type's name, "trigger" or "filler"), `badges` the roles that it fills, shown in the chip, `fills` the events (by id)
    whose roles those are. `score` (0..1) is a suggestion's.
    """

    id: int
    kind: MarkKind
    label: str | None
    fragments: Fragments
    chip: str = ""
    colour: str = "filler"
    badges: tuple[str, ...] = ()
    fills: tuple[int, ...] = ()
    score: float | None = None

    @property
    def start(self) -> int:
        """The first code point."""
        return self.fragments[0][0] if self.fragments else 0

    @property
    def end(self) -> int:
        """One past the last code point."""
        return self.fragments[-1][1] if self.fragments else 0

    @property
    def length(self) -> int:
        """How many code points lie between start and end, gaps between fragments included."""
        return self.end - self.start

    @property
    def chip_text(self) -> str:
        """The whole text of the chip: `chip`, followed by the badges that it does not name already."""
        named = self.chip.split(" · ")
        return " · ".join([*filter(None, [self.chip]), *(badge for badge in self.badges if badge not in named)])


@dataclass(frozen=True, slots=True)
class PageContent:
    """A document as the page shows it. `marks` are sorted by start, the longer first."""

    text: str
    title: str = ""
    subtitle: str = ""
    marks: tuple[Mark, ...] = ()
    boilerplate: tuple[Fragment, ...] = ()
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Tag:
    """A key to press for the words `[start, end)`: a candidate's number, or a hint code."""

    start: int
    end: int
    text: str
    style: TagStyle = "number"


@dataclass(frozen=True, slots=True)
class Arc:
    """A link of the current event from its trigger to a filler. `colour`: "accent", or a key of the theme's colours."""

    start: Fragment
    end: Fragment
    label: str
    colour: str = "accent"


@dataclass(frozen=True, slots=True)
class Overlay:
    """What changes with every key: caret, selection, the current mark, tags over words, arcs of the current event.

    `found` are search hits, `found_at` the one looked at, `preview` a candidate to be looked at; `dim` fades the text
    behind the tags.
    """

    caret: int | None = None
    selection: Fragments = ()
    current: int | None = None
    tags: tuple[Tag, ...] = ()
    arcs: tuple[Arc, ...] = ()
    found: Fragments = ()
    dim: bool = False
    preview: Fragments = ()
    found_at: Fragments = ()


class ScrollPlace(NamedTuple):
    """Where the page is scrolled to, whatever its width and zoom: `delta` pixels below the top of `offset`'s line."""

    offset: int
    delta: int
