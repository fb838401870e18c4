"""From annotations and suggestions to the marks that the page shows: what a chip says, which colour it has. Pure."""

from __future__ import annotations

from glossator.annotation import Event, Span, Suggestion
from glossator_desktop.page.content import Mark

FLAGGED = "flagged"
NOTED = "note"
"""What the chip of something flagged, or with a note on it, says besides."""


def span_mark(
    span: Span, roles: tuple[str, ...], *, fills: tuple[int, ...] = (), remarks: tuple[str, ...] = ()
) -> Mark:
    """A labelled span, or a free filler, which says only what roles it fills. `fills`: the events of these roles."""
    if span.label is None:
        chip = _chip("", remarks)
        return Mark(span.id, "span", None, span.fragments, chip, colour="filler", badges=roles, fills=fills)
    chip = _chip(span.label, remarks)
    return Mark(span.id, "span", span.label, span.fragments, chip, span.label, roles, fills)


def event_mark(
    event: Event, roles: tuple[str, ...], *, fills: tuple[int, ...] = (), remarks: tuple[str, ...] = ()
) -> Mark:
    """A trigger. A draft says that it is one."""
    chip = _chip(f"{event.type} · draft" if event.draft else event.type, remarks)
    return Mark(event.id, "event", event.type, event.trigger, chip, "trigger", roles, fills)


def suggestion_mark(suggestion: Suggestion, *, remarks: tuple[str, ...] = ()) -> Mark:
    """A suggestion with its score, or the faint underline of a candidate trigger."""
    score = suggestion.score
    if suggestion.kind == "event":
        return Mark(suggestion.id, "hint", suggestion.label, suggestion.fragments, colour="trigger", score=score)
    label = suggestion.label
    chip = _chip(f"{label} {score_text(score)}", remarks)
    return Mark(suggestion.id, "suggestion", label, suggestion.fragments, chip, label, score=score)


def _chip(text: str, remarks: tuple[str, ...]) -> str:
    return " · ".join((text, *remarks) if text else remarks)


def score_text(score: float) -> str:
    """A score in 0..1 with two decimals and no nought before the point."""
    text = f"{min(max(score, 0.0), 1.0):.2f}"
    return text[1:] if text.startswith("0") else "1.0"
