"""Telling a text's language by its script, as far as suggestions need it. Part of the suggest layer."""

from __future__ import annotations

import regex

from glossator.suggest.request import Request

_SAMPLE = 1000
"""Code points from the beginning of a text that are looked at."""

_LATIN = regex.compile(r"\p{Latin}")
_SCRIPTS = {
    "ko": regex.compile(r"\p{Hangul}"),
    "ar": regex.compile(r"\p{Arabic}"),
    "ja": regex.compile(r"[\p{Hiragana}\p{Katakana}]"),
    "zh": regex.compile(r"\p{Han}"),
    "ru": regex.compile(r"\p{Cyrillic}"),
    "el": regex.compile(r"\p{Greek}"),
    "he": regex.compile(r"\p{Hebrew}"),
    "th": regex.compile(r"\p{Thai}"),
    "hi": regex.compile(r"\p{Devanagari}"),
    "en": _LATIN,
}


def language_of(request: Request) -> str:
    """The language as told, without region; else that of the most frequent script, Latin counting as English."""
    if request.language:
        return request.language.replace("_", "-").split("-")[0].lower()
    sample = request.text[:_SAMPLE]
    if 2 * len(_LATIN.findall(sample)) > len(sample):
        return "en"
    counts = {language: len(script.findall(sample)) for language, script in _SCRIPTS.items()}
    return max(counts, key=lambda language: counts[language]) if any(counts.values()) else "en"
