"""Plain text: what the usual layouts of news tell, and what they do not."""

from __future__ import annotations

from pathlib import Path

import pytest

from glossator.annotation import Metadata
from glossator.errors import ReadError
from glossator.exchange.readers.dates import find_date
from glossator.exchange.readers.language import language_of
from glossator.exchange.readers.metadata import extract_metadata
from glossator.exchange.readers.plain import read_text

BODY = (
    "The minister of the island told the harbour council that the old ferry is to be sold before the end of the year."
)


def _metadata(*lines: str) -> Metadata:
    return extract_metadata("\n\n".join((*lines, BODY, "It was said that the crew has not been asked.")))


def test_title_byline_and_date() -> None:
    found = _metadata(
        "Skip to content", "Ferry To Be Sold, Minister Says", "By Ada Quill and Ben Otter", "March 3, 2016 14:05"
    )
    assert found.title == "Ferry To Be Sold, Minister Says"
    assert found.author == "Ada Quill and Ben Otter"
    assert found.published == "2016-03-03"
    assert found.language == "en"


def test_a_byline_with_a_date_beside() -> None:
    found = _metadata("Ferry Sold", "by Ada Quill / Feb 29, 2016 07:40 AM EST")
    assert (found.author, found.published) == ("Ada Quill", "2016-02-29")


@pytest.mark.parametrize(
    ("line", "place", "source", "published"),
    [
        ("PORT ELLEN, March 3 (Gull Wire) -- The ferry was sold.", "PORT ELLEN", "Gull Wire", None),
        (
            "PORT ELLEN, Islay, March 3, 2016 (Gull Wire) — The ferry was sold.",
            "PORT ELLEN, Islay",
            "Gull Wire",
            "2016-03-03",
        ),
        ("PORT ELLEN-- The ferry was sold.", "PORT ELLEN", None, None),
        ("FILE - The ferry at the pier.", None, None, None),
    ],
)
def test_datelines(line: str, place: str | None, source: str | None, published: str | None) -> None:
    found = _metadata(line)
    assert found.extra.get("place") == place
    assert (found.source, found.published) == (source, published)
    assert found.title is None


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ("Source: Gull Wire Agency", "Gull Wire Agency"),
        ("출처: 한겨레", "한겨레"),
        ("© 2016 Gull Portal, All rights reserved. Do not copy.", "Gull Portal"),
        ("This report was produced in collaboration with the Gull Wire.", "Gull Wire"),
    ],
)
def test_source_lines(line: str, source: str) -> None:
    assert extract_metadata(f"Ferry Sold\n\n{BODY}\n\n{line}\n").source == source


def test_a_text_without_head_has_no_title_and_nobody_is_made_up() -> None:
    assert extract_metadata(BODY) == Metadata(language="en")
    assert extract_metadata("") == Metadata()
    assert _metadata("By the time he spoke it was over").author is None


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("17:53 November 21, 2014", "2014-11-21"),
        ("21st of Nov. 2014", "2014-11-21"),
        ("2014-11-21T09:00", "2014-11-21"),
        ("2014. 11. 21.", "2014-11-21"),
        ("2014.11.21", "2014-11-21"),
        ("2014년 11월 21일", "2014-11-21"),
        ("2014年11月21日", "2014-11-21"),
        ("Nov. 21", None),
        ("February 30, 2014", None),
        ("03/04/2015", None),
    ],
)
def test_dates(line: str, date: str | None) -> None:
    assert find_date(line) == date


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("북한은 회담을 거부했다", "ko"),
        ("外務省は会談を拒否した", "ja"),
        ("外交部拒绝了会谈", "zh"),
        ("وزارة الخارجية رفضت", "ar"),
        ("وزارت خارجه پیشنهاد را رد کرد", "fa"),
        ("Министерство отклонило переговоры", "ru"),
        ("Міністерство відхилило переговори", "uk"),
        ("Das Ministerium hat die Gespräche nicht für möglich und auch nicht für nötig gehalten", "de"),
        ("Le ministère a dit que les négociations ne sont pas pour la semaine", "fr"),
        ("Kim", None),
        ("123", None),
    ],
)
def test_languages(text: str, language: str | None) -> None:
    assert language_of(text) == language


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


EXPECTED = {
    "agreements-invalid.txt": (True, None, None, None),
    "britain-urges.txt": (False, None, None, "Yonhap News Agency"),
    "letter-to-putin.txt": (True, "Kim Kwang-tae", "2014-11-21", "Yonhap"),
    "london-visit.txt": (True, "Therese Agcopra", "2015-12-26", "Korea Portal"),
    "possible-visit.txt": (True, None, None, "VOA's Korean Service"),
}


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_real_articles(shared_dir: Path, name: str) -> None:
    found = read_text(shared_dir / "articles" / name).document.metadata
    assert (found.title is not None, found.author, found.published, found.source) == EXPECTED[name]
    assert found.language == "en"
