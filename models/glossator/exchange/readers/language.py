"""Which language a text is in, told by its script, and for the Latin script by its commonest words.

Part of `exchange`; a pure function. Where the script leaves it open, nothing is guessed.
"""

from __future__ import annotations

from collections import Counter

import regex

LOOKED_AT = 2_000
"""How many code points are looked at: enough to tell."""
FEWEST = 3
"""How many common words must be found before the Latin script is given a language."""

_BY_SCRIPT = {
    "Hangul": "ko",
    "Kana": "ja",
    "Thai": "th",
    "Hebrew": "he",
    "Greek": "el",
    "Georgian": "ka",
    "Armenian": "hy",
    "Devanagari": "hi",
    "Bengali": "bn",
    "Tamil": "ta",
}
_SCRIPTS = regex.compile(
    r"(?P<Latin>\p{Latin}+)|(?P<Hangul>\p{Hangul}+)|(?P<Kana>[\p{Hiragana}\p{Katakana}]+)|(?P<Han>\p{Han}+)"
    r"|(?P<Arabic>\p{Arabic}+)|(?P<Cyrillic>\p{Cyrillic}+)|(?P<Thai>\p{Thai}+)|(?P<Hebrew>\p{Hebrew}+)"
    r"|(?P<Greek>\p{Greek}+)|(?P<Georgian>\p{Georgian}+)|(?P<Armenian>\p{Armenian}+)"
    r"|(?P<Devanagari>\p{Devanagari}+)|(?P<Bengali>\p{Bengali}+)|(?P<Tamil>\p{Tamil}+)"
)
_WORD = regex.compile(r"\p{Latin}+")
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
_COMMON = {language: words.split() for language, words in _COMMON_WORDS.items()}


def language_of(text: str) -> str | None:
    """A BCP 47 tag such as "en" or "ko"; None where the text does not tell."""
    head = text[:LOOKED_AT]
    if head.isascii():
        return _latin(head)
    scripts: Counter[str | None] = Counter()
    for match in _SCRIPTS.finditer(head):
        scripts[match.lastgroup] += match.end() - match.start()
    if not scripts:
        return None
    # Kana decide for Japanese even where Han characters are more; Han without them is Chinese.
    if 0 < scripts["Kana"] and scripts["Latin"] + scripts["Hangul"] < scripts["Kana"] + scripts["Han"]:
        return "ja"
    script = scripts.most_common(1)[0][0]
    match script:
        case "Latin":
            return _latin(head)
        case "Han":
            return "zh"
        case "Cyrillic":
            return "uk" if regex.search("[іїєґ]", head) else "ru"
        case "Arabic":
            return _arabic(head)
    return _BY_SCRIPT.get(script or "")


def _latin(text: str) -> str | None:
    words = Counter(_WORD.findall(text.lower()))
    found = {language: sum(words[word] for word in common) for language, common in _COMMON.items()}
    ranked = sorted(found.items(), key=lambda one: -one[1])
    (best, count), (_, second) = ranked[0], ranked[1]
    return best if FEWEST <= count and second < count else None


def _arabic(text: str) -> str:
    if regex.search("[ٹڈڑےں]", text):
        return "ur"
    return "fa" if regex.search("[پچژگ]", text) else "ar"
