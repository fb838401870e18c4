"""Which lines belong to the web page and not to the article."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossator.text import boilerplate_lines, paragraphs
from glossator.text.boilerplate import is_boilerplate

ENGLISH = [
    "Nav", "Updated", "Breaking News", "Accessibility links", "Go to Contents Go to Navigation",
    "Skip to main content", "All Headlines 17:53 November 21, 2014", "EDITION : English/Korean",
    "Like us and Follow us", "© 2024 Example Portal, All rights reserved. Do not reproduce without permission.",
    "Copyright 2015 Example News", "Connect with us : facebook twitter google rss", "Subscribe to our Newsletter",
    "Sign up for our daily newsletter", "Follow us on Twitter", "Don't Miss", "Don’t miss!", "Real Time Analytics",
    "Send Feedback", "Read more »", "Thanks for your feedback!", "ADVERTISEMENT", "Share this on Facebook",
    "Privacy Policy", "Terms of Use", "> Home", "How can we improve?", "Skip to content   Skip to footer",
    "- Skip to the main menu", "(END)", "-30-", "Home | Islands | Weather | Ferries",
    "Top Stories | Islands | World | Sport", "World | Politics", "About us   Jobs   Privacy   Cookie settings",
    "Reply · Report · 1,024 likes", "☰ Menu 🔍 Search 🔔 Alerts", "👍 31   💬 4 comments   🔗 Copy link",
    "Home > Islands > Ferries", "News » World » Islands and lakes", "Follow us 🐘 Mastodon · 📻 Gull Radio app",
    "Enjoyed this article? Follow us | X | RSS", "12 comments", "Listen to this article (4 min)",
    "Subscribe to the Gull Letter", "Read also: The last keeper of Skerry light",
    "Support us | Sign up for the Gull Morning | © 2016 Gull Wire", "Copy link", "(c) 2016 Gull Wire", "4 min read",
    "Copyright (c) Gull Wire. All rights reserved.", "See all Stories of the Day", "COMMENTS (3 of 70)",
    "Back to top", "Updated 3 May 2016 | Share | Print", "Languages | Search", "Explore more on these topics",
]  # fmt: skip

KOREAN = [
    "본문 바로가기", "본문바로가기", "본문 바로가기  메뉴 바로가기", "주메뉴 바로가기", "검색 영역으로 바로가기",
    "뉴스홈 > 경제 > 어업", "홈 > 지역", "정치 | 경제 | 사회 | 섬마을", "로그인  회원가입", "기사제보", "댓글 12개",
    "댓글쓰기", "송고시간 2016-03-03 14:05   기사제보", "많이 본 뉴스", "관련 기사", "관련기사: 등대지기의 하루",
    "공유하기", "URL 복사", "카카오톡 공유", "무단 전재 및 재배포 금지",
    "<저작권자(c) 갈매기통신, 무단 전재-재배포 금지>", "ⓒ 갈매기통신", "Copyright ⓒ 갈매기일보. All rights reserved.",
    "개인정보 처리방침", "개인정보처리방침 | 이용약관 | 고객센터", "(끝)", "글자 크기 조절", "맨 위로",
]  # fmt: skip

ARABIC = [
    "انتقل إلى المحتوى الرئيسي", "تخطى إلى المحتوى", "الانتقال إلى البحث", "القائمة الرئيسية", "الرئيسية",
    "الرئيسية | أخبار الجزر | طقس | رأي", "الرئيسية > اقتصاد > موانئ", "العالم | سياسة | رياضة",
    "تابعنا على: فيسبوك | إكس", "تابعونا على فيسبوك", "اشترك في نشرتنا البريدية", "إشترك الآن",
    "جميع الحقوق محفوظة © وكالة النورس ٢٠١٦", "جميع الحقوق محفوظة", "© وكالة النورس",
    "اقرأ أيضًا: يوم في حياة حارس المنارة", "اقرأ المزيد", "الأكثر قراءة", "مواضيع ذات صلة", "نسخ الرابط",
    "شارك المقال", "سياسة الخصوصية", "تسجيل الدخول", "من نحن   اتصل بنا   أعلن معنا",
]  # fmt: skip

ARTICLE = [
    "Britain has urged North Korea to improve its record.", "By Kim Kwang-tae", "Source: Yonhap News Agency",
    "Updated rules on trade were published on Friday.", "The subscribe button annoyed the minister.", "UN report",
    "Home Office denies report", "Tension with European Union", "(Photo by A. Person/Agency)", "Follow the money",
    "He said all rights are reserved for the king.", "Search for survivors continues", "Live fire drill ends", "1.",
    "—", "Contact with the North was lost", "Next year they will meet again.", "Reaction", "Politics", "World",
    "Copyright law was discussed in Seoul", "Copyright law of 2015 is struck down", "RELIEF & REFUGE", "WEEK ONE",
    "LIVE | Ferry talks: minute by minute", "Opinion | The ferry we lost", "Video | A day at the lighthouse",
    "Home at last, sailors tell of the storm", "Back to the sea: a keeper returns", "Join us or leave, union says",
    "Share of old boats falls", "Print money, banker urges", "Like father, like son",
    "Sign up to fight, men are told", "Read more books, minister tells children", "Help arrives on the island",
    "Help!", "Next", "Terms", "Related", "Skip to my boat", "Norway | 12 | 3 | 4", "Follow the leader on Friday",
    "Subscribe to nothing", "register.", "Islands > mainland, says survey", "News of the wreck reached them",
    "Advertisement for a war", "Listen", "--help", "(c) the crew may appeal before 2017 ends", "Menu for change",
    "Find friends", "We use cookies? Never, he said", "Comments by the minister | drew protest",
    "Privacy is dead, court hears", "30 boats, 12 crews, no port", "30", "Tuesday, March 2", "Q. And the vote?",
    "Gull Wire · Long reads", "Korea | Red Cross | Floods", "yes		 x	x     x",
]  # fmt: skip

KOREAN_ARTICLE = [
    "본문에 담긴 뜻을 읽어야", "홈에서 이긴 갈매기", "로그인 없이 표를 산다", "검색 중단…가족들 반발", "북한", "정치",
    "관련 기사를 낸 기자가 사과했다", "댓글 조작 혐의로 기소", "홍해린 기자 = 섬의 배가 팔린다.",
    "구독료 인상에 독자 반발", "공유 경제의 그늘", "갈매기통신은 3일 배가 팔렸다고 전했다.", "저작권법 개정안 통과",
    "무단 횡단 금지", "광고 규제 강화",
]  # fmt: skip

ARABIC_ARTICLE = [
    "رئيس المجلس يزور الجزيرة", "قال الوزير إن العبّارة ستباع قبل نهاية العام.", "انتقل إلى رحمة الله شيخ البحارة",
    "البحث عن ناجين مستمر", "جميع الحقوق للبحارة، يقول الاتحاد", "شارك في القمة عشرون وزيرا",
    "تابع الوزير جولته في الموانئ", "مجتمع", "سياسة", "عودة إلى البحر", "اشترك الصيادون في الإضراب",
    "أخبار سيئة من الميناء", "بقلم أمل سعيد",
]  # fmt: skip


@pytest.mark.parametrize("line", [*ENGLISH, *KOREAN, *ARABIC])
def test_lines_of_the_frame(line: str) -> None:
    text = f"A title\n\n  {line} \n\nThe text."
    assert [text[start:end] for start, end in boilerplate_lines(text)] == [line]
    assert is_boilerplate(line)


@pytest.mark.parametrize("line", [*ARTICLE, *KOREAN_ARTICLE, *ARABIC_ARTICLE])
def test_lines_of_the_article(line: str) -> None:
    assert boilerplate_lines(line) == []
    assert boilerplate_lines(f"Menu\n\n{line}\n\nShare") == [(0, 4), (8 + len(line), 13 + len(line))]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Home\nWorld\nPolitics\nIslands today\n\nWorld\n\nThe text.", ["Islands today", "World", "The text."]),
        ("Skip to content\nGull Wire · Long reads\nHome | Lochs | Podcasts\n\nThe text.", ["The text."]),
        ("The text.\n\nExplore more on these topics\nSkye | Mull | Fog\nShare", ["The text."]),
        ("Share\nOpinion | The ferry we lost\nBy Ada Quill", ["Opinion | The ferry we lost", "By Ada Quill"]),
        ("메뉴\n정치\n경제\n\n정치\n\n본문이다.", ["정치", "본문이다."]),
        ("القائمة\nسياسة\nرياضة\n\nالنص.", ["النص."]),
        ("like\tO\n25\t41\t43\tO\npictures\t84\t92\tO", ["like\tO", "25\t41\t43\tO", "pictures\t84\t92\tO"]),
    ],
)
def test_what_may_be_a_subheading_counts_only_beside_a_sure_line(text: str, left: list[str]) -> None:
    menu = set(boilerplate_lines(text))
    assert [text[start:end] for start, end in paragraphs(text) if (start, end) not in menu] == left


def test_a_long_line_is_never_boilerplate() -> None:
    assert boilerplate_lines("This site uses cookies " + "and so on " * 20) == []
    assert boilerplate_lines("Home | " * 40) == []


@given(st.text(st.sampled_from("Home World|>·  \n\n\r\x0b\x1c\x85\u2028.share 메뉴 정치 بحث ©2016😀"), max_size=200))
def test_they_are_lines_of_the_text_in_order(text: str) -> None:
    found = boilerplate_lines(text)
    assert found == sorted(set(found))
    assert set(found) <= set(paragraphs(text))


def test_real_articles_lose_no_sentence(shared_dir: Path) -> None:
    found: list[str] = []
    for path in sorted((shared_dir / "articles").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        found += (text[start:end] for start, end in boilerplate_lines(text))
    assert len(found) == 18
    assert max(map(len, found)) < 100


SAMPLES = Path(__file__).resolve().parents[3] / "sample_docs"
IN_SAMPLES = {"01": 7, "02": 5, "03": 0, "04": 7, "05": 2, "06": 8, "07": 4, "08": 5, "09": 4, "10": 16}


@pytest.mark.parametrize("number", sorted(IN_SAMPLES))
def test_the_sample_articles(number: str) -> None:
    (path,) = SAMPLES.glob(f"{number}-*.txt")
    text = path.read_text(encoding="utf-8-sig")
    assert len(boilerplate_lines(text)) == IN_SAMPLES[number]
