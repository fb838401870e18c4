"""From annotations and suggestions to the marks that the page shows: what a chip says, which colour it has. Pure."""

from __future__ import annotations

from glossator.annotation import Event, Span, Suggestion
from glossator_desktop.page.content import Mark

FLAGGED = " · flagged"
"""What the chip of something flagged says besides."""


def span_mark(span: Span, roles: tuple[str, ...], *, flagged: bool = False) -> Mark:
    """A labelled span, or a free filler: that one says only which roles it fills."""
    if span.label is None:
        return Mark(span.id, "span", None, span.fragments, chip="", colour="filler", badges=roles)
    chip = span.label + FLAGGED * flagged
    return Mark(span.id, "span", span.label, span.fragments, chip, span.label, roles)


def event_mark(event: Event, roles: tuple[str, ...], *, flagged: bool = False) -> Mark:
    """A trigger. A draft says that it is one."""
    chip = (f"{event.type} · draft" if event.draft else event.type) + FLAGGED * flagged
    return Mark(event.id, "event", event.type, event.trigger, chip, "trigger", roles)


def suggestion_mark(suggestion: Suggestion) -> Mark:
    """A suggestion with its score, or the faint underline of a candidate trigger."""
    if suggestion.kind == "event":
        return Mark(suggestion.id, "hint", suggestion.label, suggestion.fragments, colour="trigger")
    chip = f"{suggestion.label} {score_text(suggestion.score)}"
    return Mark(suggestion.id, "suggestion", suggestion.label, suggestion.fragments, chip, suggestion.label)


def score_text(score: float) -> str:
    """A score in 0..1 with two decimals and no nought before the point."""
    text = f"{min(max(score, 0.0), 1.0):.2f}"
    return text[1:] if text.startswith("0") else "1.0"
