"""What has been used in this sitting."""

from __future__ import annotations

from glossator.annotation import Event
from glossator_desktop.usage import Usage


def event(item: int, type_: str, text: str, *modes: str) -> Event:
    return Event(item, 1, "ada", type_, ((0, 3),), text, modes)


def test_an_event_counts_once_as_it_is_now() -> None:
    usage = Usage()
    usage.note([event(1, "AGREE", "met"), event(2, "CONSULT", "Met", "visit"), event(3, "CONSULT", "met", "visit")])
    usage.note([event(1, "CONSULT", "met")])
    assert usage.types == {"CONSULT": 3}
    assert usage.types_of("MET") == [("CONSULT", "visit"), ("CONSULT", None)]
    usage.forget(2)
    usage.forget(99)
    assert usage.types == {"CONSULT": 2}


def test_events_without_words_teach_nothing_about_words() -> None:
    usage = Usage()
    usage.note([event(1, "AGREE", "")])
    assert usage.types_of("") == []
