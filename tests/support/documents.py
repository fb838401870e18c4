"""Small files of every kind that can be imported, made here: what is in them is known."""

from __future__ import annotations

import datetime
import importlib
import zlib
from collections.abc import Mapping
from functools import cache
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

TITLE = "Ferry Sold"
BODY = "The minister told the harbour council that the old ferry is to be sold before the end of the year."
MORE = "Nobody in the harbour wants to see it go, the council said on Friday."

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_ODT = "urn:oasis:names:tc:opendocument:xmlns:"


def has(module: str) -> bool:
    """Whether a package that some readers need is there and whole."""
    try:
        importlib.import_module(module)
    except ImportError:
        return False
    return True


def zipped(files: Mapping[str, bytes | str], *, stored: tuple[str, ...] = ()) -> bytes:
    """A zip archive."""
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data, ZIP_STORED if name in stored else ZIP_DEFLATED)
    return out.getvalue()


def odt(body: str, *, meta: str = "", extra: Mapping[str, bytes | str] | None = None, head: str = "") -> bytes:
    """An OpenDocument text with this body and these elements of metadata."""
    names = f'xmlns:office="{_ODT}office:1.0" xmlns:text="{_ODT}text:1.0" xmlns:table="{_ODT}table:1.0"'
    content = f"<office:document-content {names}><office:body><office:text>{body}</office:text></office:body>"
    about = f'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:meta="{_ODT}meta:1.0" xmlns:office="{_ODT}office:1.0"'
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "META-INF/manifest.xml": "<manifest/>",
            "content.xml": f'<?xml version="1.0" encoding="UTF-8"?>{head}{content}</office:document-content>',
            "meta.xml": f"<office:document-meta {about}><office:meta>{meta}</office:meta></office:document-meta>",
            **(extra or {}),
        },
        stored=("mimetype",),
    )


def docx(body: str, *, extra: Mapping[str, bytes | str] | None = None, head: str = "") -> bytes:
    """A Word document with these elements in its body."""
    types = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    declared = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    return zipped(
        {
            "[Content_Types].xml": f'{declared}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{types}"/></Types>',
            "_rels/.rels": f'{declared}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="r1" Type="{office}" Target="word/document.xml"/></Relationships>',
            "word/document.xml": f'{declared}{head}<w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>',
            **(extra or {}),
        }
    )


def word_paragraph(text: str) -> str:
    """A paragraph of a Word document."""
    return f'<w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def epub(chapters: Mapping[str, str], *, meta: str = "", opf_head: str = "") -> bytes:
    """An e-book with these chapters."""
    items = "".join(f'<item id="{name}" href="{name}.xhtml" media-type="application/xhtml+xml"/>' for name in chapters)
    spine = "".join(f'<itemref idref="{name}"/>' for name in chapters)
    package = (
        f'<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/" version="3.0">'
        f"<metadata>{meta}</metadata><manifest>{items}</manifest><spine>{spine}</spine></package>"
    )
    container = "urn:oasis:names:tc:opendocument:xmlns:container"
    files = {f"OEBPS/{name}.xhtml": f"<html><body>{body}</body></html>" for name, body in chapters.items()}
    return zipped(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": f'<container xmlns="{container}"><rootfiles>'
            '<rootfile full-path="OEBPS/book.opf"/></rootfiles></container>',
            "OEBPS/book.opf": f"{opf_head}{package}",
            **files,
        },
        stored=("mimetype",),
    )


def pdf(*pages: str) -> bytes:
    """A PDF whose pages show these lines; a page without any has no text."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    kids = []
    for page in pages:
        lines = "".join(f"({line}) Tj T* " for line in page.split("\n") if line)
        stream = f"BT /F1 12 Tf 14 TL 72 720 Td {lines}ET" if page else "0 0 m 9 9 l S"
        packed = zlib.compress(stream.encode("latin-1"))
        objects.append(
            f"<< /Length {len(packed)} /Filter /FlateDecode >>\nstream\n{packed.decode('latin-1')}\nendstream"
        )
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {len(objects)} 0 R"
            " /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    out = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    head = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    return out + f"{head}trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF\n".encode()


@cache
def xlsx() -> bytes:
    """A workbook with two articles and a row without a text."""
    openpyxl = importlib.import_module("openpyxl")
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.append(["id", "Headline", "Body", "Date", "desk"])
    sheet.append(["a1", TITLE, BODY, datetime.datetime(2016, 3, 3), "world"])
    sheet.append(["a2", None, MORE, "03/04/2015", None])
    sheet.append(["a3", "Nothing", None, None, None])
    workbook.create_sheet("Notes").append(["more"])
    out = BytesIO()
    workbook.save(out)
    return out.getvalue()


@cache
def parquet() -> bytes:
    """A Parquet table with two articles."""
    pyarrow, files = importlib.import_module("pyarrow"), importlib.import_module("pyarrow.parquet")
    table = pyarrow.table({"text": [BODY, MORE], "title": [TITLE, None], "tags": [["a", "b"], []]})
    out = BytesIO()
    files.write_table(table, out)
    return out.getvalue()


EML = (
    f"From: Ada Quill <ada@example.org>\nTo: desk@example.org\nSubject: {TITLE}\nDate: Thu, 3 Mar 2016 10:00:00 +0900\n"
    "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=B\n\n--B\nContent-Type: text/html; charset=utf-8\n\n"
    f"<p>Not this.</p>\n--B\nContent-Type: text/plain; charset=utf-8\n\n{BODY}\n--B\n"
    "Content-Type: application/pdf\nContent-Disposition: attachment; filename=deed.pdf\n\nx\n--B--\n"
).encode()
HTML = (
    f"<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'><title>{TITLE} - Gull Wire</title>"
    f"<meta property='og:site_name' content='Gull Wire'><meta name='author' content='Ada Quill'>"
    "<meta property='article:published_time' content='2016-03-03T10:00:00+09:00'></head><body>"
    "<nav><a href='/'>Home</a> <a href='/world'>World</a></nav>"
    f"<article><h1>{TITLE}</h1>{f'<p>{BODY}</p><p>{MORE}</p>' * 3}</article>"
    "<footer>Cookies &amp; terms</footer></body></html>"
).encode()
RTF = (
    rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}{\info{\title Ferry Sold}{\author Ada Quill}}\f0 Caf\'e9 "
    rb"\u48513?\u54620? was sold.\par " + BODY.encode() + b"}"
)
MARKDOWN = (
    f"---\ntitle: {TITLE}\nauthor: Ada Quill\ndate: 2016-03-03\n---\n\n# Head\n\n{BODY} **Kim** Jong Un\n".encode()
)
CSV = f'id,title,text,date,desk\na1,{TITLE},"{BODY}",2016-03-03,world\na2,,"{MORE}",03/04/2015,\n'.encode()
JSONL = (
    f'{{"id": "a1", "title": "{TITLE}", "text": "{BODY}", "date": "2016-03-03", "tags": ["a", "b"]}}\n'
    f'{{"id": "a2", "title": null, "text": "{MORE}", "desk": {{"name": "world"}}}}\n'
).encode()


def every_kind() -> dict[str, bytes]:
    """A small good file of each kind whose reader is installed, by its name."""
    found = {
        "ferry.txt": f"{TITLE}\n\n{BODY}\n".encode(),
        "ferry.odt": odt(f"<text:h>{TITLE}</text:h><text:p>{BODY}</text:p>"),
        "ferry.epub": epub({"one": f"<h1>{TITLE}</h1><p>{BODY}</p>"}),
        "ferry.eml": EML,
        "ferry.csv": CSV,
        "ferry.tsv": f"title\ttext\n{TITLE}\t{BODY}\n".encode(),
        "ferry.jsonl": JSONL,
        "ferry.zip": zipped({"a.txt": BODY, "b/c.csv": CSV}),
    }
    optional = {
        "markdown_it": ("ferry.md", lambda: MARKDOWN),
        "docx": ("ferry.docx", lambda: docx(word_paragraph(TITLE) + word_paragraph(BODY))),
        "pypdfium2": ("ferry.pdf", lambda: pdf(f"{TITLE}\n{BODY}")),
        "striprtf.striprtf": ("ferry.rtf", lambda: RTF),
        "openpyxl": ("ferry.xlsx", xlsx),
        "pyarrow.parquet": ("ferry.parquet", parquet),
        "trafilatura": ("ferry.html", lambda: HTML),
    }
    return found | {name: make() for module, (name, make) in optional.items() if has(module)}
