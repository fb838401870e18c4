"""When two names are the same to the knowledge base: case, dots, hyphens, articles aside. Pure; knowledge layer."""

from __future__ import annotations

import unicodedata

_ALIKE = str.maketrans({**dict.fromkeys("-–—‐‑_/", " "), **dict.fromkeys(".,;:!?\"“”’‘'`´()", "")})
_ARTICLES = ("the ", "a ", "an ")
_OWN = ("'s", "’s", "s'", "s’")


def key_of(name: str) -> str:
    """What names that are the same have in common: "The U.N.'s" and "UN" are, "Kim Jong-un" and "Kim Jong Un"."""
    text = " ".join(unicodedata.normalize("NFKC", name).casefold().split())
    if text.endswith(_OWN[:2]):
        text = text[:-2]
    for article in _ARTICLES:
        if text.startswith(article) and len(article) + 1 < len(text):
            text = text.removeprefix(article)
            break
    return " ".join(_without_accents(text.translate(_ALIKE)).split())


def _without_accents(text: str) -> str:
    """José as Jose; Korean and Arabic letters stay as they are."""
    if text.isascii():
        return text
    parts = unicodedata.normalize("NFD", text)
    plain = "".join(part for part in parts if not ("\u0300" <= part <= "\u036f"))
    return unicodedata.normalize("NFC", plain)
