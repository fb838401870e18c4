"""Plain text files as documents, and what is told of real articles."""

from __future__ import annotations

from pathlib import Path
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossator.annotation import Metadata
from glossator.errors import ReadError
from glossator.exchange.readers.metadata import extract_metadata
from glossator.exchange.readers.plain import read_text

BODY = "The minister told the harbour council that the old ferry is to be sold before the end of the year."


def test_a_file_becomes_a_document(tmp_path: Path) -> None:
    path = tmp_path / "ferry.txt"
    path.write_bytes(b"\xef\xbb\xbfFerry Sold\r\n\r\n" + BODY.encode())
    document = read_text(path).document
    assert document.text == f"Ferry Sold\n\n{BODY}"
    assert document.name == "ferry.txt"
    assert document.metadata.title == "Ferry Sold"
    assert document.source_map
    with pytest.raises(ReadError, match=r"nowhere\.txt"):
        read_text(tmp_path / "nowhere.txt")


def test_a_text_without_head_has_no_title_and_nobody_is_made_up() -> None:
    assert extract_metadata(BODY) == Metadata(language="en")
    assert extract_metadata("") == Metadata()


def test_only_the_head_of_a_long_text_is_looked_at() -> None:
    text = f"Ferry Sold\n\nBy Ada Quill\n\n{BODY}\n\n" + f"{BODY}\n" * 500 + "Ben Otter Writes\n\nSource: Gull Wire\n"
    found = extract_metadata(text)
    assert (found.title, found.author, found.source) == ("Ferry Sold", "Ada Quill", "Gull Wire")


HEADS = st.lists(
    st.sampled_from(
        [
            "Home | World", "FILE - A ferry.", "By Ada Quill", "SKYE, March 3 (Gull) -- The ferry.", "March 3, 2016",
            "RELIEF", "Ferry Sold", "ferry sold to", "(서울=갈매기) 홍해린 기자 = 배", "بقلم: أمل سعيد", "© 2016",
            "<a>b</a>", "# A", "", " ", "٣ مارس ٢٠١٦", BODY, "\x0b", "😀", "Source: ", "By", "[Photo: x]",
            "[갈매기/홍해린기자] 배",
        ]
    ) | st.text(max_size=30),
    max_size=14,
)  # fmt: skip


@given(HEADS)
def test_what_is_told_stands_in_the_text(lines: list[str]) -> None:
    text = "\n".join(lines)
    found = extract_metadata(text)
    for told in (found.title, found.source, found.extra.get("place")):
        assert told is None or (told in text and told.strip() == told != "")


# title begins with, author, published, source, place
ARTICLES = {
    "agreements-invalid": ("Diplomat: North", None, None, None, None),
    "britain-urges": (None, None, None, "Yonhap News Agency", "SEOUL"),
    "letter-to-putin": ("NK leader asks", "Kim Kwang-tae", "2014-11-21", "Yonhap", "SEOUL"),
    "london-visit": ("Senior North", "Therese Agcopra", "2015-12-26", "Korea Portal", None),
    "possible-visit": ("Official: UN", None, None, "VOA's Korean Service", None),
}
SAMPLES = {
    "01": ("Pyongyang's Man in", "Imogen Asquith-Bell", "2027-12-11", "Harbour Post", "LONDON"),
    "02": ("Seoul: Envoy", "Han Do-yun", "2027-11-24", "Peninsula Wire", "SEOUL"),
    "03": (None, None, None, "Lakeside Press", "GENEVA"),
    "04": ("Envoy: Pyongyang", "Baek Seo-yeon", "2027-02-20", "Radio Meridian's Korean service", "WASHINGTON"),
    "05": ("UPDATE 3 - Security", None, None, "Continental Desk", "UNITED NATIONS"),
    "06": ("After the flood, a", "Farida Nasser-Lund", "2027-09-14", "The Northern Lantern", None),
    "07": ("유엔 특별보고관", "오세린, 류지한", "2027-10-08", "한결통신", "제네바·서울"),
    "08": ("مجلس حقوق الإنسان", None, "2027-04-02", "وكالة المنارة", "جنيف"),
    "09": ("🔴 LIVE | Geneva", "Zoë Brânză and José Núñez-Ångström", "2027-06-23", "Rhône Radio", None),
    "10": ("A Season of", "Oriane Castellazzi and Jonas Widmer-Akande", "2027-12-30", "Lakeside Press", "GENEVA"),
}
LANGUAGES = {"07": "ko", "08": "ar"}
SAMPLE_FOLDER = Path(__file__).resolve().parents[3] / "sample_docs"


def _check(path: Path, expected: tuple[str | None, ...], language: str) -> None:
    found = read_text(path).document.metadata
    title, *others = expected
    assert (found.title or "").startswith(title or "")
    assert (found.title is None) == (title is None)
    told = [found.author, found.published, found.source, found.extra.get("place")]
    assert [value and normalize("NFC", value) for value in told] == others
    assert found.language == language


@pytest.mark.parametrize("name", sorted(ARTICLES))
def test_real_articles(shared_dir: Path, name: str) -> None:
    _check(shared_dir / "articles" / f"{name}.txt", ARTICLES[name], "en")


@pytest.mark.parametrize("number", sorted(SAMPLES))
def test_sample_articles(number: str) -> None:
    (path,) = SAMPLE_FOLDER.glob(f"{number}-*.txt")
    _check(path, SAMPLES[number], LANGUAGES.get(number, "en"))


@pytest.mark.parametrize(
    ("name", "title", "language"),
    [
        ("encodings/cjk/big5-utf8.txt", "如何在", "zh"),
        ("encodings/cjk/gb18030-utf8.txt", None, "zh"),
        ("encodings/cjk/euc_kr-utf8.txt", None, "ko"),
        ("encodings/cjk/euc_jp-utf8.txt", None, "ja"),
        ("encodings/uchardet/ar-windows-1256.txt", None, "ar"),
        ("encodings/uchardet/fr-utf-16.be", None, "en"),
        ("encodings/uchardet/ko-utf-32.be", None, "ko"),
        ("encodings/uchardet/ru-windows-1251.txt", "Windows-1251", "ru"),
        ("encodings/uchardet/vi-windows-1258.txt", None, "vi"),
        ("encodings/web/sample-bulgarian.txt", "Член 26", "bg"),
        ("encodings/web/sample-english.bom.txt", None, "en"),
        ("encodings/web/sample-french.txt", "JEAN-BAPTISTE", "fr"),
        ("encodings/web/sample-polish.txt", None, "pl"),
        ("multilingual/wikipedia_language_ar.txt", "لغة", "ar"),
        ("multilingual/wikipedia_language_zh.txt", "語言", "zh"),
        ("office/transcript.txt", None, "en"),
        ("office/textract-pdf-raw_text.pdf.expected.txt", None, "en"),
    ],
)
def test_other_documents(shared_dir: Path, name: str, title: str | None, language: str) -> None:
    found = read_text(shared_dir / "foreign" / "documents" / name).document.metadata
    assert (found.title or "").startswith(title or "")
    assert (found.title is None) == (title is None)
    assert found.language == language
    assert (found.author, found.published, found.source) == (None, None, None)
