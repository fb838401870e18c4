"""What the documents of an export use, added to the schema where it lacks it: brat refuses what is not configured.

Part of `exchange`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from glossator.annotation import AttributeValue, Layer
from glossator.exchange.chosen import finished_events
from glossator.schema import Schema
from glossator.schema.types import AttributeType, Target


class UsedNames:
    """A schema that grows by what layers use. `has_fillers`: some of their spans have no label."""

    def __init__(self, schema: Schema) -> None:
        self.schema = schema
        self.has_fillers = False
        self.modes: dict[str, dict[str, None]] = {}
        self._seen: set[tuple[str, ...]] = set()

    def add(self, layer: Layer) -> None:
        """Take in one layer."""
        labels = {span.id: span.label for span in layer.spans}
        for span in layer.spans:
            self.has_fillers = self.has_fillers or span.label is None
            if span.label is not None and self._is_new("entity", span.label):
                self.schema = self.schema.with_entity_type(span.label)
            self._add_attributes(span.attributes.items(), "span", span.label)
        for event in finished_events(layer):
            if self._is_new("event", event.type):
                self.schema = self.schema.with_event_type(event.type)
            for argument in event.arguments:
                if self._is_new("role", event.type, argument.role):
                    self.schema = self.schema.with_role(argument.role, event_type=event.type)
            for mode in event.modes:
                if self._is_new("mode", event.type, mode):
                    self.schema = self.schema.with_mode(event.type, mode)
            for context in event.contexts:
                if self._is_new("context", context):
                    self.schema = self.schema.with_context(context)
            self._add_attributes(event.attributes.items(), "event", event.type)
        for relation in layer.relations:
            if relation.source in labels and self._is_new("relation", relation.type):
                self.schema = self.schema.with_relation_type(relation.type)
            self._add_attributes(relation.attributes.items(), "relation", relation.type)

    def _is_new(self, *key: str) -> bool:
        if key in self._seen:
            return False
        self._seen.add(key)
        return True

    def _add_attributes(
        self, attributes: Iterable[tuple[str, AttributeValue]], target: Target, label: str | None
    ) -> None:
        for name, value in attributes:
            for one in (value,) if isinstance(value, str) else value:
                if self._is_new("attribute", name, one, target, label or ""):
                    self._add_attribute(name, one, target, label)

    def _add_attribute(self, name: str, value: str, target: Target, label: str | None) -> None:
        self.schema = self.schema.with_attribute(name, applies_to=target)
        found = self.schema.attribute(name)
        if found is None:
            return
        # An open value becomes one of a list: those that occur are all that brat is told of.
        changed = replace(found, values=tuple(dict.fromkeys((*found.values, value))))
        if target not in changed.targets:
            changed = replace(changed, also=(*changed.also, target))
        if changed.only_for and label is not None and label not in changed.only_for:
            changed = replace(changed, only_for=(*changed.only_for, label))
        attributes = tuple(changed if one.name == name else one for one in self.schema.attributes)
        self.schema = replace(self.schema, attributes=attributes)


def closed(attribute: AttributeType) -> bool:
    """Whether brat can have this attribute: it has a list of values, and is not of entities alone."""
    return bool(attribute.values) and any(target != "entity" for target in attribute.targets)
