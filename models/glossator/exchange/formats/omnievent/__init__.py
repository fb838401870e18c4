"""OmniEvent's unified layout: one document a line, characters, ends exclusive; every trigger with its own arguments.

Part of `exchange`. Documented in THU-KEG/OmniEvent; the richest public layout of events by characters. PHEE's layout of
nested arguments is read too.
"""

from __future__ import annotations

from glossator.exchange.formats.event_json.form import EventJson
from glossator.exchange.formats.event_json.sources import alone
from glossator.exchange.formats.omnievent.decode import decode
from glossator.exchange.formats.omnievent.encode import encode

STRANGE = frozenset({"document", "tokens", "sentences", "doc_key", "spans", "meta", "format", "data"})
"""Keys of other layouts that have events too."""


def _looks(keys: frozenset[str]) -> bool:
    unified = bool(keys & {"id", "text"}) and bool(keys & {"events", "negative_triggers"})
    return not keys & STRANGE and (unified or {"context", "is_mult_event"} <= keys)


FORMAT = EventJson(
    name="omnievent",
    title="OmniEvent (unified events)",
    encode=encode,
    decode=decode,
    same=alone,
    looks=_looks,
)
