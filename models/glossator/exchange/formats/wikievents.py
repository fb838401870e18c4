"""WikiEvents: one document a line, words of the document, ends exclusive; who is mentioned where in a file beside it.

Part of `exchange`. The layout is that of raspberryice/gen-arg. An export is a folder of `info.jsonl` and
`coref.jsonlines`.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from glossator.annotation import Bundle, Fragment, LossReport
from glossator.exchange import losses
from glossator.exchange.base import ExportOptions, ExportSource
from glossator.exchange.chosen import choose_layer
from glossator.exchange.fields import Fields
from glossator.exchange.formats.event_json.building import LayerBuilder, document_of
from glossator.exchange.formats.event_json.form import keys_of, line_of, notices_of
from glossator.exchange.formats.event_json.mentioned import MentionReader
from glossator.exchange.formats.event_json.mentions import Mentions
from glossator.exchange.formats.event_json.own import own_bundle, with_own
from glossator.exchange.formats.event_json.sources import records_of
from glossator.exchange.formats.event_json.telling import Telling, Tokens, tell
from glossator.exchange.formats.event_json.wording import Worded, at, worded
from glossator.exchange.losses import LossLog
from glossator.text.normalise import normalise

Record = dict[str, Any]
INFO, COREF = "info.jsonl", "coref.jsonlines"
STRANGE = frozenset({"sent_id", "wnd_id", "sentence", "pieces", "golden-event-mentions"})
"""Keys of OneIE's sentences, which have mentions too."""


def encode(telling: Telling) -> list[Record]:
    """The record of a document; its companion is written by `clusters`."""
    tokens = telling.tokens()
    if not tokens.grid.tokens:
        telling.log.add(losses.NO_WORDS)
    writer = Mentions(telling, tokens, by_sentence=False)
    mentions = [
        writer.mention(key, span, tokens.spans[span.id])
        for key, span in telling.numbering.spans
        if span.id in tokens.spans
    ]
    relations = [writer.relation(place, one) for place, one in enumerate(telling.layer.relations, start=1)]
    events = [writer.event(key, event) for key, event in telling.events()]
    telling.log_same_events()
    return [
        {
            "doc_id": telling.name,
            "event_mentions": [one for one in events if one is not None],
            "relation_mentions": [one for one in relations if one is not None],
            "entity_mentions": mentions,
            "tokens": tokens.grid.words,
            "text": telling.text,
            "sentences": [_sentence(tokens, one) for one in tokens.grid.sentences],
        }
    ]


def clusters(telling: Telling, record: Record) -> Record:
    """Who is mentioned where, for the companion: the ids of mentions in a record, and for each cluster a name."""
    keys = telling.numbering.keys
    placed = {one["id"] for one in record["entity_mentions"]}
    found: list[list[str]] = []
    named: list[str] = []
    for entity in telling.layer.entities:
        mentions = [f"{telling.name}-{keys[one]}" for one in dict.fromkeys(entity.mentions)]
        mentions = [one for one in mentions if one in placed]
        if mentions:
            found.append(mentions)
            named.append(entity.name)
        if len(mentions) < len(entity.mentions) or not mentions:
            telling.log.add(losses.ENTITY, thing=entity.id, detail=f"{entity.name}: a mention has no place")
    return {"doc_key": telling.name, "clusters": found, "informative_mentions": named}


def _sentence(tokens: Tokens, sentence: Fragment) -> list[Any]:
    """[[word, first character, end] …, text]; characters are the document's."""
    first, last = sentence
    words = [[tokens.grid.text[start:end], start, end] for start, end in tokens.grid.tokens[first:last]]
    return [words, tokens.grid.text[slice(*tokens.grid.characters(first, last))]]


def _decoded(fields: Fields, path: Path, position: int, companion: Fields | None) -> Bundle:
    words = _worded(fields)
    name = fields.optional("doc_id") or f"{path.stem}-{position + 1}"
    builder = LayerBuilder(document_of(words.text, name, position), "wikievents")
    reader = MentionReader(words, builder)
    reader.take(fields)
    if companion is not None:
        _add_entities(companion, reader, builder)
    return builder.bundle({"entities": "in_progress", "events": "in_progress"})


def _add_entities(fields: Fields, reader: MentionReader, builder: LayerBuilder) -> None:
    names = fields.strings("informative_mentions")
    for place, cluster in enumerate(fields.items("clusters")):
        if not isinstance(cluster, list) or not all(isinstance(one, str) for one in cluster):
            raise fields.error(f"clusters[{place}] must be a list of ids of mentions")
        unknown = [one for one in cluster if one not in reader.spans]
        if unknown:
            raise fields.error(f"clusters[{place}] names {unknown[0]!r}, which is no mention of the document")
        if cluster:
            name = names[place] if len(names) == len(fields.items("clusters")) else None
            builder.entity([reader.spans[one] for one in cluster], name)


def _worded(fields: Fields) -> Worded:
    """The text and its words. In some editions the text lacks the line breaks that its offsets count."""
    tokens = list(fields.strings("tokens"))
    sentences = [_cells(fields, one) for one in fields.items("sentences")]
    words = [word for sentence, _ in sentences for word in sentence]
    if [word for word, _, _ in words] != tokens:
        if sentences:
            raise fields.error("'sentences' and 'tokens' hold different words")
        return worded([tokens], [fields.string("text")] if "text" in fields else None)
    for raw in (fields.string("text", ""), "\n".join(text for _, text in sentences)):
        if all(raw[start:end] == word and 0 <= start < end for word, start, end in words):
            found = normalise(raw)
            places = [(found.map.from_source(start), found.map.from_source(end)) for _, start, end in words]
            return at(found.text, places, [sentence for sentence, _ in sentences])
    return worded([[word for word, _, _ in sentence] for sentence, _ in sentences], [text for _, text in sentences])


def _cells(fields: Fields, sentence: Any) -> tuple[list[tuple[str, int, int]], str]:
    match sentence:
        case [list() as words, str() as text]:
            found = [one for one in words if _is_cell(one)]
            if len(found) == len(words):
                return [(word, start, end) for word, start, end in found], text
    raise fields.error("a sentence is [[[word, start, end] …], text]")


def _is_cell(cell: Any) -> bool:
    match cell:
        case [str(), int(), int()]:
            return True
    return False


def _told(source: ExportSource, log: LossLog) -> Iterator[tuple[Telling, list[Record], Record]]:
    """Each document with its record and that of the companion."""
    for bundle in source.bundles():
        telling = tell(bundle, choose_layer(bundle, source.layer), source.schema, log)
        records = encode(telling)
        yield telling, records, clusters(telling, records[0])


def _companions(file: Path) -> dict[str, deque[Fields]]:
    """The records of the file beside it that says who is mentioned where, by document; none without such a file.

    Documents may have one name: their records are in the order of the documents.
    """
    beside = next((one for one in _names_beside(file) if one.is_file()), None)
    if beside is None:
        return {}
    found: dict[str, deque[Fields]] = {}
    for fields in (Fields(one.record, one.where) for one in records_of(beside)):
        found.setdefault(fields.optional("doc_key") or "", deque()).append(fields)
    return found


def _names_beside(file: Path) -> Iterator[Path]:
    """Where the companion of a file may be: `coref` in place of `info`, or in a folder `coref` beside."""
    stem = re.sub("_?info", "", file.stem)
    for suffix in (".jsonlines", ".jsonl"):
        yield file.with_name(f"coref_{stem}{suffix}" if stem else f"coref{suffix}")
        yield file.parent / "coref" / f"{stem}{suffix}"
        yield file.parent.parent / "coref" / f"{stem}{suffix}"


@dataclass(frozen=True, slots=True)
class WikiEvents:
    """Two files: the documents, and who is mentioned where."""

    name: str = "wikievents"
    title: str = "WikiEvents (documents, with coreference)"
    folder: bool = True
    reads: bool = True
    writes: bool = True
    suffixes: tuple[str, ...] = (".json", ".jsonl")

    def write(self, source: ExportSource, out: Path, options: ExportOptions) -> LossReport:
        """Write both files into a new folder."""
        log = LossLog()
        out.mkdir()
        with (out / INFO).open("wb") as info, (out / COREF).open("wb") as coref:
            for telling, records, companion in _told(source, log):
                for record in with_own(records, telling.bundle):
                    info.write(line_of(record))
                coref.write(line_of(companion))
        return log.report(self.name, files=(INFO, COREF), notices=notices_of(log))

    def preflight(self, source: ExportSource, options: ExportOptions) -> LossReport:
        """The report alone."""
        log = LossLog()
        for _ in _told(source, log):
            pass
        return log.report(self.name, notices=notices_of(log))

    def read(self, path: Path) -> Iterator[Bundle]:
        """The documents of `info.jsonl`, or of a file of another name, with the entities of the file beside it."""
        file = path / INFO if path.is_dir() else path
        known = _companions(file)
        for position, found in enumerate(records_of(file)):
            own = own_bundle([found.record], found.where)
            fields = Fields(found.record, found.where)
            beside = known.get(fields.optional("doc_id") or "")
            yield own or _decoded(fields, file, position, beside.popleft() if beside else None)

    def sniff(self, path: Path, head: bytes) -> bool:
        """Whether the first record has the keys of this format."""
        keys = keys_of(head)
        return not keys & STRANGE and ("event_mentions" in keys or {"doc_id", "tokens", "text"} <= keys)


FORMAT = WikiEvents()
