"""From words by number to a text with offsets: how documents of formats that count tokens come to a text.

Part of `exchange`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from glossator.annotation import Fragment
from glossator.exchange.fields import Fields
from glossator.exchange.formats.event_json.grid import BY_WHITE_SPACE, TOKENS
from glossator.text.normalise import normalise


@dataclass(frozen=True, slots=True)
class Worded:
    """A text and where each of its words stands. `extra` tells in the metadata how its words can be found again.

    `sentences` are ranges of words.
    """

    text: str
    words: list[Fragment]
    sentences: list[Fragment]
    extra: dict[str, str]

    def place(self, fields: Fields, start: int, end: int) -> Fragment:
        """The characters of the words `[start, end)`. Raises FormatError where there are no such words."""
        if not 0 <= start < end <= len(self.words):
            raise fields.error(
                f"[{start}, {end}) are no words of the text, which has {len(self.words)}: the first is 0, and the "
                "end must lie behind the start"
            )
        found = self.words[start][0], self.words[end - 1][1]
        if found[1] <= found[0]:
            raise fields.error(f"the words [{start}, {end}) are empty")
        return found

    def check(self, fields: Fields, fragment: Fragment, stated: str | None, *, inflected: bool = False) -> Fragment:
        """The fragment, if what stands there is the stated surface, white space aside. Raises FormatError.

        `inflected`: one may begin with the other.
        """
        found = self.text[slice(*fragment)]
        shown, wanted = squeezed(found), squeezed(found if stated is None else stated)
        if shown != wanted and not (inflected and wanted and (shown.startswith(wanted) or wanted.startswith(shown))):
            raise fields.error(f"the words are {found!r}, but the annotation says {stated!r}. Was the text changed?")
        return fragment


def joined(sentences: Sequence[Sequence[str]]) -> Worded:
    """A text of these words: spaces between them, one sentence a line."""
    clean = [[normalise(word).text for word in words] for words in sentences]
    text = "\n".join(" ".join(words) for words in clean)
    places: list[Fragment] = []
    start = 0
    for words in clean:
        for word in words:
            places.append((start, start + len(word)))
            start += len(word) + 1
        start += not words
    plain = all(word and " " not in word and "\n" not in word for words in clean for word in words)
    return Worded(text, places, _ranges(clean), {TOKENS: BY_WHITE_SPACE} if plain and places else {})


def aligned(sentences: Sequence[Sequence[str]], texts: Sequence[str]) -> Worded | None:
    """The words in the given texts of their sentences, which become lines; None where they are not in them."""
    lines = [normalise(text).text for text in texts]
    if any("\n" in line for line in lines):
        return None
    places: list[Fragment] = []
    base = 0
    for words, line in zip(sentences, lines, strict=True):
        start = 0
        for word in words:
            found = _find(normalise(word).text, line, start)
            if found is None:
                return None
            places.append((base + found[0], base + found[1]))
            start = found[1]
        base += len(line) + 1
    text = "\n".join(lines)
    return None if squeezed(text) != squeezed("".join(map("".join, sentences))) else _unmarked(text, places, sentences)


def worded(sentences: Sequence[Sequence[str]], texts: Sequence[str] | None) -> Worded:
    """The words in the texts of their sentences, where they are in them, else put together."""
    plain = joined(sentences)
    if texts is None or plain.text == "\n".join(texts):
        return plain
    return aligned(sentences, texts) or plain


def at(text: str, words: list[Fragment], sentences: Sequence[Sequence[object]]) -> Worded:
    """A text whose words stand at known places."""
    return _unmarked(text, words, sentences)


def squeezed(text: str) -> str:
    """A text without any white space: corpora differ in where they put it."""
    return "".join(text.split())


def _unmarked(text: str, words: list[Fragment], sentences: Sequence[Sequence[object]]) -> Worded:
    return Worded(text, words, _ranges(sentences), {})


def _ranges(sentences: Sequence[Sequence[object]]) -> list[Fragment]:
    ends = list(accumulate(map(len, sentences)))
    return list(zip([0, *ends[:-1]], ends, strict=True)) if ends else []


def _find(word: str, line: str, start: int) -> Fragment | None:
    """Where the word stands from there on, white space before it passed over."""
    while start < len(line) and line[start].isspace():
        start += 1
    return (start, start + len(word)) if line.startswith(word, start) else None
