"""Which line of a head is the title."""

from __future__ import annotations

import pytest

from glossator.exchange.readers.metadata import extract_metadata

BODY = "The minister told the harbour council that the old ferry is to be sold before the end of the year."
KOREAN = "섬 의회는 3일 낡은 배를 올해 안에 팔기로 했다고 장관이 밝혔다. 선원들은 아무 말도 듣지 못했다고 한다."
ARABIC = "قال الوزير لمجلس الميناء يوم الخميس إن العبّارة القديمة ستباع قبل نهاية العام، ولم يُسأل البحارة عن رأيهم."
WRAPPED = (
    "The minister told the harbour council that the old\nferry is to be sold before the end of the year, and that\nall."
)


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("Ferry Sold", "Ferry Sold"),
        ("Skip to main content   Skip to search\n\nHome | World | Lochs\n\nFerry Sold", "Ferry Sold"),
        ("Home > Islands > Ferries\n\nFerry Sold", "Ferry Sold"),
        ("World\n\nFerry Sold", "Ferry Sold"),
        ("Long reads\n\nFerry Sold", "Ferry Sold"),
        ("BOATS & SHORES\n\nFerry Sold", "Ferry Sold"),
        ("FERRY SOLD TO COUNCIL, MINISTER SAYS", "FERRY SOLD TO COUNCIL, MINISTER SAYS"),
        ("FERRY SOLD\n\nSKIPPER WEEPS", "FERRY SOLD"),
        ("Ferry Sold\n\nThe council takes over and the crew was not asked", "Ferry Sold"),
        ("Ferry Sold\nby Ada Quill / Feb 29, 2016 07:40 AM EST", "Ferry Sold"),
        ("By Ada Quill\n\nFerry Sold", "Ferry Sold"),
        ("March 3, 2016\n\nFerry Sold", "Ferry Sold"),
        ("FILE - The ferry at the pier, 2015.\n\nFerry Sold", "Ferry Sold"),
        ("[Photo: The pier. Credit: B. Otter]\n\nFerry Sold", "Ferry Sold"),
        ("📷 The pier (Picture: B. Otter)\n\nFerry Sold", "Ferry Sold"),
        ("The old ferry at the pier (Photo by Ben Otter/Gull Images)\n\nFerry Sold", "Ferry Sold"),
        (
            "We use cookies to count you. " + "By staying you agree to all of them. " * 4 + "\n\nFerry Sold",
            "Ferry Sold",
        ),
        ("Copy link\n\nFerry Sold", "Ferry Sold"),
        ("# Ferry Sold", "Ferry Sold"),
        ("<title>Ferry Sold</title>", "Ferry Sold"),
        ("https://gull.example/ferry\n\nFerry Sold", "Ferry Sold"),
        ("Skipper carries letter to U.N.", "Skipper carries letter to U.N."),
        ("Ferry No. 5 sold to the island council", "Ferry No. 5 sold to the island council"),
        ("Is the ferry sold?", "Is the ferry sold?"),
        ("UPDATE 2 - Ferry sold, crew unasked", "UPDATE 2 - Ferry sold, crew unasked"),
        ("LIVE | Ferry talks: minute by minute", "LIVE | Ferry talks: minute by minute"),
        ("Gull Wire\n\nFerry Sold\n\nSource: Gull Wire", "Ferry Sold"),
        ("Gull Wire\n\nSource: Gull Wire", None),
        ("SKYE, March 3 (Gull Wire) -- The ferry was sold, said the minister.", None),
        ("Ferry sold, minister told council.", None),
        (BODY, None),
        (WRAPPED, None),
        ("The ferry is old. It will be sold", None),
        ("Ferry Sold To The Island Council For Far Too Little, Say Those Who Have " * 4, None),
        ("Subject: Ferry sold", "Ferry sold"),
        ("From: ada@gull.example\nSubject: Ferry sold", "Ferry sold"),
        ("Weather: foul", None),
        ("play\nlive", None),
        ("Gull Homepage\nSkip to content\nHome\nNews\n\nFerry sold to the council", "Ferry sold to the council"),
        ("Ferry Sold\nShare\nSave\nAda Quill", "Ferry Sold"),
        ("Image caption, The pier\n\nFerry Sold", "Ferry Sold"),
        ("00:00:06,500 --> 00:00:09,000", None),
        ("* * *", None),
        ("World", None),
        ("Menu\nSearch\nLog in", None),
    ],
)
def test_titles(head: str, title: str | None) -> None:
    assert extract_metadata(f"{head}\n\n{BODY} {BODY}\n\nA Subheading\n\n{BODY}").title == title


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        ("본문 바로가기  메뉴 바로가기\n\n뉴스홈 > 지역\n\n배 팔린다…'몰랐다'", KOREAN, "배 팔린다…'몰랐다'"),
        ("[갈매기일보 홍해린 기자]\n\n낡은 배 팔린다", KOREAN, None),
        ("정치\n\n낡은 배 팔린다\n입력 2016.03.03 14:05\n홍해린 기자", KOREAN, "낡은 배 팔린다"),
        ("갈매기\n정치\n경제\n모바일\n홈 > 뉴스\n낡은 배 팔린다\n홍해린 기자", KOREAN, "낡은 배 팔린다"),
        ("▲ 부두에 선 배 (사진=갈매기통신)\n\n낡은 배 팔린다", KOREAN, "낡은 배 팔린다"),
        ("섬 의회는 낡은 배를 올해 안에 팔기로 했다고 장관이\n밝혔다. 선원들은 아무 말도 듣지 못했다.", KOREAN, None),
        ("انتقل إلى المحتوى\n\nالرئيسية | العالم | رأي\n\nبيع العبّارة القديمة", ARABIC, "بيع العبّارة القديمة"),
        ("صورة: العبّارة في الميناء\n\nبيع العبّارة القديمة", ARABIC, "بيع العبّارة القديمة"),
        ("قال الوزير لمجلس الميناء إن العبّارة ستباع\nقبل نهاية العام، ولم يُسأل البحارة.", ARABIC, None),
        ("سكاي (وكالة النورس) - قال الوزير إن العبّارة ستباع", ARABIC, None),
    ],
)  # fmt: skip
def test_titles_in_other_scripts(head: str, body: str, title: str | None) -> None:
    assert extract_metadata(f"{head}\n\n{body}\n\n{body}").title == title
