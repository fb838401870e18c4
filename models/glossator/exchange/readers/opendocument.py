"""OpenDocument texts (ODT) as documents. Part of `exchange`.

Paragraphs, headings, lists and tables of the body; what was deleted while changes were tracked, comments and footnotes
are left out. OASIS Open Document Format 1.3, part 3.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from glossator.annotation import Metadata
from glossator.exchange.readers.dates import find_date
from glossator.exchange.readers.given import Extracted, Given, extras, tidy
from glossator.exchange.readers.packed import Packed, unpacking
from glossator.exchange.readers.xmltree import tree_of

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_MANIFEST = "META-INF/manifest.xml"
_LEFT_OUT = frozenset(
    (f"{_OFFICE}annotation", f"{_TEXT}note", f"{_TEXT}tracked-changes", f"{_OFFICE}forms", f"{_TEXT}ruby-text")
)
_LINES = frozenset((f"{_TEXT}p", f"{_TEXT}h"))
_MOST_SPACES = 1_000
_SPACES = re.compile("[ \t\n\r]+")


def read_opendocument(given: Given) -> Iterator[Extracted]:
    """The text of an OpenDocument file, and what its own notes say."""
    with unpacking(given) as packed:
        _refuse_locked(packed, given)
        content = tree_of(packed.read("content.xml"), given)
        body = content.find(f"{_OFFICE}body/{_OFFICE}text")
        if body is None:
            raise given.error(" is no text document: save it as .odt or .txt.")
        text = "\n".join(_lines(body)).strip("\n")
        if any(True for _ in body.iter(f"{_OFFICE}annotation")) or any(True for _ in body.iter(f"{_TEXT}note")):
            given.notices.append(f"{given.shown}: comments and footnotes were left out.")
        metadata = _metadata(tree_of(packed.read("meta.xml"), given)) if "meta.xml" in packed else Metadata()
    yield Extracted(name=given.name, text=text, metadata=metadata, trusted=False)


def _refuse_locked(packed: Packed, given: Given) -> None:
    if any(name.startswith(("Basic/", "Scripts/")) and not name.endswith("/") for name in packed.names):
        raise given.error(" holds macros, which are programs: save it without them, and import that.")
    if _MANIFEST in packed and b"encryption-data" in packed.read(_MANIFEST):
        raise given.error(" is locked with a password: save it without one.")


def _lines(element: Element) -> Iterator[str]:
    for child in element:
        if child.tag in _LEFT_OUT:
            continue
        if child.tag in _LINES:
            yield _collapsed(child)
        elif child.tag == f"{_TABLE}table-row":
            yield "\t".join(" ".join(_lines(cell)) for cell in child)
        else:
            yield from _lines(child)


def _collapsed(paragraph: Element) -> str:
    """The text of a paragraph; runs of white space are one space, as the format has it, unless written as elements."""
    pieces: list[str] = []
    for piece, literal in _pieces(paragraph):
        shown = piece if literal else _SPACES.sub(" ", piece)
        after_space = not literal and (not pieces or pieces[-1].endswith(" "))
        pieces.append(shown.removeprefix(" ") if after_space and shown.startswith(" ") else shown)
        if not pieces[-1]:
            pieces.pop()
    return "".join(pieces)


def _pieces(element: Element) -> Iterator[tuple[str, bool]]:
    if element.text:
        yield element.text, False
    for child in element:
        if child.tag == f"{_TEXT}s":
            yield " " * _count(child), True
        elif child.tag == f"{_TEXT}tab":
            yield "\t", True
        elif child.tag == f"{_TEXT}line-break":
            yield "\n", True
        elif child.tag not in _LEFT_OUT:
            yield from _pieces(child)
        if child.tail:
            yield child.tail, False


def _count(spaces: Element) -> int:
    told = spaces.get(f"{_TEXT}c", "1")
    return min(int(told), _MOST_SPACES) if told.isdecimal() and len(told) < 5 else 1


def _metadata(root: Element) -> Metadata:
    def told(name: str) -> str | None:
        return tidy(root.findtext(f".//{name}"))

    return Metadata(
        title=told(f"{_DC}title"),
        author=told(f"{_META}initial-creator") or told(f"{_DC}creator"),
        language=told(f"{_DC}language"),
        extra=extras({"created": find_date(told(f"{_META}creation-date") or "")}),
    )
