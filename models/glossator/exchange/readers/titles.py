"""Which line is the title, and where the head of a text ends. Part of `exchange`; pure functions.

A text without a headline has no title: the first sentence is none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from glossator.exchange.readers.bylines import read_byline
from glossator.exchange.readers.dates import is_date_line
from glossator.exchange.readers.layout import Line
from glossator.text.boilerplate import is_frame_word
from glossator.text.sentences import sentences

LONGEST_TITLE = 200
_LONGEST_KICKER = 25
_SHORT_SENTENCE = 60
_SHORT_LINE = 36
"""No paragraph was ever broken into shorter lines."""
_SLACK = 8
"""How much wider a line may be than the one above it, in characters, beside the half of it."""

_ENDS = (".", "。", "｡", "۔", ".”", '."', ".’", ".'", "。」", "。”", ".)", ".»")
_COMMAS = (",", "،", "、", "，")
_BREAKS_OFF = (*_COMMAS, ";", "؛", ":", "：", "-")
_STOPS = frozenset(".?!…。？！؟")
_ABBREVIATED = regex.compile(r"(?:^|[\s\"'“‘(])(?:\p{Lu}\.){2,}$")
_ELEMENT = regex.compile(r"<(?P<tag>title|h1|h2|a|b|strong)\b[^>]*>(?P<title>[^<]+)</(?P=tag)>", regex.IGNORECASE)
_SUBJECT = regex.compile(
    r"(?:Subject|Title|Headline|SUBJECT|TITLE|HEADLINE|제목|العنوان)\s*[:：]\s*(?P<title>\S.{0,198})"
)
_HASHES = regex.compile(r"^#{1,6}\s+(?=\S)")
_MARKUP = regex.compile(r"[<{]|[a-z]+://|www\.|[\w.+-]+@[\w-]+\.|#|\S*[\w\"]\";\"|--\w")
_LABEL = regex.compile(r"\p{L}[\p{L} ]{0,18}\s*[:：]\s*\S{1,30}")
_WORD = regex.compile(r"\p{L}[\p{L}\p{M}]|\p{Han}")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A line that could be the title. `in_menu`: it stands among the lines of a menu, and could be one of them."""

    title: str
    in_menu: bool


def is_text(lines: Sequence[Line], number: int) -> bool:
    """Whether the article itself begins with this line: a sentence, or the first line of a wrapped paragraph."""
    line = lines[number].text
    if LONGEST_TITLE < len(line) or _goes_on(lines, number):
        return True
    return _ends_sentence(line) and (_SHORT_SENTENCE <= _width(line) or 1 < len(sentences(line)))


def title_in(line: str) -> str | None:
    """The title that a line would make, None where it cannot be one."""
    named = _ELEMENT.fullmatch(line) or _SUBJECT.fullmatch(line)
    if named is not None:
        return named["title"].strip() or None
    line = _HASHES.sub("", line)
    if LONGEST_TITLE < len(line) or _ends_sentence(line) or line.endswith(_BREAKS_OFF) or _MARKUP.match(line):
        return None
    if _LABEL.fullmatch(line) or not _WORD.search(line) or is_frame_word(line) or _is_two_sentences(line):
        return None
    if line.islower() and line.isalpha():
        return None  # a single word without a capital
    return line


def _is_two_sentences(line: str) -> bool:
    if ". " not in line and "。" not in line:
        return False
    stops = sentences(line)
    return 1 < len(stops) and line[stops[0][1] - 1] in ".。"


def choose_title(found: Sequence[Candidate], source: str | None) -> str | None:
    """The title among the lines of the head that could be one: the first that is no kicker, outlet, stray menu."""
    outlet = source.casefold() if source else None
    candidates = [candidate for candidate in found if candidate.title.casefold() != outlet]
    for number, candidate in enumerate(candidates):
        if not _yields(candidate, candidates[number + 1 :]):
            return candidate.title
    return None


def _yields(candidate: Candidate, later: Sequence[Candidate]) -> bool:
    """Whether a line gives way to one further down: a few words in capitals, or among the lines of a menu."""
    line = candidate.title
    if not later or _LONGEST_KICKER < _width(line):
        return False
    if line.isupper() and not later[0].title.isupper():
        return True
    return candidate.in_menu and any(3 * _width(line) <= 2 * _width(other.title) for other in later)


def _goes_on(lines: Sequence[Line], number: int) -> bool:
    """Whether the line directly beneath goes on with the sentence, as in text that was broken into lines."""
    line = lines[number]
    beneath = lines[number + 1] if number + 1 < len(lines) else None
    if beneath is None or not beneath.joined or beneath.menu or line.indent < beneath.indent or line.text[-1] in _STOPS:
        return False
    if not _is_as_wide(line.text, beneath.text) or read_byline(beneath.text) or is_date_line(beneath.text):
        return False
    first = beneath.text[0]
    if line.text[-1] in _COMMAS or first.islower():
        return True
    # Scripts without case do not tell, so the paragraph must end like one.
    return (
        first.isalpha()
        and not first.isupper()
        and _SHORT_LINE <= _width(line.text)
        and _block_ends_sentence(lines, number)
    )


def _is_as_wide(line: str, beneath: str) -> bool:
    """Whether two lines could be of one paragraph: all but its last line are about as wide."""
    return _width(beneath) <= 1.5 * _width(line) + _SLACK


def _block_ends_sentence(lines: Sequence[Line], number: int) -> bool:
    last = number + 1
    while last + 1 < len(lines) and lines[last + 1].joined:
        last += 1
    return last + 1 == len(lines) or lines[last].text[-1] in _STOPS


def _ends_sentence(line: str) -> bool:
    return line.endswith(_ENDS) and not _ABBREVIATED.search(line)


def _width(line: str) -> int:
    """How long a line looks: characters of East Asia take two places."""
    return len(line) if line.isascii() else len(line) + sum("\u2e80" <= letter for letter in line)
