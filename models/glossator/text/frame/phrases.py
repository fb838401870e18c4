"""What a language's list of frame words is made of. Part of the text layer; imports nothing of the house."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pattern:
    """Items that begin with one of the words `heads`; `shape` is a regular expression for the whole folded item.

    `alone`: it is a frame line by itself; otherwise only as an item among others of a menu.
    """

    heads: str
    shape: str
    alone: bool = True


@dataclass(frozen=True, slots=True)
class FrameWords:
    """One language's words. All in lower case; commas between the phrases.

    `alone` are frame lines by themselves, `items` only beside others (names of networks, say), `sections` are the
    parts of a news site: they head a page, but may be a subheading too. `homes` begin breadcrumbs. `openings` are
    further first words of frame lines, of those that no list holds (a copyright).
    """

    homes: str
    alone: str
    items: str
    sections: str
    patterns: tuple[Pattern, ...]
    openings: str = ""


def split(phrases: str) -> list[str]:
    """The phrases of a list, with single spaces."""
    return [" ".join(phrase.split()) for phrase in phrases.split(",") if phrase.strip()]
