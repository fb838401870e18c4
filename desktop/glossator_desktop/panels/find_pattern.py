"""From what is typed into the find bar to something that finds it, or to a sentence that says why not. Pure.

Words are found whatever their case (ß is ss, İ is i), whatever white space lies between them, and whether their accents
and syllables are written in one code point or in several; hits keep the text's own offsets.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from functools import lru_cache
from math import prod

import regex

from glossator.text.graphemes import clusters
from glossator.text.tokens import TokenIndex

LONGEST_PATTERN = 1000
"""Characters that a pattern may have."""
PATIENCE = 0.008
"""Seconds of computing that one match of a pattern may take."""
MOST_REPEATS = 20_000
"""Copies that counted repeats may make of their part: compiling more takes seconds."""

_BRACKET = regex.compile(r"\\.|[()\[\]]", regex.DOTALL)
_REPEAT = regex.compile(r"\{(\d+)")
_COMMON = regex.VERSION0 | regex.MULTILINE
_ANY_CASE = regex.IGNORECASE | regex.FULLCASE
_WORD_EDGE = regex.compile(r"(?w)\b")
_APOSTROPHES = "'’"


@dataclass(frozen=True, slots=True)
class Options:
    """How to look: `case` tells A from a, `whole` takes whole words only, `pattern` reads a regular expression."""

    case: bool = False
    whole: bool = False
    pattern: bool = False

    def toggled(self, name: str) -> Options:
        """With one of them the other way round."""
        return replace(self, **{name: not getattr(self, name)})


@dataclass(frozen=True, slots=True)
class Fault:
    """Why nothing can be looked for: a sentence, and the character of the pattern it is about, counted from 1."""

    sentence: str
    place: int | None = None

    @property
    def text(self) -> str:
        """The sentence with its place."""
        return self.sentence if self.place is None else f"At character {self.place}: {self.sentence}"


@dataclass(frozen=True, slots=True)
class Sought:
    """What to look for, ready to be used. `whole`: hits that are not whole words are passed over.

    `patience`: seconds of computing that one match may take; None for plain words, which never take long.
    """

    compiled: regex.Pattern[str]
    whole: bool = False
    patience: float | None = None

    def occurs_in(self, text: str) -> bool:
        """Whether a short text holds it anywhere. Raises TimeoutError."""
        tokens = TokenIndex(text)
        place = 0
        while (hit := self.compiled.search(text, place, timeout=self.patience)) is not None:
            if hit.start() < hit.end() and (not self.whole or is_whole(text, tokens, *hit.span())):
                return True
            place = hit.start() + 1
        return False


def prepare(query: str, options: Options) -> Sought | Fault | None:
    """Makes something that finds a query; None where there is nothing to look for."""
    if not query.strip():
        return None
    if LONGEST_PATTERN < len(query):
        return Fault(f"This is longer than {LONGEST_PATTERN:,} characters. Look for a part of it.")
    flags = _COMMON if options.case else _COMMON | _ANY_CASE
    if not options.pattern:
        words = r"\s+".join(_any_form(word) for word in query.split())
        return Sought(_compiled(f"{_EDGE}{words}{_EDGE}" if options.whole else words, flags), options.whole)
    if MOST_REPEATS < prod(max(1, int(count)) for count in _REPEAT.findall(query)):
        return Fault("The numbers in braces ask for too many repeats. Use smaller ones, or “+”.")
    try:
        plain = _compiled(query, flags)
        compiled = _compiled(f"{_EDGE}(?:{query}){_EDGE}", flags) if options.whole else plain
        return Sought(compiled, options.whole, PATIENCE)
    except regex.error as error:
        return _explained(query, error)
    except (ValueError, OverflowError, RecursionError, MemoryError, KeyError, IndexError, TypeError, AttributeError):
        # The library checks its own syntax only so far; whatever it stumbles over is a pattern we cannot use.
        return Fault("This pattern cannot be used. Make it simpler.")


_EDGE = r"(?:(?<![0-9A-Za-z])|(?![0-9A-Za-z]))"
"""Never inside a Latin word: so that of several ways to match, one that ends with the word is tried."""


@lru_cache(maxsize=64)
def _compiled(pattern: str, flags: int) -> regex.Pattern[str]:
    return regex.compile(pattern, flags)


def _any_form(word: str) -> str:
    """A pattern for a word whose characters may be written composed or decomposed."""
    return "".join(_any_form_of(word[start:end]) for start, end in clusters(word))


def _any_form_of(cluster: str) -> str:
    forms = dict.fromkeys((cluster, *(unicodedata.normalize(form, cluster) for form in ("NFC", "NFD"))))
    escaped = [regex.escape(form, special_only=True) for form in forms]
    return escaped[0] if len(escaped) == 1 else f"(?:{'|'.join(escaped)})"


def is_whole(text: str, tokens: TokenIndex, start: int, end: int) -> bool:
    """Whether both edges of a stretch are edges of words."""
    return _is_edge(text, tokens, start) and _is_edge(text, tokens, end)


def _is_edge(text: str, tokens: TokenIndex, offset: int) -> bool:
    """By Unicode's word boundaries or by our tokens: the latter part Kim from 's and Han letters from each other."""
    if offset <= 0 or len(text) <= offset:
        return True
    before, after = text[offset - 1], text[offset]
    if not (_joins(before) and _joins(after)):
        return True
    if before.isascii() and after.isascii() and before.isalnum() and after.isalnum():
        return False
    token = tokens.at(offset)
    return token is None or offset in token or _WORD_EDGE.match(text, offset) is not None


def _joins(character: str) -> bool:
    return character.isalnum() or character in _APOSTROPHES or character == "_" or _is_mark(character)


def _is_mark(character: str) -> bool:
    return "\u0300" <= character and unicodedata.category(character)[0] == "M"


# What is wrong with a pattern, in words


_WORDS = {
    "missing )": "a bracket “(” is not closed.",
    "unbalanced parenthesis": "this “)” closes nothing. Write “\\)” for the sign itself.",
    "unterminated character set": "a bracket “[” is not closed. Write “\\[” for the sign itself.",
    "missing ]": "a bracket “[” is not closed. Write “\\[” for the sign itself.",
    "nothing to repeat": "there is nothing before this sign to repeat. Write a “\\” before it for the sign itself.",
    "multiple repeat": "two repeats follow each other. Put the first into brackets.",
    "min repeat greater than max repeat": "the first number in the braces is larger than the second.",
    "bad character range": "a range in “[…]” runs backwards.",
    "bad escape (end of pattern)": "“\\” stands at the end. Write “\\\\” for the sign itself.",
    "unknown property": "there is no such kind of character. “\\p{L}” is a letter, “\\p{Lu}” a capital.",
    "unknown property value": "there is no such kind of character. “\\p{L}” is a letter, “\\p{Lu}” a capital.",
    "unknown group": "there is no group of this name.",
    "invalid group reference": "there is no group of this number.",
    "unknown extension": "“(?” is followed by a sign that means nothing. Write “\\(” for the bracket itself.",
    "bad character in group name": "a group's name has letters and digits only.",
    "missing group name": "a group's name is missing.",
    "missing >": "a group's name is not closed by “>”.",
    "undefined character name": "there is no character of this name.",
    "repeat count too big": "the number in the braces is too large.",
}


def _explained(query: str, error: regex.error) -> Fault:
    said, place = str(getattr(error, "msg", error)), getattr(error, "pos", None)
    sentence = _WORDS.get(said)
    if sentence is None and said.startswith(("bad escape", "incomplete escape", "bad hex escape")):
        sentence = "“\\” before this means nothing. Write “\\\\” for the sign itself."
    if sentence is not None and "is not closed" in sentence:
        place = _last_open(query)
    if place is not None:
        place = min(max(place, 0), len(query) - 1) + 1
    return Fault(sentence or "the pattern means nothing from here on.", place)


def _last_open(query: str) -> int | None:
    """Where the last bracket stands that nothing closes."""
    opened: list[int] = []
    for sign in _BRACKET.finditer(query):
        in_set = bool(opened) and query[opened[-1]] == "["
        if sign[0] in ("(", "[") and not in_set:
            opened.append(sign.start())
        elif opened and sign[0] == ("]" if in_set else ")"):
            opened.pop()
    return opened[-1] if opened else None
