"""GATE's JSON as a document: the bdoc form of gatenlp, and the older one of a text with entities by type.

Part of `exchange`. A bdoc file says what it counts: "p" code points (Python), "j" UTF-16 units (Java). The older form
comes from Java and counts UTF-16 units.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping

from glossator.errors import FormatError
from glossator.exchange.fields import Fields
from glossator.exchange.formats.gate.raw import GateAnnotation, GateDocument, Value, plain_value
from glossator.text.offsets import Utf16Index

_UNITS = ("p", "j")


def read_json(data: bytes, where: str) -> GateDocument:
    """The document in a JSON file. Raises FormatError with the place in it."""
    try:
        value = json.loads(data)
    except UnicodeDecodeError as error:
        raise FormatError(f"{where}: the file is not UTF-8.") from error
    except (ValueError, RecursionError) as error:
        at = f" (line {error.lineno}: {error.msg})" if isinstance(error, json.JSONDecodeError) else ""
        raise FormatError(f"{where}: not a JSON value{at}.") from error
    return of_record(Fields(value, where))


def of_record(fields: Fields) -> GateDocument:
    """The document that a record tells of."""
    raw = fields.string("text")
    text, complicated = _paired(raw), Counter[str]()
    if "annotation_sets" not in fields:
        return GateDocument(text, {}, {"": tuple(_entities(fields, text, complicated))}, complicated)
    unit = fields.choice("offset_type", _UNITS, "p")
    convert = _same if unit == "p" else Utf16Index(text).to_code_point
    sets: dict[str, tuple[GateAnnotation, ...]] = {}
    every = fields.object("annotation_sets")
    for name in fields.mapping("annotation_sets"):
        found = every.object(name)
        sets[name] = tuple(_annotation(one, convert, complicated) for one in found.objects("annotations"))
    features = _features(fields.mapping("features"), complicated)
    return GateDocument(text, features, sets, complicated, fields.optional("name") or "")


def _paired(raw: str) -> str:
    """The text with pairs of surrogates as the code points that they stand for."""
    return raw.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace") if not raw.isascii() else raw


def _same(offset: int) -> int:
    return offset


def _annotation(fields: Fields, convert: Callable[[int], int], complicated: Counter[str]) -> GateAnnotation:
    start, end = fields.integer("start"), fields.integer("end")
    try:
        start, end = convert(start), convert(end)
    except ValueError as error:
        raise fields.error(str(error)) from error
    features = _features(fields.mapping("features") if fields.peek("features") is not None else {}, complicated)
    return GateAnnotation(str(fields.integer("id")), fields.string("type"), start, end, features)


def _features(values: Mapping[str, object], complicated: Counter[str]) -> dict[str, Value]:
    found: dict[str, Value] = {}
    for name, value in values.items():
        plain = plain_value(value)
        if plain is None:
            complicated[name] += 1
        else:
            found[name] = plain
    return found


def _entities(fields: Fields, text: str, complicated: Counter[str]) -> list[GateAnnotation]:
    index = Utf16Index(text)
    found: list[GateAnnotation] = []
    by_type = fields.object("entities")
    for type_ in fields.mapping("entities"):
        for place, one in enumerate(by_type.objects(type_)):
            indices = one.integers("indices")
            if len(indices) != 2:
                raise one.error("'indices' must be two whole numbers")
            try:
                start, end = (index.to_code_point(unit) for unit in indices)
            except ValueError as error:
                raise one.error(str(error)) from error
            others = {name: value for name, value in by_type.items(type_)[place].items() if name != "indices"}
            found.append(GateAnnotation(str(len(found)), type_, start, end, _features(others, complicated)))
    return found
