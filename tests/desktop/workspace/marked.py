"""Events marked by hand in the real articles: read from a table that names places, never quotes them at length."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from glossator.annotation import Fragment

TABLE = Path(__file__).with_name("marked_events.tsv")
ARTICLES = Path(__file__).resolve().parents[4] / "shared" / "articles"
_VALUES = {
    "polarity": {"p": "positive", "n": "negated"},
    "modality": {"a": "asserted", "c": "claimed", "p": "planned", "h": "hypothetical"},
    "tense": {"p": "past", "n": "present", "f": "future", "u": "unspecified"},
    "currency": {"b": "background", "c": "current"},
}


@dataclass(frozen=True, slots=True)
class Marked:
    """An event as a person marked it. `arguments` are places by role; `modes` has at most one."""

    article: str
    trigger: Fragment
    type: str
    modes: tuple[str, ...]
    attributes: dict[str, str]
    arguments: dict[str, tuple[Fragment, ...]]
    words: str

    @property
    def count(self) -> int:
        """How many arguments it has."""
        return sum(map(len, self.arguments.values()))


def marked_events(texts: dict[str, str]) -> list[Marked]:
    """All events of the table. `texts` are the articles by the first part of their names."""
    lines = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    return [_event(texts, *line.split("\t")) for line in lines]


def _event(texts: dict[str, str], article: str, trigger: str, kind: str, values: str, arguments: str) -> Marked:
    text = texts[article]
    words, _, number = trigger.partition("#")
    place = _occurrences(text, words)[int(number)]
    type_, _, mode = kind.partition("/")
    found: dict[str, tuple[Fragment, ...]] = {}
    for part in arguments.split("; "):
        role, _, fillers = part.partition("=")
        found[role] = tuple(_filler(text, filler, place[0]) for filler in fillers.split(" + "))
    letters = [*values.split(), "c"][:4]
    attributes = {name: _VALUES[name][letter] for name, letter in zip(_VALUES, letters, strict=True)}
    return Marked(article, place, type_, (mode,) if mode else (), attributes, found, f"{article} {trigger}")


def _filler(text: str, words: str, near: int) -> Fragment:
    first, _, last = words.partition("…")
    first, _, number = first.partition("#")
    found = _occurrences(text, first)
    start, end = found[int(number)] if number else min(found, key=lambda place: abs(place[0] - near))
    if last:
        end = next(place[1] for place in _occurrences(text, last) if start < place[0])
    return start, end


def _occurrences(text: str, words: str) -> list[Fragment]:
    pattern = rf"(?<!\w){re.escape(words)}(?!\w)" if words[-1].isalnum() else rf"(?<!\w){re.escape(words)}"
    found = [match.span() for match in re.finditer(pattern, text)]
    assert found, words
    return found
