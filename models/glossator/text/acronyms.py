"""What a text itself says that a name is short for: "World Health Organization (WHO)". Pure; part of the text layer."""

from __future__ import annotations

import re

from glossator.text.wordforms import is_acronym

_SMALL = frozenset(("of", "the", "and", "for", "in", "on", "to", "de", "du", "des", "la", "al"))
_BESIDE = re.compile(r"\s*\(([^()\n]{2,80})\)")
_MOST_WORDS = 12


def other_names(text: str, name: str) -> list[str]:
    """The names that a text gives as the same: an acronym in brackets behind this one, or what this is short for."""
    wanted = " ".join(name.split())
    found: dict[str, None] = {}
    if not wanted:
        return []
    if is_acronym(wanted):
        for place in re.finditer(rf"\(\s*{re.escape(wanted)}\s*\)", text):
            spelt = _spelt_out(text[max(0, place.start() - 160) : place.start()].rsplit("\n", 1)[-1], wanted)
            if spelt:
                found[spelt] = None
    for place in re.finditer(rf"(?<!\w){re.escape(wanted)}(?!\w)", text):
        beside = _BESIDE.match(text, place.end())
        inside = " ".join(beside[1].split()) if beside else ""
        name, short = (inside, wanted) if is_acronym(wanted) else (wanted, inside)
        if inside and is_acronym(short) and not is_acronym(name) and _fits(name, short):
            found[inside] = None
    return list(found)


def _initials(name: str) -> str:
    return "".join(word[0] for word in re.findall(r"\w+", name) if word.lower() not in _SMALL).upper()


def _fits(name: str, acronym: str) -> bool:
    """Whether letters of a name's words, in order and from the first on, make the acronym."""
    letters = [letter for letter in acronym.upper() if letter.isalnum()]
    if _initials(name) == "".join(letters):
        return True
    rest = iter(name.upper())
    return bool(letters) and name[:1].upper() == letters[0] and all(letter in rest for letter in letters)


def _spelt_out(before: str, acronym: str) -> str | None:
    """The fewest words right before the bracket that have the acronym's initials."""
    words = list(re.finditer(r"\S+", before))
    letters = "".join(letter for letter in acronym.upper() if letter.isalnum())
    for first in range(len(words) - 1, max(-1, len(words) - _MOST_WORDS - 1), -1):
        name = before[words[first].start() :].rstrip()
        if words[first][0].lower() not in _SMALL and _initials(name) == letters:
            return name
    return None
