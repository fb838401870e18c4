"""Every kind of document: its text, and what it says about itself."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from glossator.annotation import Document
from glossator.errors import ReadError
from glossator.exchange.readers.documents import read_documents
from glossator.exchange.readers.kinds import BY_NAME, KINDS, kind_of
from support.documents import (
    BODY,
    CSV,
    EML,
    HTML,
    JSONL,
    MARKDOWN,
    MORE,
    RTF,
    TITLE,
    docx,
    epub,
    every_kind,
    has,
    odt,
    parquet,
    pdf,
    word_paragraph,
    xlsx,
    zipped,
)


def read(path: Path, name: str, data: bytes, **options: str) -> list[Document]:
    (path / name).write_bytes(data)
    return [bundle.document for bundle in read_documents(path / name, **options)[0]]


def needs(module: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(not has(module), reason=f"{module} is not installed, or not whole")


@pytest.mark.parametrize("name", sorted(every_kind()))
def test_a_small_file_of_each_kind(tmp_path: Path, name: str) -> None:
    data = every_kind()[name]
    found = read(tmp_path, name, data)
    assert BODY in found[0].text
    assert all("\r" not in document.text and document.source_sha256 for document in found)
    again = read(tmp_path, name, data)
    assert found == again


@pytest.mark.parametrize("name", sorted(every_kind()))
def test_half_a_file_is_refused_or_its_loss_is_no_secret(tmp_path: Path, name: str) -> None:
    data = every_kind()[name]
    if name.endswith((".txt", ".md", ".html", ".eml", ".tsv")):
        return  # Half a text is a text.
    with pytest.raises(ReadError, match="ferry"):
        read(tmp_path, name, data[: len(data) // 2])


def test_kinds_are_told_by_content_before_name() -> None:
    assert kind_of("a.txt", pdf("x")) is BY_NAME["pdf"]
    assert kind_of("a", odt("")) is BY_NAME["odt"]
    assert kind_of("a.doc", docx("")) is BY_NAME["docx"]
    assert kind_of("a.zip", epub({})) is BY_NAME["epub"]
    assert kind_of("a", zipped({"a.txt": "b"})) is BY_NAME["zip"]
    assert kind_of("a.dat", b"<!-- x --><HTML lang=en>") is BY_NAME["html"]
    assert kind_of("a.dat", b"words") is BY_NAME["text"]
    assert kind_of("a.dat", b"words", among_others=True) is None
    assert len({suffix for kind in KINDS for suffix in kind.suffixes}) == sum(len(kind.suffixes) for kind in KINDS)


def test_opendocument(tmp_path: Path) -> None:
    body = (
        f"<text:h>{TITLE}</text:h><text:p>one\n  two<text:s text:c='3'/>three<text:tab/><text:span>four</text:span>"
        "<text:note>no</text:note><text:line-break/>five</text:p><text:tracked-changes><text:p>gone</text:p>"
        "</text:tracked-changes><table:table><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell>"
        "<table:table-cell><text:p>b</text:p></table:table-cell></table:table-row></table:table>"
        "<text:list><text:list-item><text:p>item</text:p></text:list-item></text:list>"
    )
    meta = "<dc:title>Deed</dc:title><meta:initial-creator>Ada Quill</meta:initial-creator>"
    meta += "<dc:language>en-GB</dc:language>"
    (document,) = read(tmp_path, "a.odt", odt(body, meta=meta))
    assert document.text == f"{TITLE}\none two   three\tfour\nfive\na\tb\nitem"
    known = document.metadata
    assert (known.title, known.author, known.published, known.language) == ("Deed", "Ada Quill", None, "en-GB")


@needs("docx")
def test_word(tmp_path: Path) -> None:
    body = (
        word_paragraph(TITLE)
        + "<w:p><w:ins><w:r><w:t>new</w:t></w:r></w:ins><w:del><w:r><w:delText>old</w:delText></w:r></w:del>"
        "<w:r><w:tab/><w:t>tab</w:t><w:br/><w:t>line</w:t></w:r></w:p>"
        f"<w:sdt><w:sdtContent>{word_paragraph('held')}</w:sdtContent></w:sdt>"
        f"<w:tbl><w:tr><w:tc>{word_paragraph('a')}</w:tc><w:tc>{word_paragraph('b')}</w:tc></w:tr></w:tbl>"
    )
    (document,) = read(tmp_path, "a.docx", docx(body))
    assert document.text == f"{TITLE}\nnew\ttab\nline\nheld\na\tb"


def test_books(tmp_path: Path) -> None:
    meta = (
        "<dc:title>The Ferry</dc:title><dc:creator>Ada Quill</dc:creator><dc:creator>Ben Otter</dc:creator>"
        "<dc:publisher>Gull</dc:publisher><dc:date>2016-03-03T00:00:00Z</dc:date><dc:language>en</dc:language>"
    )
    chapters = {
        "one": f"<h1>One</h1><p>{BODY}</p><script>no()</script>",
        "two": f"<p>Two&nbsp;&amp;\n three<br/>{MORE}</p>",
    }
    (document,) = read(tmp_path, "a.epub", epub(chapters, meta=meta))
    assert document.text == f"One\n\n{BODY}\n\nTwo\xa0& three\n{MORE}"
    known = document.metadata
    assert (known.title, known.author, known.source) == ("The Ferry", "Ada Quill, Ben Otter", "Gull")
    assert (known.published, known.language) == ("2016-03-03", "en")


@needs("pypdfium2")
def test_pdf(tmp_path: Path) -> None:
    (document,) = read(tmp_path, "a.pdf", pdf(f"{BODY}\n{MORE}", "", "Short\nlines"))
    assert document.text == f"{BODY} {MORE}\n\nShort\nlines"
    with pytest.raises(ReadError, match=r"a\.pdf has no text layer"):
        read(tmp_path, "a.pdf", pdf("", ""))


@needs("pypdfium2")
def test_lines_of_a_pdf_become_paragraphs() -> None:
    from glossator.exchange.readers.pdf import paragraphs_of

    page = (
        "The minister told the harbour coun\ufffecil that the old ferry is\r\nto be sold before the end of the year, "
        "and\r\nno one knows.\r\nHeading\r\nNew \r\n\xa0words"
    )
    assert paragraphs_of(page) == (
        "The minister told the harbour council that the old ferry is\nto be sold before the end of the year, and "
        "no one knows.\nHeading\nNew words"
    )


def test_mail(tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_bytes(EML)
    ((bundle,), notices) = read_documents(tmp_path / "a.eml")
    known = bundle.document.metadata
    assert bundle.document.text == BODY
    assert (known.title, known.author, known.published) == (TITLE, "Ada Quill", "2016-03-03")
    assert known.extra["from"] == "ada@example.org"
    assert "deed.pdf" in notices[0]


def test_mail_in_other_encodings(tmp_path: Path) -> None:
    head = "Subject: =?euc-kr?b?yKDHz7y8v+Q=?=\nContent-Type: text/plain; charset=euc-kr; format=flowed\n\n"
    (document,) = read(tmp_path, "a.eml", head.encode() + "북한은 인권 \n결의를 거부했다고 했다.".encode("euc-kr"))
    assert document.text == "북한은 인권 결의를 거부했다고 했다."
    html = "From: x\nContent-Type: text/html; charset=nonsense\n\n<p>Caf\u00e9 <b>sold</b></p>\n"
    (document,) = read(tmp_path, "a.eml", html.encode())
    assert document.text == "Café sold"


@needs("markdown_it")
def test_markdown_is_stripped(tmp_path: Path) -> None:
    (document,) = read(tmp_path, "a.md", MARKDOWN)
    assert document.text == f"Head\n\n{BODY} Kim Jong Un"
    known = document.metadata
    assert (known.title, known.author, known.published) == (TITLE, "Ada Quill", "2016-03-03")
    more = (
        "A [link](http://x.y)\nwraps  \nbreaks\n\n- one\n- two\n\n```\ncode *x*\n```\n\n|a|b|\n|-|-|\n|c|d|\n\n"
        "<div>in</div>\n"
    )
    (document,) = read(tmp_path, "b.md", more.encode())
    assert document.text == "A link wraps\nbreaks\n\none\n\ntwo\n\ncode *x*\n\na\tb\nc\td\n\nin"


@needs("striprtf.striprtf")
def test_rich_text(tmp_path: Path) -> None:
    (document,) = read(tmp_path, "a.rtf", RTF)
    assert document.text == f"Café 북한 was sold.\n{BODY}"
    assert (document.metadata.title, document.metadata.author) == (TITLE, "Ada Quill")


@needs("trafilatura")
def test_web_pages(tmp_path: Path) -> None:
    (document,) = read(tmp_path, "a.html", HTML)
    known = document.metadata
    assert "Home" not in document.text
    assert "Cookies" not in document.text
    assert (known.source, known.author, known.published) == ("Gull Wire", "Ada Quill", "2016-03-03")
    assert (known.title or "").startswith(TITLE)


def test_the_source_of_a_page_loses_meaningless_breaks_only() -> None:
    from glossator.exchange.readers.pages import one_lined

    assert one_lined("<p>a\n  b</p><PRE>c\n d</PRE>\n<script>e\nf") == "<p>a b</p><PRE>c\n d</PRE> <script>e\nf"


@pytest.mark.parametrize(
    ("module", "name", "data"),
    [
        ("trafilatura", "a.html", HTML), ("docx", "a.docx", docx("")), ("pypdfium2", "a.pdf", pdf("x")),
        ("markdown_it", "a.md", b"x"), ("striprtf.striprtf", "a.rtf", RTF), ("pyarrow", "a.parquet", b"PAR1\0"),
    ],
)  # fmt: skip
def test_a_missing_package_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, module: str, name: str, data: bytes
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(ReadError, match=rf"{name} is .* not installed .*glossator\[readers\]"):
        read(tmp_path, name, data)


@pytest.mark.parametrize(("name", "data"), [("a.csv", CSV), ("a.jsonl", JSONL)])
def test_tables(tmp_path: Path, name: str, data: bytes) -> None:
    first, second = read(tmp_path, name, data, text_column="text")
    assert (first.text, first.name, first.metadata.title, first.metadata.published) == (BODY, "a1", TITLE, "2016-03-03")
    assert (second.text, second.metadata.title, second.metadata.published) == (MORE, None, None)
    with pytest.raises(ReadError, match=r"no column “body”. Its columns are: id, title, text"):
        read(tmp_path, name, data, text_column="body")


@needs("openpyxl")
def test_workbooks(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(xlsx())
    bundles, notices = read_documents(tmp_path / "a.xlsx")
    first, second = (bundle.document for bundle in bundles)
    assert (first.text, first.metadata.title, first.metadata.published) == (BODY, TITLE, "2016-03-03")
    assert first.metadata.extra == {"desk": "world"}
    assert second.metadata.extra == {"Date": "03/04/2015"}
    assert "Notes" in notices[0]
    assert "1 row without a text" in notices[1]


@needs("pyarrow.parquet")
def test_parquet(tmp_path: Path) -> None:
    first, second = read(tmp_path, "a.parquet", parquet())
    assert (first.text, first.metadata.extra["tags"]) == (BODY, '["a", "b"]')
    assert (second.text, second.metadata.title) == (MORE, None)


def test_a_table_without_a_known_column_asks_for_it(tmp_path: Path) -> None:
    data = f"ref;bericht\n1;{BODY}\n".encode()
    with pytest.raises(ReadError, match=r"which column holds the texts\? Its columns are: ref, bericht"):
        read(tmp_path, "a.csv", data)
    (document,) = read(tmp_path, "a.csv", data, text_column="bericht")
    assert (document.text, document.metadata.extra) == (BODY, {"ref": "1"})
    with pytest.raises(ReadError, match=r"line 3: 1 columns instead of 2"):
        read(tmp_path, "a.csv", data + b"cut", text_column="bericht")


def test_archives(tmp_path: Path) -> None:
    inner = zipped({"deep.txt": MORE})
    data = zipped({"b.txt": BODY, "a/c.eml": EML, "x.png": b"\x89PNG", "__MACOSX/b.txt": "no", "in.zip": inner})
    (tmp_path / "a.zip").write_bytes(data)
    bundles, notices = read_documents(tmp_path / "a.zip")
    assert [bundle.document.name for bundle in bundles] == ["a/c.eml", "b.txt", "deep.txt"]
    assert any("x.png" in notice for notice in notices)
    bad = zipped({"b.txt": BODY, "c.odt": b"PK\x03\x04 no"})
    with pytest.raises(ReadError, match=r"a\.zip/c\.odt is damaged"):
        read(tmp_path, "a.zip", bad)
    (tmp_path / "a.zip").write_bytes(bad)
    bundles, notices = read_documents(tmp_path / "a.zip", tolerant=True)
    assert len(bundles) == 1
    assert notices[0].startswith("Skipped: ")
