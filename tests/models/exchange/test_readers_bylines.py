"""Who wrote a text, where from, and for whom."""

from __future__ import annotations

import pytest

from glossator.annotation import Metadata
from glossator.exchange.readers.bylines import read_byline
from glossator.exchange.readers.metadata import extract_metadata

BODY = "The minister told the harbour council that the old ferry is to be sold before the end of the year."


def _metadata(*lines: str) -> Metadata:
    return extract_metadata("\n\n".join((*lines, BODY, "It was said that the crew has not been asked.")))


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ada Quill", "Ada Quill"),
        ("BY ADA QUILL", "ADA QUILL"),
        ("by Ada Quill / Feb 29, 2016 07:40 AM EST", "Ada Quill"),
        ("By Ada Quill and Ben Otter", "Ada Quill and Ben Otter"),
        ("By Ada Quill, Ben Otter and Cy van der Fox", "Ada Quill, Ben Otter and Cy van der Fox"),
        ("By Ada Quill, Gull Wire", "Ada Quill"),
        ("By Ada Quill, Staff Writer", "Ada Quill"),
        ("By Ada Quill in Port Ellen", "Ada Quill"),
        ("By Zoë Quill-Núñez 📝 | Updated 3 March 2016", "Zoë Quill-Núñez"),
        ("Author: Ada Quill", "Ada Quill"),
        ("By our islands correspondent", None),
        ("By Gull Staff", None),
        ("홍해린 기자", "홍해린"),
        ("홍해린 김두리 기자 = 섬 의회는", "홍해린, 김두리"),
        ("홍해린·김두리 특파원 gull@example.org", "홍해린, 김두리"),
        ("기자명 홍해린 선임기자   입력 2016.03.03 14:05", "홍해린"),
        ("بقلم أمل سعيد", "أمل سعيد"),
        ("كتبت: أمل سعيد، نور الدين حداد", "أمل سعيد، نور الدين حداد"),
        ("إعداد: أمل سعيد | سكاي", "أمل سعيد"),
    ],
)
def test_bylines(line: str, names: str | None) -> None:
    byline = read_byline(line)
    assert byline is not None
    assert byline.names == names
    assert _metadata(line).title is None


@pytest.mark.parametrize(
    "line",
    [
        "By the time he spoke it was over", "By Friday all was lost", "Baby Ada Quill was born", "Ada Quill",
        "By Ada Quill was the ferry sold", "김 장관은 기자들에게 말했다", "기자 회견",
        "섬 의회는 홍해린 기자를 불렀다.", "كتب الوزير رسالة طويلة", "تقرير عن الميناء",
    ],
)  # fmt: skip
def test_what_is_no_byline(line: str) -> None:
    assert read_byline(line) is None


@pytest.mark.parametrize(
    ("lines", "author"),
    [
        ("Ferry Sold\n\nMarch 3, 2016 2:14 PM\nAda Quill", "Ada Quill"),
        ("Ferry Sold\n\nAda Quill in Port Ellen\nThu 3 Mar 2016 14.05 GMT", "Ada Quill"),
        ("Ferry Sold\n\nAda Quill and Ben Otter\n3 March 2016", "Ada Quill and Ben Otter"),
        ("Ferry Sold\n\nWhat Had Been Promised\n\n3 March 2016", None),
        ("Ferry Sold\n3 March 2016", None),
        ("Ferry Sold\n\n3 March 2016\nGull News Office", None),
        ("Ferry Sold\n\nBy\nAda Quill", "Ada Quill"),
    ],
)
def test_a_name_on_a_line_of_its_own_needs_a_date_beside(lines: str, author: str | None) -> None:
    found = _metadata(lines)
    assert (found.title, found.author) == ("Ferry Sold", author)


@pytest.mark.parametrize(
    ("line", "place", "source", "published"),
    [
        ("PORT ELLEN, March 3 (Gull Wire) -- The ferry was sold.", "PORT ELLEN", "Gull Wire", None),
        ("PORT ELLEN, Islay, March 3, 2016 (Gull Wire) — Sold.", "PORT ELLEN, Islay", "Gull Wire", "2016-03-03"),
        ("PORT ELLEN-- The ferry was sold.", "PORT ELLEN", None, None),
        ("PORT ELLEN --", "PORT ELLEN", None, None),
        ("Port Ellen (gull) - The ferry was sold.", "Port Ellen", "gull", None),
        ("Port Ellen, 3 March 2016 (Gull) – The ferry was sold.", "Port Ellen", "Gull", "2016-03-03"),
        ("(스카이·서울=갈매기통신) 홍해린 기자 = 배가 팔린다.", "스카이·서울", "갈매기통신", None),
        ("[스카이=갈매기] 배가 팔린다.", "스카이", "갈매기", None),
        ("[갈매기일보/홍해린기자] 배가 팔린다.", None, "갈매기일보", None),
        ("[갈매기일보=홍해린 기자] 배가 팔린다.", None, "갈매기일보", None),
        ("سكاي (وكالة النورس) - بيعت العبّارة.", "سكاي", "وكالة النورس", None),
        ("بورت إيلين (النورس) - ٣ مارس ٢٠١٦، ١٤:٠٥ بتوقيت غرينتش", "بورت إيلين", "النورس", "2016-03-03"),
        ("سكاي ٣ آذار ٢٠١٦ (النورس) - بيعت العبّارة.", "سكاي", "النورس", "2016-03-03"),
        ("FILE - The ferry at the pier.", None, None, None),
        ("The minister (a man of Skye) - and nobody else - smiled.", None, None, None),
    ],
)
def test_datelines(line: str, place: str | None, source: str | None, published: str | None) -> None:
    found = _metadata(line)
    assert found.extra.get("place") == place
    assert (found.source, found.published) == (source, published)
    assert found.title is None


def test_a_korean_dateline_names_the_authors() -> None:
    assert _metadata("낡은 배 팔린다", "(서울=갈매기) 홍해린 김두리 기자 = 배가 팔린다.").author == "홍해린, 김두리"
    assert _metadata("낡은 배 팔린다", "[갈매기일보/홍해린기자] 배가 팔린다.").author == "홍해린"


def test_an_agency_names_the_reporters_at_the_end() -> None:
    text = f"Ferry Sold\n\n{BODY}\n\n(Reporting by Ada Quill; Editing by Ben Otter)\n\nOur standards"
    assert extract_metadata(text).author == "Ada Quill"
    assert extract_metadata(f"Ferry Sold\n\n{BODY}\n\n(Reporting in Skye and Mull)").author is None


def test_a_korean_byline_may_stand_at_the_end() -> None:
    text = (
        f"낡은 배 팔린다\n\n섬 의회는 배를 팔기로 했다. {BODY}\n\n홍해린 기자 gull@example.org\n2016/03/03 14:05 송고"
    )
    found = extract_metadata(text)
    assert (found.title, found.author, found.published) == ("낡은 배 팔린다", "홍해린", "2016-03-03")
