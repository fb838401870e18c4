"""CASes as bundles: every view with a text is a document.

Part of `exchange`. Our own come back whole; of other people's, named entities and custom layers become
spans, layers with links events, layers with Governor and Dependent relations, chains entities; words, sentences and
syntax are left out: the house has its own.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from glossator.annotation import Argument, AttributeValue, Bundle, Document, Fragment, Fragments, Metadata
from glossator.errors import FormatError
from glossator.exchange.building import LayerBuilder, document_of
from glossator.exchange.fields import Fields
from glossator.exchange.formats.uima.kinds import Kind, Kinds, label_of, values_of
from glossator.exchange.formats.uima.types import EVENT, FILLER, KEY, METADATA, MORE, RECORD, Cassis
from glossator.exchange.remainder import read_document, read_layer
from glossator.text.normalise import Normalised, normalise
from glossator.text.offsets import Utf16Index

UNKNOWN_LANGUAGE = "x-unspecified"


@dataclass(frozen=True, slots=True)
class Decoded:
    """A bundle, and how many annotations of each type were left out."""

    bundle: Bundle
    left_out: Counter[str] = field(default_factory=Counter)


def decode(cas: Cassis, name: str, where: str, *, source: str) -> Iterator[Decoded]:
    """The documents of a CAS, one for each view with a text. `source` is the format's name."""
    texts = [view.sofa for view in cas.views if view.sofa is not None and view.sofa.sofaString]
    if not texts:
        raise FormatError(f"{where}: there is no text in it to import.")
    for sofa in texts:
        suffix = "" if len(texts) == 1 else f" ({sofa.sofaID})"
        yield _ViewReader(cas.get_view(sofa.sofaID), sofa.sofaString, where, source).decoded(name, suffix)


class _ViewReader:
    def __init__(self, view: Cassis, text: str, where: str, source: str) -> None:
        self._view = view
        self._normalised: Normalised = normalise(text)
        self._where = where
        self._source = source
        self._kinds = Kinds(view.typesystem)
        # The library converts the offsets of what is indexed; in XMI, what is only referred to is left in UTF-16.
        self._utf16 = Utf16Index(text) if source == "uima-xmi" else None
        self._things: dict[int, int] = {}
        self._by_key: dict[str, int] = {}
        self._left_out: Counter[str] = Counter()
        self._chained: list[Cassis] = []

    def decoded(self, name: str, suffix: str) -> Decoded:
        everything = sorted(self._view.select_all_fs(), key=_order)
        self._converted = {one.xmiID for one in everything}
        record = next((self._record(one) for one in everything if one.type.name == RECORD), None)
        document = self._document(everything, record, name, suffix)
        annotator = record.string("annotator", "") if record is not None else ""
        self._document_id = document.id
        self._text = document.text
        self._builder = LayerBuilder(document, annotator, count(2), self._source)
        sorted_out = self._sort_out(everything)
        self._add_spans(sorted_out[Kind.SPAN])
        self._add_events(sorted_out[Kind.EVENT], sorted_out[Kind.PART])
        self._add_relations(sorted_out[Kind.RELATION])
        self._add_chains(sorted_out[Kind.CHAIN])
        if record is not None:
            read_layer(record, self._builder, self._by_key | {"D": document.id})
        else:
            self._builder.looked_at()
        self._add_identifiers([one for one in sorted_out[Kind.SPAN] if record is None or not getattr(one, KEY, None)])
        layer = self._builder.layer()
        said = record is not None or layer.spans or layer.events
        return Decoded(Bundle(document, (layer,) if said else ()), self._left_out)

    def _record(self, structure: Cassis) -> Fields:
        try:
            return Fields(json.loads(structure.record or "{}"), f"{self._where}: {RECORD}")
        except (ValueError, RecursionError) as error:
            raise FormatError(f"{self._where}: the record of {RECORD} is not JSON.") from error

    def _document(self, everything: list[Cassis], record: Fields | None, name: str, suffix: str) -> Document:
        metadata = Metadata()
        if record is not None:
            name, metadata = read_document(record.object("document"))
        else:
            for one in everything:
                if one.type.name in (METADATA, "uima.tcas.DocumentAnnotation"):
                    language = getattr(one, "language", None)
                    metadata = Metadata(language=language if language != UNKNOWN_LANGUAGE else None)
                    name = getattr(one, "documentTitle", None) or getattr(one, "documentId", None) or name
        return document_of(name + suffix, self._normalised.text, metadata=metadata)

    def _sort_out(self, everything: list[Cassis]) -> dict[Kind, list[Cassis]]:
        found: dict[Kind, list[Cassis]] = defaultdict(list)
        for one in everything:
            kind = self._kinds.of(one)
            if kind == Kind.SPAN and self._fragment(one) is None:
                kind = Kind.LEFT_OUT
            if kind == Kind.LEFT_OUT:
                self._left_out[one.type.name.rpartition(".")[2]] += 1
            found[kind].append(one)
        return found

    def _fragment(self, one: Cassis) -> Fragment | None:
        """The stretch of an annotation in the normalised text; None where it is empty."""
        begin, end, map_ = one.begin, one.end, self._normalised.map
        if self._utf16 is not None and one.xmiID not in self._converted:
            begin, end = (
                self._utf16.to_code_point(unit) if _within(unit, self._utf16) else -1 for unit in (begin, end)
            )
        if begin is None or end is None or not 0 <= begin <= end <= map_.source_starts[-1]:
            raise FormatError(
                f"{self._where}: {one.type.name} {one.xmiID} is at [{begin}, {end}), "
                f"the text has {map_.source_starts[-1]} characters."
            )
        start, stop = map_.from_source(begin), map_.from_source(end)
        return (start, stop) if start < stop else None

    def _fragments(self, several: list[Cassis]) -> Fragments:
        return tuple(sorted(filter(None, map(self._fragment, several))))

    def _add_spans(self, spans: list[Cassis]) -> None:
        joined: dict[str, list[Cassis]] = defaultdict(list)
        for one in spans:
            joined[getattr(one, KEY, None) or f"#{one.xmiID}"].append(one)
        for key, several in joined.items():
            first = several[0]
            label = None if first.type.name == FILLER else label_of(first)
            thing = self._builder.span(label, self._fragments(several), self._attributes(first))
            self._by_key[key] = thing
            self._things |= {one.xmiID: thing for one in several}

    def _add_events(self, events: list[Cassis], parts: list[Cassis]) -> None:
        for one in events:
            thing = self._builder.new_id()
            self._things[one.xmiID] = thing
            self._by_key[getattr(one, KEY, None) or f"#{one.xmiID}"] = thing
        for one in events:
            key = getattr(one, KEY, None)
            further = [part for part in parts if key and getattr(part, KEY, None) == key]
            own = one.type.name == EVENT
            self._builder.event(
                label_of(one),
                self._fragments([one, *further]),
                thing=self._things[one.xmiID],
                arguments=tuple(self._arguments(one)),
                attributes=self._attributes(one),
                modes=values_of(one, "modes") if own else (),
                contexts=values_of(one, "contexts") if own else (),
            )

    def _arguments(self, event: Cassis) -> Iterator[Argument]:
        for feature, link in self._kinds.links(event):
            filler = self._end(link.target)
            if filler is not None:
                role = link.role or feature
                yield Argument(role, filler, getattr(link, "country", None), values_of(link, "sectors"))

    def _end(self, target: Cassis) -> int | None:
        """What a link leads to. Where nothing was made of it, its words become a free filler."""
        if target is None:
            return None
        if target.xmiID not in self._things and hasattr(target, "begin"):
            fragment = self._fragment(target)
            if fragment is not None:
                self._things[target.xmiID] = self._builder.span(None, (fragment,))
        return self._things.get(target.xmiID)

    def _add_relations(self, relations: list[Cassis]) -> None:
        for number, one in enumerate(relations, start=1):
            source, target = self._end(one.Governor), self._end(one.Dependent)
            if source is None or target is None or {source, target} & self._builder.events.keys():
                self._left_out[one.type.name.rpartition(".")[2]] += 1
                continue
            self._by_key[f"R{number}"] = self._builder.relation(label_of(one), source, target, self._attributes(one))

    def _add_chains(self, chains: list[Cassis]) -> None:
        for chain in chains:
            mentions: dict[int, None] = {}
            seen: set[int] = set()
            link = chain.first
            while link is not None and link.xmiID not in seen:
                seen.add(link.xmiID)
                found = self._mention(link)
                mentions |= {found: None} if found is not None else {}
                link = link.next
            if mentions:
                first = self._builder.spans[next(iter(mentions))]
                self._builder.entity(first.text, mentions)

    def _mention(self, link: Cassis) -> int | None:
        """The span at a link of a chain, or a free one."""
        fragment = self._fragment(link)
        if fragment is None:
            return None
        there = (one.id for one in self._builder.spans.values() if one.fragments == (fragment,))
        found = next(there, None)
        return found if found is not None else self._builder.span(None, (fragment,))

    def _add_identifiers(self, spans: list[Cassis]) -> None:
        """What named entities say that they refer to."""
        for one in spans:
            identifier = getattr(one, "identifier", None)
            if identifier:
                thing = self._things[one.xmiID]
                self._builder.entity(self._builder.spans[thing].text, (thing,), kb_id=identifier)

    def _attributes(self, one: Cassis) -> dict[str, AttributeValue]:
        found = self._kinds.attributes(one)
        more = getattr(one, MORE, None)
        if one.type.name.startswith("webanno.custom.") or hasattr(one, KEY):
            found.pop(MORE, None)
            found |= self._more(more)
        return found

    def _more(self, text: Any) -> dict[str, AttributeValue]:
        if not isinstance(text, str) or not text.startswith("{"):
            return {}
        try:
            values = json.loads(text)
        except (ValueError, RecursionError) as error:
            raise FormatError(f"{self._where}: a feature {MORE!r} is not JSON.") from error
        return {name: tuple(map(str, v)) if isinstance(v, list) else str(v) for name, v in values.items()}


def _within(unit: int | None, index: Utf16Index) -> bool:
    return unit is not None and 0 <= unit <= index.utf16_length


def _order(structure: Cassis) -> int:
    return int(structure.xmiID)
