"""PLOVER's gold standard records: a sentence each, its event, who acts and who receives, by their words.

Part of `exchange`. They give words, no offsets: each is looked for in the text, and what is not there word for word is
named in the metadata under `not_in_text`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from glossator.annotation import Argument, Bundle, Fragments, Metadata
from glossator.errors import FormatError
from glossator.exchange.fields import Fields
from glossator.exchange.formats.event_json.building import LayerBuilder, document_of
from glossator.exchange.formats.event_json.sources import records_of
from glossator.text.normalise import normalise

MISSING = "not_in_text"
_MARKED = re.compile(r"\(EVT:\s*([^()]*?)\s*\)")
_GAP = re.compile(r"\s*\.\.\.\s*")
_COUNTRY = re.compile("[A-Z]{3}")
BODIES = ("IGO", "NGO", "IMG", "MNC", "NGM", "INT")
"""Codes of those who act for no country."""
ROLES = (("source", "actor"), ("target", "recipient"))


def is_gsr(head: bytes) -> bool:
    """Whether a file begins as such records do."""
    return head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"[") and b'"eventText"' in head and b'"event"' in head


def read_gsr(path: Path) -> Iterator[Bundle]:
    """A document for every record with a text. Raises FormatError, also for a table of events: that has no texts."""
    _refuse_tables(path)
    position = 0
    for found in records_of(path):
        fields = Fields(found.record, found.where)
        if "text" in fields:
            yield _bundle(fields, path, position)
            position += 1


def _refuse_tables(path: Path) -> None:
    try:
        with path.open("rb") as file:
            head = file.read(4096)
    except OSError:
        return
    if b"\t" in head.split(b"\n", 1)[0] and not head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"[", b"{")):
        raise FormatError(
            f"{path}: a table of events holds no texts, so nothing can be annotated. Import the documents themselves."
        )


def _bundle(fields: Fields, path: Path, position: int) -> Bundle:
    text = normalise(fields.string("text")).text
    missing: list[str] = []
    arguments: list[tuple[str, Fragments, Fields]] = []
    for key, role in ROLES:
        for one in fields.objects(key) if isinstance(fields.peek(key), list) else ():
            place = _find(text, _GAP.split(one.string("actorText").strip()))
            if place:
                arguments.append((role, place, one))
            else:
                missing.append(f"{role}: {one.string('actorText')}")
    words = _trigger_words(fields)
    trigger = _find(text, words)
    if not trigger:
        missing.append(f"event: {' … '.join(words)}")
    extra = {MISSING: "; ".join(missing)} if missing else {}
    published = fields.peek("date")
    language = fields.peek("language")
    metadata = Metadata(
        published=published if isinstance(published, str) and published else None,
        language=language if isinstance(language, str) and language else None,
        extra=extra,
    )
    name = fields.optional("id") or f"{path.stem}-{position + 1}"
    builder = LayerBuilder(document_of(text, name, position, metadata), "plover-gsr")
    builder.event(
        fields.name("event"),
        trigger,
        [_argument(role, builder.labelled(place, None), one) for role, place, one in arguments],
        modes=_list(fields, "mode"),
        contexts=_list(fields, "context"),
    )
    return builder.bundle({"events": "in_progress"})


def _argument(role: str, filler: int, fields: Fields) -> Argument:
    """Who takes part, for which country and sector; "IGO" and its like are no country."""
    code, sector = fields.optional("code") or "", fields.optional("sector") or ""
    country = code if _COUNTRY.fullmatch(code) and code not in BODIES else None
    bodies = (code,) if code and country is None else ()
    return Argument(role, filler, country, (*bodies, *([sector] if sector else [])))


def _list(fields: Fields, key: str) -> tuple[str, ...]:
    """The items of a text with commas between them; empty where there is none."""
    value = fields.peek(key)
    found = value.split(",") if isinstance(value, str) else []
    return tuple(dict.fromkeys(one.strip() for one in found if one.strip()))


def _trigger_words(fields: Fields) -> list[str]:
    """The words marked as the event, in order; without marks, those of `eventText`."""
    info = fields.peek("textInfo")
    markup = info.get("markup") if isinstance(info, dict) else info
    marked = [one for one in _MARKED.findall(markup) if one] if isinstance(markup, str) else []
    return marked or [fields.string("eventText", "").strip()]


def _find(text: str, pieces: list[str]) -> Fragments:
    """Where the pieces stand one behind the other, as whole words; () where one of them does not."""
    found: list[tuple[int, int]] = []
    start = 0
    for piece in pieces:
        words = r"\s+".join(map(re.escape, piece.split()))
        match = re.compile(rf"(?<!\w){words}(?!\w)").search(text, start) if words else None
        if match is None:
            return ()
        found.append(match.span())
        start = match.end()
    return tuple(found)
