"""Which line is the title, and where the head of a text ends. Part of `exchange`; pure functions.

A text without a headline has no title: the first sentence is none.
"""

from __future__ import annotations

from collections.abc import Sequence

import regex

from glossator.exchange.readers.bylines import read_byline
from glossator.exchange.readers.dates import is_date_line
from glossator.exchange.readers.layout import Line
from glossator.text.boilerplate import is_frame_word
from glossator.text.sentences import sentences

LONGEST_TITLE = 200
_LONGEST_KICKER = 25
_SHORT_SENTENCE = 60
_CREDIT_REACH = 120
_SLACK = 8
"""How much wider a line may be than the one above it, in characters, beside the half of it."""

_ENDS = (".", "。", "｡", "۔", ".”", '."', ".’", ".'", "。」", "。”", ".)", ".»")
_COMMAS = (",", "،", "、", "，")
_BREAKS_OFF = (*_COMMAS, ";", "؛", ":", "：", "-")
_STOPS = frozenset(".?!…。？！؟")
_ABBREVIATED = regex.compile(r"(?:^|[\s\"'“‘(])(?:\p{Lu}\.){2,}$")
_ELEMENT = regex.compile(r"<(?P<tag>title|h1|h2|a|b|strong)\b[^>]*>(?P<title>[^<]+)</(?P=tag)>", regex.IGNORECASE)
_HASHES = regex.compile(r"#{1,6}\s+(?=\S)")
_MARKUP = regex.compile(r"[<{]|[a-z]+://|www\.|[\w.+-]+@[\w-]+\.|#|\S*[\w\"]\";\"|--\w")
_PICTURE = (
    "(?:AP |AFP |EPA )?(?:[Pp]hoto(?:graph)?s?|PHOTO|[Ii]mages?|IMAGE|[Pp]ictures?|[Ii]llustration|[Gg]raphic"
    "|[Vv]ideo|VIDEO|[Cc]aption|CAPTION|[Cc]redits?|[Cc]ourtesy|사진|자료사진|그래픽|이미지|영상|صورة|صور|الصورة|تصوير|أرشيف)"
)
_CAPTION = regex.compile(
    rf"FILE\b\s*(?:PHOTO|IMAGE|VIDEO)?\s*[-–—:]|[\[(]?\s*{_PICTURE}\s*(?:[:：=/]|by\b|courtesy\b|제공|\])|[▲△▶📷📸🎥]"
)
_CREDIT = regex.compile(
    rf"[(\[]{_PICTURE}\b[^)\]]*[)\]]\.?$|\bGetty Images\b|\b{_PICTURE}: [^.]{{2,40}}$|/\s?(?:AP|AFP|EPA|Reuters)\)?$"
)
_COOKIES = regex.compile(
    r"(?:we|this (?:web)?site|by (?:continuing|using|clicking)|our partners)\b.{0,80}\bcookies\b", regex.IGNORECASE
)
_LABEL = regex.compile(r"\p{L}[\p{L} ]{0,18}\s*[:：]\s*\S{1,30}")
_WORD = regex.compile(r"\p{L}[\p{L}\p{M}]|\p{Han}")


def is_caption(line: str) -> bool:
    """Whether a line belongs to a picture, or is a banner about cookies: neither title nor first sentence."""
    return (
        _CAPTION.match(line) is not None
        or _CREDIT.search(line[-_CREDIT_REACH:]) is not None
        or _COOKIES.match(line) is not None
    )


def is_text(lines: Sequence[Line], number: int) -> bool:
    """Whether the article itself begins with this line: a sentence, or the first line of a wrapped paragraph."""
    line = lines[number].text
    if LONGEST_TITLE < len(line) or _goes_on(lines, number):
        return True
    return _ends_sentence(line) and (_SHORT_SENTENCE <= _width(line) or 1 < len(sentences(line)))


def title_in(line: str) -> str | None:
    """The title that a line would make, None where it cannot be one."""
    element = _ELEMENT.fullmatch(line)
    if element is not None:
        return element["title"].strip() or None
    line = _HASHES.sub("", line)
    if LONGEST_TITLE < len(line) or _ends_sentence(line) or line.endswith(_BREAKS_OFF) or _MARKUP.match(line):
        return None
    if _LABEL.fullmatch(line) or not _WORD.search(line) or is_frame_word(line) or _is_two_sentences(line):
        return None
    return line


def _is_two_sentences(line: str) -> bool:
    if ". " not in line and "。" not in line:
        return False
    stops = sentences(line)
    return 1 < len(stops) and line[stops[0][1] - 1] in ".。"


def choose_title(found: Sequence[str], source: str | None) -> str | None:
    """The title among the lines of the head that could be one: the first that is neither kicker nor outlet."""
    outlet = source.casefold() if source else None
    candidates = [title for title in found if title.casefold() != outlet]
    if 1 < len(candidates) and _is_kicker(candidates[0], candidates[1]):
        return candidates[1]
    return candidates[0] if candidates else None


def _is_kicker(line: str, beneath: str) -> bool:
    """A few words in capitals above a headline that is not ("RELIEF & REFUGE")."""
    return line.isupper() and len(line) <= _LONGEST_KICKER and not beneath.isupper()


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
    return first.isalpha() and not first.isupper() and _block_ends_sentence(lines, number)


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
    return len(line) + sum(1 for letter in line if "\u1100" <= letter) if not line.isascii() else len(line)
