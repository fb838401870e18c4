"""Rich text (RTF) as documents, by striprtf. Part of `exchange`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from glossator.annotation import Metadata
from glossator.exchange.readers.given import Extracted, Given, needed, tidy

LARGEST = 32 << 20
_PAGE = re.compile(r"\\ansicpg(\d{1,5})")
_CODE_PAGES = {"10000": "mac_roman", "10001": "shift_jis", "10007": "mac_cyrillic", "65001": "utf-8", "0": "cp1252"}
"""Code pages that Python knows by another name."""
_LINK = re.compile(r"HYPERLINK\b")
_INFO = re.compile(r"\{\\(title|author)\s+([^{}\\]{1,300})\}")
_APART = re.compile(r"(?<!\\)(?=\\f\d|\{\\field)")
"""Where a line break, which means nothing in RTF, keeps the package's patterns from searching the whole file again."""


def read_rich_text(given: Given) -> Iterator[Extracted]:
    """The text of an RTF file, title and author from its own notes about itself."""
    if LARGEST < len(given.data):
        raise given.error(f" is too large for rich text ({len(given.data):,} bytes): save it without pictures.")
    if not given.data.rstrip().rstrip(b"\0").endswith(b"}"):
        raise given.damaged("its end is missing")
    striprtf = needed("striprtf.striprtf", given, kind="rich text")
    source, encoding = _prepared(given)
    try:
        text = striprtf.rtf_to_text(source, encoding=encoding, errors="strict")
    except Exception as error:
        # The package raises whatever comes to hand where a file is nonsense.
        raise given.damaged(type(error).__name__) from error
    info = dict(_INFO.findall(source[:20_000]))
    metadata = Metadata(title=tidy(info.get("title")), author=tidy(info.get("author")))
    yield Extracted(name=given.name, text=text, metadata=metadata, trusted=False)


def _prepared(given: Given) -> tuple[str, str]:
    """The source as text, and the encoding of its bytes beyond ASCII."""
    source = given.data.decode("latin-1")
    page = _PAGE.search(source[:2_000])
    encoding = given.encoding or (_CODE_PAGES.get(page[1], f"cp{page[1]}") if page else "cp1252")
    if page is not None:
        source = source[: page.start()] + source[page.end() :]
    # The package would write the address of each link into the text.
    return _APART.sub("\n", _LINK.sub("LINK", source)), encoding
