"""Rows as bundles: our own with their events, and other people's tokens with tags, or texts with spans.

Part of `exchange`. Files are read piece by piece.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from pathlib import Path
from typing import Any

from glossator.annotation import Argument, AttributeValue, Bundle, Fragments, Metadata, text_of
from glossator.errors import FormatError
from glossator.exchange.building import LayerBuilder, document_of, metadata_of
from glossator.exchange.fields import Fields
from glossator.exchange.formats.huggingface.columns import RECORD
from glossator.exchange.formats.huggingface.parquet import Table
from glossator.exchange.formats.tokens.rebuilding import TextBuilder, gaps_in
from glossator.exchange.formats.tokens.tags import is_tag, label_runs, runs
from glossator.exchange.remainder import read_document, read_layer
from glossator.text.normalise import normalise

FORMAT_NAME = "huggingface"
TAGS = ("ner_tags", "tags", "labels", "ner")
TEXTS = ("text", "sentence", "content")
SPANS = ("spans", "entities")
NAMES = ("name", "id", "guid", "doc_id")


def read_table(table: Table) -> Iterator[Bundle]:
    """The documents of one Parquet file. Raises FormatError with the row."""
    own = RECORD in table.names and "text" in table.names
    for position, row in enumerate(table.rows()):
        where = f"{table.path}: row {position + 1}"
        yield _own(Fields(row, where), position) if own else _foreign(row, table, position, where)


def _own(fields: Fields, position: int) -> Bundle:
    try:
        record = Fields(json.loads(fields.string(RECORD)), f"{fields.where}: {RECORD}")
    except (ValueError, RecursionError) as error:
        raise fields.error(f"the column {RECORD!r} is not JSON") from error
    name, metadata = read_document(record.object("document"))
    document = document_of(name, fields.string("text"), metadata=metadata, position=position)
    if normalise(document.text).text != document.text:
        raise fields.error("'text' is not as Glossator writes it: leave it as it was, or take out the column glossator")
    builder = LayerBuilder(document, record.string("annotator", ""), count(2), FORMAT_NAME)
    things: dict[str, int] = {"D": document.id}
    for one in fields.objects("spans"):
        fragments = _fragments(one, document.text)
        if not fragments:
            raise one.error("a span needs a start and an end")
        things[one.string("id")] = builder.span(one.optional("label"), fragments, _attributes(one))
    events = list(fields.objects("events")) if fields.peek("events") is not None else []
    things |= {one.string("id"): builder.new_id() for one in events}
    for one in events:
        builder.event(
            one.string("type"),
            _fragments(one, document.text),
            thing=things[one.string("id")],
            arguments=tuple(_arguments(one, things)),
            attributes=_attributes(one),
            modes=one.strings("modes"),
            contexts=one.strings("contexts"),
        )
    for number, one in enumerate(fields.objects("relations"), start=1):
        source, target = (things.get(one.string(end)) for end in ("source", "target"))
        if source is not None and target is not None:
            things[f"R{number}"] = builder.relation(one.string("type"), source, target, _attributes(one))
    read_layer(record, builder, things)
    return Bundle(document, (builder.layer(),))


def _fragments(fields: Fields, text: str) -> Fragments:
    starts, ends = fields.integers("starts"), fields.integers("ends")
    if len(starts) != len(ends):
        raise fields.error("'starts' and 'ends' are not equally many")
    fragments = tuple(zip(starts, ends, strict=True))
    reached = 0
    for start, end in fragments:
        if not reached <= start < end <= len(text):
            raise fields.error(f"[{start}, {end}) is not within the text, which has {len(text)} characters")
        reached = end
    stated = fields.optional("text")
    if stated is not None and stated != text_of(text, fragments):
        raise fields.error(f"the text says {text_of(text, fragments)!r} there, the column 'text' {stated!r}")
    return fragments


def _arguments(fields: Fields, things: Mapping[str, int]) -> Iterator[Argument]:
    for one in fields.objects("arguments"):
        filler = things.get(one.string("filler"))
        if filler is not None:
            yield Argument(one.string("role"), filler, one.optional("country"), one.strings("sectors"))


def _attributes(fields: Fields) -> dict[str, AttributeValue]:
    found: dict[str, AttributeValue] = {}
    for one in fields.objects("attributes"):
        values = one.strings("values")
        if one.flag("many"):
            found[one.string("name")] = values
        elif len(values) != 1:
            raise one.error("an attribute that is not 'many' has one value")
        else:
            found[one.string("name")] = values[0]
    return found


def _foreign(row: Mapping[str, Any], table: Table, position: int, where: str) -> Bundle:
    tokens, tags = row.get("tokens"), next((name for name in TAGS if name in row), None)
    texts = [row[name] for name in TEXTS if isinstance(row.get(name), str)]
    known = next((row[name] for name in NAMES if isinstance(row.get(name), str) and row[name]), None)
    name = known or f"{table.path.stem}-{position + 1}"
    metadata = metadata_of(row, without=(*TEXTS, *NAMES))
    if isinstance(tokens, list):
        found = _tags(row[tags], len(tokens), table.classes.get(tags, ()), f"{where}: {tags}") if tags else []
        return _of_tokens(name, _strings(tokens, f"{where}: tokens"), found, texts, metadata, position, bool(tags))
    if texts:
        spans = next((row[one] for one in SPANS if isinstance(row.get(one), list)), None)
        return _of_text(name, texts[0], spans, metadata, position, where)
    raise FormatError(
        f"{where}: neither a text nor tokens. Known columns: {', '.join(TEXTS)}; tokens with {', '.join(TAGS)}."
    )


def _strings(values: Sequence[Any], where: str) -> list[str]:
    if not all(isinstance(one, str) for one in values):
        raise FormatError(f"{where}: every token must be a string.")
    return list(values)


def _tags(values: Any, length: int, names: tuple[str, ...], where: str) -> list[str]:
    """The tags of a row as strings."""
    if values is None:
        return []
    if not isinstance(values, list) or len(values) != length:
        raise FormatError(f"{where}: there must be one tag a token, {length}.")
    if all(isinstance(one, str) for one in values):
        return list(values)
    if not names:
        raise FormatError(
            f"{where}: the tags are numbers, and the file does not say what they stand for (no ClassLabel names). "
            "Write them as strings such as B-PER."
        )
    if not all(isinstance(one, int) and -1 <= one < len(names) for one in values):
        raise FormatError(f"{where}: a number beyond the {len(names)} names.")
    return [names[one] if 0 <= one else "O" for one in values]


def _of_tokens(
    name: str,
    tokens: list[str],
    tags: list[str],
    texts: Sequence[str],
    metadata: Metadata,
    position: int,
    tagged: bool,
) -> Bundle:
    builder = TextBuilder()
    places = []
    for gap, token in zip(gaps_between(tokens, texts), tokens, strict=False):
        builder.add(gap)
        places.append(builder.add(token))
    builder.add(next((found[-1] for found in (gaps_in(text, tokens) for text in texts) if found), ""))
    document = document_of(name, builder.text(), metadata=metadata, position=position)
    layer = LayerBuilder(document, "", count(2), FORMAT_NAME)
    for run in (runs if all(map(is_tag, tags)) else label_runs)(tags):
        start, end = places[run.start][0], places[run.end - 1][1]
        if start < end:
            layer.span(run.label, ((start, end),))
    if tags:
        layer.review("entities", "done")
    return Bundle(document, (layer.layer(),) if tagged and tags else ())


def gaps_between(tokens: list[str], texts: Sequence[str]) -> list[str]:
    """What stands before each token, and after the last: as a stated text has it, else a space or nothing.

    Tokens that are all single characters, or have white space among them, are a text cut into characters.
    """
    for text in texts:
        found = gaps_in(text, tokens)
        if found is not None:
            return found
    characters = all(len(one) <= 1 for one in tokens) or any(not one.strip() for one in tokens)
    return ["", *["" if characters else " "] * (len(tokens) - 1), ""]


def _of_text(name: str, raw: str, spans: Any, metadata: Metadata, position: int, where: str) -> Bundle:
    normalised = normalise(raw)
    document = document_of(name, normalised.text, metadata=metadata, position=position)
    layer = LayerBuilder(document, "", count(2), FORMAT_NAME)
    for number, value in enumerate(spans or ()):
        one = Fields(value, f"{where}: span {number + 1}")
        start, end = one.integer("start"), one.integer("end")
        if not 0 <= start < end <= len(raw):
            raise one.error(f"[{start}, {end}) is not within the text, which has {len(raw)} characters")
        stated = next((one.optional(key) for key in ("text", "word") if isinstance(one.peek(key), str)), None)
        if stated is not None and stated != raw[start:end]:
            raise one.error(f"the text says {raw[start:end]!r} at [{start}, {end}), the span {stated!r}")
        label = next((one.optional(key) for key in ("label", "type", "entity") if isinstance(one.peek(key), str)), None)
        layer.span(label or "SPAN", ((normalised.map.from_source(start), normalised.map.from_source(end)),))
    layer.looked_at()
    return Bundle(document, (layer.layer(),) if spans else ())


def notices_of(tables: Sequence[Table]) -> Iterator[str]:
    """What reading takes for granted. One sentence a file at most, out of its first row."""
    for table in tables:
        row = next(iter(table.rows()), None)
        if row is None or RECORD in table.names or not isinstance(row.get("tokens"), list):
            continue
        tokens = _strings(row["tokens"], str(table.path))
        texts = [row[name] for name in TEXTS if isinstance(row.get(name), str)]
        if not any(gaps_in(text, tokens) for text in texts):
            glue = "with a space between two" if " " in gaps_between(tokens, ()) else "with nothing between them"
            yield f"{table.path}: the texts are put together from their tokens, {glue}."


def files_in(folder: Path) -> list[Path]:
    """The Parquet files of a dataset's folder: in data, else in the folder itself. Raises FormatError."""
    root = folder.resolve()
    for place in (folder / "data", folder):
        found = sorted(place.glob("*.parquet")) if place.is_dir() else []
        if found:
            for one in found:
                if not one.resolve().is_relative_to(root):
                    raise FormatError(f"{one}: this is a link that leads out of the folder: it is refused.")
            return found
    raise FormatError(f"{folder}: neither the folder nor its folder data holds a .parquet file.")
