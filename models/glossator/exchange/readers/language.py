"""Which language a text is in, told by its script, within a script by its letters and commonest words.

Part of `exchange`; a pure function. Where the script leaves it open, nothing is guessed.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from functools import cache

LOOKED_AT = 2_000
"""How many code points are looked at: enough to tell."""
ENOUGH = 800
"""As many are looked at first where only words tell: nearly always enough."""
FEWEST = 3
"""How many different common words must be found before the Latin script is given a language; one less without rival."""
CLEAR = 1.2
"""How many times as often as the next language's its common words must be found."""
FEW = 0.02
"""A letter that one language has and its neighbour lacks must be at least so frequent: names are borrowed."""

_RANGES = (
    (0x41, 0x5B, "Latin"), (0x61, 0x7B, "Latin"), (0xC0, 0x250, "Latin"), (0x370, 0x400, "Greek"),
    (0x400, 0x530, "Cyrillic"), (0x531, 0x590, "Armenian"), (0x5D0, 0x5F0, "Hebrew"), (0x620, 0x64B, "Arabic"),
    (0x66E, 0x6D4, "Arabic"), (0x750, 0x780, "Arabic"), (0x904, 0x980, "Devanagari"), (0x980, 0xA00, "Bengali"),
    (0xB80, 0xC00, "Tamil"), (0xE01, 0xE80, "Thai"), (0x10A0, 0x1100, "Georgian"), (0x1100, 0x1200, "Hangul"),
    (0x1E00, 0x1F00, "Latin"), (0x1F00, 0x2000, "Greek"), (0x3041, 0x30FB, "Kana"), (0x30FC, 0x3100, "Kana"),
    (0x3131, 0x3190, "Hangul"), (0x3400, 0x4DC0, "Han"), (0x4E00, 0xA000, "Han"), (0xAC00, 0xD7B0, "Hangul"),
    (0xF900, 0xFB00, "Han"), (0xFB50, 0xFE00, "Arabic"), (0xFE70, 0xFF00, "Arabic"), (0xFF66, 0xFFA0, "Kana"),
    (0x20000, 0x32000, "Han"),
)  # fmt: skip
_STARTS = [start for start, _, _ in _RANGES]
_LANGUAGE_OF = {
    "Hangul": "ko", "Kana": "ja", "Han": "zh", "Thai": "th", "Hebrew": "he", "Greek": "el", "Georgian": "ka",
    "Armenian": "hy", "Devanagari": "hi", "Bengali": "bn", "Tamil": "ta",
}  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+")
_COMMON_WORDS = {
    "en": "the of and to in that is was for with on as it by has have from said an are",
    "fr": "le la les des et est une dans du que qui pour pas sur au avec sont cette ont il",
    "de": "der die das und ist nicht ein eine zu den mit von dem auf für im sich des auch wird",
    "es": "el los las del y que en una por con para es se su al lo como más fue pero",
    "it": "il di che è la per un con non sono della del gli le una nel alla dei ha più",
    "pt": "o os as do da de que em um uma para com não por dos no na ao foi mais",
    "nl": "de het een van en dat is in op te niet zijn met voor aan door ook wordt bij naar",
    "sv": "och att det som en är på av för med den till inte har ett om var från vid",
    "pl": "i w na z nie się że do jest to o jak po za od przez przy są oraz dla",
    "tr": "ve bir bu da de için ile olarak çok daha olan gibi kadar ne sonra var değil",
    "id": "yang dan di dengan untuk dari pada ini itu tidak dalam akan adalah oleh ke juga",
}
_VIETNAMESE = "đơư"
"""Its words are written with marks in two ways; these letters in one."""
_LANGUAGES_WITH: dict[str, list[str]] = {}
for _language, _words in _COMMON_WORDS.items():
    for _common in _words.split():
        _LANGUAGES_WITH.setdefault(_common, []).append(_language)


def language_of(text: str) -> str | None:
    """A BCP 47 tag such as "en" or "ko"; None where the text does not tell."""
    head = text[:LOOKED_AT]
    if head.isascii():
        return _latin(head)
    letters = Counter(head)
    scripts: Counter[str] = Counter()
    for letter, count in letters.items():
        script = _script_of(letter)
        if script is not None:
            scripts[script] += count
    if not scripts:
        return None
    # Kana decide for Japanese even where Han characters are more; Han without them is Chinese.
    if 0 < scripts["Kana"] and scripts["Latin"] + scripts["Hangul"] < scripts["Kana"] + scripts["Han"]:
        return "ja"
    (script, count), *_ = scripts.most_common(1)
    match script:
        case "Latin":
            return _latin(head)
        case "Cyrillic":
            return _cyrillic(letters, count)
        case "Arabic":
            return _arabic(letters, count)
    return _LANGUAGE_OF.get(script)


@cache
def _script_of(letter: str) -> str | None:
    place = bisect_right(_STARTS, ord(letter)) - 1
    if place < 0:
        return None
    _, end, script = _RANGES[place]
    return script if ord(letter) < end else None


def _latin(text: str) -> str | None:
    if FEW * len(text) < sum(map(text.count, _VIETNAMESE)):
        return "vi"
    return (_by_words(text[:ENOUGH]) if ENOUGH < len(text) else None) or _by_words(text)


def _by_words(text: str) -> str | None:
    found: Counter[str] = Counter()
    distinct: Counter[str] = Counter()
    for word, count in Counter(_WORD.findall(text.lower())).items():
        for language in _LANGUAGES_WITH.get(word, ()):
            found[language] += count
            distinct[language] += 1
    (best, count), (_, second) = (*found.most_common(2), ("", 0), ("", 0))[:2]
    enough = FEWEST if second else FEWEST - 1
    clear = CLEAR * second < count
    return best if enough <= distinct[best] and clear else None


def _share(letters: Counter[str], of: Iterable[str], total: int) -> float:
    return sum(letters[letter] for letter in of) / total


def _cyrillic(letters: Counter[str], total: int) -> str:
    if FEW < _share(letters, "іїєґ", total):
        return "be" if FEW < _share(letters, "ыў", total) else "uk"
    if FEW < _share(letters, "јљњћђџ", total):
        return "mk" if 0 < _share(letters, "ѓќѕ", total) else "sr"
    return "bg" if 0 < letters["ъ"] and _share(letters, "ыэё", total) == 0 else "ru"


def _arabic(letters: Counter[str], total: int) -> str:
    if FEW / 2 < _share(letters, "ٹڈڑےں", total):
        return "ur"
    return "fa" if FEW < _share(letters, "پچژگیک", total) else "ar"
