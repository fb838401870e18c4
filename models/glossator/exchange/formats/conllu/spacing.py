"""White space in the last column of CoNLL-U: `SpaceAfter=No`, and UDPipe's `SpacesBefore` and `SpacesAfter`.

Part of `exchange`; pure. UDPipe writes `\\s`, `\\t`, `\\r`, `\\n`, `\\p` (a bar) and `\\\\`; other white space is
written here as `\\u` and four digits.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

AFTER, BEFORE, NO_SPACE = "SpacesAfter", "SpacesBefore", "SpaceAfter"
_CODES = {"s": " ", "t": "\t", "r": "\r", "n": "\n", "p": "|", "\\": "\\"}
_CODE = re.compile(r"\\(?:u([0-9a-f]{4})|(.))", re.DOTALL)
_LETTERS = {white: f"\\{letter}" for letter, white in _CODES.items()}


def encode_white(white: str) -> str:
    """White space as one value of MISC."""
    return "".join(_LETTERS.get(one) or f"\\u{ord(one):04x}" for one in white)


def decode_white(value: str) -> str:
    """What a value of MISC stands for. Only white space counts."""
    found = _CODE.sub(lambda code: chr(int(code[1], 16)) if code[1] else _CODES.get(code[2], ""), value)
    return "".join(one for one in found if one.isspace())


def is_explicit(misc: Mapping[str, str]) -> bool:
    """Whether a word says exactly what white space stands beside it."""
    return AFTER in misc or BEFORE in misc


def space_after(misc: Mapping[str, str]) -> str:
    """What follows a word inside its sentence."""
    if AFTER in misc:
        return decode_white(misc[AFTER])
    return "" if misc.get(NO_SPACE) == "No" else " "


def space_items(gap: str, *, before: str = "", last: bool = False) -> list[str]:
    """The items of MISC that say what stands after a word, and before the first of a text.

    One space and no space have short names; after the last word of a text nothing is the rule.
    """
    items = [f"{BEFORE}={encode_white(before)}"] if before else []
    if gap == ("" if last else " "):
        return items
    if not gap:
        return [f"{NO_SPACE}=No", *items]
    return [f"{AFTER}={encode_white(gap)}", *items]
