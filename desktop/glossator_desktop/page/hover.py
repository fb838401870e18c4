"""What the page says of the marks under the pointer. Pure, without Qt."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterable

from glossator_desktop.page.content import Mark

_MOST = 12
"""Marks that are named; of more at one place only the smallest are."""


def hover_text(
    marks: Iterable[Mark],
    number_of: Callable[[int], int | None],
    words_of: Callable[[int], str],
    sentence_of: Callable[[int], str] | None = None,
) -> str:
    """One line of rich text for each mark, the smallest first: label, score, roles, the events that it belongs to.

    Under an event stands its sentence, if somebody gives it.
    """
    lines: list[str] = []
    for mark in marks:
        lines.append(_line(mark, number_of, words_of))
        if mark.kind == "event" and sentence_of is not None:
            lines.append(sentence_of(mark.id))
    shown = [html.escape(line) for line in lines if line]
    more = [f"… {len(shown) - _MOST} more"] if _MOST < len(shown) else []
    return "<br>".join([*shown[:_MOST], *more])


def _line(mark: Mark, number_of: Callable[[int], int | None], words_of: Callable[[int], str]) -> str:
    parts = [_name(mark)]
    if mark.kind == "event":
        number = number_of(mark.id)
        parts.append(f"event {number}" if number else "event")
    elif mark.score is not None:
        parts.append(f"{'trigger hint' if mark.kind == 'hint' else 'suggestion'}, score {mark.score:.2f}")
    parts.extend(_event(event, number_of, words_of) for event in mark.fills)
    return " · ".join(part for part in parts if part)


def _name(mark: Mark) -> str:
    """The label in words: a suggestion's chip has the score in it, which is said in full after it."""
    if mark.kind in ("suggestion", "hint") and mark.score is not None:
        return mark.label or ""
    return mark.chip_text or mark.label or ("filler" if mark.kind == "span" else "")


def _event(event: int, number_of: Callable[[int], int | None], words_of: Callable[[int], str]) -> str:
    number, words = number_of(event), words_of(event)
    return f"in event {number or ''}{f' “{words}”' if words else ''}".replace("event  ", "event ").rstrip()
