"""Web pages as documents: the article without menus, banners and comments, as trafilatura finds it.

Part of `exchange`. trafilatura is imported only where a page is read, and asks no network for anything.
"""

from __future__ import annotations

import codecs
import logging
import re
from collections.abc import Iterator
from typing import Any

from glossator.annotation import Metadata
from glossator.exchange.readers.dates import find_date
from glossator.exchange.readers.given import Extracted, Given, extras, needed, tidy
from glossator.exchange.readers.markup import page_language, visible_text
from glossator.text.decode import decode

LARGEST_PAGE = 20 << 20
_HEAD = 4_096
_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})|<\?xml[^>]{0,100}?encoding=["']([A-Za-z0-9_.-]{2,40})""",
    re.IGNORECASE,
)
_READ_AS = {
    "ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030",
    "euc_kr": "cp949", "shift_jis": "cp932", "tis-620": "cp874",
}  # fmt: skip
"""What browsers read a page as that declares another encoding."""
_LITERAL = re.compile(r"<(pre|textarea|script|style)\b", re.IGNORECASE)
_BREAK = re.compile(r"[ \t]*[\r\n][ \t\r\n]*")
_TABLE_RULE = re.compile(r"(?m)^\|(?:-{3}\|)+ *\n?")
_TABLE_ROW = re.compile(r"(?m)^\|(?P<cells>(?:[^|\n]*\|)+) *$")
_LOGGERS = ("trafilatura", "htmldate", "justext", "readability")


def read_page(given: Given) -> Iterator[Extracted]:
    """The article of a web page. Raises ReadError where trafilatura is missing, or there is nothing to read."""
    if LARGEST_PAGE < len(given.data):
        raise given.error(f" is too large for a web page ({len(given.data):,} bytes): save its article as a .txt file.")
    html, encoding = page_text(given)
    yield article_of(html, given, encoding=encoding)


def page_text(given: Given) -> tuple[str, str]:
    """The source of a page and its encoding: the one told, that of a byte order mark, declared, or found out."""
    if given.encoding is None and not given.data.startswith(
        (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
    ):
        found = _DECLARED.search(given.data[:_HEAD])
        declared = _known(((found[1] or found[2]) if found else b"").decode("ascii"))
        if declared is not None:
            try:
                return given.data.decode(declared), declared
            except (UnicodeDecodeError, ValueError):
                # Pages are copied and keep the declaration they had; the bytes themselves decide.
                pass
    decoded = decode(given.data, name=given.shown, encoding=given.encoding)
    return decoded.text, decoded.encoding


def article_of(html: str, given: Given, *, encoding: str | None = None, address: str | None = None) -> Extracted:
    """The article in the source of a page, or the whole page where none is found, with a notice."""
    trafilatura = needed("trafilatura", given, kind="a web page")
    found = _quietly(trafilatura, one_lined(html), address)
    if found is None or not (found.text or "").strip():
        seen = visible_text(html)
        if not seen.text:
            raise given.error(" holds no text: there is nothing to annotate in it.")
        given.notices.append(f"{given.shown}: no article was found in the page, so all of its text was taken.")
        return Extracted(
            name=given.name,
            text=seen.text,
            metadata=Metadata(title=seen.title, language=seen.language),
            encoding=encoding,
        )
    text = _TABLE_ROW.sub(_cells, _TABLE_RULE.sub("", found.text))
    return Extracted(name=given.name, text=text, metadata=_metadata(found, page_language(html)), encoding=encoding)


def one_lined(html: str) -> str:
    """The source of a page without line breaks that mean nothing: a paragraph may be wrapped as one likes."""
    pieces: list[str] = []
    position = 0
    lower = html.lower()
    while (opening := _LITERAL.search(html, position)) is not None:
        pieces.append(_BREAK.sub(" ", html[position : opening.start()]))
        end = lower.find(f"</{opening[1].lower()}", opening.end())
        position = len(html) if end < 0 else end
        pieces.append(html[opening.start() : position])
    pieces.append(_BREAK.sub(" ", html[position:]))
    return "".join(pieces)


def _cells(row: re.Match[str]) -> str:
    """A row of a table, its cells apart by tabs."""
    return "\t".join(cell.strip() for cell in row["cells"].rstrip("|").split("|"))


def _quietly(trafilatura: Any, html: str, address: str | None) -> Any:
    """What trafilatura extracts, or None. That it found nothing is said by us, not by it in the log."""
    for name in _LOGGERS:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        return trafilatura.bare_extraction(
            html,
            url=address,
            with_metadata=True,
            include_comments=False,
            # Only dates that the page states: not the year of the copyright, not one somewhere in the text.
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
    except Exception:
        # A page that this package stumbles over is no bug of ours, and its text can be had without it.
        return None


def _metadata(found: Any, language: str | None) -> Metadata:
    return Metadata(
        title=tidy(found.title),
        source=tidy(found.sitename),
        author=tidy(found.author),
        published=find_date(str(found.date)) if found.date else None,
        language=tidy(found.language) or tidy(language),
        extra=extras({"url": found.url}),
    )


def _known(name: str) -> str | None:
    try:
        told = codecs.lookup(name).name if name else None
    except (LookupError, ValueError):
        return None
    if told is None or told.startswith("utf-16"):
        return None
    return _READ_AS.get(told, told)
