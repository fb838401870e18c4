"""WebAnno TSV as a bundle: annotations become spans, those with slots events, links between them relations.

Part of `exchange`. A layer's label is its feature `value` (else `label`, `type`, `entity`, or the first); where that is
unset, the layer's own name. Layers of grammar that DKPro's taggers fill (parts of speech, lemmas, dependencies …) are
left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from glossator.annotation import Argument, Bundle, Metadata
from glossator.errors import FormatError
from glossator.exchange.building import LayerBuilder, document_of
from glossator.exchange.formats.webanno_tsv.cells import NOTHING, Reference, reference_of, split_cell, values_of
from glossator.exchange.formats.webanno_tsv.gathering import ANY, MOST_STACKED, ROLE, Found, Gathering
from glossator.exchange.formats.webanno_tsv.rows import LayerColumns, Row, read_sheet

SOURCE = "webanno-tsv"
_GRAMMAR = tuple(
    f"de.tudarmstadt.ukp.dkpro.core.api.{part}." for part in ("lexmorph", "segmentation", "syntax", "transform")
)
_TOKEN = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Token"
_LABELS = ("value", "label", "type", "entity")
_BASE = "BT_"


def read_bundle(path: Path, *, said: Counter[str] | None = None) -> Bundle:
    """The document of a file; what is not kept is counted in `said`. Raises FormatError with the line."""
    return _Reading(path, Counter() if said is None else said).bundle()


def notices_of(path: Path) -> tuple[str, ...]:
    """What of a file is not kept, in sentences."""
    said: Counter[str] = Counter()
    read_bundle(path, said=said)
    return tuple(f"{number} × {what}" for what, number in said.items())


class _Reading:
    """One file on its way."""

    def __init__(self, path: Path, said: Counter[str]) -> None:
        self._path = path
        self._said = said
        self._sheet = read_sheet(path)
        document = document_of(path.stem, self._sheet.text, metadata=Metadata(extra=self._sheet.remarks))
        self._document = document
        self._builder = LayerBuilder(document, "", count(2), SOURCE)
        self._gathering = Gathering(str(path))
        self._rows = {row.key: row for row in self._sheet.rows}
        self._words: dict[str, int] = {}
        """Words that are ends of relations, by row: the ids of their spans."""

    def bundle(self) -> Bundle:
        """The document with its layer."""
        for layer in self._sheet.layers:
            if layer.kind != "relation" and not _is_grammar(layer.name):
                for row in self._sheet.rows:
                    self._gathering.take(layer, row)
        self._add_things()
        self._add_chains()
        for layer in self._sheet.layers:
            if layer.kind == "relation":
                self._add_relations(layer)
        self._count_grammar()
        if self._builder.spans:
            self._builder.review("entities", "in_progress")
        if self._builder.events:
            self._builder.review("events", "in_progress")
        return Bundle(self._document, (self._builder.layer(),))

    def _add_things(self) -> None:
        """Spans, and events where a layer has slots."""
        for one in self._gathering.found:
            if one.place[0] < one.place[1]:
                one.thing = self._builder.new_id()
            else:
                self._said["annotation without words (of length zero)"] += 1
        for one in self._gathering.found:
            if not one.thing:
                continue
            label, attributes = _label_among(one.layer, one.features)
            if any(name.startswith(ROLE) for name in one.layer.features):
                arguments = list(self._fillers(one))
                self._builder.event(label, (one.place,), thing=one.thing, arguments=arguments, attributes=attributes)
            else:
                self._builder.span(label, (one.place,), attributes, thing=one.thing)

    def _fillers(self, one: Found) -> Iterator[Argument]:
        """The slots of an event whose fillers have words."""
        for role, layer, reference in one.slots:
            found = self._reference(reference, one.line)
            filler = self._annotation_at(layer, found.row, found.number)
            if filler:
                yield Argument(role, filler)
            else:
                self._said["slot whose filler is not kept"] += 1

    def _reference(self, reference: str, line: int) -> Reference:
        found = reference_of(reference)
        if found is None or found.row not in self._rows:
            raise FormatError(f"{self._path}:{line}: {reference!r} leads to no row.")
        return found

    def _annotation_at(self, layer: str, key: str, number: int) -> int:
        """The id of the annotation that a reference means; 0 where it is not kept."""
        names = [layer] if layer != ANY else [one.name for one in self._sheet.layers if one.kind != "relation"]
        found = (one for name in names for one in self._gathering.at(name, key, number))
        return next((one.thing for one in found if one.thing), 0)

    def _add_chains(self) -> None:
        """Every chain is an entity."""
        chains: dict[tuple[str, int], list[tuple[int, Found]]] = {}
        for one in self._gathering.found:
            if one.chain is not None and one.thing:
                chains.setdefault((one.layer.name, one.chain[0]), []).append((one.chain[1], one))
        for links in chains.values():
            ordered = [one for _, one in sorted(links, key=lambda link: link[0])]
            name = self._document.text[slice(*ordered[0].place)]
            self._builder.entity(name, [one.thing for one in ordered])

    def _add_relations(self, layer: LayerColumns) -> None:
        """Relations lead from the annotation that the last column names to the one on their own row."""
        base = next((name.removeprefix(_BASE) for name in layer.features if name.startswith(_BASE)), "")
        grammar = _is_grammar(layer.name) or (_is_grammar(base) and base != _TOKEN)
        for row in self._sheet.rows:
            cells = row.cells[layer.first : layer.first + len(layer.features)]
            sources = [] if cells[-1] == NOTHING else split_cell(cells[-1], "|")
            if MOST_STACKED < len(sources):
                raise FormatError(
                    f"{self._path}:{row.line}: {len(sources)} relations end at one word: that is too many."
                )
            if grammar and sources:
                self._said[f"relation of {_short(layer.name)}: layers of grammar are not kept"] += len(sources)
                continue
            for order, reference in enumerate(sources):
                self._add_relation(layer, base, row, reference, [_nth(cell, order) for cell in cells[:-1]])

    def _add_relation(self, layer: LayerColumns, base: str, row: Row, reference: str, values: list[str | None]) -> None:
        found = self._reference(reference, row.line)
        named = zip(layer.features, values, strict=False)
        label, attributes = _label_among(layer, {name: value for name, value in named if value is not None and name})
        if base == _TOKEN:
            source, target = self._word(found.row), self._word(row.key)
        else:
            source = self._annotation_at(base, found.row, found.number)
            target = self._annotation_at(base, row.key, found.own)
        if source not in self._builder.spans or target not in self._builder.spans:
            self._said["relation of which an end is not kept as a span"] += 1
            return
        self._builder.relation(label, source, target, attributes)

    def _word(self, key: str) -> int:
        """A word as the end of a relation between words: a span without a label."""
        place = self._rows[key].place
        if key not in self._words and place[0] < place[1]:
            self._words[key] = self._builder.span(None, (place,))
        return self._words.get(key, 0)

    def _count_grammar(self) -> None:
        for layer in self._sheet.layers:
            if layer.kind != "relation" and _is_grammar(layer.name):
                filled = sum(row.cells[layer.first] != NOTHING for row in self._sheet.rows)
                if filled:
                    self._said[f"word with {_short(layer.name)}: layers of grammar are not kept"] += filled


def _is_grammar(layer: str) -> bool:
    return layer.startswith(_GRAMMAR)


def _short(name: str) -> str:
    return name.rpartition(".")[2]


def _nth(cell: str, order: int) -> str | None:
    values = values_of(cell)
    return values[order].text if order < len(values) else None


def _label_among(layer: LayerColumns, features: dict[str, str]) -> tuple[str, dict[str, str]]:
    """The label, and the features that are left as attributes."""
    plain = [name for name in layer.features if name and not name.startswith((ROLE, _BASE))]
    if layer.kind == "chain":
        plain = plain[1:]
    chosen = next((name for name in (*_LABELS, *plain[:1]) if name in plain), None)
    label = features.get(chosen or "") or _short(layer.name)
    return label, {name: value for name, value in features.items() if name != chosen}
