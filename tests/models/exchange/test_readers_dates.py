"""Dates and languages."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossator.exchange.readers.dates import find_date, is_date_line
from glossator.exchange.readers.language import language_of
from glossator.exchange.readers.metadata import extract_metadata
from glossator.text.months import MONTHS

BODY = "The minister told the harbour council that the old ferry is to be sold before the end of the year."


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("17:53 November 21, 2014", "2014-11-21"),
        ("21st of Nov. 2014", "2014-11-21"),
        ("21-Nov-2014", "2014-11-21"),
        ("Tue 14 Sept 2014 16.30 BST", "2014-09-14"),
        ("Updated 23\u00a0June 2014, 18:31 CEST", "2014-06-23"),
        ("2014-11-21T09:00", "2014-11-21"),
        ("2014-1-2", "2014-01-02"),
        ("2014. 11. 21.", "2014-11-21"),
        ("2014.11.21", "2014-11-21"),
        ("2014/11/21 16:20 송고", "2014-11-21"),
        ("2014년 11월 21일", "2014-11-21"),
        ("2014년 3월 4일 오후 2시", "2014-03-04"),
        ("2014年11月21日", "2014-11-21"),
        ("٢١ نوفمبر ٢٠١٤", "2014-11-21"),
        ("٢١ تشرين الثاني ٢٠١٤", "2014-11-21"),
        ("21 تشرين الثاني/نوفمبر 2014", "2014-11-21"),
        ("21 نوفمبر (تشرين الثاني) 2014", "2014-11-21"),
        ("الجمعة ٢ أبريل ٢٠١٤، ١٩:٤٥ بتوقيت غرينتش", "2014-04-02"),
        ("2 نيسان، 2014", "2014-04-02"),
        ("۲ مارس ۲۰۱۴", "2014-03-02"),
        ("2 من شهر آب عام 2014", "2014-08-02"),
        ("25/04/2015", "2015-04-25"),
        ("04/25/2015", "2015-04-25"),
        ("5/5/2015", "2015-05-05"),
        ("Nov. 21", None),
        ("February 30, 2014", None),
        ("03/04/2015", None),
        ("42/04/2015", None),
        ("11월 21일", None),
        ("Resolution 2014-117", None),
    ],
)
def test_dates(line: str, date: str | None) -> None:
    assert find_date(line) == date


@given(st.dates(datetime.date(1900, 1, 1), datetime.date(2099, 12, 31)), st.sampled_from(sorted(MONTHS)))
def test_every_name_of_a_month(date: datetime.date, name: str) -> None:
    try:
        date = date.replace(month=MONTHS[name])
    except ValueError:
        return
    assert find_date(f"on {date.day} {name} {date.year}, noon") == date.isoformat()
    eastern = str(date.day).translate({ord("0") + digit: 0x0660 + digit for digit in range(10)})
    assert find_date(f"{eastern} {name} {date.year}") == date.isoformat()


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("March 3, 2016 2:14 PM", True),
        ("Posted : 2016-03-03 18:42   Updated : 2016-03-04 21:05", True),
        ("Gull Wire, Port, 3 March 2016", False),
        ("Gull Wire 17:53 November 21, 2014", True),
        ("입력 2016.03.03 14:05", True),
        ("آخر تحديث: ٣ مارس ٢٠١٦", True),
        ("The vote of 3 March 2016 and after", False),
        ("It was sold on March 3, 2016.", False),
    ],
)
def test_lines_that_are_dates(line: str, told: bool) -> None:
    assert is_date_line(line) == told


@pytest.mark.parametrize(
    ("lines", "published"),
    [
        ("Updated 4 March 2016\nPublished 3 March 2016", "2016-03-03"),
        ("Updated 4 March 2016 | Published 3 March 2016", "2016-03-03"),
        ("Posted : 2016-03-03 18:42   Updated : 2016-03-04 21:05", "2016-03-03"),
        ("Last updated: 4 March 2016", "2016-03-04"),
        ("By Ada Quill | Updated 3 March 2016, 18:31 CEST", "2016-03-03"),
        ("수정 2016.03.04 09:00 | 입력 2016.03.03 14:05", "2016-03-03"),
        ("All Headlines 17:53 March 3, 2016", "2016-03-03"),
        ("The vote was put off until 3 March 2016, said the minister to the council on the pier.", None),
    ],
)
def test_the_day_of_publication(lines: str, published: str | None) -> None:
    assert extract_metadata(f"Ferry Sold\n\n{lines}\n\n{BODY}").published == published


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("북한은 회담을 거부했다", "ko"),
        ("外務省は会談を拒否した", "ja"),
        ("外交部拒绝了会谈", "zh"),
        ("وزارة الخارجية رفضت", "ar"),
        ("قال جورج پيل لوكالة النورس إن العبّارة القديمة ستباع قبل نهاية العام، ولم يسأل أحد البحارة عن رأيهم", "ar"),
        ("وزارت خارجه پیشنهاد را رد کرد", "fa"),
        ("Министерство отклонило переговоры", "ru"),
        ("Міністерство відхилило переговори", "uk"),
        ("Министерството отхвърли преговорите, каза говорителят", "bg"),
        ("Das Ministerium hat die Gespräche nicht für möglich und auch nicht für nötig gehalten", "de"),
        ("Le ministère a dit que les négociations ne sont pas pour la semaine", "fr"),
        ("Bộ trưởng nói với hội đồng cảng rằng chiếc phà cũ sẽ được bán trước cuối năm", "vi"),
        ("Kim", None),
        ("123", None),
        ("", None),
        ("O O O O B-ORG", None),
    ],
)
def test_languages(text: str, language: str | None) -> None:
    assert language_of(text) == language
