"""Which lines belong to the web page and not to the article."""

from __future__ import annotations

from pathlib import Path

import pytest

from glossator.text import boilerplate_lines

FRAME = [
    "Nav", "Updated", "Breaking News", "Accessibility links", "Go to Contents Go to Navigation", "Skip to main content",
    "All Headlines 17:53 November 21, 2014", "EDITION : English/Korean", "Like us and Follow us",
    "© 2024 Example Portal, All rights reserved. Do not reproduce without permission.", "Copyright 2015 Example News",
    "Connect with us : facebook twitter google rss", "Subscribe to our Newsletter", "Sign up for our daily newsletter",
    "Follow us on Twitter", "Don't Miss", "Don’t miss!", "Real Time Analytics", "Send Feedback", "Read more »",
    "Thanks for your feedback!", "ADVERTISEMENT", "Share this on Facebook", "Privacy Policy", "Terms of Use", "> Home",
    "How can we improve?",
]  # fmt: skip

ARTICLE = [
    "Britain has urged North Korea to improve its record.", "By Kim Kwang-tae", "Source: Yonhap News Agency",
    "Updated rules on trade were published on Friday.", "The subscribe button annoyed the minister.", "UN report",
    "Home Office denies report", "Tension with European Union", "(Photo by A. Person/Agency)", "Follow the money",
    "He said all rights are reserved for the king.", "Search for survivors continues", "Live fire drill ends",
    "1.", "—", "Contact with the North was lost", "Next year they will meet again.",
    "Copyright law was discussed in Seoul",
]  # fmt: skip


@pytest.mark.parametrize("line", FRAME)
def test_lines_of_the_frame(line: str) -> None:
    text = f"A title\n  {line} \n\nThe text."
    assert [text[start:end] for start, end in boilerplate_lines(text)] == [line]


@pytest.mark.parametrize("line", ARTICLE)
def test_lines_of_the_article(line: str) -> None:
    assert boilerplate_lines(line) == []


def test_a_long_line_is_never_boilerplate() -> None:
    assert boilerplate_lines("This site uses cookies " + "and so on " * 20) == []


def test_real_articles_lose_no_sentence(shared_dir: Path) -> None:
    found: list[str] = []
    for path in sorted((shared_dir / "articles").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        found += (text[start:end] for start, end in boilerplate_lines(text))
    assert len(found) == 18
    assert max(map(len, found)) < 100
