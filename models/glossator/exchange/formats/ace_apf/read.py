"""A pair of files as a bundle: entities, values, times, relations and events.

Part of `exchange`. A span is the whole extent of a mention, its head an attribute, as the schema `ace` has it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from glossator.annotation import Bundle, Fragment
from glossator.errors import FormatError
from glossator.exchange.formats.ace_apf.source import Source, read_source
from glossator.exchange.formats.ace_apf.tree import Node, read_tree
from glossator.exchange.formats.event_json.building import LayerBuilder, document_of
from glossator.exchange.formats.event_json.wording import squeezed
from glossator.text.sourcemap import SourceMap

SUFFIX = ".apf.xml"
VALUE, TIME = "VALUE", "TIME"
EVENT_ATTRIBUTES = ("POLARITY", "MODALITY", "TENSE", "GENERICITY")
ENTITY_ATTRIBUTES = ("SUBTYPE", "CLASS")


def read_pair(path: Path) -> Bundle:
    """The document of X.apf.xml and X.sgm. Raises FormatError and ReadError with the place."""
    root = read_tree(path)
    document = root.first("document")
    if root.tag != "source_file" or document is None:
        raise FormatError(f"{path}: no ACE APF: a <source_file> with a <document> is expected.")
    stem = path.name.removesuffix(SUFFIX) if path.name.endswith(SUFFIX) else path.stem
    source = read_source(path.with_name(f"{stem}.sgm"))
    return _Reader(path, source, document, stem).bundle()


class _Reader:
    """Takes one document into a layer."""

    def __init__(self, path: Path, source: Source, document: Node, stem: str) -> None:
        self._path = path
        self._document = document
        self._text = source.text
        self._map = self._chosen(source)
        name = document.attributes.get("DOCID") or source.name or stem
        self._builder = LayerBuilder(document_of(source.text, name, 0, source.metadata), "ace-apf")
        self._mentions: dict[str, int] = {}

    def bundle(self) -> Bundle:
        for node in self._document.all("entity"):
            self._entity(node)
        for node in self._document.all("value"):
            for mention in node.all("value_mention"):
                self._span(mention, VALUE, {"value_type": self._attribute(node, "TYPE")})
        for node in self._document.all("timex2"):
            value = node.attributes.get("VAL")
            for mention in node.all("timex2_mention"):
                self._span(mention, TIME, {"value": value} if value else {})
        for node in self._document.all("relation"):
            self._relation(node)
        for node in self._document.all("event"):
            self._event(node)
        return self._builder.bundle({"entities": "in_progress", "events": "in_progress"})

    def _entity(self, node: Node) -> None:
        label = self._attribute(node, "TYPE")
        spans: list[int] = []
        names: list[str] = []
        for mention in node.all("entity_mention"):
            kind = mention.attributes.get("TYPE", "")
            head = mention.first("head")
            place = self._extent(mention)
            shown = self._text[slice(*self._place(head))] if head is not None else self._text[slice(*place)]
            attributes = {"mention_type": kind} if kind else {}
            if shown != self._text[slice(*place)]:
                attributes["head"] = shown
            spans.append(self._span(mention, label, attributes))
            names += [shown] if kind == "NAM" else []
        if spans:
            said = {key.lower(): node.attributes[key] for key in ENTITY_ATTRIBUTES if node.attributes.get(key)}
            self._builder.entity(spans, names[0] if names else None, said)

    def _relation(self, node: Node) -> None:
        for mention in node.all("relation_mention"):
            ends = dict(self._arguments(mention, "relation_mention_argument"))
            if not {"Arg-1", "Arg-2"} <= ends.keys():
                raise self._error(mention, "a relation has two arguments, Arg-1 and Arg-2")
            self._builder.relation(self._type(node), ends["Arg-1"], ends["Arg-2"])

    def _event(self, node: Node) -> None:
        said = {key.lower(): node.attributes[key] for key in EVENT_ATTRIBUTES if node.attributes.get(key)}
        events: list[int] = []
        for mention in node.all("event_mention"):
            anchor = mention.first("anchor")
            if anchor is None:
                raise self._error(mention, "an event has an <anchor>")
            arguments = list(self._arguments(mention, "event_mention_argument"))
            events.append(self._builder.event(self._type(node), (self._place(anchor),), arguments, said))
        if 1 < len(events):
            self._builder.same_events(events)

    def _arguments(self, mention: Node, tag: str) -> Iterator[tuple[str, int]]:
        for argument in mention.all(tag):
            wanted = self._attribute(argument, "REFID")
            if wanted not in self._mentions:
                raise self._error(argument, f"there is no mention {wanted!r}")
            yield self._attribute(argument, "ROLE"), self._mentions[wanted]

    def _span(self, mention: Node, label: str, attributes: dict[str, str]) -> int:
        name = self._attribute(mention, "ID")
        if name in self._mentions:
            raise self._error(mention, f"the ID {name!r} is given twice")
        self._mentions[name] = self._builder.span((self._extent(mention),), label, attributes)
        return self._mentions[name]

    def _extent(self, mention: Node) -> Fragment:
        extent = mention.first("extent")
        if extent is None:
            raise self._error(mention, "a mention has an <extent>")
        return self._place(extent)

    def _place(self, around: Node) -> Fragment:
        sequence = around.first("charseq")
        if sequence is None:
            raise self._error(around, f"<{around.tag}> has no <charseq>")
        place = self._between(sequence, self._map)
        if place is None:
            raise self._error(sequence, "START and END must be offsets of the text, and END no less than START")
        found = self._text[slice(*place)]
        if squeezed(found) != squeezed(sequence.text):
            raise self._error(sequence, f"the text says {found!r}, the annotation {sequence.text!r}. Is it its .sgm?")
        return place

    def _chosen(self, source: Source) -> SourceMap:
        """The way of counting under which the most surfaces are right; the usual one where they are equal."""
        sequences = list(_sequences(self._document))

        def fits(map_: SourceMap) -> int:
            places = ((one, self._between(one, map_)) for one in sequences)
            return sum(
                place is not None and squeezed(self._text[slice(*place)]) == squeezed(one.text) for one, place in places
            )

        return max(source.maps, key=fits)

    def _between(self, sequence: Node, map_: SourceMap) -> Fragment | None:
        """The characters from START to END, which is meant too."""
        try:
            start, end = int(sequence.attributes["START"]), int(sequence.attributes["END"]) + 1
        except (KeyError, ValueError):
            return None
        if not 0 <= start < end <= map_.source_starts[-1]:
            return None
        place = map_.from_source(start), map_.from_source(end)
        return place if place[0] < place[1] else None

    def _type(self, node: Node) -> str:
        type_, subtype = self._attribute(node, "TYPE"), node.attributes.get("SUBTYPE")
        return f"{type_}.{subtype}" if subtype else type_

    def _attribute(self, node: Node, name: str) -> str:
        value = node.attributes.get(name)
        if not value:
            raise self._error(node, f"<{node.tag}> has no {name}")
        return value

    def _error(self, node: Node, what: str) -> FormatError:
        return FormatError(f"{self._path}:{node.line}: {what.rstrip('.')}.")


def _sequences(node: Node) -> Iterator[Node]:
    """Every charseq under a node."""
    waiting = [node]
    while waiting:
        found = waiting.pop()
        if found.tag == "charseq":
            yield found
        waiting += found.children
