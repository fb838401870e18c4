"""labelbuddy's documents: JSON, or JSON Lines where the file's name ends with .jsonl.

Part of `exchange`. Offsets are code points (`start_char`) and UTF-8 bytes (`start_byte`), both checked. Files of
annotations alone name their texts by checksum; the texts are looked for in the files beside them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import md5
from itertools import count
from pathlib import Path
from typing import Any, TypeAlias

from glossator.annotation import Bundle, Fragment, Layer, LossReport, Span
from glossator.errors import FormatError
from glossator.exchange import losses
from glossator.exchange.base import ExportOptions, ExportSource
from glossator.exchange.building import LayerBuilder, columns_of, document_of, metadata_of
from glossator.exchange.chosen import choose_layer, labelled_spans, rejected_suggestions
from glossator.exchange.fields import Fields
from glossator.exchange.losses import LossLog
from glossator.exchange.records import is_array, json_bytes, json_records
from glossator.exchange.remainder import log_reviews
from glossator.text.normalise import normalise
from glossator.text.offsets import Utf8Index

Record: TypeAlias = dict[str, Any]
NOTE = "extra_data"
"""What labelbuddy calls the free text of an annotation; here an attribute of that name."""
_CHECKSUM = "utf8_text_md5_checksum"
_TITLES = ("display_title", "list_title")
_MOST_BESIDE = 100
_OWN_KEYS = (b'"utf8_text_md5_checksum"', b'"start_char"', b'"start_byte"', b'"display_title"', b'"list_title"')


@dataclass(frozen=True, slots=True)
class Labelbuddy:
    """Files for, and from, labelbuddy."""

    name: str = "labelbuddy"
    title: str = "labelbuddy JSON"
    folder: bool = False
    reads: bool = True
    writes: bool = True
    suffixes: tuple[str, ...] = (".json", ".jsonl")

    def write(self, source: ExportSource, out: Path, options: ExportOptions) -> LossReport:
        """Write one record a document."""
        log, target = LossLog(), options.destination or out
        opening, between, closing = (b"", b"\n", b"\n") if target.suffix == ".jsonl" else (b"[\n", b",\n", b"\n]\n")
        with out.open("wb") as file:
            file.write(opening)
            for place, bundle in enumerate(source.bundles()):
                file.write((between if place else b"") + json_bytes(record_of(bundle, log, layer_name=source.layer)))
            file.write(closing if log.documents else closing.lstrip())
        return log.report(self.name, files=(target.name,))

    def preflight(self, source: ExportSource, options: ExportOptions) -> LossReport:
        """The report alone."""
        log = LossLog()
        for bundle in source.bundles():
            record_of(bundle, log, layer_name=source.layer)
        return log.report(self.name)

    def read(self, path: Path) -> Iterator[Bundle]:
        """The documents of a file. Raises FormatError with the line and what is wrong there."""
        beside: dict[str, str] | None = None
        for position, (where, record) in enumerate(_records(path)):
            fields = Fields(record, where)
            if "text" not in fields and beside is None:
                beside = _texts_beside(path)
            yield _bundle(fields, path, position, beside or {})

    def sniff(self, path: Path, head: bytes) -> bool:
        """Whether the first records are objects with keys that only labelbuddy has."""
        return head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"[", b"{") and any(key in head for key in _OWN_KEYS)


def record_of(bundle: Bundle, log: LossLog, *, layer_name: str | None) -> Record:
    """The record of one document, and in the log what it cannot hold."""
    log.open(bundle.document)
    document, layer = bundle.document, choose_layer(bundle, layer_name)
    bytes_ = Utf8Index(document.text)
    annotations: dict[tuple[Fragment, str], Record] = {}
    for span in sorted(labelled_spans(layer), key=lambda one: (one.start, one.end, one.label or "")):
        if 1 < len(span.fragments):
            log.add(losses.DISCONTINUOUS, thing=span.id, fragments=span.fragments, detail="by fragments")
        for start, end in span.fragments:
            if ((start, end), span.label or "") in annotations:
                log.add(losses.SAME_WORDS, thing=span.id, fragments=span.fragments, detail=f"{span.label} is there")
                continue
            annotations[(start, end), span.label or ""] = {
                "start_char": start, "end_char": end, "start_byte": bytes_.to_utf8(start),
                "end_byte": bytes_.to_utf8(end), "label_name": span.label, **_extra(span),
            }  # fmt: skip
    _log_elsewhere(log, bundle, layer)
    digest = md5(document.text.encode(), usedforsecurity=False).hexdigest()
    columns = columns_of(document.metadata)
    titles = {key: columns.pop(key) for key in _TITLES if key in columns} or {"list_title": document.name}
    metadata = {**columns, "document": document.name}
    return {
        _CHECKSUM: digest, "text": document.text, "metadata": metadata, **titles,
        "annotations": list(annotations.values()),
    }  # fmt: skip


def _extra(span: Span) -> Record:
    value = span.attributes.get(NOTE)
    return {NOTE: value} if isinstance(value, str) else {}


def _log_elsewhere(log: LossLog, bundle: Bundle, layer: Layer) -> None:
    losses.log_events(log, layer)
    losses.log_relations(log, layer)
    losses.log_entities(log, layer)
    losses.log_notes(log, layer)
    log_reviews(log, bundle, layer, detail="the file does not say so")
    losses.log_rejected(log, bundle, rejected_suggestions(bundle, layer))
    for thing, names in _attributes(layer):
        for name in names:
            log.add(losses.ATTRIBUTE, thing=thing, detail=name)


def _attributes(layer: Layer) -> Iterator[tuple[int, Iterable[str]]]:
    """Attributes that are not the one free text of a span."""
    for span in layer.spans:
        kept = NOTE if span.label is not None and isinstance(span.attributes.get(NOTE), str) else None
        yield span.id, [name for name in span.attributes if name != kept]
    for relation in layer.relations:
        yield relation.id, relation.attributes


def _records(path: Path) -> Iterator[tuple[str, object]]:
    """The records, strictly as labelbuddy reads them: an array in a .json, an object a line in a .jsonl."""
    if is_array(path) == (path.suffix == ".jsonl"):
        wanted = "one object a line" if path.suffix == ".jsonl" else "one array of all documents"
        raise FormatError(
            f"{path}:1: labelbuddy has {wanted} in a file of this name. Rename it if it is the other kind."
        )
    return json_records(path)


def _texts_beside(path: Path) -> dict[str, str]:
    """The texts in the files beside this one, by their checksums."""
    found: dict[str, str] = {}
    beside = sorted(one for one in path.parent.iterdir() if one.suffix in (".json", ".jsonl") and one != path)
    for other in beside[:_MOST_BESIDE]:
        try:
            for _, record in json_records(other):
                match record:
                    case {"text": str(text)}:
                        found[_digest(text)] = text
        except FormatError:
            # Some other program's file, or a damaged one: then it is not there that the texts are.
            continue
    return found


def _digest(text: str) -> str:
    return md5(text.encode("utf-8", "surrogatepass"), usedforsecurity=False).hexdigest()


def _bundle(fields: Fields, path: Path, position: int, beside: dict[str, str]) -> Bundle:
    if "name" in fields and "text" not in fields:
        raise fields.error("these are labels, not documents. Make a schema of them instead")
    raw = _text(fields, beside)
    normalised = normalise(raw)
    columns = fields.mapping("metadata") | {key: fields.peek(key) for key in _TITLES if key in fields}
    name = columns.pop("document", None)
    document = document_of(
        name if isinstance(name, str) else f"{path.stem}-{position + 1}", normalised.text,
        metadata=_metadata(columns, name), position=position,
    )  # fmt: skip
    builder = LayerBuilder(document, "", count(2), "labelbuddy")
    bytes_ = Utf8Index(raw)
    seen: Counter[tuple[Fragment, str]] = Counter()
    for annotation in fields.objects("annotations"):
        start, end = _place(annotation, bytes_, len(raw))
        place = (normalised.map.from_source(start), normalised.map.from_source(end))
        label, extra = annotation.name("label_name"), annotation.optional(NOTE)
        seen[place, label] += 1
        if place[0] < place[1] and seen[place, label] == 1:
            builder.span(label, (place,), {NOTE: extra} if extra is not None else None)
    builder.looked_at()
    return Bundle(document, (builder.layer(),) if "annotations" in fields else ())


def _metadata(columns: Record, name: object) -> Any:
    if columns.get("list_title") == name:
        columns = {key: value for key, value in columns.items() if key != "list_title"}
    return metadata_of(columns)


def _text(fields: Fields, beside: dict[str, str]) -> str:
    stated = fields.optional(_CHECKSUM)
    if "text" not in fields:
        found = beside.get(stated or "")
        if found is None:
            raise fields.error(
                "the text is not in this file, nor in one beside it. Put labelbuddy's export of the documents beside it"
            )
        return found
    raw = fields.string("text")
    if stated is not None and stated != _digest(raw):
        raise fields.error("the text is not the one that was annotated: its checksum differs")
    return raw


def _place(fields: Fields, bytes_: Utf8Index, length: int) -> Fragment:
    """Offsets in characters of the text as it stands in the file; those in bytes must say the same."""
    stated: list[Fragment] = []
    if "start_char" in fields or "start_byte" not in fields:
        stated.append((fields.integer("start_char"), fields.integer("end_char")))
    if "start_byte" in fields:
        start, end = fields.integer("start_byte"), fields.integer("end_byte")
        if not 0 <= start < end <= bytes_.byte_length:
            raise fields.error(f"[{start}, {end}) is not within the text, which has {bytes_.byte_length} bytes")
        stated.append((bytes_.to_code_point(start), bytes_.to_code_point(end)))
    start, end = stated[0]
    if not 0 <= start < end <= length:
        raise fields.error(f"[{start}, {end}) is not within the text, which has {length} characters")
    if 1 < len(set(stated)):
        raise fields.error(f"characters say {list(stated[0])}, bytes {list(stated[1])}; one of the two is wrong")
    return start, end


FORMAT = Labelbuddy()
