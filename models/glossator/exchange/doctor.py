"""In what a file counts its offsets, found out by the words that it states beside them.

Part of `exchange`; pure functions. Files say "characters" and mean code points, UTF-16 units or bytes, of a text with
or without a byte order mark, with line ends of one character or of two. What makes every stated surface right is taken.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from glossator.annotation import Fragments, text_of
from glossator.text.normalise import BYTE_ORDER_MARK, Normalised, normalise
from glossator.text.offsets import Utf8Index, Utf16Index

Same: TypeAlias = Callable[[str, str], bool]
_BREAKS = str.maketrans(dict.fromkeys("\n\r\t\v\f\x1c\x1d\x1e\x85\u2028\u2029", " "))


@dataclass(frozen=True, slots=True)
class Claim:
    """That at these offsets, counted in whatever the file counts in, stands this surface (None: it does not say)."""

    places: Fragments
    surface: str | None = None


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """How the offsets of one text are to be read.

    `text` is normalised, `fragments` are what the claims come to in it. `notice` says what was converted; None where
    the offsets are code points of the text as it stands in the file. `wrong` is the number of the first claim that no
    way of reading makes right; then there are no fragments, and `found` is what stands there (None: outside the text).
    """

    text: str
    fragments: tuple[Fragments, ...] = ()
    notice: str | None = None
    wrong: int | None = None
    found: str | None = None

    def complaint(self, claim: Claim) -> str:
        """What is wrong with the claim, for an error."""
        places = ", ".join(f"[{start}, {end})" for start, end in claim.places)
        if self.found is None:
            return f"{places} is not a stretch of the text, which has {len(self.text)} characters"
        return f"the text says {self.found!r} at {places}, the annotation {claim.surface!r}"


@dataclass(frozen=True, slots=True)
class _Reading:
    """One way to read offsets: `convert` leads to code points of the normalised text, None for what is outside."""

    words: str
    convert: Callable[[int], int | None]


def same_surface(found: str, stated: str) -> bool:
    """Whether two surfaces are the same but for line ends, which many programs write as a space or as `\\n`."""
    if found == stated:
        return True
    flat = found.translate(_BREAKS)
    return any(flat == one.translate(_BREAKS) for one in (stated, normalise(stated).text, stated.replace("\\n", "\n")))


def diagnose(raw: str, claims: Sequence[Claim], *, same: Same = same_surface) -> Diagnosis:
    """How the claims about a text, as it stands in its file, are to be read."""
    normalised = normalise(raw)
    first: Diagnosis | None = None
    for reading in _readings(raw, normalised):
        found = _read(normalised.text, reading, claims, same)
        if found.wrong is None:
            return found
        first = first or found
    return first or Diagnosis(normalised.text)


def _read(text: str, reading: _Reading, claims: Sequence[Claim], same: Same) -> Diagnosis:
    read: list[Fragments] = []
    for number, claim in enumerate(claims):
        fragments = _converted(reading, claim.places)
        if fragments is None:
            return Diagnosis(text, wrong=number)
        found = text_of(text, fragments)
        if claim.surface is not None and not same(found, claim.surface):
            return Diagnosis(text, wrong=number, found=found)
        read.append(fragments)
    return Diagnosis(text, tuple(read), reading.words or None)


def _converted(reading: _Reading, places: Fragments) -> Fragments | None:
    read: list[tuple[int, int]] = []
    for place in places:
        start, end = (reading.convert(offset) for offset in place)
        if start is None or end is None or end <= start:
            return None
        read.append((start, end))
    return tuple(read)


def _readings(raw: str, normalised: Normalised) -> Iterator[_Reading]:
    """Every way, the usual ones first."""
    for words, text in _texts(raw, normalised.text):
        map_ = normalised.map if text is raw else normalise(text).map
        yield _Reading(words, _by(lambda offset: offset, len(text), map_.from_source))
        wide = Utf16Index(text)
        if not wide.is_identity:
            yield _Reading(_said("UTF-16 units", words), _by(wide.to_code_point, wide.utf16_length, map_.from_source))
        narrow = Utf8Index(text)
        if not narrow.is_identity:
            yield _Reading(_said("UTF-8 bytes", words), _by(narrow.to_code_point, narrow.byte_length, map_.from_source))


def _texts(raw: str, text: str) -> Iterator[tuple[str, str]]:
    yield "", raw
    if raw.startswith(BYTE_ORDER_MARK):
        yield "Offsets were counted without the byte order mark.", raw.removeprefix(BYTE_ORDER_MARK)
    if "\r" in raw:
        yield "Offsets were counted with line ends of one character.", text
    elif "\n" in raw:
        yield "Offsets were counted with line ends of two characters.", raw.replace("\n", "\r\n")
    if not raw.startswith(BYTE_ORDER_MARK):
        yield "Offsets were counted with a byte order mark before the text.", BYTE_ORDER_MARK + raw


def _said(unit: str, words: str) -> str:
    return f"Offsets were {unit}, not characters; they are converted." + (f" {words}" if words else "")


def _by(unit: Callable[[int], int], length: int, from_source: Callable[[int], int]) -> Callable[[int], int | None]:
    return lambda offset: from_source(unit(offset)) if 0 <= offset <= length else None
