"""OneIE: one sentence a line, words of the sentence, ends exclusive; and the older layout of ACE preprocessing.

Part of `exchange`. The layout is that of `process_ace.py` in OneIE 0.4.8; DEGREE and GENEVA use it too.
"""

from __future__ import annotations

from typing import Any

from glossator.exchange.formats.event_json.form import EventJson
from glossator.exchange.formats.oneie.decode import decode
from glossator.exchange.formats.oneie.encode import encode


def _document(record: dict[str, Any]) -> object:
    """What the sentences of one document have in common; the older layout has single sentences."""
    return record.get("doc_id")


def _looks(keys: frozenset[str]) -> bool:
    older = {"words", "golden-event-mentions"} <= keys
    return older or ("sentences" not in keys and bool(keys & {"sent_id", "wnd_id", "pieces"}))


FORMAT = EventJson(
    name="oneie",
    title="OneIE (one sentence a line)",
    encode=encode,
    decode=decode,
    same=_document,
    looks=_looks,
)
