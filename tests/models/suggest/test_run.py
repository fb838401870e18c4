"""Many texts at once."""

from __future__ import annotations

import pytest

from glossator.schema import Schema
from glossator.suggest import Request, SpacySuggester, analyse_many

TEXTS = [f"Minister number {number} of Norway visited Sweden on Monday." for number in range(20)]


def test_progress_is_told_after_each_text(plover: Schema) -> None:
    told: list[int] = []
    requests = [Request(text) for text in TEXTS[:3]]
    found = list(analyse_many(requests, schema=plover, events=False, progress=told.append))
    assert len(found) == 3
    assert told == [1, 2, 3]


def test_no_texts_need_no_analysis(plover: Schema) -> None:
    assert list(analyse_many([], schema=plover, events=False)) == []


@pytest.mark.slow
def test_several_processes_find_the_same_in_the_same_order(plover: Schema, suggester: SpacySuggester) -> None:
    requests = [Request(text) for text in TEXTS]
    assert list(analyse_many(requests, schema=plover, processes=2)) == list(suggester.analyse(requests))
