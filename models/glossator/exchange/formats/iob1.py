"""IOB1 in the four columns of CoNLL-2003: tags begin with `I-`, with `B-` only right after a span of the same label.

Part of `exchange`; see `formats.iob`.
"""

from __future__ import annotations

from pathlib import Path

from glossator.exchange.formats.iob.format import TokenColumns

FORMAT = TokenColumns("iob1", "IOB1 (CoNLL-2003 columns)", ("iob1",))


def notices(path: Path) -> tuple[str, ...]:
    """What reading takes for granted in a file. Raises FormatError as reading does."""
    return FORMAT.notices(path)
