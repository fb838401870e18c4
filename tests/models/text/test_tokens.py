"""The one tokenisation: what each kind of word becomes, and what holds for every text."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from glossator.text import tokenize
from support.texts import document_texts, nasty_texts, stretches


def words(text: str) -> list[str]:
    return [text[start:end] for start, end in tokenize(text)]


ENGLISH = [
    ("don't DON'T can’t won't", "do n't DO N'T ca n’t wo n't"),
    ("Kim's Kim’s KIM'S Kims' U.N.'s (ICC)'s", "Kim 's Kim ’s KIM 'S Kims ' U.N. 's ( ICC ) 's"),
    ("I'm you're they've he'll she'd let's", "I 'm you 're they 've he 'll she 'd let 's"),
    ("cannot Gonna gotta cannon", "can not Gon na got ta cannon"),
    ("Ra'ad Ra’ad’s Ce'cile Sa'd O'Neill d’Estaing o'clock", "Ra'ad Ra’ad ’s Ce'cile Sa'd O'Neill d’Estaing o'clock"),
    ("half-brother's three-day Kim Jong-un", "half - brother 's three - day Kim Jong - un"),
    ("19-year-old COVID-19 F-16 3-D", "19 - year - old COVID-19 F-16 3 - D"),
    ("U.S.-led U.S., the U.N. D.C. a.m. e.g., Ph.D.", "U.S. - led U.S. , the U.N. D.C. a.m. e.g. , Ph.D."),
    ("N.Korea J.K.Rowling J. K. UN.", "N. Korea J.K. Rowling J. K. UN ."),
    ("Nov. 21 Mr. Kim, Col. Lee. Co. No. 5 etc.", "Nov. 21 Mr. Kim , Col. Lee . Co. No . 5 etc ."),
    ("SEOUL-- --but a—b – …so... x", "SEOUL -- -- but a — b – … so ... x"),
    ("$5 US$5 5% £1,000.5 -5 (-5) +3 .5 5-3", "$ 5 US$ 5 5 % £ 1,000.5 -5 ( -5 ) +3 .5 5 - 3"),
    ("17:53 9/11 1/2 2014-2015 1990s 21st 5km 10am 5G", "17:53 9/11 1/2 2014 - 2015 1990s 21st 5 km 10 am 5G"),
    ("AT&T and/or R&D a_b snake_ C", "AT&T and / or R&D a_b snake _ C"),
    ("“quoted,” 'so' ‘it’ (is) [x].", "“ quoted , ” ' so ' ‘ it ’ ( is ) [ x ] ."),
    ("issues.SEOUL end.The yonhap.co.kr v2.0", "issues . SEOUL end . The yonhap.co.kr v2.0"),
    ("(https://a.org/b?c=d#e). www.a.org,", "( https://a.org/b?c=d#e ) . www.a.org ,"),
    ("a.b@c.org! @voa #un", "a.b@c.org ! @voa # un"),
    ("**bold** ==== !! ``so''", "** bold ** ==== ! ! `` so ''"),
]  # fmt: skip

OTHER_SCRIPTS = [
    ("북한은 한국(남한)은 2014년 5월,", "북한은 한국 ( 남한 ) 은 2014년 5월 ,"),
    ("WFP는 “안녕”이라고", "WFP는 “ 안녕 ” 이라고"),
    ("朝鲜2014年说：“拒绝。”", "朝 鲜 2014 年 说 ： “ 拒 绝 。 ”"),
    ("東京タワーではガガーリン・さま", "東 京 タワー で は ガガーリン ・ さ ま"),
    ("قال الرئيس، «نعم»؟ وَلَدٌ", "قال الرئيس ، « نعم » ؟ وَلَدٌ"),
    ("צה״ל צה\"ל שָׁלוֹם", "צה״ל צה\"ל שָׁלוֹם"),
    ("हिन्दी में लिखा।", "हिन्दी में लिखा ।"),
    ("Ким Чен Ын, «да»", "Ким Чен Ын , « да »"),
    ("👨‍👩‍👧👍🏽🇰🇷🇺🇸1️⃣2️⃣a👍b", "👨‍👩‍👧 👍🏽 🇰🇷 🇺🇸 1️⃣ 2️⃣ a 👍 b"),
    ("e\u0301te\u0301! \u1112\u1161\u11ab\u1100\u1173\u11af", "e\u0301te\u0301 ! \u1112\u1161\u11ab\u1100\u1173\u11af"),
    ("الأمم\u200f co\u00adop", "الأمم \u200f co\u00adop"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), ENGLISH + OTHER_SCRIPTS)
def test_kinds_of_words(text: str, expected: str) -> None:
    assert words(text) == expected.split(" ")


@given(nasty_texts())
def test_every_black_code_point_is_in_exactly_one_token(text: str) -> None:
    reached = 0
    for start, end in tokenize(text):
        assert reached <= start < end
        assert not text[reached:start].strip()
        assert not any(code_point.isspace() for code_point in text[start:end])
        reached = end
    assert not text[reached:].strip()


@given(document_texts())
def test_no_token_splits_a_cluster(text: str) -> None:
    # A cluster that holds white space is the exception, which is in no token: a mark that stands on a space, or a
    # sign such as U+0600 that is prepended to one.
    whole = (match for match in regex.finditer(r"\X", text) if not any(one.isspace() for one in match[0]))
    clusters = [match.span() for match in whole]
    edges = {edge for token in tokenize(text) for edge in token}
    assert not [(start, end) for start, end in clusters if any(start < edge < end for edge in edges)]


@given(stretches())
def test_a_stretch_is_cut_as_if_it_stood_alone(drawn: tuple[str, int, int]) -> None:
    text, start, end = drawn
    assert [(a - start, b - start) for a, b in tokenize(text, start, end)] == tokenize(text[start:end])


@given(document_texts(most=10), document_texts(most=10), st.sampled_from([" ", "\n", "\u3000"]))
def test_tokens_do_not_depend_on_what_stands_beyond_white_space(left: str, right: str, space: str) -> None:
    assert words(left + space + right) == words(left) + words(right)


@given(document_texts())
def test_words_are_the_same_when_cut_a_second_time(text: str) -> None:
    assert tokenize(text) == tokenize(text)


@pytest.mark.parametrize(
    "piece", ["a", "a-", ".", "a'", "a.", "U.", "1.", "1,", "@", "漢", "\u0301", "🇰", "a_", "a.b@", "-"]
)
def test_a_long_stretch_without_white_space_is_covered(piece: str) -> None:
    text = piece * 2_000
    tokens = tokenize(text)
    assert (tokens[0].start, tokens[-1].end) == (0, len(text))
    assert all(left.end == right.start for left, right in pairwise(tokens))


def test_real_articles_are_covered_and_quotes_stand_apart(shared_dir: Path) -> None:
    for path in sorted((shared_dir / "articles").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        found = words(text)
        assert "".join(found) == "".join(text.split())
        assert not [word for word in found if word[0] in '“"(' and 1 < len(word)]
        assert "U.S." in found or "U.N." in found
