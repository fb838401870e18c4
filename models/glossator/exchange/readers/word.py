"""Word documents (DOCX) as documents, by python-docx. Part of `exchange`.

Paragraphs, headings and tables of the body; what was deleted while changes were tracked is no text any more, and what
was inserted is. Comments, footnotes, headers and footers are left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from glossator.annotation import Metadata
from glossator.exchange.readers.given import Extracted, Given, extras, needed, tidy
from glossator.exchange.readers.packed import unpacking

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CHOICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_LEFT_OUT = frozenset((f"{_W}del", f"{_W}moveFrom", f"{_W}pPr", f"{_W}rPr", f"{_W}instrText", f"{_W}delText", _CHOICE))
_SIGNS = {
    f"{_W}tab": "\t",
    f"{_W}br": "\n",
    f"{_W}cr": "\n",
    f"{_W}noBreakHyphen": "\u2011",
    f"{_W}softHyphen": "\u00ad",
}
_NOTES = ("word/footnotes.xml", "word/endnotes.xml", "word/comments.xml")
_NOBODY = frozenset(("python-docx", "user", "admin", "administrator", "author", "microsoft office user", "unknown"))


def read_word(given: Given) -> Iterator[Extracted]:
    """The text of a Word document, and what its properties say."""
    docx = needed("docx", given, kind="a Word document")
    with unpacking(given) as packed:
        packed.refuse_macros()
        packed.refuse_declarations()
        if any(name in packed for name in _NOTES):
            given.notices.append(f"{given.shown}: comments and footnotes were left out.")
    try:
        document = docx.Document(BytesIO(given.data))
        text = "\n".join(_lines(document.element.body)).strip("\n")
        metadata = _metadata(document.core_properties)
    except Exception as error:
        # python-docx raises KeyErrors and what not where parts of the file are missing or wrong.
        raise given.damaged(type(error).__name__) from error
    yield Extracted(name=given.name, text=text, metadata=metadata, trusted=False)


def _lines(body: Any) -> Iterator[str]:
    """A line for each paragraph; the cells of a row on one line."""
    for element in body:
        if element.tag == f"{_W}p":
            yield _text_of(element)
        elif element.tag == f"{_W}tbl":
            for row in element.iter(f"{_W}tr"):
                cells = [" ".join(_text_of(one) for one in cell.iter(f"{_W}p")) for cell in row.iter(f"{_W}tc")]
                yield "\t".join(cells)
        elif element.tag in (f"{_W}sdt", f"{_W}ins", f"{_W}sdtContent", f"{_W}customXml", f"{_W}moveTo"):
            yield from _lines(element)


def _text_of(paragraph: Any) -> str:
    return "".join(_pieces(paragraph))


def _pieces(element: Any) -> Iterator[str]:
    for child in element:
        if child.tag in _LEFT_OUT:
            continue
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in _SIGNS:
            yield _SIGNS[child.tag]
        else:
            yield from _pieces(child)


def _metadata(properties: Any) -> Metadata:
    author = tidy(properties.author)
    created = properties.created
    return Metadata(
        title=tidy(properties.title),
        author=None if author is None or author.lower() in _NOBODY else author,
        language=tidy(properties.language),
        extra=extras({"created": created.date().isoformat() if created else None}),
    )
