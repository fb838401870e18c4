"""PDF with a text layer as documents, by pdfium. Part of `exchange`.

A PDF knows glyphs on a page, no paragraphs: lines are joined to paragraphs by their width, words divided at a line's
end are put together, columns come in the order in which the file has them. Headers and footers stay in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from threading import Lock
from typing import Any

from glossator.annotation import Metadata
from glossator.exchange.readers.dates import find_date
from glossator.exchange.readers.given import LONGEST_TEXT, Extracted, Given, extras, needed, tidy

MOST_PAGES = 5_000
_DIVIDED = "\ufffe"
"""What pdfium puts where a word is divided at the end of a line, in place of the line break."""
_BREAK = re.compile("\r\n?|\n")
_SPACE_AT_BREAK = re.compile("\xa0[ \xa0]*(?:\r\n?|\n)[ \xa0]*|[ \xa0]*(?:\r\n?|\n)[ \xa0]*\xa0")
"""A space that does not break, at a break: the program that wrote the file placed every word by itself."""
_CONTROL = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_STOPS = tuple(".!?。！？؟:;")
_FULL = 0.8
"""A line so wide, by the widest of the page but a few, goes on in the next one."""
_FULLER = 0.93
_WIDEST_BUT = 10
_SHORTEST = 30
_PROGRAM = re.compile(r"Microsoft \w+ - |untitled|.*\.(?:docx?|indd|qxd|tmp|pdf|rtf|odt|tex|dvi|p65)$", re.IGNORECASE)
_MOST_NAMED = 8
_one_at_a_time = Lock()
"""pdfium is not made for threads."""


def read_pdf(given: Given) -> Iterator[Extracted]:
    """The text layer of a PDF. Raises ReadError for one that has none, or is locked."""
    pdfium = needed("pypdfium2", given, kind="a PDF document")
    with _one_at_a_time:
        document = _opened(pdfium, given)
        try:
            pages = _pages(document, pdfium, given)
            stated = _stated(document)
        except pdfium.PdfiumError as error:
            raise given.damaged(error) from error
        finally:
            document.close()
    empty = [str(number) for number, page in enumerate(pages, 1) if not page.strip()]
    if len(empty) == len(pages):
        raise given.error(" has no text layer: its pages are pictures. Have their text recognised (OCR) first.")
    if empty:
        more = f" and {len(empty) - _MOST_NAMED} more" if _MOST_NAMED < len(empty) else ""
        given.notices.append(f"{given.shown}: pages without text: {', '.join(empty[:_MOST_NAMED])}{more}.")
    text = "\n\n".join(page for page in map(paragraphs_of, pages) if page)
    yield Extracted(name=given.name, text=text, metadata=_metadata(stated), trusted=False)


def paragraphs_of(page: str) -> str:
    """The text of a page with its lines joined to paragraphs."""
    page = _SPACE_AT_BREAK.sub(" ", page)
    lines = [line.strip(" \t\r") for line in _BREAK.split(page.replace(_DIVIDED, f"{_DIVIDED}\n"))]
    widths = sorted(len(line) for line in lines if line)
    full = widths[-1 - len(widths) // _WIDEST_BUT] if widths else 0
    pieces: list[str] = []
    for number, line in enumerate(lines):
        pieces.append(line.removesuffix(_DIVIDED))
        if not line.endswith(_DIVIDED):
            following = lines[number + 1] if number + 1 < len(lines) else ""
            pieces.append(" " if _goes_on(line, following, full) else "\n")
    return re.sub("\n{3,}", "\n\n", _CONTROL.sub("", "".join(pieces))).strip()


def _goes_on(line: str, following: str, full: int) -> bool:
    """Whether a line is as wide as the page's lines are, so that it broke off only because there was no more room."""
    if not line or not following or full < _SHORTEST:
        return False
    ends = line.endswith(_STOPS) and not following[0].islower()
    return (_FULLER if ends else _FULL) * full <= len(line)


def _opened(pdfium: Any, given: Given) -> Any:
    try:
        document = pdfium.PdfDocument(given.data)
    except (pdfium.PdfiumError, ValueError) as error:
        if "password" in str(error).lower():
            raise given.error(" is locked with a password: save it without one.") from None
        raise given.damaged("it cannot be opened") from error
    if MOST_PAGES < len(document):
        document.close()
        raise given.error(f" has {len(document):,} pages: divide it into parts.")
    return document


def _pages(document: Any, pdfium: Any, given: Given) -> list[str]:
    found: list[str] = []
    left = LONGEST_TEXT
    for number in range(len(document)):
        page = document[number]
        layer = page.get_textpage()
        try:
            left -= layer.count_chars()
            if left < 0:
                raise given.error(" holds more text than one document can: divide it into parts.")
            found.append(layer.get_text_range())
        finally:
            layer.close()
            page.close()
    return found


def _stated(document: Any) -> dict[str, str]:
    """What the file says of itself, without what is no text."""
    found: dict[str, str] = {}
    for key in ("Title", "Author", "CreationDate"):
        with suppress(UnicodeDecodeError):
            found[key] = document.get_metadata_value(key)
    return found


def _metadata(stated: dict[str, str]) -> Metadata:
    title = tidy(stated.get("Title"))
    created = re.match(r"D:(\d{4})(\d\d)(\d\d)", stated.get("CreationDate", ""))
    return Metadata(
        title=None if title is None or _PROGRAM.match(title) else title,
        author=tidy(stated.get("Author")),
        extra=extras({"created": find_date("-".join(created.groups())) if created else None}),
    )
