"""IOB2 in the four columns of CoNLL-2003: tags begin with `B-` and go on with `I-`.

Part of `exchange`; see `formats.iob`.
"""

from __future__ import annotations

from pathlib import Path

from glossator.exchange.formats.iob.format import TokenColumns

FORMAT = TokenColumns("iob2", "IOB2 (CoNLL-2003 columns)", ("iob2", "none"))


def notices(path: Path) -> tuple[str, ...]:
    """What reading takes for granted in a file. Raises FormatError as reading does."""
    return FORMAT.notices(path)
