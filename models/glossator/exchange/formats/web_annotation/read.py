"""Web Annotations as bundles: our own pages, and other people's annotations of texts that are at hand.

Part of `exchange`. The text of an annotation is in the page of our own exports; of others' it is the file beside theirs
that bears the last part of the source's address as its name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import count, pairwise
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from glossator.annotation import Argument, AttributeValue, Bundle, Document, Fragments
from glossator.exchange.building import LayerBuilder, add_value, document_of
from glossator.exchange.fields import Fields
from glossator.exchange.formats.web_annotation.anchor import anchor
from glossator.exchange.formats.web_annotation.model import (
    PREFIX,
    Page,
    bodies_of,
    pages_of,
    parts_of,
    selector_of,
    source_of,
    targets_of,
)
from glossator.exchange.remainder import DOCUMENT, read_document, read_layer
from glossator.text.charset import decode
from glossator.text.decode import read_bytes
from glossator.text.normalise import Normalised, normalise

_UNTAGGED = "ANNOTATION"
"""The label of an annotation that has no tag."""


def read_pages(path: Path, notices: list[str]) -> Iterator[Bundle]:
    """The documents of a file. Annotations of one source outside our own pages are one document."""
    loose: dict[str, list[Fields]] = defaultdict(list)
    position = 0
    for page in pages_of(path):
        if page.own is not None:
            yield _own(page, page.own, notices, position)
            position += 1
            continue
        for annotation in page.annotations:
            loose[_source(annotation)].append(annotation)
    for source, found in loose.items():
        text = _text_beside(path, source, found[0])
        document = document_of(Path(_name(source)).name, normalise(text).text, position=position)
        yield _Reader(document, normalise(text), source, found, notices).bundle([])
        position += 1


def _own(page: Page, own: Fields, notices: list[str], position: int) -> Bundle:
    text = normalise(own.string("text"))
    name, metadata = read_document(own)
    document = document_of(name, text.text, metadata=metadata, position=position)
    reader = _Reader(document, text, own.string("id"), list(page.annotations), notices)
    return reader.bundle(list(page.layers))


def _source(annotation: Fields) -> str:
    """The address of the text that an annotation is of."""
    for target in targets_of(annotation):
        for part in parts_of(target):
            found = source_of(part)
            if found is not None and selector_of(part, annotation.where).is_of_text:
                return found
    raise annotation.error("its target is no stretch of a text: only TextPositionSelector and TextQuoteSelector are")


def _name(source: str) -> str:
    return unquote(urlsplit(source).path if "/" in source or ":" in source else source).rpartition("/")[2]


def _text_beside(path: Path, source: str, annotation: Fields) -> str:
    name = _name(source)
    names = [one for one in (name, f"{name}.txt", f"{Path(name).stem}.txt") if one.strip(". ") and "\0" not in one]
    for one in names:
        beside = path.with_name(one) if "\\" not in one and len(one) < 200 else path
        if beside != path and beside.is_file():
            return decode(read_bytes(beside), name=beside.name).text
    raise annotation.error(f"the text of {source} is not at hand. Save it beside this file as {name or 'NAME'}.txt")


class _Reader:
    def __init__(
        self, document: Document, text: Normalised, source: str, annotations: list[Fields], notices: list[str]
    ) -> None:
        self._document = document
        self._text = text
        self._source = source
        self._annotations = annotations
        self._notices = notices
        self._ids = count(2)
        self._builders: dict[str, LayerBuilder] = {}
        self._things: dict[str, tuple[str, int]] = {}

    def bundle(self, layers: list[Fields]) -> Bundle:
        """The document with a layer for each creator. `layers` are the remainders of our own export."""
        for layer in layers:
            self._builder(layer.string("annotator", ""))
        for annotation in self._annotations:
            creator = _creator(annotation)
            key = annotation.string("id", f"#{len(self._things)}")
            if key in self._things:
                raise annotation.error(f"the annotation {key} is there twice")
            self._things[key] = (creator, self._builder(creator).new_id())
        for annotation, (key, _) in zip(self._annotations, list(self._things.items()), strict=True):
            self._read(annotation, key)
        for rank, layer in enumerate(layers):
            annotator = layer.string("annotator", "")
            mark = f"{self._source}#{rank}-"
            things = {key.removeprefix(mark): one for key, (_, one) in self._things.items() if key.startswith(mark)}
            read_layer(layer, self._builders[annotator], {**things, DOCUMENT: self._document.id})
        if not layers:
            for builder in self._builders.values():
                builder.looked_at()
        return Bundle(self._document, tuple(builder.layer() for builder in self._builders.values()))

    def _builder(self, annotator: str) -> LayerBuilder:
        if annotator not in self._builders:
            self._builders[annotator] = LayerBuilder(self._document, annotator, self._ids, "web-annotation")
        return self._builders[annotator]

    def _read(self, annotation: Fields, key: str) -> None:
        creator, thing = self._things[key]
        builder, bodies = self._builders[creator], [one for one in bodies_of(annotation) if isinstance(one, dict)]
        kind = annotation.peek(f"{PREFIX}kind")
        tags = [one.get("value") for one in bodies if _purpose(one, annotation) == "tagging"]
        labels = [one for one in tags if isinstance(one, str) and one]
        attributes: dict[str, AttributeValue] = {}
        for name, value in _parts(bodies, "attribute"):
            add_value(attributes, name, value)
        if kind == "relation":
            self._relation(annotation, builder, labels, bodies, attributes, key)
            return
        fragments = self._fragments(annotation)
        if kind == "event" and labels:
            builder.event(
                labels[0], fragments, thing=thing, attributes=attributes,
                arguments=list(self._arguments(annotation, bodies)),
                modes=[value for _, value in _parts(bodies, "mode")],
                contexts=[value for _, value in _parts(bodies, "context")],
            )  # fmt: skip
            return
        if not fragments:
            raise annotation.error("its target is no stretch of the text")
        label: str | None = labels[0] if labels else None if kind == "span" else _UNTAGGED
        builder.span(label, fragments, attributes, thing=thing)
        for further in labels[1:]:
            builder.span(further, fragments, attributes)
        for one in bodies:
            words = one.get("value")
            if f"{PREFIX}part" not in one and isinstance(words, str) and _purpose(one, annotation) != "tagging":
                builder.note(thing, words)

    def _relation(
        self, annotation: Fields, builder: LayerBuilder, labels: list[str], bodies: list[Any],
        attributes: dict[str, AttributeValue], key: str,
    ) -> None:  # fmt: skip
        ends = [source_of(target) for target in targets_of(annotation)]
        ends += [source_of(one) for one in bodies if one.get(f"{PREFIX}part") == "target"]
        known = [self._things[end][1] for end in ends if end in self._things]
        if len(known) != 2 or not labels:
            raise annotation.error("a relation needs a tag, and two annotations of this page at its ends")
        self._things[key] = (self._things[key][0], builder.relation(labels[0], known[0], known[1], attributes))

    def _arguments(self, annotation: Fields, bodies: list[Any]) -> Iterator[Argument]:
        for one in bodies:
            if one.get(f"{PREFIX}part") != "role":
                continue
            fields = Fields(one, f"{annotation.where}: body")
            filler = self._things.get(source_of(one) or "")
            if filler is None:
                raise fields.error(f"there is no annotation {source_of(one)} in this page")
            country, sectors = fields.optional(f"{PREFIX}country"), fields.strings(f"{PREFIX}sectors")
            yield Argument(fields.string(f"{PREFIX}name"), filler[1], country, sectors)

    def _fragments(self, annotation: Fields) -> Fragments:
        """The stretches of all targets, in order. Raises FormatError where one cannot be found."""
        found: list[tuple[int, int]] = []
        for target in (part for one in targets_of(annotation) for part in parts_of(one)):
            selector = selector_of(target, annotation.where)
            if not selector.is_of_text or source_of(target) != self._source:
                if target != self._source:
                    self._notices.append(f"{annotation.where}: a target is left out: it is no stretch of this text.")
                continue
            place = anchor(self._text, selector)
            if place is None:
                words = selector.exact if selector.exact is not None else f"[{selector.start}, {selector.end})"
                raise annotation.error(f"{words!r:.80} is not in the text of {self._source}")
            if place.moved and selector.start is not None:
                self._notices.append(
                    f"{annotation.where}: {selector.exact!r:.60} was not at {selector.start}; it was found again at "
                    f"{place.fragment[0]} by its words and what is around them."
                )
            found.append(place.fragment)
        found.sort()
        if any(second[0] < first[1] for first, second in pairwise(found)):
            raise annotation.error("its targets overlap each other")
        return tuple(found)


def _creator(annotation: Fields) -> str:
    creator = annotation.peek("creator")
    if isinstance(creator, dict):
        creator = next((creator[key] for key in ("name", "nickname", "id") if isinstance(creator.get(key), str)), "")
    return creator if isinstance(creator, str) else ""


def _purpose(body: dict[str, Any], annotation: Fields) -> object:
    """What a body is for; where it does not say, the annotation's motivation does."""
    return body.get("purpose") or annotation.peek("motivation")


def _parts(bodies: list[Any], part: str) -> Iterator[tuple[str, str]]:
    for one in bodies:
        if one.get(f"{PREFIX}part") == part and isinstance(one.get("value"), str):
            yield str(one.get(f"{PREFIX}name", "")), one["value"]
