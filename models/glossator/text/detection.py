"""Which encoding bytes are in that are no UTF-8: a guess, and whether it may be trusted. Part of the text layer.

A wrong guess would put wrong letters into a text that never changes again, so only a clear one is confident.
Encodings of East Asia are told by their commonest letters, Turkish by its words; for the others `charset-normalizer`
measures, and the rules here say when its measures are far enough apart.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from glossator.text.abbreviations import words
from glossator.text.eastasian import likely_reading

if TYPE_CHECKING:
    from charset_normalizer import CharsetMatch

_MESS_ALLOWED = 0.1
_MESS_ALIKE = 0.05
_MESS_SAME = 0.005
_CLEAR_LEAD = 0.1
_SLIGHT_LEAD = 0.03
_LEAST_SENSE = 0.3
_LEAST_EVIDENCE = 8
_BEYOND_ASCII = bytes(range(128, 256))
_OBSOLETE = ("mac_", "cp0", "cp2", "cp4", "cp5", "cp7", "cp8", "cp10", "cp11", "hp_", "ptcp")
_LATIN = re.compile(r"cp125[02478]|iso8859_(?:1|2|3|4|9|10|13|14|15|16)")
_ONE_BYTE = re.compile(r"cp125\d|iso8859_\d+|koi8_\w|tis_620|kz1048")
_WESTERN = words("Danish Dutch English Finnish French German Indonesian Italian Norwegian Portuguese Spanish Swedish")
_NEVER_SURE = re.compile("big5|cp9(?:32|49|50)|euc_|gb|hz|iso2022|johab|shift_jis|sjis|cp437|cp85\\d|mac_(?!cyrillic)")
"""Those of East Asia would have been told by their letters; those of DOS and old Macs are likely for little."""
_SCRIPTS = (
    ("\u0370", "\u03ff", frozenset("αάοόιίεέτσν"), 0.35),
    ("\u0400", "\u04ff", frozenset("оеаинт"), 0.38),
    ("\u05d0", "\u05ea", frozenset("יוהלא"), 0.25),
    ("\u0620", "\u064a", frozenset("الايمو"), 0.3),
)
"""The first and last letter of scripts, the commonest ones, and what share of a text they make at least."""
_TURKISH = words("ve bir bu da de için ile olarak çok daha olan gibi kadar sonra göre değil ise olduğu")
_TURKISH_LETTERS = re.compile("[ğışĞİŞ]")
_LEAST_TURKISH = 4
_WORD = re.compile(r"[^\W\d_]+")
_PREFERRED = ("cp1252", "cp949", "shift_jis", "euc_jp", "gb18030", "big5", "koi8_r", "cp1251")


@dataclass(frozen=True, slots=True)
class Guess:
    """The likeliest encoding, the runner-up where it is nearly as likely, and whether the first may be relied on."""

    encoding: str
    other: str | None
    confident: bool


def guess_encoding(data: bytes) -> Guess | None:
    """The encoding that makes most sense of the bytes; None where none makes any."""
    from charset_normalizer import from_bytes

    eastern = likely_reading(data)
    if eastern is not None:
        return Guess(eastern.encoding, None, confident=True)
    if _is_turkish(data):
        return Guess("cp1254", None, confident=True)
    matches = [match for match in from_bytes(data) if not match.encoding.startswith("utf")]
    matches = [match for match in matches if _is_likely(str(match))] or matches
    if not matches:
        return None
    ranked = _ranked(matches)
    best = ranked[0]
    rival = next((match for match in ranked[1:] if str(match) != str(best)), None)
    name, other = _name(best), None if rival is None else _name(rival)
    enough = _LEAST_EVIDENCE <= len(data) - len(data.translate(None, _BEYOND_ASCII)) or b"\x1b" in data
    clear = not _NEVER_SURE.match(name) and _is_likely(str(best))
    clear = clear and best.chaos <= _MESS_ALLOWED and (rival is None or _leads(best, rival))
    if clear and _makes_sense(best, enough=enough):
        return Guess(name, other, confident=True)
    if _LATIN.fullmatch(name) and "cp1252" not in (name, other):
        return Guess("cp1252", name, confident=False)
    return Guess(name, other, confident=False)


def _is_turkish(data: bytes) -> bool:
    """Whether the bytes are Turkish of Windows: six letters are all that tells it from the Western encoding."""
    try:
        text = data.decode("cp1254")
    except UnicodeDecodeError:
        return False
    if len(_TURKISH_LETTERS.findall(text)) < _LEAST_TURKISH:
        return False
    return _LEAST_TURKISH <= len(_TURKISH & set(_WORD.findall(text.lower())))


def _is_likely(text: str) -> bool:
    """Whether the letters beyond ASCII are used as their script uses them; where that is Latin, nothing is known.

    Hebrew read as Russian is all capitals, or of rare letters.
    """
    letters = Counter(letter for letter in text if "\x7f" < letter and letter.isalpha())
    total = letters.total()
    for first, last, common, least in _SCRIPTS:
        of_script = sum(count for letter, count in letters.items() if first <= letter <= last)
        if 2 * of_script <= total or not total:
            continue
        capitals = sum(count for letter, count in letters.items() if letter.isupper())
        told = sum(count for letter, count in letters.items() if letter.lower() in common)
        return _LEAST_EVIDENCE <= of_script and least * of_script <= told and 2 * capitals <= of_script
    return True


def _ranked(matches: list[CharsetMatch]) -> list[CharsetMatch]:
    """The readings that are about as clean as the cleanest, best first; those of DOS and old Macs only if they must."""
    least = min(match.chaos for match in matches)
    likely = [match for match in matches if match.chaos <= least + _MESS_ALIKE]
    current = [match for match in likely if not match.encoding.startswith(_OBSOLETE)]
    if any(match.chaos <= least + _MESS_SAME for match in current):
        likely = current
    return sorted(likely, key=lambda match: (round(match.chaos, 2), -match.coherence))


def _makes_sense(best: CharsetMatch, *, enough: bool) -> bool:
    """Whether the reading is more than possible: one-byte encodings read anything, the others need `enough` bytes.

    Letters must be those of a language; marks of punctuation are the same in all encodings that Windows used.
    """
    if not _ONE_BYTE.fullmatch(_name(best)):
        return enough
    if _LEAST_SENSE <= best.coherence:
        return True
    return not any(letter.isalpha() for letter in str(best) if not letter.isascii())


def _leads(best: CharsetMatch, rival: CharsetMatch) -> bool:
    western = _name(best) == "cp1252" and best.language in _WESTERN
    return (_SLIGHT_LEAD if western else _CLEAR_LEAD) <= best.coherence - rival.coherence


def _name(match: CharsetMatch) -> str:
    """The best known of the encodings that read these bytes alike."""
    alike = {match.encoding, *match.could_be_from_charset}
    return next((name for name in _PREFERRED if name in alike), match.encoding)
