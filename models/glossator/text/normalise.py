"""Invariant 1: what a raw text becomes, once, on import. Part of the text layer."""

from __future__ import annotations

import re
from dataclasses import dataclass

from glossator.text.sourcemap import Run, SourceMap

BYTE_ORDER_MARK = "\ufeff"
REPLACEMENT = "\ufffd"

# A pair of surrogates, which a JSON reader may leave behind, is no damage: it is the code point it stands for.
_TO_MEND = re.compile("\r\n?|\0|[\ud800-\udbff][\udc00-\udfff]|[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Normalised:
    """A text as the house keeps it, and the map from its offsets to those of the raw text (both code points)."""

    text: str
    map: SourceMap


def normalise(raw: str) -> Normalised:
    """The text without byte order mark, with LF line ends, without NUL or lone surrogates (each becomes U+FFFD).

    Nothing else changes: no Unicode normalisation, no stripping. Normalising twice changes nothing more.
    """
    if raw.isascii() and "\r" not in raw and "\0" not in raw:
        return Normalised(raw, SourceMap.identity(len(raw)))
    base = len(raw) - len(raw.lstrip(BYTE_ORDER_MARK))
    pieces: list[str] = []
    runs: list[Run] = []
    position = base
    for match in _TO_MEND.finditer(raw, base):
        start, end = match.span()
        pieces += raw[position:start], _mended(match.group())
        runs += (start - position, 1), (1, end - start)
        position = end
    pieces.append(raw[position:])
    runs.append((len(raw) - position, 1))
    return Normalised("".join(pieces), SourceMap.from_runs(runs, base=base))


def _mended(found: str) -> str:
    if found[0] == "\r":
        return "\n"
    if len(found) == 2:
        return found.encode("utf-16-le", "surrogatepass").decode("utf-16-le")
    return REPLACEMENT
