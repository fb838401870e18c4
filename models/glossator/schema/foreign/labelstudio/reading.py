"""A labelling configuration of Label Studio as a schema. Part of the schema layer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from glossator.errors import SchemaError
from glossator.schema.checks import check_schema
from glossator.schema.colours import ColourPair, spare_colour
from glossator.schema.foreign.imported import Imported
from glossator.schema.foreign.labelstudio.colours import pair_of, web_colour
from glossator.schema.foreign.labelstudio.tree import Tag, read_tree
from glossator.schema.keys import ENTITY_KEYS
from glossator.schema.model import Schema
from glossator.schema.types import AttributeType, Context, EntityType, RelationType

_OF_TEXT: Final = ("labels", "hypertextlabels", "paragraphlabels")
_CHOICES: Final = ("choices", "taxonomy")
_OPEN: Final = ("textarea", "number", "datetime", "rating")
_PARTS: Final = ("label", "choice", "relation")
_DATA: Final = ("text", "hypertext", "paragraphs")
_NO_COLOUR: Final = ColourPair("", "")
_PATH: Final = " / "
"""Between the steps of a taxonomy's path."""


def read_labelling_config(text: str, *, name: str = "labelstudio", where: str = "config.xml") -> Schema:
    """The schema that a labelling configuration is; see `import_labelling_config` for what it leaves out."""
    return import_labelling_config(text, name=name, where=where).schema


def import_labelling_config(text: str, *, name: str = "labelstudio", where: str = "config.xml") -> Imported:
    """The schema that a labelling configuration is, with notices on whatever in it has no counterpart.

    Labels become entity types, relations relation types. What is chosen or written per region becomes an attribute of
    spans, what is chosen for a text as a whole contexts. Raises SchemaError, `where:line: what is wrong`.
    """
    reader = _Reader()
    root = read_tree(text, where=where)
    reader.read(root)
    schema = Schema(
        name,
        name,
        entity_types=reader.types_with_defaults(),
        relation_types=tuple(reader.relations.values()),
        attributes=tuple(reader.narrowed_attributes()),
        contexts=tuple(reader.contexts.values()),
    )
    try:
        check_schema(schema)
    except SchemaError as error:
        raise SchemaError(f"{where}: {error}") from None
    return Imported(schema, tuple(dict.fromkeys(reader.notices)))


@dataclass(slots=True)
class _Reader:
    labels: dict[str, EntityType] = field(default_factory=dict)
    relations: dict[str, RelationType] = field(default_factory=dict)
    attributes: dict[str, AttributeType] = field(default_factory=dict)
    contexts: dict[str, Context] = field(default_factory=dict)
    notices: list[str] = field(default_factory=list)

    def read(self, root: Tag) -> None:
        """Take in every tag."""
        unknown: dict[str, None] = {}
        for tag in root.walk():
            reading = self._reading_of(tag)
            if reading is not None:
                reading(tag)
            elif tag.name not in (*_PARTS, *_DATA):
                unknown[f"<{tag.written}>"] = None
        if unknown:
            self.notices.append(f"left out, since it arranges the page or is of other media: {', '.join(unknown)}")

    def _reading_of(self, tag: Tag) -> Callable[[Tag], None] | None:
        if tag.name in _OF_TEXT:
            return self._labels
        if tag.name == "relations":
            return self._relations
        if tag.name in _CHOICES:
            return self._choices
        if tag.name in _OPEN:
            return self._open
        if tag.name.endswith("labels"):
            return lambda found: self._note(found, f"<{found.written}> is left out: it is not for text")
        return None

    def _note(self, tag: Tag, message: str) -> None:
        self.notices.append(f"line {tag.line}: {message}")

    def _labels(self, group: Tag) -> None:
        for tag in (child for child in group.children if child.name == "label"):
            value = tag.get("value")
            if value is None:
                self._note(tag, "a label without a value is left out")
                continue
            # What stands in Label Studio's exports is the alias, where there is one.
            name = tag.get("alias") or value
            if name in self.labels:
                self._note(tag, f"the label {name} is there a second time; the first counts")
                continue
            self.labels[name] = EntityType(
                name, value, self._colour(tag), key=self._key(tag), guideline=tag.get("hint") or ""
            )

    def _colour(self, tag: Tag) -> ColourPair:
        stated = tag.get("background")
        found = web_colour(stated) if stated else None
        if stated and found is None:
            self._note(tag, f"{stated!r} is no colour that is known; a spare one is taken")
        return pair_of(found) if found else _NO_COLOUR

    def _key(self, tag: Tag) -> str | None:
        stated = tag.get("hotkey")
        if stated is None:
            return None
        if stated not in ENTITY_KEYS or any(type_.key == stated for type_ in self.labels.values()):
            self._note(tag, f"the key {stated} is left out: labels have the digits 1 to 9, each once")
            return None
        return stated

    def types_with_defaults(self) -> tuple[EntityType, ...]:
        """The labels, with keys and colours where they have none."""
        stated = {type_.key for type_ in self.labels.values()}
        digits = iter([digit for digit in ENTITY_KEYS if digit not in stated])
        colours = [type_.colour for type_ in self.labels.values() if type_.colour != _NO_COLOUR]
        done: list[EntityType] = []
        for type_ in self.labels.values():
            colour = type_.colour
            if colour == _NO_COLOUR:
                colour = spare_colour(colours)
                colours.append(colour)
            done.append(replace(type_, key=type_.key or next(digits, None), colour=colour))
        return tuple(done)

    def _relations(self, group: Tag) -> None:
        for tag in (child for child in group.children if child.name == "relation"):
            value = tag.get("value")
            if value is not None:
                self.relations.setdefault(value, RelationType(value, value))

    def _choices(self, group: Tag) -> None:
        found = list(_values(group))
        if not found:
            self._note(group, f"<{group.written}> is left out: it has no values of its own")
            return
        if not _is_per_region(group):
            self._contexts(group, found)
            return
        chosen = [value for value, tag in found if tag.get("selected") == "true"]
        is_many = group.name == "taxonomy" or group.get("choice") == "multiple"
        self._attribute(group, values=tuple(dict.fromkeys(value for value, _ in found)), default=chosen, many=is_many)

    def _contexts(self, group: Tag, found: list[tuple[str, Tag]]) -> None:
        title = group.get("name") or group.written
        names = [value for value, _ in found]
        for name in names:
            self.contexts.setdefault(name, Context(name, name, guideline=f"{title} of the text"))
        alone = group.name == "choices" and group.get("choice") != "multiple"
        only = "; that only one of them may be chosen is left out" if alone else ""
        self._note(group, f"{title} is chosen for a text as a whole, so its values become contexts{only}")

    def _open(self, group: Tag) -> None:
        if _is_per_region(group):
            self._attribute(group, values=(), default=[], many=False)
        else:
            self._note(group, f"<{group.written}> is left out: texts as a whole have contexts, not values")

    def _attribute(self, group: Tag, *, values: tuple[str, ...], default: list[str], many: bool) -> None:
        name = group.get("name") or group.written
        if name in self.attributes:
            self._note(group, f"{name} is there a second time; the first counts")
            return
        if not many and 1 < len(default):
            self._note(group, f"{name}: only one value can be there from the start, {default[0]}")
        for condition in ("whenTagName", "whenChoiceValue"):
            if group.get(condition) is not None:
                self._note(group, f"{name}: {condition} is left out")
        labels = [label.strip() for label in (group.get("whenLabelValue") or "").split(",")]
        self.attributes[name] = AttributeType(
            name,
            group.get("placeholder") or name,
            values=values,
            default=default[0] if default else None,
            many=many,
            applies_to="span",
            only_for=tuple(label for label in labels if label),
        )

    def narrowed_attributes(self) -> Iterator[AttributeType]:
        """The attributes, for those labels only that there are: a condition names a label by its value."""
        names = {type_.title: type_.name for type_ in self.labels.values()}
        for attribute in self.attributes.values():
            known = tuple(names[label] for label in attribute.only_for if label in names)
            lost = [label for label in attribute.only_for if label not in names]
            if lost:
                self.notices.append(f"{attribute.name}: no label is called {', '.join(lost)}")
            yield replace(attribute, only_for=known)


def _is_per_region(tag: Tag) -> bool:
    return (tag.get("perRegion") or "").lower() == "true"


def _values(group: Tag, above: tuple[str, ...] = ()) -> Iterator[tuple[str, Tag]]:
    """The values to choose from; those of a taxonomy with the path to them."""
    for tag in group.children:
        if tag.name != "choice":
            continue
        value = tag.get("alias") or tag.get("value")
        if value is not None:
            path = (*above, value)
            yield _PATH.join(path), tag
            yield from _values(tag, path)
