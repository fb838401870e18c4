from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from glossator.text.boilerplate import boilerplate_lines
from glossator_desktop.boilerplate import Boilerplate
from glossator_desktop.stretch import Stretch, whole

TEXT = "\n".join(["Subscribe to our newsletter", "The envoy left.", "", "Follow us", "He said so."] * 4)


def test_of_a_whole_text_it_is_what_the_core_finds() -> None:
    assert Boilerplate(TEXT).within(whole(len(TEXT))) == tuple(boilerplate_lines(TEXT))


@given(st.integers(0, len(TEXT)), st.integers(1, 60))
def test_lines_in_a_stretch_are_whole_lines_of_the_text(start: int, size: int) -> None:
    end = min(len(TEXT), start + size)
    found = Boilerplate(TEXT).within(Stretch(start, end, len(TEXT)))
    assert set(found) <= set(boilerplate_lines(TEXT))
    assert {line for line in boilerplate_lines(TEXT) if start <= line[0] and line[1] <= end} <= set(found)
