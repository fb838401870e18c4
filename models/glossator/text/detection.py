"""Which encoding bytes are in that are no UTF-8: a guess, and whether it may be trusted. Part of the text layer.

A wrong guess would put wrong letters into a text that never changes again, so only a clear one is confident.
`charset-normalizer` measures; the rules here say when its measures are far enough apart.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from charset_normalizer import CharsetMatch

_MESS_ALLOWED = 0.1
_MESS_ALIKE = 0.05
_CLEAR_LEAD = 0.1
_SLIGHT_LEAD = 0.03
_OBSOLETE = ("mac_", "cp4", "cp7", "cp8", "cp1006", "cp1026", "cp1125", "cp1140", "cp0", "cp5", "hp_", "cp273", "ptcp")
_WESTERN = frozenset(
    ("Danish", "Dutch", "English", "Finnish", "French", "German")
    + ("Indonesian", "Italian", "Norwegian", "Portuguese", "Spanish", "Swedish")
)
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

    matches = list(from_bytes(data))
    if not matches:
        return None
    least = min(match.chaos for match in matches)
    likely = [match for match in matches if match.chaos <= least + _MESS_ALIKE]
    current = [match for match in likely if not match.encoding.startswith(_OBSOLETE)]
    ranked = sorted(current or likely, key=lambda match: (round(match.chaos, 2), -match.coherence))
    best = ranked[0]
    rival = next((match for match in ranked[1:] if str(match) != str(best)), None)
    confident = best.chaos <= _MESS_ALLOWED and (rival is None or _leads(best, rival))
    return Guess(_name(best), None if rival is None else _name(rival), confident)


def _leads(best: CharsetMatch, rival: CharsetMatch) -> bool:
    western = _name(best) == "cp1252" and best.language in _WESTERN
    return (_SLIGHT_LEAD if western else _CLEAR_LEAD) <= best.coherence - rival.coherence


def _name(match: CharsetMatch) -> str:
    """The best known of the encodings that read these bytes alike."""
    alike = {match.encoding, *match.could_be_from_charset}
    return next((name for name in _PREFERRED if name in alike), match.encoding)
