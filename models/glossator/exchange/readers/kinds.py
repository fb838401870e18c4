"""Which kinds of documents there are, and which kind a file is: told by its first bytes, then by its name.

Part of `exchange`. A reader is imported only when a file of its kind is read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import PurePosixPath

from glossator.exchange.readers.given import Extracted, Given
from glossator.exchange.readers.packed import member_names

HEAD = 4_096
"""How many bytes of a file tell its kind, but where it is a zip archive."""
_PACKAGE = "glossator.exchange.readers"
_ZIP = b"PK\x03\x04"
_HTML = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,1000}?-->\s*)?<(?:!doctype\s+html|html)[\s>]",
    re.I | re.S,
)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of document. `reader` is "module:function" in this package."""

    name: str
    title: str
    suffixes: tuple[str, ...]
    reader: str

    def read(self, given: Given) -> Iterator[Extracted]:
        """The documents of a file. Raises ReadError where it cannot be read."""
        module, function = self.reader.split(":")
        read: Callable[[Given], Iterator[Extracted]] = getattr(import_module(f"{_PACKAGE}.{module}"), function)
        return read(given)


PLAIN = Kind("text", "Plain text", (".txt", ".text"), "plain:read_plain")
KINDS = (
    PLAIN,
    Kind("html", "Web page", (".html", ".htm", ".xhtml", ".xht"), "pages:read_page"),
    Kind("mhtml", "Saved web page (MHTML)", (".mhtml", ".mht"), "mail:read_web_archive"),
    Kind("docx", "Word document", (".docx", ".docm", ".dotx", ".dotm"), "word:read_word"),
    Kind("odt", "OpenDocument text", (".odt", ".ott"), "opendocument:read_opendocument"),
    Kind("pdf", "PDF with a text layer", (".pdf",), "pdf:read_pdf"),
    Kind("epub", "E-book (EPUB)", (".epub",), "book:read_book"),
    Kind("markdown", "Markdown", (".md", ".markdown"), "markdown:read_markdown"),
    Kind("email", "E-mail", (".eml",), "mail:read_message"),
    Kind("rtf", "Rich text (RTF)", (".rtf",), "rich_text:read_rich_text"),
    Kind("csv", "Table (CSV)", (".csv",), "tables.delimited:read_delimited"),
    Kind("tsv", "Table (TSV)", (".tsv",), "tables.delimited:read_delimited"),
    Kind("xlsx", "Excel workbook", (".xlsx", ".xlsm"), "tables.sheets:read_sheet"),
    Kind("records", "JSON lines, an article in each", (".jsonl", ".ndjson"), "tables.records:read_records"),
    Kind("parquet", "Parquet table", (".parquet",), "tables.parquet:read_parquet"),
    Kind("zip", "Zip archive of documents", (".zip",), "archive:read_archive"),
)
BY_NAME = {kind.name: kind for kind in KINDS}
_BY_SUFFIX = {suffix: kind for kind in KINDS for suffix in kind.suffixes}
_TOLD_BY_CONTENT = frozenset(("pdf", "rtf", "docx", "odt", "epub", "xlsx", "zip", "parquet"))
TABLES = ("csv", "tsv", "xlsx", "records", "parquet")


def kind_of(name: str, data: bytes, *, among_others: bool = False) -> Kind | None:
    """The kind of a file, given its name and its bytes (of a zip archive all, else the first ones).

    What no other reader takes is plain text; `among_others`, in a folder or an archive, it is None unless its name
    says that it is text.
    """
    told = _by_content(data)
    if told is not None:
        return told
    named = _BY_SUFFIX.get(PurePosixPath(name).suffix.lower())
    if named is not None:
        return named
    if _HTML.match(data[:HEAD]):
        return BY_NAME["html"]
    return None if among_others else PLAIN


def _by_content(data: bytes) -> Kind | None:
    if data.startswith(b"%PDF-"):
        return BY_NAME["pdf"]
    if data.startswith(b"{\\rtf"):
        return BY_NAME["rtf"]
    if data.startswith(b"PAR1") and b"\0" in data[:HEAD]:
        return BY_NAME["parquet"]
    return _packed(data) if data.startswith(_ZIP) else None


def _packed(data: bytes) -> Kind | None:
    """What a zip archive is: documents of offices and books are told by a file in them; None where it is damaged."""
    names = set(member_names(data))
    if "word/document.xml" in names:
        return BY_NAME["docx"]
    if "xl/workbook.xml" in names:
        return BY_NAME["xlsx"]
    if "META-INF/container.xml" in names:
        return BY_NAME["epub"]
    if "content.xml" in names and "META-INF/manifest.xml" in names:
        return BY_NAME["odt"]
    if "[Content_Types].xml" in names or not names:
        return None
    return BY_NAME["zip"]
