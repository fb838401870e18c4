"""The W3C Web Annotation Data Model, as far as it concerns text: annotations, bodies, targets, selectors.

Part of `exchange`. Reads a single annotation, a page, a collection, or an array of any of these.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TypeAlias

from glossator.exchange.fields import Fields
from glossator.exchange.records import json_records

Record: TypeAlias = dict[str, Any]
CONTEXT: Final = "http://www.w3.org/ns/anno.jsonld"
OWN_CONTEXT: Final = (CONTEXT, {"glossator": "urn:glossator:"})
PREFIX: Final = "glossator:"
_LISTS: Final = ("Composite", "List", "Independents", "Choice")
_DEEPEST: Final = 32


@dataclass(frozen=True, slots=True)
class Selector:
    """Where in a text: at offsets in code points, by the words that stand there, or both."""

    start: int | None = None
    end: int | None = None
    exact: str | None = None
    prefix: str = ""
    suffix: str = ""

    @property
    def is_of_text(self) -> bool:
        """Whether it says anything of words."""
        return self.start is not None or self.exact is not None


@dataclass(frozen=True, slots=True)
class Page:
    """What an item of a file holds: annotations, and of our own exports the document that they are of."""

    where: str
    own: Fields | None
    annotations: tuple[Fields, ...]
    layers: tuple[Fields, ...] = ()


def pages_of(path: Path) -> Iterator[Page]:
    """The pages of a file; an annotation outside any page is one by itself. Raises FormatError."""
    for where, record in json_records(path):
        yield from _pages(Fields(record, where), 0)


def _pages(fields: Fields, depth: int) -> Iterator[Page]:
    types = several(fields.peek("type"))
    if _DEEPEST < depth:
        raise fields.error("pages are nested too deep")
    if "AnnotationCollection" in types:
        first = fields.peek("first")
        if not isinstance(first, dict):
            raise fields.error("the collection's first page is not in this file. Take the file of that page")
        yield from _pages(fields.object("first"), depth + 1)
    elif "AnnotationPage" in types:
        own = fields.object(f"{PREFIX}document") if f"{PREFIX}document" in fields else None
        yield Page(fields.where, own, tuple(fields.objects("items")), tuple(fields.objects(f"{PREFIX}layers")))
    elif "Annotation" in types:
        yield Page(fields.where, None, (fields,))
    else:
        raise fields.error("this is no annotation of the W3C's model: its 'type' says something else")


def several(value: object) -> list[Any]:
    """One value or a list of them, as a list; nothing for null."""
    return value if isinstance(value, list) else [] if value is None else [value]


def bodies_of(annotation: Fields) -> list[Any]:
    """The bodies of an annotation: addresses or objects; `bodyValue` is short for one."""
    value = annotation.peek("bodyValue")
    if value is not None:
        return [{"type": "TextualBody", "value": value, "format": "text/plain"}]
    return several(annotation.peek("body"))


def targets_of(annotation: Fields) -> list[Any]:
    """The targets of an annotation: addresses or objects."""
    return several(annotation.peek("target"))


def parts_of(target: object, depth: int = 0) -> Iterator[Any]:
    """A target, or the members of the list that it is."""
    if isinstance(target, dict) and target.get("type") in _LISTS and depth < _DEEPEST:
        for item in several(target.get("items")):
            yield from parts_of(item, depth + 1)
    else:
        yield target


def source_of(target: object) -> str | None:
    """The address of what a target is, or is a part of."""
    for key in ("source", "id"):
        if isinstance(target, dict) and key in target:
            target = target[key]
    return target if isinstance(target, str) else None


def selector_of(target: object, where: str) -> Selector:
    """What the selectors of a target say of words, all together."""
    found = Selector()
    if not isinstance(target, dict):
        return found
    waiting = several(target.get("selector"))[:_DEEPEST]
    while waiting:
        one = waiting.pop(0)
        if not isinstance(one, dict):
            continue
        fields = Fields(one, f"{where}: selector")
        if one.get("type") == "TextPositionSelector" and found.start is None:
            found = Selector(fields.integer("start"), fields.integer("end"), found.exact, found.prefix, found.suffix)
        elif one.get("type") == "TextQuoteSelector" and found.exact is None:
            found = Selector(
                found.start, found.end, fields.name("exact"), fields.string("prefix", ""), fields.string("suffix", "")
            )
    return found
