from __future__ import annotations

import pytest

from glossator_desktop.page.direction import has_right_to_left, reads_right_to_left


@pytest.mark.parametrize(
    ("text", "reads", "has"),
    [
        ("", False, False),
        ("plain", False, False),
        ("2015 — naïve 북한", False, False),
        ("وزير الخارجية", True, True),
        ("(12) שלום", True, True),
        ("Latin with عربي", False, True),
        ("𐤀𐤁", True, True),
    ],
)
def test_direction(text: str, reads: bool, has: bool) -> None:
    assert reads_right_to_left(text) is reads
    assert has_right_to_left(text) is has


def test_only_the_line_asked_for_counts() -> None:
    text = "Latin\nعربي"
    assert not reads_right_to_left(text, 0, 5)
    assert reads_right_to_left(text, 6)
