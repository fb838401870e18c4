"""Files that attack, and files broken at random: one clear ReadError, nothing half read, no endless work."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossator import Project
from glossator.errors import ReadError
from glossator.exchange.readers import given as limits
from glossator.exchange.readers.documents import read_documents
from glossator.exchange.readers.markup import visible_text
from support.documents import BODY, docx, epub, every_kind, has, odt, word_paragraph, zipped

BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
SPACES = b" " * (8 << 20)

ATTACKS = {
    "entities.odt": odt("<text:p>&c;</text:p>", head=BOMB),
    "outside.odt": odt("<text:p>&a;</text:p>", head=OUTSIDE),
    "deep.odt": odt("<text:span>" * 5_000 + "</text:span>" * 5_000),
    "macros.odt": odt("<text:p>x</text:p>", extra={"Basic/Standard/Module1.xml": "Sub x"}),
    "locked.odt": odt("<text:p>x</text:p>", extra={"META-INF/manifest.xml": "<m><encryption-data/></m>"}),
    "entities.epub": epub({"a": BODY}, opf_head=BOMB),
    "outside.epub": epub({"a": BODY}, opf_head=OUTSIDE),
    "swollen.zip": zipped({"a.txt": SPACES}),
    "escaping.zip": zipped({"../../a.txt": BODY}),
    "absolute.zip": zipped({"/etc/a.txt": BODY}),
    "nested.zip": zipped({"a.zip": zipped({"b.zip": zipped({"c.zip": zipped({"d.txt": BODY})})})}),
    "many.zip": zipped({f"{number}.txt": "" for number in range(20_001)}),
    "empty.zip": zipped({}),
    "entities.docx": docx(word_paragraph("&c;"), head=BOMB),
    "macros.docm": docx(word_paragraph(BODY), extra={"word/vbaProject.bin": b"x"}),
    "old.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    "slides.pptx": zipped({"[Content_Types].xml": "<x/>", "ppt/presentation.xml": "<x/>"}),
    "deep.jsonl": b'{"text": ' + b"[" * 100_000,
    "open.csv": b'text\n"never closed\n',
    "parts.eml": b"From: a\nContent-Type: multipart/mixed; boundary=B\n\n" + b"--B\n\na\n" * 3_000,
    "header.eml": b"From: a\nContent-Type: text/plain;" + b" a=b;" * 20_000 + b"\n\nhello",
    "nothing.eml": b"no headers at all, and no colon in the first word\n",
    "half.pdf": b"%PDF-1.7\n1 0 obj\n<<",
    "fake.parquet": b"PAR1" + bytes(100) + b"PAR1",
    "fake.xlsx": zipped({"xl/workbook.xml": "<x/>", "[Content_Types].xml": "<x/>"}),
}


@pytest.mark.parametrize("name", sorted(ATTACKS))
def test_attacks_are_refused_in_one_line(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(ATTACKS[name])
    with pytest.raises(ReadError, match=name.partition(".")[0]) as caught:
        read_documents(tmp_path / name)
    assert "\n" not in str(caught.value)
    assert "passwd" not in str(caught.value)


def test_nothing_is_imported_where_one_file_is_bad(project: Project, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text(BODY, encoding="utf-8")
    (folder / "b.zip").write_bytes(zipped({"a.txt": "Good.", "b.odt": ATTACKS["entities.odt"]}))
    before = project.document_ids()
    with pytest.raises(ReadError, match=r"b\.zip/b\.odt is not safe to read"):
        project.import_documents(folder)
    assert project.document_ids() == before
    changes = project.import_documents(folder, skip_bad=True)
    assert len(changes.documents) == 2


def test_a_file_and_a_text_can_be_too_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "long.txt").write_bytes(b"a" * (limits.LONGEST_TEXT + 1))
    with pytest.raises(ReadError, match=r"long\.txt holds 20,000,001 characters"):
        read_documents(tmp_path / "long.txt")
    (tmp_path / "longer.txt").write_bytes(b"a" * 100_000_000)
    with pytest.raises(ReadError, match=r"longer\.txt has 100,000,000 bytes"):
        read_documents(tmp_path / "longer.txt")
    with (tmp_path / "longest.txt").open("wb") as file:
        file.truncate(limits.LARGEST_FILE + 1)
    with pytest.raises(ReadError, match="at most are read"):
        read_documents(tmp_path / "longest.txt")


PIECES = ["<", "<!--", "<![CDATA[", "<a ", "<a a=", '<a "', "&#", "&#9", "<?", "</", "<pre>", "<style></"]


@pytest.mark.parametrize("piece", PIECES)
def test_broken_pages_take_no_time_to_speak_of(piece: str) -> None:
    html = f"<html><body>{BODY}" + piece * 200_000
    assert BODY in visible_text(html).text


@given(st.text(alphabet="<>/!-?a b=\"'&;#[]\n\té中", max_size=60))
def test_any_page_can_be_seen(html: str) -> None:
    seen = visible_text(html).text
    assert seen == seen.strip()
    assert "\n\n\n" not in seen


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=40))
def test_text_without_tags_is_seen_as_it_is(text: str) -> None:
    from html import escape

    assert " ".join(visible_text(f"<p>{escape(text)}</p>").text.split(" ")) == visible_text(escape(text)).text
    assert visible_text(escape(text)).text.replace(" ", "") == text.strip().replace(" ", "")


KINDS = sorted(every_kind())
CHANGES = st.lists(
    st.tuples(st.sampled_from(("set", "cut", "end", "copy", "insert")), st.integers(0, 1 << 16), st.integers(0, 255)),
    min_size=1,
    max_size=6,
)


@settings(max_examples=150)
@given(name=st.sampled_from(KINDS), other=st.sampled_from(KINDS), changes=CHANGES)
def test_broken_files_are_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, name: str, other: str, changes: list[tuple[str, int, int]]
) -> None:
    data = bytearray(every_kind()[name])
    for kind, place, value in changes:
        at = place % (len(data) + 1)
        if kind == "set":
            data[at : at + 1] = bytes([value])
        elif kind == "cut":
            del data[at : at + value]
        elif kind == "end":
            del data[at:]
        elif kind == "copy":
            data[at:at] = data[value : 2 * value]
        else:
            data[at:at] = (b"<a>" * value, b"\xff" * 4, b"&a;", b"\\bin9999999 ")[value % 4]
    path = tmp_path_factory.getbasetemp() / f"broken{Path(other if changes[0][2] < 40 else name).suffix}"
    path.write_bytes(bytes(data))
    with suppress(ReadError):
        for bundle in read_documents(path)[0]:
            assert bundle.document.text.strip()


def test_what_is_optional_is_there_where_this_is_developed() -> None:
    wanted = ("docx", "pypdfium2", "openpyxl", "pyarrow.parquet", "striprtf.striprtf")
    missing = [name for name in wanted if not has(name)]
    if missing:
        pytest.skip(f"readers that are not installed: {', '.join(missing)}")
    assert {Path(name).suffix for name in KINDS} >= {".docx", ".pdf", ".xlsx", ".parquet", ".rtf"}
