"""The queue of the worker."""

from __future__ import annotations

from glossator.suggest.protocol import Analyse
from glossator.suggest.waiting import TOGETHER, WaitingRequests


def request(number: int, priority: int = 1) -> Analyse:
    return Analyse(number, number, "text", priority=priority)


def ids(taken: list[Analyse]) -> list[int]:
    return [item.id for item in taken]


def test_what_is_on_the_screen_comes_first_and_alone() -> None:
    waiting = WaitingRequests()
    for number, priority in ((1, 1), (2, 2), (3, 0), (4, 1)):
        waiting.put(request(number, priority))
    assert ids(waiting.take()) == [3]
    assert ids(waiting.take()) == [1, 4, 2]


def test_background_requests_are_taken_together() -> None:
    waiting = WaitingRequests()
    for number in range(TOGETHER + 1):
        waiting.put(request(number))
    assert ids(waiting.take()) == list(range(TOGETHER))
    assert ids(waiting.take()) == [TOGETHER]


def test_a_cancelled_request_is_never_taken() -> None:
    waiting = WaitingRequests()
    waiting.put(request(1))
    waiting.put(request(2))
    waiting.cancel(1)
    waiting.cancel(77)
    assert ids(waiting.take()) == [2]


def test_nothing_comes_after_closing() -> None:
    waiting = WaitingRequests()
    waiting.put(request(1))
    waiting.close()
    assert waiting.take() == []
