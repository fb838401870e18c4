"""Who published a text: a line that says so, the agency in the dateline, the owner of the copyright.

Part of `exchange`; pure functions.
"""

from __future__ import annotations

from collections.abc import Iterable

import regex

_NAMED = regex.compile(
    r"[\[(<]?\s?(?:[Ss]ources?|SOURCE|출처|자료|자료출처|来源|來源|出典|المصدر)\s?[:：=]\s*(?P<source>\S.{0,98}?)\s*[\])>]?"
)
_CREDIT = regex.compile(
    r"This (?:report|story|article|item|piece) was (?:\w+ ){1,3}?(?:in collaboration with|in cooperation with"
    r"|in partnership with|with (?:the )?help (?:of|from)|with (?:material|reporting) from|by|with|for) (?:the )?"
    r"(?P<source>\p{Lu}[^.,;]{1,60})\.?"
)
_MARK = regex.compile(r"(?:©|ⓒ|\([cC]\)|[Cc]opyrights?\b|COPYRIGHTS?\b|저작권자)[\s:]*(?:by\s)?")
_SIGNS = ("©", "ⓒ", "(c)", "(C)", "opyright", "COPYRIGHT", "저작권자")
"""One of them is in whatever `_MARK` finds: looked for first, that takes a tenth of the time."""
_YEARS = regex.compile(r"(?:19|20|١٩|٢٠)\p{Nd}{2}(?:\s?[-–]\s?(?:(?:19|20|٢٠)?\p{Nd}{2}))?")
_END = regex.compile(
    r"\s*(?:[.,;:|<>«»،؛()\[\]©ⓒ]|\s[-–—]\s"
    r"|\b(?:[Aa]ll [Rr]ights|ALL RIGHTS|[Tt]ous droits|[Aa]lle Rechte|[Tt]odos los)\b"
    r"|무단|모든\s?권리|(?:جميع|كل)\s|حقوق\s|$)"
)
_LEGAL_FORM = regex.compile(
    r"[\s,]+(?:Ltd|Limited|LLC|L\.L\.C|Inc|Incorporated|PLC|plc|GmbH|AG|S\.?A|S\.?r\.?l|Co|Corp|Corporation|Company|Pty"
    r"|BV|NV|Cooperative|AB|ASA|Oy)\.?$"
)
_HOLDING = regex.compile(
    r"\s+(?:Media|Group|Publishing|Publications|Publishers|Holdings|Network|Networks|Enterprises)$"
)
_LETTER = regex.compile(r"\p{L}{2}")
_ORIGINAL = "\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069"


def named_source(lines: Iterable[str]) -> str | None:
    """The source that a line of its own names, "Source: Gull Wire", or that a closing sentence credits."""
    for line in lines:
        found = _NAMED.fullmatch(line) or _CREDIT.fullmatch(line)
        if found is not None:
            return found["source"].rstrip(".")
    return None


def owner(lines: Iterable[str], text: str) -> str | None:
    """The owner of the copyright in the last of the lines that tells one, as `text` itself calls it."""
    for line in reversed(list(lines)):
        if not any(sign in line for sign in _SIGNS):
            continue
        for mark in _MARK.finditer(line):
            name = _name_after(line[mark.end() :])
            if name is not None:
                return _usual_name(name, text)
    return None


def _name_after(rest: str) -> str | None:
    """The name that follows a copyright mark, without years, rights, further marks."""
    rest = _MARK.sub("", _YEARS.sub("", rest.strip(_ORIGINAL))).lstrip(" ,.-–").removeprefix("by ")
    name = rest[: found.start()] if (found := _END.search(rest)) else rest
    name = name.strip()
    return name if _LETTER.search(name) and (not name[0].islower()) and len(name) <= 60 else None


def _usual_name(name: str, text: str) -> str:
    """The name without its legal form; without "Media" or "Group" where the article says it so."""
    name = _LEGAL_FORM.sub("", name)
    short = _HOLDING.sub("", name)
    return short if short != name and text.count(name) < text.count(short) else name
