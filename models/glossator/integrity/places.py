"""Spans, events and suggestions in their texts: offsets in order and inside, and the words that stand there.

Part of integrity.
"""

from __future__ import annotations

from typing import Final

from glossator.annotation import hull, text_of
from glossator.integrity.decoding import Faulty, fragments_of, hint_places, in_order, phrase_places
from glossator.integrity.verdict import Report
from glossator.integrity.words import note
from glossator.integrity.workbench import Workbench, shortened

_TABLES: Final = ("span", "event", "suggestion")


def check_places(bench: Workbench, report: Report) -> None:
    """Every place in a text that something stands at."""
    for table in _TABLES:
        rows = bench.rows(f'SELECT id, document_id, start, "end", fragments, text FROM {table} ORDER BY document_id')
        for number, document_id, start, end, several, words in rows:
            text = bench.text(document_id)
            if text is None:
                continue  # a reference to nothing, which has been noted
            if several is None and start is not None and end is not None:
                # Nearly all of them.
                if 0 <= start < end <= len(text) and text[start:end] == words:
                    continue
            elif table != "event" and start is None:
                note(report, bench, "place.fragments", table, number, "stands nowhere")
                continue
            _check(bench, report, table, (number, document_id, start, end, several, words), text)
    _check_hints(bench, report)
    _check_phrases(bench, report)


def _check(
    bench: Workbench,
    report: Report,
    table: str,
    row: tuple[int, int, int | None, int | None, str | None, str],
    text: str,
) -> None:
    number, _, start, end, several, words = row
    try:
        fragments = fragments_of(start, end, several)
    except Faulty as fault:
        note(report, bench, "place.fragments", table, number, f"has {fault}")
        return
    if not in_order(fragments, len(text)):
        note(report, bench, "place.outside", table, number, "stands outside the text, or its parts overlap")
    elif fragments and hull(fragments) != (start, end):
        note(report, bench, "place.hull", table, number, "has parts that are not where it begins and ends")
    elif text_of(text, fragments) != words:
        there = shortened(text_of(text, fragments))
        said = f"says “{shortened(words)}”, but “{there}” stands there"
        note(report, bench, "place.words", table, number, said)


def _check_hints(bench: Workbench, report: Report) -> None:
    for number, document_id, hint in bench.rows("SELECT id, document_id, hint FROM suggestion WHERE hint IS NOT NULL"):
        text = bench.text(document_id) or ""
        try:
            if not all(in_order(place, len(text)) for place in hint_places(hint)):
                raise Faulty("places outside the text")
        except Faulty as fault:
            note(report, bench, "value.json", "suggestion", number, f"proposes a hint that is {fault}")


def _check_phrases(bench: Workbench, report: Report) -> None:
    for number, document_id, blob in bench.rows("SELECT rowid, document_id, phrases FROM analysis"):
        text = bench.text(document_id) or ""
        try:
            if not all(0 <= start <= end <= len(text) for start, end in phrase_places(blob)):
                raise Faulty("outside the text")
        except Faulty as fault:
            note(report, bench, "value.phrases", "analysis", number, f"has phrases that are {fault}")
