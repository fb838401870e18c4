"""Who published a text."""

from __future__ import annotations

import pytest

from glossator.exchange.readers.metadata import extract_metadata

BODY = "The minister told the harbour council that the old ferry is to be sold before the end of the year."


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ("Source: Gull Wire Agency", "Gull Wire Agency"),
        ("출처: 갈매기", "갈매기"),
        ("[출처=갈매기통신]", "갈매기통신"),
        ("المصدر: وكالة النورس", "وكالة النورس"),
        ("This report was produced in collaboration with the Gull Wire.", "Gull Wire"),
        ("This story was prepared with the help of Gull Radio's island service.", "Gull Radio's island service"),
        ("© 2016 Gull Portal, All rights reserved. Do not copy.", "Gull Portal"),
        ("© 2016 Gull Radio – Tous droits réservés", "Gull Radio"),
        ("© Gull Radio 2016", "Gull Radio"),
        ("Copyright (c) Gull Wire. All rights reserved.", "Gull Wire"),
        ("Copyright © 2014-2016 The Gull, Inc. All Rights Reserved", "The Gull"),
        ("Copyright 2016 by Gull Press Cooperative, Skye", "Gull Press"),
        ("Support us | Sign up | (c) Gull Desk 2016", "Gull Desk"),
        ("© 2016 Gull Post Media Ltd. No part may be reproduced.", "Gull Post Media"),
        ("<저작권자(c) 갈매기통신, 무단 전재-재배포 금지>", "갈매기통신"),
        ("저작권자 © 갈매기일보 무단전재 및 재배포 금지", "갈매기일보"),
        ("Copyright ⓒ 갈매기. All rights reserved.", "갈매기"),
        ("جميع الحقوق محفوظة © وكالة النورس ٢٠١٦", "وكالة النورس"),
        ("© ٢٠١٦ النورس. جميع الحقوق محفوظة", "النورس"),
        ("© 2016 All rights reserved.", None),
        ("The copyright of 2016 was sold, too.", None),
        ("He named his source: nobody.", None),
    ],
)
def test_source_lines(line: str, source: str | None) -> None:
    assert extract_metadata(f"Ferry Sold\n\n{BODY}\n\n{line}\n").source == source


def test_the_owner_is_called_as_the_article_calls_it() -> None:
    text = f"Ferry Sold\n\n{BODY} He told the Gull Post so.\n\n© 2016 Gull Post Media Ltd."
    assert extract_metadata(text).source == "Gull Post"


def test_a_named_source_comes_before_the_agency_and_that_before_the_owner() -> None:
    text = f"SKYE (Gull Wire) -- {BODY}\n\n© 2016 Gull Portal"
    assert extract_metadata(text).source == "Gull Wire"
    assert extract_metadata(f"{text}\n\nSource: Island Desk").source == "Island Desk"
