"""Where some words stand in a text, in whatever form: other case, other number, with particles. Text layer; pure.

A concordance looks for the forms of one name, a memory for those of thousands: a text is gone through word by word, and
each word is looked up. Words that are forms of the same are told by `spellings`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias

from glossator.text.affixes import (
    ARABIC,
    HANGUL,
    UNSPACED,
    bare_arabic,
    bare_korean,
    is_particle,
    plurals,
    without_possessive,
)

MatchKind: TypeAlias = Literal["exact", "case", "inflected", "alias"]
KINDS: tuple[MatchKind, ...] = ("exact", "case", "inflected", "alias")

_WORD = re.compile(r"\w+")
_SPACE = re.compile(r"\s+")
_APOSTROPHE = re.compile("['’]")
_ACRONYM_LETTERS = 5
_LONG_ENOUGH = 4
_FEW = 16
_MOST_PROCLITICS = 3


@dataclass(frozen=True, slots=True)
class Form:
    """Words to look for. `kind`: what finding them letter by letter counts as; `name` is given back with each place.

    `sure`: nobody need look at each place. `strict`: in another case they are other words.
    """

    words: str
    kind: MatchKind = "exact"
    name: str = ""
    sure: bool = True
    strict: bool = False


class Found(NamedTuple):
    """A place `[start, end)` of a form, particles and proclitics left out."""

    start: int
    end: int
    kind: MatchKind
    form: Form
    sure: bool


def is_acronym(words: str) -> bool:
    """Whether words are so few capitals that in lower case they would be others: "US", "WHO", "U.N."."""
    letters = [letter for letter in words if letter.isalnum()]
    return 2 <= len(letters) <= _ACRONYM_LETTERS and words.isupper()


def spelt_alike(words: str) -> str:
    """What is the same of words however their spaces and apostrophes are written, and in whatever case.

    The case of an acronym stays: "US" is not "us".
    """
    plain = _APOSTROPHE.sub("'", _SPACE.sub(" ", words.strip()))
    return plain if is_acronym(plain) else plain.casefold()


def spellings(words: str) -> list[str]:
    """How words may be known, the likeliest first, each as `spelt_alike` has it: as they are, then less and less."""
    found = dict.fromkeys((spelt_alike(words), spelt_alike(without_possessive(words))))
    head, space, last = words.strip().rpartition(" ")
    bare = bare_korean(last) if HANGUL.search(last[-1:]) else None
    if bare:
        found[spelt_alike(f"{head}{space}{bare}")] = None
    if ARABIC.match(words.strip()):
        found.update(dict.fromkeys(spelt_alike(rest) for _, rest in bare_arabic(words.strip())))
    if is_acronym(words) and _LONG_ENOUGH <= len(words):
        found[words.strip().casefold()] = None  # a name in capitals
    if last.islower():
        found.update(dict.fromkeys(spelt_alike(f"{head}{space}{other}") for other in plurals(last)))
    return list(found)


def forms_of(words: str) -> list[Form]:
    """The forms that words themselves have: as they are, without what is written on to them, in the other number."""
    words = words.strip()
    bare = without_possessive(words)
    found = [Form(words, name=words)]
    if bare != words:
        found.append(Form(bare, "inflected", words))
    head, space, last = bare.rpartition(" ")
    stem = bare_korean(last) if HANGUL.search(last[-1:]) else None
    if stem:
        found.append(Form(f"{head}{space}{stem}", "inflected", words, sure=False))
    sure = bare.islower()
    found += [Form(f"{head}{space}{other}", "inflected", words, sure=sure, strict=not sure) for other in plurals(last)]
    return found


class FormIndex:
    """Forms by their first word. Of forms that begin at one place the longest is found; none overlap."""

    def __init__(self, forms: Iterable[Form]) -> None:
        self._by_word: dict[str, list[_Pattern]] = {}
        self._unspaced: list[_Pattern] = []
        for form in forms:
            pattern = _Pattern.of(form)
            if pattern is None:
                continue
            first = _WORD.search(form.words)
            if first is None or UNSPACED.match(form.words):
                self._unspaced.append(pattern)
            else:
                self._by_word.setdefault(first[0].casefold(), []).append(pattern)
        for patterns in (*self._by_word.values(), self._unspaced):
            patterns.sort(key=lambda pattern: -len(pattern.form.words))
        self._lengths = sorted({len(word) for word in self._by_word}, reverse=True)
        few = 0 < len(self._by_word) <= _FEW
        firsts = [*self._by_word, *("لل" + word[2:] for word in self._by_word if word.startswith("ال"))]
        first_words = "|".join(map(re.escape, sorted(firsts, key=len, reverse=True)))
        self._quick = re.compile(first_words, re.IGNORECASE) if few else None

    def find(self, text: str, start: int = 0, end: int | None = None) -> Iterator[Found]:
        """Where forms stand that begin in `[start, end)`, in order."""
        stop = len(text) if end is None else min(end, len(text))
        spaced = self._among_words(text, start, stop)
        yield from _apart(spaced if not self._unspaced else sorted((*spaced, *self._anywhere(text, start, stop))))

    def _among_words(self, text: str, start: int, stop: int) -> Iterator[Found]:
        known = self._by_word
        rest = _WORD.match(text, stop) if start < stop and _WORD.match(text[stop - 1]) else None
        stop = rest.end() if rest else stop  # a word that begins inside is looked at in full
        words = _WORD.finditer(text, start, stop) if self._quick is None else self._likely(text, start, stop)
        for word in words if known else ():
            begin = word.start()
            if begin == start and 0 < begin and _WORD.match(text[begin - 1]):
                continue  # the rest of a word that began before
            for offset, key in self._keys(word[0]):
                for pattern in known.get(key, ()):
                    found = pattern.at(text, begin + offset, led=offset)
                    if found is not None:
                        yield found

    def _likely(self, text: str, start: int, stop: int) -> Iterator[re.Match[str]]:
        """The words that one of few first words stands in: quicker than looking each word up."""
        last = -1
        for place in self._quick.finditer(text, start, stop) if self._quick else ():
            begin = place.start()
            while start < begin and place.start() - begin < _MOST_PROCLITICS and _WORD.match(text[begin - 1]):
                begin -= 1
            word = _WORD.match(text, begin, stop)
            if word is not None and last < begin and not (0 < begin and _WORD.match(text[begin - 1])):
                last = begin
                yield word

    def _keys(self, word: str) -> Iterator[tuple[int, str]]:
        """Under which first words a form that begins with or in this word may be known, each with where it begins."""
        folded = word.casefold()
        yield 0, folded
        if word.isascii():
            return
        if HANGUL.search(word):
            yield from ((0, folded[:length]) for length in self._lengths if length < len(folded))
        if ARABIC.match(word):
            yield from bare_arabic(word)

    def _anywhere(self, text: str, start: int, stop: int) -> Iterator[Found]:
        for pattern in self._unspaced:
            for place in re.finditer(re.escape(pattern.form.words), text[start : stop + len(pattern.form.words)]):
                if start + place.start() < stop:
                    yield Found(start + place.start(), start + place.end(), pattern.form.kind, pattern.form, True)


class _Pattern:
    """A form, and what finds it from its first word on. Compiled when its first word has been met."""

    __slots__ = ("_expression", "form", "lead")

    def __init__(self, form: Form, lead: int) -> None:
        self.form, self.lead = form, lead
        self._expression: re.Pattern[str] | None = None

    @classmethod
    def of(cls, form: Form) -> _Pattern | None:
        """None for what holds no word at all."""
        first = _WORD.search(form.words)
        return None if first is None else cls(form, first.start())

    @property
    def expression(self) -> re.Pattern[str]:
        """The words with any spaces and apostrophes between them, in any case."""
        if self._expression is None:
            parts = (_APOSTROPHE.sub("['’]", re.escape(part)) for part in self.form.words.split())
            self._expression = re.compile(r"[^\S\n]+".join(parts), re.IGNORECASE)
        return self._expression

    def at(self, text: str, place: int, *, led: int) -> Found | None:
        """The form at a place; `led`: so many letters of proclitics stand before."""
        begin = place - self.lead
        if begin < 0:
            return None
        if led and text.startswith("لل", place - 1) and self.form.words.startswith("ال"):
            return self._contracted(text, place)
        found = self.expression.match(text, begin)
        if found is None:
            return None
        end = found.end()
        rest = _WORD.match(text, end) if found[0][-1:].isalnum() else None
        particle = rest[0] if rest else ""
        if particle and not (HANGUL.match(particle) and is_particle(particle)):
            return None
        return self._graded(found[0], begin, end, written_on=bool(particle) or 0 < led)

    def _contracted(self, text: str, place: int) -> Found | None:
        """ "To the …": the article has lost its first letter, and the place begins with the second ل."""
        found = self.expression.match("ا" + text[place : place + len(self.form.words) + 8])
        if found is None or _WORD.match(text, place + found.end() - 1):
            return None
        return self._graded(found[0], place, place + found.end() - 1, written_on=True)

    def _graded(self, words: str, start: int, end: int, *, written_on: bool) -> Found | None:
        form = self.form
        if _plain(words) == _plain(form.words):
            inflected = written_on and form.kind == "exact"
            sure = form.sure and not (written_on and len(form.words) < 2)
            return Found(start, end, "inflected" if inflected else form.kind, form, sure)
        if form.strict or form.kind == "alias" or (is_acronym(form.words) and not words.isupper()):
            return None
        sure = form.sure and _only_louder(form.words, words)
        return Found(start, end, "case" if form.kind == "exact" else form.kind, form, sure)


def _only_louder(known: str, words: str) -> bool:
    """Whether another case says nothing: in capitals as headlines have it, or a capital where a sentence begins."""
    if _LONG_ENOUGH <= len(words) and (words.isupper() or words.istitle()) and not is_acronym(known):
        return True
    return known.islower() and words[1:].islower()


def _plain(words: str) -> str:
    return (
        words
        if words.isascii() and "  " not in words and "\t" not in words and "'" not in words
        else (_APOSTROPHE.sub("'", _SPACE.sub(" ", words)))
    )


def _apart(found: Iterable[Found]) -> Iterator[Found]:
    """Of those that overlap the first to begin, and of those that begin together the longest and surest."""
    kept: Found | None = None
    for one in found:
        if kept is None or kept.end <= one.start:
            if kept is not None:
                yield kept
            kept = one
        elif one.start == kept.start and (kept.end, _rank(kept)) < (one.end, _rank(one)):
            kept = one
    if kept is not None:
        yield kept


def _rank(found: Found) -> tuple[bool, int]:
    return found.sure, -KINDS.index(found.kind)
