"""The results of one annotation as a layer.

Part of `exchange`; see `read`.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from glossator.annotation import Argument, AttributeValue, Document
from glossator.exchange.building import LayerBuilder
from glossator.exchange.fields import Fields
from glossator.exchange.formats.labelstudio import controls
from glossator.exchange.formats.labelstudio.regions import OF_TEXT, Region
from glossator.exchange.remainder import DOCUMENT, read_layer

_VALUES = {"textarea": "text"}
_CHOSEN = ("choices", "taxonomy")
_PER_TEXT = (*_CHOSEN, "textarea", "number", "rating", "datetime")
_PATH = " / "
RELATED = "related"
"""The type of a relation without a label."""


class LayerReader:
    """Adds what an annotation says to a builder. `remainder` is what our own exports keep in the task's meta."""

    def __init__(
        self,
        document: Document,
        builder: LayerBuilder,
        regions: dict[str, Region],
        notices: list[str],
        remainder: Fields | None,
    ) -> None:
        self._document = document
        self._builder = builder
        self._regions = regions
        self._notices = notices
        self._remainder = remainder
        self._ids = {key: builder.new_id() for key in regions}
        self._relations: list[int] = []
        self._attributes: dict[str, dict[str, AttributeValue]] = defaultdict(dict)
        self._modes: dict[str, tuple[str, ...]] = {}
        self._contexts: dict[str, tuple[str, ...]] = {}
        self._arguments: dict[str, list[Argument]] = defaultdict(list)

    def read(self, results: list[Fields]) -> None:
        """Read all of them: what was chosen and linked first, for regions are made whole."""
        links = [one for one in results if one.peek("type") == "relation"]
        for result in results:
            kind = result.string("type", "")
            if kind not in OF_TEXT and kind != "relation":
                self._value(kind, result)
        self._links(links, arguments=True)
        for key, region in self._regions.items():
            self._region(key, region)
        self._links(links, arguments=False)
        if self._remainder is not None:
            things = self._ids | {f"R{place}": thing for place, thing in enumerate(self._relations, start=1)}
            read_layer(self._remainder, self._builder, {**things, DOCUMENT: self._document.id})
        else:
            self._builder.review("entities", "done")

    def _is_event(self, key: str) -> bool:
        return self._regions[key].control == controls.TRIGGER

    def _region(self, key: str, region: Region) -> None:
        if self._is_event(key):
            self._event(key, region)
        else:
            first = region.labels[0] if region.labels else None
            label = None if self._remainder is not None and first == controls.FILLER else first
            self._builder.span(label, region.fragments, self._attributes.get(key), thing=self._ids[key])
            for further in region.labels[1:]:
                self._builder.span(further, region.fragments, self._attributes.get(key))
        if self._remainder is None:
            for note in region.notes:
                self._builder.note(self._ids[key], note)

    def _event(self, key: str, region: Region) -> None:
        self._builder.event(
            region.labels[0] if region.labels else controls.TRIGGER.upper(),
            region.fragments,
            thing=self._ids[key],
            arguments=self._arguments.get(key, ()),
            attributes=self._attributes.get(key),
            modes=self._modes.get(key, ()),
            contexts=self._contexts.get(key, ()),
        )

    def _value(self, kind: str, result: Fields) -> None:
        """What was chosen or written: for a region, or for the text as a whole."""
        key, control = result.string("id", ""), result.string("from_name", kind)
        found = _values(kind, result.object("value"))
        if key in self._regions:
            if self._is_event(key) and control in (controls.MODE, controls.CONTEXT):
                (self._modes if control == controls.MODE else self._contexts)[key] = found
            elif found:
                self._attributes[key][controls.attribute_of(control)] = found[0] if len(found) == 1 else found
        elif kind not in _PER_TEXT:
            self._notices.append(f"{result.where}: {kind} is left out; it is not of text.")
        elif self._remainder is None and kind in _CHOSEN:
            for context in found:
                self._builder.context(context)
        elif self._remainder is None:
            for value in found:
                self._builder.note(self._document.id, f"{control}: {value}")

    def _links(self, results: list[Fields], *, arguments: bool) -> None:
        """Relations: those from a trigger are arguments, all others go between spans."""
        for result in results:
            labels = [one for one in result.strings("labels") if one != controls.FRAGMENT]
            if not labels and controls.FRAGMENT in result.strings("labels"):
                continue
            source, target = result.string("from_id"), result.string("to_id")
            if result.string("direction", "right") == "left":
                source, target = target, source
            if source not in self._regions or target not in self._regions:
                self._lost(result, arguments=arguments)
            elif self._is_event(source) == arguments:
                self._link(labels or [RELATED], source, target, arguments=arguments)

    def _lost(self, result: Fields, *, arguments: bool) -> None:
        if arguments:
            self._notices.append(f"{result.where}: a relation is left out, for one of its ends is no region of text.")

    def _link(self, labels: list[str], source: str, target: str, *, arguments: bool) -> None:
        for label in labels:
            if arguments:
                self._arguments[source].append(Argument(label, self._ids[target]))
            else:
                self._relations.append(self._builder.relation(label, self._ids[source], self._end(target)))

    def _end(self, key: str) -> int:
        """The span at the end of a relation: for a trigger, its words without a label."""
        if not self._is_event(key):
            return self._ids[key]
        return self._builder.span(None, self._regions[key].fragments)


def _values(kind: str, value: Fields) -> tuple[str, ...]:
    """The values of a result, as strings; the steps of a taxonomy's path are joined."""
    found = value.peek(_VALUES.get(kind, kind))
    several = found if isinstance(found, list) else [] if found is None else [found]
    return tuple(_PATH.join(map(str, one)) if isinstance(one, list) else _said(one) for one in several)


def _said(value: Any) -> str:
    return str(value)
