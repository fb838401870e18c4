"""The columns of our datasets, once: as the library `datasets` describes them, as the card's header, as Arrow types.

Part of `exchange`. Lists are described in the words that releases before 4 understand; later ones read them alike.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

Feature: TypeAlias = "str | Many | Struct | Classes"
"""A plain type by its name, a list, a struct (only in a list), or numbers that stand for names."""


@dataclass(frozen=True, slots=True)
class Classes:
    """Numbers that stand for names, in order."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Struct:
    """Named parts."""

    parts: Mapping[str, Feature]


@dataclass(frozen=True, slots=True)
class Many:
    """A list."""

    item: Feature


_STRINGS = Many("string")
_PLACES: Mapping[str, Feature] = {"starts": Many("int32"), "ends": Many("int32")}
_ATTRIBUTES = Many(Struct({"name": "string", "values": _STRINGS, "many": "bool"}))
METADATA = ("title", "source", "author", "published", "language")
RECORD = "glossator"
"""The column of what has no column of its own, as JSON; it tells our own files."""


def columns(tags: tuple[str, ...]) -> dict[str, Feature]:
    """Every column; `tags` are the names of the numbers in `ner_tags`."""
    span: dict[str, Feature] = {
        "id": "string",
        "label": "string",
        **_PLACES,
        "text": "string",
        "attributes": _ATTRIBUTES,
    }
    argument = Struct({"role": "string", "filler": "string", "country": "string", "sectors": _STRINGS})
    event: dict[str, Feature] = {
        "id": "string", "type": "string", **_PLACES, "text": "string", "modes": _STRINGS, "contexts": _STRINGS,
        "arguments": Many(argument), "attributes": _ATTRIBUTES,
    }  # fmt: skip
    relation: dict[str, Feature] = {"type": "string", "source": "string", "target": "string", "attributes": _ATTRIBUTES}
    return {
        "id": "string",
        "name": "string",
        **dict.fromkeys(METADATA, "string"),
        "text": "string",
        "tokens": _STRINGS,
        "token_starts": Many("int32"),
        "token_ends": Many("int32"),
        "ner_tags": Many(Classes(tags)),
        "spans": Many(Struct(span)),
        "events": Many(Struct(event)),
        "relations": Many(Struct(relation)),
        "entities_review": "string",
        "events_review": "string",
        RECORD: "string",
    }


def described(features: Mapping[str, Feature]) -> str:
    """What `datasets` looks for in a Parquet file, under the key "huggingface"."""
    return json.dumps({"info": {"features": {name: _description(one) for name, one in features.items()}}})


def _description(feature: Feature) -> Any:
    if isinstance(feature, str):
        return {"dtype": feature, "_type": "Value"}
    if isinstance(feature, Classes):
        return {"names": list(feature.names), "_type": "ClassLabel"}
    if isinstance(feature, Struct):
        return {name: _description(one) for name, one in feature.parts.items()}
    if isinstance(feature.item, Struct):
        return [_description(feature.item)]
    return {"feature": _description(feature.item), "_type": "Sequence"}


def header_lines(features: Mapping[str, Feature], indent: str) -> Iterator[str]:
    """The columns as the header of a card lists them, in YAML."""
    for name, feature in features.items():
        yield f"{indent}- name: {name}"
        yield from _header(feature, f"{indent}  ", "dtype")


def _header(feature: Feature, indent: str, key: str) -> Iterator[str]:
    if isinstance(feature, str):
        yield f"{indent}{key}: {feature}"
    elif isinstance(feature, Classes):
        yield f"{indent}{key}:"
        yield f"{indent}  class_label:"
        yield f"{indent}    names:"
        for number, name in enumerate(feature.names):
            yield f"{indent}      '{number}': {quoted(name)}"
    elif isinstance(feature, Struct):
        yield f"{indent}{key}:"
        yield from header_lines(feature.parts, indent)
    else:
        yield from _header(feature.item, indent, "list" if isinstance(feature.item, Struct) else "sequence")


def quoted(text: str) -> str:
    """A string as YAML, of which JSON's are a part."""
    return json.dumps(text)


def arrow_schema(features: Mapping[str, Feature]) -> Any:
    """The columns as the schema of a Parquet file, with their description."""
    import pyarrow as pa  # type: ignore[import-untyped]

    plain = {"string": pa.string(), "int32": pa.int32(), "bool": pa.bool_()}

    def type_of(feature: Feature) -> Any:
        if isinstance(feature, str):
            return plain[feature]
        if isinstance(feature, Classes):
            return pa.int64()
        if isinstance(feature, Struct):
            return pa.struct([(name, type_of(one)) for name, one in feature.parts.items()])
        return pa.list_(type_of(feature.item))

    fields = [pa.field(name, type_of(one)) for name, one in features.items()]
    return pa.schema(fields, metadata={"huggingface": described(features)})


def class_names(metadata: Mapping[bytes, bytes] | None) -> dict[str, tuple[str, ...]]:
    """The names of numbers by column, out of a Parquet file's description; whatever is not so is passed over."""
    try:
        features = json.loads((metadata or {}).get(b"huggingface", b"{}"))["info"]["features"]
        found = {name: _names(feature) for name, feature in features.items()}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}
    return {name: names for name, names in found.items() if names}


def _names(feature: Any) -> tuple[str, ...]:
    while isinstance(feature, dict | list):
        if isinstance(feature, list):
            feature = feature[0] if len(feature) == 1 else None
        elif feature.get("_type") == "ClassLabel":
            return _strings(feature.get("names"))
        else:
            feature = feature.get("feature")
    return ()


def _strings(values: Any) -> tuple[str, ...]:
    ok = isinstance(values, Sequence) and all(isinstance(one, str) for one in values)
    return tuple(values) if ok else ()
