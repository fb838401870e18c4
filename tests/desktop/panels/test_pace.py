from __future__ import annotations

import pytest

from glossator.annotation import DocumentSummary
from glossator_desktop.panels.pace import PAUSE, Pace, duration, progress_sentence
from glossator_desktop.preferences import PaceRecord


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_pauses_do_not_count_as_work() -> None:
    clock = Clock()
    pace = Pace(PaceRecord(), clock)
    for gap in (0, 10, 20, PAUSE + 1, 5):
        clock.now += gap
        pace.worked()
    assert pace.record == PaceRecord(35.0, 0)


def test_the_time_left_follows_from_what_was_finished() -> None:
    clock = Clock()
    pace = Pace(PaceRecord(600.0, 2), clock)
    assert pace.seconds_left(3) == 900.0
    pace.finished(1)
    assert pace.seconds_left(3) == 600.0
    pace.finished(-3)
    assert pace.seconds_left(3) is None


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(20, "less than a minute"), (240, "4 min"), (3600, "1 h"), (4320, "1 h 12 min"), (90_000, "25 h")],
)
def test_lengths_of_time_are_said_as_people_do(seconds: float, said: str) -> None:
    assert duration(seconds) == said


def test_progress_is_said(summaries: list[DocumentSummary]) -> None:
    slow, unknown = Pace(PaceRecord(1080.0, 1), Clock()), Pace(PaceRecord(), Clock())
    assert progress_sentence(summaries, slow) == "1 of 5 articles\n1 h 12 min left at your pace"
    assert progress_sentence(summaries, unknown) == "1 of 5 articles done"
    assert progress_sentence(summaries[:1], unknown) == "The article is done"
    assert progress_sentence([], unknown) == "No documents"
