"""doccano's JSON Lines: `label` as triples, or `entities` and `relations` as objects with ids.

Part of `exchange`. An export without relations and events has triples, any other one objects. Files are read in both
arrangements and under the names of columns that doccano's versions and users have given.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count, pairwise
from pathlib import Path
from typing import Any, TypeAlias

from glossator.annotation import Bundle, Layer, LossReport
from glossator.errors import FormatError
from glossator.exchange import losses
from glossator.exchange.base import ExportOptions, ExportSource
from glossator.exchange.building import LayerBuilder, columns_of, document_of, metadata_of
from glossator.exchange.chosen import choose_layer, finished_events, rejected_suggestions
from glossator.exchange.doctor import Claim, diagnose
from glossator.exchange.fields import Fields
from glossator.exchange.losses import LossLog
from glossator.exchange.records import json_bytes, json_records
from glossator.exchange.remainder import log_reviews

Record: TypeAlias = dict[str, Any]
TEXTS = ("text", "data", "column_data")
LABELS = ("label", "labels", "entities", "annotations", "column_label")
FILLER = "FILLER"
"""The label of a span without one."""
_OTHERS = ("id", "relations", "cats", "Comments", "comments", "meta")
_NOT_OURS = (b'"layers"', b'"_input_hash"', b'"answer"', b'"from_name"', b'"utf8_text_md5_checksum"', b'"ner_tags"')


@dataclass(frozen=True, slots=True)
class Doccano:
    """Files for, and from, doccano."""

    name: str = "doccano"
    title: str = "doccano JSONL"
    folder: bool = False
    reads: bool = True
    writes: bool = True
    suffixes: tuple[str, ...] = (".jsonl", ".json")

    def write(self, source: ExportSource, out: Path, options: ExportOptions) -> LossReport:
        """Write one line a document."""
        log, linked, overlapping = LossLog(), has_links(source), False
        with out.open("wb") as file:
            for number, bundle in enumerate(source.bundles(), start=1):
                record = record_of(bundle, log, layer_name=source.layer, linked=linked, number=number)
                overlapping = overlapping or overlaps(record)
                file.write(json_bytes(record) + b"\n")
        notices = _notices(linked=linked, overlapping=overlapping)
        return log.report(self.name, files=((options.destination or out).name,), notices=notices)

    def preflight(self, source: ExportSource, options: ExportOptions) -> LossReport:
        """The report alone."""
        log, linked, overlapping = LossLog(), has_links(source), False
        for number, bundle in enumerate(source.bundles(), start=1):
            record = record_of(bundle, log, layer_name=source.layer, linked=linked, number=number)
            overlapping = overlapping or overlaps(record)
        return log.report(self.name, notices=_notices(linked=linked, overlapping=overlapping))

    def read(self, path: Path) -> Iterator[Bundle]:
        """The documents of a file. Raises FormatError with the line and what is wrong there."""
        for position, (where, record) in enumerate(json_records(path)):
            yield _read(record, where, path, position)[0]

    def notices(self, path: Path) -> tuple[str, ...]:
        """What was converted in reading: offsets that were not characters."""
        records = enumerate(json_records(path))
        found = (_read(record, where, path, position)[1] for position, (where, record) in records)
        return tuple(notice for notice in found if notice is not None)

    def sniff(self, path: Path, head: bytes) -> bool:
        """Whether the first record has a text, labels with offsets, and nothing that only other programs write."""
        start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
        has_text = any(f'"{name}"'.encode() in head for name in TEXTS)
        has_labels = any(f'"{name}"'.encode() in head for name in LABELS)
        return start[:1] == b"{" and has_text and has_labels and not any(key in head for key in _NOT_OURS)


def has_links(source: ExportSource) -> bool:
    """Whether anything of an export has relations or events."""
    layers = (choose_layer(bundle, source.layer) for bundle in source.bundles())
    return any(layer.relations or finished_events(layer) for layer in layers)


def overlaps(record: Record) -> bool:
    """Whether some spans of a record overlap."""
    pairs = sorted((one[0], one[1]) for one in record.get("label", ()))
    pairs = pairs or sorted((one["start_offset"], one["end_offset"]) for one in record.get("entities", ()))
    return any(second[0] < first[1] for first, second in pairwise(pairs))


def _notices(*, linked: bool, overlapping: bool) -> Iterator[str]:
    yield (
        "The spans have ids and relations: choose a relation extraction project in doccano."
        if linked
        else "The spans are triples: choose a sequence labelling project in doccano."
    )
    if overlapping:
        yield "Spans overlap: doccano takes them only where the project was made with “allow overlapping spans”."


def record_of(bundle: Bundle, log: LossLog, *, layer_name: str | None, linked: bool, number: int) -> Record:
    """The line of one document, and in the log what it cannot hold."""
    log.open(bundle.document)
    document, layer = bundle.document, choose_layer(bundle, layer_name)
    taken = {*TEXTS, *LABELS, *_OTHERS, "document"}
    columns = {key: value for key, value in columns_of(document.metadata).items() if key not in taken}
    record: Record = {"id": number, "text": document.text}
    entities, ids = _entities(layer, log, linked=linked)
    if linked:
        record |= {"entities": entities, "relations": _relations(layer, ids, log)}
    else:
        record["label"] = [[one["start_offset"], one["end_offset"], one["label"]] for one in entities]
    record["Comments"] = [note.text for note in layer.notes if note.target == document.id and not note.flag]
    if layer.contexts:
        record["cats"] = list(layer.contexts)
    _log_elsewhere(log, bundle, layer)
    return {**record, **columns, "document": document.name}


def _entities(layer: Layer, log: LossLog, *, linked: bool) -> tuple[list[Record], dict[int, int]]:
    """Spans and triggers by fragments, and the number of each thing's first fragment."""
    found: list[Record] = []
    ids: dict[int, int] = {}
    things = [(span.id, span.label or FILLER, span.fragments) for span in layer.spans if span.label or linked]
    things += [(event.id, event.type, event.trigger) for event in finished_events(layer)]
    for thing, label, fragments in sorted(things, key=lambda one: (one[2], one[1], one[0])):
        if 1 < len(fragments):
            log.add(losses.DISCONTINUOUS, thing=thing, fragments=fragments, detail="by fragments")
        for start, end in fragments:
            ids.setdefault(thing, len(found))
            found.append({"id": len(found), "label": label, "start_offset": start, "end_offset": end})
    return found, ids


def _relations(layer: Layer, ids: dict[int, int], log: LossLog) -> list[Record]:
    """Relations, and one for every argument, from the trigger to the filler."""
    links = [(one.id, one.source, one.target, one.type) for one in layer.relations]
    for event in finished_events(layer):
        links += [(event.id, event.id, one.filler, one.role) for one in event.arguments]
    found: list[Record] = []
    for thing, source, target, type_ in links:
        if source in ids and target in ids:
            found.append({"id": len(found), "from_id": ids[source], "to_id": ids[target], "type": type_})
        else:
            log.add(losses.RELATION, thing=thing, detail=f"{type_}: one end has no words")
    return found


def _log_elsewhere(log: LossLog, bundle: Bundle, layer: Layer) -> None:
    losses.log_drafts(log, layer)
    for event in finished_events(layer):
        detail = f"{event.type}: as a span, its arguments as relations"
        log.add(losses.EVENT, thing=event.id, fragments=event.trigger, detail=detail)
    for span in layer.spans:
        if span.label is None:
            log.add(losses.FREE_FILLER, thing=span.id, fragments=span.fragments, detail=f"as {FILLER}, if at all")
    losses.log_entities(log, layer)
    losses.log_attributes(log, layer, events=True)
    for note in layer.notes:
        if note.flag or note.target != bundle.document.id:
            log.add(losses.FLAG if note.flag else losses.NOTE, thing=note.target, detail=note.text)
    log_reviews(log, bundle, layer, detail="the file does not say so")
    losses.log_rejected(log, bundle, rejected_suggestions(bundle, layer))


@dataclass(frozen=True, slots=True)
class _Mark:
    """A span of a line. `key` is its id there, `user` who made it, where a line holds several people's."""

    where: str
    claim: Claim
    label: str
    key: str
    user: str


def _read(record: object, where: str, path: Path, position: int) -> tuple[Bundle, str | None]:
    fields = Fields(record, where)
    key = next((name for name in TEXTS if name in fields), None)
    if key is None or "task_type" in fields or "background_color" in fields:
        raise fields.error("this is no document of doccano's: it has no 'text'")
    marks, contexts = _marks(fields)
    read = diagnose(fields.string(key), [mark.claim for mark in marks])
    if read.wrong is not None:
        raise FormatError(f"{marks[read.wrong].where}: {read.complaint(marks[read.wrong].claim)}.")
    named = fields.peek("document")
    columns = fields.mapping("meta") | (dict(record) if isinstance(record, dict) else {})
    document = document_of(
        named if isinstance(named, str) else f"{path.stem}-{position + 1}", read.text,
        metadata=metadata_of(columns, without=(*TEXTS, *LABELS, *_OTHERS, "document")), position=position,
    )  # fmt: skip
    ids = count(2)
    grouped: dict[str, list[int]] = defaultdict(list)
    for place, mark in enumerate(marks):
        grouped[mark.user].append(place)
    builders = {user: LayerBuilder(document, user, ids, "doccano") for user in (grouped or {"": []})}
    spans: dict[str, tuple[str, int]] = {}
    for user, places in grouped.items():
        for place in places:
            thing = builders[user].span(marks[place].label, read.fragments[place])
            spans[marks[place].key] = (user, thing)
    _links(fields, builders, spans)
    first = next(iter(builders.values()))
    for context in contexts:
        first.context(context)
    for comment in _comments(fields):
        first.note(document.id, comment)
    for builder in builders.values():
        builder.looked_at()
    return Bundle(document, tuple(one.layer() for one in builders.values())), read.notice


def _marks(fields: Fields) -> tuple[list[_Mark], list[str]]:
    """The spans of a line, and labels of the text as a whole."""
    marks: list[_Mark] = []
    contexts = list(fields.strings("cats"))
    for name in LABELS:
        for place, item in enumerate(fields.items(name) if name in fields else ()):
            where = f"{fields.where}: {name}[{place}]"
            match item:
                case str():
                    contexts.append(item)
                case [int(start), int(end), str(label)] if label:
                    marks.append(_Mark(where, Claim(((start, end),)), label, f"#{len(marks)}", ""))
                case dict():
                    marks.append(_mark(Fields(item, where), len(marks)))
                case _:
                    raise FormatError(f"{where}: a span is [start, end, label] or an object, not {item!r:.60}.")
    keys: set[str] = set()
    for mark in marks:
        if mark.key in keys:
            raise FormatError(f"{mark.where}: the id {mark.key} is given twice.")
        keys.add(mark.key)
    return marks, contexts


def _mark(item: Fields, place: int) -> _Mark:
    label, user, key = item.peek("label"), item.peek("user"), item.peek("id")
    if isinstance(label, int) and not isinstance(label, bool):
        # Old versions wrote the label's number, and its name in another file.
        label = str(label)
    if not isinstance(label, str) or not label:
        raise item.error("'label' is missing or no name")
    claim = Claim(((item.integer("start_offset"), item.integer("end_offset")),))
    return _Mark(item.where, claim, label, str(f"#{place}" if key is None else key), "" if user is None else str(user))


def _links(fields: Fields, builders: dict[str, LayerBuilder], spans: dict[str, tuple[str, int]]) -> None:
    for link in fields.objects("relations"):
        ends = [str(link.peek(end)) for end in ("from_id", "to_id")]
        missing = next((end for end in ends if end not in spans), None)
        if missing is not None:
            raise link.error(f"there is no span with the id {missing}")
        (user, source), (_, target) = (spans[end] for end in ends)
        builders[user].relation(link.name("type"), source, target)


def _comments(fields: Fields) -> Iterator[str]:
    for name in ("Comments", "comments"):
        for comment in fields.items(name) if name in fields else ():
            text = comment.get("text") if isinstance(comment, dict) else comment
            if isinstance(text, str) and text:
                yield text


FORMAT = Doccano()
