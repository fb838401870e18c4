"""The type system of our own CAS files: DKPro's words, sentences and named entities, and custom layers of INCEpTION.

Part of `exchange`. Attributes of the schema become features of the event layer where their names can be names of
features; all others, and those of spans, are JSON in the feature `more`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from keyword import iskeyword
from typing import Any, Final, TypeAlias

from glossator.errors import ExportError, FormatError
from glossator.schema import Schema

Cassis: TypeAlias = Any
"""The module, its types, its feature structures: it says nothing of them that a checker could read."""

DKPRO: Final = "de.tudarmstadt.ukp.dkpro.core.api."
METADATA: Final = DKPRO + "metadata.type.DocumentMetaData"
TOKEN: Final = DKPRO + "segmentation.type.Token"
SENTENCE: Final = DKPRO + "segmentation.type.Sentence"
NAMED_ENTITY: Final = DKPRO + "ner.type.NamedEntity"
CHAIN: Final = DKPRO + "coref.type.CoreferenceChain"
CUSTOM: Final = "webanno.custom."
FILLER: Final = CUSTOM + "Filler"
EVENT: Final = CUSTOM + "Event"
PART: Final = CUSTOM + "EventPart"
LINK: Final = CUSTOM + "EventArgumentsLink"
RELATION: Final = CUSTOM + "Relation"
RECORD: Final = CUSTOM + "GlossatorDocument"
KEY: Final = "glossatorKey"
MORE: Final = "more"

_STRING, _STRINGS, _ARRAY = "uima.cas.String", "uima.cas.StringArray", "uima.cas.FSArray"
_ANNOTATION = "uima.tcas.Annotation"
_FEATURES: Final[Mapping[str, tuple[str, Mapping[str, str]]]] = {
    METADATA: (
        "uima.tcas.DocumentAnnotation",
        {
            **dict.fromkeys(
                ("documentTitle", "documentId", "documentUri", "collectionId", "documentBaseUri"), _STRING
            ),
            "isLastSegment": "uima.cas.Boolean",
        },
    ),
    TOKEN: (_ANNOTATION, {"id": _STRING, "form": _STRING}),
    SENTENCE: (_ANNOTATION, {"id": _STRING}),
    NAMED_ENTITY: (_ANNOTATION, {"value": _STRING, "identifier": _STRING, KEY: _STRING, MORE: _STRING}),
    FILLER: (_ANNOTATION, {KEY: _STRING, MORE: _STRING}),
    LINK: ("uima.cas.TOP", {"role": _STRING, "target": _ANNOTATION, "country": _STRING, "sectors": _STRINGS}),
    EVENT: (
        _ANNOTATION,
        {
            **{"eventType": _STRING, "modes": _STRINGS, "contexts": _STRINGS, "arguments": _ARRAY},
            **{KEY: _STRING, MORE: _STRING},
        },
    ),
    PART: (_ANNOTATION, {KEY: _STRING}),
    RELATION: (
        _ANNOTATION,
        {"Governor": _ANNOTATION, "Dependent": _ANNOTATION, "relationType": _STRING, MORE: _STRING},
    ),
    RECORD: ("uima.cas.AnnotationBase", {"record": _STRING}),
}  # fmt: skip
_TAKEN = {"begin", "end", "sofa", "self", "type", "xmiID", "id", *_FEATURES[EVENT][1]}
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*")


def cassis() -> Cassis:
    """The library that reads and writes CAS files. Raises FormatError where it is not installed."""
    try:
        import cassis as found  # type: ignore[import-untyped]
    except ImportError as error:
        raise FormatError(
            "UIMA files need the package dkpro-cassis, which is not installed: install glossator[uima]."
        ) from error
    return found


@dataclass(frozen=True, slots=True)
class OwnTypes:
    """Our type system, and which attributes of events have a feature; True: one of several values."""

    system: Cassis
    attributes: Mapping[str, bool]

    def type(self, name: str) -> Cassis:
        """A type, which makes feature structures when called."""
        return self.system.get_type(name)

    def strings(self, values: tuple[str, ...]) -> Cassis:
        """An array of strings."""
        return self.type(_STRINGS)(elements=list(values))

    def array(self, values: list[Cassis]) -> Cassis:
        """An array of feature structures."""
        return self.type(_ARRAY)(elements=values)


def own_types(schema: Schema) -> OwnTypes:
    """The type system for documents of this schema. Raises ExportError where the library is not installed."""
    try:
        system = cassis().TypeSystem()
    except FormatError as error:
        raise ExportError(str(error)) from error
    for name, (parent, _) in _FEATURES.items():
        system.create_type(name, parent)
    for name, (_, features) in _FEATURES.items():
        for feature, range_ in features.items():
            element = LINK if feature == "arguments" else None
            system.create_feature(system.get_type(name), feature, range_, elementType=element)
    attributes = {
        one.name: one.many for one in schema.attributes if "event" in one.targets and is_feature_name(one.name)
    }
    for name, many in attributes.items():
        system.create_feature(system.get_type(EVENT), name, _STRINGS if many else _STRING)
    return OwnTypes(system, attributes)


def is_feature_name(name: str) -> bool:
    """Whether an attribute can be a feature of its own."""
    return _NAME.fullmatch(name) is not None and name not in _TAKEN and not iskeyword(name)
