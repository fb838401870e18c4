"""DyGIE++: one document a line, everything counted in words of the document, ends inclusive.

Part of `exchange`. Documented in `doc/data.md` of dwadden/dygiepp.
"""

from __future__ import annotations

from glossator.exchange.formats.dygie.decode import decode
from glossator.exchange.formats.dygie.encode import encode
from glossator.exchange.formats.event_json.form import EventJson
from glossator.exchange.formats.event_json.sources import alone

STRANGE = frozenset(
    {"text", "document", "evt_triggers", "ent_spans", "doc_id", "entity_mentions", "entities", "tokens"}
)
"""Keys of other layouts that have some of the same."""


def looks(keys: frozenset[str]) -> bool:
    """Whether a record has the keys of the documented layout, or of EEQA's."""
    if keys & STRANGE:
        return False
    return {"sentence", "s_start"} <= keys or ("doc_key" in keys and bool(keys & {"ner", "relations", "events"}))


FORMAT = EventJson(
    name="dygie",
    title="DyGIE++ JSON lines",
    encode=encode,
    decode=decode,
    same=alone,
    looks=looks,
)
