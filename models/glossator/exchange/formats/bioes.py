"""BIOES in the four columns of CoNLL-2003: tags begin with `B-`, end with `E-`; `S-` stands alone.

Part of `exchange`; see `formats.iob`.
"""

from __future__ import annotations

from pathlib import Path

from glossator.exchange.formats.iob.format import TokenColumns

FORMAT = TokenColumns("bioes", "BIOES (CoNLL-2003 columns)", ("bioes", "bilou"))


def notices(path: Path) -> tuple[str, ...]:
    """What reading takes for granted in a file. Raises FormatError as reading does."""
    return FORMAT.notices(path)
