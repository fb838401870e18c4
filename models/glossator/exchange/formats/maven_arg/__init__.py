"""MAVEN-Arg: one document a line, characters of the document, ends exclusive; entities and events as clusters.

Part of `exchange`. Documented in the README of THU-KEG/MAVEN-Argument.
"""

from __future__ import annotations

from glossator.exchange.formats.event_json.form import EventJson
from glossator.exchange.formats.event_json.sources import alone
from glossator.exchange.formats.maven_arg.decode import decode
from glossator.exchange.formats.maven_arg.encode import encode

FORMAT = EventJson(
    name="maven-arg",
    title="MAVEN-Arg (events with coreference)",
    encode=encode,
    decode=decode,
    same=alone,
    looks=lambda keys: {"id", "title", "document"} <= keys,
)
