"""What becomes of each type of a CAS: span, event, relation, entity, or nothing.

Part of `exchange`; see `decode`. Told by what the type system says of a type, so it serves layers of any project.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum, auto

from glossator.annotation import AttributeValue
from glossator.exchange.formats.uima.types import CHAIN, DKPRO, EVENT, KEY, NAMED_ENTITY, PART, Cassis

_ANNOTATION = "uima.tcas.Annotation"
_SEGMENTS = {"Token", "Sentence", "Paragraph", "Lemma", "Stem", "POS", "DocumentAnnotation", "DocumentMetaData"}
_LABELS = ("eventType", "relationType", "value", "label", "type_", "category")
"""Features that say what something is, the first of them that is there."""
_STRUCTURE = {"begin", "end", "sofa", KEY, "identifier", "modes", "contexts", "arguments", "Governor", "Dependent"}


class Kind(Enum):
    """What is made of a feature structure."""

    SPAN = auto()
    EVENT = auto()
    PART = auto()
    RELATION = auto()
    CHAIN = auto()
    LEFT_OUT = auto()
    HIDDEN = auto()
    """Nothing that an annotator would miss: links, descriptions of tagsets, the document itself."""


class Kinds:
    """The kinds of one type system's types, each found out once."""

    def __init__(self, system: Cassis) -> None:
        self._system = system
        self._known: dict[str, Kind] = {}

    def of(self, structure: Cassis) -> Kind:
        """What is made of a feature structure."""
        name = structure.type.name
        if name not in self._known:
            self._known[name] = self._kind(structure.type)
        kind = self._known[name]
        return Kind.EVENT if kind == Kind.SPAN and any(True for _ in self.links(structure)) else kind

    def _kind(self, type_: Cassis) -> Kind:
        name = type_.name
        features = {feature.name for feature in type_.all_features}
        if name in (EVENT, PART, CHAIN):
            return {EVENT: Kind.EVENT, PART: Kind.PART, CHAIN: Kind.CHAIN}[name]
        about_the_document = self._system.is_instance_of(name, "uima.tcas.DocumentAnnotation")
        if about_the_document or name.startswith(f"{DKPRO}metadata.") or not self._is_annotation(name):
            return Kind.HIDDEN
        if name.rpartition(".")[2] in _SEGMENTS:
            return Kind.LEFT_OUT
        if name.startswith(DKPRO) and not self._is_entity(name):
            return Kind.LEFT_OUT
        if {"Governor", "Dependent"} <= features:
            return Kind.RELATION
        return Kind.EVENT if any(map(_is_link_feature, type_.all_features)) else Kind.SPAN

    def _is_annotation(self, name: str) -> bool:
        return bool(self._system.is_instance_of(name, _ANNOTATION))

    def _is_entity(self, name: str) -> bool:
        return name == NAMED_ENTITY or (
            self._system.contains_type(NAMED_ENTITY) and bool(self._system.is_instance_of(name, NAMED_ENTITY))
        )

    def links(self, structure: Cassis) -> Iterator[tuple[str, Cassis]]:
        """The links of a feature structure, and the features that hold them."""
        for feature in structure.type.all_features:
            if feature.rangeType.name == "uima.cas.FSArray":
                array = getattr(structure, feature.name)
                for link in getattr(array, "elements", None) or ():
                    if hasattr(link, "role") and hasattr(link, "target"):
                        yield feature.name, link

    def attributes(self, structure: Cassis) -> dict[str, AttributeValue]:
        """The features of an annotation that are one value or several, but for its label."""
        found: dict[str, AttributeValue] = {}
        label = _label_feature(structure)
        for feature in structure.type.all_features:
            value = getattr(structure, feature.name)
            if feature.name in _STRUCTURE or feature.name == label or value is None:
                continue
            if self._system.is_primitive(feature.rangeType):
                found[_plain(feature)] = _text(value)
            elif self._system.is_primitive_array(feature.rangeType):
                found[_plain(feature)] = values_of(structure, feature.name)
        return found


def label_of(structure: Cassis) -> str:
    """What an annotation is called: a feature says so, or the type's own name."""
    feature = _label_feature(structure)
    return str(getattr(structure, feature)) if feature is not None else structure.type.name.rpartition(".")[2]


def _label_feature(structure: Cassis) -> str | None:
    return next((name for name in _LABELS if isinstance(getattr(structure, name, None), str)), None)


def values_of(structure: Cassis, feature: str) -> tuple[str, ...]:
    """The values of an array; a child without text is read as None, and is empty."""
    array = getattr(structure, feature, None)
    return tuple("" if one is None else _text(one) for one in getattr(array, "elements", None) or ())


def _is_link_feature(feature: Cassis) -> bool:
    element = feature.elementType
    if feature.rangeType.name != "uima.cas.FSArray" or element is None:
        return False
    return {"role", "target"} <= {one.name for one in getattr(element, "all_features", ())}


def _plain(feature: Cassis) -> str:
    """A feature's own name: the library adds a line to those that are words of Python."""
    return str(feature.name[:-1] if feature._has_reserved_name else feature.name)


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)
