"""E-books (EPUB 2 and 3) as documents: the chapters in their order, as one text. Part of `exchange`.

W3C EPUB 3.3: META-INF/container.xml names the package, whose spine names the chapters.
"""

from __future__ import annotations

from collections.abc import Iterator
from posixpath import dirname, join, normpath
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from glossator.annotation import Metadata
from glossator.exchange.readers.dates import find_date
from glossator.exchange.readers.given import LONGEST_TEXT, Extracted, Given, extras, tidy
from glossator.exchange.readers.markup import visible_text
from glossator.exchange.readers.packed import Packed, unpacking
from glossator.exchange.readers.xmltree import tree_of
from glossator.text.decode import decode

_CONTAINER = "{urn:oasis:names:tc:opendocument:xmlns:container}"
_OPF = "{http://www.idpf.org/2007/opf}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_CHAPTERS = ("application/xhtml+xml", "text/html", "application/x-dtbook+xml")
_LARGEST_CHAPTER = 16 << 20
_MOST_CHAPTERS = 5_000


def read_book(given: Given) -> Iterator[Extracted]:
    """The text of an e-book, without its cover and its table of contents, and what the package says of it."""
    with unpacking(given) as packed:
        if "META-INF/rights.xml" in packed:
            raise given.error(" is locked by its publisher: it cannot be read here.")
        place = _package_place(packed, given)
        package = tree_of(packed.read(place), given)
        chapters: list[str] = []
        left = LONGEST_TEXT
        for name in _chapters(package, dirname(place), given):
            text = _chapter(packed, name, given)
            left -= len(text)
            if left < 0:
                raise given.error(" holds more text than one document can: divide it into parts.")
            chapters.append(text)
    yield Extracted(name=given.name, text="\n\n".join(filter(None, chapters)), metadata=_metadata(package))


def _package_place(packed: Packed, given: Given) -> str:
    root = tree_of(packed.read("META-INF/container.xml"), given).find(f".//{_CONTAINER}rootfile")
    place = root.get("full-path") if root is not None else None
    if not place:
        raise given.damaged("its package is not named")
    return place


def _chapters(package: Element, folder: str, given: Given) -> Iterator[str]:
    """The places of the chapters in the archive, in the order in which they are read."""
    items = {item.get("id"): item for item in package.iter(f"{_OPF}item")}
    spine = [reference.get("idref") for reference in package.iter(f"{_OPF}itemref")]
    if not spine or _MOST_CHAPTERS < len(spine):
        raise given.damaged("it names no chapters" if not spine else "it names too many chapters")
    for name in dict.fromkeys(spine):
        item = items.get(name)
        if item is None:
            raise given.damaged(f"the chapter {name!r} is missing")
        if item.get("media-type") in _CHAPTERS and "nav" not in (item.get("properties") or "").split():
            yield normpath(join(folder, unquote(item.get("href") or "")))


def _chapter(packed: Packed, name: str, given: Given) -> str:
    data = packed.read(name, most=_LARGEST_CHAPTER)
    if not data.strip():
        return ""
    return visible_text(decode(data, name=f"{given.shown}/{name}", encoding=given.encoding).text).text


def _metadata(package: Element) -> Metadata:
    def told(name: str) -> str | None:
        return tidy(package.findtext(f".//{_DC}{name}"))

    authors = [name for name in (tidy(one.text) for one in package.iter(f"{_DC}creator")) if name]
    date = told("date") or ""
    return Metadata(
        title=told("title"),
        source=told("publisher"),
        author=", ".join(authors) or None,
        published=find_date(date[:10]),
        language=told("language"),
        extra=extras({"date": date if find_date(date[:10]) is None else None, "identifier": told("identifier")}),
    )
