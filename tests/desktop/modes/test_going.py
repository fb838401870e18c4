"""Which document comes next, and how what is left open is put."""

from __future__ import annotations

from glossator.annotation import DocumentSummary, Metadata, ReviewTask
from glossator_desktop.modes.going import BOTH, ENTITIES, next_unfinished, undecided_text


def documents(*done: tuple[ReviewTask, ...]) -> list[DocumentSummary]:
    """Documents 1, 2, 3 … with these tasks done."""
    return [
        DocumentSummary(
            number, f"{number}.txt", Metadata(), "new", {task: "done" for task in tasks},  # noqa: C420
            False, 10, 0, 0, 0, 0, True, number,
        )
        for number, tasks in enumerate(done, start=1)
    ]  # fmt: skip


def test_the_next_one_is_searched_round_the_end() -> None:
    assert next_unfinished(documents((), BOTH, ()), 1, BOTH) == 3
    assert next_unfinished(documents((), BOTH, BOTH), 3, BOTH) == 1
    assert next_unfinished(documents(BOTH, BOTH, BOTH), 2, BOTH) is None
    assert next_unfinished(documents(()), 1, BOTH) is None


def test_a_document_done_for_entities_only_is_not_done_for_both() -> None:
    assert next_unfinished(documents(BOTH, ENTITIES), 1, BOTH) == 2
    assert next_unfinished(documents(BOTH, ENTITIES), 1, ENTITIES) is None


def test_what_is_undecided_is_put_in_words() -> None:
    assert undecided_text(1, 0, 0).startswith("1 suggestion is undecided.")
    assert undecided_text(3, 2, 0).startswith("3 suggestions and 2 trigger hints are undecided.")
    assert undecided_text(0, 1, 2).endswith("2 events are still a draft.")
